"""An import taken back where programmes have gone on with it: what stands in the way, and what
gives way."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import SQLModel, col, select

from mentoring import audit, db, faults, people, programmes
from mentoring.errors import NotNow, Refused
from mentoring.programmes import MatchRun, RunState, Side, requests
from mentoring.settings import fresh
from tests.people.files import AYU, BUDI, siasn

from .test_rematch import under_way, waiting, worked_off
from .town import Town, at_once, paired_town, policy, the_run, worked

MODELS: tuple[type[SQLModel], ...] = (
    people.Unit,
    people.Employee,
    programmes.Participant,
    programmes.Proposal,
    programmes.Unmatched,
    programmes.Mentorship,
)
NEW = {"TMT CPNS": "01-10-2026", "TMT PNS": "", "STATUS CPNS PNS": "C"}


def hire(town: Town, folder: Path, *rows: dict[str, str]) -> None:
    """New people come in by a file, as an officer sends it."""
    path = siasn(folder / "baru.csv", rows or [AYU | NEW, BUDI | NEW])
    with db.transaction() as session:
        plan = people.plan_import(session, kind="employees", path=path, partial=True)
        people.apply_import(session, plan, actor_id=town.by)
        programmes.imported(
            session, kind="employees", kinds=dict(plan.kinds), rows=len(plan.new), by=town.by
        )
        for person in session.exec(
            select(people.Employee).where(col(people.Employee.name).endswith(" CONTOH"))
        ):
            town.ids[person.name.split()[0].title() + " baru"] = person.id


def everything() -> list[object]:
    with db.transaction(reads=True) as session:
        return [people.rows_of(session, model) for model in MODELS]


def undo(town: Town) -> int:
    with db.transaction() as session:
        batch = people.last_import(session)
        assert batch is not None
        return programmes.undo_import(session, batch_id=batch.id, reason="keliru", by=town.by)


def foreseen() -> str:
    """What is told before anybody says yes."""
    with db.transaction(reads=True) as session:
        batch = people.last_import(session)
        assert batch is not None
        return str(programmes.goes_too(session, batch=batch))


def take_in(town: Town) -> None:
    """The newcomers of the file take part."""
    town.enrol(Side.MENTEE, ["Ayu baru", "Budi baru"])


def test_newcomers_go_with_their_places_in_programmes(towns: Town, tmp_path: Path) -> None:
    paired_town(towns)
    before = everything()
    hire(towns, tmp_path)
    take_in(towns)
    assert undo(towns) == 4  # two people, their unit and its OPD
    assert everything() == before
    assert towns.healthy()


def test_an_unapproved_proposal_gives_way(towns: Town, tmp_path: Path) -> None:
    paired_town(towns)
    before = everything()
    hire(towns, tmp_path)
    take_in(towns)
    proposed = towns.run()
    assert {"Ayu baru", "Budi baru"} & {*towns.pairs(), *towns.nobody()}
    assert foreseen() == "2 peserta program keluar. Usulan yang belum disetujui ditarik: nomor 1."
    undo(towns)
    assert everything() == before
    with db.transaction(reads=True) as session:
        run = session.get_one(MatchRun, proposed.id)
        assert (run.state, run.error_code, run.digest) == (RunState.SUPERSEDED, "withdrawn", None)
        with pytest.raises(Refused) as said:
            requests.require_result(run)
        assert "ditarik" in said.value.remedy
        entry = audit.trail(session, action="run.withdraw")[0]
        assert (entry.subject_id, entry.actor_id) == (run.id, towns.by)
    assert towns.healthy()
    assert towns.run().state == RunState.READY  # the next one is as if they had never been there
    assert set(towns.pairs()) == {"Budi"}
    assert towns.healthy()


def test_the_automatic_proposal_gives_way_and_the_approved_one_stays(
    towns: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a programme under way an import enrols its newcomers and asks for a match by itself."""
    monkeypatch.setenv("PAMONG_QUIET_SECONDS", "0")
    fresh()
    under_way(towns, rematch={"enrol_newcomers": True}, mentee={"kinds": ["cpns"]})
    with db.transaction(reads=True) as session:
        approved = the_run(session)
    running, before = towns.running(), everything()
    hire(towns, tmp_path)
    automatic = worked_off()
    assert (automatic.state, automatic.reasons) == (RunState.READY, [])
    assert {"Ayu baru", "Budi baru"} & {*towns.pairs(), *towns.nobody()}
    undo(towns)
    assert everything() == before
    assert towns.running() == running
    with db.transaction(reads=True) as session:
        assert session.get_one(MatchRun, approved.id) == approved
        assert session.get_one(MatchRun, automatic.id).state == RunState.SUPERSEDED
    assert waiting() is not None  # those who are there are looked at again
    assert towns.healthy()


def test_a_proposal_without_the_newcomers_stays_readable(towns: Town, tmp_path: Path) -> None:
    paired_town(towns)
    run = towns.run()
    hire(towns, tmp_path)
    assert foreseen() == ""
    undo(towns)
    with db.transaction(reads=True) as session:
        kept = session.get_one(MatchRun, run.id)
        requests.require_result(kept)
        assert programmes.verify(session, run=kept).ok
    assert towns.healthy()


def test_a_run_that_is_solved_meanwhile_is_outdated_and_no_defect(
    towns: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paired_town(towns)
    hire(towns, tmp_path)
    take_in(towns)

    def meanwhile(point: str) -> None:
        if point == "run.solved":
            undo(towns)

    monkeypatch.setattr(faults, "point", meanwhile)
    run = worked(towns.ask())
    assert run is not None
    assert run.state == RunState.SUPERSEDED
    monkeypatch.undo()
    assert towns.healthy()


def test_what_was_approved_since_stands_in_the_way(towns: Town, tmp_path: Path) -> None:
    paired_town(towns)
    hire(towns, tmp_path)
    take_in(towns)
    towns.run()
    towns.approve()
    before = everything()
    with pytest.raises(Refused, match="1 usulan disetujui setelah impor itu"):
        undo(towns)
    assert everything() == before


def test_what_was_approved_and_undone_since_is_history(towns: Town, tmp_path: Path) -> None:
    """The newcomer was told about a mentor: that is not wiped away with a file."""
    towns.person("Ayu")
    towns.newcomer("Budi")
    towns.programme(mentors=["Ayu"], mentees=["Budi"], toml=policy())
    hire(towns, tmp_path)
    take_in(towns)
    towns.run()
    towns.approve()
    towns.undo()
    before = everything()
    with pytest.raises(Refused, match="sudah dipakai"):
        undo(towns)
    assert everything() == before
    assert towns.healthy()


def test_what_an_officer_decided_about_a_newcomer_stands_in_the_way(
    towns: Town, tmp_path: Path
) -> None:
    paired_town(towns)
    hire(towns, tmp_path)
    take_in(towns)
    towns.rule("Ayu baru", "Ayu", "ban")
    proposed = towns.run()
    before = everything()
    with pytest.raises(Refused, match="sudah dipakai"):
        undo(towns)
    assert everything() == before  # the places and the proposal too
    with db.transaction(reads=True) as session:
        assert session.get_one(MatchRun, proposed.id).state == RunState.READY


def test_another_import_than_the_last_is_not_meant(towns: Town, tmp_path: Path) -> None:
    paired_town(towns)
    hire(towns, tmp_path)
    with db.transaction(reads=True) as session:
        first = people.last_import(session)
    assert first is not None
    hire(towns, tmp_path, BUDI | NEW | {"GELAR BELAKANG": "S.E."})
    with db.transaction() as session, pytest.raises(NotNow):
        programmes.undo_import(session, batch_id=first.id, reason="keliru", by=towns.by)


@pytest.mark.parametrize("turn", range(4))
def test_an_undo_and_an_approval_at_once_are_one_after_the_other(
    towns: Town, tmp_path: Path, turn: int
) -> None:
    """Whichever comes first, nobody has a mentor without having been there."""
    paired_town(towns)
    hire(towns, tmp_path)
    take_in(towns)
    towns.run()
    done = at_once(lambda: tried(lambda: undo(towns)), lambda: tried(towns.approve))
    assert done.count(True) == 1
    assert bool(towns.running()) is done[1]
    with db.transaction(reads=True) as session:
        there = {p.id for p in people.profiles(session)}
    assert (towns.ids["Ayu baru"] in there) is done[1]
    assert towns.healthy()


@pytest.mark.parametrize("turn", range(4))
def test_an_undo_and_another_import_at_once_are_one_after_the_other(
    towns: Town, tmp_path: Path, turn: int
) -> None:
    paired_town(towns)
    hire(towns, tmp_path)
    path = siasn(tmp_path / "lagi.csv", [BUDI | NEW | {"GELAR BELAKANG": "S.E."}])
    with db.transaction(reads=True) as session:
        plan = people.plan_import(session, kind="employees", path=path, partial=True)
        wrong = people.last_import(session)
    assert wrong is not None

    def take_back() -> None:
        with db.transaction() as session:
            programmes.undo_import(session, batch_id=wrong.id, reason="keliru", by=towns.by)

    def import_more() -> None:
        with db.transaction() as session:
            people.apply_import(session, plan, actor_id=towns.by)
            programmes.imported(session, kind="employees", kinds={}, rows=1, by=towns.by)

    done = at_once(lambda: tried(take_back), lambda: tried(import_more))
    assert done.count(True) == 1  # what came second is told that the data are others now
    assert towns.healthy()


def tried(deed: Callable[[], object]) -> bool:
    """Did it go through? Being told why not is no mistake; anything else is."""
    try:
        deed()
    except (Refused, NotNow):
        return False
    return True
