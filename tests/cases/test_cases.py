"""A case: filed by a person, answered by a named officer, followed up in the same moment."""

from datetime import timedelta

import pytest
from sqlmodel import select

from mentoring import access, cases, clock, db, people, programmes
from mentoring.audit import AuditEntry
from mentoring.cases import Asked, Case, CaseState, Decision, FollowUp, Kind
from mentoring.errors import NotAllowed, NotNow, Refused, Unusable
from mentoring.messages import Event, MessageState, working_days
from tests.cases import office as at
from tests.cases.office import Office


def test_an_objection_that_is_upheld_ends_the_pair_and_the_person_is_told_why(
    offices: Office,
) -> None:
    case = offices.opens()
    assert {m.facts["number"] for m in at.told(Event.CASE_OPENED)} == {1}
    offices.takes(case)
    offices.answers(case, Decision.UPHELD, FollowUp.REPLACE, words="Benar, satu keluarga.")
    found = at.the(case)
    assert (found.state, found.decision, found.answer) == (
        CaseState.ANSWERED, "upheld", "Benar, satu keluarga.",
    )  # fmt: skip
    assert at.steps(case) == ["open", "take", "answer"]
    with db.transaction(reads=True) as session:
        assert session.get_one(programmes.Mentorship, offices.bond).state == "withdrawn"
    (said,) = at.told(Event.CASE_ANSWERED)
    assert said.employee_id == offices.town.ids["Budi"]
    assert said.facts["reason"] == "Benar, satu keluarga."
    assert {m.state for m in at.told(Event.CASE_OPENED)} == {MessageState.OBSOLETE}
    offices.town.run()
    assert "Budi" not in offices.town.pairs()  # never this pair again
    assert at.healthy()


def test_a_rejection_changes_nothing_but_says_why(office: Office) -> None:
    case = office.opens()
    office.answers(case, words="Tidak ada benturan kepentingan.")
    assert at.the(case).decision == "rejected"
    assert office.town.running() == {"Budi": "Ayu"}
    assert at.healthy()


def test_without_a_mentor_one_may_object_and_another_match_is_asked_for(offices: Office) -> None:
    case = offices.opens("Citra", Kind.NOBODY)
    offices.answers(case, Decision.UPHELD, FollowUp.RUN_AGAIN)
    with db.transaction(reads=True) as session:
        runs = programmes.runs_of(session, programme=programmes.find_programme(session))
        assert runs[-1].state == "queued"
    assert at.healthy()


def test_a_correction_is_accepted_by_naming_a_later_import(offices: Office) -> None:
    before = offices.imports()
    case = offices.opens("Citra", Kind.CORRECTION)
    with pytest.raises(Unusable, match="lebih lama"):
        offices.answers(case, Decision.UPHELD, FollowUp.IMPORTED, batch_id=before)
    with pytest.raises(Unusable, match="Sebutkan impor"):
        offices.answers(case, Decision.UPHELD, FollowUp.IMPORTED)
    offices.answers(case, Decision.UPHELD, FollowUp.IMPORTED, batch_id=offices.imports())
    assert at.the(case).batch_id is not None
    assert at.healthy()


def test_objections_have_ten_working_days_and_corrections_three_days(office: Office) -> None:
    pair, data = at.the(office.opens()), at.the(office.opens(kind=Kind.CORRECTION))
    assert pair.due_at == working_days.after(pair.opened_at, 10)
    assert data.due_at - data.opened_at == timedelta(hours=72)


def test_who_approved_the_pair_may_answer_but_it_is_shown(office: Office) -> None:
    with db.transaction() as session:
        login = next(a.login for a in access.accounts(session) if a.id == office.town.by)
    case, other = office.opens(), office.opens("Citra", Kind.NOBODY)
    office.answers(case, by=login)
    office.answers(other, by="dewi")
    assert at.the(case).own_deed
    assert not at.the(other).own_deed
    with db.transaction(reads=True) as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.action == "case.answer")).all()
        assert [e.details["own_deed"] for e in entries].count(True) == 1
        assert all("keluarga" not in str(e.details) + e.reason for e in entries)


def test_only_the_officer_who_has_it_answers(office: Office) -> None:
    case = office.opens()
    office.takes(case)
    office.takes(case)  # a second press of the button
    assert at.steps(case) == ["open", "take"]
    with pytest.raises(NotNow, match="petugas lain"):
        office.takes(case, by="eko")
    with pytest.raises(NotNow, match="petugas lain"):
        office.answers(case, by="eko")
    office.hands_over(case, to="eko")
    office.answers(case, by="eko")
    assert at.steps(case) == ["open", "take", "hand_over", "answer"]
    with pytest.raises(NotNow, match="sudah selesai"):
        office.answers(case, by="eko")


def test_an_auditor_reads_and_neither_takes_nor_answers_nor_is_given_a_case(
    office: Office,
) -> None:
    case = office.opens()
    for deed in (office.takes, office.answers):
        with pytest.raises(NotAllowed):
            deed(case, by="fitri")
    with pytest.raises(Refused, match="tidak dapat menjawab"):
        office.hands_over(case, to="fitri")


def test_the_same_thing_is_not_filed_twice_while_it_is_open(offices: Office) -> None:
    case = offices.opens()
    with pytest.raises(NotNow, match="nomor 1"):
        offices.opens()
    offices.answers(case)
    assert at.the(offices.opens()).number == 2


def test_nobody_files_about_what_is_not_their_own(office: Office) -> None:
    for who, kind, more in (
        ("Citra", Kind.PAIR, {}),
        ("Ayu", Kind.NOBODY, {}),
        ("Budi", Kind.NOBODY, {}),
        ("Budi", Kind.PAIR, {"about": "bukan-id"}),
        ("Budi", Kind.GAP, {"about": "tiada"}),
        ("Budi", Kind.CORRECTION, {"about": "gaji"}),
        ("Budi", Kind.CORRECTION, {"wanted": " "}),
        ("Budi", Kind.PAIR, {"words": "  "}),
        ("Budi", Kind.PAIR, {"words": "a" * 1001}),
    ):
        with pytest.raises(Unusable):
            office.opens(who, kind, **more)


def test_what_follows_fits_the_kind(office: Office) -> None:
    case = office.opens()
    for decision, follow in (
        (Decision.UPHELD, None),
        (Decision.UPHELD, FollowUp.REASSESS),
        (Decision.REJECTED, FollowUp.REPLACE),
    ):
        with pytest.raises(Unusable):
            office.answers(case, decision, follow)
    assert at.the(case).state == CaseState.OPEN


def test_the_person_takes_it_back_and_nobody_else_does(office: Office) -> None:
    case = office.opens()
    with db.transaction() as session, pytest.raises(NotAllowed):
        cases.take_back(session, case=at.the(case), person_id=office.town.ids["Ayu"])
    with db.transaction() as session:
        cases.take_back(
            session, case=cases.case(session, case_id=case), person_id=office.town.ids["Budi"]
        )
    assert at.the(case).state == CaseState.TAKEN_BACK
    assert {m.state for m in at.told(Event.CASE_OPENED)} == {MessageState.OBSOLETE}
    assert at.healthy()


def test_what_is_late_is_told_once(offices: Office) -> None:
    case = offices.opens()
    assert cases.tell_late() == 0
    at.late(case)
    assert cases.is_late(at.the(case))
    assert [cases.tell_late(), cases.tell_late()] == [1, 0]
    offices.answers(case)
    assert cases.tell_late() == 0


def test_lists_are_cut_by_unit_state_kind_and_lateness(offices: Office) -> None:
    pair, none = offices.opens(), offices.opens("Citra", Kind.NOBODY)
    at.late(none)
    offices.takes(pair)
    with db.transaction(reads=True) as session:
        mine = people.profiles(session, ids=[offices.town.ids["Citra"]])[0]

        def found(**asked: object) -> list[int]:
            wanted = Asked(**asked)  # type: ignore[arg-type]
            rows = cases.cases(session, asked=wanted)
            assert cases.how_many(session, asked=wanted) == len(rows)
            return [row.number for row in rows]

        assert found() == [2, 1]
        assert found(late=True) == [2]
        assert found(states=["taken"]) == [1]
        assert found(kinds=["nobody"]) == [2]
        assert found(within=mine.unit_id) == [2]


def test_the_doctor_sees_an_answer_without_words_and_a_history_that_does_not_fit(
    office: Office,
) -> None:
    case = office.opens()
    office.answers(case)
    with db.transaction() as session:
        row = session.get_one(Case, case)
        row.answer, row.state, row.ended_at = "", CaseState.ANSWERED, None
        session.add(row)
    with db.transaction(reads=True) as session:
        assert {b.code for b in cases.broken(session)} == {"C1"}
    with db.transaction() as session:
        row = session.get_one(Case, case)
        row.state, row.officer_id, row.ended_at = CaseState.TAKEN, None, clock.now()
        session.add(row)
    with db.transaction(reads=True) as session:
        assert {b.code for b in cases.broken(session)} == {"C1", "C3"}
