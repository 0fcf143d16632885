"""On the own pages: what mentor and mentee want to reach, and how far they are."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from mentoring import db, guidance
from mentoring.errors import NotFound, PamongError
from mentoring.guidance import GoalState
from mentoring.web import meetings
from mentoring.web.desk import go
from mentoring.web.mine import own_bond
from mentoring.web.typed import day_of
from mentoring.words import _

router = APIRouter()
Short = Annotated[str, Form(max_length=300)]
Long = Annotated[str, Form(max_length=500)]


@router.post("/mine/mentorship/{mentorship_id}/goal")
def change_goal(
    request: Request,
    mentorship_id: UUID,
    code: Short = "",
    text: Long = "",
    due_on: Short = "",
    progress: Short = "0",
    state: Short = "",
    to_level: Short = "",
) -> Response:
    try:
        with db.transaction() as session:
            bond = own_bond(session, request, mentorship_id)
            wanted = guidance.Wanted(
                code=code,
                text=text,
                due_on=day_of(due_on) if due_on else None,
                progress=_count(progress),
                state=next((s for s in GoalState if s == state), GoalState.OPEN),
                to_level=_count(to_level) if to_level else None,
            )
            by = request.state.own.employee_id
            guidance.change_goal(session, bond=bond, by=by, wanted=wanted)
    except NotFound:
        raise
    except PamongError as wrong:
        said = {"code": code, "text": text, "due_on": due_on, "progress": progress,
                "state": state, "to_level": to_level}  # fmt: skip
        return meetings.show(request, mentorship_id, wrong=wrong, goal=said)
    return go(f"/mine/mentorship/{mentorship_id}", said=_("Tujuan disimpan."))


def _count(text: str) -> int:
    """A number that was typed; -1 for what is none, which no field takes."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else -1
