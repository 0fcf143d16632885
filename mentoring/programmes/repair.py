"""Live mentorships that cannot go on as they stand, and what is done about them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from mentoring import clock, people
from mentoring.programmes.living import gone_or_going
from mentoring.programmes.mentorships import begin, complete, expire, withdraw
from mentoring.programmes.states import LIVE, MentorshipState
from mentoring.programmes.tables import Mentorship, Programme
from mentoring.words import _


@dataclass(frozen=True, slots=True)
class Trouble:
    """A live mentorship that cannot go on as it stands."""

    mentorship: Mentorship
    code: str
    sentence: str


def troubles(session: Session, *, programme: Programme) -> list[Trouble]:
    """Live mentorships that need a person's decision: somebody left, retires, or did not answer."""
    query = select(Mentorship).where(
        Mentorship.programme_id == programme.id, col(Mentorship.state).in_(LIVE)
    )
    light = query.options(defer(Mentorship.facts))  # type: ignore[arg-type]  # why they are a pair
    live = session.exec(light.order_by(col(Mentorship.approved_at), col(Mentorship.id))).all()
    ids = {i for m in live for i in (m.mentor_id, m.mentee_id)}
    profiles = {p.id: p for p in people.profiles(session, ids=sorted(ids))}
    found = []
    for mentorship in live:
        code = _trouble(mentorship, profiles)
        if code:
            found.append(Trouble(mentorship, code, trouble_sentence(code)))
    return found


def trouble_of(session: Session, *, mentorship: Mentorship) -> Trouble | None:
    """What is wrong with this one as it is now, if anything."""
    if mentorship.state not in LIVE:
        return None
    ids = [mentorship.mentor_id, mentorship.mentee_id]
    code = _trouble(mentorship, {p.id: p for p in people.profiles(session, ids=ids)})
    return Trouble(mentorship, code, trouble_sentence(code)) if code else None


def repair(session: Session, *, trouble: Trouble, by: UUID | None) -> None:
    """Do what the trouble asks for: begin, expire, complete; anything else ends with its reason."""
    if trouble.code == "no_answer":
        expire(session, mentorship=trouble.mentorship, by=by)
    elif trouble.code == "period_begun":
        begin(session, mentorship=trouble.mentorship, by=by)
    elif trouble.code == "period_over":
        complete(session, mentorship=trouble.mentorship, by=by)
    else:
        assert by is not None, "only a person ends what runs"
        withdraw(session, mentorship=trouble.mentorship, reason=trouble.sentence, by=by)


def _trouble(mentorship: Mentorship, profiles: dict[UUID, people.Profile]) -> str | None:
    for who, side in ((mentorship.mentor_id, "mentor"), (mentorship.mentee_id, "mentee")):
        why = gone_or_going(profiles[who], until=mentorship.ends_on)
        if why:
            return f"{side}_{why}"
    late = mentorship.answer_due is not None and mentorship.answer_due < clock.now()
    if mentorship.state == MentorshipState.OFFERED and late:
        return "no_answer"
    today = clock.today()
    if mentorship.ends_on < today and mentorship.state != MentorshipState.OFFERED:
        return "period_over"
    waits = mentorship.state == MentorshipState.ACCEPTED
    return "period_begun" if waits and mentorship.begins_on <= today else None


def trouble_sentence(code: str) -> str:
    """The trouble as people read it."""
    return {
        "mentor_left": _("mentor tidak lagi aktif bekerja"),
        "mentee_left": _("mentee tidak lagi aktif bekerja"),
        "mentor_retires": _("mentor pensiun sebelum masa pendampingan berakhir"),
        "mentee_retires": _("mentee pensiun sebelum masa pendampingan berakhir"),
        "no_answer": _("mentor tidak menjawab sampai batas waktu"),
        "period_begun": _("masa pendampingan sudah dimulai, tetapi belum dicatat berjalan"),
        "period_over": _("masa pendampingan sudah berakhir"),
    }[code]
