"""Letters are made: new, found again, brought up to date, or put in the place of another."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from mentoring import clock, db
from mentoring.errors import Refused
from mentoring.letters import actions, materials
from mentoring.letters.content import Cited, Content, Frame, content_of
from mentoring.letters.order import Made, Order, Outcome
from mentoring.letters.queries import live_letters
from mentoring.letters.tables import TOGETHER, Letter
from mentoring.letters.values import Kind, Matter, State
from mentoring.words import _, number

LETTER_LOCK = 7_274_668  # any fixed number that nobody else takes
GONE = "tidak ada lagi pasangan yang berlaku"
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk while letters are made."""

    matter: Matter
    order: Order
    frame: Frame
    decree: Cited | None
    there: dict[str, Letter]
    before: dict[UUID, Cited]  # of a letter that took another's place: that other one
    by: UUID

    def at(self, who: UUID | None) -> Letter | None:
        return self.there.get(_addressee(who))

    def content(self, who: UUID | None, replaces: Cited | None = None) -> Content:
        letter = self.at(who)
        if replaces is None and letter is not None:
            replaces = self.before.get(letter.id)
        return content_of(
            self.matter,
            kind=self.order.kind,
            pairs=self.matter.pairs if who is None else self.matter.of_mentor(who),
            together=who is None and self.order.kind is Kind.ASSIGNMENT,
            frame=self.frame,
            decree=self.decree,
            replaces=replaces,
        )


def make(session: Session, *, matter: Matter, order: Order, by: UUID) -> list[Made]:
    """The ordered letters of one run. Ordering the same again gives the same letters.

    Raises:
        Refused: nobody to write about; or a letter that has its number would say something else.
    """
    if not all(matter.pairs if who is None else matter.of_mentor(who) for who in order.mentors):
        raise Refused(_("Tidak ada pasangan yang berlaku untuk surat ini."))
    db.one_at_a_time(session, LETTER_LOCK)
    desk = _desk(session, matter, order, by)
    wanted = {who: desk.content(who) for who in order.mentors}
    gone = _gone(desk, wanted) if order.whole else []
    _require_replaceable(desk, wanted, gone)
    serial = _last_serial(session, matter.programme_id)
    made = []
    for who, content in wanted.items():
        one = _one(session, desk, who, content, serial + 1)
        serial = max(serial, one.letter.serial)
        made.append(one)
    for letter in gone:
        actions.revoke(session, letter=letter, reason=order.replace or GONE, by=by)
        made.append(Made(letter, Outcome.REVOKED))
    session.flush()
    return made


def _desk(session: Session, matter: Matter, order: Order, by: UUID) -> Desk:
    live = live_letters(session, run_id=matter.run_id)
    decree = None
    if order.kind is Kind.ASSIGNMENT:
        found = next((x for x in live if x.kind == Kind.DECREE), None)
        decree = Cited(found.number, found.dated) if found else Cited("", None)
    old = select(Letter).where(Letter.run_id == matter.run_id, col(Letter.replaced_by).is_not(None))
    return Desk(
        matter=matter,
        order=order,
        frame=materials.frame_in_force(session, address=order.address.rstrip("/"), by=by),
        decree=decree,
        there={x.addressee: x for x in live if x.kind == order.kind},
        before={
            x.replaced_by: Cited(x.number, x.dated)
            for x in session.exec(old)
            if x.replaced_by is not None
        },
        by=by,
    )


def _gone(desk: Desk, wanted: dict[UUID | None, Content]) -> list[Letter]:
    """Letters of mentors who have no pair any more."""
    kept = {_addressee(who) for who in wanted} | {TOGETHER}
    return [letter for addressee, letter in desk.there.items() if addressee not in kept]


def _require_replaceable(
    desk: Desk, wanted: dict[UUID | None, Content], gone: list[Letter]
) -> None:
    changed = [
        letter
        for who, content in wanted.items()
        if (letter := desk.at(who)) is not None and letter.sha256 != content.digest
    ]
    stale = [x for x in (*changed, *gone) if x.state != State.CONCEPT]
    if stale and not desk.order.replace.strip():
        raise Refused(
            _("{count} surat bernomor tidak lagi sesuai keadaan.", count=number(len(stale))),
            remedy=_('Buat penggantinya dengan --replace "ALASAN"; surat lama dicabut.'),
            details=tuple(f"{x.serial}. {x.number}" for x in stale[:SHOWN]),
        )


def _one(session: Session, desk: Desk, who: UUID | None, content: Content, serial: int) -> Made:
    letter = desk.at(who)
    if letter is None:
        return Made(_new(session, desk, who, content, serial), Outcome.NEW)
    if letter.sha256 == content.digest:
        return Made(letter, Outcome.SAME)
    if letter.state == State.CONCEPT:
        letter.sha256, letter.changed_at = content.digest, clock.now()
        session.add(letter)
        _keep(session, letter, content, desk.by)
        actions.noted(session, letter, "letter.refresh", desk.by, sha256=content.digest)
        return Made(letter, Outcome.REFRESHED)
    actions.revoke(session, letter=letter, reason=desk.order.replace, by=desk.by)
    content = desk.content(who, Cited(letter.number, letter.dated))
    made = _new(session, desk, who, content, serial)
    letter.replaced_by = made.id
    session.add(letter)
    return Made(made, Outcome.REPLACED)


def _new(session: Session, desk: Desk, who: UUID | None, content: Content, serial: int) -> Letter:
    now = clock.now()
    letter = Letter(
        programme_id=desk.matter.programme_id,
        run_id=desk.matter.run_id,
        run_number=desk.matter.run,
        serial=serial,
        kind=desk.order.kind,
        addressee=_addressee(who),
        mentor_id=who,
        state=State.CONCEPT,
        verify_id=secrets.token_urlsafe(16),
        sha256=content.digest,
        made_by=desk.by,
        made_at=now,
        changed_at=now,
    )
    session.add(letter)
    session.flush()
    _keep(session, letter, content, desk.by)
    actions.noted(session, letter, "letter.make", desk.by, sha256=content.digest)
    return letter


def _keep(session: Session, letter: Letter, content: Content, by: UUID) -> None:
    actions.put_file(
        session,
        letter=letter,
        name="content",
        content=content.packed(),
        mark=content.digest,
        by=by,
    )


def _last_serial(session: Session, programme_id: UUID) -> int:
    query = select(func.max(Letter.serial)).where(Letter.programme_id == programme_id)
    return session.exec(query).one() or 0


def _addressee(who: UUID | None) -> str:
    return TOGETHER if who is None else who.hex
