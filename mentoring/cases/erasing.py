"""The words of cases, once the data of the person are erased: that there was one stays."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring.cases.states import OPEN
from mentoring.cases.tables import Case, CaseEvent
from mentoring.people import ERASED


def erase(session: Session, *, ids: Sequence[UUID]) -> Counter[str]:
    """Take the words out of the cases of these people. Returns how many of what."""
    done: Counter[str] = Counter()
    for case in session.exec(select(Case).where(col(Case.person_id).in_(ids))):
        case.words, case.wanted = ERASED, ""
        case.answer = ERASED if case.answer else ""
        session.add(case)
        for event in session.exec(select(CaseEvent).where(CaseEvent.case_id == case.id)):
            event.words = ERASED if event.words else ""
            session.add(event)
        done["case"] += 1
    session.flush()
    return done


def busy(session: Session, *, ids: Sequence[UUID]) -> set[UUID]:
    """Who of these has a case that nobody has answered yet."""
    query = select(Case.person_id).where(col(Case.person_id).in_(ids), col(Case.state).in_(OPEN))
    return set(session.exec(query))
