"""Whom a mentor guides in a run: the other half of `pamong match explain`."""

from typing import Any

from sqlmodel import Session

from mentoring import access, people, programmes
from mentoring.commands import face, proposal_view
from mentoring.programmes import Side
from mentoring.words import _, number

Guided = list[dict[str, Any]]


def is_mentor(session: Session, found: programmes.Programme, who: people.Profile) -> bool:
    """Is this person enrolled as a mentor?"""
    seats = programmes.participants(session, programme=found, side=Side.MENTOR)
    return any(seat.employee_id == who.id for seat in seats)


def collect(
    session: Session,
    account: access.Account,
    found: programmes.Programme,
    run: programmes.MatchRun,
    mentor: people.Profile,
) -> Guided:
    """Each mentee of this mentor: proposed in the run, or running from an earlier one."""
    states: dict[Any, str] = {}
    pairs: dict[Any, Any] = {}
    for m in programmes.mentorships(session, programme=found):
        if m.mentor_id == mentor.id:
            states[m.mentee_id] = m.state
            if m.state in programmes.LIVE:
                pairs[m.mentee_id] = m
    pairs |= {
        p.mentee_id: p for p in programmes.proposals(session, run=run) if p.mentor_id == mentor.id
    }
    who, names = face.by_id(session, list(pairs)), proposal_view.names_of(session)
    rows = [
        {
            "mentee": who[i].name,
            "mentee_id": i,
            "points": pair.points,
            "state": states.get(i, "proposed"),
            "reason": programmes.short_reason(pair.facts, names),
        }
        for i, pair in pairs.items()
        if face.visible(account, who[i])
    ]
    return sorted(rows, key=lambda row: (-row["points"], row["mentee"]))


def why_nobody(
    session: Session,
    found: programmes.Programme,
    run: programmes.MatchRun,
    mentor: people.Profile,
) -> list[str]:
    """Why this mentor guides nobody: kept out by rules, or not needed."""
    said = _("{name} tidak mendampingi siapa pun dalam proses ini.", name=mentor.name)
    rules = programmes.rules_of(session, programme=found, version=run.policy_version)
    codes = programmes.kept_out(session, programme=found, run=run, mentor_id=mentor.id)
    if not codes:
        return [said, _("Ia memenuhi syarat; hasil terbaik tidak memerlukannya.")]
    return [said, *programmes.why_not_this_pair(programmes.WhyNot(mentor_codes=codes), rules)]


def show(mentor: people.Profile, rows: Guided) -> None:
    """The mentees as a table: who, points, one reason."""
    face.show_table(
        _("{name} mendampingi {count} mentee", name=mentor.name, count=number(len(rows))),
        [_("Mentee"), _("Skor"), _("Keadaan"), _("Alasan")],
        [
            (r["mentee"], programmes.points(r["points"]), _state(r["state"]), r["reason"])
            for r in rows
        ],
    )


def _state(state: str) -> str:
    return _("diusulkan") if state == "proposed" else programmes.mentorship_word(state)
