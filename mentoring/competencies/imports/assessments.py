"""Assessment results: one row per level, or one row per person with a column per competency."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session

from mentoring import clock, people, sheets
from mentoring.competencies.imports.assessment_columns import WIDE, columns, examples
from mentoring.competencies.imports.comparing import Key, Row, compare
from mentoring.competencies.queries import dictionary
from mentoring.competencies.seeding import shipped_dictionary
from mentoring.competencies.tables import Assessment, Competency
from mentoring.sheets import Layout, Record, Sheet
from mentoring.words import _

READS = (Competency, Assessment)
FIELDS = ("employee_id", "competency_id", "assessed_on")
VALID_YEARS = 3  # commonly used; the column BERLAKU SAMPAI says otherwise
LOOKS_LIKE_CODE = re.compile(r"[A-Za-z]{1,4}\.\d[\w.]*")

Wanted = dict[Key, tuple[Record, Row]]


def layout() -> Layout:
    """For templates: the competencies that come with the product."""
    return _layout([(c["code"], c["name"]) for c in shipped_dictionary()["competencies"]])


def layout_of(session: Session) -> Layout:
    """A column for every competency that this database knows."""
    return _layout([(entry.code, entry.name) for entry in dictionary(session)])


def _layout(competencies: Sequence[tuple[str, str]]) -> Layout:
    return Layout(
        name="assessments",
        title=_("Hasil penilaian kompetensi"),
        columns=columns(competencies),
        examples=examples(),
    )


def plan(session: Session, sheet: Sheet, *, layout: Layout) -> people.ImportPlan:
    """Compare with the stored assessments; older ones stay, they are history."""
    entries, stored = people.rows_of(session, Competency), people.rows_of(session, Assessment)
    finder = people.Finder(sheet)
    known = people.KnownPeople(session, finder)
    codes = {sheets.folded(entry.code): entry.id for entry in dictionary(session)}
    wanted: Wanted = {}
    _warn_of_unknown_columns(sheet, finder)
    for record in sheet.rows:
        who = known.of(record)
        if not _dated(record, finder) or who is None or record.row in finder.bad_rows:
            continue
        for key, competency_id, level in _levels(record, codes, finder):
            _want(_assessment(record, who, competency_id, level), record, key, wanted, finder)
    _warn_of_expired(wanted, finder)
    digest = people.digest_of([entries, stored])
    result = people.ImportPlan("assessments", layout, sheet, finder.all(), digest, reads=READS)
    if result.ok:
        compare(
            result,
            people.Writes(Assessment),
            stored=stored,
            fields=FIELDS,
            wanted=wanted,
            label=lambda record: people.masked(record.get("nip") or ""),
            default=_whole,
        )
    return result


def _dated(record: Record, finder: people.Finder) -> bool:
    """A date that is not in the future, and a validity that does not end before it."""
    day: date | None = record.get("assessed_on")
    until: date | None = record.get("valid_until")
    if day is None:
        return False
    if day > clock.today():
        finder.error(
            record,
            "assessed_on",
            "future",
            _("Tanggal penilaian ada di masa depan."),
            _("Perbaiki tanggalnya."),
        )
    if until is not None and until < day:
        finder.error(
            record,
            "valid_until",
            "order",
            _("Masa berlaku berakhir sebelum tanggal penilaian."),
            _("Perbaiki salah satu tanggal; kosong berarti tiga tahun."),
        )
    return record.row not in finder.bad_rows


def _levels(
    record: Record, codes: dict[str, UUID], finder: people.Finder
) -> Iterator[tuple[str, UUID, int]]:
    """(column, competency, level) of both forms; a row may hold either or both."""
    wide = [(k, v) for k, v in record.values.items() if k.startswith(WIDE) and v is not None]
    for key, level in wide:
        yield key, codes[sheets.folded(key.removeprefix(WIDE))], level
    code, level = record.get("code"), record.get("level")
    if code is None and level is None:
        if not wide:
            _warn_of_no_level(record, finder)
    elif code is None:
        finder.error(
            record, "code", "blank", _("Kode kompetensi kosong."), _("Isi kode dari kamus.")
        )
    elif level is None:
        finder.error(
            record, "level", "blank", _("Level capaian kosong."), _("Isi level 0 sampai 5.")
        )
    elif sheets.folded(code) not in codes:
        finder.error(
            record,
            "code",
            "unknown_competency",
            _("Kode kompetensi «{code}» belum ada dalam kamus.", code=sheets.masked(code)),
            _("Perbaiki kodenya, atau impor standarnya lebih dahulu (`standards`)."),
        )
    else:
        yield "level", codes[sheets.folded(code)], level


def _assessment(record: Record, who: UUID, competency_id: UUID, level: int) -> Row:
    return {
        "employee_id": who,
        "competency_id": competency_id,
        "level": level,
        "assessed_on": record.get("assessed_on"),
        "valid_until": record.get("valid_until"),
        "source": record.get("source"),
    }


def _whole(row: Row) -> Row:
    until = row["valid_until"] or _years_later(row["assessed_on"])
    return row | {"valid_until": until, "source": row["source"] or ""}


def _want(row: Row, record: Record, key: str, wanted: Wanted, finder: people.Finder) -> None:
    first, earlier = wanted.setdefault(tuple(row[f] for f in FIELDS), (record, row))
    if earlier["level"] != row["level"]:
        finder.error(
            record,
            key,
            "contradiction",
            _("Baris {row} berisi level lain untuk penilaian yang sama.", row=first.row),
            _("Hapus salah satu, atau perbaiki tanggalnya."),
        )


def _warn_of_no_level(record: Record, finder: people.Finder) -> None:
    finder.warn(
        record,
        "nip",
        "no_level",
        _("Baris ini tidak berisi level; dilewati."),
        _("Isi levelnya bila penilaiannya sudah ada."),
    )


def _warn_of_expired(wanted: Wanted, finder: people.Finder) -> None:
    """Said once for the whole file: an old file has thousands of them."""
    today = clock.today()
    old = [record for record, row in wanted.values() if _whole(row)["valid_until"] < today]
    if old:
        finder.warn(
            old[0],
            "assessed_on",
            "expired",
            _("{count} hasil sudah tidak berlaku; disimpan sebagai riwayat.", count=len(old)),
            _("Isi BERLAKU SAMPAI bila hasil itu masih berlaku."),
        )


def _warn_of_unknown_columns(sheet: Sheet, finder: people.Finder) -> None:
    """A column that looks like a competency but is not in the dictionary is said, not dropped."""
    for header in sheet.ignored:
        if sheet.rows and LOOKS_LIKE_CODE.fullmatch(header.strip()):
            finder.warn(
                sheet.rows[0],
                "nip",
                "unknown_column",
                _("Kolom «{header}» bukan kompetensi dalam kamus; tidak dibaca.", header=header),
                _("Impor standarnya lebih dahulu (`standards`), lalu ulangi."),
            )


def _years_later(day: date) -> date:
    try:
        return day.replace(year=day.year + VALID_YEARS)
    except ValueError:  # 29 February
        return day.replace(year=day.year + VALID_YEARS, day=28)
