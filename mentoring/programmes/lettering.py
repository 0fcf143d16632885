"""What an approved run's letters are about: the only bridge from mentorships to paper."""

from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import competencies, db, letters, people
from mentoring.errors import NotNow
from mentoring.programmes.proving import certificate_of
from mentoring.programmes.queries import runs_of
from mentoring.programmes.requests import find_run
from mentoring.programmes.states import LIVE, RunState
from mentoring.programmes.tables import MatchRun, Mentorship, Programme
from mentoring.words import _


def approved_run(session: Session, *, programme: Programme, number: int | None = None) -> MatchRun:
    """The approved run of this number; without one the newest approved.

    The programme is held until the transaction ends: nobody takes the approval back meanwhile.

    Raises:
        NotFound: no run of that number.
        NotNow: it is not approved, or no run is.
    """
    session.refresh(programme, with_for_update=db.HELD)
    if number is not None:
        run = find_run(session, programme=programme, number=number)
        if run.state == RunState.APPROVED:
            return run
    else:
        approved = [
            r for r in runs_of(session, programme=programme) if r.state == RunState.APPROVED
        ]
        if approved:
            return approved[-1]
    raise NotNow(
        _("Surat dibuat dari proses pemadanan yang sudah disetujui."),
        remedy=_("Setujui usulannya dahulu dengan `pamong match approve`."),
    )


def letter_matter(session: Session, *, programme: Programme, run: MatchRun) -> letters.Matter:
    """The pairs that this run began and that still hold, by OPD and name of the mentor."""
    query = select(Mentorship).where(Mentorship.run_id == run.id, col(Mentorship.state).in_(LIVE))
    rows = session.exec(query).all()
    ids = list(dict.fromkeys(i for m in rows for i in (m.mentor_id, m.mentee_id)))
    who = {p.id: p for p in people.profiles(session, ids=ids)}
    nips = people.nips(session, ids=ids)
    names = {c.code: c.name for c in competencies.dictionary(session)}
    ordered = sorted(
        rows,
        key=lambda m: (
            who[m.mentor_id].opd_name,
            who[m.mentor_id].name,
            str(m.mentor_id),
            who[m.mentee_id].name,
            str(m.mentee_id),
        ),
    )
    return letters.Matter(
        programme_id=programme.id,
        programme=programme.name,
        begins_on=programme.begins_on,
        ends_on=programme.ends_on,
        run_id=run.id,
        run=run.number,
        certificate=certificate_of(session, run_id=run.id),
        pairs=tuple(_pair(m, who, nips, names) for m in ordered),
    )


def _pair(
    mentorship: Mentorship,
    who: dict[UUID, people.Profile],
    nips: dict[UUID, str],
    names: dict[str, str],
) -> letters.Pair:
    # A letter names what this mentor can develop, not every gap that the mentee has.
    gaps = [g for g in mentorship.facts.get("gaps", ()) if g["mentor"] > g["achieved"]]
    return letters.Pair(
        mentor=_person(who[mentorship.mentor_id], nips),
        mentee=_person(who[mentorship.mentee_id], nips),
        competencies=tuple(names.get(g["code"], g["code"]) for g in gaps),
        begins_on=mentorship.begins_on,
        ends_on=mentorship.ends_on,
    )


def _person(profile: people.Profile, nips: dict[UUID, str]) -> letters.Person:
    return letters.Person(
        id=profile.id,
        name=profile.name,
        nip=nips[profile.id],
        rank=people.rank_title(profile.grade),
        job=profile.job,
        unit=profile.unit_name,
    )
