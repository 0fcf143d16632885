"""Assessment results: one row per level, or one row per person with a column per competency."""

import re
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlmodel import Session

from mentoring import clock, people
from mentoring.competencies.imports.comparing import Key, Row, compare
from mentoring.competencies.queries import dictionary
from mentoring.competencies.seeding import shipped_dictionary
from mentoring.competencies.tables import Assessment, Competency
from mentoring.sheets import Column, Layout, Record, Sheet, parsers
from mentoring.words import _

READS = (Competency, Assessment)
FIELDS = ("employee_id", "competency_id", "assessed_on")
VALID_YEARS = 3  # commonly used; the column BERLAKU SAMPAI says otherwise
WIDE = "level:"
LOOKS_LIKE_CODE = re.compile(r"[A-Za-z]{1,4}\.\d[\w.]*")


def layout(codes: tuple[str, ...] | None = None) -> Layout:
    """NIP, TANGGAL and either KODE KOMPETENSI with LEVEL CAPAIAN, or a column per code."""
    known = codes or tuple(c["code"] for c in shipped_dictionary()["competencies"])
    return Layout(
        name="assessments",
        title=_("Hasil penilaian kompetensi"),
        columns=(
            people.nip_column(),
            Column(
                "assessed_on",
                "TANGGAL",
                parsers.day,
                ("TANGGAL PENILAIAN", "TGL PENILAIAN", "TANGGAL ASESMEN"),
                required=True,
                mandatory=True,
                help=_("Tanggal penilaian."),
            ),
            Column("source", "SUMBER", parsers.text(200), help=_("Penyelenggara penilaian.")),
            Column(
                "valid_until",
                "BERLAKU SAMPAI",
                parsers.day,
                ("MASA BERLAKU", "TANGGAL KEDALUWARSA"),
                help=_("Kosong: tiga tahun sejak tanggal penilaian."),
            ),
            Column(
                "code",
                "KODE KOMPETENSI",
                parsers.text(40),
                ("KODE",),
                text=True,
                help=_("Bentuk panjang: satu baris untuk satu kompetensi."),
            ),
            Column(
                "level",
                "LEVEL CAPAIAN",
                parsers.level,
                ("CAPAIAN", "LEVEL"),
                help=_("Level yang dicapai, 0 sampai 5."),
            ),
            *(
                Column(
                    WIDE + code,
                    code,
                    parsers.level,
                    help=_(
                        "Bentuk lebar: level capaian {code}; kosong berarti belum dinilai.",
                        code=code,
                    ),
                )
                for code in known
            ),
        ),
        examples=(
            {
                "nip": "199001012015031999",
                "assessed_on": "15-08-2026",
                "source": "CACT BKN",
                "level:M.1": "2",
                "level:M.6": "2",
            },
        ),
    )


def layout_of(session: Session) -> Layout:
    """The layout with a column for every competency that this database knows."""
    return layout(tuple(entry.code for entry in dictionary(session)))


def plan(session: Session, sheet: Sheet, *, layout: Layout) -> people.ImportPlan:
    """Compare with the stored assessments; older ones stay, they are history."""
    entries, stored = people.rows_of(session, Competency), people.rows_of(session, Assessment)
    finder = people.Finder(sheet)
    known = people.KnownPeople(session, finder)
    codes = {entry["code"]: entry["id"] for entry in entries}
    wanted: dict[Key, tuple[Record, Row]] = {}
    _warn_of_unknown_columns(sheet, finder)
    for record in sheet.rows:
        who = known.of(record)
        if who is None or record.row in finder.bad_rows or not _dated(record, finder):
            continue
        for row in _rows(record, who, codes, finder):
            key = tuple(row[f] for f in FIELDS)
            if key in wanted and wanted[key][1]["level"] != row["level"]:
                finder.error(
                    record,
                    "nip",
                    "contradiction",
                    _(
                        "Baris {row} berisi level lain untuk penilaian yang sama.",
                        row=wanted[key][0].row,
                    ),
                    _("Hapus salah satu baris."),
                )
            wanted.setdefault(key, (record, row))
    result = people.ImportPlan(
        "assessments",
        layout,
        sheet,
        finder.all(),
        people.digest_of([entries, stored]),
        reads=READS,
    )
    if result.ok:
        compare(
            result,
            people.Writes(Assessment),
            stored=stored,
            fields=FIELDS,
            wanted=wanted,
            label=lambda r: people.masked(r.get("nip") or ""),
        )
    return result


def _dated(record: Record, finder: people.Finder) -> bool:
    day: date | None = record.get("assessed_on")
    if day is None:
        return False
    if day <= clock.today():
        return True
    finder.error(
        record,
        "assessed_on",
        "future",
        _("Tanggal penilaian ada di masa depan."),
        _("Perbaiki tanggalnya."),
    )
    return False


def _rows(
    record: Record, who: UUID, codes: dict[str, UUID], finder: people.Finder
) -> Iterator[Row]:
    found = dict(_levels(record, codes, finder))
    if not found and record.row not in finder.bad_rows:
        finder.warn(
            record,
            "nip",
            "no_level",
            _("Baris ini tidak berisi level; dilewati."),
            _("Isi levelnya bila penilaiannya sudah ada."),
        )
    day: date = record.get("assessed_on")
    for code, level in found.items():
        yield {
            "employee_id": who,
            "competency_id": codes[code],
            "level": level,
            "assessed_on": day,
            "valid_until": record.get("valid_until") or _years_later(day),
            "source": record.get("source") or "",
        }


def _levels(
    record: Record, codes: dict[str, UUID], finder: people.Finder
) -> Iterator[tuple[str, int]]:
    for key, value in record.values.items():
        if key.startswith(WIDE) and value is not None:
            yield key.removeprefix(WIDE), value
    code, level = record.get("code"), record.get("level")
    if code is None:
        return
    if code not in codes:
        finder.error(
            record,
            "code",
            "unknown_competency",
            _("Kode kompetensi ini belum ada dalam kamus."),
            _("Perbaiki kodenya, atau impor standarnya lebih dahulu (`standards`)."),
        )
    elif level is None:
        finder.error(record, "level", "empty", _("Level capaian kosong."), _("Isi 0 sampai 5."))
    else:
        yield code, level


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
