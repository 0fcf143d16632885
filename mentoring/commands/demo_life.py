"""What happens in the example city after the approval: answers, meetings, goals, cases.

By the same verbs as the pages use, so that a demo shows lists that are filled and rules that hold.
"""

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from mentoring import access, cases, clock, db, guidance, programmes
from mentoring.cases import Answer, Decision, Kind
from mentoring.guidance import GoalState, Mode
from mentoring.messages import working_days
from mentoring.programmes import DeclineReason, Mentorship, Side
from mentoring.words import _

ANSWERED, DECLINING, MEETING, WITH_GOALS = 120, 6, 40, 30
AGO, LENGTH = timedelta(hours=2), 60


def live(*, code: str, seed: int, officer: str) -> str:
    """Let mentors answer and pairs begin to work. Returns what happened, in a sentence."""
    rng = random.Random(seed)  # noqa: S311 - chooses examples, guards nothing
    with db.transaction(reads=True) as session:
        chosen = [bond.id for bond in _in_order(session, code, rng)[:ANSWERED]]
    declined = chosen[-min(DECLINING, len(chosen) // 10 + 1) :]
    working = chosen[: len(chosen) - len(declined)]
    for bond_id in declined:
        _decline(bond_id, rng.choice([r for r in DeclineReason if r is not DeclineReason.OTHER]))
    for place, bond_id in enumerate(working):
        with db.transaction() as session:
            bond = session.get_one(Mentorship, bond_id)
            programmes.accept(session, mentorship=bond, by=bond.mentor_id)
            if place < MEETING:
                _meet(session, bond, place)
            if place < WITH_GOALS:
                _aim(session, bond, rng)
    filed = _object(working, officer)
    return _(
        "Agar ada yang dilihat, orang-orang contoh ini menjawab: {accepted} mentor menerima, "
        "{declined} menolak; {cases} perkara diajukan.",
        accepted=len(working),
        declined=len(declined),
        cases=filed,
    )


def _in_order(session: Session, code: str, rng: random.Random) -> list[Mentorship]:
    """Mentorships by the lottery numbers of their mentees: the same for the same seed."""
    found = programmes.find_programme(session, code=code)
    seats = programmes.participants(session, programme=found)
    lots = {seat.employee_id: seat.lot for seat in seats if seat.side == Side.MENTEE}
    bonds = programmes.mentorships(session, programme=found, states=["offered"])
    bonds.sort(key=lambda bond: lots[bond.mentee_id])
    rng.shuffle(bonds)
    return bonds


def _decline(bond_id: UUID, reason: DeclineReason) -> None:
    with db.transaction() as session:
        bond = session.get_one(Mentorship, bond_id)
        programmes.decline(session, mentorship=bond, reason=reason, words="", by=bond.mentor_id)


def _meet(session: Session, bond: Mentorship, place: int) -> None:
    """A first meeting today, where the day is old enough, and one in the coming weeks."""
    begun = clock.now() - AGO
    if clock.local(begun).date() == clock.today() and bond.begins_on <= clock.today():
        first = guidance.record(
            session, bond=bond, by=bond.mentor_id, starts_at=begun, minutes=LENGTH,
            mode=Mode.FACE_TO_FACE, topics=_codes(bond)[:2],
            notes=_("Perkenalan dan rencana pendampingan (contoh)."),
        )  # fmt: skip
        if place % 3:
            guidance.answer(session, meeting=first, bond=bond, by=bond.mentee_id, agrees=True)
    day = _working_day(clock.today() + timedelta(days=3 + place % 10))
    if bond.begins_on <= day <= bond.ends_on:
        guidance.plan(
            session, bond=bond, by=bond.mentee_id, starts_at=_at(day, 9 + place % 6),
            mode=Mode.ONLINE if place % 2 else Mode.FACE_TO_FACE, place=_("Ruang rapat (contoh)"),
        )  # fmt: skip


def _aim(session: Session, bond: Mentorship, rng: random.Random) -> None:
    """The first goal has words and some progress; now and then one is reached already."""
    goals = guidance.goals_of(session, bond=bond)
    if not goals:
        return
    reached = rng.random() < 0.2
    wanted = guidance.Wanted(
        code=goals[0].code,
        text=_("Mengikuti satu kegiatan dan melaporkannya kepada mentor (contoh)."),
        due_on=goals[0].due_on,
        progress=100 if reached else rng.choice([10, 25, 40, 60]),
        state=GoalState.REACHED if reached else GoalState.OPEN,
    )
    guidance.change_goal(session, bond=bond, by=bond.mentee_id, wanted=wanted)


def _object(working: Sequence[UUID], officer: str) -> int:
    """Two objections and a correction: one is answered, two wait for an officer."""
    with db.transaction() as session:
        bonds = [session.get_one(Mentorship, bond_id) for bond_id in working[:3]]
        filed = [
            cases.open_case(session, person_id=bond.mentee_id, **asked)
            for bond, asked in zip(bonds, _asked(bonds), strict=False)
        ]
        if filed:
            cases.answer(
                session,
                case=filed[0],
                given=Answer(
                    Decision.REJECTED, _("Tidak ada benturan kepentingan yang tercatat (contoh).")
                ),
                by=access.acting(session, login=officer),
            )
        return len(filed)


def _asked(bonds: Sequence[Mentorship]) -> list[dict[str, Any]]:
    return [
        {"kind": Kind.PAIR, "about": str(bonds[0].id),
         "words": _("Kami pernah berselisih dalam pekerjaan (contoh).")},
        {"kind": Kind.CORRECTION, "about": "education", "wanted": _("S-1 Keperawatan (contoh)"),
         "words": _("Ijazah terakhir belum tercatat (contoh).")},
        {"kind": Kind.GAP, "about": (_codes(bonds[-1]) or ["M.1"])[0],
         "words": _("Saya sudah dinilai ulang bulan lalu (contoh).")},
    ] if bonds else []  # fmt: skip


def _codes(bond: Mentorship) -> list[str]:
    return [gap["code"] for gap in bond.facts.get("gaps", [])]


def _working_day(day: date) -> date:
    while not working_days.is_working(day):
        day += timedelta(days=1)
    return day


def _at(day: date, hour: int) -> datetime:
    return clock.at(day, time(hour))
