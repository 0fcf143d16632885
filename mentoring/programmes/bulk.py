"""Many pairs of a proposal at once: locked, unlocked, kept apart, handed over; and back again.

First a plan says what would happen to how many, and what to whom it would not; carrying it out is
one deed in the audit trail, which is also what its undoing reads.
"""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import audit, clock
from mentoring.errors import NotFound, NotNow, Refused, Unusable
from mentoring.grounds import grounds
from mentoring.programmes.actions import changed
from mentoring.programmes.bulk_plan import BACK, Many, Plan
from mentoring.programmes.byhand import apply_swap
from mentoring.programmes.handing_over import hand_back, hand_over
from mentoring.programmes.locks import objections_of
from mentoring.programmes.reading import rulings_in_force
from mentoring.programmes.tables import MatchRun, Programme, Proposal, Ruling
from mentoring.words import _

__all__ = ["ACTION", "MOST", "Many", "Plan", "carry_out", "done_in", "plan", "undo_many"]

MOST = 500
ACTION = "pair.bulk"


def plan(
    session: Session,
    *,
    programme: Programme,
    run: MatchRun,
    deed: Many,
    mentees: Sequence[UUID],
    mentor_id: UUID | None = None,
) -> Plan:
    """What this deed would do to the proposed pairs of these mentees.

    Args:
        mentor_id: to whom they are handed over.

    Raises:
        Unusable: nobody chosen, or too many.
        Refused: a hand-over that a rule, a lock or the places forbid.
    """
    rows = rows_of(session, run, mentees)
    if deed is Many.HAND_OVER:
        return hand_over(session, programme=programme, run=run, rows=rows, mentor_id=mentor_id)
    standing = {
        (r.mentee_id, r.mentor_id): r.kind
        for r in rulings_in_force(session, programme_id=programme.id)
    }
    asked = [(row.mentee_id, row.mentor_id) for row in rows]
    why = {pair: _passed_over(deed, standing.get(pair, "")) for pair in asked}
    if deed is Many.LOCK:
        free = [pair for pair in asked if not why[pair]]
        said = objections_of(session, programme=programme, pairs=free)
        why |= {pair: sentences[0] for pair, sentences in said.items() if sentences}
    done = tuple(pair for pair in asked if not why[pair])
    under_lock = {(row.mentee_id, row.mentor_id) for row in rows if row.origin == "locked"}
    outdates = deed in {Many.BAN, Many.UNBAN} or (
        deed is Many.UNLOCK and bool(under_lock.intersection(done))
    )
    skipped = Counter(sentence for sentence in why.values() if sentence)
    return Plan(deed, done, tuple(skipped.most_common()), None, outdates and bool(done))


def carry_out(
    session: Session,
    *,
    programme: Programme,
    run: MatchRun,
    plan: Plan,
    reason: str,
    by: UUID,
    seen_version: int,
) -> audit.AuditEntry:
    """Do what the plan says, all of it or nothing.

    seen_version: the run's version when the plan was shown.

    Raises:
        Refused: the plan is empty.
        NotNow: somebody changed or approved the proposal meanwhile.
    """
    reason = grounds(reason)
    if not plan.pairs:
        raise Refused(
            _("Tidak ada pasangan yang akan berubah."), remedy=_("Pilih pasangan yang lain.")
        )
    if run.version != seen_version:
        raise NotNow(_("Usulan ini baru saja diubah atau disetujui orang lain."))
    if plan.swap is not None:
        apply_swap(
            session, programme=programme, run=run, swap=plan.swap, reason=reason, by=by,
            seen_version=seen_version,
        )  # fmt: skip
    elif plan.deed in {Many.LOCK, Many.BAN}:
        _rule(session, programme, plan, reason, by)
    else:
        _lift(session, programme, plan, by)
    if plan.outdates:
        changed(session, programme_ids=[programme.id])
    moves = plan.swap.moves if plan.swap else ()
    return audit.record(
        session, actor_id=by, action=ACTION, subject="match_run", subject_id=run.id,
        reason=reason, deed=str(plan.deed), count=len(plan.pairs),
        pairs=[[str(part) for part in pair] for pair in moves or plan.pairs],
    )  # fmt: skip


def done_in(session: Session, *, run: MatchRun, last: int = 5) -> list[audit.AuditEntry]:
    """The newest deeds upon many pairs of a run that have not been undone."""
    entries = audit.trail(session, subject_id=run.id, action=ACTION, last=50)
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
            rows=rows_of(session, run, [p[0] for p in parts]),
            moves=parts,
        )
    else:
        now = plan(
            session, programme=programme, run=run, deed=BACK[deed], mentees=[p[0] for p in parts]
        )
        left = tuple(pair for pair in now.pairs if pair in set(parts))
        found = Plan(BACK[deed], left, (), None, now.outdates and bool(left))
    if not found.pairs:
        raise NotNow(_("Pasangan-pasangan itu sudah diubah lagi; tidak ada yang diurungkan."))
    made = carry_out(
        session, programme=programme, run=run, plan=found, reason=reason, by=by,
        seen_version=run.version,
    )  # fmt: skip
    made.details = {**made.details, "undoes": str(entry.id)}
    return len(found.pairs)


def rows_of(session: Session, run: MatchRun, mentees: Sequence[UUID]) -> list[Proposal]:
    wanted = list(dict.fromkeys(mentees))
    if not 0 < len(wanted) <= MOST:
        raise Unusable(
            _("Pilih 1 sampai {most} pasangan sekaligus.", most=MOST),
            remedy=_("Centang pasangannya, atau persempit saringannya."),
        )
    query = select(Proposal).where(Proposal.run_id == run.id, col(Proposal.mentee_id).in_(wanted))
    return sorted(session.exec(query), key=lambda row: wanted.index(row.mentee_id))


def _passed_over(deed: Many, kind: str) -> str:
    """Why a pair is passed over, by the ruling that stands; empty: it is not."""
    wanted = {Many.UNLOCK: "lock", Many.UNBAN: "ban"}.get(deed)
    if wanted is not None:
        if kind == wanted:
            return ""
        return _("tidak dikunci") if deed is Many.UNLOCK else _("tidak dilarang petugas")
    said = {
        "lock": _("sudah dikunci") if deed is Many.LOCK else _("dikunci; buka dahulu kuncinya"),
        "ban": _("dilarang petugas"),
        "declined": _("ditolak mentornya sendiri"),
    }
    return said.get(kind, "")


def _rule(session: Session, programme: Programme, plan: Plan, reason: str, by: UUID) -> None:
    now = clock.now()
    session.add_all(
        Ruling(programme_id=programme.id, mentee_id=mentee, mentor_id=mentor,
               kind=str(plan.deed), reason=reason, actor_id=by, at=now)
        for mentee, mentor in plan.pairs
    )  # fmt: skip
    session.flush()


def _lift(session: Session, programme: Programme, plan: Plan, by: UUID) -> None:
    kind = "lock" if plan.deed is Many.UNLOCK else "ban"
    for ruling in rulings_in_force(session, programme_id=programme.id):
        if ruling.kind == kind and (ruling.mentee_id, ruling.mentor_id) in set(plan.pairs):
            ruling.lifted_at, ruling.lifted_by = clock.now(), by
            session.add(ruling)
    session.flush()
