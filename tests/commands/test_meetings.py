"""HR sees from a terminal that two people met, and not what they talked about."""

from datetime import timedelta
from uuid import UUID

from mentoring import clock, db, guidance, programmes
from tests.commands.office import reads, types

Pairs = list[dict[str, str]]


def test_meetings_of_a_mentee_are_listed_without_their_notes(proposed: Pairs) -> None:
    types("match", "approve", "--yes")
    mentee, mentor = (UUID(proposed[0][side]) for side in ("mentee_id", "mentor_id"))
    types("match", "accept", mentee)
    assert reads("mentorship", "meetings", mentee) == []
    with db.transaction() as session:
        found = programmes.find_programme(session, code=None)
        bond = programmes.mentorship_of(session, programme=found, mentee_id=mentee)
        bond.begins_on = clock.today() - timedelta(days=9)
        held = guidance.record(
            session, bond=bond, by=mentor, starts_at=clock.now() - timedelta(days=3), minutes=90,
            mode=guidance.Mode.ONLINE, notes="rahasia berdua",
        )  # fmt: skip
        guidance.answer(session, meeting=held, bond=bond, by=mentee, agrees=True)
    [row] = reads("mentorship", "meetings", mentee)
    assert (row["minutes"], row["mode"], row["state"]) == (90, "online", "confirmed")
    assert "notes" not in row
    shown = types("mentorship", "meetings", mentee).output
    assert "90 menit dikonfirmasi" in shown
    assert "rahasia" not in shown
