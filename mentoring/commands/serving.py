"""`pamong serve` and `pamong worker`: processes that stay. `cli.py` says who works in them."""

import signal
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import FrameType
from typing import NoReturn, Protocol

import click

from mentoring.errors import OutOfReach
from mentoring.words import _

QUEUES = ("match", "care", "message")
LOOK_AGAIN = 0.2  # seconds
STOP_SECONDS = 10  # for answers that are under way
WAIT_SECONDS = 1.0  # between two looks for the database


class Crew(Protocol):
    """Whoever works on jobs in this process."""

    def start(self) -> None: ...
    def stop(self) -> None: ...


CrewOf = Callable[[Sequence[str]], Crew]
_crews: list[CrewOf] = []


def use(crew_of: CrewOf) -> None:
    """Set who works (the command line puts the faces together, nobody else)."""
    _crews[:] = [crew_of]


@click.command(help=_("Kerjakan antrean: pemadanan, pesan, jadwal. Berhenti dengan Ctrl-C."))
@click.option(
    "--queue",
    "queues",
    type=click.Choice(QUEUES),
    multiple=True,
    help=_("Hanya antrean ini (boleh diulang); bawaan: semua."),
)
def worker(queues: tuple[str, ...]) -> None:
    told = Told()
    if not _is_ready(told):
        return
    crew = _crews[0](queues or QUEUES)
    crew.start()
    _say(_("Siap bekerja; berhenti dengan Ctrl-C."))
    told.wait()
    _say(_("Menyelesaikan yang sedang dikerjakan…"))
    crew.stop()


@click.command(
    help=_("Jalankan semuanya di proses ini: halaman web, pemadanan, pesan, jadwal. Tanpa server.")
)
def serve() -> None:
    begin_serving()


def begin_serving() -> None:
    """Pages and crew in one process, until told to stop; a new installation is set up first."""
    from mentoring.commands import web

    told = Told()
    if not _is_ready(told, first=True):
        return
    crew, pages = _crews[0](QUEUES), web.pages()
    server = pages.server()
    crew.start()
    thread = threading.Thread(target=server.run, name="pages", daemon=True)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(LOOK_AGAIN)
        web.require_alive(thread)
        web.tell_where(pages)
        while not told.times and thread.is_alive():
            time.sleep(LOOK_AGAIN)
    finally:
        server.should_exit = True
        _say(_("Menyelesaikan yang sedang dikerjakan…"))
        crew.stop()
        thread.join(STOP_SECONDS)


def _is_ready(told: "Told", *, first: bool = False) -> bool:
    """Wait for a database that does not answer yet: after a power cut it may come up later than
    this process. False when somebody said stop meanwhile.

    Args:
        first: set a new installation up.
    """
    from mentoring import schema  # the command line is set up with this module: keep it light

    said = False
    while not told.times:
        try:
            if first and schema.revision_now() is None:
                set_up()
            schema.require_head()
        except OutOfReach as away:
            if not said:
                _say(_("Menunggu basis data: {sentence}", sentence=away.sentence))
            said = True
            time.sleep(WAIT_SECONDS)
        else:
            return True
    return False


def set_up() -> None:
    """The database, the dictionary and the first account, as `pamong init` makes them."""
    from mentoring.commands.setup import init

    click.get_current_context().invoke(init, login="hr", name="Petugas HR")


def _say(text: str) -> None:
    """A remark for whoever looks on; where nobody can take it, the work goes on."""
    with suppress(OSError):
        click.echo(text, err=True)


class Told:
    """Notes SIGTERM and Ctrl-C; a second one ends the process at once.

    No lock and no event: a handler may run in the middle of another one.
    """

    def __init__(self) -> None:
        self.times = 0
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._hear)

    def wait(self) -> None:
        """Until somebody says so."""
        while not self.times:
            time.sleep(LOOK_AGAIN)

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        self.times += 1
        if self.times > 1:
            _at_once()


def _at_once() -> NoReturn:
    import os

    os._exit(1)  # leases run out by themselves; nothing is half done
