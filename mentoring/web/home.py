"""The front page: what waits for this officer, and how each programme stands."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import people, programmes
from mentoring.programmes import RunState, Side
from mentoring.web.desk import Desk, reading

router = APIRouter()


@router.get("/")
def home(request: Request) -> Response:
    with reading(request) as desk:
        staff = people.count(desk.session)
        rows = [_standing(desk, p) for p in reversed(programmes.programmes(desk.session))]
        return desk.page("home", staff=staff, everybody=sum(staff.values()), rows=rows)


def _standing(desk: Desk, programme: programmes.Programme) -> dict[str, Any]:
    """One programme in figures, and the one thing to do next."""
    counts = programmes.count_participants(desk.session, programme_id=programme.id)
    runs = programmes.runs_of(desk.session, programme=programme)
    states: dict[str, int] = {}
    counted = programmes.browsing.counted_states(
        desk.session, programme=programme, within=desk.within
    )
    for (_opd, state), count in counted.items():
        states[state] = states.get(state, 0) + count
    ready = next((r for r in reversed(runs) if r.state == RunState.READY), None)
    busy = next((r for r in reversed(runs) if r.state in {"queued", "running"}), None)
    return {
        "programme": programme,
        "mentees": counts.get(Side.MENTEE, 0),
        "mentors": counts.get(Side.MENTOR, 0),
        "states": states,
        "ready": ready,
        "busy": busy,
        "last": runs[-1] if runs else None,
        "outdated": ready is not None and programmes.outdated(programme=programme, run=ready),
    }
