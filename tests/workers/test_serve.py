"""`pamong serve`: a bare machine gets pages, matches and messages out of one process."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest

from mentoring import db, messages, programmes
from mentoring.messages import MessageState
from mentoring.programmes import RunState
from mentoring.settings import fresh
from tests.programmes.town import Town, opened, policy

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


class Server:
    """The process, and what it answers."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = one.getsockname()[1]
        self.said = folder / "serve.log"
        settings = {
            "PAMONG_HTTP_PORT": str(self.port), "PAMONG_QUIET_HOURS": "none",
            "PAMONG_WORKDAYS_ONLY": "false", "PAMONG_SWEEP_SECONDS": "1",
            "PAMONG_QUIET_SECONDS": "0",
        }  # fmt: skip
        with self.said.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "cli.py", "serve"], cwd=ROOT, env=os.environ | settings,
                stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            )  # fmt: skip

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as got:
                return got.status, got.read().decode()
        except HTTPError as refused:
            return refused.code, refused.read().decode()

    def until_open(self) -> None:
        last = time.monotonic() + PATIENCE
        while True:
            assert self.process.poll() is None, self.said.read_text()
            assert time.monotonic() < last, self.said.read_text()
            try:
                self.get("/healthz")
            except URLError:
                time.sleep(0.2)
                continue
            return

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


@pytest.fixture
def server(tmp_path: Path) -> object:
    made = Server(tmp_path)
    try:
        yield made
    finally:
        if made.process.poll() is None:
            made.process.kill()
        made.process.wait()


def until(done: object, server: Server) -> None:
    last = time.monotonic() + PATIENCE
    while not done():  # type: ignore[operator]
        assert time.monotonic() < last, server.said.read_text()
        time.sleep(0.2)


def test_a_bare_machine_opens_at_the_first_password(server: Server) -> None:
    server.until_open()
    until(lambda: "/password/" in server.said.read_text(), server)
    assert server.get("/healthz")[0] == 200
    until(lambda: json.loads(server.get("/readyz")[1])["status"] == "ready", server)
    assert "pamong_workers 1.0" in server.get("/metrics")[1]
    status, page = server.get("/")
    assert (status, "kata sandi" in page.casefold()) == (200, True)
    assert server.stop() == 0


def test_a_run_is_solved_and_its_message_leaves_without_any_server(
    home: Path, server: Server
) -> None:
    fresh()
    server.until_open()
    town: Town = opened()
    town.person("Ayu", email="ayu@contoh.test")
    town.newcomer("Budi", email="budi@contoh.test")
    town.programme(mentors=["Ayu"], mentees=["Budi"], toml=policy())
    run_id = town.ask()

    def state() -> str:
        with db.transaction(reads=True) as session:
            return session.get_one(programmes.MatchRun, run_id).state

    until(lambda: state() == RunState.READY, server)
    town.approve()

    def letters() -> list[messages.Message]:
        with db.transaction(reads=True) as session:
            asked = messages.Event.ASSIGNMENT
            return messages.messages(session, states=[MessageState.SENT], events=[asked])

    until(lambda: len(letters()) == 1, server)
    assert list((home / "surat").glob("*.eml"))
    assert server.stop() == 0
    town.healthy()
