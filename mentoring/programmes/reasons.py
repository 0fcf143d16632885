"""Why this pair, why not that one: facts and codes, put into sentences by `sentences.py`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from mentoring import clock, matching
from mentoring.errors import Refused
from mentoring.programmes.actions import rules_of
from mentoring.programmes.eligibility import Candidate
from mentoring.programmes.pairing import pair_codes
from mentoring.programmes.problem_of import Case
from mentoring.programmes.proving import stored_case, stored_result
from mentoring.programmes.reading import View, look
from mentoring.programmes.recording import facts_of
from mentoring.programmes.scene import Scene
from mentoring.programmes.tables import MatchRun, Programme, Proposal, Side, Unmatched
from mentoring.programmes.terms import benefit_of, scores_of
from mentoring.words import _


@dataclass(frozen=True, slots=True)
class PairReason:
    """Why two people were paired."""

    mentee_id: UUID
    mentor_id: UUID
    points: int
    origin: str
    facts: dict[str, Any]
    standing: str | None  # essential, interchangeable, locked; None after a change by hand


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why two people were not paired: rules, or what it would cost.

    Attributes:
        mentor_codes: rules that keep the mentor out of the programme altogether.
        mentee_codes: likewise for the mentee.
        pair_codes: hard rules against this very pair.
        cost: the exact change when the pair is forced; None where a rule already says no.
        paired: they are paired.
    """

    mentor_codes: tuple[str, ...] = ()
    mentee_codes: tuple[str, ...] = ()
    pair_codes: tuple[str, ...] = ()
    cost: matching.Cost | None = None
    paired: bool = False


def reason_of(session: Session, *, run: MatchRun, mentee_id: UUID) -> PairReason | Unmatched | None:
    """The proposed pair of a mentee with its reason, or why there is none."""
    row = session.exec(
        select(Proposal).where(Proposal.run_id == run.id, Proposal.mentee_id == mentee_id)
    ).first()
    if row is None:
        return session.exec(
            select(Unmatched).where(Unmatched.run_id == run.id, Unmatched.mentee_id == mentee_id)
        ).first()
    return PairReason(
        mentee_id=row.mentee_id,
        mentor_id=row.mentor_id,
        points=row.points,
        origin=row.origin,
        facts=row.facts,
        standing=None if row.origin == "swapped" else _standing(session, run, row),
    )


def why_not(
    session: Session, *, programme: Programme, run: MatchRun, mentee_id: UUID, mentor_id: UUID
) -> WhyNot:
    """Why this mentor was not proposed for this mentee in this run."""
    case = stored_case(session, run=run)
    if mentee_id not in case.mentee_ids or mentor_id not in case.mentor_ids:
        return _left_out(session, programme, run, case, mentee_id, mentor_id)
    if _are_paired(session, run, mentee_id, mentor_id):
        return WhyNot(paired=True)
    i, j = case.mentee_ids.index(mentee_id), case.mentor_ids.index(mentor_id)
    if case.why[i, j]:
        return WhyNot(pair_codes=tuple(pair_codes(int(case.why[i, j]))))
    result = stored_result(session, run=run, case=case)
    return WhyNot(cost=matching.cost_of_forcing(case.problem, result=result, mentee=i, mentor=j))


def kept_out(
    session: Session, *, programme: Programme, run: MatchRun, mentor_id: UUID
) -> tuple[str, ...]:
    """The rules that kept a mentor out of a run, as things stand today; empty: took part."""
    case = stored_case(session, run=run)
    if mentor_id in case.mentor_ids:
        return ()
    view = _view(session, programme, run, only={mentor_id})
    return _out(view, Side.MENTOR, mentor_id)


def facts_now(
    session: Session, *, programme: Programme, run: MatchRun, pairs: Sequence[tuple[UUID, UUID]]
) -> list[dict[str, Any]]:
    """The facts of pairs (mentee, mentor) as the run would have told them: a pair chosen by hand
    has none stored. These people are read again, so nothing may have changed since the run; their
    rank is that among the choices that the run had."""
    case = stored_case(session, run=run)
    rules = rules_of(session, programme=programme, version=run.policy_version)
    view = _view(session, programme, run, only={who for pair in pairs for who in pair})
    scores = scores_of(view.scene)
    benefit = benefit_of(scores, rules, view.scene.shape)
    told = []
    for mentee_id, mentor_id in pairs:
        row, column = (
            _position(view.scene.mentees, mentee_id),
            _position(view.scene.mentors, mentor_id),
        )
        facts = facts_of(view.scene, scores, row=row, column=column)
        told.append(facts | _rank(case, mentee_id, int(benefit[row, column])))
    return told


def _rank(case: Case, mentee_id: UUID, points: int) -> dict[str, int]:
    """How many mentors were allowed, and which choice one worth so many points would be."""
    if mentee_id not in case.mentee_ids:
        raise Refused(
            _("Mentee ini belum ikut dalam proses itu."), remedy=_("Jalankan pemadanan lagi.")
        )
    row = case.mentee_ids.index(mentee_id)
    had = case.problem.benefit[row][case.problem.allowed[row]]
    return {"choices": len(had), "rank": 1 + int((had > points).sum())}


def _left_out(
    session: Session,
    programme: Programme,
    run: MatchRun,
    case: Case,
    mentee_id: UUID,
    mentor_id: UUID,
) -> WhyNot:
    """One of the two took no part: tell which rules kept them out, as things stand today."""
    view = _view(session, programme, run, only={mentee_id, mentor_id})
    return WhyNot(
        mentor_codes=() if mentor_id in case.mentor_ids else _out(view, Side.MENTOR, mentor_id),
        mentee_codes=() if mentee_id in case.mentee_ids else _out(view, Side.MENTEE, mentee_id),
    )


def _view(session: Session, programme: Programme, run: MatchRun, *, only: set[UUID]) -> View:
    """What the run would see of these people today."""
    rules = rules_of(session, programme=programme, version=run.policy_version)
    everyone = run.scope == "everyone"
    return look(
        session, programme=programme, rules=rules, today=clock.today(), everyone=everyone, only=only
    )


def _out(view: View, side: Side, who: UUID) -> tuple[str, ...]:
    if who not in view.participants[side]:
        return ("not_enrolled",)
    barred = next((b.codes for b in view.barred[side] if b.employee_id == who), ())
    if barred:
        return barred
    inside = any(c.profile.id == who for c in _of(view.scene, side))
    return ("came_later",) if inside else ("running",)


def _are_paired(session: Session, run: MatchRun, mentee_id: UUID, mentor_id: UUID) -> bool:
    """In the proposal as it stands, changes by hand included."""
    query = select(Proposal.id).where(
        Proposal.run_id == run.id,
        Proposal.mentee_id == mentee_id,
        Proposal.mentor_id == mentor_id,
    )
    return session.exec(query).first() is not None


def _of(scene: Scene, side: Side) -> tuple[Candidate, ...]:
    return scene.mentors if side is Side.MENTOR else scene.mentees


def _position(people_of_side: tuple[Candidate, ...], who: UUID) -> int:
    for index, candidate in enumerate(people_of_side):
        if candidate.profile.id == who:
            return index
    raise Refused(
        _("Salah satu dari keduanya sekarang tidak lagi memenuhi syarat."),
        remedy=_("Alasannya ada pada `pamong match why-not`."),
    )


def _standing(session: Session, run: MatchRun, row: Proposal) -> str:
    case = stored_case(session, run=run)
    result = stored_result(session, run=run, case=case)
    pair = case.mentee_ids.index(row.mentee_id), case.mentor_ids.index(row.mentor_id)
    return str(matching.standing(case.problem, result, pair))
