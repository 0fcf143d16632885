"""A proposal as the commands show it: plain values, only what the account may see."""

from typing import Any
from uuid import UUID

from sqlmodel import Session

from mentoring import access, competencies, people, programmes
from mentoring.commands import face

Who = dict[UUID, people.Profile]


def names_of(session: Session) -> dict[str, str]:
    """Competency names by code."""
    return programmes.competency_names(competencies.dictionary(session))


def collect(
    session: Session,
    account: access.Account,
    found: programmes.Programme,
    run: programmes.MatchRun,
) -> dict[str, Any]:
    """Pairs, who got nobody, coverage per OPD and the spread of load."""
    rules = programmes.rules_of(session, programme=found, version=run.policy_version)
    pairs = programmes.proposals(session, run=run)
    left = programmes.unmatched(session, run=run)
    everybody = face.by_id(
        session,
        [i for p in pairs for i in (p.mentee_id, p.mentor_id)] + [u.mentee_id for u in left],
    )
    # A mentor of another OPD is named to the mentee's officer: the pair is theirs to see.
    mine = {i for i, profile in everybody.items() if face.visible(account, profile)}
    return {
        "run": run.number,
        "state": run.state,
        "outdated": programmes.outdated(programme=found, run=run),
        "summary": run.summary,
        "pairs": _pairs(session, [p for p in pairs if p.mentee_id in mine], everybody),
        "barred_mentors": [
            {"code": code, "reason": _why_barred(code, rules), "count": count}
            for code, count in sorted(
                run.summary["barred_mentors"].items(), key=lambda item: -item[1]
            )
        ],
        "unmatched": _left([u for u in left if u.mentee_id in mine], everybody, rules),
        "coverage": [
            {"opd": c.name, "mentees": c.mentees, "matched": c.matched}
            for c in programmes.coverage(session, run=run)
            if account.unit_id in {None, c.opd_id}
        ],
        **_spread(session, run, rules),
    }


def _pairs(session: Session, rows: list[programmes.Proposal], who: Who) -> list[dict[str, Any]]:
    names = names_of(session)
    return [
        {
            "mentee": who[p.mentee_id].name,
            "mentee_unit": who[p.mentee_id].unit_name,
            "mentor": who[p.mentor_id].name,
            "points": p.points,
            "origin": p.origin,
            "reason": programmes.short_reason(p.facts, names),
            "mentee_id": p.mentee_id,
            "mentor_id": p.mentor_id,
        }
        for p in rows
    ]


def _left(
    rows: list[programmes.Unmatched], who: Who, rules: programmes.Rules
) -> list[dict[str, Any]]:
    return [
        {
            "place": u.place,
            "mentee": who[u.mentee_id].name,
            "unit": who[u.mentee_id].unit_name,
            "code": u.code,
            "reason": programmes.why_nobody(u, rules),
            "mentee_id": u.mentee_id,
        }
        for u in rows
    ]


def _why_barred(code: str, rules: programmes.Rules) -> str:
    return programmes.person_sentence(code, rules, side=programmes.Side.MENTOR)


def _spread(session: Session, run: programmes.MatchRun, rules: programmes.Rules) -> dict[str, Any]:
    """How many mentors have, or would have, how many mentees, and how many had before."""
    loads = programmes.load.loads(session, run=run, default=rules.mentor.default_capacity)
    rows = programmes.load.spread(loads)
    return {
        "loads": {row.mentees: row.after for row in rows if row.after},
        "loads_before": {row.mentees: row.before for row in rows if row.before},
        "loads_full": {row.mentees: row.full for row in rows if row.full},
    }
