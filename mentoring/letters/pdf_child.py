"""Sets large letters in a process of its own: typst keeps what it set until its process ends.

A decree of a whole city takes some 400 MB; the pages and the commands shall not carry that.
"""

import base64
import json
import sys
from collections.abc import Sequence
from typing import Any

from mentoring.errors import Refused
from mentoring.letters.apart import pdf_from
from mentoring.words import _

LARGE = 200_000  # characters of content from which on a letter is set apart
SECONDS = 600


def set_apart(papers: Sequence[dict[str, Any]], *, emblem: bytes) -> bytes:
    """As `pdf.pdf_of`, in a child.

    Raises:
        Refused: the child died or took too long.
    """
    asked = {"papers": list(papers), "emblem": base64.b64encode(emblem).decode()}
    return pdf_from("mentoring.letters.pdf_child", asked, seconds=SECONDS, failed=_failed())


def main() -> None:
    """Read one request, write one PDF."""
    from mentoring.letters.pdf import pdf_here

    asked = json.loads(sys.stdin.buffer.read())
    made = pdf_here(asked["papers"], emblem=base64.b64decode(asked["emblem"]))
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()


def _failed() -> Refused:
    return Refused(
        _("Surat tidak dapat disusun: prosesnya berhenti mendadak."),
        remedy=_("Ulangi; bila terjadi lagi, susun surat per mentor."),
    )


if __name__ == "__main__":
    main()
