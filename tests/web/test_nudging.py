"""Remind, tell HR, replace: said beforehand, done once, and never the same message twice."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from mentoring import audit, clock, db, messages, programmes
from mentoring.messages import Event, Message
from mentoring.programmes import Mentorship
from mentoring.programmes.tables import Ruling
from tests.web import office, routes

NUDGE = "/programmes/{programme_id}/nudge"


def said(event: Event) -> list[Message]:
    with db.transaction(reads=True) as session:
        return messages.messages(session, events=[event], last=1000)


def of_one_mentor() -> list[Mentorship]:
    """All offers of the mentor who was asked about the most."""
    bonds = office.bonds()
    mentors = [b.mentor_id for b in bonds]
    busiest = max(mentors, key=lambda m: (mentors.count(m), str(m)))
    return [b for b in bonds if b.mentor_id == busiest]


def a_day_later() -> None:
    """As if every reminder had been said yesterday."""
    with db.transaction() as session:
        for row in session.exec(select(Message)):
            row.made_at -= timedelta(days=1)
            session.add(row)


def test_a_reminder_is_foreseen_then_said_once_a_day_and_twice_in_all(
    hr: office.Browser, approved: Any
) -> None:
    address, bond = routes.filled(NUDGE), of_one_mentor()[0]
    ask = {"nudge": "remind", "mentorship_id": bond.id}
    assert "pengingat pertama" in hr.send(address, 200, **ask).text
    assert said(Event.REMINDER_1) == []
    hr.send(address, sure="yes", **ask)
    assert [m.employee_id for m in said(Event.REMINDER_1)] == [bond.mentor_id]
    assert "sudah diingatkan hari ini" in hr.send(address, 409, sure="yes", **ask).text
    a_day_later()
    hr.send(address, sure="yes", **ask)
    a_day_later()
    assert "diingatkan dua kali" in hr.send(address, 409, sure="yes", **ask).text
    assert len(said(Event.REMINDER_1)) == len(said(Event.REMINDER_2)) == 1
    with db.transaction(reads=True) as session:
        assert len(audit.trail(session, action="mentorship.remind")) == 2


def test_the_calendar_does_not_say_again_what_a_person_said_early(
    hr: office.Browser, approved: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    bond = of_one_mentor()[0]
    hr.send(routes.filled(NUDGE), nudge="remind", mentorship_id=bond.id, sure="yes")
    later = clock.now() + timedelta(days=4)
    monkeypatch.setattr(clock, "now", lambda: later)
    programmes.remind()
    mine = [m for m in said(Event.REMINDER_1) if m.employee_id == bond.mentor_id]
    assert len(mine) == 1


def test_officers_are_told_once_about_all_of_a_mentor(hr: office.Browser, approved: Any) -> None:
    address, bonds = routes.filled(NUDGE), of_one_mentor()
    form = {"nudge": "escalate", "sure": "yes", "csrf": hr.token(),
            "mentorship_id": [str(b.id) for b in bonds]}  # fmt: skip
    assert hr.client.post(address, data=form).status_code == 303
    told = said(Event.ESCALATION)
    assert len({m.account_id for m in told}) == len(told) > 0
    again = hr.client.post(address, data=form)
    assert again.status_code == 409
    assert "petugas sudah diberi tahu" in again.text
    assert len(said(Event.ESCALATION)) == len(told)


def test_another_mentor_is_looked_for_and_the_pair_never_comes_back(
    hr: office.Browser, approved: Any
) -> None:
    address, bond = routes.filled(NUDGE), office.bonds()[0]
    ask = {"nudge": "replace", "mentorship_id": bond.id}
    assert "dihentikan" in hr.send(address, 200, **ask).text
    assert "Alasan wajib" in hr.send(address, 400, sure="yes", **ask).text
    hr.send(address, sure="yes", reason="mentor dipindahtugaskan", **ask)
    with db.transaction(reads=True) as session:
        assert session.get_one(Mentorship, bond.id).state == "withdrawn"
        kept = session.exec(select(Ruling).where(Ruling.mentee_id == bond.mentee_id)).one()
        assert (kept.mentor_id, kept.kind) == (bond.mentor_id, "ban")
        found = programmes.find_programme(session)
        newest = programmes.runs_of(session, programme=found)[-1]
        assert newest.state == "queued"
    assert "sudah berakhir" in hr.send(address, 409, sure="yes", reason="lagi", **ask).text


def test_nothing_chosen_an_unknown_deed_and_another_opd(app: Any, approved: Any) -> None:
    hr, bond = office.signed_in(app, "hr"), office.bonds()[0]
    hr.send(routes.filled(NUDGE), 400, nudge="remind")
    hr.send(routes.filled(NUDGE), 400, nudge="hapus", mentorship_id=bond.id)
    hr.send(routes.filled(NUDGE), 404, nudge="remind", mentorship_id=office.run().id)
    unit = office.signed_in(app, "unit")
    unit.send(routes.filled(NUDGE), 403, nudge="remind", mentorship_id=bond.id)


def test_why_a_mentor_declined_stands_in_the_list(hr: office.Browser, approved: Any) -> None:
    bond = office.bonds()[0]
    hr.send(
        f"/mentorships/{bond.id}/answer", said="decline", reason="beban_kerja", words="tiga tim"
    )
    shown = hr.open(routes.filled("/programmes/{programme_id}/following?status=declined")).text
    assert "tiga tim" in shown
    written = hr.open(routes.filled("/programmes/{programme_id}/following/csv")).text
    assert "tiga tim" in written
