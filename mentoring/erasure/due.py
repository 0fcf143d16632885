"""Whose time is over: everybody who left, once the years of retention have passed.

The years count from the last thing that happened: the day of leaving, or the end of the last
programme or mentorship, whichever was later. A live mentorship or an open case keeps everything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from mentoring import cases, clock, people, programmes


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody whose data need to go.

    Attributes:
        left_on: the day of leaving, as imports told it.
        last_on: the last day of anything, from which the years count.
        kept_until: the last day on which the data may be kept.
    """

    person: people.Profile
    left_on: date
    last_on: date
    kept_until: date


def due(session: Session, *, on: date | None = None) -> list[Due]:
    """Everybody whose time is over, the longest first. on: the day; default today."""
    today = on or clock.today()
    left = dict(people.who_left(session, before=today))
    ids = [who for who, last in left.items() if people.gone_long_ago(last, on=today)]
    last = {who: max(left[who], day) for who, day in last_days(session, ids).items()}
    keeps = programmes.erasing.busy(session, ids=ids) | cases.busy(session, ids=ids)
    over = [
        who
        for who in ids
        if who not in keeps and people.gone_long_ago(last.get(who, left[who]), on=today)
    ]
    found = [
        Due(
            person=person,
            left_on=left[person.id],
            last_on=last.get(person.id, left[person.id]),
            kept_until=people.kept_until(last.get(person.id, left[person.id])),
        )
        for person in (people.profiles(session, ids=over) if over else ())
    ]
    return sorted(found, key=lambda one: (one.kept_until, one.person.name, str(one.person.id)))


def how_many(session: Session) -> int:
    """How many are due today."""
    return len(due(session))


def last_days(session: Session, ids: Sequence[UUID]) -> dict[UUID, date]:
    """The last day of anybody's programmes and mentorships."""
    return programmes.erasing.last_days(session, ids=ids) if ids else {}
