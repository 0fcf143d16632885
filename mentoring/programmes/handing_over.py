"""Several mentees of a proposal given to another mentor at once, and given back."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from mentoring.errors import Unusable
from mentoring.programmes.actions import rules_of
from mentoring.programmes.bulk_plan import Many, Plan
from mentoring.programmes.byhand import priced, require_place, require_unlocked
from mentoring.programmes.policy import Rules
from mentoring.programmes.proving import stored_case
from mentoring.programmes.swaps import Swap
from mentoring.programmes.tables import MatchRun, Programme, Proposal
from mentoring.words import _


def hand_over(
    session: Session,
    *,
    programme: Programme,
    run: MatchRun,
    rows: Sequence[Proposal],
    mentor_id: UUID | None,
) -> Plan:
    """The plan of giving these pairs' mentees to one mentor.

    Raises:
        Refused: a rule, a lock or the places forbid it.
        Unusable: no mentor chosen.
    """
    if mentor_id is None:
        raise Unusable(_("Mentor penerima belum dipilih."), remedy=_("Tulis nama atau NIP-nya."))
    there = sum(row.mentor_id == mentor_id for row in rows)
    moving = [row for row in rows if row.mentor_id != mentor_id]
    skipped = ((_("sudah dengan mentor itu"), there),) if there else ()
    if not moving:
        return Plan(Many.HAND_OVER, (), skipped, None, False)
    rules = rules_of(session, programme=programme, version=run.policy_version)
    swap = price_handover(
        session, run=run, rules=rules, rows=moving, mentor_ids=[mentor_id] * len(moving)
    )
    pairs = tuple((mentee, new) for mentee, _old, new in swap.moves)
    return Plan(Many.HAND_OVER, pairs, skipped, swap, False)


def hand_back(
    session: Session,
    *,
    programme: Programme,
    run: MatchRun,
    rows: Sequence[Proposal],
    moves: Sequence[tuple[UUID, ...]],
) -> Plan:
    """Whoever is still with the mentor of the hand-over goes back to the one before."""
    old = {(mentee, new): before for mentee, before, new in moves}
    rows = [row for row in rows if (row.mentee_id, row.mentor_id) in old]
    if not rows:
        return Plan(Many.HAND_OVER, (), (), None, False)
    rules = rules_of(session, programme=programme, version=run.policy_version)
    back = [old[row.mentee_id, row.mentor_id] for row in rows]
    swap = price_handover(session, run=run, rules=rules, rows=rows, mentor_ids=back)
    return Plan(Many.HAND_OVER, tuple((m, new) for m, _o, new in swap.moves), (), swap, False)


def price_handover(
    session: Session,
    *,
    run: MatchRun,
    rules: Rules,
    rows: Sequence[Proposal],
    mentor_ids: Sequence[UUID],
) -> Swap:
    """What giving each of these pairs' mentees another mentor would change, all together.

    Raises:
        Refused: a hard rule, a lock or the places of a mentor forbid it.
    """
    case = stored_case(session, run=run)
    require_unlocked(session, run, [row.mentee_id for row in rows])
    for mentor_id, more in Counter(mentor_ids).items():
        require_place(session, run, case, mentor_id, more=more)
    moves = tuple(
        (row.mentee_id, row.mentor_id, new) for row, new in zip(rows, mentor_ids, strict=True)
    )
    return priced(case, rules, moves, before=sum(row.points for row in rows))
