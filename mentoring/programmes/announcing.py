"""What HR is told about runs: a proposal is ready, or a run has failed."""

from typing import Any

from sqlmodel import Session, select

from mentoring.messages import Event, obsolete, tell_officers
from mentoring.programmes.tables import MatchRun, Programme


def proposal_ready(session: Session, *, run: MatchRun, summary: dict[str, Any]) -> None:
    """HR may look at a proposal; an older one that nobody was told of yet is not mentioned."""
    programme = session.get_one(Programme, run.programme_id)
    for older in session.exec(
        select(MatchRun.id).where(
            MatchRun.programme_id == programme.id, MatchRun.number < run.number
        )
    ):
        obsolete(session, about=older, events={Event.PROPOSAL_READY})
    waiting = sum(n for code, n in summary["unmatched"].items() if code != "not_eligible")
    tell_officers(
        session,
        event=Event.PROPOSAL_READY,
        facts={
            "programme": programme.name,
            "run": run.number,
            "pairs": summary["matched"],
            "waiting": waiting,
        },
        dedupe=f"run:{run.id}:ready",
        about=run.id,
    )


def run_failed(session: Session, *, run: MatchRun, reason: str) -> None:
    """A run that people wait for has failed: HR is told why and what to do."""
    programme = session.get_one(Programme, run.programme_id)
    tell_officers(
        session,
        event=Event.RUN_FAILED,
        facts={"programme": programme.name, "run": run.number, "reason": reason},
        dedupe=f"run:{run.id}:failed",
        about=run.id,
    )
