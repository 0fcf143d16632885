"""`pamong serve` and `pamong worker`: processes that stay. `cli.py` says who works in them."""

import signal
import threading
from collections.abc import Callable, Sequence
from types import FrameType
from typing import NoReturn, Protocol

import click

from mentoring.words import _

QUEUES = ("match", "care", "message")


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
    from mentoring import schema  # the command line is set up with this module: keep it light

    schema.require_head()
    crew = _crews[0](queues or QUEUES)
    ended = until_told()
    crew.start()
    click.echo(_("Siap bekerja; berhenti dengan Ctrl-C."), err=True)
    ended.wait()
    click.echo(_("Menyelesaikan yang sedang dikerjakan…"), err=True)
    crew.stop()


def until_told() -> threading.Event:
    """An event that SIGTERM or Ctrl-C sets; a second one ends the process at once."""
    ended = threading.Event()

    def told(_number: int, _frame: FrameType | None) -> None:
        if ended.is_set():
            _at_once()
        ended.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, told)
    return ended


def _at_once() -> NoReturn:
    import os

    os._exit(1)  # leases run out by themselves; nothing is half done
