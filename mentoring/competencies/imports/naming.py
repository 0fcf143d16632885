"""The competencies that a sheet names: found in the dictionary, or made on the way."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from mentoring import people, sheets
from mentoring.competencies.imports.comparing import Row, compare
from mentoring.competencies.tables import Competency, Family
from mentoring.sheets import Record
from mentoring.words import _

OWN_VERSION = "instansi"
FIELDS = ("version", "code")
COLUMN_OF = {"name": "name", "affair": "definition"}  # column of the sheet -> stored field


@dataclass(slots=True)
class Naming:
    """The dictionary as the sheet leaves it.

    known: what is stored, by folded code. touched: technical entries that the sheet names, with
    the row that named them first. told: (folded code, column) -> what the sheet said first.
    """

    finder: people.Finder
    known: dict[str, Competency]
    touched: dict[str, tuple[Record, Row]] = field(default_factory=dict)
    told: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, record: Record) -> UUID | None:
        """The competency's id, or None with an error noted."""
        place = sheets.folded(record.get("code"))
        entry = self.known.get(place)
        if entry is not None and entry.family != Family.TECHNICAL:
            self._warn_of_other_name(record, place, entry)
            return entry.id
        if entry is None and place not in self.touched and not record.get("name"):
            self._unknown(record)
            return None
        if place not in self.touched:
            self.touched[place] = (record, _technical(record, entry))
        row = self.touched[place][1]
        if tidy(record.get("code")) != tidy(row["code"]):
            self._alike(record, row["code"])
            return None
        return row["id"] if self._taken_over(record, place, row) else None

    def write(self, plan: people.ImportPlan) -> None:
        """Put new and renamed technical competencies into the plan."""
        compare(
            plan,
            people.Writes(Competency),
            stored=[entry.model_dump() for entry in self.known.values()],
            fields=FIELDS,
            wanted={tuple(row[f] for f in FIELDS): (at, row) for at, row in self.touched.values()},
            label=lambda record: sheets.masked(record.get("code")),
        )

    def _taken_over(self, record: Record, place: str, row: Row) -> bool:
        """Name and urusan as the sheet says them; what it leaves blank stays as it is stored."""
        for column, stored in COLUMN_OF.items():
            said = record.get(column)
            if not said:
                continue
            first = self.told.setdefault((place, column), said)
            if sheets.folded(first) != sheets.folded(said):
                self._contradicts(record, column, self.touched[place][0])
                return False
            if sheets.folded(first) != sheets.folded(row[stored]):  # capitals alone change nothing
                row[stored] = first
        return True

    def _warn_of_other_name(self, record: Record, place: str, entry: Competency) -> None:
        said = record.get("name")
        if not said or (place, "name") in self.told:  # once per competency is enough
            return
        self.told[place, "name"] = said
        if sheets.folded(said) != sheets.folded(entry.name):
            self.finder.warn(
                record,
                "name",
                "other_name",
                _("Dalam kamus, {code} bernama «{name}».", code=entry.code, name=entry.name),
                _("Periksa apakah kodenya benar; nama dalam kamus tidak diubah."),
            )

    def _unknown(self, record: Record) -> None:
        self.finder.error(
            record,
            "code",
            "unknown_competency",
            _(
                "Kode kompetensi «{code}» belum ada dalam kamus.",
                code=sheets.masked(record.get("code")),
            ),
            _("Perbaiki kodenya, atau isi NAMA KOMPETENSI agar kompetensi teknis itu dibuat."),
        )

    def _alike(self, record: Record, other: str) -> None:
        self.finder.error(
            record,
            "code",
            "code_alike",
            _("Kode ini hanya berbeda tanda baca dari «{other}».", other=sheets.masked(other)),
            _("Tulis kode yang sama, atau pilih kode yang benar-benar lain."),
        )

    def _contradicts(self, record: Record, column: str, first: Record) -> None:
        self.finder.error(
            record,
            column,
            "contradiction",
            _("Baris {row} menyebut kompetensi ini dengan isi lain.", row=first.row),
            _("Samakan isinya pada semua baris, atau perbaiki kodenya."),
        )


def tidy(code: str) -> str:
    """A code as it is stored: «t. 201» is «T.201»."""
    return "".join(code.split()).upper()


def _technical(record: Record, entry: Competency | None) -> Row:
    if entry is not None:
        return entry.model_dump()
    return {
        "id": uuid4(),
        "version": OWN_VERSION,
        "code": tidy(record.get("code")),
        "name": record.get("name"),
        "family": Family.TECHNICAL.value,
        "definition": "",
    }
