"""`pamong message …` as an officer types it: seen, scoped, decided by a named person."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from mentoring import db, messages, people
from mentoring.messages import Event, MessageState
from mentoring.messages.mobile import mobile
from tests.commands.office import deeds, reads, types

from .office import assigned, delivered, hired, jobs_of, row, told, use
from .post import Mailbox, free_port


@pytest.fixture
def office(home: Path) -> Path:
    types("init")
    return home


def hired_elsewhere(name: str) -> UUID:
    """Somebody of another OPD."""
    who = hired(name)
    with db.transaction() as session:
        unit = people.Unit(code="U2", name="Dinas Lain")
        session.add(unit)
        session.flush()
        session.get_one(people.Employee, who).unit_id = unit.id
    return who


def test_what_failed_is_listed_with_its_reason_and_sent_again(office: Path, box: Mailbox) -> None:
    ani = hired("Ani", email="")
    message_id = told(ani)
    delivered(message_id)
    told(hired("Budi"))
    (failed,) = reads("message", "list", "--state", "gagal")
    assert (failed["id"], failed["code"], failed["to"]) == (str(message_id), "no_address", "Ani")
    assert "surel" in failed["sentence"]
    assert len(reads("message", "list", "--event", "daftar tunggu")) == 2
    with db.transaction() as session:
        session.get_one(people.Employee, ani).email = "ani@contoh.test"
    types("message", "resend", message_id, "--reason", "Alamat diperbaiki")
    assert "message.resend" in deeds()
    assert delivered(message_id).state == MessageState.SENT
    assert len(box.mails) == 1
    types("message", "resend", message_id, "--reason", "Sekali lagi", code=3)


def test_a_message_is_shown_with_its_words_and_a_ready_whatsapp_link(office: Path) -> None:
    message_id = assigned(hired("Budi", phone="0812-3456-7890"), {hired("Citra"): uuid4()})
    said = reads("message", "show", message_id)
    assert "Citra" in said["text"]
    assert said["whatsapp"].startswith("https://wa.me/6281234567890?text=Yth.")
    output = types("message", "show", message_id).output
    assert "Penugasan" in output
    types("message", "show", uuid4(), code=2)


def test_a_unit_officer_sees_the_own_opd_only(office: Path) -> None:
    here, there = told(hired("Ani")), told(hired_elsewhere("Budi"))
    types("account", "open", "unit", "--name", "Unit", "--role", "petugas_unit", "--unit", "U1")
    assert {m["id"] for m in reads("message", "list")} == {str(here), str(there)}
    assert [m["id"] for m in reads("message", "list", actor="unit")] == [str(here)]
    types("message", "show", here, actor="unit")
    types("message", "show", there, actor="unit", code=2)
    types("message", "resend", here, "--reason", "x", actor="unit", code=3)
    types("message", "hold", "--reason", "x", actor="unit", code=3)


def test_nothing_leaves_while_messages_are_held(office: Path, box: Mailbox) -> None:
    message_id = told(hired("Ani"))
    types("message", "hold", "--reason", "Cadangan dipulihkan")
    assert delivered(message_id).state == MessageState.PENDING
    assert box.mails == []
    assert "ditahan" in types("message", "list").output
    types("message", "release", "--reason", "Sudah diperiksa")
    assert delivered(message_id).state == MessageState.SENT
    assert {"message.hold", "message.release"} <= set(deeds())


def test_every_event_can_be_looked_at_in_both_languages(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for event in Event:
        assert reads("message", "preview", "--event", event)["subject"]
    assert '<html lang="id">' in types("message", "preview", "--html").output
    monkeypatch.setenv("PAMONG_LANGUAGE", "en")
    assert "Dear" in types("message", "preview").output


def test_a_test_goes_to_the_own_address_only(
    office: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    types("message", "test", code=2)
    types("account", "change", "hr", "--email", "hr@contoh.test")
    types("message", "test", "--event", "pengingat_1")
    assert box.recipients == [["hr@contoh.test"]]
    use(monkeypatch, smtp_url=f"smtp://127.0.0.1:{free_port()}")
    refused = types("message", "test", code=5)
    assert "tidak dapat dihubungi" in refused.output


def test_without_a_mail_server_letters_are_files(office: Path) -> None:
    message_id = told(hired("Ani"))
    assert delivered(message_id).channel == "eml"
    (letter,) = (office / "surat").iterdir()
    assert letter.stat().st_mode & 0o777 == 0o600
    assert b"Yth. Bapak/Ibu" in letter.read_bytes()


def test_preferences_are_kept_for_people_and_accounts(office: Path, box: Mailbox) -> None:
    ani = hired("Ani")
    types("message", "settings", "Ani", "--speaks", "en", "--no-digests")
    assert reads("message", "settings", "Ani") == {
        "channel": "",
        "language": "en",
        "digests": False,
    }
    delivered(told(ani))
    assert box.mails[0]["Content-Language"] == "en"
    types("message", "settings", "hr", "--channel", "inbox")
    types("message", "settings", "Tidak Ada", code=2)


@pytest.mark.parametrize("address", ["a@b c", "kantor", "a@b\nBcc: c@d"])
def test_an_account_takes_a_real_address_only(office: Path, address: str) -> None:
    types("account", "change", "hr", "--email", address, code=2)


NUMBERS = [
    ("0812-3456-7890", "6281234567890"),
    ("+62 812 3456 7890", "6281234567890"),
    ("62812.3456.7890", "6281234567890"),
    ("0062 812 3456 7890", "6281234567890"),
    ("81234567890", "6281234567890"),
    ("(0812) 34567890", "6281234567890"),
    ("021-5551234", None),
    ("", None),
    ("0812x", None),
    ("08", None),
    ("+1 812 345 6789 00000", None),
]


@pytest.mark.parametrize(("typed", "number"), NUMBERS)
def test_a_mobile_number_is_read_as_people_write_it(typed: str, number: str | None) -> None:
    assert mobile(typed) == number


def test_a_whatsapp_link_holds_any_text(home: Path) -> None:
    link = messages.whatsapp_link("081234567890", text="Halo & <b>\n?" + "x" * 5000)
    assert link is not None
    assert link.startswith("https://wa.me/6281234567890?text=Halo%20%26%20%3Cb%3E%0A%3F")
    assert len(link) < 2_000
    assert messages.whatsapp_link("", text="x") is None


def test_a_message_is_in_the_inbox_whatever_the_channel(office: Path) -> None:
    ani, pair = hired("Ani"), uuid4()
    first, second = told(ani), told(ani, about=pair)
    with db.transaction() as session:
        messages.obsolete(session, about=pair)
        assert [m.id for m in messages.inbox(session, person_id=ani)] == [first]
        assert messages.counts(session)["waiting_list", "obsolete"] == 1
    assert row(second).state == MessageState.OBSOLETE
    assert jobs_of(second)
    with db.transaction() as session:
        assert len(session.exec(select(messages.Message)).all()) == 2
