"""A named person says yes to a proposal, or takes that yes back. One transaction, one winner."""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import NoReturn
from uuid import UUID

from sqlalchemy import Update
from sqlmodel import Session, col, select, update

from mentoring import audit, clock, db
from mentoring.errors import NotNow, Refused
from mentoring.messages import working_days
from mentoring.programmes import telling
from mentoring.programmes.actions import changed, rules_of
from mentoring.programmes.living import live_mentorships, places_taken
from mentoring.programmes.mentorships import step
from mentoring.programmes.states import MentorshipState, RunState
from mentoring.programmes.tables import (
    Capacity,
    MatchRun,
    Mentorship,
    MentorshipEvent,
    Programme,
    Proposal,
)
from mentoring.words import _

REPLACED_BY, RESTORED = "replaced_by_run", "restored"


@dataclass(frozen=True, slots=True)
class Approval:
    """What an approval did, in counts."""

    begun: int
    kept: int
    replaced: int


def approve(
    session: Session,
    *,
    programme: Programme,
    run: MatchRun,
    by: UUID,
    seen_version: int | None = None,
    **noted: str,
) -> Approval:
    """Turn a proposal into mentorships.

    Args:
        noted: what else the audit trail should say.
        seen_version: the version that the officer looked at; what changed since is refused.

    Raises:
        NotNow: approved already, outdated, or somebody else was faster.
        Refused: a mentor would get more mentees than places (another programme took them).
    """
    db.one_at_a_time(session, db.APPROVAL_LOCK)  # capacity is a person's, over all programmes
    _win(session, programme, run, seen_version)
    rules = rules_of(session, programme=programme, version=run.policy_version)
    running = live_mentorships(session, programme_id=programme.id)
    proposals = list(session.exec(select(Proposal).where(Proposal.run_id == run.id)))
    now_with = {mentee: mentorship.mentor_id for mentee, mentorship in running.items()}
    fresh = [p for p in proposals if now_with.get(p.mentee_id) != p.mentor_id]
    old = _held(session, [running[p.mentee_id].id for p in fresh if p.mentee_id in running])
    for m in old:
        step(session, m, MentorshipState.REPLACED, by=by, code=REPLACED_BY, words=str(run.id))
    begun = _begin(session, programme, run, fresh, by=by, answer_days=rules.answer.days)
    _require_places(session, {p.mentor_id for p in fresh}, rules.mentor.default_capacity)
    telling.approved(session, programme=programme, run=run, begun=begun, rules=rules)
    changed(session, programme_ids=[programme.id])
    done = Approval(len(fresh), len(proposals) - len(fresh), len(old))
    audit.record(
        session,
        actor_id=by,
        action="run.approve",
        subject="match_run",
        subject_id=run.id,
        **asdict(done),
        **noted,
    )
    return done


def _win(session: Session, programme: Programme, run: MatchRun, seen: int | None) -> None:
    """Exactly one of any number of simultaneous approvals gets past these two updates."""
    version = run.version if seen is None else seen
    on_the_table = update(Programme).where(
        col(Programme.id) == programme.id,
        col(Programme.proposed_run_id) == run.id,
        col(Programme.input_version) == run.input_version,
    )
    as_seen = update(MatchRun).where(
        col(MatchRun.id) == run.id,
        col(MatchRun.state) == RunState.READY,
        col(MatchRun.version) == version,
    )
    won = _hits(
        session, on_the_table.values(proposed_run_id=None, version=Programme.version + 1)
    ) and _hits(session, as_seen.values(state=RunState.APPROVED))
    session.refresh(programme)
    session.refresh(run)
    if not won:
        _explain_refusal(run)


def _hits(session: Session, query: Update) -> bool:
    return bool(session.execute(query).rowcount == 1)  # type: ignore[attr-defined]


def _held(session: Session, ids: list[UUID]) -> list[Mentorship]:
    """These mentorships as they are now; whoever answers one at this moment has to wait."""
    query = select(Mentorship).where(col(Mentorship.id).in_(ids)).with_for_update(key_share=True)
    return list(session.exec(query.execution_options(populate_existing=True)))


def _explain_refusal(run: MatchRun) -> NoReturn:
    if run.state == RunState.APPROVED:
        raise NotNow(_("Usulan ini sudah disetujui sebelumnya; tidak ada yang diubah."))
    if run.state != RunState.READY:
        raise NotNow(_("Usulan ini bukan lagi usulan yang berlaku."))
    raise NotNow(
        _("Data pegawai, aturan, atau pasangan berubah sejak usulan ini dihitung."),
        remedy=_("Jalankan `pamong match run` sekali lagi, periksa, lalu setujui."),
    )


def answer_day(days: int) -> date:
    """The last day to answer an offer that is made today: so many days of the calendar later, or
    the next working day, because a Sunday is no day to answer the office."""
    return working_days.on_or_after(clock.today() + timedelta(days=days))


def _begin(
    session: Session,
    programme: Programme,
    run: MatchRun,
    proposals: list[Proposal],
    *,
    by: UUID,
    answer_days: int,
) -> list[Mentorship]:
    now, today, begun = clock.now(), clock.today(), []
    due = clock.end_of(answer_day(answer_days))
    for proposal in proposals:
        mentorship = Mentorship(
            programme_id=programme.id,
            mentee_id=proposal.mentee_id,
            mentor_id=proposal.mentor_id,
            run_id=run.id,
            approved_by=by,
            approved_at=now,
            state=MentorshipState.OFFERED,
            begins_on=max(programme.begins_on, min(today, programme.ends_on)),
            ends_on=programme.ends_on,
            points=proposal.points,
            facts=proposal.facts,
            answer_due=due,
        )
        session.add(mentorship)
        session.add(first_event(mentorship, by=by, code="approved"))
        begun.append(mentorship)
    session.flush()
    return begun


def first_event(mentorship: Mentorship, *, by: UUID, code: str) -> MentorshipEvent:
    return MentorshipEvent(
        mentorship_id=mentorship.id,
        at=clock.now(),
        actor_id=by,
        after=mentorship.state,
        code=code,
    )


def _require_places(session: Session, mentors: set[UUID], default: int) -> None:
    over = over_capacity(session, mentors, default)
    if over:
        raise Refused(
            _("{count} mentor akan melebihi kapasitasnya.", count=over),
            remedy=_("Jalankan `pamong match run` sekali lagi: tempatnya terpakai program lain."),
        )


def over_capacity(session: Session, mentors: set[UUID], default: int) -> int:
    """How many of these mentors have more live mentees than places, over all programmes."""
    places = dict(session.exec(select(Capacity.employee_id, Capacity.places)).all())
    taken: Counter[UUID] = places_taken(session)
    return sum(taken[mentor] > places.get(mentor, default) for mentor in mentors)
