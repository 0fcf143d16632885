"""How often something may fail before it has to wait: counted in the database, so that every
process counts together and a restart forgets nothing."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import Session, col, delete, func, select

from mentoring import clock
from mentoring.access.tables import Attempt
from mentoring.access.tokens import digest
from mentoring.errors import NotNow
from mentoring.words import _, number

WITHIN = timedelta(minutes=15)
KEPT = timedelta(hours=1)
Limits = Sequence[tuple[str, int]]  # what is counted, and how many failures it may have


class TooOften(NotNow):
    """Too many failures lately."""


def require_room(session: Session, limits: Limits) -> None:
    """Raise TooOften when one of these has failed too often within a quarter of an hour."""
    since = clock.now() - WITHIN
    for what, most in limits:
        query = select(func.count()).where(
            col(Attempt.key) == digest(what), col(Attempt.at) > since
        )
        if session.exec(query).one() >= most:
            raise TooOften(
                _("Terlalu banyak percobaan yang gagal."),
                remedy=_(
                    "Tunggu {minutes} menit, lalu coba lagi; bila lupa kata sandi, minta admin.",
                    minutes=number(WITHIN.seconds // 60),
                ),
            )


def failed(session: Session, limits: Limits) -> None:
    """Count one failure of each, and forget the old ones."""
    now = clock.now()
    session.exec(delete(Attempt).where(col(Attempt.at) < now - KEPT))
    session.add_all([Attempt(key=digest(what), at=now) for what, _most in limits])


def forgiven(session: Session, what: str) -> None:
    """It went well: earlier slips of this kind do not count any more."""
    session.exec(delete(Attempt).where(col(Attempt.key) == digest(what)))
