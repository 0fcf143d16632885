"""Codes as people read them."""

from mentoring.guidance.tables import GoalState, MeetingState, Mode
from mentoring.words import _


def meeting_word(state: str) -> str:
    """What has become of a meeting."""
    return {
        MeetingState.PLANNED: _("direncanakan"),
        MeetingState.RECORDED: _("menunggu konfirmasi"),
        MeetingState.CONFIRMED: _("dikonfirmasi"),
        MeetingState.DISPUTED: _("disanggah"),
        MeetingState.WITHDRAWN: _("ditarik"),
    }[MeetingState(state)]


def mode_word(mode: str) -> str:
    """How two people met."""
    return {Mode.FACE_TO_FACE: _("tatap muka"), Mode.ONLINE: _("daring")}[Mode(mode)]


def goal_word(state: str) -> str:
    """How far a goal has come."""
    return {
        GoalState.OPEN: _("dikerjakan"),
        GoalState.REACHED: _("tercapai"),
        GoalState.DROPPED: _("dilepas"),
    }[GoalState(state)]
