"""A day as an officer types it."""

import re
from datetime import date
from typing import Any

import click

from mentoring.words import _

# Day before month: no Indonesian letter writes the month first.
SHAPES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)", re.ASCII),
    re.compile(r"(?P<day>\d\d?)([-/.])(?P<month>\d\d?)\2(?P<year>\d{4})", re.ASCII),
)

YEARS = range(1900, 2200)  # a day more than the last day there is cannot be counted


class Day(click.ParamType):  # type: ignore[type-arg]  # generic in some releases of click only
    """2027-01-31, 31-01-2027, 31/01/2027 or 31.01.2027, always as a date."""

    name = "date"

    def get_metavar(self, *_args: Any, **_more: Any) -> str:
        return _("TANGGAL")

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        found = next((m for shape in SHAPES if (m := shape.fullmatch(str(value).strip()))), None)
        try:
            if found is not None and int(found["year"]) in YEARS:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            pass  # the 31st of February
        raise click.BadParameter(
            _("Tanggal tidak terbaca; tulis misalnya 31-01-2027."), ctx=ctx, param=param
        )


DAY = Day()
