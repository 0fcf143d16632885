"""Erased means: in no row, no file, no page; and nobody comes back by an import or a restore."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from sqlmodel import select

from mentoring import (
    access,
    audit,
    cases,
    clock,
    db,
    erasure,
    guidance,
    messages,
    people,
    programmes,
)
from mentoring.errors import NotNow, Unusable
from mentoring.messages import Event, Message
from mentoring.settings import fresh, settings
from tests.commands.office import deeds, reads, types
from tests.erasure.life import SECRETS, WHO, YEARS, Life, leaves, lived, stored, years_later
from tests.people.files import BUDI, CITRA, codes, imported, siasn
from tests.programmes.conftest import *  # noqa: F403 - its towns
from tests.programmes.town import Town, opened, the_mentorship


@pytest.fixture
def life(towns: Town) -> Life:
    return lived(towns)


def due() -> list[UUID]:
    with db.transaction(reads=True) as session:
        return [one.person.id for one in erasure.due(session)]


def erased(life: Life, *ids: UUID) -> erasure.Told:
    with db.transaction() as session:
        return erasure.erase(
            session, ids=ids or [life.budi], reason="masa retensi lewat", actor_id=life.town.by
        )


def healthy(life: Life) -> None:
    life.town.healthy()
    with db.transaction(reads=True) as session:
        for room in (messages, guidance, cases, erasure):
            assert room.broken(session) == []


def test_nothing_that_was_known_is_in_any_row_afterwards(life: Life) -> None:
    leaves(life)
    before = stored()
    assert [secret for secret in SECRETS if secret not in before] == []
    with years_later():
        assert due() == [life.budi]
        erased(life)
        without_reasons = stored(but="audit_entry")  # what officers wrote for their own deeds stays
        assert [secret for secret in SECRETS if secret in without_reasons] == []
        assert [secret for secret in WHO if secret in stored()] == []
        assert due() == []
        healthy(life)
        with db.transaction(reads=True) as session:
            row = people.employee(session, life.budi)
            assert (row.birth_date, row.grade, row.job_name, row.siasn_id) == (None, None, "", None)
            assert people.profiles(session, ids=[life.budi])[0].name == "(data dihapus)"
            assert people.employee(session, life.town.ids["Citra"]).superior_id is None
            assert people.find_employees(session, text="data dihapus") == []
            (done,) = audit.trail(session, action="people.erase")
            assert done.details["people"] == [str(life.budi)]


def test_a_mentees_goals_stay_when_only_the_mentor_goes(life: Life) -> None:
    with db.transaction() as session:
        bond = the_mentorship(session, life.town, "Budi").id
        session.add(
            guidance.Goal(
                mentorship_id=bond, code="M.2", from_level=0, to_level=1, text="kata Ayu",
                changed_by=life.ayu, changed_at=clock.now(),
            )
        )  # fmt: skip
    with db.transaction() as session:
        done = guidance.erase(session, ids=[life.ayu])
    with db.transaction(reads=True) as session:
        goals = session.exec(select(guidance.Goal)).all()
        assert {g.code: g.text for g in goals} == {"M.1": "kata sasaran", "M.2": people.ERASED}
    assert done["goal"] == 1


def test_the_preview_counts_what_goes_and_takes_nothing(life: Life) -> None:
    leaves(life)
    with years_later():
        before = stored()
        with db.transaction() as session:
            seen = erasure.preview(session, ids=[life.budi])
        assert stored() == before
        assert all(erasure.effect_word(name) for name in seen.counts)
        assert {name: seen.counts[name] for name in ("assessment", "conflict", "preference")} == {
            "assessment": 2, "conflict": 1, "preference": 2,
        }  # fmt: skip
        assert erased(life).counts == seen.counts


def test_the_years_count_from_the_last_thing_that_happened(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaves(life)
    with db.transaction(reads=True) as session:
        ends = programmes.find_programme(session).ends_on
    last = people.kept_until(ends)
    for day, is_due in ((last, False), (last + timedelta(days=1), True)):
        with db.transaction(reads=True) as session:
            assert bool(erasure.due(session, on=day)) is is_due
    monkeypatch.setenv("PAMONG_RETENTION_YEARS", "20")
    fresh()
    with years_later():
        assert due() == []
        with pytest.raises(NotNow, match="belum melewati"):
            erased(life)


def test_whoever_is_in_service_guided_or_waits_for_an_answer_is_kept(life: Life) -> None:
    with years_later():
        assert due() == []
        with pytest.raises(NotNow):
            erased(life, life.ayu)
        with pytest.raises(Unusable), db.transaction() as session:
            erasure.preview(session, ids=[])
    leaves(life, ended=False)
    with years_later():
        assert due() == []  # the mentorship was never ended
    with db.transaction() as session:
        bond = the_mentorship(session, life.town, "Budi")
        programmes.withdraw(session, mentorship=bond, reason="selesai", by=life.town.by)
        cases.open_case(
            session,
            person_id=life.budi,
            kind=cases.Kind.CORRECTION,
            about="name",
            words="?",
            wanted="B",
        )
    with years_later():
        assert due() == []  # nobody has answered
        with pytest.raises(NotNow):
            erased(life, life.budi, life.ayu)


def test_proofs_figures_and_pages_of_the_others_stand(life: Life) -> None:
    leaves(life)
    with years_later():
        erased(life)
        with db.transaction(reads=True) as session:
            found = programmes.find_programme(session)
            run = programmes.runs_of(session, programme=found)[0]
            assert programmes.verify(session, run=run).ok
            (pair,) = [
                p for p in programmes.proposals(session, run=run) if p.mentee_id == life.budi
            ]
            assert "sudah dihapus" in programmes.short_reason(pair.facts, {})
            reason = programmes.reason_of(session, run=run, mentee_id=life.budi)
            assert isinstance(reason, programmes.PairReason)
            mentee, mentor = people.profiles(session, ids=sorted([life.budi, life.ayu]))
            said = programmes.why_this_pair(
                reason, mentee=mentee, mentor=mentor, rules=programmes.Rules(), names={}
            )
            assert any("sudah dihapus" in one for one in said)
            bond = (
                pair.mentor_id,
                guidance.total(
                    session, mentorship_id=programmes.mentorships(session, programme=found)[0].id
                ),
            )
            assert bond[0] == life.ayu


def test_letters_in_the_folder_go_too_and_the_list_is_written(life: Life) -> None:
    leaves(life)
    folder = settings().home / "surat"
    folder.mkdir()
    with db.transaction(reads=True) as session:
        to_budi = set(session.exec(select(Message.id).where(Message.employee_id == life.budi)))
        others = set(session.exec(select(Message.id))) - to_budi
    assert to_budi
    for message_id in to_budi | others:
        (folder / f"{message_id}.eml").write_text("Yth. BUDI SANGAT RAHASIA")
    with years_later():
        erased(life)
        erasure.tend()
        erasure.tend()
        left = {UUID(file.stem) for file in folder.iterdir()}
        assert not left & to_budi
        assert left < others  # what was said of the two to Ayu is gone, the digest is not
        assert erasure.remembered() == {life.budi}


def test_hr_is_told_once_a_month_that_somebody_is_due(life: Life) -> None:
    leaves(life)
    with years_later():
        assert erasure.tend() == 1
        assert erasure.tend() == 1
        with db.transaction(reads=True) as session:
            query = select(Message).where(Message.event == Event.ERASURE_DUE)
            (told,) = session.exec(query)
            assert told.facts == {"people": 1}
        shown = messages_text(told)
        assert "1 pegawai" in shown
    with years_later(YEARS + timedelta(days=40)):
        erasure.tend()
        with db.transaction(reads=True) as session:
            assert len(session.exec(query).all()) == 2


def messages_text(message: Message) -> str:
    with db.transaction(reads=True) as session:
        return messages.shown(session, session.get_one(Message, message.id))[0].text


def test_what_the_last_import_replaced_is_gone_as_well(life: Life, tmp_path: Path) -> None:
    imported(siasn(tmp_path / "a.csv", [CITRA]), partial=True)
    imported(siasn(tmp_path / "b.csv", [CITRA | {"NAMA": "CITRA BARU"}]), partial=True)
    leaves(life)
    with years_later():
        erased(life)
        with db.transaction(reads=True) as session:
            assert people.undoable(session) is None


def test_an_export_that_still_holds_them_does_not_bring_them_back(
    database: str, tmp_path: Path
) -> None:
    by = Town(UUID(int=1)).by
    gone = BUDI | {"KEDUDUKAN HUKUM ID": "99", "KEDUDUKAN HUKUM NAMA": "Pensiun"}
    imported(siasn(tmp_path / "a.csv", [BUDI, CITRA]))
    imported(siasn(tmp_path / "b.csv", [gone, CITRA]))
    with years_later():
        with db.transaction() as session:
            who = [one.person.id for one in erasure.due(session)]
            erasure.erase(session, ids=who, reason="masa retensi lewat", actor_id=by)
        plan = imported(siasn(tmp_path / "c.csv", [gone, CITRA]))
        assert codes_of_warnings(plan) == ["gone_for_good"]
        assert (len(plan.new), plan.same) == (0, 1)
        # Whoever works again is a new person, with nothing left from before.
        plan = imported(siasn(tmp_path / "d.csv", [BUDI, CITRA]))
        assert len(plan.new) == 1
        assert codes(plan) == []


def test_who_retired_long_before_the_first_import_is_never_taken_up(
    database: str, tmp_path: Path
) -> None:
    gone = BUDI | {"KEDUDUKAN HUKUM ID": "99", "KEDUDUKAN HUKUM NAMA": "Pensiun"}
    with time_machine.travel(clock.now() + timedelta(days=365 * 60)):
        plan = imported(siasn(tmp_path / "a.csv", [gone]))
        assert codes_of_warnings(plan) == ["gone_for_good"]
        with db.transaction(reads=True) as session:
            assert session.exec(select(people.Employee)).all() == []


def codes_of_warnings(plan: Any) -> list[str]:
    return [p.code for p in plan.warnings]


def test_a_restored_backup_is_erased_again(home: Path, tmp_path: Path) -> None:
    life = lived(opened())
    leaves(life)
    _admin(life)
    file = tmp_path / "cadangan.db"
    types("backup", file)
    with years_later():
        types("person", "erase", "--all-due", "--reason", "masa retensi", "--yes")
        types("restore", file, "--reason", "disk rusak", "--yes")
        assert [secret for secret in WHO if secret in stored()] == []
        assert set(deeds()[:2]) == {"people.erase_again", "system.restore"}
        assert types("doctor").exit_code == 0
        db.forget_engine()
        for log in settings().home.glob("pamong.db-*"):
            log.unlink()
        shutil.copy(file, settings().home / "pamong.db")  # by hand, past every command
        assert erasure.tend() == 0
        assert [secret for secret in WHO if secret in stored()] == []


def test_a_damaged_list_of_the_erased_stops_a_restore_before_it_begins(
    home: Path, tmp_path: Path
) -> None:
    _admin(Life(opened()))
    types("backup", tmp_path / "cadangan.db")
    (home / "terhapus.txt").write_text("bukan id\n")
    types("restore", tmp_path / "cadangan.db", "--reason", "lagi", "--yes", code=2)
    assert not list(home.glob("pamong-sebelum-*.db"))


def test_the_command_shows_the_list_asks_and_says_what_stays(home: Path) -> None:
    life = lived(opened())
    leaves(life)
    types("person", "erase", "--all-due", "--reason", "x", "--yes", code=3)
    with years_later():
        assert [one["id"] for one in reads("person", "due")] == [str(life.budi)]
        types("person", "erase", "--reason", "x", "--yes", code=2)
        types("person", "erase", "BUDI", "--reason", "masa retensi", code=3)  # nobody said yes
        assert due() == [life.budi]
        said = types("person", "erase", "BUDI", "--reason", "masa retensi", "--yes")
        assert "level kompetensi" in said.output
        assert "arsip" in said.output
        assert "Rahasia" not in said.output
        assert due() == []


def _admin(life: Life) -> None:
    with db.transaction() as session:
        access.change_account(session, login="hr", role=access.Role.ADMIN, by=life.town.by)
