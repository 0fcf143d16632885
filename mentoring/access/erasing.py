"""Links and own-page sessions of people whose data are erased.

The access log stays: it names by id, and must be able to say whose data a session read.
"""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, delete

from mentoring.access.tables import Link, OwnSession


def erase(session: Session, *, ids: Sequence[UUID]) -> Counter[str]:
    """Remove what would let them in. Returns how many of what."""
    links = session.exec(delete(Link).where(col(Link.holder_id).in_(ids))).rowcount
    held = session.exec(delete(OwnSession).where(col(OwnSession.employee_id).in_(ids))).rowcount
    return Counter(link=links + held)
