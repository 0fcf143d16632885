"""Guidance: the meetings of mentor and mentee, confirmed by both, and the goals they work on."""

from mentoring.guidance.actions import answer, plan, record, withdraw
from mentoring.guidance.erasing import erase
from mentoring.guidance.goals import PlannedGoal, Wanted, change_goal, goals_of
from mentoring.guidance.invariants import broken
from mentoring.guidance.queries import Figures, figures, meeting, meetings_of, total, totals
from mentoring.guidance.reminding import remind
from mentoring.guidance.sentences import goal_word, meeting_word, mode_word
from mentoring.guidance.tables import Goal, GoalState, Meeting, MeetingState, Mode

__all__ = [
    "Figures",
    "Goal",
    "GoalState",
    "Meeting",
    "MeetingState",
    "Mode",
    "PlannedGoal",
    "Wanted",
    "answer",
    "broken",
    "change_goal",
    "erase",
    "figures",
    "goal_word",
    "goals_of",
    "meeting",
    "meeting_word",
    "meetings_of",
    "mode_word",
    "plan",
    "record",
    "remind",
    "total",
    "totals",
    "withdraw",
]
