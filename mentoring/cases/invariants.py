"""What must hold for cases in the live database."""

from collections.abc import Callable, Iterator
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring.cases.states import MAY_FOLLOW, OPEN, CaseState, Decision, Kind
from mentoring.cases.tables import Case, CaseEvent
from mentoring.guarantee import Broken
from mentoring.messages import Message
from mentoring.words import _


def broken(session: Session) -> list[Broken]:
    """Every violation found; an empty list is a healthy database."""
    return [found for check in CHECKS for found in check(session)]


def _known(session: Session) -> Iterator[Broken]:
    for case in session.exec(select(Case)):
        if case.state not in set(CaseState) or case.kind not in set(Kind):
            yield Broken("states", _("Keadaan perkara tidak dikenal."), case.id)


def _named_officers(session: Session) -> Iterator[Broken]:
    """Whoever has or answered a case is named, and an answer has words."""
    for case in session.exec(select(Case)):
        if case.state in {CaseState.TAKEN, CaseState.ANSWERED} and case.officer_id is None:
            yield Broken("C1", _("Perkara tanpa petugas yang bernama."), case.id)
        answered = case.state == CaseState.ANSWERED
        if answered and not (case.answer and case.decision in set(Decision)):
            yield Broken("C1", _("Perkara dijawab tanpa putusan atau alasan."), case.id)
        if (case.state in OPEN) != (case.ended_at is None):
            yield Broken("C1", _("Waktu akhir perkara tidak sesuai keadaannya."), case.id)


def _fitting_follow_ups(session: Session) -> Iterator[Broken]:
    for case in session.exec(select(Case).where(Case.decision == Decision.UPHELD)):
        if case.follow_up not in MAY_FOLLOW[Kind(case.kind)]:
            yield Broken("C2", _("Tindak lanjut tidak sesuai jenis perkara."), case.id)


def _history(session: Session) -> Iterator[Broken]:
    """The last step is the case as it stands."""
    last: dict[UUID, str] = {}
    query = select(CaseEvent).order_by(col(CaseEvent.at))
    for event in session.exec(query):
        last[event.case_id] = event.after
    for case in session.exec(select(Case)):
        if last.get(case.id) != case.state:
            yield Broken("C3", _("Riwayat perkara tidak sesuai keadaannya."), case.id)


def _told(session: Session) -> Iterator[Broken]:
    """Nobody waits for an answer that was given: there is a message of every answer."""
    said = set(session.exec(select(Message.dedupe).where(col(Message.dedupe).startswith("case:"))))
    for case in session.exec(select(Case).where(Case.state == CaseState.ANSWERED)):
        if f"case:{case.id}:answered" not in said:
            yield Broken("C4", _("Jawaban perkara tidak diberitahukan."), case.id)


CHECKS: tuple[Callable[[Session], Iterator[Broken]], ...] = (
    _known,
    _named_officers,
    _fitting_follow_ups,
    _history,
    _told,
)
