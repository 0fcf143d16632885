"""What all commands share: who acts, one transaction, tables, JSON, progress."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text
from sqlmodel import Session

from mentoring import access, db, people, schema
from mentoring.errors import Refused
from mentoring.words import _, number

as_json = click.option("--json", "json_out", is_flag=True, help=_("Keluaran JSON."))
programme_option = click.option(
    "--programme", "code", metavar=_("KODE"), help=_("Program; bawaan: yang terbaru.")
)
run_option = click.option(
    "--run", "number", type=int, metavar="N", help=_("Nomor proses; bawaan: yang terbaru.")
)
reason_option = click.option(
    "--reason", required=True, help=_("Alasan; dicatat dalam jejak audit.")
)
YES, NO = {"y", "ya", "yes"}, {"t", "tidak", "n", "no"}
yes_option = click.option("--yes", "-y", is_flag=True, help=_("Lanjutkan tanpa bertanya."))


def out() -> Console:
    """Where data goes; wide when it is not a terminal, so that pipes get whole lines."""
    return Console(width=None if sys.stdout.isatty() else 160, soft_wrap=False, highlight=False)


def err() -> Console:
    """Where progress and remarks go."""
    return Console(stderr=True, highlight=False)


def login() -> str | None:
    """The account named by --as or PAMONG_ACTOR."""
    found = click.get_current_context().find_root().obj
    return found if found is None else str(found)


@contextmanager
def acting(
    deed: access.Deed, *, looking: bool = False, noting: bool = False
) -> Iterator[tuple[Session, access.Account]]:
    """One transaction of a named account that may do this.

    looking: it only prepares the deed. noting: that something was read goes into the trail.
    """
    schema.require_head()
    with db.transaction(reads=not noting and (deed is access.Deed.READ or looking)) as session:
        account = access.acting(session, login=login())
        access.require(account, deed)
        yield session, account


def visible(account: access.Account, profile: people.Profile) -> bool:
    """A unit officer sees the own OPD only; everybody else with READ sees all."""
    return account.unit_id is None or account.unit_id in {profile.unit_id, profile.opd_id}


def by_id(session: Session, ids: Sequence[UUID]) -> dict[UUID, people.Profile]:
    """Profiles of these people."""
    return {p.id: p for p in people.profiles(session, ids=list(dict.fromkeys(ids)))}


def show_json(data: object) -> None:
    """One JSON document on stdout."""
    click.echo(json.dumps(data, default=_plain, ensure_ascii=False, indent=2))


class Figure(int):
    """How many: shown with the separators of the language, which a year or an id has not."""


def show_table(title: str, headers: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table on stdout; numbers to the right."""
    table = Table(title=title, title_justify="left", header_style="bold")
    for index, header in enumerate(headers):
        numeric = bool(rows) and all(isinstance(row[index], int | float) for row in rows)
        table.add_column(header, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        # Text, not str: a name with [brackets] is a name, not markup.
        table.add_row(*(Text(_cell(cell)) for cell in row))
    out().print(table)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return number(value) if isinstance(value, Figure) else str(value)


@contextmanager
def progress(title: str) -> Iterator[Any]:
    """A bar on stderr; yields a function (step name, share 0..1). Silent when not a terminal."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        console=err(),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    with bar:
        task = bar.add_task(title, total=1.0)

        def tell(_step: str, share: float) -> None:
            bar.update(task, completed=share)

        yield tell


def ask(question: str, *, yes: bool) -> None:
    """Go on only when a person says yes; without a terminal --yes must have been given."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise Refused(_("Perintah ini perlu persetujuan Anda."), remedy=_("Ulangi dengan --yes."))
    while True:
        said = click.prompt(_("{question} [y/t]", question=question), err=True).strip().casefold()
        if said in YES:
            return
        if said in NO:
            raise click.Abort


def _plain(value: object) -> object:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    raise TypeError(type(value).__name__)
