"""What must hold of people whose data were erased; `pamong doctor` checks it."""

from sqlmodel import Session

from mentoring import competencies, people, programmes
from mentoring.guarantee import Broken
from mentoring.words import _


def broken(session: Session) -> list[Broken]:
    """Somebody who was erased and is described somewhere still."""
    behind = {
        *people.left_behind(session),
        *competencies.left_behind(session),
        *programmes.erasing.left_behind(session),
    }
    said = _("Data pegawai yang sudah dihapus masih tersisa.")
    return [Broken("E1", said, who) for who in sorted(behind, key=str)]
