"""Cases: objections and requests for correction, each answered by a named officer in time."""

from mentoring.cases.actions import hand_over, open_case, take, take_back
from mentoring.cases.answering import Answer, answer, took_part
from mentoring.cases.erasing import busy, erase
from mentoring.cases.invariants import broken
from mentoring.cases.queries import Asked, case, cases, history, how_many, is_late, of_person
from mentoring.cases.reminding import tell_late
from mentoring.cases.spoken import (
    decision_word,
    field_word,
    fields,
    follow_word,
    kind_word,
    state_word,
    step_word,
)
from mentoring.cases.states import OPEN, CaseState, Decision, FollowUp, Kind, may_follow
from mentoring.cases.stored import Section, stored
from mentoring.cases.tables import Case, CaseEvent

__all__ = [
    "OPEN",
    "Answer",
    "Asked",
    "Case",
    "CaseEvent",
    "CaseState",
    "Decision",
    "FollowUp",
    "Kind",
    "Section",
    "answer",
    "broken",
    "busy",
    "case",
    "cases",
    "decision_word",
    "erase",
    "field_word",
    "fields",
    "follow_word",
    "hand_over",
    "history",
    "how_many",
    "is_late",
    "kind_word",
    "may_follow",
    "of_person",
    "open_case",
    "state_word",
    "step_word",
    "stored",
    "take",
    "take_back",
    "tell_late",
    "took_part",
]
