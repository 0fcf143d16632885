"""`pamong web`: the pages on this machine; `pamong serve` opens them too. `cli.py` brings them."""

import threading
from collections.abc import Callable
from typing import Any, Protocol

import click

from mentoring.errors import OutOfReach
from mentoring.words import _


class Pages(Protocol):
    """The face for browsers."""

    def first_link(self) -> str | None: ...
    def serve(self) -> None: ...
    def server(self) -> Any: ...


PagesOf = Callable[[], Pages]
_pages: list[PagesOf] = []


def use(pages_of: PagesOf) -> None:
    """Set what serves the pages (the command line puts the faces together, nobody else)."""
    _pages[:] = [pages_of]


def pages() -> Pages:
    """What serves the pages."""
    return _pages[0]()


@click.command(help=_("Buka halaman web saja, tanpa mengerjakan antrean. Berhenti dengan Ctrl-C."))
def web() -> None:
    from mentoring import schema

    schema.require_head()
    found = pages()
    tell_where(found)
    found.serve()


def tell_where(found: Pages) -> None:
    """Where to point a browser, and how the very first password is set."""
    from mentoring.settings import settings

    click.echo(_("Halaman web: {address}", address=settings().address))
    link = found.first_link()
    if link is not None:
        click.echo(_("Belum ada kata sandi. Tetapkan yang pertama di {link}", link=link))


def require_alive(thread: threading.Thread) -> None:
    """The pages could be opened, or OutOfReach is raised."""
    from mentoring.settings import settings

    if not thread.is_alive():
        raise OutOfReach(
            _("Halaman web tidak dapat dibuka di {address}.", address=settings().address),
            remedy=_("Mungkin porta itu sudah dipakai; ubah PAMONG_HTTP_PORT."),
        )
