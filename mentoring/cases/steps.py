"""One step of a case, with its event and its line in the trail."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from mentoring import audit, clock, db
from mentoring.cases.states import OPEN, CaseState
from mentoring.cases.tables import Case, CaseEvent
from mentoring.errors import NotNow, Unusable
from mentoring.words import _, number

LONGEST = 1000


def hold(session: Session, case: Case) -> None:
    """See it as it is now; of two officers at once only one gets through."""
    session.refresh(case, with_for_update=db.HELD)
    if case.state not in OPEN:
        raise NotNow(
            _("Perkara ini sudah selesai."),
            remedy=_("Bila ada hal baru, pegawai dapat mengajukan perkara baru."),
        )


def step(
    session: Session,
    case: Case,
    *,
    code: str,
    after: CaseState,
    by: UUID | None,
    words: str = "",
    at: datetime | None = None,
    reason: str = "",
    **details: object,
) -> None:
    """The case as it now stands, what happened to it, and who did it. The words stay in the room:
    the trail outlives what people told of themselves."""
    case.state = after
    session.add(case)
    session.flush()
    session.add(
        CaseEvent(
            case_id=case.id,
            at=at or clock.now(),
            actor_id=by,
            code=code,
            after=after,
            to_id=case.officer_id,
            words=words,
        )
    )
    audit.record(
        session,
        actor_id=by,
        action=f"case.{code}",
        subject="case",
        subject_id=case.id,
        reason=reason,
        number=case.number,
        **details,
    )


def said(words: str) -> str:
    """What somebody wrote, without blanks around it; Unusable for nothing, or a whole story."""
    text = words.strip()
    if not text:
        raise Unusable(_("Penjelasan wajib diisi."), remedy=_("Tulis dengan kata-kata sendiri."))
    if len(text) > LONGEST:
        raise Unusable(_("Penjelasan paling panjang {most} huruf.", most=number(LONGEST)))
    return text
