"""A supposed result beside a proposal: who moves, who gains or loses a mentor, and the sums."""

from collections import Counter
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from mentoring import matching
from mentoring.programmes.problem_of import Case
from mentoring.programmes.tables import MatchRun, Proposal

Pairs = tuple[tuple[int, int], ...]


def start_of(session: Session, *, run_id: UUID, case: Case) -> Pairs:
    """The proposal's pairs as far as the supposed case allows them: a start near its answer."""
    row = {mentee: i for i, mentee in enumerate(case.mentee_ids)}
    column = {mentor: j for j, mentor in enumerate(case.mentor_ids)}
    forced = dict(case.problem.forced)
    room = Counter({j: int(places) for j, places in enumerate(case.problem.capacity.tolist())})
    room.subtract(forced.values())
    start = list(case.problem.forced)
    for mentee, (mentor, _points) in sorted(_pairs_of(session, run_id).items(), key=str):
        i, j = row.get(mentee), column.get(mentor)
        if i is None or j is None or i in forced or room[j] < 1 or not case.problem.allowed[i, j]:
            continue
        room[j] -= 1
        start.append((i, j))
    return tuple(sorted(start))


def compared(
    session: Session, *, run_id: UUID, case: Case, result: matching.Result
) -> dict[str, Any]:
    """What is shown side by side; people by id, points in thousandths.

    `moves` are [mentee, old mentor, new mentor, points before, points after]; `gains` and `loses`
    are [mentee, mentor, points]. `price` is the total before minus the total after.
    """
    before = _pairs_of(session, run_id)
    after = {
        case.mentee_ids[i]: (case.mentor_ids[j], int(case.problem.benefit[i, j]))
        for i, j in result.pairs
    }
    run = session.get_one(MatchRun, run_id)
    both = sorted(before.keys() & after.keys(), key=str)
    return {
        "before": _sums(before, mentees=int(run.summary["mentees"])),
        "after": _sums(after, mentees=len(case.mentee_ids)),
        "price": sum(p for _m, p in before.values()) - sum(p for _m, p in after.values()),
        "proven": all(g.value == g.bound for g in result.goals),
        "moves": [
            [str(who), str(before[who][0]), str(after[who][0]), before[who][1], after[who][1]]
            for who in both
            if before[who][0] != after[who][0]
        ],
        "gains": _only(after, before),
        "loses": _only(before, after),
    }


def _pairs_of(session: Session, run_id: UUID) -> dict[UUID, tuple[UUID, int]]:
    query = select(Proposal.mentee_id, Proposal.mentor_id, Proposal.points)
    rows = session.exec(query.where(Proposal.run_id == run_id))
    return {mentee: (mentor, points) for mentee, mentor, points in rows}


def _sums(pairs: dict[UUID, tuple[UUID, int]], *, mentees: int) -> dict[str, int | None]:
    points = [p for _mentor, p in pairs.values()]
    return {
        "mentees": mentees,
        "matched": len(pairs),
        "total": sum(points),
        "worst": min(points, default=None),
        "mentors": len({mentor for mentor, _p in pairs.values()}),
    }


def _only(
    here: dict[UUID, tuple[UUID, int]], there: dict[UUID, tuple[UUID, int]]
) -> list[list[Any]]:
    return [
        [str(who), str(here[who][0]), here[who][1]]
        for who in sorted(here.keys() - there.keys(), key=str)
    ]
