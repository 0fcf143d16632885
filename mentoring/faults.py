"""Named points where a test may kill this very process, as a power cut would.

Without PAMONG_DIE_AT nothing happens here. `PAMONG_DIE_AT=smtp.accepted:2` ends the process with
SIGKILL when that point is passed for the second time. Every point is named once in POINTS; the
tests kill at each of them and fail when one is never reached.
"""

import os
import signal

POINTS = {
    "claim": "a job has been taken, not yet committed",
    "run.claimed": "a run has been taken and committed",
    "run.snapshot": "everybody has been read, the fence is committed",
    "run.solved": "the engine has answered, nothing is recorded",
    "run.recording": "half of a result is written",
    "run.recorded": "the whole result is written, not committed",
    "run.published": "the result is committed",
    "message.claimed": "a message has been taken and committed, nothing has left the house",
    "smtp.connected": "the mail server has greeted, nothing is said about this message",
    "smtp.addressed": "the mail server takes the recipient, the message still counts as waiting",
    "smtp.sending": "the message counts as being sent, nothing of it has left",
    "smtp.accepted": "the mail server has taken the message, this is not committed",
    "smtp.sent": "the message counts as sent, committed",
    "eml.written": "the letter is in the folder, this is not committed",
    "webhook.accepted": "the other system has taken the notice, this is not committed",
    "sweep.taken_back": "lapsed leases have been taken back, not committed",
}

_passed: dict[str, int] = {}


def point(name: str) -> None:
    """Pass a point; die there if the environment says so."""
    wanted = os.environ.get("PAMONG_DIE_AT")
    if wanted is None:
        return
    assert name in POINTS, name
    _passed[name] = _passed.get(name, 0) + 1
    at, _colon, times = wanted.partition(":")
    if at == name and _passed[name] == int(times or 1):
        os.kill(os.getpid(), signal.SIGKILL)


def mischief() -> None:
    """In the child that solves: what PAMONG_MISCHIEF asks for, as broken native code would do."""
    wanted = os.environ.get("PAMONG_MISCHIEF")
    if wanted == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif wanted == "memory":
        raise MemoryError
    elif wanted == "endless":
        while True:
            signal.pause()
