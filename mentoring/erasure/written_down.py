"""The list of who was erased, outside the database: a backup knows nothing of what came later.

One meaningless id per line. Whoever keeps backups elsewhere keeps this file beside the newest one.
"""

import os
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from sqlmodel import Session

from mentoring import people
from mentoring.errors import Unusable
from mentoring.settings import settings
from mentoring.words import _


def remember(session: Session) -> None:
    """Write down everybody who was ever erased: what the file says already, and the database."""
    known = remembered()
    every = known | {one.employee_id for one in people.erasures(session)}
    if every == known:
        return
    target = _place()
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}.part")
    try:
        draft.write_text("".join(f"{who}\n" for who in sorted(every, key=str)), "utf-8")
        draft.chmod(0o600)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def remembered() -> set[UUID]:
    """Who was erased, as the file says. Raises Unusable when it is damaged: nobody may come back
    because a line was not understood."""
    lines: list[str] = []
    with suppress(FileNotFoundError):
        lines = _place().read_text("utf-8").split()
    try:
        return {UUID(line) for line in lines}
    except ValueError:
        raise Unusable(
            _("Daftar penghapusan {file} rusak.", file=_place().name),
            remedy=_("Kembalikan berkas itu dari cadangan; satu id di setiap baris."),
        ) from None


def _place() -> Path:
    return settings().home / "terhapus.txt"
