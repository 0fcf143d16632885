"""What programmes know of people whose data are erased: reasons and words go, pairs stay.

Who guided whom, when and with how many points stays under meaningless ids: proofs and figures of
the programme hang on it, and they concern everybody who took part.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, delete, func, or_, select, update

from mentoring import people
from mentoring.programmes.states import LIVE
from mentoring.programmes.tables import (
    Capacity,
    Mentorship,
    MentorshipEvent,
    Participant,
    Programme,
    Proposal,
    Ruling,
    Unmatched,
)

NO_FACTS = {"erased": True}  # in the place of what explained a pair


def is_erased(facts: Mapping[str, Any]) -> bool:
    """Were the reasons of this pair erased with one of the two?"""
    return facts == NO_FACTS


def bonds_of(session: Session, *, ids: Sequence[UUID]) -> list[UUID]:
    """Ids of all mentorships of these people, on either side."""
    return list(session.exec(select(Mentorship.id).where(_of(Mentorship, ids))))


def last_days(session: Session, *, ids: Sequence[UUID]) -> dict[UUID, date]:
    """The last day of anybody's programmes and mentorships; a live mentorship or a programme that
    goes on counts to its own end, which lies ahead."""
    found: dict[UUID, date] = {}
    seats = (
        select(Participant.employee_id, func.max(Programme.ends_on))
        .join(Programme, col(Programme.id) == col(Participant.programme_id))
        .where(col(Participant.employee_id).in_(ids))
        .group_by(col(Participant.employee_id))
    )
    for side in (Mentorship.mentor_id, Mentorship.mentee_id):
        bonds = (
            select(side, func.max(Mentorship.ends_on)).where(col(side).in_(ids)).group_by(col(side))
        )
        for query in (seats, bonds):
            for who, last in session.exec(query):
                found[who] = max(found.get(who, last), last)
    return found


def busy(session: Session, *, ids: Sequence[UUID]) -> set[UUID]:
    """Who of these has a mentorship that is offered, accepted or running."""
    live = select(Mentorship.mentor_id, Mentorship.mentee_id).where(
        col(Mentorship.state).in_(LIVE), _of(Mentorship, ids)
    )
    return {who for pair in session.exec(live) for who in pair} & set(ids)


def erase(session: Session, *, ids: Sequence[UUID]) -> Counter[str]:
    """Take out what describes these people. Returns how many of what."""
    done: Counter[str] = Counter()
    places = delete(Capacity).where(col(Capacity.employee_id).in_(ids))
    done["capacity"] = session.exec(places).rowcount
    left_out = (
        update(Participant)
        .where(col(Participant.employee_id).in_(ids), col(Participant.excluded_reason).is_not(None))
        .values(excluded_reason=people.ERASED)
    )
    done["words"] = session.exec(left_out).rowcount
    ruled = update(Ruling).where(_of(Ruling, ids)).values(reason=people.ERASED)
    done["ruling"] = session.exec(ruled).rowcount
    for table in (Proposal, Mentorship):
        shown = update(table).where(_of(table, ids)).values(facts=NO_FACTS)
        done[str(table.__tablename__)] = session.exec(shown).rowcount
    alone = update(Unmatched).where(col(Unmatched.mentee_id).in_(ids)).values(facts=NO_FACTS)
    done["unmatched"] = session.exec(alone).rowcount
    said = (
        update(MentorshipEvent)
        .where(
            col(MentorshipEvent.mentorship_id).in_(
                select(Mentorship.id).where(_of(Mentorship, ids))
            ),
            col(MentorshipEvent.words) != "",
        )
        .values(words=people.ERASED)
    )
    done["words"] += session.exec(said).rowcount
    session.expire_all()
    return done


def left_behind(session: Session) -> list[UUID]:
    """Who was erased and is still described in these tables, or still takes part."""
    gone = list(session.exec(select(people.Erasure.employee_id)))
    places = select(Capacity.employee_id).where(col(Capacity.employee_id).in_(gone))
    found = set(session.exec(places)) | busy(session, ids=gone)
    for table in (Proposal, Mentorship):
        for mentee, mentor, facts in session.exec(
            select(table.mentee_id, table.mentor_id, table.facts).where(_of(table, gone))
        ):
            if not is_erased(facts):
                found |= {mentee, mentor} & set(gone)
    return sorted(found, key=str)


def _of(table: Any, ids: Sequence[UUID]) -> Any:
    return or_(col(table.mentee_id).in_(ids), col(table.mentor_id).in_(ids))
