"""Matrices: score files in, proven answers out - the engine on its own, for anyone to check."""

from mentoring.matrices.answers import Answer, answer_of, infeasible, verify_answer
from mentoring.matrices.asking import Choices, ask, solve
from mentoring.matrices.given import Given, read_given

__all__ = [
    "Answer",
    "Choices",
    "Given",
    "answer_of",
    "ask",
    "infeasible",
    "read_given",
    "solve",
    "verify_answer",
]
