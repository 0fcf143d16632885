"""The proof that travels with a result: for every goal the prices nobody can beat."""

import json
from dataclasses import dataclass
from typing import Any

FORMAT = 1


@dataclass(frozen=True, slots=True)
class StageProof:
    """One goal's proof, in canonical order (both sides sorted by lottery number).

    Attributes:
        goal: the stage's name.
        mentee, mentor: integer prices. For the floor: prices of the coverage goal on the pairs
            above the floor, whose bound stays below the coverage needed; empty when the floor
            was given and needs no proof.
        floor: the floor's points, None for every other goal.
    """

    goal: str
    mentee: tuple[int, ...]
    mentor: tuple[int, ...]
    floor: int | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """problem: digest of the problem the proof is about; stages: in the order of the goals."""

    problem: str
    stages: tuple[StageProof, ...]

    def stage(self, goal: str) -> StageProof | None:
        return next((stage for stage in self.stages if stage.goal == goal), None)

    def to_json(self) -> str:
        """Compact JSON, the same bytes for the same proof."""
        stages = [
            {
                "goal": str(stage.goal),
                "mentee": list(stage.mentee),
                "mentor": list(stage.mentor),
                "floor": stage.floor,
            }
            for stage in self.stages
        ]
        document = {"format": FORMAT, "problem": self.problem, "stages": stages}
        return json.dumps(document, separators=(",", ":"), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Certificate":
        """Raises ValueError when the text is not a certificate of this format."""
        document = json.loads(text)
        try:
            if document["format"] != FORMAT:
                raise ValueError("unknown certificate format")
            stages = tuple(_stage(entry) for entry in document["stages"])
            return cls(problem=_text(document["problem"]), stages=stages)
        except (KeyError, TypeError) as wrong:
            raise ValueError("not a certificate") from wrong


def _stage(entry: dict[str, Any]) -> StageProof:
    floor = entry["floor"]
    return StageProof(
        goal=_text(entry["goal"]),
        mentee=_whole_numbers(entry["mentee"]),
        mentor=_whole_numbers(entry["mentor"]),
        floor=None if floor is None else _whole_numbers([floor])[0],
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _whole_numbers(values: list[object]) -> tuple[int, ...]:
    for value in values:
        if type(value) is not int:
            raise TypeError("whole numbers expected")
    return tuple(values)  # type: ignore[arg-type]  # checked one by one above
