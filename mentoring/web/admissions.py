"""Who may take part, remembered until anything that could change it changes: reading a whole city
takes seconds, and officers look at these pages again and again."""

from collections import OrderedDict
from threading import Lock
from typing import Any
from uuid import UUID

from mentoring import clock, programmes
from mentoring.programmes import Side
from mentoring.web.desk import Desk

MOST = 8
_lock = Lock()
_known: "OrderedDict[tuple[Any, ...], Any]" = OrderedDict()


def admitted(desk: Desk, found: programmes.Programme) -> dict[Side, programmes.Admission]:
    """Both sides as a run would see them now."""
    both: dict[Side, programmes.Admission] = _remembered(
        ("admitted", *_state(desk, found)),
        lambda: programmes.admitted(
            desk.session,
            programme=found,
            rules=programmes.rules_of(desk.session, programme=found),
        ),
    )
    return both


def _state(desk: Desk, found: programmes.Programme) -> tuple[UUID, int, int, Any, str]:
    """Every change that could matter counts up the input of a programme; places count over all."""
    rows = programmes.programmes(desk.session)
    inputs = sum(row.input_version + row.version for row in rows)
    where = str(desk.session.get_bind())
    return found.id, inputs, found.policy_version, clock.today(), where


def _remembered(key: tuple[Any, ...], look: Any) -> Any:
    with _lock:
        if key in _known:
            _known.move_to_end(key)
            return _known[key]
    seen = look()
    with _lock:
        _known[key] = seen
        while len(_known) > MOST:
            _known.popitem(last=False)
    return seen
