"""What a machine that watches wants to know, out of the rows: no process counts anything itself.

So every web process says the same, a restart forgets nothing, and nothing of a person is in it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from mentoring import messages, presence, queue, recovery
from mentoring.programmes.states import RunState
from mentoring.programmes.tables import MatchRun
from mentoring.slots import Slot


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its labels. Seconds where the name ends so."""

    name: str
    help: str
    value: float
    labels: tuple[tuple[str, str], ...] = ()


def figures(session: Session) -> list[Figure]:
    """Jobs, their age, workers, runs, their seconds, messages, missed slots."""
    found = [
        Figure("pamong_jobs", "Jobs by kind and state.", count, (("kind", kind), ("state", state)))
        for (kind, state), count in sorted(recovery.counts(session).items())
    ]
    found += [
        Figure(
            "pamong_queue_age_seconds",
            "How long the longest waiting job has been due.",
            age.total_seconds(),
            (("kind", kind),),
        )
        for kind, age in sorted(recovery.oldest_due(session).items())
    ]
    workers = len(presence.alive(session))
    found.append(Figure("pamong_workers", "Worker processes heard of lately.", workers))
    found += [
        Figure("pamong_runs", "Match runs by state.", count, (("state", state),))
        for state, count in session.exec(
            select(MatchRun.state, func.count()).group_by(MatchRun.state)
        )
    ]
    seconds = _last_run(session)
    if seconds is not None:
        found.append(Figure("pamong_run_seconds", "Seconds of the newest solved run.", seconds))
    found += [
        Figure(
            "pamong_messages",
            "Messages by event and state.",
            count,
            (("event", event), ("state", state)),
        )
        for (event, state), count in sorted(messages.counts(session).items())
    ]
    missed = select(func.count()).where(col(Slot.missed).is_(True))
    found.append(
        Figure("pamong_missed_slots", "Duties nobody did in time.", session.exec(missed).one())
    )
    newest = session.exec(select(func.max(Slot.at)).where(col(Slot.missed).is_(False))).one()
    if isinstance(newest, datetime):
        age = (queue.moment(session) - newest).total_seconds()
        found.append(Figure("pamong_slot_age_seconds", "Since the newest duty was due.", age))
    return found


def _last_run(session: Session) -> float | None:
    row = session.exec(
        select(MatchRun.started_at, MatchRun.ended_at)
        .where(col(MatchRun.state).in_([RunState.READY, RunState.APPROVED]))
        .order_by(col(MatchRun.ended_at).desc())
    ).first()
    if row is None or row[0] is None or row[1] is None:
        return None
    return float((row[1] - row[0]).total_seconds())
