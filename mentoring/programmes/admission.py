"""Who of the enrolled may take part today, and who not and why: counted for a policy at hand."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from mentoring import clock
from mentoring.programmes.policy import Rules
from mentoring.programmes.reading import look
from mentoring.programmes.tables import Programme, Side


@dataclass(frozen=True, slots=True)
class Admission:
    """One side of a programme as the rules see it now.

    Attributes:
        fit: how many may take part.
        barred: the rules against each of the others.
        running: mentees who have a mentor already and are not looked at.
        places: free places of those who are fit (mentors only).
    """

    fit: int
    barred: dict[UUID, tuple[str, ...]]
    running: int
    places: int

    @property
    def reasons(self) -> dict[str, int]:
        """How many each rule keeps out, the commonest first; one person may have several."""
        return dict(Counter(code for codes in self.barred.values() for code in codes).most_common())


def admitted(session: Session, *, programme: Programme, rules: Rules) -> dict[Side, Admission]:
    """Both sides, looked at as a run would look at them now."""
    view = look(session, programme=programme, rules=rules, today=clock.today(), everyone=False)
    mentees, mentors = view.scene.mentees, view.scene.mentors
    barred = {side: {b.employee_id: b.codes for b in view.barred[side]} for side in Side}
    enrolled = len(view.participants[Side.MENTEE])
    return {
        Side.MENTEE: Admission(
            fit=len(mentees),
            barred=barred[Side.MENTEE],
            running=enrolled - len(mentees) - len(barred[Side.MENTEE]),
            places=0,
        ),
        Side.MENTOR: Admission(
            fit=len(mentors),
            barred=barred[Side.MENTOR],
            running=0,
            places=sum(max(0, m.places - m.taken) for m in mentors),
        ),
    }
