"""The only bridge from people to numbers: a Scene becomes a Problem, ids stay on the edges."""

import hashlib
import io
import json
import zlib
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from mentoring import matching
from mentoring.errors import Refused
from mentoring.programmes.pairing import blocked_by, pair_codes, pair_sentence
from mentoring.programmes.policy import Rules
from mentoring.programmes.reading import View
from mentoring.programmes.tables import Side
from mentoring.programmes.terms import Scores, benefit_of, scores_of
from mentoring.words import _

POINT = 1000  # benefits are thousandths of a point
Floor = int | Literal["highest"] | None


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A problem with the ids of its rows and columns and the reason of every «no»."""

    problem: matching.Problem
    mentee_ids: tuple[UUID, ...]
    mentor_ids: tuple[UUID, ...]
    why: NDArray[np.uint16]  # see pairing.blocked_by


def case_of(view: View, rules: Rules) -> tuple[Case, dict[str, Scores]]:
    """Numbers for the engine, and the score of every term for the reasons."""
    scene = view.scene
    why = blocked_by(scene)
    scores = scores_of(scene)
    mentee_ids = tuple(c.profile.id for c in scene.mentees)
    mentor_ids = tuple(c.profile.id for c in scene.mentors)
    allowed = why == 0
    problem = matching.Problem(
        benefit=np.where(allowed, benefit_of(scores, rules, scene.shape), 0),
        allowed=allowed,
        capacity=np.array([c.places - c.taken for c in scene.mentors], dtype=np.int64),
        priority=np.array([priority_of(c.profile.kind, rules) for c in scene.mentees], np.int64),
        current=_current(view, mentee_ids, mentor_ids),
        mentee_lot=_lots(view, Side.MENTEE, mentee_ids),
        mentor_lot=_lots(view, Side.MENTOR, mentor_ids),
        forced=_forced(view, rules, mentee_ids, mentor_ids, why),
        floor=_floor(rules),
    )
    return Case(problem, mentee_ids, mentor_ids, why), scores


def priority_of(kind: str, rules: Rules) -> int:
    """The priority class, 1 first; whoever no class names comes after all of them."""
    order = rules.mentee.priority
    return order.index(kind) + 1 if kind in order else len(order) + 1


def pack(case: Case) -> bytes:
    """The case as one compressed file: what `verify` and `explain` read again later."""
    p = case.problem
    out = io.BytesIO()
    np.savez_compressed(
        out,
        benefit=p.benefit.astype(np.int32),
        capacity=p.capacity,
        priority=p.priority,
        current=p.current,
        mentee_lot=p.mentee_lot,
        mentor_lot=p.mentor_lot,
        forced=np.array(p.forced, dtype=np.int64).reshape(-1, 2),
        floor=np.array([_floor_number(p.floor)], dtype=np.int64),
        why=case.why,
        mentees=_as_bytes(case.mentee_ids),
        mentors=_as_bytes(case.mentor_ids),
    )
    return out.getvalue()


def unpack(content: bytes) -> Case:
    """The case of an earlier `pack`."""
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        data = {name: file[name] for name in file.files}
    floor = int(data["floor"][0])
    problem = matching.Problem(
        benefit=data["benefit"].astype(np.int64),
        allowed=data["why"] == 0,
        capacity=data["capacity"],
        priority=data["priority"],
        current=data["current"],
        mentee_lot=data["mentee_lot"],
        mentor_lot=data["mentor_lot"],
        forced=tuple((int(i), int(j)) for i, j in data["forced"]),
        floor=None if floor == -1 else "highest" if floor == -2 else floor,
    )
    return Case(problem, _ids(data["mentees"]), _ids(data["mentors"]), data["why"])


def pack_result(result: matching.Result) -> bytes:
    """The pairs and the certificate, as compressed JSON."""
    text = json.dumps({"pairs": result.pairs, "certificate": result.certificate.to_json()})
    return zlib.compress(text.encode(), 6)


def unpack_result(content: bytes, problem: matching.Problem) -> matching.Result:
    """The result put together again; ValueError when it does not even fit the problem."""
    data = json.loads(zlib.decompress(content))
    return matching.result_of(
        problem,
        pairs=tuple((i, j) for i, j in data["pairs"]),
        certificate=matching.Certificate.from_json(data["certificate"]),
    )


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _current(
    view: View, mentee_ids: tuple[UUID, ...], mentor_ids: tuple[UUID, ...]
) -> NDArray[np.int64]:
    column = {mentor: j for j, mentor in enumerate(mentor_ids)}
    now = [view.movable.get(mentee) for mentee in mentee_ids]
    return np.array([column.get(m.mentor_id, -1) if m else -1 for m in now], dtype=np.int64)


def _lots(view: View, side: Side, ids: tuple[UUID, ...]) -> NDArray[np.int64]:
    return np.array([view.participants[side][i].lot for i in ids], dtype=np.int64)


def _forced(
    view: View,
    rules: Rules,
    mentee_ids: tuple[UUID, ...],
    mentor_ids: tuple[UUID, ...],
    why: NDArray[np.uint16],
) -> tuple[tuple[int, int], ...]:
    """Locked pairs as indices; a lock that breaks a hard rule stops the run with its reason."""
    row = {mentee: i for i, mentee in enumerate(mentee_ids)}
    column = {mentor: j for j, mentor in enumerate(mentor_ids)}
    forced, broken = [], []
    for mentee, mentor in view.locks:
        if mentee not in row:
            continue  # runs already, or no longer takes part: nothing to force
        if mentor not in column:
            broken.append(_("Mentor pada satu pasangan terkunci tidak lagi memenuhi syarat."))
        elif why[row[mentee], column[mentor]]:
            codes = pair_codes(int(why[row[mentee], column[mentor]]))
            broken.append("; ".join(pair_sentence(code, rules) for code in codes))
        else:
            forced.append((row[mentee], column[mentor]))
    if broken:
        raise Refused(
            _("{count} pasangan terkunci melanggar aturan.", count=len(broken)),
            remedy=_("Buka kuncinya dengan `pamong match unlock`, atau ubah kebijakannya."),
            details=tuple(broken),
        )
    return tuple(sorted(forced))


def _floor(rules: Rules) -> Floor:
    floor = rules.goals.floor
    if floor == "none":
        return None
    return "highest" if floor == "highest" else int(floor) * POINT


def _floor_number(floor: Floor) -> int:
    return -1 if floor is None else -2 if floor == "highest" else floor


def _as_bytes(ids: tuple[UUID, ...]) -> NDArray[np.uint8]:
    return np.frombuffer(b"".join(i.bytes for i in ids), dtype=np.uint8).reshape(-1, 16)


def _ids(raw: NDArray[np.uint8]) -> tuple[UUID, ...]:
    return tuple(UUID(bytes=bytes(row)) for row in raw)
