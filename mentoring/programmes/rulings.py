"""What people decide about pairs: locked together, kept apart. A solver never overrules them."""

from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import audit, clock
from mentoring.errors import NotFound, Refused, Unusable
from mentoring.grounds import grounds
from mentoring.programmes.actions import changed
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
    require_two(mentee_id, mentor_id)
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


def require_two(mentee_id: UUID, mentor_id: UUID) -> None:
    """A pair is of two people, or Unusable is raised."""
    if mentee_id == mentor_id:
        raise Unusable(_("Seseorang tidak dapat menjadi mentor bagi dirinya sendiri."))


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
    before = ruling_of(session, programme, mentee_id, mentor_id)
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


def ruling_of(
    session: Session, programme: Programme, mentee_id: UUID, mentor_id: UUID
) -> Ruling | None:
    """What is decided about this very pair and in force, if anything."""
    return session.exec(
        select(Ruling).where(
            Ruling.programme_id == programme.id,
            Ruling.mentee_id == mentee_id,
            Ruling.mentor_id == mentor_id,
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
    same = ruling_of(session, programme, mentee_id, mentor_id)
    if same is not None:
        raise _stands_already(same, kind)
    if kind == "lock" and locked_pair(session, programme=programme, mentee_id=mentee_id):
        raise Refused(
            _("Mentee ini sudah dikunci dengan mentor lain."),
            remedy=_("Buka dahulu kuncinya dengan `pamong match unlock`."),
        )


def _stands_already(same: Ruling, kind: str) -> Refused:
    if same.kind == kind:
        return Refused(
            _("Sudah tercatat sebelumnya; tidak ada yang diubah."),
            remedy=_("Alasan yang berlaku: {reason}", reason=same.reason),
        )
    if same.kind == "lock":
        return Refused(
            _("Pasangan ini sedang dikunci."),
            remedy=_("Buka dahulu kuncinya dengan `pamong match unlock`."),
        )
    if same.kind == "ban":
        return Refused(
            _("Pasangan ini dilarang petugas."),
            remedy=_("Cabut dahulu larangannya dengan `pamong match unban`."),
        )
    return Refused(_("Mentor ini menolak mentee itu; pasangan ini tidak diusulkan lagi."))


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
