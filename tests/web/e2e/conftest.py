"""A real browser (Debian's Chromium, driven by Playwright) before a real server on loopback."""

import importlib.util
import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mentoring import access, db
from mentoring.settings import fresh
from mentoring.web.serving import server
from tests.web import office

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MISSING = (
    "no Chromium (Debian, Ubuntu: apt install chromium)"
    if CHROMIUM is None
    else "no playwright (pip install -c constraints.txt -e '.[test,e2e]')"
    if importlib.util.find_spec("playwright") is None
    else ""
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "e2e" in Path(item.fspath).parts:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("browser"))
            if MISSING:
                item.add_marker(pytest.mark.skip(reason=f"left out: {MISSING}"))


@pytest.fixture
def site(proposed: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The pages, served by uvicorn on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setenv("PAMONG_HTTP_PORT", str(port))
    fresh()
    running = server()
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    running.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def artefacts(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Where screenshots go: below the folder that ARTEFACTS names, to be kept."""
    name = re.sub(r"[^\w-]+", "-", request.node.name).strip("-")
    kept = os.environ.get("ARTEFACTS")
    folder = tmp_path / "artefacts" if not kept else Path(kept).absolute() / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def token_of(login: str) -> str:
    """A session with both factors, for tests that are not about signing in."""
    with db.transaction() as session:
        account = access.acting(session, login=login)
        token = access.sessions.begin(session, account=account, device="uji")
        session.flush()
        found = access.sessions.find(session, token=token)
        assert found is not None
        return access.sessions.complete(session, before=found[0])


def window(chromium: Any, site: str, *, width: int, language: str, token: str = "") -> Any:
    """A browser window of this width, signed in if there is a token."""
    context = chromium.new_context(viewport={"width": width, "height": 844})
    cookies = [{"name": "pamong_language", "value": language, "url": site}]
    if token:
        cookies.append({"name": "pamong", "value": token, "url": site})
    context.add_cookies(cookies)
    return context


__all__ = ["office", "token_of", "window"]
