"""What officers do on the pages: the rooms do it, the pages keep what was typed and say why not."""

import csv
import io
import re
import threading
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from mentoring import audit, db, demo, people, programmes
from mentoring.web import filereading, policy_form, uploads
from tests.web import office, routes

RUN = "/programmes/{programme_id}/runs/{run_id}"


def test_approve_shows_exactly_what_will_happen_and_does_it_once(hr: office.Browser) -> None:
    address = routes.filled(f"{RUN}/approve")
    shown = office.words(hr.open(address))
    assert f"{len(office.pairs())} pendampingan baru" in shown
    version = office.run().version
    hr.send(address, version=version)
    assert len(office.bonds()) == len(office.pairs())
    assert "sudah disetujui" in office.words(hr.send(address, 409, version=version))
    hr.send(routes.filled(f"{RUN}/undo"), 400, reason="")
    hr.send(routes.filled(f"{RUN}/undo"), reason="keliru menekan")
    assert {b.state for b in office.bonds()} == {"withdrawn"}


def test_an_old_screen_cannot_approve_a_changed_proposal(hr: office.Browser) -> None:
    address = routes.filled(f"{RUN}/approve")
    hr.send(address, 409, version=office.run().version + 1)
    assert office.bonds() == []


def test_lock_unlock_and_ban_ask_for_a_reason_and_keep_it(hr: office.Browser) -> None:
    person = routes.filled(f"{RUN}/people/{{person_id}}")
    pair = office.pairs()[0]
    hr.send(f"{person}/lock/{pair.mentor_id}", 400, reason=" ")
    hr.send(f"{person}/lock/{pair.mentor_id}", reason="dipilih kepala dinas")
    assert "dipilih kepala dinas" in hr.open(person).text
    again = hr.send(f"{person}/lock/{pair.mentor_id}", 409, reason="sekali lagi saja")
    assert "sekali lagi saja" in again.text
    hr.send(f"{person}/unlock", reason="tidak perlu lagi")
    hr.send(f"{person}/ban/{pair.mentor_id}", reason="satu keluarga")
    assert "usang" in office.words(hr.open(routes.filled(RUN)))


def test_a_policy_with_a_mistake_changes_nothing_and_says_where(hr: office.Browser) -> None:
    address = routes.filled("/programmes/{programme_id}/policy")
    wrong = hr.send(address, 400, **{"weights.gap": "60"})
    assert 'value="60"' in wrong.text
    assert "seharusnya 100" in office.words(wrong)
    hr.send(address, 400, **{"answer.days": "lima"})
    assert office.programme().policy_version == 1
    hr.send(address, **{"mentee.kinds": "cpns", "answer.days": "7"})
    with db.transaction(reads=True) as session:
        rules = programmes.rules_of(session, programme=office.programme())
    assert (rules.answer.days, rules.mentee.kinds) == (7, ("cpns",))


def test_a_policy_is_counted_before_it_is_saved(hr: office.Browser) -> None:
    address = routes.filled("/programmes/{programme_id}/policy/count")
    shown = hr.send(address, 200, **{"mentor.min_service_years": "40", "mentee.kinds": "cpns"})
    assert 'value="40"' in shown.text
    assert "belum disimpan" in shown.text
    part = hr.client.post(
        address,
        data={"csrf": hr.token(), "mentor.min_service_years": "40", "mentee.kinds": "cpns"},
        headers={"hx-request": "true"},
    )
    assert "<html" not in part.text
    counts = re.findall(r"<strong>([0-9.]+)</strong><span>mentor memenuhi", part.text)
    now = routes.filled("/programmes/{programme_id}/eligible")
    today = re.findall(r"<strong>([0-9.]+)</strong><span>mentor memenuhi", hr.open(now).text)
    assert int(counts[0]) < int(today[0])
    wrong = hr.client.post(
        address, data={"csrf": hr.token(), "weights.gap": "99"}, headers={"hx-request": "true"}
    )
    assert "seharusnya 100" in wrong.text
    assert office.programme().policy_version == 1


def test_every_field_of_the_policy_says_what_it_means(hr: office.Browser) -> None:
    page = hr.open(routes.filled("/programmes/{programme_id}/policy")).text
    fields = [field for _title, _about, part in policy_form.groups() for field in part]
    assert [field.path for field in fields if not field.help] == []
    assert page.count('class="help"') == len(fields)


def test_a_file_with_mistakes_is_shown_and_never_applied(
    hr: office.Browser, web_city: demo.DemoFiles
) -> None:
    with web_city.with_mistakes.open("rb") as file:
        sent = hr.send("/imports", kind="employees", files={"file": ("pegawai.xlsx", file)})
    address = sent.headers["location"]
    assert "Tidak ada yang disimpan" in hr.open(address).text
    back = load_workbook(io.BytesIO(hr.open(f"{address}/corrections").content))
    assert back.worksheets[0].max_row > 300
    hr.send(address, 409)


def wait_for(hr: office.Browser, address: str, status: int = 200) -> str:
    """The page of a large file, once it is read."""
    for _turn in range(600):
        if "hx-redirect" in hr.open(f"{address}/state").headers:
            break
        time.sleep(0.1)
    return hr.open(address, status).text


def test_a_large_file_is_read_while_its_page_says_how_far(
    hr: office.Browser, web_city: demo.DemoFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filereading, "LARGE", 1_000)
    go_on, plan_of = threading.Event(), uploads.plan_of

    def held_up(*args: Any, **named: Any) -> Any:
        assert go_on.wait(60)
        return plan_of(*args, **named)

    with monkeypatch.context() as slow, web_city.with_mistakes.open("rb") as file:
        slow.setattr(uploads, "plan_of", held_up)
        sent = hr.send("/imports", kind="employees", files={"file": ("pegawai.xlsx", file)})
        address = sent.headers["location"]
        assert "sedang dibaca" in hr.open(address).text
        assert "hx-redirect" not in hr.open(f"{address}/state").headers
        go_on.set()
        assert "Tidak ada yang disimpan" in wait_for(hr, address)


def test_a_large_file_that_cannot_be_read_is_said_so(
    hr: office.Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filereading, "LARGE", 10)
    sent = hr.send("/imports", kind="employees", files={"file": ("a.xlsx", b"bukan xlsx" * 9)})
    assert 'role="alert"' in wait_for(hr, sent.headers["location"], 400)


def test_the_last_import_is_taken_back_on_a_page(
    hr: office.Browser, web_city: demo.DemoFiles
) -> None:
    with db.transaction(reads=True) as session:
        nip = people.employee(session, office.pairs()[0].mentee_id).nip
    content = f"NIP,TAHUN,PREDIKAT\n{nip},2019,Baik\n".encode()
    sent = hr.send("/imports", kind="ratings", files={"file": ("p.csv", content)})
    hr.send(sent.headers["location"])
    page = hr.open("/imports").text
    address = re.search(r"/imports/[0-9a-f-]+/undo", page)
    assert address is not None
    assert "kembali persis" in hr.open(address[0]).text
    hr.send(address[0], 400, reason="")
    hr.send(address[0], reason="tahun yang salah")
    after = hr.open("/imports").text
    assert "dibatalkan" in after
    assert "/undo" not in after
    hr.open(address[0], 404)
    hr.send(address[0], 409, reason="sekali lagi")


def test_an_import_that_something_was_approved_on_stays(
    hr: office.Browser, web_city: demo.DemoFiles
) -> None:
    page = hr.open("/imports").text
    address = re.search(r"/imports/[0-9a-f-]+/undo", page)
    assert address is not None
    hr.send(routes.filled(f"{RUN}/approve"), version=office.run().version)
    refused = hr.send(address[0], 409, reason="keliru")
    assert "disetujui setelah impor itu" in refused.text
    assert "keliru" in refused.text


def test_a_file_of_the_wrong_kind_is_said_so(hr: office.Browser) -> None:
    for name, content in (("a.pdf", b"x"), ("a.xlsx", b"bukan xlsx"), ("a.csv", b"")):
        hr.send("/imports", 400, kind="employees", files={"file": (name, content)})


def test_another_officer_s_upload_is_not_there(
    app: Any, hr: office.Browser, web_city: demo.DemoFiles
) -> None:
    with web_city.paths["ratings"].open("rb") as file:
        sent = hr.send("/imports", kind="ratings", files={"file": ("predikat.xlsx", file)})
    other = office.signed_in(app, "petugas")
    other.open(sent.headers["location"], 404)


def test_exports_keep_every_digit_and_run_no_formula(hr: office.Browser) -> None:
    pairs = routes.filled(f"{RUN}/pairs")
    cells = list(load_workbook(io.BytesIO(hr.open(f"{pairs}/xlsx").content)).worksheets[0].values)
    assert len(cells) == len(office.pairs()) + 1
    assert {len(str(row[at])) for row in cells[1:] for at in (0, 4)} == {18}
    text = hr.open(f"{pairs}/csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert all(row[0].startswith("'") and len(row[0]) == 19 for row in rows[1:])
    assert not [c for row in rows for c in row if c[:1] in {"=", "+", "-", "@"}]


def test_a_nip_finds_its_owner_and_stands_in_no_address(hr: office.Browser, caplog: Any) -> None:
    from mentoring import people

    with db.transaction(reads=True) as session:
        who = office.pairs()[0].mentee_id
        nip = people.nips(session, ids=[who])[who]
    caplog.set_level("INFO")
    found = hr.send(routes.filled(f"{RUN}/search"), text=nip)
    assert found.headers["location"].endswith(str(who))
    assert nip not in hr.open(found.headers["location"]).text
    assert nip not in caplog.text
    assert office.profile(who).name not in caplog.text


def test_the_answers_are_recorded_and_every_deed_has_its_name(
    hr: office.Browser, approved: Any
) -> None:
    first, second, third = (f"/mentorships/{bond.id}" for bond in office.bonds()[:3])
    hr.send(f"{first}/answer", said="accept")
    hr.send(f"{second}/answer", 400, said="decline", reason="", words="tetap terbaca")
    hr.send(f"{second}/answer", said="decline", reason="beban_kerja")
    hr.send(f"{third}/withdraw", reason="mentor pindah kota")
    hr.send(f"{first}/extend", 400, until="2020-01-01", reason="perlu waktu")
    states = [bond.state for bond in office.bonds()[:3]]
    assert states[1:] == ["declined", "withdrawn"]
    with db.transaction(reads=True) as session:
        deeds = audit.trail(session, last=20)
    assert {"mentorship.accept", "mentorship.decline", "mentorship.withdraw"} <= {
        deed.action for deed in deeds
    }
    assert "mentorship.decline" in hr.open("/audit?action=mentorship").text
    assert "run.approve: " not in hr.open("/audit?action=mentorship").text
    assert "run.approve: begun=" in hr.open("/audit").text


def test_a_run_is_asked_for_watched_and_ready(hr: office.Browser) -> None:
    import time

    asked = hr.send(routes.filled("/programmes/{programme_id}/runs"), scope="waiting")
    address = asked.headers["location"]
    for _look in range(100):
        if "Yang belum mendapat mentor" in hr.open(address).text:
            break
        time.sleep(0.2)
    assert "terbukti optimal" in hr.open(address).text
    assert hr.open(f"{address}/state").headers["hx-redirect"] == address
    hr.send(f"{address}/cancel", 409)


def test_a_day_is_a_day_of_the_office_not_of_utc(app: Any, approved: Any) -> None:
    """Half past six in the evening UTC is the next day in Jakarta."""
    with db.transaction() as session:
        for bond in session.exec(select(programmes.Mentorship)):
            bond.answer_due = datetime(2030, 1, 5, 18, 30, tzinfo=UTC)
    browser = office.signed_in(app, "hr")
    page = office.words(browser.open(f"/programmes/{office.programme().id}/following"))
    assert "6 Januari 2030" in page
    assert "5 Januari 2030" not in page
