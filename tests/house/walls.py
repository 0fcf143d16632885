"""Who may call whom: rules 1-3 of the house, judged by the imports in the source."""

import sys
from pathlib import Path

from tests.house.reading import Complaints, imports, sources

# Rooms from the ground up: a room calls only rooms on a lower floor. Every room must be here.
FLOORS = (
    ("sheets", "matching", "demo"),
    ("people", "access", "matrices"),
    ("competencies",),
    ("letters", "messages", "learning", "evaluation"),
    ("programmes",),
    ("guidance",),
    ("cases",),
    ("erasure",),
)
FACES = {"mentoring.commands": "cli", "mentoring.web": "web", "workers": "workers", "cli": "cli"}
PURE = "mentoring.matching"
PURE_MAY = {"numpy", "scipy"}
# What would let a time, a machine or a chance into an answer that must be the same everywhere.
PURE_MAY_NOT = {"datetime", "logging", "os", "platform", "random", "secrets", "socket", "sqlite3"}
PURE_MAY_NOT |= {"subprocess", "tempfile", "threading", "time", "uuid"}
NO_ROOMS = {"mentoring.migrations", *FACES}
SEES_EVERY_TABLE = Path("mentoring/migrations/env.py")


def faces_meet_only_in_cli(root: Path) -> Complaints:
    """No face imports another one; only cli.py puts them together."""
    for source, line, target in imports(root):
        mine, theirs = _face(source.name), _face(target)
        if source.name != "cli" and mine and theirs and (mine != theirs or target == "cli"):
            yield f"{source.path}:{line}: the face {mine} imports the face {target}"


def nobody_reaches_past_a_door(root: Path) -> Complaints:
    """Other rooms, faces and the basement import a room, never a module inside it."""
    for source, line, target in imports(root):
        room = _room(target)
        inside = target.count(".") > 1 and _room(source.name) != room
        if room and inside and source.path != SEES_EVERY_TABLE:
            yield f"{source.path}:{line}: {target} is behind the door of {room}"


def rooms_call_down(root: Path) -> Complaints:
    """A room imports only rooms on lower floors, and no face."""
    for source, line, target in imports(root):
        room, other = _room(source.name), _room(target)
        if room and _face(target):
            yield f"{source.path}:{line}: the room {room} imports the face {target}"
        elif room and other and room != other and _floor(other) >= _floor(room):
            yield f"{source.path}:{line}: {room} imports {other}, which is not below it"


def every_room_has_a_floor(root: Path) -> Complaints:
    """A new room is first given its place in FLOORS."""
    for source in sources(root):
        above = ".".join(source.name.split(".")[:2])
        inside = len(source.path.parts) > 2 and source.path.parts[0] == "mentoring"
        if inside and not _room(source.name) and above not in NO_ROOMS:
            yield f"{source.path}:1: the room {above} has no floor in FLOORS"


def the_basement_calls_nobody(root: Path) -> Complaints:
    """A module beside the rooms imports neither a room nor a face."""
    for source, line, target in imports(root):
        beside = source.path.parent == Path("mentoring")
        if beside and (_room(target) or _face(target)):
            yield f"{source.path}:{line}: the basement imports {target}"


def matching_is_pure(root: Path) -> Complaints:
    """Only the standard library (no clock, chance, log, store), numpy, scipy and itself."""
    allowed = (set(sys.stdlib_module_names) | PURE_MAY) - PURE_MAY_NOT
    for source, line, target in imports(root):
        own = target == PURE or target.startswith(f"{PURE}.")
        mine = source.name == PURE or source.name.startswith(f"{PURE}.")
        if mine and not own and target.split(".")[0] not in allowed:
            yield f"{source.path}:{line}: the pure room imports {target}"


def _face(name: str) -> str | None:
    return next((face for at, face in FACES.items() if f"{name}.".startswith(f"{at}.")), None)


def _room(name: str) -> str | None:
    parts = name.split(".")
    known = len(parts) > 1 and parts[0] == "mentoring" and any(parts[1] in each for each in FLOORS)
    return parts[1] if known else None


def _floor(room: str) -> int:
    return next(height for height, rooms in enumerate(FLOORS) if room in rooms)
