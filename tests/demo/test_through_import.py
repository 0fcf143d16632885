"""The files go through the real import: the clean ones without a word, the others as told."""

from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel

from mentoring import competencies, demo, people
from mentoring.db import connect


@pytest.fixture(scope="module")
def filled(small: demo.DemoFiles, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = connect(f"sqlite:///{tmp_path_factory.mktemp('home') / 'demo.db'}")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        competencies.seed(session)
        session.commit()
    for kind, path in small.paths.items():
        room = competencies if kind in competencies.LAYOUTS else people
        with Session(engine) as session:
            plan = room.plan_import(session, kind=kind, path=path)
            assert [str(p) for p in plan.problems] == [], kind
            room.apply_import(session, plan, actor_id=None)
            session.commit()
    yield engine
    engine.dispose()


def test_every_clean_file_is_taken_without_a_problem(filled: Engine, small: demo.DemoFiles) -> None:
    with Session(filled) as session:
        profiles = people.profiles(session)
        assert len(profiles) == small.facts["employees"]
        assert all(p.job_group for p in profiles)
        assert sum(p.superior_id is not None for p in profiles) == small.facts["superiors"]
        kinds = Counter(p.kind for p in profiles)
        assert kinds[people.Kind.CPNS] == small.facts["cpns"]


def test_importing_the_same_file_again_changes_nothing(
    filled: Engine, small: demo.DemoFiles
) -> None:
    with Session(filled) as session:
        plan = people.plan_import(session, kind="employees", path=small.paths["employees"])
        assert (plan.counts["new"], plan.counts["changed"], plan.counts["gone"]) == (0, 0, 0)


def test_next_years_file_shows_exactly_the_told_changes(
    filled: Engine, small: demo.DemoFiles
) -> None:
    with Session(filled) as session:
        plan = people.plan_import(session, kind="employees", path=small.next_year)
        told = small.changes
        assert plan.problems == []
        assert plan.counts["new"] == told["new"]
        assert plan.counts["gone"] == told["gone"]
        moved = told["transfer"] + told["promotion"] + told["became_pns"]
        assert plan.counts["changed"] == moved


def test_the_spoiled_file_is_refused_and_its_harmless_variants_are_not(
    filled: Engine, small: demo.DemoFiles
) -> None:
    with Session(filled) as session:
        plan = people.plan_import(session, kind="employees", path=small.with_mistakes)
        assert not plan.ok
        found = {p.code for p in plan.problems}
        assert {"nip_number", "nip_birth", "nip_sex", "nip_length", "blank", "status"} <= found
        assert {"duplicate", "total_row", "grade"} <= found
        # Serial dates, slashes, dotted grades and blanks inside a NIP are read, not refused.
        assert not {"date", "nip_digits"} & found
        wrong = {p.row for p in plan.problems if p.severity == "error"}
        assert len(wrong) == small.mistakes["errors"]
