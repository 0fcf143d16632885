"""Predikat kinerja of a year: as a word, or from its two halves (PermenPANRB 6/2022)."""

from sqlmodel import Session

from mentoring.people.imports.keyed import Key, KnownPeople, nip_column, plan_rows, remove_column
from mentoring.people.imports.plan import ImportPlan, Row
from mentoring.people.tables import Rating
from mentoring.sheets import Cell, Column, Layout, Record, Sheet, folded, parsers
from mentoring.words import _

READS = (Rating,)
PREDICATES = {"Sangat Baik": 1, "Baik": 2, "Butuh Perbaikan": 3, "Kurang": 4, "Sangat Kurang": 5,
              "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "Cukup": 3, "Misconduct": 4}  # fmt: skip
NO_DATA = {"0", "tidakadadata", "belumdinilai", "null", "none", "na"}
HALVES = {"1": 1, "2": 2, "3": 3, "Di atas ekspektasi": 1, "Diatas ekspektasi": 1, "Di atas": 1,
          "Sesuai ekspektasi": 2, "Sesuai": 2, "Di bawah ekspektasi": 3, "Dibawah ekspektasi": 3,
          "Di bawah": 3, "Diatas espektasi": 1, "Sesuai espektasi": 2,
          "Dibawah espektasi": 3}  # fmt: skip
# (hasil kerja, perilaku kerja), each 1 above, 2 as, 3 below expectation -> predicate
MATRIX = {(1, 1): 1, (1, 2): 2, (1, 3): 4, (2, 1): 2, (2, 2): 2, (2, 3): 4, (3, 1): 3, (3, 2): 3,
          (3, 3): 5}  # fmt: skip
_predicate = parsers.choice(PREDICATES)


EXAMPLES: tuple[dict[str, str], ...] = (
    {"nip": "198503152010011999", "year": "2025", "predicate": "Baik"},
)


def layout() -> Layout:
    """NIP, TAHUN, PREDIKAT; or the two halves in place of PREDIKAT."""
    return Layout(
        name="ratings",
        title=_("Predikat kinerja"),
        columns=(
            nip_column(),
            Column(
                "year",
                "TAHUN",
                parsers.integer(2000, 2100),
                ("TAHUN PENILAIAN", "TAHUN SKP", "PERIODE"),
                required=True,
                mandatory=True,
                help=_("Tahun kinerja yang dinilai."),
            ),
            Column(
                "predicate",
                "PREDIKAT",
                _said,
                ("PREDIKAT KINERJA", "KUADRAN KINERJA", "KUADRAN KINERJA NILAI", "KUADRAN"),
                choices=tuple(PREDICATES)[:5],
                help=_("Predikat kinerja tahunan."),
            ),
            *_halves(),
            remove_column(),
        ),
        examples=EXAMPLES,
    )


def _halves() -> tuple[Column, ...]:
    half = parsers.choice(HALVES)
    halves = ("Di atas ekspektasi", "Sesuai ekspektasi", "Di bawah ekspektasi")
    return (
        Column(
            "result",
            "HASIL KERJA",
            half,
            ("HASIL KINERJA NILAI", "RATING HASIL KERJA", "HASIL KINERJA"),
            choices=halves,
            help=_("Dipakai bila predikat kosong."),
        ),
        Column(
            "conduct",
            "PERILAKU KERJA",
            half,
            ("PERILAKU KERJA NILAI", "RATING PERILAKU KERJA", "PERILAKU"),
            choices=halves,
            help=_("Dipakai bila predikat kosong."),
        ),
    )


def _said(cell: Cell) -> int | None:
    return None if folded(parsers.code()(cell)) in NO_DATA else _predicate(cell)


def plan(session: Session, sheet: Sheet, *, layout: Layout, partial: bool) -> ImportPlan:
    """Compare with what is stored; lines that are not in the sheet stay."""
    key = ("employee_id", "year")
    return plan_rows(session, sheet, layout=layout, model=Rating, key=key, row_of=_row)


def _row(record: Record, people: KnownPeople) -> tuple[Key, Row] | None:
    who, year, predicate = people.of(record), record.get("year"), record.get("predicate")
    if predicate is None:
        predicate = MATRIX.get((record.get("result") or 0, record.get("conduct") or 0))
    if who is None or year is None:
        return None
    if record.row in people.finder.bad_rows:
        return None
    if predicate is None and not record.get("remove"):
        people.finder.warn(
            record,
            "predicate",
            "no_rating",
            _("Predikat kosong; baris ini dilewati."),
            _("Isi predikat bila penilaiannya sudah ada."),
        )
        return None
    return (who, year), {"employee_id": who, "year": year, "predicate": predicate}
