"""Who saw whose data, asked of either database."""

from datetime import timedelta
from uuid import uuid4

import pytest

from mentoring import access, clock, db
from mentoring.access.sights import Looked
from mentoring.errors import Unusable


def test_sights_are_found_by_person_device_and_time(database: str) -> None:
    budi, citra, device = uuid4(), uuid4(), uuid4()
    with db.transaction() as session:
        access.sights.note(session, place="/a", people=[budi, citra], session_id=device)
        access.sights.note(session, place="/b", people=[citra], holder_id=citra)
    with db.transaction(reads=True) as session:

        def places(**asked: object) -> list[str]:
            rows = access.sights.found(session, asked=Looked(**asked))  # type: ignore[arg-type]
            return sorted(row.place for row in rows)

        assert places(person_id=budi) == ["/a"]
        assert places(person_id=citra) == ["/a", "/b"]
        assert places(session_id=device) == ["/a"]
        assert places(holder_id=citra) == ["/b"]
        assert places(since=clock.now() + timedelta(hours=1)) == []
        assert places(before=clock.now() - timedelta(hours=1)) == []
        assert access.sights.whose(session, asked=Looked(session_id=device)) == {budi: 1, citra: 1}


def test_a_file_leaves_nobody_out_without_a_word(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with db.transaction() as session:
        for _turn in range(3):
            access.sights.note(session, place="/a", people=[uuid4(), uuid4()])
    with db.transaction(reads=True) as session:
        assert len(access.sights.for_file(session, asked=Looked())) == 3
        monkeypatch.setattr(access.sights, "MOST_LINES", 5)
        with pytest.raises(Unusable, match="Terlalu banyak"):
            access.sights.for_file(session, asked=Looked())
        monkeypatch.setattr(access.sights, "MOST_LINES", 6)
        monkeypatch.setattr(access.sights, "MOST_VIEWS", 2)
        with pytest.raises(Unusable, match="Terlalu banyak"):
            access.sights.for_file(session, asked=Looked())
