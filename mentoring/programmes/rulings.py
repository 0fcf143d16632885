"""What people decide about pairs: locked together, kept apart. A solver never overrules them."""

from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import audit, clock
from mentoring.errors import NotFound, Refused
from mentoring.programmes.actions import changed
from mentoring.programmes.grounds import grounds
from mentoring.programmes.tables import Participant, Programme, Proposal, Ruling, Side
from mentoring.words import _


def rule(
    session: Session,
    *,
    programme: Programme,
    mentee_id: UUID,
    mentor_id: UUID,
    kind: str,
    reason: str,
    by: UUID,
) -> Ruling:
    """Lock a pair («lock»), or keep it apart for good («ban», «declined»)."""
    reason = grounds(reason)
    _require_enrolled(session, programme, mentee_id, Side.MENTEE)
    _require_enrolled(session, programme, mentor_id, Side.MENTOR)
    _no_other(session, programme, mentee_id, mentor_id, kind)
    ruling = Ruling(
        programme_id=programme.id,
        mentee_id=mentee_id,
        mentor_id=mentor_id,
        kind=kind,
        reason=reason,
        actor_id=by,
        at=clock.now(),
    )
    session.add(ruling)
    session.flush()
    if kind != "lock" or not _is_proposed(session, programme, mentee_id, mentor_id):
        changed(session, programme_ids=[programme.id])
    audit.record(
        session,
        actor_id=by,
        action=f"pair.{kind}",
        subject="ruling",
        subject_id=ruling.id,
        reason=reason,
        mentee=str(mentee_id),
        mentor=str(mentor_id),
    )
    return ruling


def keep_apart(
    session: Session,
    *,
    programme: Programme,
    mentee_id: UUID,
    mentor_id: UUID,
    reason: str,
    by: UUID,
) -> None:
    """A mentor declined: never again this pair, whatever an officer had decided about it."""
    before = _ruling(session, programme, mentee_id, mentor_id)
    if before is not None:
        before.lifted_at, before.lifted_by = clock.now(), by
        session.add(before)
        session.flush()
    rule(
        session,
        programme=programme,
        mentee_id=mentee_id,
        mentor_id=mentor_id,
        kind="declined",
        reason=reason,
        by=by,
    )


def lift(
    session: Session, *, programme: Programme, mentee_id: UUID, reason: str, by: UUID
) -> Ruling:
    """Unlock the locked pair of a mentee. Declines and bans are not lifted this way."""
    ruling = locked_pair(session, programme=programme, mentee_id=mentee_id)
    if ruling is None:
        raise NotFound(_("Mentee ini tidak punya pasangan terkunci."))
    _lift(session, ruling, action="pair.unlock", reason=reason, by=by)
    return ruling


def unban(
    session: Session,
    *,
    programme: Programme,
    mentee_id: UUID,
    mentor_id: UUID,
    reason: str,
    by: UUID,
) -> Ruling:
    """Take an officer's ban back. What a mentor declined stays declined.

    Raises:
        NotFound: no officer keeps the two apart.
        Refused: the mentor declined this mentee.
    """
    ruling = _ruling(session, programme, mentee_id, mentor_id)
    if ruling is not None and ruling.kind == "declined":
        raise Refused(
            _("Mentor ini sendiri yang menolak mentee itu; penolakannya tidak dicabut petugas.")
        )
    if ruling is None or ruling.kind != "ban":
        raise NotFound(
            _("Pasangan ini tidak dilarang."),
            remedy=_("Pasangan terkunci dibuka dengan `pamong match unlock`."),
        )
    _lift(session, ruling, action="pair.unban", reason=reason, by=by)
    return ruling


def _lift(session: Session, ruling: Ruling, *, action: str, reason: str, by: UUID) -> None:
    reason = grounds(reason)
    ruling.lifted_at, ruling.lifted_by = clock.now(), by
    session.add(ruling)
    changed(session, programme_ids=[ruling.programme_id])
    audit.record(
        session,
        actor_id=by,
        action=action,
        subject="ruling",
        subject_id=ruling.id,
        reason=reason,
    )


def locked_pair(session: Session, *, programme: Programme, mentee_id: UUID) -> Ruling | None:
    """The lock in force for a mentee, if any."""
    return session.exec(
        select(Ruling).where(
            Ruling.programme_id == programme.id,
            Ruling.mentee_id == mentee_id,
            Ruling.kind == "lock",
            col(Ruling.lifted_at).is_(None),
        )
    ).first()


def _require_enrolled(
    session: Session, programme: Programme, employee_id: UUID, side: Side
) -> None:
    found = session.exec(
        select(Participant.id).where(
            Participant.programme_id == programme.id,
            Participant.employee_id == employee_id,
            Participant.side == side,
        )
    ).first()
    if found is None:
        raise NotFound(
            _("Pegawai ini tidak terdaftar sebagai {side} dalam program.", side=str(side)),
            remedy=_("Daftarkan dahulu dengan `pamong programme enrol`."),
        )


def _no_other(
    session: Session, programme: Programme, mentee_id: UUID, mentor_id: UUID, kind: str
) -> None:
    same = _ruling(session, programme, mentee_id, mentor_id)
    if same is not None:
        raise Refused(_("Pasangan ini sudah punya ketetapan «{kind}».", kind=same.kind))
    if kind == "lock" and locked_pair(session, programme=programme, mentee_id=mentee_id):
        raise Refused(
            _("Mentee ini sudah dikunci dengan mentor lain."),
            remedy=_("Buka dahulu kuncinya dengan `pamong match unlock`."),
        )


def _ruling(
    session: Session, programme: Programme, mentee_id: UUID, mentor_id: UUID
) -> Ruling | None:
    return session.exec(
        select(Ruling).where(
            Ruling.programme_id == programme.id,
            Ruling.mentee_id == mentee_id,
            Ruling.mentor_id == mentor_id,
            col(Ruling.lifted_at).is_(None),
        )
    ).first()


def _is_proposed(session: Session, programme: Programme, mentee_id: UUID, mentor_id: UUID) -> bool:
    return (
        session.exec(
            select(Proposal.id).where(
                Proposal.run_id == programme.proposed_run_id,
                Proposal.mentee_id == mentee_id,
                Proposal.mentor_id == mentor_id,
            )
        ).first()
        is not None
    )
