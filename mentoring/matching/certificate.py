"""The proof that travels with a result: for every goal the prices nobody can beat."""

import json
from dataclasses import dataclass
from typing import Any

FORMAT = 2


@dataclass(frozen=True, slots=True)
class StageProof:
    """One goal's proof, in canonical order (both sides sorted by lottery number).

    Attributes:
        goal: the stage's name.
        mentee, mentor: integer prices. For the floor: prices that show how many of the pairs that
            earlier goals ask for fit above the floor - too few; empty when the floor was given
            and needs no proof, and where the integer solver is the proof.
        floor: the floor's points, None for every other goal.
        bound: the integer solver's bound, where it and not prices is the proof; None elsewhere.
    """

    goal: str
    mentee: tuple[int, ...]
    mentor: tuple[int, ...]
    floor: int | None = None
    bound: int | None = None

    @property
    def has_prices(self) -> bool:
        return bool(self.mentee or self.mentor)


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was proven.

    Attributes:
        problem: digest of the problem the proof is about.
        stages: in the order of the goals.
        cut_short: time ran out; the last stage may hold a bound only, and later goals are missing.
    """

    problem: str
    stages: tuple[StageProof, ...]
    cut_short: bool = False

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
                "bound": stage.bound,
            }
            for stage in self.stages
        ]
        document = {
            "format": FORMAT,
            "problem": self.problem,
            "stages": stages,
            "cut_short": self.cut_short,
        }
        return json.dumps(document, separators=(",", ":"), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Certificate":
        """Raises ValueError when the text is not a certificate of this format."""
        document = json.loads(text)
        try:
            if document["format"] != FORMAT:
                raise ValueError("unknown certificate format")
            stages = tuple(_stage(entry) for entry in document["stages"])
            return cls(_text(document["problem"]), stages, document["cut_short"] is True)
        except (KeyError, TypeError) as wrong:
            raise ValueError("not a certificate") from wrong


def _stage(entry: dict[str, Any]) -> StageProof:
    return StageProof(
        goal=_text(entry["goal"]),
        mentee=_whole_numbers(entry["mentee"]),
        mentor=_whole_numbers(entry["mentor"]),
        floor=_number_or_none(entry["floor"]),
        bound=_number_or_none(entry["bound"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _number_or_none(value: object) -> int | None:
    return None if value is None else _whole_numbers([value])[0]


def _whole_numbers(values: list[object]) -> tuple[int, ...]:
    for value in values:
        if type(value) is not int:
            raise TypeError("whole numbers expected")
    return tuple(values)  # type: ignore[arg-type]  # checked one by one above
