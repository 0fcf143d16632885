"""By the calendar: mentors who have not answered, HR when they still have not, digests."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, func, select

from mentoring import clock, db
from mentoring.messages import (
    Event,
    MessageState,
    Recipient,
    counts,
    tell,
    tell_officers,
    working_days,
)
from mentoring.programmes.actions import rules_of
from mentoring.programmes.queries import programmes
from mentoring.programmes.states import MentorshipState
from mentoring.programmes.tables import (
    MatchRun,
    Mentorship,
    MentorshipEvent,
    Programme,
    Unmatched,
)
from mentoring.programmes.telling import asked

LAST_REMINDER = (Event.REMINDER_1, Event.REMINDER_2)
ENDED = (MentorshipState.WITHDRAWN, MentorshipState.COMPLETED, MentorshipState.EXPIRED)


def remind() -> int:
    """Remind whoever has not answered after the policy's working days; tell HR after the last.

    Each reminder is a message of its own kind, once: looked at every hour, said once.
    """
    with db.transaction(reads=True) as session:
        ids = [programme.id for programme in programmes(session)]
    return sum(_remind_in(programme_id) for programme_id in ids)


def digest() -> int:
    """The week in numbers, for every officer who wants it."""
    said = 0
    with db.transaction() as session:
        for programme in programmes(session):
            if programme.ends_on >= clock.today():
                said += _digest_of(session, programme)
    return said


def _remind_in(programme_id: UUID) -> int:
    with db.transaction() as session:
        programme = session.get_one(Programme, programme_id)
        rules = rules_of(session, programme=programme).answer
        said = 0
        for (mentor, since), pairs in unanswered(session, programme).items():
            now = clock.now()
            for event, days in zip(LAST_REMINDER, sorted(rules.remind_after), strict=False):
                if working_days.after(since, days) <= now:
                    said += remind_one(session, programme, mentor, pairs, event)
            if working_days.after(since, rules.escalate_after) <= now:
                said += escalate(session, programme, mentor, pairs, since)
        return said


def unanswered(
    session: Session, programme: Programme
) -> dict[tuple[UUID, datetime], list[Mentorship]]:
    """Offers that wait for an answer: of one mentor and one approval together."""
    query = select(Mentorship).where(
        Mentorship.programme_id == programme.id, Mentorship.state == MentorshipState.OFFERED
    )
    found: dict[tuple[UUID, datetime], list[Mentorship]] = defaultdict(list)
    for mentorship in session.exec(query.order_by(col(Mentorship.id))):
        found[mentorship.mentor_id, mentorship.approved_at].append(mentorship)
    return found


def remind_one(
    session: Session, programme: Programme, mentor: UUID, pairs: list[Mentorship], event: Event
) -> int:
    """One reminder to one mentor; 0 when it was said before."""
    made = tell(
        session,
        event=event,
        to=Recipient(employee_id=mentor),
        facts=asked(programme, pairs),
        dedupe=f"run:{pairs[0].run_id}:{event}:{mentor}",
        about=[m.id for m in pairs],
    )
    return int(made is not None)


def escalate(
    session: Session, programme: Programme, mentor: UUID, pairs: list[Mentorship], since: datetime
) -> int:
    """Tell the officers that a mentor is silent; how many hear it for the first time."""
    return len(
        tell_officers(
            session,
            event=Event.ESCALATION,
            facts={
                "programme": programme.name,
                "mentor": mentor,
                "mentees": [m.mentee_id for m in pairs],
                "asked_on": clock.local(since).date(),
            },
            dedupe=f"run:{pairs[0].run_id}:escalation:{mentor}",
            about=[m.id for m in pairs],
        )
    )


def _digest_of(session: Session, programme: Programme) -> int:
    states = Counter(
        dict(
            session.exec(
                select(Mentorship.state, func.count())
                .where(Mentorship.programme_id == programme.id)
                .group_by(Mentorship.state)
            ).all()
        )
    )
    until = clock.today()
    unsent = sum(
        count
        for (_event, state), count in counts(session).items()
        if state in {MessageState.FAILED, MessageState.UNCERTAIN}
    )
    return len(
        tell_officers(
            session,
            event=Event.WEEKLY_DIGEST,
            facts={
                "programme": programme.name,
                "until": until,
                "running": states[MentorshipState.ACTIVE] + states[MentorshipState.ACCEPTED],
                "unanswered": states[MentorshipState.OFFERED],
                "waiting": _waiting(session, programme),
                "ended": _ended_lately(session, programme),
                "unsent": unsent,
            },
            dedupe=f"programme:{programme.id}:digest:{until.isoformat()}",
        )
    )


def _waiting(session: Session, programme: Programme) -> int:
    """How many are on the list of the newest run that has a result."""
    newest = session.exec(
        select(MatchRun.id)
        .where(MatchRun.programme_id == programme.id, col(MatchRun.digest).is_not(None))
        .order_by(col(MatchRun.number).desc())
    ).first()
    left = select(func.count()).where(Unmatched.run_id == newest, Unmatched.code != "not_eligible")
    return session.exec(left).one()


def _ended_lately(session: Session, programme: Programme) -> int:
    query = (
        select(func.count())
        .select_from(MentorshipEvent)
        .join(Mentorship, col(Mentorship.id) == col(MentorshipEvent.mentorship_id))
        .where(
            Mentorship.programme_id == programme.id,
            col(MentorshipEvent.after).in_(ENDED),
            MentorshipEvent.at >= clock.now() - timedelta(days=7),
        )
    )
    return session.exec(query).one()
