"""The jobs page: what failed is shown with its sentence, and one button asks again."""

from uuid import UUID

from mentoring import db, programmes, queue, recovery
from mentoring.programmes import MatchRun, RunState
from mentoring.queue import Job, JobState
from tests.web import office


def failed_run() -> UUID:
    """A run that killed three workers, as the sweep leaves it."""
    by = office.run().asked_by
    assert by is not None
    with db.transaction() as session:
        found = programmes.find_programme(session)
        run = programmes.request_run(
            session, programme=found, scope="waiting", reason="uji", asked_by=by
        )
        job = session.get_one(Job, run.job_id)
        job.state, job.error_code = JobState.DEAD, "crashed"
        session.flush()
        programmes.settle(session)
        return job.id


def waiting_runs() -> int:
    with db.transaction(reads=True) as session:
        rows = programmes.runs_of(session, programme=office.programme())
        return sum(run.state == RunState.QUEUED for run in rows)


def test_what_failed_is_shown_with_its_sentence_and_asked_for_again(hr: office.Browser) -> None:
    job_id = failed_run()
    page = office.words(hr.open("/jobs"))
    assert "gagal" in page
    assert "berhenti mendadak tiga kali" in page
    assert "Tidak ada worker yang hidup" in page
    hr.send(f"/jobs/{job_id}/retry")
    assert waiting_runs() == 1
    hr.send(f"/jobs/{UUID(int=0)}/retry", 404)


def test_what_did_not_fail_is_not_done_again(hr: office.Browser) -> None:
    with db.transaction() as session:
        job_id = queue.enqueue(session, kind="message", key="x")
    hr.send(f"/jobs/{job_id}/retry", 409)
    with db.transaction() as session:
        recovery.call_off(session, kind="message", key="x")
        assert session.get(MatchRun, office.run().id) is not None
