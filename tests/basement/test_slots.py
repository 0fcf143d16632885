"""Slots: what recurs by the clock is written once, whoever looks, and a missed one shows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlmodel import select

from mentoring import clock, db, queue, slots
from mentoring.slots import Duty, Slot

NIGHT = Duty("night", hours=(1,))
HOURLY = Duty("hourly", hours=tuple(range(24)))
MONDAYS = Duty("digest", hours=(7,), weekday=0)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> object:
    """Sets the clock that the slots go by."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(queue, "moment", lambda _session: moment)

    return set_to


def written(*duties: Duty) -> int:
    with db.transaction() as session:
        return slots.write_due(session, duties)


def rows() -> list[Slot]:
    with db.transaction() as session:
        return list(session.exec(select(Slot).order_by(Slot.at)))  # type: ignore[arg-type]


def test_a_slot_is_written_once_with_its_job_whoever_looks(database: str) -> None:
    barrier = Barrier(6)

    def look(_n: int) -> int:
        barrier.wait()
        return written(HOURLY)

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(look, range(6))) == 1
    (slot,) = rows()
    assert slot.job_id is not None
    assert not slot.missed
    assert written(HOURLY) == 0


def test_the_office_clock_decides_not_utc(home: object, at: object) -> None:
    at(datetime(2026, 11, 23, 17, 59, tzinfo=UTC))  # type: ignore[operator]  # 00.59 WIB
    written(NIGHT)
    at(datetime(2026, 11, 23, 18, 1, tzinfo=UTC))  # type: ignore[operator]  # 01.01 WIB
    written(NIGHT)
    assert rows()[-1].at == datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def test_of_a_week_away_the_newest_is_done_and_the_others_show_as_missed(
    home: object, at: object
) -> None:
    begin = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
    at(begin)  # type: ignore[operator]
    written(NIGHT)
    at(begin + timedelta(days=5))  # type: ignore[operator]
    assert written(NIGHT) == 5
    late = rows()[1:]
    assert [slot.missed for slot in late] == [True] * 4 + [False]
    assert [slot.job_id is None for slot in late] == [True] * 4 + [False]


def test_a_weekly_duty_comes_on_its_day(home: object, at: object) -> None:
    monday = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 08.00 WIB
    at(monday)  # type: ignore[operator]
    assert written(MONDAYS) == 1
    for day in range(1, 7):
        at(monday + timedelta(days=day))  # type: ignore[operator]
        assert written(MONDAYS) == 0
    at(monday + timedelta(days=7))  # type: ignore[operator]
    assert written(MONDAYS) == 1


def test_old_slots_are_forgotten(home: object) -> None:
    written(HOURLY)
    with db.transaction() as session:
        session.exec(select(Slot)).one().at = clock.now() - slots.KEPT - timedelta(days=1)
    with db.transaction() as session:
        assert slots.forget_old(session) == 1
