"""What time it is: UTC inside, the office's own zone (WIB, WITA, WIT) where people read it."""

from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def office_zone() -> tzinfo:
    from mentoring.settings import settings

    return ZoneInfo(settings().tz)


def today() -> date:
    """The calendar day in the office's zone: at 06.00 WIB it is not yesterday any more."""
    return now().astimezone(office_zone()).date()


def local(moment: datetime) -> datetime:
    """The same moment on the office's clock."""
    return moment.astimezone(office_zone())


def at(day: date, hour: time) -> datetime:
    """A time of day on the office's clock, in UTC."""
    return datetime.combine(day, hour, tzinfo=office_zone()).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The last second of this day in the office, in UTC: «until the 29th» holds all the 29th."""
    return at(day, time(23, 59, 59))


def spoken(moment: datetime) -> str:
    """«23 November 2026 09.00 WIB», in the reader's language."""
    from babel.dates import format_datetime

    from mentoring.settings import settings
    from mentoring.words import language

    shape = "d MMMM yyyy HH.mm" if language() == "id" else "d MMMM yyyy HH:mm"
    text = format_datetime(local(moment), shape, locale=language())
    return f"{text} {ZONE_NAMES.get(settings().tz, '')}".strip()


def spoken_date(day: date | None) -> str:
    """«23 November 2026», or a dash for no date."""
    from babel.dates import format_date

    from mentoring.words import language

    return "-" if day is None else str(format_date(day, "d MMMM yyyy", locale=language()))
