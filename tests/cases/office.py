"""An office whose officers answer: each verb in a transaction of its own."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, update

from mentoring import access, cases, clock, db, messages, people, programmes
from mentoring.access import Role
from mentoring.cases import Answer, Case, Decision, FollowUp, Kind
from mentoring.messages import Event, Message
from tests.programmes import town as towns


@dataclass
class Office:
    """Budi has Ayu as mentor, Citra has nobody; Dewi answers, Eko too, and Fitri only reads."""

    town: towns.Town
    bond: UUID
    programme: UUID

    def opens(self, who: str = "Budi", kind: Kind = Kind.PAIR, **more: Any) -> UUID:
        about = {Kind.PAIR: self.bond, Kind.NOBODY: self.programme, Kind.GAP: "M.6",
                 Kind.CORRECTION: "job"}[kind]  # fmt: skip
        given = {"about": str(about), "words": "Kami bersaudara.", "wanted": "Analis"} | more
        with db.transaction() as session:
            return cases.open_case(session, person_id=self.town.ids[who], kind=kind, **given).id

    def answers(
        self,
        case_id: UUID,
        decision: Decision = Decision.REJECTED,
        follow_up: FollowUp | None = None,
        *,
        by: str = "dewi",
        words: str = "Sudah diperiksa.",
        batch_id: UUID | None = None,
    ) -> None:
        with db.transaction() as session:
            cases.answer(
                session,
                case=cases.case(session, case_id=case_id),
                given=Answer(decision, words, follow_up, batch_id),
                by=account(session, by),
            )

    def takes(self, case_id: UUID, *, by: str = "dewi") -> None:
        with db.transaction() as session:
            cases.take(session, case=cases.case(session, case_id=case_id), by=account(session, by))

    def hands_over(self, case_id: UUID, *, to: str, by: str = "dewi", reason: str = "cuti") -> None:
        with db.transaction() as session:
            cases.hand_over(
                session,
                case=cases.case(session, case_id=case_id),
                to=account(session, to),
                reason=reason,
                by=account(session, by),
            )

    def imports(self) -> UUID:
        """As after an import that put something right."""
        with db.transaction() as session:
            row = people.ImportBatch(kind="employees", sha256="0" * 64, at=clock.now(), rows=1)
            session.add(row)
            return row.id


def account(session: Session, login: str) -> access.Account:
    return access.acting(session, login=login)


def the(case_id: UUID) -> Case:
    with db.transaction(reads=True) as session:
        return cases.case(session, case_id=case_id)


def steps(case_id: UUID) -> list[str]:
    with db.transaction(reads=True) as session:
        return [event.code for event in cases.history(session, case_id=case_id)]


def told(event: Event) -> list[Message]:
    with db.transaction(reads=True) as session:
        return messages.messages(session, events=[event])


def late(case_id: UUID) -> None:
    """As if its day had come and gone."""
    with db.transaction() as session:
        session.execute(
            update(Case)
            .where(col(Case.id) == case_id)
            .values(due_at=clock.now() - timedelta(minutes=1))
        )


def healthy() -> bool:
    with db.transaction(reads=True) as session:
        assert cases.broken(session) == []
        assert programmes.broken(session) == []
        assert messages.broken(session) == []
    return True


def opened() -> Office:
    town = towns.opened()
    town.person("Ayu")
    town.newcomer("Budi")
    town.newcomer("Citra", unit="Badan")
    town.programme(mentors=["Ayu"], mentees=["Budi", "Citra"])
    town.places(Ayu=1)
    town.run()
    if "Budi" not in town.pairs():
        town.ids["Budi"], town.ids["Citra"] = town.ids["Citra"], town.ids["Budi"]
    town.approve()
    with db.transaction() as session:
        for login, role in (("dewi", Role.HR), ("eko", Role.HR), ("fitri", Role.AUDITOR)):
            access.open_account(session, login=login, name=login.title(), role=role, by=town.by)
        found = programmes.find_programme(session)
        bond = programmes.mentorship_of(session, programme=found, mentee_id=town.ids["Budi"])
        return Office(town, bond.id, found.id)
