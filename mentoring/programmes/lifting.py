"""What people decided about pairs is taken back: locks and bans, never what a mentor declined."""

from uuid import UUID

from sqlmodel import Session

from mentoring import audit, clock
from mentoring.errors import NotFound, Refused
from mentoring.grounds import grounds
from mentoring.programmes.actions import changed
from mentoring.programmes.rulings import locked_pair, ruling_of
from mentoring.programmes.tables import Programme, Ruling
from mentoring.words import _


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
    ruling = ruling_of(session, programme, mentee_id, mentor_id)
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
