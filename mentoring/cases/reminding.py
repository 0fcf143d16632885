"""By the calendar: HR is told once of every case that is past its day."""

from mentoring import db
from mentoring.cases.queries import Asked, cases
from mentoring.messages import Event, tell_officers

MOST = 1000


def tell_late() -> int:
    """Tell HR of what is late and was not told of yet. Returns how many cases."""
    with db.transaction() as session:
        return sum(
            bool(
                tell_officers(
                    session,
                    event=Event.CASE_LATE,
                    facts={"number": late.number, "case": late.kind, "due": late.due_at},
                    dedupe=f"case:{late.id}:late",
                    about=late.id,
                )
            )
            for late in cases(session, asked=Asked(late=True), last=MOST)
        )
