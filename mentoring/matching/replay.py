"""The faces of a finished run again, from its certificate: no solving."""

from mentoring.matching.face import Face, above, narrowed, whole
from mentoring.matching.goals import Goal, weigh
from mentoring.matching.result import Result, prices_of
from mentoring.matching.table import Table


def face_after(goal: str, *, table: Table, result: Result) -> Face:
    """All matchings that are best for the goals up to this one, this one included."""
    return _walk(goal, table=table, result=result, include=True)


def face_before(goal: str, *, table: Table, result: Result) -> Face:
    """All matchings that are best for the goals before this one."""
    return _walk(goal, table=table, result=result, include=False)


def _walk(goal: str, *, table: Table, result: Result, include: bool) -> Face:
    face = whole(table)
    for stage in result.certificate.stages:
        if stage.goal == goal and not include:
            return face
        if stage.goal == Goal.FLOOR:
            face = above(face, stage.floor or 0)
        else:
            weight = weigh(stage.goal)(table, face.edges)
            face = narrowed(face, prices_of(table, stage), weight, table.capacity)
        if stage.goal == goal:
            return face
    raise KeyError(goal)
