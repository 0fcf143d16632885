"""Everything that is stored about one person, for that very person: article 7 of UU 27/2022.

Other people are named only where the person has to do with them; who looked is told by role.
"""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, or_, select

from mentoring import access, competencies, guidance, letters, messages, people, programmes
from mentoring.cases.queries import history, of_person
from mentoring.competencies import Assessment
from mentoring.programmes import Mentorship, Participant, Programme

Section = list[dict[str, Any]]
LOOKS, MESSAGES = 1000, 10_000
INSIDE = {"id", "erased_at", "employee_id", "person_id", "draw_key", "unit_id", "superior_id"}


def stored(session: Session, *, person_id: UUID) -> dict[str, Section]:
    """By section, each a list of rows with plain values (days and moments as they are)."""
    return {
        "profile": [_profile(session, person_id)],
        "assessments": _assessments(session, person_id),
        "corrections": _corrections(session, person_id),
        "ratings": _rows(session, people.Rating, person_id),
        "leaves": _rows(session, people.Leave, person_id),
        "discipline": _rows(session, people.Discipline, person_id),
        "wishes": _wishes(session, person_id),
        "conflicts": _conflicts(session, person_id),
        "programmes": _seats(session, person_id),
        "places": programmes.known.places(session, person_id=person_id),
        "rulings": _rulings(session, person_id),
        "waiting": programmes.known.waited(session, person_id=person_id),
        "mentorships": _mentorships(session, person_id),
        "meetings": _meetings(session, person_id),
        "goals": _goals(session, person_id),
        "letters": _letters(session, person_id),
        "messages": _messages(session, person_id),
        "message_settings": _told_how(session, person_id),
        "cases": _cases(session, person_id),
        "looks": _looks(session, person_id),
    }


def _profile(session: Session, person_id: UUID) -> dict[str, Any]:
    row = people.employee(session, person_id)
    profile = people.profiles(session, ids=[person_id])[0]
    superior = row.superior_id and people.employee(session, row.superior_id).name
    known = row.model_dump(exclude=INSIDE)
    return known | {"unit": profile.unit_name, "opd": profile.opd_name, "superior": superior}


def _rows(session: Session, table: Any, person_id: UUID) -> Section:
    found = session.exec(select(table).where(table.employee_id == person_id))
    return [row.model_dump(exclude=INSIDE) for row in found]


def _corrections(session: Session, person_id: UUID) -> Section:
    rows = _rows(session, people.Correction, person_id)
    return [
        {"about": people.word_of(r["field"]), "at": r["at"], "reason": r["reason"]} for r in rows
    ]


def _assessments(session: Session, person_id: UUID) -> Section:
    names = {c.id: c.name for c in session.exec(select(competencies.Competency))}
    found = session.exec(select(Assessment).where(Assessment.employee_id == person_id))
    return [
        {"competency": names[row.competency_id]}
        | row.model_dump(exclude={*INSIDE, "competency_id"})
        for row in found
    ]


def _wishes(session: Session, person_id: UUID) -> Section:
    mine = people.Preference.employee_id == person_id
    rows = session.exec(select(people.Preference).where(mine)).all()
    names = {p.id: p.name for p in people.profiles(session, ids=[row.other_id for row in rows])}
    return [{"with": names[row.other_id], "rank": row.rank} for row in rows]


def _conflicts(session: Session, person_id: UUID) -> Section:
    table = people.Conflict
    rows = session.exec(
        select(table).where(or_(table.a_id == person_id, table.b_id == person_id))
    ).all()
    others = [row.b_id if row.a_id == person_id else row.a_id for row in rows]
    names = {p.id: p.name for p in people.profiles(session, ids=others)} if others else {}
    return [
        {"with": names[other], "note": row.note} for row, other in zip(rows, others, strict=True)
    ]


def _rulings(session: Session, person_id: UUID) -> Section:
    rows = programmes.known.rulings(session, person_id=person_id)
    ids = [row["with_id"] for row in rows]
    names = {p.id: p.name for p in people.profiles(session, ids=ids)} if ids else {}
    return [{"with": names[row.pop("with_id")]} | row for row in rows]


def _letters(session: Session, person_id: UUID) -> Section:
    """Letters that name this person: the own assignment letters, and the decrees of the runs."""
    bonds = _bonds(session, person_id)
    of_runs = {bond.run_id for bond in bonds}
    mentors = {bond.mentor_id.hex for bond in bonds}
    found = session.exec(select(letters.Letter).where(col(letters.Letter.run_id).in_(of_runs)))
    return [
        {
            "letter": one.kind,
            "number": one.number or None,
            "dated": one.dated,
            "state": one.state,
            "made_at": one.made_at,
        }
        for one in found
        if not one.addressee or one.addressee in mentors
    ]


def _told_how(session: Session, person_id: UUID) -> Section:
    row = messages.preference(session, person_id=person_id)
    return [row.model_dump(include={"channel", "language", "digests"})]


def _seats(session: Session, person_id: UUID) -> Section:
    query = select(Participant, Programme.name).where(
        Participant.employee_id == person_id, col(Programme.id) == col(Participant.programme_id)
    )
    hidden = {*INSIDE, "programme_id", "enrolled_by"}
    return [{"programme": name} | seat.model_dump(exclude=hidden)
            for seat, name in session.exec(query)]  # fmt: skip


def _mentorships(session: Session, person_id: UUID) -> Section:
    rows = _bonds(session, person_id)
    ids = [i for m in rows for i in (m.mentor_id, m.mentee_id)]
    names = {p.id: p.name for p in people.profiles(session, ids=ids)} if ids else {}
    return [
        {
            "mentor": names[m.mentor_id],
            "mentee": names[m.mentee_id],
            "state": m.state,
            "begins_on": m.begins_on,
            "ends_on": m.ends_on,
            "points": m.points / 1000,
            # What a mentor may see of the mentee's gaps is on their own page while it runs.
            "gaps": m.facts.get("gaps", []) if m.mentee_id == person_id else [],
        }
        for m in rows
    ]


def _meetings(session: Session, person_id: UUID) -> Section:
    shown = {"starts_at", "minutes", "mode", "place", "state", "topics", "notes", "words"}
    return [
        meeting.model_dump(include=shown)
        for bond in _bonds(session, person_id)
        for meeting in guidance.meetings_of(session, mentorship_id=bond.id)
    ]


def _goals(session: Session, person_id: UUID) -> Section:
    """Of a mentee: the mentor's own data are not in them."""
    return [
        asdict(goal)
        for bond in _bonds(session, person_id)
        if bond.mentee_id == person_id
        for goal in guidance.goals_of(session, bond=bond)
    ]


def _bonds(session: Session, person_id: UUID) -> list[Mentorship]:
    two = or_(Mentorship.mentor_id == person_id, Mentorship.mentee_id == person_id)
    return list(session.exec(select(Mentorship).where(two).order_by(col(Mentorship.begins_on))))


def _messages(session: Session, person_id: UUID) -> Section:
    return [
        {"event": m.event, "state": m.state, "channel": m.channel, "made_at": m.made_at,
         "ended_at": m.ended_at}
        for m in messages.inbox(session, person_id=person_id, last=MESSAGES)
    ]  # fmt: skip


def _cases(session: Session, person_id: UUID) -> Section:
    shown = {"number", "kind", "about", "wanted", "words", "state", "opened_at", "due_at",
             "decision", "follow_up", "answer", "ended_at"}  # fmt: skip
    return [
        case.model_dump(include=shown)
        | {"history": [{"at": e.at, "what": e.code} for e in history(session, case_id=case.id)]}
        for case in of_person(session, person_id=person_id)
    ]


def _looks(session: Session, person_id: UUID) -> Section:
    """Who saw these data, in general terms: the role and the day, never the name."""
    asked = access.sights.Looked(person_id=person_id)
    roles = {a.id: str(a.role) for a in access.accounts(session)}
    return [
        {"at": row.at, "role": _role(row, roles, person_id), "page": row.place}
        for row in access.sights.found(session, asked=asked, last=LOOKS)
    ]


def _role(row: access.Sight, roles: dict[UUID, str], person_id: UUID) -> str:
    if row.client_id is not None:
        return "api"
    if row.account_id is not None:
        return roles.get(row.account_id, "admin")
    return "self" if row.holder_id == person_id else "counterpart"
