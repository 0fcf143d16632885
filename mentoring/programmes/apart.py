"""Solves in a child process with limits on time, processor and memory.

A time limit cannot interrupt native code, and a crash of it must not take the pages down. The
child gets the packed case and hands back the packed result; `solving.py` is what runs in it.
"""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from time import monotonic
from typing import IO

from mentoring import matching
from mentoring.errors import Refused
from mentoring.programmes.packing import pack, unpack_result
from mentoring.programmes.problem_of import Case
from mentoring.settings import settings
from mentoring.words import _

Pairs = tuple[tuple[int, int], ...]
MOST_CRASHES = 3  # a case that kills its solver that often is given up


class Crashed(Refused):
    """The solver died without an answer: a defect of native code, or the machine killed it."""


def solve(
    case: Case,
    *,
    progress: Callable[[str, float], None],
    breathe: Callable[[], None],
    seconds: float,
    start: Pairs = (),
) -> matching.Result:
    """Solve a case in a child process.

    Args:
        progress: told of each step and the share that is done.
        breathe: called at least every so many `seconds`; what it raises ends the child.
        start: a matching to begin with.

    Raises:
        matching.Infeasible: as `matching.solve` does.
        Refused: it took too long or too much memory.
        Crashed: the child died.
    """
    child = _started()
    assert child.stdout is not None
    try:
        answers = _listen(child, [pack(case), json.dumps(start).encode()])
        last, breath = monotonic() + settings().solve_seconds, monotonic() + seconds
        while True:
            if monotonic() > last:
                raise _too_long()
            if monotonic() > breath:
                breathe()
                breath = monotonic() + seconds
            try:
                line = answers.get(timeout=seconds)
            except queue.Empty:
                continue
            if isinstance(line, bytes):
                return unpack_result(line, case.problem)
            _take(line, child, progress)
    finally:
        child.kill()
        child.wait()
        child.stdout.close()


def _started() -> subprocess.Popen[bytes]:
    limits = settings()
    command = [sys.executable, "-m", "mentoring.programmes.solving"]
    words = [str(n) for n in (os.getpid(), limits.solve_seconds, limits.solve_max_mb)]
    return subprocess.Popen(  # noqa: S603 - our own module, and three numbers
        [*command, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def _take(
    line: dict[str, object] | None,
    child: subprocess.Popen[bytes],
    progress: Callable[[str, float], None],
) -> None:
    """One line of the child that is not the answer."""
    if line is None:
        raise Crashed(
            _("Penghitung berhenti mendadak (kode {code}).", code=child.wait()),
            remedy=_("Ulangi; bila terjadi lagi, laporkan kepada pengelola sistem."),
        )
    if "infeasible" in line:
        floor = line["floor"]
        best = None if floor is None else int(str(floor))
        raise matching.Infeasible(str(line["infeasible"]), best_floor=best)
    if "refused" in line:
        raise _too_long() if line["refused"] == "time" else _too_large()
    progress(str(line["step"]), float(str(line["share"])))


def _listen(
    child: subprocess.Popen[bytes], packed: list[bytes]
) -> "queue.Queue[dict[str, object] | bytes | None]":
    """Feed the child and read it in a thread: lines, then the answer, or None for its death."""
    heard: queue.Queue[dict[str, object] | bytes | None] = queue.Queue()

    def talk(into: IO[bytes], out: IO[bytes]) -> None:
        try:
            with into:
                for piece in packed:
                    into.write(len(piece).to_bytes(8) + piece)
            for raw in out:
                line = json.loads(raw)
                if "bytes" not in line:
                    heard.put(line)
                    continue
                answer = out.read(line["bytes"])
                heard.put(answer if len(answer) == line["bytes"] else None)
                return
        except (OSError, ValueError):
            pass  # it died half-way through a line
        heard.put(None)

    assert child.stdin is not None
    assert child.stdout is not None
    threading.Thread(target=talk, args=(child.stdin, child.stdout), daemon=True).start()
    return heard


def _too_long() -> Refused:
    return Refused(
        _("Penghitungan melampaui batas waktu {seconds} detik.", seconds=settings().solve_seconds),
        remedy=_("Naikkan PAMONG_SOLVE_SECONDS, atau perkecil program."),
    )


def _too_large() -> Refused:
    return Refused(
        _("Penghitungan melampaui batas memori {size} MB.", size=settings().solve_max_mb),
        remedy=_("Naikkan PAMONG_SOLVE_MAX_MB, atau perkecil program."),
    )
