"""What two people write down on their own pages: meetings and their confirmation."""

from datetime import datetime, time
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from mentoring import access, clock, competencies, db, guidance, people, programmes
from mentoring.errors import NotFound, PamongError, Unusable
from mentoring.guidance import GoalState, Mode, PlannedGoal
from mentoring.web import paper
from mentoring.web.desk import go
from mentoring.web.failures import status_of
from mentoring.web.mine import own_bond
from mentoring.web.typed import day_of
from mentoring.words import _

router = APIRouter()
Short = Annotated[str, Form(max_length=300)]
Long = Annotated[str, Form(max_length=2000)]


class MeetingForm(BaseModel):
    """A meeting as somebody typed it; what it means is looked at one by one."""

    said: str = Field("record", max_length=10)
    day: str = Field("", max_length=10)
    hour: str = Field("", max_length=8)
    minutes: str = Field("", max_length=6)
    mode: str = Field("", max_length=20)
    place: str = Field("", max_length=200)
    topics: list[str] = Field(default_factory=list, max_length=100)
    notes: str = Field("", max_length=2000)
    csrf: str = ""


@router.get("/mine/mentorship/{mentorship_id}")
def look(request: Request, mentorship_id: UUID) -> Response:
    return show(request, mentorship_id)


@router.post("/mine/mentorship/{mentorship_id}/meeting")
def record(request: Request, mentorship_id: UUID, said: Annotated[MeetingForm, Form()]) -> Response:
    """A meeting that took place, or one to come."""
    me = request.state.own.employee_id
    try:
        with db.transaction() as session:
            bond = own_bond(session, request, mentorship_id)
            starts_at, mode = _moment(said.day, said.hour), _mode(said.mode)
            if said.said == "plan":
                guidance.plan(
                    session, bond=bond, by=me, starts_at=starts_at, mode=mode, place=said.place
                )
            else:
                guidance.record(
                    session,
                    bond=bond,
                    by=me,
                    starts_at=starts_at,
                    minutes=_minutes(said.minutes),
                    mode=mode,
                    topics=[code for code in said.topics if code in _codes(bond)],
                    notes=said.notes,
                )
    except NotFound:
        raise
    except PamongError as wrong:
        return show(request, mentorship_id, wrong=wrong, typed=said)
    planned = said.said == "plan"
    thanks = _("Rencana pertemuan dicatat.") if planned else _("Pertemuan dicatat.")
    return go(f"/mine/mentorship/{mentorship_id}", said=thanks)


@router.post("/mine/meeting/{meeting_id}")
def answer(request: Request, meeting_id: UUID, said: Short = "", words: Long = "") -> Response:
    """Confirm or dispute what the other recorded, or take back what one recorded oneself."""
    me = request.state.own.employee_id
    with db.transaction(reads=True) as session:
        found = guidance.meeting(session, meeting_id=meeting_id)
        bond_id = own_bond(session, request, found.mentorship_id).id
    try:
        with db.transaction() as session:
            bond = own_bond(session, request, bond_id)
            meeting = guidance.meeting(session, meeting_id=meeting_id)
            if said == "withdraw":
                guidance.withdraw(session, meeting=meeting, by=me)
            else:
                guidance.answer(
                    session, meeting=meeting, bond=bond, by=me, agrees=said == "confirm",
                    words=words,
                )  # fmt: skip
    except PamongError as wrong:
        return show(request, bond_id, wrong=wrong)
    return go(f"/mine/mentorship/{bond_id}", said=_("Dicatat. Terima kasih."))


def _as_typed(goal: PlannedGoal, typed: dict[str, str]) -> dict[str, Any]:
    """A goal for its form: as it stands, or as somebody has just typed it, wrong as it may be."""
    mine = typed.get("code") == goal.code
    stands = {
        "text": goal.text,
        "due_on": goal.due_on.isoformat() if goal.due_on else "",
        "progress": goal.progress,
        "state": goal.state,
        "to_level": goal.to_level,
    }
    return stands | (typed if mine else {}) | {"open": mine, "goal": goal, "code": goal.code}


def show(
    request: Request,
    mentorship_id: UUID,
    *,
    wrong: PamongError | None = None,
    typed: MeetingForm | None = None,
    goal: dict[str, str] | None = None,
) -> Response:
    """The page of one mentorship, as it stands or with what could not be kept."""
    held = request.state.own
    with db.transaction(reads=True) as session:
        bond = own_bond(session, request, mentorship_id)
        seen = [bond.mentor_id, bond.mentee_id]
        who = {p.id: p for p in people.profiles(session, ids=seen)}
        told: dict[str, Any] = {
            "bond": bond,
            "programme": session.get_one(programmes.Programme, bond.programme_id),
            "meetings": guidance.meetings_of(session, mentorship_id=bond.id),
            "goals": guidance.goals_of(session, bond=bond),
            "names": programmes.competency_names(competencies.dictionary(session)),
            "totals": guidance.total(session, mentorship_id=bond.id),
        }
    with db.transaction() as session:
        access.sights.note(
            session,
            place="/mine/mentorship",
            people=seen,
            session_id=held.id,
            holder_id=held.employee_id,
        )
    return paper.page(
        request,
        "mine_mentorship",
        goal_forms=[_as_typed(one, goal or {}) for one in told["goals"]],
        status=status_of(wrong) if wrong else 200,
        wrong=wrong,
        typed=typed or MeetingForm(day=clock.today().isoformat()),
        me=held.employee_id,
        who=who,
        modes=list(Mode),
        goal_states=list(GoalState),
        may_meet=bond.state in {"accepted", "active"},
        **told,
    )


def _codes(bond: programmes.Mentorship) -> set[str]:
    return {gap["code"] for gap in bond.facts.get("gaps", [])}


def _moment(day: str, hour: str) -> datetime:
    """The office's clock, as UTC inside."""
    try:
        return clock.at(day_of(day), time.fromisoformat(hour))
    except ValueError:
        raise Unusable(_("Jam mulai belum diisi."), remedy=_("Isi misalnya 09:30.")) from None


def _mode(text: str) -> Mode:
    if text not in set(Mode):
        raise Unusable(_("Cara bertemu belum dipilih."), remedy=_("Pilih tatap muka atau daring."))
    return Mode(text)


def _minutes(text: str) -> int:
    if not text.isdecimal() or len(text) > 5:
        raise Unusable(_("Lama pertemuan belum diisi."), remedy=_("Isi dalam menit, misalnya 60."))
    return int(text)
