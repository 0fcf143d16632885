"""The life of a mentorship after the approval: answers, extension, end, repair."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import audit, clock, db, people
from mentoring.errors import NotFound, NotNow, Refused, Unusable
from mentoring.grounds import grounds
from mentoring.programmes import telling
from mentoring.programmes.actions import changed
from mentoring.programmes.rematch import Trigger, ask_for_rematch
from mentoring.programmes.rulings import keep_apart
from mentoring.programmes.states import LIVE, MentorshipState, mentorship_word, require_step
from mentoring.programmes.tables import Mentorship, MentorshipEvent, Programme
from mentoring.words import _


class DeclineReason(StrEnum):
    """Why a mentor says no; words may be added."""

    WORKLOAD = "beban_kerja"
    FIELD = "bidang_berbeda"
    CONFLICT = "benturan_kepentingan"
    LEAVE = "cuti_atau_pindah"
    OTHER = "lainnya"


def step(
    session: Session,
    mentorship: Mentorship,
    after: MentorshipState,
    *,
    by: UUID | None,
    code: str = "",
    words: str = "",
) -> None:
    """One step of its life, with its event; the table of states decides whether it may be."""
    before = MentorshipState(mentorship.state)
    require_step(before, after)
    mentorship.state, mentorship.version = after, mentorship.version + 1
    session.add(mentorship)
    session.add(
        MentorshipEvent(
            mentorship_id=mentorship.id,
            at=clock.now(),
            actor_id=by,
            before=before,
            after=after,
            code=code,
            words=words,
        )
    )
    session.flush()
    telling.stepped(session, mentorship, before=before, code=code, words=words)


def accept(session: Session, *, mentorship: Mentorship, by: UUID, words: str = "") -> None:
    """The mentor says yes. The mentorship runs at once when its period has begun."""
    _hold(session, mentorship)
    if mentorship.state != MentorshipState.OFFERED:
        raise NotNow(
            _(
                "Tawaran ini sudah dijawab: pendampingan {state}.",
                state=mentorship_word(mentorship.state),
            )
        )
    begun = mentorship.begins_on <= clock.today()
    after = MentorshipState.ACTIVE if begun else MentorshipState.ACCEPTED
    step(session, mentorship, after, by=by, code="accepted", words=words)
    noted(session, mentorship, "mentorship.accept", by)


def decline(
    session: Session, *, mentorship: Mentorship, reason: DeclineReason, words: str, by: UUID
) -> None:
    """The mentor says no: the place is free again, and the pair is never proposed again."""
    if reason is DeclineReason.OTHER and not words.strip():
        raise Unusable(_("Alasan «lainnya» perlu dijelaskan."), remedy=_('Tulis --words "…".'))
    _hold(session, mentorship)
    step(session, mentorship, MentorshipState.DECLINED, by=by, code=reason, words=words)
    session.flush()
    keep_apart(
        session,
        programme=session.get_one(Programme, mentorship.programme_id),
        mentee_id=mentorship.mentee_id,
        mentor_id=mentorship.mentor_id,
        reason=str(reason),
        by=by,
    )
    noted(session, mentorship, "mentorship.decline", by, code=str(reason))
    ask_for_rematch(session, {Trigger.DECLINED: 1}, by=by, programme_ids=[mentorship.programme_id])


def extend(session: Session, *, mentorship: Mentorship, until: date, reason: str, by: UUID) -> None:
    """A later end, if neither of the two retires before it."""
    reason = grounds(reason)
    _hold(session, mentorship)
    _require_live(mentorship)
    if until <= mentorship.ends_on:
        raise Unusable(
            _(
                "Tanggal baru harus sesudah {day}.",
                day=clock.spoken_date(mentorship.ends_on),
            )
        )
    for profile in people.profiles(session, ids=[mentorship.mentor_id, mentorship.mentee_id]):
        if profile.retires_on is not None and profile.retires_on <= until:
            raise Refused(
                _("Salah satu dari keduanya mencapai batas usia pensiun sebelum tanggal itu.")
            )
    mentorship.ends_on, mentorship.version = until, mentorship.version + 1
    session.add(mentorship)
    session.add(
        MentorshipEvent(
            mentorship_id=mentorship.id,
            at=clock.now(),
            actor_id=by,
            before=mentorship.state,
            after=mentorship.state,
            code="extended",
            words=reason,
        )
    )
    noted(session, mentorship, "mentorship.extend", by, reason=reason, until=until.isoformat())


def withdraw(session: Session, *, mentorship: Mentorship, reason: str, by: UUID) -> None:
    """End it early; both are free for the next run."""
    reason = grounds(reason)
    _hold(session, mentorship)
    step(session, mentorship, MentorshipState.WITHDRAWN, by=by, code="withdrawn", words=reason)
    session.flush()
    changed(session, programme_ids=[mentorship.programme_id])
    noted(session, mentorship, "mentorship.withdraw", by, reason=reason)
    ask_for_rematch(session, {Trigger.ENDED: 1}, by=by, programme_ids=[mentorship.programme_id])


def complete(session: Session, *, mentorship: Mentorship, by: UUID | None, words: str = "") -> None:
    """It came to its good end."""
    _hold(session, mentorship)
    step(session, mentorship, MentorshipState.COMPLETED, by=by, code="completed", words=words)
    session.flush()
    changed(session, programme_ids=[mentorship.programme_id])
    noted(session, mentorship, "mentorship.complete", by)


def mentorship_of(session: Session, *, programme: Programme, mentee_id: UUID) -> Mentorship:
    """The newest mentorship of a mentee, live ones first."""
    query = select(Mentorship).where(
        Mentorship.programme_id == programme.id, Mentorship.mentee_id == mentee_id
    )
    found = sorted(session.exec(query), key=lambda m: (m.state in LIVE, m.approved_at))
    if not found:
        raise NotFound(_("Mentee ini belum punya pendampingan dalam program."))
    return found[-1]


def mentorships(
    session: Session, *, programme: Programme, states: list[str] | None = None
) -> list[Mentorship]:
    """All mentorships of a programme, oldest approval first."""
    query = select(Mentorship).where(Mentorship.programme_id == programme.id)
    if states:
        query = query.where(col(Mentorship.state).in_(states))
    return list(session.exec(query.order_by(col(Mentorship.approved_at), col(Mentorship.id))))


def begin(session: Session, *, mentorship: Mentorship, by: UUID | None) -> None:
    """The period of an accepted mentorship has begun."""
    _hold(session, mentorship)
    step(session, mentorship, MentorshipState.ACTIVE, by=by, code="begun")
    noted(session, mentorship, "mentorship.begin", by)


def expire(session: Session, *, mentorship: Mentorship, by: UUID | None) -> None:
    """Nobody answered the offer in time: both are free for the next run."""
    _hold(session, mentorship)
    step(session, mentorship, MentorshipState.EXPIRED, by=by, code="expired")
    session.flush()
    changed(session, programme_ids=[mentorship.programme_id])
    noted(session, mentorship, "mentorship.expire", by)
    ask_for_rematch(session, {Trigger.EXPIRED: 1}, by=by, programme_ids=[mentorship.programme_id])


def _hold(session: Session, mentorship: Mentorship) -> None:
    """See it as it is now and keep others waiting: of two answers at once only one counts.

    The programme's row comes first, as in an approval, so that two never wait for each other.
    """
    session.get_one(Programme, mentorship.programme_id, with_for_update=db.HELD)
    session.refresh(mentorship, with_for_update=db.HELD)


def _require_live(mentorship: Mentorship) -> None:
    if mentorship.state not in LIVE:
        raise Refused(_("Pendampingan ini sudah {state}.", state=mentorship_word(mentorship.state)))


def noted(
    session: Session, mentorship: Mentorship, action: str, by: UUID | None, **details: str
) -> None:
    audit.record(
        session,
        actor_id=by,
        action=action,
        subject="mentorship",
        subject_id=mentorship.id,
        **details,
    )
