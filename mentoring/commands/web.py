"""`pamong web`: the pages on this machine. `cli.py` says what serves them."""

from collections.abc import Callable
from typing import Protocol

import click

from mentoring.words import _


class Pages(Protocol):
    """The face for browsers."""

    def first_link(self) -> str | None: ...
    def serve(self) -> None: ...


PagesOf = Callable[[], Pages]
_pages: list[PagesOf] = []


def use(pages_of: PagesOf) -> None:
    """Set what serves the pages (the command line puts the faces together, nobody else)."""
    _pages[:] = [pages_of]


@click.command(help=_("Buka halaman web pada komputer ini. Berhenti dengan Ctrl-C."))
def web() -> None:
    from mentoring import schema
    from mentoring.settings import settings

    schema.require_head()
    pages = _pages[0]()
    click.echo(_("Halaman web: {address}", address=settings().address))
    link = pages.first_link()
    if link is not None:
        click.echo(_("Belum ada kata sandi. Tetapkan yang pertama di {link}", link=link))
    pages.serve()
