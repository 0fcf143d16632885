"""What a mentee is to reach: from the gaps for which the two were brought together."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, select

from mentoring import audit, clock, db
from mentoring.errors import NotFound, Refused, Unusable
from mentoring.guidance.tables import Goal, GoalState
from mentoring.programmes import Mentorship
from mentoring.words import _

HIGHEST = 5  # of every competency: PermenPANRB 38/2017


@dataclass(frozen=True, slots=True)
class PlannedGoal:
    """A goal as it stands: as the two left it, or as it follows from the gap."""

    code: str
    from_level: int
    to_level: int
    text: str = ""
    due_on: date | None = None
    progress: int = 0
    state: str = GoalState.OPEN


@dataclass(frozen=True, slots=True)
class Wanted:
    """A goal as one of the two wants it; to_level None leaves the level as it is."""

    code: str
    text: str
    due_on: date | None
    progress: int
    state: GoalState
    to_level: int | None = None


def goals_of(session: Session, *, bond: Mentorship) -> list[PlannedGoal]:
    """One goal for every gap that the mentor covers, in the order of the reason."""
    kept = {
        goal.code: goal for goal in session.exec(select(Goal).where(Goal.mentorship_id == bond.id))
    }
    found = []
    for gap in bond.facts.get("gaps", []):
        goal = kept.get(gap["code"])
        if goal is not None:
            found.append(_as_kept(goal))
        elif gap["mentor"] >= gap["required"]:
            found.append(
                PlannedGoal(gap["code"], gap["achieved"], gap["required"], due_on=bond.ends_on)
            )
    return found


def change_goal(session: Session, *, bond: Mentorship, by: UUID, wanted: Wanted) -> None:
    """Either of the two changes a goal.

    Raises:
        NotFound: no such goal in this mentorship.
        Unusable: a day outside the period, progress that is no percentage, or a level that is
            none or has been reached already.
        Refused: somebody else.
    """
    if by not in {bond.mentor_id, bond.mentee_id}:
        raise Refused(_("Hanya mentor dan mentee yang mengubah tujuan mereka."))
    session.refresh(bond, with_for_update=db.HELD)
    code = wanted.code
    now = next((goal for goal in goals_of(session, bond=bond) if goal.code == code), None)
    if now is None:
        raise NotFound(_("Tujuan itu tidak ada dalam pendampingan ini."))
    aim = now.to_level if wanted.to_level is None else wanted.to_level
    _require_possible(bond, now, wanted, aim)
    kept = session.exec(
        select(Goal).where(Goal.mentorship_id == bond.id, Goal.code == code)
    ).first()
    if kept is None:
        kept = Goal(
            mentorship_id=bond.id, code=code, from_level=now.from_level, to_level=now.to_level,
            changed_by=by, changed_at=clock.now(),
        )  # fmt: skip
    kept.text, kept.due_on = wanted.text.strip()[:500], wanted.due_on
    kept.progress, kept.state, kept.to_level = wanted.progress, wanted.state, aim
    kept.changed_by, kept.changed_at = by, clock.now()
    session.add(kept)
    audit.record(
        session, actor_id=by, action="goal.change", subject="mentorship", subject_id=bond.id,
        code=code, progress=kept.progress, state=kept.state, to_level=aim,
    )  # fmt: skip


def _as_kept(goal: Goal) -> PlannedGoal:
    return PlannedGoal(
        code=goal.code,
        from_level=goal.from_level,
        to_level=goal.to_level,
        text=goal.text,
        due_on=goal.due_on,
        progress=goal.progress,
        state=goal.state,
    )


def _require_possible(bond: Mentorship, now: PlannedGoal, wanted: Wanted, aim: int) -> None:
    if not 0 <= wanted.progress <= 100:
        raise Unusable(_("Kemajuan harus 0 sampai 100 persen."), remedy=_("Perbaiki angkanya."))
    if not now.from_level < aim <= HIGHEST:
        raise Unusable(
            _("Level tujuan harus {least} sampai {most}.", least=now.from_level + 1, most=HIGHEST),
            remedy=_("Perbaiki angkanya."),
        )
    if wanted.due_on is not None and not bond.begins_on <= wanted.due_on <= bond.ends_on:
        raise Unusable(
            _("Tanggal itu di luar masa pendampingan."), remedy=_("Pilih tanggal di dalamnya.")
        )
