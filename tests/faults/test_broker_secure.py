"""A broker with a password and TLS, as an office's network wants it."""

from pathlib import Path

import pytest

from mentoring.programmes import RunState
from mentoring.settings import fresh
from tests import servers

from .plant import Plant
from .tunnel import tunnel

CERTIFICATE = Path(__file__).parents[1] / "messages" / "files" / "loopback.pem"
PASSWORD = "sandi-uji-broker"


def address(port: int, password: str) -> str:
    return f"rediss://:{password}@127.0.0.1:{port}/0?ssl_ca_certs={CERTIFICATE}"


def test_work_is_carried_by_an_encrypted_broker_with_a_password(
    plants: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    with servers.own_valkey(PASSWORD) as broker, tunnel(broker.port, CERTIFICATE) as port:
        monkeypatch.setenv("PAMONG_REDIS_URL", address(port, PASSWORD))
        fresh()
        plant = plants.open()
        plant.worker(PAMONG_SWEEP_SECONDS="600")  # nobody but the broker may carry it
        plant.until(lambda: "crew.started" in plant.logs())
        run_id = plant.town.ask()
        plant.until(lambda: plant.run(run_id).state == RunState.READY)
        assert PASSWORD not in plant.logs()
        plant.healthy()


def test_a_wrong_password_only_makes_it_slower_and_is_said_without_the_password(
    plants: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    with servers.own_valkey(PASSWORD) as broker, tunnel(broker.port, CERTIFICATE) as port:
        monkeypatch.setenv("PAMONG_REDIS_URL", address(port, "bukan-sandinya"))
        fresh()
        plant = plants.open()
        plant.worker()
        run_id = plant.town.ask()
        plant.until(lambda: plant.run(run_id).state == RunState.READY)
        assert "bukan-sandinya" not in plant.logs()
        plant.healthy()
