"""Links: one purpose, one thing, one person, once; looking at one uses nothing up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from mentoring import access, clock, db
from mentoring.access import Link, Purpose
from mentoring.errors import NotAllowed, NotNow, PamongError

DAY = timedelta(days=1)


def issued(
    purpose: Purpose = Purpose.ANSWER,
    *,
    subject: UUID | None = None,
    holder: UUID | None = None,
    lasts: timedelta = DAY,
) -> str:
    with db.transaction() as session:
        return access.issue_link(
            session,
            purpose=purpose,
            subject_id=subject or uuid4(),
            holder_id=holder or uuid4(),
            lasts=lasts,
        )


def used(token: str, purpose: Purpose = Purpose.ANSWER, **more: UUID) -> Link:
    with db.transaction() as session:
        return access.use_link(session, token=token, purpose=purpose, **more)


def looked_at(token: str) -> Link:
    with db.transaction(reads=True) as session:
        return access.look_at_link(session, token=token)


def test_a_link_is_looked_at_often_and_used_once(database: str) -> None:
    subject, holder = uuid4(), uuid4()
    token = issued(subject=subject, holder=holder)
    for _scanner in range(3):
        assert looked_at(token).subject_id == subject
    link = used(token)
    assert (link.subject_id, link.holder_id, link.purpose) == (subject, holder, Purpose.ANSWER)
    for again in (used, looked_at):
        with pytest.raises(NotNow) as refused:
            again(token)
        assert refused.value.remedy


def test_only_a_hash_is_stored(database: str) -> None:
    token = issued()
    assert len(token) == 43
    with db.transaction() as session:
        (row,) = session.exec(select(Link)).all()
    assert token not in str(row.model_dump())


def test_a_wrong_purpose_thing_or_person_is_refused_and_uses_nothing_up(database: str) -> None:
    subject, holder = uuid4(), uuid4()
    token = issued(subject=subject, holder=holder)
    with pytest.raises(NotAllowed):
        used(token, Purpose.SIGN_IN)
    with pytest.raises(NotAllowed):
        used(token, subject_id=uuid4())
    with pytest.raises(NotAllowed):
        used(token, holder_id=uuid4())
    with pytest.raises(NotAllowed):
        used("x" * 43)
    assert used(token, subject_id=subject, holder_id=holder).used_at


def test_an_expired_link_is_refused(database: str) -> None:
    token = issued(lasts=-DAY)
    with pytest.raises(NotNow, match="habis"):
        used(token)
    with pytest.raises(NotNow, match="habis"):
        looked_at(token)


def test_of_four_who_use_one_link_at_once_one_does(database: str) -> None:
    for _round in range(5):
        token = issued()
        assert at_once([token] * 4) == 1


def test_of_four_links_for_the_same_answer_one_works(database: str) -> None:
    subject, holder = uuid4(), uuid4()
    tokens = [issued(subject=subject, holder=holder) for _n in range(4)]
    other = issued(subject=subject)  # another person's
    assert at_once(tokens) == 1
    assert looked_at(other)


def at_once(tokens: list[str]) -> int:
    barrier = Barrier(len(tokens))

    def go(token: str) -> bool:
        barrier.wait()
        try:
            used(token)
        except PamongError:
            return False
        return True

    with ThreadPoolExecutor(len(tokens)) as pool:
        return sum(pool.map(go, tokens))


def test_a_use_that_is_undone_used_nothing_up(database: str) -> None:
    token = issued()
    with pytest.raises(ZeroDivisionError):
        use_and_fail(token)
    assert used(token)


def use_and_fail(token: str) -> None:
    with db.transaction() as session:
        access.use_link(session, token=token, purpose=Purpose.ANSWER)
        raise ZeroDivisionError


def test_revoked_and_forgotten(database: str) -> None:
    subject = uuid4()
    token = issued(subject=subject)
    with db.transaction() as session:
        assert access.revoke_links(session, subject_id=subject) == 1
    with pytest.raises(NotNow):
        used(token)
    with db.transaction() as session:
        for link in session.exec(select(Link)):
            link.expires_at = clock.now() - timedelta(days=31)
    with db.transaction() as session:
        assert access.forget_old_links(session) == 1
