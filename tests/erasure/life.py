"""A mentor and a mentee with everything that the office can know of them, years ago."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

import time_machine
from sqlmodel import SQLModel

from mentoring import access, cases, clock, db, guidance, messages, people, programmes
from mentoring.access import Purpose
from mentoring.cases import Kind
from mentoring.guidance import Mode
from tests.programmes.town import Town, ago, policy, the_mentorship

YEARS = timedelta(days=365 * 7)
NIP, MAIL, PHONE = "198503152010012009", "rahasia.budi@contoh.test", "081200099999"
# Every one of these may be found while the data are kept, and none afterwards.
SECRETS = (
    NIP, MAIL, PHONE, "PNS-ID-RAHASIA", "BUDI SANGAT RAHASIA", "catatan rapat",
    "tempat rapat", "kata rapat", "kata sasaran", "kata perkara", "jawaban perkara",
    "sebab larangan", "sebab kapasitas", "sebab benturan", "sebab akhir",
)  # fmt: skip
WHO = SECRETS[:5]


@dataclass
class Life:
    """The town, and who is to be erased."""

    town: Town

    @property
    def budi(self) -> UUID:
        return self.town.ids["Budi"]

    @property
    def ayu(self) -> UUID:
        return self.town.ids["Ayu"]


def lived(town: Town) -> Life:
    """Budi was guided by Ayu; then he left. Ayu works on; Citra waits."""
    town.person("Ayu", email="ayu@contoh.test", grade=41)
    town.newcomer(
        "Budi", name="BUDI SANGAT RAHASIA", nip=NIP, email=MAIL, phone=PHONE,
        siasn_id="PNS-ID-RAHASIA",
    )  # fmt: skip
    town.newcomer("Citra", superior_id=town.ids["Budi"])
    town.assess("Budi", M1=1, M2=2)
    town.rate("Budi", 2)
    budi, ayu = town.ids["Budi"], town.ids["Ayu"]
    first, second = sorted((budi, town.person("Dini")), key=str)
    town.add(
        people.Leave(employee_id=budi, kind="cltn", begins_on=ago(900), ends_on=ago(800)),
        people.Discipline(employee_id=budi, grade="R", begins_on=ago(900), ends_on=ago(800)),
        people.Conflict(a_id=first, b_id=second, note="sebab benturan"),
        people.Preference(employee_id=budi, other_id=ayu, rank=1),
        people.Preference(employee_id=ayu, other_id=budi, rank=2),
    )
    town.programme(mentors=["Ayu", "Dini"], mentees=["Budi", "Citra"], toml=policy())
    with db.transaction() as session:
        programmes.rule(
            session, programme=programmes.find_programme(session), mentee_id=budi,
            mentor_id=town.ids["Dini"], kind="ban", reason="sebab larangan", by=town.by,
        )  # fmt: skip
    town.places(Ayu=1)
    town.run()
    town.approve()
    _met_and_objected(town)
    return Life(town)


def _met_and_objected(town: Town) -> None:
    budi, ayu = town.ids["Budi"], town.ids["Ayu"]
    with db.transaction() as session:
        programmes.set_capacity(
            session, employee_id=budi, places=2, reason="sebab kapasitas", by=town.by
        )
        bond = the_mentorship(session, town, "Budi")
        bond.state, bond.begins_on = "active", ago(30)
        session.flush()
        meeting = guidance.record(
            session,
            bond=bond,
            by=ayu,
            starts_at=clock.at(ago(2), time(9)),
            minutes=60,
            mode=Mode.FACE_TO_FACE,
            topics=["M.1"],
            notes="catatan rapat",
        )
        guidance.plan(
            session, bond=bond, by=ayu, starts_at=clock.at(ago(-3), time(9)),
            mode=Mode.FACE_TO_FACE, place="tempat rapat",
        )  # fmt: skip
        guidance.answer(
            session, meeting=meeting, bond=bond, by=budi, agrees=False, words="kata rapat"
        )
        session.add(
            guidance.Goal(
                mentorship_id=bond.id,
                code="M.1",
                from_level=1,
                to_level=2,
                text="kata sasaran",
                changed_by=budi,
                changed_at=clock.now(),
            )
        )
        messages.prefer(session, person_id=budi, channel="inbox", language="en")
        access.issue_link(
            session, purpose=Purpose.OWN_PAGE, subject_id=budi, holder_id=budi,
            lasts=timedelta(days=3),
        )  # fmt: skip
        case = cases.open_case(
            session, person_id=budi, kind=Kind.CORRECTION, about="name", wanted="BUDI RAHASIA",
            words="kata perkara",
        )  # fmt: skip
        officer = access.acting(session, login="hr")
        cases.answer(
            session, case=case, by=officer,
            given=cases.Answer(decision=cases.Decision.REJECTED, words="jawaban perkara"),
        )  # fmt: skip


def leaves(life: Life, *, ended: bool = True) -> None:
    """Budi ends his mentorship, in words, and leaves."""
    with db.transaction() as session:
        bond = the_mentorship(session, life.town, "Budi")
        if ended:
            programmes.withdraw(session, mentorship=bond, reason="sebab akhir", by=life.town.by)
    life.town.change("Budi", left_on=clock.today())


@contextmanager
def years_later(span: timedelta = YEARS) -> Iterator[date]:
    """The same office, when the time of retention is over."""
    with time_machine.travel(clock.now() + span):
        yield clock.today()


def stored(*, but: str = "") -> str:
    """Every value of every row of the database, one table perhaps left out, as one text."""
    with db.transaction(reads=True) as session:
        return "\n".join(
            str(value)
            for table in SQLModel.metadata.sorted_tables
            if table.name != but
            for row in session.connection().execute(table.select())
            for value in row
        )
