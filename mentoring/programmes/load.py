"""How many mentees each mentor has, before and after a run's pairs: the load, and its spread."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring.programmes.living import places_taken
from mentoring.programmes.proving import stored_case
from mentoring.programmes.queries import difference
from mentoring.programmes.states import LIVE, RunState
from mentoring.programmes.tables import Capacity, MatchRun, Mentorship, Programme


@dataclass(frozen=True, slots=True)
class Load:
    """One mentor's load, over all programmes.

    Attributes:
        places: how many mentees at a time.
        before: has now, or would have without the pairs of this run where it is approved.
        running: has now and keeps.
        proposed: would get on top.
    """

    mentor_id: UUID
    places: int
    before: int
    running: int
    proposed: int

    @property
    def after(self) -> int:
        """With the pairs of this run."""
        return self.running + self.proposed


@dataclass(frozen=True, slots=True)
class Spread:
    """How many mentors have so many mentees, before and after; `full`: of those after, how many
    have no place left."""

    mentees: int
    before: int
    after: int
    full: int


def loads(session: Session, *, run: MatchRun, default: int) -> list[Load]:
    """Load per mentor who has or would have somebody, or took part in the run; fullest first.

    Args:
        default: places of whoever has no capacity of their own.
    """
    places = dict(session.exec(select(Capacity.employee_id, Capacity.places)).all())
    running, wanted = places_taken(session), Counter[UUID]()
    before = Counter(running)
    if run.state == RunState.READY:
        programme = session.get_one(Programme, run.programme_id)
        change = difference(session, programme=programme, run=run)
        wanted.update(mentor for _mentee, mentor in change.new)
        wanted.update(mentor for _mentee, _old, mentor in change.moved)
        running.subtract(old for _mentee, old, _mentor in change.moved)
    else:  # an approved one runs already
        own = select(Mentorship.id).where(
            Mentorship.run_id == run.id, col(Mentorship.state).in_(LIVE)
        )
        before = places_taken(session, without=set(session.exec(own)))
    everybody = {*running, *wanted, *stored_case(session, run=run).mentor_ids}
    rows = [Load(m, places.get(m, default), before[m], running[m], wanted[m]) for m in everybody]
    return sorted(rows, key=lambda r: (-r.after, str(r.mentor_id)))


def spread(rows: Sequence[Load]) -> list[Spread]:
    """From nobody to the fullest, every number in between."""
    before, after = Counter(r.before for r in rows), Counter(r.after for r in rows)
    full = Counter(r.after for r in rows if r.after >= r.places)
    most = max((*before, *after), default=0)
    return [Spread(n, before[n], after[n], full[n]) for n in range(most + 1)]
