"""Job standards: required level per job or job group; names technical competencies on the way."""

from uuid import UUID, uuid4

from sqlmodel import Session

from mentoring import people
from mentoring.competencies.imports.comparing import Key, Row, compare
from mentoring.competencies.queries import job_key
from mentoring.competencies.tables import Competency, Family, Standard
from mentoring.sheets import Column, Layout, Record, Sheet, parsers
from mentoring.words import _

READS = (Competency, Standard)
OWN_VERSION = "instansi"
FIELDS = ("scope", "key", "competency_id")


def layout() -> Layout:
    """JABATAN NAMA or KELOMPOK JABATAN, KODE KOMPETENSI, LEVEL STANDAR."""
    return Layout(
        name="standards",
        title=_("Standar kompetensi jabatan"),
        columns=(
            Column(
                "job",
                "JABATAN NAMA",
                parsers.text(300),
                ("JABATAN", "NAMA JABATAN"),
                help=_("Nama jabatan; kosongkan bila standar berlaku untuk kelompok jabatan."),
            ),
            Column(
                "group",
                "KELOMPOK JABATAN",
                parsers.choice({str(g): str(g) for g in people.JobGroup}),
                ("KELOMPOK",),
                choices=tuple(str(g) for g in people.JobGroup),
                help=_("Kelompok jabatan; kosongkan bila standar berlaku untuk satu jabatan."),
            ),
            Column(
                "code",
                "KODE KOMPETENSI",
                parsers.text(40),
                ("KODE",),
                required=True,
                mandatory=True,
                text=True,
                help=_("Kode dari kamus, misalnya M.1, SK.1, LD, atau kode teknis instansi."),
            ),
            Column(
                "level",
                "LEVEL STANDAR",
                parsers.integer(1, 5),
                ("LEVEL", "LEVEL SYARAT"),
                required=True,
                mandatory=True,
                help=_("Level yang diperlukan, 1 sampai 5."),
            ),
            Column(
                "name",
                "NAMA KOMPETENSI",
                parsers.text(200),
                ("KOMPETENSI",),
                help=_("Wajib untuk kode teknis yang belum ada dalam kamus."),
            ),
            Column(
                "affair",
                "URUSAN",
                parsers.text(200),
                ("URUSAN PEMERINTAHAN",),
                help=_("Urusan pemerintahan kompetensi teknis."),
            ),
            Column("source", "SUMBER", parsers.text(200), help=_("Dasar standar ini.")),
        ),
        examples=(
            {
                "job": "Perawat Ahli Pertama",
                "code": "T.201",
                "level": "2",
                "name": "Asuhan keperawatan",
                "affair": "Kesehatan",
            },
            {"group": "JF Ahli Pertama", "code": "LD", "level": "2"},
        ),
    )


def plan(session: Session, sheet: Sheet, *, layout: Layout) -> people.ImportPlan:
    """Compare with the stored standards; standards that the sheet does not name stay."""
    entries, stored = people.rows_of(session, Competency), people.rows_of(session, Standard)
    finder = people.Finder(sheet)
    ids: dict[str, UUID] = {entry["code"]: entry["id"] for entry in entries}
    fresh: dict[str, Row] = {}
    wanted: dict[Key, tuple[Record, Row]] = {}
    for record in sheet.rows:
        if record.row in finder.bad_rows or not _scope_named(record, finder):
            continue
        competency_id = _competency(record, finder, ids, fresh)
        if competency_id is None:
            continue
        row = _standard(record, competency_id)
        key = tuple(row[f] for f in FIELDS)
        if key in wanted and wanted[key][1]["level"] != row["level"]:
            finder.error(
                record,
                "level",
                "contradiction",
                _("Baris {row} menetapkan level lain untuk hal yang sama.", row=wanted[key][0].row),
                _("Hapus salah satu baris."),
            )
        wanted.setdefault(key, (record, row))
    result = people.ImportPlan(
        "standards",
        layout,
        sheet,
        finder.all(),
        people.digest_of([entries, stored]),
        reads=READS,
    )
    if result.ok:
        result.writes.append(people.Writes(Competency, insert=list(fresh.values())))
        compare(
            result,
            people.Writes(Standard),
            stored=stored,
            fields=FIELDS,
            wanted=wanted,
            label=lambda r: str(r.get("code")),
        )
    return result


def _scope_named(record: Record, finder: people.Finder) -> bool:
    if bool(record.get("job")) != bool(record.get("group")):
        return True
    finder.error(
        record,
        "job",
        "scope",
        _("Sebutkan salah satu: nama jabatan atau kelompok jabatan."),
        _("Isi satu dari kedua kolom itu, kosongkan yang lain."),
    )
    return False


def _competency(
    record: Record, finder: people.Finder, ids: dict[str, UUID], fresh: dict[str, Row]
) -> UUID | None:
    code = record.get("code")
    if code in ids:
        return ids[code]
    if not record.get("name"):
        finder.error(
            record,
            "code",
            "unknown_competency",
            _("Kode kompetensi ini belum ada dalam kamus."),
            _("Perbaiki kodenya, atau isi NAMA KOMPETENSI agar kompetensi teknis itu dibuat."),
        )
        return None
    made: Row = {
        "id": uuid4(),
        "version": OWN_VERSION,
        "code": code,
        "name": record.get("name"),
        "family": Family.TECHNICAL,
        "definition": record.get("affair") or "",
    }
    fresh[code], ids[code] = made, made["id"]
    return ids[code]


def _standard(record: Record, competency_id: UUID) -> Row:
    group = record.get("group")
    return {
        "scope": "group" if group else "job",
        "key": group or job_key(record.get("job")),
        "competency_id": competency_id,
        "level": record.get("level"),
        "source": record.get("source") or "",
    }
