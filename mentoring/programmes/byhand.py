"""What officers change in a proposal by hand: rules are checked again, the price is shown."""

from uuid import UUID

from sqlmodel import Session, col, select, update

from mentoring import audit, db
from mentoring.errors import NotFound, NotNow, Refused, Unusable
from mentoring.grounds import grounds
from mentoring.programmes.pairing import pair_codes, pair_sentence
from mentoring.programmes.policy import Rules
from mentoring.programmes.problem_of import Case
from mentoring.programmes.proving import stored_case
from mentoring.programmes.reasons import facts_now
from mentoring.programmes.rulings import require_two
from mentoring.programmes.states import RunState
from mentoring.programmes.swaps import Swap
from mentoring.programmes.tables import MatchRun, Programme, Proposal, Ruling
from mentoring.words import _


def price_move(
    session: Session, *, run: MatchRun, rules: Rules, mentee_id: UUID, mentor_id: UUID
) -> Swap:
    """What giving this mentee another mentor would change. Raises when a rule or a place forbids.

    Raises:
        Refused: a hard rule forbids the pair, or the mentor has no place left.
    """
    require_two(mentee_id, mentor_id)
    case = stored_case(session, run=run)
    row = _proposal(session, run, mentee_id)
    if row.mentor_id == mentor_id:
        raise Unusable(_("Mentee ini sudah diusulkan dengan mentor itu."))
    require_unlocked(session, run, [mentee_id])
    moves = ((mentee_id, row.mentor_id, mentor_id),)
    require_place(session, run, case, mentor_id)
    return priced(case, rules, moves, before=row.points)


def price_exchange(
    session: Session, *, run: MatchRun, rules: Rules, mentee_id: UUID, other_id: UUID
) -> Swap:
    """What exchanging the mentors of two mentees would change."""
    if mentee_id == other_id:
        raise Unusable(_("Seorang mentee tidak dapat bertukar mentor dengan dirinya sendiri."))
    case = stored_case(session, run=run)
    one, two = _proposal(session, run, mentee_id), _proposal(session, run, other_id)
    if one.mentor_id == two.mentor_id:
        raise Unusable(_("Kedua mentee sudah punya mentor yang sama."))
    require_unlocked(session, run, [mentee_id, other_id])
    moves = (
        (mentee_id, one.mentor_id, two.mentor_id),
        (other_id, two.mentor_id, one.mentor_id),
    )
    return priced(case, rules, moves, before=one.points + two.points)


def apply_swap(
    session: Session,
    *,
    programme: Programme,
    run: MatchRun,
    swap: Swap,
    reason: str,
    by: UUID,
    seen_version: int,
) -> None:
    """Write the change.

    seen_version: the run's version when the price was shown; if somebody changed or approved the
    proposal meanwhile, or people or rules changed since the run, NotNow is raised.
    """
    reason = grounds(reason)
    _require_current(session, programme, run)
    require_unlocked(session, run, [mentee_id for mentee_id, _old, _new in swap.moves])
    hit = session.execute(
        update(MatchRun)
        .where(
            col(MatchRun.id) == run.id,
            col(MatchRun.state) == RunState.READY,
            col(MatchRun.version) == seen_version,
        )
        .values(version=MatchRun.version + 1)
    )
    if hit.rowcount != 1:  # type: ignore[attr-defined]
        raise NotNow(_("Usulan ini baru saja diubah atau disetujui orang lain."))
    session.refresh(run)
    _rewrite(session, programme, run, swap)
    audit.record(
        session,
        actor_id=by,
        action="pair.swap",
        subject="match_run",
        subject_id=run.id,
        reason=reason,
        moves=[[str(part) for part in move] for move in swap.moves],
        cost=swap.cost,
    )


def _rewrite(session: Session, programme: Programme, run: MatchRun, swap: Swap) -> None:
    """New mentors, points and facts in the rows, and how many rows are now by hand."""
    case = stored_case(session, run=run)
    pairs = [(mentee_id, new) for mentee_id, _old, new in swap.moves]
    told = facts_now(session, programme=programme, run=run, pairs=pairs)
    for (mentee_id, new), facts in zip(pairs, told, strict=True):
        row = _proposal(session, run, mentee_id)
        row.points = int(
            case.problem.benefit[_at(case.mentee_ids, mentee_id), _at(case.mentor_ids, new)]
        )
        row.mentor_id, row.origin = new, "swapped"
        row.facts = facts
        session.add(row)
    session.flush()
    swapped = session.exec(
        select(Proposal.id).where(Proposal.run_id == run.id, Proposal.origin == "swapped")
    ).all()
    now = sum(session.exec(select(Proposal.points).where(Proposal.run_id == run.id)))
    run.summary = {**run.summary, "by_hand": len(swapped), "total_now": now}


def priced(
    case: Case, rules: Rules, moves: tuple[tuple[UUID, UUID, UUID], ...], *, before: int
) -> Swap:
    """What these moves change; Refused where a hard rule forbids one."""
    after = 0
    broken: list[str] = []
    for mentee_id, _old, new in moves:
        i, j = _at(case.mentee_ids, mentee_id), _at(case.mentor_ids, new)
        bits = int(case.why[i, j])
        broken.extend(pair_sentence(code, rules) for code in pair_codes(bits))
        after += int(case.problem.benefit[i, j])
    if broken:
        raise Refused(
            _("Pasangan itu melanggar aturan yang wajib."), details=tuple(dict.fromkeys(broken))
        )
    return Swap(moves, before, after)


def _require_current(session: Session, programme: Programme, run: MatchRun) -> None:
    session.refresh(programme, with_for_update=db.HELD)
    if programme.input_version != run.input_version:
        raise NotNow(
            _("Data pegawai, aturan, atau pasangan berubah sejak usulan ini dihitung."),
            remedy=_("Jalankan `pamong match run` sekali lagi, lalu ubah usulan yang baru."),
        )


def require_unlocked(session: Session, run: MatchRun, mentees: list[UUID]) -> None:
    """None of these mentees is locked to somebody."""
    locked = session.exec(
        select(Ruling.id).where(
            Ruling.programme_id == run.programme_id,
            col(Ruling.mentee_id).in_(mentees),
            Ruling.kind == "lock",
            col(Ruling.lifted_at).is_(None),
        )
    ).first()
    if locked is not None:
        raise Refused(
            _("Pasangan mentee ini dikunci."),
            remedy=_("Buka dahulu kuncinya dengan `pamong match unlock`."),
        )


def require_place(
    session: Session, run: MatchRun, case: Case, mentor_id: UUID, *, more: int = 1
) -> None:
    """The mentor has so many places left."""
    places = int(case.problem.capacity[_at(case.mentor_ids, mentor_id)])
    used = len(
        session.exec(
            select(Proposal.id).where(Proposal.run_id == run.id, Proposal.mentor_id == mentor_id)
        ).all()
    )
    if used + more > places:
        raise Refused(
            _(
                "Mentor ini tidak punya tempat lagi: {used} dari {places}.",
                used=used,
                places=places,
            ),
            remedy=_("Tukar dengan salah satu menteenya, atau tambah kapasitasnya."),
        )


def _proposal(session: Session, run: MatchRun, mentee_id: UUID) -> Proposal:
    found = session.exec(
        select(Proposal).where(Proposal.run_id == run.id, Proposal.mentee_id == mentee_id)
    ).first()
    if found is None:
        raise NotFound(
            _("Mentee ini tidak punya pasangan dalam usulan nomor {number}.", number=run.number),
            remedy=_(
                "Alasannya ada pada `pamong match explain`; untuk menetapkan pasangan, pakai "
                "`pamong match lock`, lalu hitung lagi."
            ),
        )
    return found


def _at(ids: tuple[UUID, ...], wanted: UUID) -> int:
    try:
        return ids.index(wanted)
    except ValueError:
        raise Refused(
            _("Orang ini tidak ikut dihitung dalam usulan tersebut."),
            remedy=_("Alasannya ada pada `pamong match why-not`."),
        ) from None
