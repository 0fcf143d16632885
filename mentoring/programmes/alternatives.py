"""Whom else a mentee could have: every allowed mentor of a run, best first, with free places."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from sqlmodel import Session, select

from mentoring.programmes.proving import stored_case
from mentoring.programmes.tables import MatchRun, Proposal


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed mentor for a mentee: points in thousandths, places, and how many are taken."""

    mentor_id: UUID
    points: int
    places: int
    used: int

    @property
    def free(self) -> bool:
        return self.used < self.places


def choices_of(session: Session, *, run: MatchRun, mentee_id: UUID, most: int) -> list[Choice]:
    """The mentors whom the rules of this run allow for this mentee; none for who took no part."""
    case = stored_case(session, run=run)
    if mentee_id not in case.mentee_ids:
        return []
    row = case.mentee_ids.index(mentee_id)
    used = Counter(session.exec(select(Proposal.mentor_id).where(Proposal.run_id == run.id)))
    benefit = case.problem.benefit[row]
    allowed = np.flatnonzero(case.problem.allowed[row])
    best = sorted(allowed.tolist(), key=lambda j: (-int(benefit[j]), str(case.mentor_ids[j])))
    return [
        Choice(
            mentor_id=case.mentor_ids[j],
            points=int(benefit[j]),
            places=int(case.problem.capacity[j]),
            used=used[case.mentor_ids[j]],
        )
        for j in best[:most]
    ]
