"""Matching: numbers in, pairs out; the exact best pairing, goal by goal, with its proof."""

from mentoring.matching import parts
from mentoring.matching.certificate import Certificate, StageProof
from mentoring.matching.change import still_possible
from mentoring.matching.checks import BadProblem
from mentoring.matching.climb import Stopped
from mentoring.matching.feasible import Infeasible, Lack
from mentoring.matching.frontier import Point, frontier
from mentoring.matching.goals import Goal
from mentoring.matching.problem import Problem
from mentoring.matching.result import GoalValue, Result, place_prices, result_of
from mentoring.matching.scores import Dense, Scores
from mentoring.matching.solve import solve
from mentoring.matching.standing import Standing, standing
from mentoring.matching.verify import Verdict, verify
from mentoring.matching.whatif import Cost, cost_of_forcing, most_gained_by

__all__ = [
    "BadProblem",
    "Certificate",
    "Cost",
    "Dense",
    "Goal",
    "GoalValue",
    "Infeasible",
    "Lack",
    "Point",
    "Problem",
    "Result",
    "Scores",
    "StageProof",
    "Standing",
    "Stopped",
    "Verdict",
    "cost_of_forcing",
    "frontier",
    "most_gained_by",
    "parts",
    "place_prices",
    "result_of",
    "solve",
    "standing",
    "still_possible",
    "verify",
]
