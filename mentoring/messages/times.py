"""When a message may leave: not in quiet hours, and on working days only, unless it is urgent."""

from datetime import UTC, datetime, time, timedelta

from mentoring import clock
from mentoring.messages import working_days
from mentoring.messages.events import SHAPES, Event
from mentoring.settings import settings

RINGS = {"smtp", "notify"}  # channels that make somebody's telephone sound


def until_allowed(event: Event, *, channel: str, now: datetime) -> timedelta:
    """How long this message still has to wait; zero when it may go."""
    if channel not in RINGS or SHAPES[event].urgent:
        return timedelta(0)
    moment = clock.local(now)
    for _day in range(60):  # no row of holidays is longer
        moment = _after_quiet(moment)
        if not settings().workdays_only or working_days.is_working(moment.date()):
            break
        moment = _midnight(moment + timedelta(days=1))
    return max(moment.astimezone(UTC) - now, timedelta(0))


def _after_quiet(moment: datetime) -> datetime:
    """The same moment, or the end of the quiet hours that it lies in."""
    if settings().quiet_hours == "none":
        return moment
    begin, end = (int(part) for part in settings().quiet_hours.split("-"))
    hour = moment.hour
    quiet = begin <= hour < end if begin <= end else hour >= begin or hour < end
    if not quiet:
        return moment
    day = moment.date() + timedelta(days=int(hour >= end))
    return datetime.combine(day, time(end), tzinfo=moment.tzinfo)


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time(), tzinfo=moment.tzinfo)
