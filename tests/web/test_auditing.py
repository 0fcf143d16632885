"""The trail of deeds on a page: short enough to read, with everything one fold or file away."""

import csv
import io
import re
from pathlib import Path
from uuid import uuid4

from mentoring import audit, db
from mentoring.web import fact_words
from mentoring.web.deed_words import deeds
from tests.web import office

FOLD = re.compile(r"<details><summary>(.*?)</summary>(.*?)</details>", re.DOTALL)


def bulk(pairs: int) -> list[list[str]]:
    """A deed on many pairs at once, as it is written down."""
    done = [[str(uuid4()), str(uuid4())] for _turn in range(pairs)]
    with db.transaction() as session:
        audit.record(
            session, actor_id=None, action="pair.bulk", subject="match_run", deed="lock",
            count=pairs, pairs=done,
        )  # fmt: skip
    return done


def test_every_deed_that_is_written_down_has_words() -> None:
    """Codes stand in the source as literals; «pair.…» and «case.…» are put together there."""
    code = re.compile(r'action="([a-z_]+\.[a-z_]+)"|noted?\([^"]*"([a-z_]+\.[a-z_]+)"')
    source = "\n".join(path.read_text("utf-8") for path in Path("mentoring").rglob("*.py"))
    written = {one or other for one, other in code.findall(source)}
    written |= {f"pair.{kind}" for kind in ("lock", "ban", "declined")}
    written |= {f"case.{step}" for step in ("open", "take", "hand_over", "take_back", "answer")}
    assert len(written) > 60
    assert written - set(deeds()) == set()


def test_the_trail_speaks_in_words_and_is_narrowed_by_them(hr: office.Browser) -> None:
    page = hr.open("/audit").text
    assert "menetapkan kata sandi" in page
    assert '<option value="people.import"' in page
    narrowed = hr.open("/audit?action=people.import").text
    rows = narrowed.split("<tbody>")[1]
    assert "mengimpor data" in rows
    assert "menetapkan kata sandi" not in rows
    assert '<option value="run" selected>run</option>' in hr.open("/audit?action=run").text


def test_a_deed_in_bulk_is_one_line_until_it_is_unfolded(hr: office.Browser) -> None:
    pairs = bulk(5)
    page = hr.open("/audit?action=pair.bulk").text
    (fold,) = FOLD.findall(page)
    assert fold[0] == "tindakan mengunci pasangan; jumlah 5; pasangan (5 butir)"
    assert "pair.bulk: deed=lock" in fold[1]
    assert all(pair[0] in fold[1] for pair in pairs)
    assert "unduhan" not in fold[1]


def test_a_very_long_one_is_whole_in_the_file(hr: office.Browser) -> None:
    pairs = bulk(1_700)
    page = hr.open("/audit?action=pair.bulk").text
    assert pairs[0][0] in page
    assert pairs[-1][0] not in page
    assert "Selengkapnya pada unduhan" in page
    csv.field_size_limit(1 << 20)
    rows = list(csv.reader(io.StringIO(hr.open("/audit/csv?action=pair.bulk").text), delimiter=";"))
    assert pairs[-1][0] in rows[1][5]


def test_details_are_told_in_words_and_kept_as_stored_one_fold_away(hr: office.Browser) -> None:
    folds = FOLD.findall(hr.open("/audit?action=people.import").text)
    assert "jenis Pegawai; baris 300; baru 300" in [brief for brief, _whole in folds]
    assert all("sha256=" in whole for _brief, whole in folds)
    with db.transaction() as session:
        entry = audit.record(
            session, actor_id=None, action="case.answer", subject="case", number=1,
            decision="rejected", follow_up="", own_deed=True, case_id=str(uuid4()),
        )  # fmt: skip
        assert fact_words.in_words(entry) == (
            "nomor 1; putusan ditolak; menyangkut keputusan sendiri ya"
        )


def test_a_deed_without_details_has_no_fold(hr: office.Browser) -> None:
    with db.transaction() as session:
        audit.record(session, actor_id=None, action="a.b", subject="x")
        audit.record(session, actor_id=None, action="c.d", subject="x", kind="entah")
    assert not FOLD.findall(hr.open("/audit?action=a.b").text)
    assert FOLD.findall(hr.open("/audit?action=c.d").text)[0][0] == "jenis entah"
