"""The deed itself: one transaction over every room, the same after a restore."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from mentoring import (
    access,
    audit,
    cases,
    clock,
    competencies,
    db,
    guidance,
    messages,
    people,
    programmes,
)
from mentoring.erasure.due import due, how_many
from mentoring.erasure.written_down import remember, remembered
from mentoring.errors import NotNow, Unusable
from mentoring.grounds import grounds
from mentoring.words import _, number

AT_ONCE = 200  # people in one round of statements


@dataclass(frozen=True, slots=True)
class Told:
    """What went, or would go: how many of what, by the name of the table."""

    people: int
    counts: Counter[str]


def preview(session: Session, *, ids: Sequence[UUID]) -> Told:
    """What an erasure of these people would take away: done, counted, and undone again."""
    _require_due(session, ids)
    nested = session.begin_nested()
    try:
        counts = _erase(session, ids, actor_id=None)
    finally:
        nested.rollback()
        session.expire_all()
    return Told(len(set(ids)), counts)


def erase(session: Session, *, ids: Sequence[UUID], reason: str, actor_id: UUID) -> Told:
    """Erase what is known of these people, for good.

    After the commit the caller calls `tend`, or the night does: files cannot be rolled back.

    Raises:
        Unusable: nobody was named, or no reason.
        NotNow: somebody is not due.
    """
    reason = grounds(reason)
    _require_due(session, ids)
    counts = _erase(session, ids, actor_id=actor_id)
    audit.record(
        session,
        actor_id=actor_id,
        action="people.erase",
        subject="employee",
        reason=reason,
        people=sorted({str(one) for one in ids}),
        counts=dict(counts),
    )
    return Told(len(set(ids)), counts)


def erase_again(session: Session, *, actor_id: UUID | None) -> int:
    """After a restore: whoever was erased before goes again. Returns how many came back."""
    known = {one.employee_id for one in people.erasures(session)}
    back = [who for who in remembered() if who not in known and people.exists(session, who)]
    if back:
        counts = _erase(session, back, actor_id=actor_id)
        audit.record(
            session,
            actor_id=actor_id,
            action="people.erase_again",
            subject="employee",
            people=sorted(map(str, back)),
            counts=dict(counts),
        )
    return len(back)


def tend() -> int:
    """What the night does: whoever came back by a copy of the database goes again, files of letters
    go too, the list outside the database is written, and HR is told once a month that somebody is
    due. Returns how many are due."""
    with db.transaction() as session:
        erase_again(session, actor_id=None)
        gone = [one.employee_id for one in people.erasures(session)]
        for part in _parts(gone):
            about = programmes.erasing.bonds_of(session, ids=part)
            messages.erase_files(session, ids=part, about=about)
        remember(session)
        count = how_many(session)
        if count:
            messages.tell_officers(
                session,
                event=messages.Event.ERASURE_DUE,
                facts={"people": count},
                dedupe=f"erasure:{clock.today():%Y-%m}",
            )
    return count


def _erase(session: Session, ids: Sequence[UUID], *, actor_id: UUID | None) -> Counter[str]:
    counts: Counter[str] = Counter()
    for part in _parts(sorted(set(ids), key=str)):
        about = programmes.erasing.bonds_of(session, ids=part)
        counts += cases.erase(session, ids=part)
        counts += guidance.erase(session, ids=part)
        counts += messages.erase(session, ids=part, about=about)
        counts += programmes.erasing.erase(session, ids=part)
        counts += competencies.erase(session, ids=part)
        counts += access.erase(session, ids=part)
        counts += people.erase(session, ids=part, actor_id=actor_id)
    return counts


def _require_due(session: Session, ids: Sequence[UUID]) -> None:
    if not ids:
        raise Unusable(_("Belum ada pegawai yang dipilih."), remedy=_("Pilih dari daftarnya."))
    early = set(ids) - {one.person.id for one in due(session)}
    if early:
        raise NotNow(
            _("{count} pegawai belum melewati masa retensi.", count=number(len(early))),
            remedy=_("Yang sudah melewatinya: `pamong person due`."),
        )


def _parts(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for begin in range(0, len(ids), AT_ONCE):
        yield ids[begin : begin + AT_ONCE]
