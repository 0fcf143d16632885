"""A person hurries an answer along: remind now, tell HR now, or look for another mentor.

What would happen is worked out first, by the same rules, so that it can be read before it is done.
Reminders are the calendar's own, said early: none is ever said twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import clock, messages
from mentoring.errors import Refused
from mentoring.grounds import grounds
from mentoring.programmes.mentorships import noted, withdraw
from mentoring.programmes.reminding import LAST_REMINDER, escalate, remind_one, unanswered
from mentoring.programmes.requests import request_run
from mentoring.programmes.rulings import rule, ruling_of
from mentoring.programmes.states import LIVE, MentorshipState
from mentoring.programmes.tables import Mentorship, MentorshipEvent, Programme
from mentoring.words import _


class Nudge(StrEnum):
    """What a person may ask for."""

    REMIND = "remind"
    ESCALATE = "escalate"
    REPLACE = "replace"


class Outcome(StrEnum):
    """What becomes of it for one mentorship."""

    FIRST = "first"  # the first reminder goes out
    SECOND = "second"
    TODAY = "today"  # reminded today already
    TWICE = "twice"  # both reminders were said
    ESCALATED = "escalated"  # the officers are told
    TOLD = "told"  # they were told before
    REPLACED = "replaced"  # ends; another mentor is looked for
    NO_OFFER = "no_offer"  # answered meanwhile, or over
    OVER = "over"


DONE = frozenset({Outcome.FIRST, Outcome.SECOND, Outcome.ESCALATED, Outcome.REPLACED})


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One chosen mentorship, and what would become of it."""

    mentorship: Mentorship
    outcome: Outcome

    @property
    def happens(self) -> bool:
        return self.outcome in DONE


def foreseen(
    session: Session, *, programme: Programme, nudge: Nudge, chosen: Sequence[Mentorship]
) -> list[Foreseen]:
    """What would happen to each; nothing is done."""
    return [Foreseen(m, _outcome(session, programme, nudge, m)) for m in chosen]


def nudge(
    session: Session,
    *,
    programme: Programme,
    nudge: Nudge,
    chosen: Sequence[Mentorship],
    reason: str,
    by: UUID,
) -> int:
    """Do it for all of them. Returns for how many mentorships something was done.

    Raises:
        Unusable: no reason for a replacement.
        Refused: nothing would happen to any of them.
    """
    reason = grounds(reason) if nudge is Nudge.REPLACE else reason.strip()[:300]
    seen = foreseen(session, programme=programme, nudge=nudge, chosen=chosen)
    ready = [one for one in seen if one.happens]
    if not ready:
        raise Refused(
            _("Tidak ada yang dapat dilakukan untuk pendampingan yang dipilih."),
            remedy=_("Pilih pendampingan lain, atau tindakan lain."),
        )
    if nudge is Nudge.REPLACE:
        _replace(session, programme, ready, reason=reason, by=by)
    else:
        _say(session, programme, ready, nudge)
    for one in ready:
        noted(session, one.mentorship, f"mentorship.{nudge}", by, reason=reason)
    return len(ready)


def why_declined(session: Session, *, programme: Programme) -> dict[UUID, tuple[str, str]]:
    """For every declined mentorship of a programme: the reason's code, and the mentor's words."""
    query = (
        select(MentorshipEvent)
        .join(Mentorship, col(Mentorship.id) == col(MentorshipEvent.mentorship_id))
        .where(
            Mentorship.programme_id == programme.id,
            MentorshipEvent.after == MentorshipState.DECLINED,
        )
    )
    return {event.mentorship_id: (event.code, event.words) for event in session.exec(query)}


def _say(session: Session, programme: Programme, ready: list[Foreseen], nudge: Nudge) -> None:
    """One message for all that a mentor was asked at one time, as the calendar would say it."""
    offers = unanswered(session, programme)
    outcomes = {_place(one.mentorship): one.outcome for one in ready}
    for (mentor, since), outcome in outcomes.items():
        pairs = offers[mentor, since]
        if nudge is Nudge.ESCALATE:
            escalate(session, programme, mentor, pairs, since)
        else:
            event = LAST_REMINDER[outcome is Outcome.SECOND]
            remind_one(session, programme, mentor, pairs, event)


def _replace(
    session: Session, programme: Programme, ready: list[Foreseen], *, reason: str, by: UUID
) -> None:
    for one in ready:
        pair = one.mentorship.mentee_id, one.mentorship.mentor_id
        withdraw(session, mentorship=one.mentorship, reason=reason, by=by)
        standing = ruling_of(session, programme, *pair)
        if standing is None or standing.kind == "lock":  # a lock is refused, with its remedy
            rule(
                session,
                programme=programme,
                mentee_id=pair[0],
                mentor_id=pair[1],
                kind="ban",
                reason=reason,
                by=by,
            )
    request_run(session, programme=programme, scope="waiting", reason=reason, asked_by=by)


def _outcome(session: Session, programme: Programme, nudge: Nudge, one: Mentorship) -> Outcome:
    if nudge is Nudge.REPLACE:
        return Outcome.REPLACED if one.state in LIVE else Outcome.OVER
    if one.state != MentorshipState.OFFERED:
        return Outcome.NO_OFFER
    told = [
        (m.event, clock.local(m.made_at).date())
        for m in messages.about(session, subject_id=one.id)
        if m.state != messages.MessageState.OBSOLETE
    ]
    said = {event for event, _day in told}
    if nudge is Nudge.ESCALATE:
        return Outcome.TOLD if messages.Event.ESCALATION in said else Outcome.ESCALATED
    if set(LAST_REMINDER) <= said:
        return Outcome.TWICE
    if any(event in LAST_REMINDER and day == clock.today() for event, day in told):
        return Outcome.TODAY
    return Outcome.SECOND if LAST_REMINDER[0] in said else Outcome.FIRST


def _place(one: Mentorship) -> tuple[UUID, datetime]:
    return one.mentor_id, one.approved_at
