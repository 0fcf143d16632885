"""Which pairs are allowed: small named rules about two people, looked at for all pairs at once."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoring.programmes.gaps import covers_any
from mentoring.programmes.policy import Rules, Stance
from mentoring.programmes.scene import Scene
from mentoring.words import _

Grid = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class PairRule:
    """One reason why two people cannot be paired; `blocked` is mentees x mentors."""

    code: str
    active: Callable[[Rules], bool]
    blocked: Callable[[Scene], Grid]
    sentence: Callable[[Rules], str]


def _stance_rule(
    code: str,
    stance: Callable[[Rules], Stance],
    same: Callable[[Scene], Grid],
    required: Callable[[], str],
    forbidden: Callable[[], str],
) -> PairRule:
    def blocked(scene: Scene) -> Grid:
        return ~same(scene) if stance(scene.rules) is Stance.REQUIRED else same(scene)

    return PairRule(
        code,
        lambda r: stance(r) in {Stance.REQUIRED, Stance.FORBIDDEN},
        blocked,
        lambda r: required() if stance(r) is Stance.REQUIRED else forbidden(),
    )


def _too_close(scene: Scene) -> Grid:
    distance = scene.rank_distance()
    return distance < scene.rules.pair.min_rank_distance


def _level_too_low(scene: Scene) -> Grid:
    return ~covers_any(scene, above=scene.rules.pair.level == "above")


PAIR_RULES: tuple[PairRule, ...] = (
    PairRule("self", lambda _r: True, Scene.same_person, lambda _r: _("orang yang sama")),
    PairRule(
        "declined",
        lambda _r: True,
        lambda s: s.marked("declined"),
        lambda _r: _("mentor ini pernah menolak mentee tersebut"),
    ),
    PairRule(
        "ban",
        lambda _r: True,
        lambda s: s.marked("ban"),
        lambda _r: _("pasangan ini dilarang oleh petugas"),
    ),
    PairRule(
        "conflict",
        lambda _r: True,
        lambda s: s.marked("conflict"),
        lambda _r: _("ada benturan kepentingan"),
    ),
    _stance_rule(
        "superior",
        lambda r: r.pair.direct_superior,
        Scene.superior,
        lambda: _("bukan atasan langsung, padahal diwajibkan"),
        lambda: _("atasan langsung tidak boleh menjadi mentor"),
    ),
    _stance_rule(
        "unit",
        lambda r: r.pair.same_unit,
        Scene.same_unit,
        lambda: _("unit kerja berbeda, padahal harus sama"),
        lambda: _("unit kerja sama, padahal harus berbeda"),
    ),
    _stance_rule(
        "opd",
        lambda r: r.pair.same_opd,
        Scene.same_opd,
        lambda: _("OPD berbeda, padahal harus sama"),
        lambda: _("OPD sama, padahal harus berbeda"),
    ),
    _stance_rule(
        "field",
        lambda r: r.pair.same_field,
        Scene.same_field,
        lambda: _("rumpun jabatan berbeda, padahal harus sama"),
        lambda: _("rumpun jabatan sama, padahal harus berbeda"),
    ),
    _stance_rule(
        "location",
        lambda r: r.pair.same_location,
        Scene.same_location,
        lambda: _("lokasi kerja berbeda, padahal harus sama"),
        lambda: _("lokasi kerja sama, padahal harus berbeda"),
    ),
    PairRule(
        "rank",
        lambda r: r.pair.min_rank_distance > -40,
        _too_close,
        lambda r: _(
            "golongan mentor kurang dari {steps} tingkat di atas mentee",
            steps=r.pair.min_rank_distance,
        ),
    ),
    PairRule(
        "level",
        lambda r: r.pair.level != "none",
        _level_too_low,
        lambda _r: _("tidak mencapai level yang diperlukan pada satu pun kesenjangan mentee"),
    ),
)


def blocked_by(scene: Scene) -> NDArray[np.uint16]:
    """Bit k of [mentee, mentor] says that PAIR_RULES[k] forbids the pair; 0 is allowed."""
    why = np.zeros(scene.shape, dtype=np.uint16)
    for bit, rule in enumerate(PAIR_RULES):
        if rule.active(scene.rules):
            why |= rule.blocked(scene).astype(np.uint16) << np.uint16(bit)
    return why


def pair_codes(bits: int) -> list[str]:
    """The codes behind one cell of `blocked_by`."""
    return [rule.code for bit, rule in enumerate(PAIR_RULES) if bits >> bit & 1]


def pair_sentence(code: str, rules: Rules) -> str:
    """The reason of one code as people read it."""
    return next(rule.sentence(rules) for rule in PAIR_RULES if rule.code == code)
