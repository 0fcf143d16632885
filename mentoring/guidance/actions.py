"""Verbs that change meetings: plan, record, confirm or dispute, take back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import audit, clock, db, messages
from mentoring.errors import NotNow, Refused, Unusable
from mentoring.guidance.tables import Meeting, MeetingState, Mode
from mentoring.programmes import Mentorship, MentorshipState
from mentoring.words import _, number

SHORTEST, LONGEST = 5, 480  # minutes
MAY_MEET = (MentorshipState.ACCEPTED, MentorshipState.ACTIVE)
COUNTS = (MeetingState.RECORDED, MeetingState.CONFIRMED)


def plan(
    session: Session, *, bond: Mentorship, by: UUID, starts_at: datetime, mode: Mode, place: str
) -> Meeting:
    """Agree on a meeting to come; both are reminded the working day before."""
    _require_meeting(bond, by)
    if starts_at <= clock.now():
        raise Unusable(
            _("Waktu pertemuan itu sudah lewat."), remedy=_("Catat sebagai pertemuan yang terjadi.")
        )
    _require_within(bond, starts_at)
    made = _row(bond, by, starts_at, mode)
    made.place, made.state = place.strip()[:200], MeetingState.PLANNED
    return _kept(session, made, "meeting.plan", by)


def record(
    session: Session,
    *,
    bond: Mentorship,
    by: UUID,
    starts_at: datetime,
    minutes: int,
    mode: Mode,
    topics: Sequence[str] = (),
    notes: str = "",
) -> Meeting:
    """One of the two says that they met; a plan for that day is taken over by it.

    Raises:
        Unusable: not over yet, outside the period, or minutes that cannot be.
        Refused: it overlaps another meeting of the same two.
    """
    _require_meeting(bond, by)
    if not SHORTEST <= minutes <= LONGEST:
        raise Unusable(
            _("Lama pertemuan {minutes} menit tidak mungkin.", minutes=number(minutes)),
            remedy=_("Isi {least} sampai {most} menit.", least=SHORTEST, most=LONGEST),
        )
    if starts_at + timedelta(minutes=minutes) > clock.now():  # its end: no minutes ahead of time
        raise Unusable(
            _("Pertemuan yang belum terjadi tidak dapat dicatat."),
            remedy=_("Rencanakan dahulu, lalu catat sesudahnya."),
        )
    _require_within(bond, starts_at)
    session.refresh(bond, with_for_update=db.HELD)  # two browsers record the same meeting
    _require_free(session, bond, starts_at, minutes)
    _end_plans_of(session, bond, starts_at)
    made = _row(bond, by, starts_at, mode)
    made.minutes, made.state = minutes, MeetingState.RECORDED
    made.topics, made.notes = list(dict.fromkeys(topics)), notes.strip()[:2000]
    return _kept(session, made, "meeting.record", by)


def answer(
    session: Session, *, meeting: Meeting, bond: Mentorship, by: UUID, agrees: bool, words: str = ""
) -> None:
    """The other of the two confirms what was recorded, or says what is wrong with it."""
    session.refresh(meeting, with_for_update=db.HELD)
    if by not in {bond.mentor_id, bond.mentee_id} or by == meeting.said_by:
        raise Refused(
            _("Pertemuan dikonfirmasi oleh pihak yang lain."),
            remedy=_("Tunggu jawaban mentor atau mentee Anda."),
        )
    if meeting.state != MeetingState.RECORDED:
        raise NotNow(_("Pertemuan ini tidak sedang menunggu konfirmasi."))
    if not agrees and not words.strip():
        raise Unusable(_("Sanggahan perlu dijelaskan."), remedy=_("Tulis apa yang tidak sesuai."))
    meeting.state = MeetingState.CONFIRMED if agrees else MeetingState.DISPUTED
    meeting.answered_by, meeting.answered_at = by, clock.now()
    meeting.words = words.strip()[:1000]
    _noted(session, meeting, "meeting.confirm" if agrees else "meeting.dispute", by)


def withdraw(session: Session, *, meeting: Meeting, by: UUID) -> None:
    """Whoever planned or recorded it takes it back, as long as the other has not confirmed it."""
    session.refresh(meeting, with_for_update=db.HELD)
    if by != meeting.said_by:
        raise Refused(_("Hanya yang mencatatnya yang dapat menariknya."))
    if meeting.state in {MeetingState.CONFIRMED, MeetingState.WITHDRAWN}:
        raise NotNow(_("Pertemuan ini tidak dapat ditarik lagi."))
    meeting.state = MeetingState.WITHDRAWN
    messages.obsolete(session, about=meeting.id)
    _noted(session, meeting, "meeting.withdraw", by)


def _require_meeting(bond: Mentorship, by: UUID) -> None:
    if by not in {bond.mentor_id, bond.mentee_id}:
        raise Refused(_("Hanya mentor dan mentee yang mencatat pertemuan mereka."))
    if bond.state not in MAY_MEET:
        raise NotNow(
            _("Pendampingan ini tidak sedang berjalan."),
            remedy=_("Pertemuan dicatat setelah mentor menerima dan sebelum pendampingan selesai."),
        )


def _require_within(bond: Mentorship, starts_at: datetime) -> None:
    day = clock.local(starts_at).date()
    if not bond.begins_on <= day <= bond.ends_on:
        raise Unusable(
            _("Tanggal itu di luar masa pendampingan."),
            remedy=_(
                "Pilih tanggal dari {begins} sampai {ends}.",
                begins=clock.spoken_date(bond.begins_on), ends=clock.spoken_date(bond.ends_on),
            ),
        )  # fmt: skip


def _require_free(session: Session, bond: Mentorship, starts_at: datetime, minutes: int) -> None:
    ends_at = starts_at + timedelta(minutes=minutes)
    query = select(Meeting).where(Meeting.mentorship_id == bond.id, col(Meeting.state).in_(COUNTS))
    for other in session.exec(query):
        until = other.starts_at + timedelta(minutes=other.minutes or 0)
        if other.starts_at < ends_at and starts_at < until:
            raise Refused(
                _("Waktunya bertumpang tindih dengan pertemuan yang sudah dicatat."),
                remedy=_("Periksa pertemuan {moment}.", moment=clock.spoken(other.starts_at)),
            )


def _end_plans_of(session: Session, bond: Mentorship, starts_at: datetime) -> None:
    """What was planned for that day has taken place."""
    day = clock.local(starts_at).date()
    query = select(Meeting).where(
        Meeting.mentorship_id == bond.id, Meeting.state == MeetingState.PLANNED
    )
    for planned in session.exec(query).all():
        if clock.local(planned.starts_at).date() == day:
            planned.state = MeetingState.WITHDRAWN
            messages.obsolete(session, about=planned.id)


def _row(bond: Mentorship, by: UUID, starts_at: datetime, mode: Mode) -> Meeting:
    return Meeting(
        mentorship_id=bond.id, starts_at=starts_at, mode=mode, state="", said_by=by,
        said_at=clock.now(),
    )  # fmt: skip


def _kept(session: Session, meeting: Meeting, action: str, by: UUID) -> Meeting:
    session.add(meeting)
    session.flush()
    _noted(session, meeting, action, by)
    return meeting


def _noted(session: Session, meeting: Meeting, action: str, by: UUID) -> None:
    audit.record(
        session, actor_id=by, action=action, subject="mentorship",
        subject_id=meeting.mentorship_id, meeting=str(meeting.id), minutes=meeting.minutes or 0,
    )  # fmt: skip
