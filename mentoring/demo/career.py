"""How a career runs: education, appointment, promotions, level. Consistent with the law."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from mentoring.demo.person import retirement

LADDER = (11, 12, 13, 14, 21, 22, 23, 24, 31, 32, 33, 34, 41, 42, 43, 44, 45)
FIRST_GRADE = {"SLTP": 11, "SLTA": 21, "SMK": 21, "D-II": 22, "D-III": 23, "D-IV": 31, "S-1": 31,
               "S-2": 32, "S-3": 33}  # fmt: skip
HIGHEST_GRADE = {"SLTP": 23, "SLTA": 32, "SMK": 32, "D-II": 33, "D-III": 33, "D-IV": 34,
                 "S-1": 34, "S-2": 41, "S-3": 42}  # fmt: skip
PPPK_GRADE = {"SLTP": 104, "SLTA": 105, "SMK": 105, "D-II": 106, "D-III": 107, "D-IV": 109,
              "S-1": 109, "S-2": 110, "S-3": 111}  # fmt: skip
AGES = {"SLTP": (19, 33), "SLTA": (19, 32), "SMK": (19, 32), "D-II": (21, 33), "D-III": (21, 33),
        "D-IV": (22, 34), "S-1": (22, 34), "S-2": (25, 35), "S-3": (29, 35)}  # fmt: skip
# Big waves of appointments (honorary staff 2005-2010, CPNS 2019-2022), years of moratorium between.
WAVES = {1: 0, 2: 2, 3: 2, 4: 6, 5: 7, 6: 4, 7: 6, 8: 1, 9: 1, 10: 1, 11: 4, 12: 5, 13: 1, 14: 2,
         15: 3, 16: 8, 17: 9, 18: 9, 19: 8, 20: 8, 21: 7, 22: 3, 23: 2, 24: 2, 25: 2, 26: 2,
         27: 3, 28: 3, 29: 2, 30: 2, 31: 2, 32: 2, 33: 1, 34: 1, 35: 1}  # fmt: skip
YEARS_PER_STEP = 4.2
LEVEL_CAP = {"PM": 22, "TR": 24, "MH": 32, "PY": 34, "PT": 32, "MU": 34, "MA": 43, "UT": 45}
LEVEL_FLOOR = {"PM": 21, "TR": 21, "MH": 31, "PY": 33, "PT": 31, "MU": 33, "MA": 41, "UT": 44}


@dataclass(frozen=True, slots=True)
class Career:
    """When somebody was born, appointed and promoted."""

    born: date
    appointed: date
    grade: int
    first_grade: int
    grade_since: date


def birthday(rng: Random, appointed: date, age: int) -> date:
    """A birthday that makes the age right on the day of the appointment."""
    return date(appointed.year - age, appointed.month, 1) - timedelta(days=rng.randrange(1, 365))


def month_back(day: date, months: int) -> date:
    """The first of the month so many months earlier."""
    at = day.year * 12 + day.month - 1 - months
    return date(at // 12, at % 12 + 1, 1)


def settled(
    rng: Random, *, today: date, education: str, cap: int, retires_at: int,
    years: tuple[int, int] = (1, 35),
) -> Career:  # fmt: skip
    """A PNS in post, not yet retired, whose grade follows from education and service."""
    waves = [(year, weight) for year, weight in WAVES.items() if years[0] <= year <= years[1]]
    first = FIRST_GRADE[education]
    while True:
        back = rng.choices([y for y, _w in waves], weights=[w for _y, w in waves])[0]
        appointed = date(today.year - back, rng.choice((1, 2, 3, 3, 4, 12)), 1)
        if (today - appointed).days < 400:
            continue
        born = birthday(rng, appointed, rng.randint(*AGES[education]))
        if retirement(born, retires_at) > today:
            break
    served = (today - appointed).days / 365.25
    steps = max(0, int((served - rng.random() * 2) / YEARS_PER_STEP))
    rung = min(LADDER.index(first) + steps, max(LADDER.index(cap), LADDER.index(first)))
    taken = rung - LADDER.index(first)
    since = appointed if taken == 0 else _promotion_day(rng, appointed, today, taken)
    return Career(born, appointed, LADDER[rung], first, since)


def _promotion_day(rng: Random, appointed: date, today: date, taken: int) -> date:
    """Promotions begin on 1 April or 1 October."""
    wanted = appointed.year + int(taken * YEARS_PER_STEP + rng.random())
    day = date(min(wanted, today.year), rng.choice((4, 10)), 1)
    return day if day <= today else date(day.year - 1, 10, 1)


def level_cap(level: str, education: str) -> int:
    """The highest grade that both the level and the education allow."""
    if level:
        return LEVEL_CAP[level]
    return HIGHEST_GRADE[education]


def level_of(grade: int, *, expert: bool, wanted: str) -> str:
    """The level that the grade carries, not above the wanted one (promotion lags behind)."""
    ladder = ("PT", "MU", "MA", "UT") if expert else ("PM", "TR", "MH", "PY")
    reached = [one for one in ladder if grade >= LEVEL_FLOOR[one]] or [ladder[0]]
    if not expert and grade >= 23 and reached[-1] == "PM":
        reached.append("TR")
    return min(reached[-1], wanted, key=ladder.index)


def one_year_later(day: date, months: int) -> date:
    """First of the month so many months later."""
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


def last_day(day: date) -> date:
    """The last day of that month."""
    return day.replace(day=monthrange(day.year, day.month)[1])
