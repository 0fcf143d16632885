"""What another system reads: with a token, within its description, and written down."""

import importlib.util
from typing import Any

import pytest
from sqlmodel import select

from mentoring import access, db
from mentoring.access.tables import Sight
from tests.web import office


@pytest.fixture
def token(approved: Any) -> str:
    with db.transaction() as session:
        by = access.acting(session, login="hr").id
        return access.clients.open_client(session, name="SIMPEG", by=by)


def test_a_system_reads_the_mentorships_and_it_is_written_down(app: Any, token: str) -> None:
    client = office.Browser(app).client
    client.headers["authorization"] = f"Bearer {token}"
    programme = client.get("/api/v1/programmes").json()["programmes"][0]
    answer = client.get(f"/api/v1/programmes/{programme['id']}/mentorships").json()
    assert answer["total"] == len(office.bonds())
    one = answer["mentorships"][0]
    assert client.get(f"/api/v1/mentorships/{one['id']}").json() == one
    assert len(one["mentor"]["nip"]) == 18
    with db.transaction(reads=True) as session:
        seen = session.exec(select(Sight)).all()
    assert {s.place for s in seen} == {
        "/api/v1/programmes/{programme_id}/mentorships",
        "/api/v1/mentorships/{mentorship_id}",
    }
    assert one["mentor"]["id"] in seen[0].people


@pytest.mark.parametrize("said", ["", "Bearer salah", "Basic aHI6aHI="])
def test_without_a_valid_token_there_is_nothing(app: Any, token: str, said: str) -> None:
    client = office.Browser(app).client
    answer = client.get("/api/v1/programmes", headers={"authorization": said} if said else {})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


def test_an_ended_token_opens_nothing(app: Any, token: str, hr: office.Browser) -> None:
    with db.transaction(reads=True) as session:
        row = access.clients.every(session)[0]
    hr.send(f"/clients/{row.id}/end")
    answer = hr.client.get("/api/v1/programmes", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 401


def test_a_signed_in_browser_is_no_system(hr: office.Browser) -> None:
    assert hr.client.get("/api/v1/programmes").status_code == 401


@pytest.mark.skipif(
    importlib.util.find_spec("schemathesis") is None, reason="left out: no schemathesis (extra e2e)"
)
def test_every_answer_is_as_described(app: Any, token: str) -> None:
    import schemathesis
    from hypothesis import HealthCheck, given, settings

    host = {"Host": "127.0.0.1:8000"}
    schema: Any = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=host)
    for operation in schema.get_all_operations():
        case_of = operation.ok().as_strategy()

        @settings(
            max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(case=case_of)
        def check(case: Any) -> None:
            case.call_and_validate(headers=host | {"Authorization": f"Bearer {token}"})

        check()
