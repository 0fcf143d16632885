"""A PDF set in a process of its own: typst keeps all it ever set until its process ends."""

import json
import subprocess
import sys
from typing import Any

from mentoring.errors import Refused


def pdf_from(module: str, asked: dict[str, Any], *, seconds: int, failed: Refused) -> bytes:
    """What a module of this room prints when it is given this as JSON.

    Raises:
        failed: the child died, took too long, or printed no PDF.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and a module of this room
            [sys.executable, "-m", module],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise failed from None
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF"):
        raise failed
    return done.stdout
