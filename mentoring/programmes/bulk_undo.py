"""What was done to many pairs at once is taken back, as far as it still stands."""

from uuid import UUID

from sqlmodel import Session

from mentoring import audit
from mentoring.errors import NotFound, NotNow
from mentoring.programmes import bulk
from mentoring.programmes.bulk_plan import BACK, Many, Plan
from mentoring.programmes.handing_over import hand_back
from mentoring.programmes.tables import MatchRun, Programme
from mentoring.words import _


def done_in(session: Session, *, run: MatchRun, last: int = 5) -> list[audit.AuditEntry]:
    """The newest deeds upon many pairs of a run that have not been undone."""
    entries = audit.trail(session, subject_id=run.id, action=bulk.ACTION, last=50)
    undone = {str(e.details.get("undoes")) for e in entries}
    return [e for e in entries if str(e.id) not in undone and "undoes" not in e.details][:last]


def undo_many(
    session: Session, *, programme: Programme, run: MatchRun, entry_id: UUID, by: UUID
) -> int:
    """Take such a deed back, as far as its pairs are still as it left them. Returns how many.

    Raises:
        NotFound: no such deed, or it was undone already.
        NotNow: nothing of it is left, or the proposal cannot be changed any more.
    """
    entry = next((e for e in done_in(session, run=run, last=50) if e.id == entry_id), None)
    if entry is None:
        raise NotFound(_("Tindakan ini tidak ada, atau sudah diurungkan."))
    deed, reason = Many(entry.details["deed"]), _("diurungkan")
    parts = [tuple(UUID(part) for part in line) for line in entry.details["pairs"]]
    if deed is Many.HAND_OVER:
        found = hand_back(
            session,
            programme=programme,
            run=run,
            rows=bulk.rows_of(session, run, [p[0] for p in parts]),
            moves=parts,
        )
    else:
        now = bulk.plan(
            session, programme=programme, run=run, deed=BACK[deed], mentees=[p[0] for p in parts]
        )
        left = tuple(pair for pair in now.pairs if pair in set(parts))
        found = Plan(BACK[deed], left, (), None, now.outdates and bool(left))
    if not found.pairs:
        raise NotNow(_("Pasangan-pasangan itu sudah diubah lagi; tidak ada yang diurungkan."))
    made = bulk.carry_out(
        session, programme=programme, run=run, plan=found, reason=reason, by=by,
        seen_version=run.version,
    )  # fmt: skip
    made.details = {**made.details, "undoes": str(entry.id)}
    return len(found.pairs)
