"""A programme's policy: rules, weights and goals, validated; TOML in and out."""

import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

import tomlkit
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from mentoring import competencies, people
from mentoring.errors import Unusable
from mentoring.programmes.mistakes import mistake, place_of
from mentoring.words import _

PRESETS = Path(__file__).parent / "presets"
Weight = Annotated[int, Field(ge=0, le=100)]


class Stance(StrEnum):
    """How a programme stands to a trait of a pair."""

    REQUIRED = "required"
    PREFERRED = "preferred"  # counts by its weight
    ALLOWED = "allowed"  # neither counts nor forbids
    FORBIDDEN = "forbidden"


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Goals(Part):
    """The ordered goals; coverage first, then the floor, total, stability, lottery."""

    floor: Literal["none", "highest"] | Annotated[int, Field(ge=0, le=100)] = "none"


class MentorRules(Part):
    """Who may be a mentor."""

    min_service_years: Annotated[int, Field(ge=0, le=40)] = 5
    # Any of these job groups may guide even with fewer years of service.
    senior_job_groups: tuple[people.JobGroup, ...] = ()
    pppk: bool = False
    rating_at_least: Literal["sangat_baik", "baik", "butuh_perbaikan", "any"] = "baik"
    without_rating: Literal["verify", "refuse"] = "verify"
    # Level of M.6 «Pengembangan Diri dan Orang Lain»: 2 teaches by example, 3 guides. 0: no rule.
    min_m6_level: Annotated[int, Field(ge=0, le=5)] = 2
    # Guiding others should have been shown, not assumed from the job's standard.
    m6_assessed_only: bool = True
    discipline_blocks: tuple[Literal["R", "S", "B"], ...] = ("S", "B")
    default_capacity: Annotated[int, Field(ge=0, le=20)] = 3


class MenteeRules(Part):
    """Who may be a mentee."""

    kinds: tuple[Literal["cpns", "pns", "pppk", "pppk_paruh_waktu"], ...] = ("cpns", "pppk")
    # Months since appointment; 0: no limit.
    newcomer_months: Annotated[int, Field(ge=0, le=600)] = 24
    # Classes of priority, first to last; whoever is in none comes after all of them.
    priority: tuple[Literal["cpns", "pns", "pppk", "pppk_paruh_waktu"], ...] = ()


class PairRules(Part):
    """Which pairs are allowed."""

    direct_superior: Stance = Stance.ALLOWED
    same_unit: Stance = Stance.PREFERRED
    same_opd: Stance = Stance.ALLOWED
    same_field: Stance = Stance.PREFERRED
    same_location: Stance = Stance.PREFERRED
    # Steps of rank between mentor and mentee; -40: no rule.
    min_rank_distance: Annotated[int, Field(ge=-40, le=16)] = 1
    # The mentor's level in at least one of the mentee's gaps must reach the required level
    # («required»), exceed it («above»), or the rule is off («none»).
    level: Literal["none", "required", "above"] = "required"


class UnknownRules(Part):
    """What a level that nobody assessed means. Unknown is never zero."""

    mentee: competencies.Unknown = competencies.Unknown.STANDARD_MINUS_ONE
    mentor: competencies.Unknown = competencies.Unknown.STANDARD_MINUS_ONE


class Weights(Part):
    """Shares of the benefit; together 100, so that benefits read as points of 100."""

    gap: Weight = 50
    field: Weight = 15
    unit: Weight = 5
    location: Weight = 5
    superior: Weight = 0
    rank: Weight = 5
    rating: Weight = 5
    wish_of_mentee: Weight = 5
    wish_of_mentor: Weight = 5
    load: Weight = 5

    @model_validator(mode="after")
    def together_one_hundred(self) -> Self:
        total = sum(self.model_dump().values())
        if total != 100:
            raise ValueError(_("bobot berjumlah {total}, seharusnya 100", total=total))
        return self


class GapRules(Part):
    """How much of a gap a mentor covers, in thousandths, by the mentor's level."""

    at_required: Annotated[int, Field(ge=0, le=1000)] = 700
    above_required: Annotated[int, Field(ge=0, le=1000)] = 1000
    below_required: Annotated[int, Field(ge=0, le=1000)] = 300  # yet above the mentee
    competency_weights: dict[str, Annotated[int, Field(ge=0, le=10)]] = {}
    default_weight: Annotated[int, Field(ge=0, le=10)] = 1


class AnswerRules(Part):
    """How long a mentor has to answer, in days of the calendar; never ends on a day off."""

    days: Annotated[int, Field(ge=1, le=60)] = 5
    # Reminders of the mentor after these working days, and HR is told after this many.
    remind_after: tuple[Annotated[int, Field(ge=1, le=30)], ...] = (1, 2)
    escalate_after: Annotated[int, Field(ge=1, le=30)] = 3


class RematchRules(Part):
    """What happens by itself when people join, decline, move or retire. Nothing that runs moves."""

    automatic: bool = True  # propose mentors for those who wait, after a quiet time
    # Whoever an import brings and the rules for mentees admit is enrolled by itself.
    enrol_newcomers: bool = False


class Rules(Part):
    """A whole policy."""

    title: Annotated[str, Field(max_length=200)] = ""
    months: Annotated[int, Field(ge=1, le=36)] = 6
    goals: Goals = Goals()
    mentor: MentorRules = MentorRules()
    mentee: MenteeRules = MenteeRules()
    pair: PairRules = PairRules()
    unknown: UnknownRules = UnknownRules()
    weights: Weights = Weights()
    gap: GapRules = GapRules()
    answer: AnswerRules = AnswerRules()
    rematch: RematchRules = RematchRules()

    @model_validator(mode="after")
    def weights_fit_stances(self) -> Self:
        for stance, weight in (
            ("same_field", self.weights.field),
            ("same_unit", self.weights.unit),
            ("same_opd", self.weights.unit),
            ("same_location", self.weights.location),
            ("direct_superior", self.weights.superior),
        ):
            if getattr(self.pair, stance) is Stance.PREFERRED and not weight:
                raise ValueError(
                    _("pair.{stance} = preferred perlu bobot lebih dari 0", stance=stance)
                )
        return self


def presets() -> list[str]:
    """Names of the policies that come with the product."""
    return sorted(path.stem for path in PRESETS.glob("*.toml"))


def preset(name: str) -> str:
    """The TOML text of a preset."""
    if name not in presets():
        raise Unusable(
            _("Kebijakan bawaan «{name}» tidak ada.", name=name),
            remedy=_("Pilih salah satu: {names}.", names=", ".join(presets())),
        )
    return (PRESETS / f"{name}.toml").read_text(encoding="utf-8")


def parse(text: str) -> Rules:
    """Rules from TOML; every mistake at once, each with its place."""
    try:
        return Rules.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as broken:
        raise Unusable(
            _("Kebijakan bukan TOML yang sah: {place}.", place=place_of(broken)),
            remedy=_("Perbaiki baris itu, atau mulai lagi dari kebijakan bawaan."),
        ) from None
    except ValidationError as bad:
        raise Unusable(
            _("Kebijakan berisi {count} kesalahan.", count=bad.error_count()),
            remedy=_("Perbaiki bagian yang disebut; `pamong programme policy` menunjukkan contoh."),
            details=tuple(dict.fromkeys(map(mistake, bad.errors()))),
        ) from None


def spelled_out(rules: Rules) -> str:
    """The same rules as TOML, every value written, those that the policy left to defaults too."""
    return tomlkit.dumps(rules.model_dump(mode="json"))
