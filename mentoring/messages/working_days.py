"""Working days of the office: Monday to Friday, without national holidays and joint leave.

The holidays are data (`data/libur.toml` says where they come from); an office adds or takes away
days in PAMONG_HOME/libur.toml.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from mentoring import clock
from mentoring.errors import Unusable
from mentoring.settings import settings
from mentoring.words import _

NATIONAL = Path(__file__).parent / "data" / "libur.toml"
OWN = "libur.toml"
ONE_LOOKS_AHEAD = timedelta(days=61)  # the joint decree usually comes out in October


def is_working(day: date) -> bool:
    """Does the office work on this day?"""
    return day.weekday() < 5 and day not in holidays()


def on_or_after(day: date) -> date:
    """That day, or the next one on which the office works."""
    while not is_working(day):
        day += timedelta(days=1)
    return day


def after(moment: datetime, days: int) -> datetime:
    """The moment so many working days later, at the same time of the office's clock.

    The day of `moment` itself does not count, whatever it is: one working day after a Friday, a
    Saturday or a Sunday is Monday.
    """
    local = clock.local(moment)
    day = local.date()
    for _count in range(days):
        day += timedelta(days=1)
        while not is_working(day):
            day += timedelta(days=1)
    return datetime.combine(day, local.timetz()).astimezone(moment.tzinfo)


def between(begin: date, end: date) -> int:
    """How many working days have passed after `begin`, up to and with `end`."""
    days = (begin + timedelta(days=n) for n in range(1, (end - begin).days + 1))
    return sum(is_working(day) for day in days)


def holidays() -> Mapping[date, str]:
    """Every holiday that is known, with its name."""
    own = settings().home / OWN
    return _known(own, own.stat().st_mtime_ns if own.exists() else None)


def known_years() -> set[int]:
    """The years whose holidays are known completely; in any other only weekends and fixed days."""
    own = settings().home / OWN
    return _years(NATIONAL) | (_years(own) if own.exists() else set())


def guessed_years(*, on: date) -> list[int]:
    """This year, and from November the next, where not all holidays are known: answers would be
    expected, and letters sent, on days on which nobody works."""
    ahead = on + ONE_LOOKS_AHEAD
    return sorted({on.year, ahead.year} - known_years())


@cache
def _known(own: Path, _changed: int | None) -> Mapping[date, str]:
    days = _read(NATIONAL)
    if own.exists():
        days = {**days, **_read(own)}
    return {day: name for day, name in days.items() if name}


def _read(path: Path) -> dict[date, str]:
    """`[libur]` with `2026-01-01 = "name"`; an empty name takes a day away."""
    try:
        days = _table(path).get("libur", {})
        return {date.fromisoformat(day): str(name) for day, name in days.items()}
    except (ValueError, AttributeError) as bad:
        raise _unusable(path) from bad


def _years(path: Path) -> set[int]:
    return set(_table(path).get("lengkap", ()))


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as bad:
        raise _unusable(path) from bad


def _unusable(path: Path) -> Unusable:
    return Unusable(
        _("Berkas hari libur {path} tidak dapat dibaca.", path=path),
        remedy=_('Tulis [libur], lalu satu baris per hari: 2026-12-24 = "Cuti bersama Natal".'),
    )
