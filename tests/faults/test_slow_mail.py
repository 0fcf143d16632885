"""Row 27 of the fault matrix: the mail server is very slow, thousands wait, matches do not."""

import pytest
from sqlmodel import func, select

from mentoring import db
from mentoring.messages import Message, MessageState
from mentoring.programmes import RunState, Side
from mentoring.settings import fresh
from tests.messages.post import scripted

from .plant import Plant

ANY_HOUR = {"PAMONG_QUIET_HOURS": "none", "PAMONG_WORKDAYS_ONLY": "false"}


def test_a_mail_server_that_hangs_delays_no_match(
    plants: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in ANY_HOUR.items():
        monkeypatch.setenv(name, value)
    with scripted({"DATA": ["hang"]}) as (played, url):
        monkeypatch.setenv("PAMONG_SMTP_URL", url)
        fresh()
        plant = plants.open(mentees=30)
        plant.town.places(Ayu=1, Eko=1, Gita=1)  # 27 are told that they wait
        plant.town.run()
        plant.town.approve()
        plant.worker(PAMONG_MAIL_SECONDS="60", PAMONG_LEASE_SECONDS="120")
        plant.until(lambda: played.seen["DATA"] > 0)
        plant.town.newcomer("Susulan")
        plant.town.enrol(Side.MENTEE, ["Susulan"])
        run_id = plant.town.ask()
        plant.until(lambda: plant.run(run_id).state == RunState.READY)
        assert waiting() > 25
        assert played.taken == []
        plant.healthy()


def waiting() -> int:
    """Messages that have not come to an end."""
    open_ones = (MessageState.PENDING, MessageState.SENDING)
    with db.transaction(reads=True) as session:
        query = select(func.count()).select_from(Message).where(Message.state.in_(open_ones))  # type: ignore[attr-defined]
        return session.exec(query).one()
