"""What runs in the child that solves: a packed case in, lines of progress and a packed result out.

Linux ends it with its parent; elsewhere it ends when it next speaks to nobody.
"""

import json
import os
import sys
from typing import Any

from mentoring import faults, matching
from mentoring.programmes.packing import pack_result, unpack

PR_SET_PDEATHSIG, SIGKILL = 1, 9


def main() -> None:
    """Arguments: the parent's id, seconds of processor time, megabytes of memory."""
    parent, seconds, megabytes = map(int, sys.argv[1:])
    limit(seconds, megabytes)
    if os.getppid() != parent:
        return  # it died before this process could ask to be told
    case = unpack(_piece())
    start = tuple((i, j) for i, j in json.loads(_piece()))
    try:
        faults.mischief()
        result = matching.solve(
            case.problem, progress=lambda s, x: _say(step=s, share=x), start=start
        )
    except matching.Infeasible as impossible:
        _say(infeasible=impossible.code, floor=impossible.best_floor)
        return
    except MemoryError:
        _say(refused="memory")
        return
    answer = pack_result(result)
    _say(bytes=len(answer))
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def _piece() -> bytes:
    return sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(8)))


def limit(seconds: int, megabytes: int) -> None:
    """No more than this, and no life without the parent."""
    try:
        import ctypes
        import resource
    except ImportError:  # no such thing on Windows: the parent's own clock remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds * 2, seconds * 2 + 1))  # two threads' worth
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, SIGKILL)


def _say(**line: Any) -> None:
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
