"""`pamong jobs …`: what waits, what failed, asked for again, called off."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlmodel import select

from mentoring import access, db, programmes
from mentoring.programmes import MatchRun, RunState
from mentoring.queue import Job, JobState
from tests.programmes.town import Town, opened, paired_town

from .office import deeds, reads, types


@pytest.fixture
def town(home: Path) -> Town:
    return paired_town(opened())


def job_of_the_run(state: str | None = None) -> UUID:
    """The job of the newest run, brought into a state."""
    with db.transaction() as session:
        job = session.exec(select(Job).where(Job.kind == programmes.JOB)).all()[-1]
        if state is not None:
            job.state, job.error_code = state, "crashed"
            session.flush()
            programmes.settle(session)
        return job.id


def states() -> list[str]:
    with db.transaction() as session:
        return sorted(session.exec(select(MatchRun.state)))


def test_what_waits_is_listed_in_words_and_called_off(town: Town) -> None:
    types("match", "run", "--no-wait")
    job = job_of_the_run()
    shown = types("jobs", "list").stdout
    assert "pemadanan" in shown
    assert "0 worker hidup" in shown
    assert reads("jobs", "list")["jobs"][0]["id"] == str(job)
    assert reads("jobs", "show", job)["state"] == "queued"
    types("jobs", "cancel", job, "--yes")
    assert states() == [RunState.CANCELLED]
    assert "job.cancel" in deeds()
    town.healthy()


def test_what_failed_says_why_and_is_asked_for_again(town: Town) -> None:
    types("match", "run", "--no-wait")
    job = job_of_the_run(JobState.DEAD)
    assert "tiga kali" in types("jobs", "show", job).stdout
    types("jobs", "retry", job)
    assert states() == [RunState.FAILED, RunState.QUEUED]
    assert deeds()[0] == "job.retry"
    types("match", "run")
    assert states() == [RunState.FAILED, RunState.READY]
    types("jobs", "retry", job_of_the_run(), code=3)
    town.healthy()


def test_an_unknown_job_is_not_found_and_an_auditor_changes_nothing(town: Town) -> None:
    types("jobs", "show", UUID(int=0), code=2)
    types("match", "run", "--no-wait")
    with db.transaction() as session:
        access.open_account(
            session, login="tamu", name="Auditor Contoh", role=access.Role.AUDITOR, by=town.by
        )
    types("jobs", "list", actor="tamu")
    types("jobs", "cancel", job_of_the_run(), "--yes", actor="tamu", code=3)
    assert states() == [RunState.QUEUED]


def test_an_approval_beforehand_is_given_and_taken_back(town: Town) -> None:
    types("match", "beforehand", "--reason", "mandat", code=2)
    said = types("match", "beforehand", "--until", town_end(), "--reason", "mandat", "--yes")
    assert "Disetujui di muka" in said.stdout
    types("match", "beforehand", "--revoke", "--reason", "cabut")
    types("match", "beforehand", "--revoke", "--reason", "cabut", code=2)


def town_end() -> str:
    with db.transaction(reads=True) as session:
        return programmes.find_programme(session).ends_on.isoformat()
