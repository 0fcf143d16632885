"""Verbs that change: open a case, take it, hand it over, take it back."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, func, select

from mentoring import access, clock, db, people
from mentoring.access import Deed
from mentoring.cases.aims import Aim, aim_at
from mentoring.cases.states import OPEN, CaseState, Kind
from mentoring.cases.steps import hold, said, step
from mentoring.cases.tables import Case
from mentoring.errors import NotAllowed, NotNow, Refused
from mentoring.messages import Event, obsolete, tell_officers, working_days
from mentoring.settings import settings
from mentoring.words import _

NUMBER_LOCK = 7_274_670  # any fixed number that nobody else takes
CORRECTION_TAKES = timedelta(hours=72)  # 3 x 24 hours: article 30 of UU 27/2022


def open_case(
    session: Session,
    *,
    person_id: UUID,
    kind: Kind,
    about: str,
    words: str,
    wanted: str = "",
    by: UUID | None = None,
) -> Case:
    """Somebody objects or asks for a correction; HR is told at once.

    Args:
        about: a mentorship's id (PAIR), a programme's id (NOBODY), a competency (GAP) or a field
            of one's own data (CORRECTION).
        wanted: of a correction, what it should be.
        by: the officer who writes it down; None: the person.

    Raises:
        Unusable: nothing said, or what it is about does not fit the person.
        NotNow: the same is open already.
    """
    words = said(words)
    people.employee(session, person_id)
    aim = aim_at(session, person_id=person_id, kind=kind, about=about, wanted=wanted)
    db.one_at_a_time(session, NUMBER_LOCK)
    _require_new(session, person_id, kind, aim)
    now = clock.now()
    last = session.exec(select(func.max(Case.number))).one()
    case = Case(
        number=(last or 0) + 1,
        kind=kind,
        person_id=person_id,
        about=aim.about,
        programme_id=aim.programme_id,
        wanted=aim.wanted,
        words=words,
        state=CaseState.OPEN,
        opened_at=now,
        opened_by=by,
        due_at=_due(kind, now),
    )
    step(session, case, code="open", after=CaseState.OPEN, by=by, kind=str(kind))
    _tell(session, case)
    return case


def take(session: Session, *, case: Case, by: access.Account) -> None:
    """This officer will answer it. Whoever has it already keeps it."""
    access.require(by, Deed.FOLLOW)
    hold(session, case)
    if case.officer_id == by.id:
        return
    if case.officer_id is not None:
        raise NotNow(
            _("Perkara ini sudah ditangani petugas lain."),
            remedy=_("Minta petugas itu menyerahkannya."),
        )
    case.officer_id = by.id
    step(session, case, code="take", after=CaseState.TAKEN, by=by.id)


def hand_over(
    session: Session, *, case: Case, to: access.Account, reason: str, by: access.Account
) -> None:
    """Another officer answers it from now on."""
    access.require(by, Deed.FOLLOW)
    reason = said(reason)
    hold(session, case)
    if not to.active or Deed.FOLLOW not in access.ALLOWED[access.Role(to.role)]:
        raise Refused(
            _("Akun «{login}» tidak dapat menjawab perkara.", login=to.login),
            remedy=_("Pilih petugas SDM yang aktif."),
        )
    if case.officer_id == to.id:
        raise NotNow(_("Perkara ini sudah ada pada petugas itu."))
    case.officer_id = to.id
    step(session, case, code="hand_over", after=CaseState.TAKEN, by=by.id, words=reason,
         reason=reason, to=str(to.id))  # fmt: skip


def take_back(session: Session, *, case: Case, person_id: UUID) -> None:
    """The person wants no answer any more."""
    if case.person_id != person_id:
        raise NotAllowed(_("Perkara ini bukan milik Anda."))
    hold(session, case)
    case.ended_at = clock.now()
    step(session, case, code="take_back", after=CaseState.TAKEN_BACK, by=None)
    obsolete(session, about=case.id)


def _tell(session: Session, case: Case) -> None:
    tell_officers(
        session,
        event=Event.CASE_OPENED,
        facts={"number": case.number, "case": case.kind, "due": case.due_at},
        dedupe=f"case:{case.id}:opened",
        about=case.id,
    )


def _due(kind: Kind, now: datetime) -> datetime:
    if kind is Kind.CORRECTION:
        return now + CORRECTION_TAKES
    return working_days.after(now, settings().objection_days)


def _require_new(session: Session, person_id: UUID, kind: Kind, aim: Aim) -> None:
    same = select(Case.number).where(
        Case.person_id == person_id,
        Case.kind == kind,
        Case.about == aim.about,
        col(Case.state).in_(OPEN),
    )
    number = session.exec(same).first()
    if number is not None:
        raise NotNow(
            _("Hal ini sudah diajukan dalam perkara nomor {number}.", number=number),
            remedy=_("Tunggu jawabannya, atau tarik kembali perkara itu."),
        )
