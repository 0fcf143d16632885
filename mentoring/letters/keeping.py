"""Whether all that is kept about letters is whole; `pamong doctor` asks."""

import hashlib
import zlib
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring.letters.content import Content
from mentoring.letters.tables import Letter, LetterFile
from mentoring.letters.values import State


def runs_with_letters(session: Session) -> set[UUID]:
    """Runs that have a letter which holds."""
    return set(session.exec(select(Letter.run_id).where(Letter.state != State.REVOKED).distinct()))


def damaged(session: Session) -> list[UUID]:
    """Letters whose content or signed file is not what its hash says, or that lack one."""
    wanted: dict[UUID, dict[str, str]] = {}
    for letter_id, mark, state in session.exec(select(Letter.id, Letter.sha256, Letter.state)):
        wanted[letter_id] = {"content": mark}
        if state == State.SIGNED:
            wanted[letter_id]["signed"] = ""
    found = set()
    rows = session.exec(select(LetterFile).order_by(col(LetterFile.id)))
    for row in rows.yield_per(50):  # a signed file may have megabytes
        mark = wanted.get(row.letter_id, {}).pop(row.name, "")
        if row.sha256 != _hash(row) or (mark and row.sha256 != mark):
            found.add(row.letter_id)
    return sorted(found | {letter for letter, left in wanted.items() if left}, key=str)


def _hash(row: LetterFile) -> str:
    if row.name != "content":
        return hashlib.sha256(row.content).hexdigest()
    try:
        return Content.unpacked(row.content).digest
    except (zlib.error, ValueError):
        return ""
