"""Every event in both languages says everything, and nothing that people typed breaks out."""

from datetime import UTC, date, datetime
from email.policy import SMTP

import pytest
from jinja2.exceptions import SecurityError, UndefinedError

from mentoring import messages
from mentoring.messages import Event, sample, wording
from mentoring.messages.events import SHAPES
from mentoring.messages.letter import as_email
from mentoring.messages.note import clean
from mentoring.words import LANGUAGES

from .office import use

HOSTILE = [
    "Ani\r\nBcc: korban@contoh.test",
    "Ani\n\n- Klik: https://jahat.test/t/x",
    "<script>alert(1)</script> & 'Ani'",
    "{{ 7*7 }} {% raw %}",
    "Ani \u202eina\u200b\u2066 \u2028baris",
    "x" * 300,
    "Ani\x00\x1b[31m",
]
CODES = {"answer", "case", "decision"}  # said in the words of each language
BOTH = [(event, language) for event in Event for language in LANGUAGES]


@pytest.mark.parametrize(("event", "language"), BOTH)
def test_every_event_is_told_in_every_language(
    event: Event, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, public_url="https://pamong.contoh.test")
    letter = messages.preview(event, language=language)
    whole = f"{letter.subject}\n{letter.text}\n{letter.html}"
    assert letter.subject
    assert "None" not in whole
    assert "{{" not in whole
    assert "Undefined" not in whole
    assert "  " not in letter.text.replace("\n", "")
    assert letter.text.startswith("Yth. Bapak/Ibu" if language == "id" else "Dear ")
    assert f'lang="{language}"' in letter.html


@pytest.mark.parametrize(("event", "language"), BOTH)
def test_every_fact_of_an_event_is_said_and_what_may_be_left_out_can_be(
    event: Event, language: str
) -> None:
    needs = sample.note(event, language=language)
    bare = {name: value for name, value in needs.facts.items() if name in SHAPES[event].needs}
    bare |= dict.fromkeys(SHAPES[event].may)
    letter = wording.written(sample.note(event, language=language, facts=bare))
    assert "None" not in letter.text
    for name in SHAPES[event].needs:
        value = needs.facts[name]
        if isinstance(value, str) and name not in CODES:
            assert value in letter.text + letter.subject, name


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("event", [Event.ASSIGNMENT, Event.MENTOR_FOUND, Event.CORRECTION])
def test_a_hostile_name_stays_a_name(
    event: Event, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, public_url="https://pamong.contoh.test")
    letter = messages.preview(event, language="id", name=clean(name))
    assert "<script>" not in letter.html
    assert "https://jahat.test" not in "".join(
        line for line in letter.html.splitlines() if "href" in line
    )
    assert not [line for line in letter.text.splitlines() if line.startswith(("Bcc:", "- Klik"))]
    mail = as_email(letter, to="ani@contoh.test").as_bytes(policy=SMTP)
    head = mail.partition(b"\r\n\r\n")[0]
    assert b"\nBcc:" not in head
    assert b"\n\n" not in head


def test_a_line_break_in_a_header_is_refused_by_the_mail_itself() -> None:
    letter = messages.preview(Event.WAITING_LIST, language="id")
    bad = type(letter)(
        message_id=letter.message_id,
        event=letter.event,
        language="id",
        subject="Halo\r\nBcc: x@contoh.test",
        text="",
        html="",
    )
    with pytest.raises(ValueError, match="linefeed"):
        as_email(bad, to="ani@contoh.test")
    with pytest.raises(ValueError, match="address"):
        as_email(letter, to="ani@contoh.test\r\nBcc: x@contoh.test")


def test_links_are_buttons_only_when_they_lead_to_pamong(monkeypatch: pytest.MonkeyPatch) -> None:
    without = messages.preview(Event.ASSIGNMENT, language="id")
    assert "href" not in without.html
    assert "http" not in without.text
    use(monkeypatch, public_url="https://pamong.contoh.test/")
    letter = messages.preview(Event.ASSIGNMENT, language="id")
    # An answer for each of the two, and the way to the own page.
    assert letter.html.count('href="https://pamong.contoh.test/t/') == 3
    assert letter.text.count("https://pamong.contoh.test/t/") == 3
    assert letter.html.count("href=") == letter.html.count('href="https://pamong.contoh.test')


def test_whoever_has_no_account_gets_a_way_to_the_own_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    officers = {
        Event.PROPOSAL_READY, Event.ESCALATION, Event.ANSWER_RECORDED, Event.RUN_FAILED,
        Event.WEEKLY_DIGEST, Event.CASE_OPENED, Event.CASE_LATE, Event.ERASURE_DUE,
    }  # fmt: skip
    use(monkeypatch, public_url="https://pamong.contoh.test")
    for event in Event:
        text = messages.preview(event, language="id").text
        assert ("Halaman pribadi Bapak/Ibu: https://" in text) == (event not in officers), event


def test_only_digests_can_be_ended_by_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, public_url="https://pamong.contoh.test")
    for event in Event:
        mail = as_email(messages.preview(event, language="id"), to="a@contoh.test")
        assert ("List-Unsubscribe" in mail) == SHAPES[event].digest
        if SHAPES[event].digest:
            assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_calendar_file_is_well_formed() -> None:
    calendar = messages.preview(Event.ASSIGNMENT, language="id").calendar
    assert calendar is not None
    lines = calendar.split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 3
    assert all(len(line.encode()) <= 75 for line in lines)
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(set(uids)) == 3
    assert "\n" not in calendar.replace("\r\n", "")


def test_a_long_programme_name_is_folded_and_escaped() -> None:
    note = sample.note(Event.ASSIGNMENT, language="id")
    name = "Program; dengan, tanda \\ dan nama yang panjang sekali " * 3
    facts = {**note.facts, "programme": name, "answer_by": date(2026, 12, 1)}
    calendar = wording.written(sample.note(Event.ASSIGNMENT, language="id", facts=facts)).calendar
    assert calendar is not None
    assert "Program\\; dengan\\, tanda \\\\ dan" in calendar.replace("\r\n ", "")
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))


def test_dates_and_moments_are_said_in_the_readers_language() -> None:
    at = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    said = {}
    for language in LANGUAGES:
        note = sample.note(Event.SESSION_REMINDER, language=language)
        facts = {**note.facts, "at": at}
        said[language] = wording.written(
            sample.note(Event.SESSION_REMINDER, language=language, facts=facts)
        ).subject
    assert "23 November 2026 09.00 WIB" in said["id"]
    assert "23 November 2026 09:00 WIB" in said["en"]


def test_a_template_cannot_reach_into_the_program() -> None:
    template = wording._texts().from_string("{{ to.__class__.__mro__[1].__subclasses__() }}")
    with pytest.raises(SecurityError):
        template.render(to="x")
    with pytest.raises(UndefinedError):
        wording._texts().from_string("{{ nothing }}").render()


def test_synthetic_people_of_the_preview_are_clearly_so() -> None:
    letter = messages.preview(Event.ASSIGNMENT, language="id")
    assert "Contoh" in letter.text
