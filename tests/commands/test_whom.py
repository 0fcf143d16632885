"""Whom an officer means by a part of a name."""

from uuid import UUID

from mentoring import db, people
from tests.commands.office import deeds, reads, types

Pairs = list[dict[str, str]]
ASK = ("match", "why-not")


def rename(*who: str) -> list[people.Profile]:
    """These people now bear the same name."""
    with db.transaction() as session:
        for one in who:
            people.employee(session, UUID(one)).name = "KEMBAR CONTOH"
        session.flush()
        return people.profiles(session, ids=[UUID(one) for one in who])


def test_namesakes_are_told_apart_by_job_unit_and_the_end_of_the_nip(proposed: Pairs) -> None:
    twins = rename(proposed[0]["mentee_id"], proposed[1]["mentee_id"])
    said = types("match", "explain", "kembar", code=2).output
    with db.transaction() as session:
        nips = people.nips(session, ids=[p.id for p in twins])
    for twin in twins:
        told = f"{twin.name} - {twin.job}, {twin.unit_name} - NIP {people.masked(nips[twin.id])}"
        assert told in said
        assert nips[twin.id] not in said
    assert "NIP lengkap" in said


def test_of_namesakes_the_one_who_takes_part_on_that_side_is_meant(proposed: Pairs) -> None:
    mentee, mentor = proposed[0]["mentee_id"], proposed[1]["mentor_id"]
    by_id = types(*ASK, mentee, mentor).output
    rename(mentee, mentor)
    assert types(*ASK, "kembar", "kembar").output == by_id


def test_many_namesakes_are_counted(proposed: Pairs) -> None:
    said = types("programme", "capacity", "a", 3, "--reason", "uji", code=2).output
    assert said.count("NIP •") == 10
    assert "lagi" in said
    assert "mentor.capacity" not in deeds()
    assert reads("programme", "list")
