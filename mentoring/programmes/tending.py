"""What imports and the calendar do to programmes, without a person at a button.

Everything here may run twice: what is done already is found done. Each programme and each
mentorship has a transaction of its own, so that one that fails holds up no other.
"""

import logging
from collections.abc import Callable, Iterable
from uuid import UUID

from sqlmodel import Session

from mentoring import clock, db
from mentoring.errors import PamongError
from mentoring.programmes.actions import changed, rules_of
from mentoring.programmes.enrolment import suitable
from mentoring.programmes.queries import programmes
from mentoring.programmes.rematch import Trigger, ask_for_rematch
from mentoring.programmes.repair import repair, trouble_of, troubles
from mentoring.programmes.seats import enrol
from mentoring.programmes.tables import Mentorship, Side

OF_AN_IMPORT = {
    "hired": Trigger.HIRED,
    "left": Trigger.LEFT,
    "transfer": Trigger.MOVED,
    "promotion": Trigger.MOVED,
    "new_job": Trigger.MOVED,
    "status_change": Trigger.MOVED,
    "became_pns": Trigger.MOVED,
}
# What needs nobody's decision: an offer without an answer, a period that begins or is over.
BY_THE_CALENDAR = frozenset({"no_answer", "period_begun", "period_over"})

_log = logging.getLogger(__name__)


def imported(session: Session, *, kind: str, kinds: dict[str, int], rows: int, by: UUID) -> None:
    """An import was applied: what was proposed before is outdated, and a new match is asked for.

    Args:
        kind: of the import.
        kinds: how many changes of each sort it made.
        rows: how many rows it changed.
    """
    changed(session)
    triggers: dict[Trigger, int] = {}
    for what, count in kinds.items():
        if what in OF_AN_IMPORT:
            trigger = OF_AN_IMPORT[what]
            triggers[trigger] = triggers.get(trigger, 0) + count
    if not triggers:
        triggers = {Trigger.ASSESSED if kind == "assessments" else Trigger.DATA: rows}
    for programme in ask_for_rematch(session, triggers, by=by):
        rules = rules_of(session, programme=programme)
        if rules.rematch.enrol_newcomers and Trigger.HIRED in triggers:
            fit = suitable(session, rules=rules, side=Side.MENTEE, today=clock.today())
            enrol(session, programme=programme, side=Side.MENTEE, profiles=fit, by=by)


def tend_mentorships() -> int:
    """Let the calendar take its steps: offers run out, periods begin and end. Returns how many."""
    with db.transaction(reads=True) as session:
        found = [
            trouble.mentorship.id
            for programme in programmes(session)
            for trouble in troubles(session, programme=programme)
            if trouble.code in BY_THE_CALENDAR
        ]
    return sum(_each(found, _step))


def ask_at_night() -> int:
    """Ask for a match wherever a programme is under way; a run with nobody waiting says nothing."""
    with db.transaction() as session:
        return len(ask_for_rematch(session, {Trigger.NIGHT: 1}, by=None))


def _step(mentorship_id: UUID) -> int:
    with db.transaction() as session:
        trouble = trouble_of(session, mentorship=session.get_one(Mentorship, mentorship_id))
        if trouble is None or trouble.code not in BY_THE_CALENDAR:
            return 0
        repair(session, trouble=trouble, by=None)
        return 1


def _each(ids: Iterable[UUID], deed: Callable[[UUID], int]) -> list[int]:
    done = []
    for row in ids:
        try:
            done.append(deed(row))
        except PamongError as refused:  # somebody was faster, or the database is busy: next time
            _log.warning("tending.put_off id=%s why=%s", row, type(refused).__name__)
    return done
