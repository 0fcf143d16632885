"""The answer of a named officer: what is decided, why, and what follows from it at once."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from mentoring import access, clock, people, programmes
from mentoring.access import Deed
from mentoring.cases.states import MAY_FOLLOW, CaseState, Decision, FollowUp, Kind
from mentoring.cases.steps import hold, said, step
from mentoring.cases.tables import Case
from mentoring.errors import NotNow, Unusable
from mentoring.grounds import LONGEST
from mentoring.messages import Event, Recipient, obsolete, tell
from mentoring.programmes import LIVE, Mentorship, Programme, Trigger
from mentoring.words import _


@dataclass(frozen=True, slots=True)
class Answer:
    """What an officer says.

    Attributes:
        words: the reason; the person reads it as it stands.
        follow_up: of what is upheld.
        batch_id: the import that put the data right.
    """

    decision: Decision
    words: str
    follow_up: FollowUp | None = None
    batch_id: UUID | None = None


def answer(session: Session, *, case: Case, given: Answer, by: access.Account) -> None:
    """Decide a case: what follows is done, and the person is told, in the same transaction.

    Who approved what is objected to may answer, but that is shown to everybody who looks.

    Raises:
        NotNow: it has ended, or another officer has it.
        Unusable: no words, or something follows that does not fit.
    """
    access.require(by, Deed.FOLLOW)
    words = said(given.words)
    hold(session, case)
    if case.officer_id not in {None, by.id}:
        raise NotNow(
            _("Perkara ini ditangani petugas lain."), remedy=_("Minta petugas itu menyerahkannya.")
        )
    _require_fitting(session, case, given)
    case.own_deed = took_part(session, case, account_id=by.id)
    case.officer_id, case.ended_at = by.id, clock.now()
    case.decision, case.answer = given.decision, words
    case.follow_up, case.batch_id = given.follow_up or "", given.batch_id
    decided: dict[str, Any] = {
        "decision": case.decision,
        "follow_up": case.follow_up,
        "own_deed": case.own_deed,
    }
    after = CaseState.ANSWERED
    step(session, case, code="answer", after=after, by=by.id, words=words, **decided)
    _follow(session, case, by.id)
    obsolete(session, about=case.id, events={Event.CASE_OPENED, Event.CASE_LATE})
    tell(
        session,
        event=Event.CASE_ANSWERED,
        to=Recipient(employee_id=case.person_id),
        facts={
            "number": case.number,
            "case": case.kind,
            "decision": case.decision,
            "reason": words,
            "officer": by.name,
        },
        dedupe=f"case:{case.id}:answered",
        about=case.id,
    )


def took_part(session: Session, case: Case, *, account_id: UUID) -> bool:
    """Did this account approve what is objected to?"""
    if case.kind == Kind.PAIR:
        bond = session.get_one(Mentorship, UUID(case.about))
        return bond.approved_by == account_id
    if case.kind == Kind.NOBODY:
        programme = session.get_one(Programme, UUID(case.about))
        all_ = programmes.mentorships(session, programme=programme)
        return any(m.approved_by == account_id for m in all_)
    return False


def _require_fitting(session: Session, case: Case, given: Answer) -> None:
    if given.decision is Decision.REJECTED:
        if given.follow_up is not None or given.batch_id is not None:
            raise Unusable(_("Yang ditolak tidak ada tindak lanjutnya."))
        return
    if given.follow_up not in MAY_FOLLOW[Kind(case.kind)]:
        raise Unusable(_("Tindak lanjut belum dipilih, atau tidak sesuai jenis perkaranya."))
    if (given.follow_up is FollowUp.IMPORTED) != (given.batch_id is not None):
        raise Unusable(_("Sebutkan impor yang memperbaiki datanya."))
    if given.batch_id is not None:
        batch = session.get(people.ImportBatch, given.batch_id)
        if batch is None or batch.at < case.opened_at:
            raise Unusable(
                _("Impor itu tidak ada, atau lebih lama daripada perkaranya."),
                remedy=_("Impor dahulu data yang benar, lalu jawab perkaranya."),
            )


def _follow(session: Session, case: Case, by: UUID) -> None:
    why = _("Keberatan nomor {number} dikabulkan.", number=case.number)[:LONGEST]
    if case.follow_up == FollowUp.REPLACE:
        bond = session.get_one(Mentorship, UUID(case.about))
        if bond.state not in LIVE:
            raise NotNow(
                _("Pendampingan ini sudah berakhir."),
                remedy=_("Pilih tindak lanjut lain."),
            )
        programmes.withdraw(session, mentorship=bond, reason=why, by=by)
        programmes.rule(
            session,
            programme=session.get_one(Programme, bond.programme_id),
            mentee_id=bond.mentee_id,
            mentor_id=bond.mentor_id,
            kind="ban",
            reason=why,
            by=by,
        )
    elif case.follow_up == FollowUp.RUN_AGAIN:
        programmes.ask_for_rematch(
            session, {Trigger.DATA: 1}, by=by, programme_ids=[UUID(case.about)]
        )
