"""Webhooks: signed, repeated under one id, never to an inside address, and without any name."""

import base64
import hashlib
import hmac
import json
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from mentoring import clock, db, messages
from mentoring.messages.channels.addresses import is_allowed, one_allowed
from mentoring.messages.channels.webhook import Notice, send
from mentoring.messages.trouble import Trouble
from mentoring.queue import Job, JobState

from .office import assigned, healthy, hired, jobs_of, swept, told, use
from .receiver import CERTIFICATE, receiver

SECRET = "whsec_" + base64.b64encode(b"a secret of the tests, 32 bytes!").decode()
NOTICE = Notice(str(uuid4()), "assignment", (), "2026-11-23T00:00:00+00:00")


def hooked(monkeypatch: pytest.MonkeyPatch, url: str, **more: object) -> None:
    use(monkeypatch, webhook_url=url, webhook_secret=SECRET, webhook_loopback="true", **more)


def passed_on(message_id: UUID) -> Job:
    """One try of the webhook's job, whenever it would be due."""
    with db.transaction() as session:
        query = select(Job).where(Job.key == str(message_id), Job.kind == messages.WEBHOOK_JOB)
        job = session.exec(query).one()
        job.due = clock.now() - timedelta(seconds=1)
        job_id = job.id
    messages.deliver_webhook(job_id=job_id)
    return jobs_of(message_id, messages.WEBHOOK_JOB)[0]


def test_a_notice_is_signed_and_names_nobody(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiver() as (received, url):
        hooked(monkeypatch, url)
        pair = uuid4()
        message_id = assigned(hired("Budi Rahasia"), {hired("Citra Rahasia"): pair})
        assert passed_on(message_id).state == JobState.DONE
    ((path, headers, body),) = received.requests
    assert path == "/hook?from=pamong"
    assert headers["webhook-id"] == str(message_id)
    signed = f"{message_id}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    made = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{made}"
    said = json.loads(body)
    assert said["type"] == "assignment"
    assert said["data"] == {"message_id": str(message_id), "subject_ids": [str(pair)]}
    assert b"Rahasia" not in body
    healthy()


@pytest.mark.parametrize("answer", ["500", "301", "404", "drop", "hang", "drip"])
def test_what_is_not_taken_comes_again_under_the_same_id(
    home: Path, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiver(answer, "200") as (received, url):
        hooked(monkeypatch, url, lease_seconds=5)
        message_id = told(hired("Ani"))
        waiting = passed_on(message_id)
        assert (waiting.state, waiting.errors) == (JobState.QUEUED, 1)
        assert passed_on(message_id).state == JobState.DONE
        assert received.ids == [str(message_id)] * 2
        assert {path for path, _headers, _body in received.requests} == {"/hook?from=pamong"}


def test_a_receiver_that_is_gone_for_good_is_not_asked_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiver("410") as (received, url):
        hooked(monkeypatch, url)
        job = passed_on(told(hired("Ani")))
        assert (job.state, job.error_code) == (JobState.DEAD, "webhook_410")
        assert len(received.requests) == 1


def test_killed_after_the_yes_it_is_repeated_under_the_same_id(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiver() as (received, url):
        hooked(monkeypatch, url)
        message_id = told(hired("Ani"))
        (job,) = jobs_of(message_id, messages.WEBHOOK_JOB)
        child = (
            "import sys; from uuid import UUID; from mentoring import messages;"
            "messages.deliver_webhook(job_id=UUID(sys.argv[1]))"
        )
        environment = {**os.environ, "PAMONG_DIE_AT": "webhook.accepted"}
        command = [sys.executable, "-c", child, str(job.id)]
        died = subprocess.run(command, env=environment, check=False, timeout=60)
        assert died.returncode == -signal.SIGKILL
        swept()
        assert passed_on(message_id).state == JobState.DONE
        assert received.ids == [str(message_id)] * 2


def test_over_tls_the_certificate_must_be_right(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiver(secure=True) as (received, url):
        hooked(monkeypatch, url)
        with pytest.raises(Trouble) as refused:
            send(NOTICE)
        assert refused.value.code == "webhook_tls"
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        send(NOTICE)
        assert received.ids == [NOTICE.id]


def test_an_obsolete_message_is_not_passed_on(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiver() as (received, url):
        hooked(monkeypatch, url)
        pair = uuid4()
        message_id = told(hired("Ani"), about=pair)
        with db.transaction() as session:
            messages.obsolete(session, about=pair)
        (job,) = jobs_of(message_id, messages.WEBHOOK_JOB)
        assert job.state == JobState.CANCELLED
        messages.deliver_webhook(job_id=job.id)
        assert received.requests == []


INSIDE = [
    "127.0.0.1",
    "127.255.0.9",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%lo",
    "fc00::1",
    "fd12::1",
    "ff02::1",
    "fec0::1",
    "2001:db8::1",
    "100::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2002:a00:1::",
    "2001:0:0:0:0:0:f5ff:fffe",
    "localhost",
    "2130706433",
    "127.1",
    "0x7f.1",
]


@pytest.mark.parametrize("address", INSIDE)
def test_an_inside_address_is_refused(address: str) -> None:
    assert not is_allowed(address)
    with pytest.raises(Trouble, match="webhook_forbidden_address"):
        one_allowed("hook.test", 443, loopback=False, resolve=lambda _h, _p: [address])


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_a_public_address_is_allowed(address: str) -> None:
    assert is_allowed(address)
    assert not is_allowed(address, loopback=True)  # in tests nothing leaves the machine


@pytest.mark.parametrize(
    "name", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]"]
)
def test_no_spelling_of_this_machine_gets_through(
    home: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, webhook_url=f"https://{name}/hook", webhook_secret=SECRET)
    with pytest.raises(Trouble) as refused:
        send(NOTICE)
    assert refused.value.code in {"webhook_forbidden_address", "webhook_no_such_host"}


def test_one_inside_address_among_public_ones_is_enough_to_refuse(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, webhook_url="https://hook.test/", webhook_secret=SECRET)
    with pytest.raises(Trouble, match="webhook_forbidden_address"):
        send(NOTICE, resolve=lambda _host, _port: ["1.1.1.1", "10.0.0.1"])


def test_a_name_is_looked_up_once_for_each_try(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with receiver("500", "200") as (received, url):
        hooked(monkeypatch, url.replace("127.0.0.1", "hook.test"))
        answers = [["127.0.0.1"], ["10.0.0.1"], ["127.0.0.1"]]
        asked: list[str] = []

        def flipping(host: str, _port: int) -> list[str]:
            asked.append(host)
            return answers[len(asked) - 1]

        for code in ("webhook_500", "webhook_forbidden_address"):
            with pytest.raises(Trouble, match=code):
                send(NOTICE, resolve=flipping)
        send(NOTICE, resolve=flipping)
        assert asked == ["hook.test"] * 3
        assert received.ids == [NOTICE.id] * 2


BAD = ["http://hook.test/", "https://hook.test:22/", "https://a:b@hook.test/", "ftp://hook.test/"]
BAD += ["https:///x", "https://hook.test:99999/", "https://hoök.test/"]


@pytest.mark.parametrize("url", BAD)
def test_only_plain_https_addresses_are_used(
    home: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, webhook_url=url, webhook_secret=SECRET)
    with pytest.raises(Trouble, match="webhook_bad_address"):
        send(NOTICE, resolve=lambda _host, _port: ["1.1.1.1"])


@pytest.mark.parametrize("secret", ["whsec_nicht base64", "whsec_ä"])
def test_a_secret_that_is_none_sends_nothing(
    home: Path, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiver() as (received, url):
        hooked(monkeypatch, url)
        use(monkeypatch, webhook_secret=secret)
        with pytest.raises(Trouble, match="webhook_bad_secret"):
            send(NOTICE)
        assert received.requests == []
