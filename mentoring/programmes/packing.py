"""A run's problem and result as files, and back: what `verify` and `explain` read again later."""

import hashlib
import io
import json
import zlib
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from mentoring import matching
from mentoring.programmes.problem_of import Case, Floor


def pack(case: Case) -> bytes:
    """The case as one compressed file: what `verify` and `explain` read again later."""
    p = case.problem
    out = io.BytesIO()
    np.savez_compressed(
        out,
        benefit=p.benefit.astype(np.int32),
        capacity=p.capacity,
        priority=p.priority,
        keep=np.array(p.keep, dtype=np.int64).reshape(-1, 2),
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
        keep=tuple((int(i), int(j)) for i, j in data["keep"]),
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


def _floor_number(floor: Floor) -> int:
    return -1 if floor is None else -2 if floor == "highest" else floor


def _as_bytes(ids: tuple[UUID, ...]) -> NDArray[np.uint8]:
    return np.frombuffer(b"".join(i.bytes for i in ids), dtype=np.uint8).reshape(-1, 16)


def _ids(raw: NDArray[np.uint8]) -> tuple[UUID, ...]:
    return tuple(UUID(bytes=bytes(row)) for row in raw)
