"""Job standards: required level per job or job group; technical competencies on the way."""

from uuid import UUID

from sqlmodel import Session, select

from mentoring import people, sheets
from mentoring.competencies.imports.comparing import Key, Row, compare
from mentoring.competencies.imports.naming import Naming
from mentoring.competencies.jobs import job_key
from mentoring.competencies.queries import dictionary
from mentoring.competencies.tables import Competency, Scope, Standard
from mentoring.sheets import Column, Layout, Record, Sheet, parsers
from mentoring.words import _

READS = (Competency, Standard)
FIELDS = ("scope", "key", "competency_id")


def layout() -> Layout:
    """JABATAN NAMA or KELOMPOK JABATAN, KODE KOMPETENSI, LEVEL STANDAR; or codes and names."""
    return Layout(
        name="standards",
        title=_("Standar kompetensi jabatan"),
        columns=(*_job_columns(), *_competency_columns()),
        examples=(
            {
                "job": "Perawat Terampil",  # as the employees' example has it
                "code": "T.201",
                "level": "2",
                "name": "Asuhan keperawatan",
                "affair": "Kesehatan",
            },
            {"group": "JF Ahli Pertama", "code": "LD", "level": "2"},
            {"code": "T.202", "name": "Keselamatan pasien", "affair": "Kesehatan"},
        ),
    )


def _job_columns() -> tuple[Column, ...]:
    return (
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
    )


def _competency_columns() -> tuple[Column, ...]:
    return (
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
            help=_(
                "Level yang diperlukan, 1 sampai 5; kosong hanya pada baris yang menambah "
                "kompetensi teknis ke dalam kamus."
            ),
        ),
        Column(
            "name",
            "NAMA KOMPETENSI",
            parsers.text(200),
            ("KOMPETENSI", "NAMA"),
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
    )


def plan(session: Session, sheet: Sheet, *, layout: Layout) -> people.ImportPlan:
    """Compare with the stored standards; standards that the sheet does not name stay."""
    entries, stored = people.rows_of(session, Competency), people.rows_of(session, Standard)
    finder = people.Finder(sheet)
    naming = Naming(finder, {sheets.folded(e.code): e for e in dictionary(session)})
    wanted: dict[Key, tuple[Record, Row]] = {}
    for record in sheet.rows:
        if record.row in finder.bad_rows or not _is_whole(record, finder):
            continue
        competency_id = naming.of(record)
        if competency_id is not None and record.get("level") is not None:
            _want(_standard(record, competency_id), record, wanted, finder)
    _warn_of_unheld_jobs(session, wanted, finder)
    digest = people.digest_of([entries, stored])
    result = people.ImportPlan("standards", layout, sheet, finder.all(), digest, reads=READS)
    if result.ok:
        naming.write(result)
        compare(
            result,
            people.Writes(Standard),
            stored=stored,
            fields=FIELDS,
            wanted=wanted,
            label=lambda record: sheets.masked(record.get("code")),
            default=_whole,
        )
    return result


def _is_whole(record: Record, finder: people.Finder) -> bool:
    """One job or one group with a level; or neither of all, with the name of a competency."""
    job, group, level = (record.get(key) for key in ("job", "group", "level"))
    if (job or group) and level is None:
        finder.error(
            record, "level", "blank", _("Level standar kosong."), _("Isi level 1 sampai 5.")
        )
        return False
    if bool(job) != bool(group) or (level is None and record.get("name")):
        return True
    finder.error(
        record,
        "job",
        "scope",
        _("Sebutkan salah satu: nama jabatan atau kelompok jabatan."),
        _("Isi satu dari kedua kolom itu, kosongkan yang lain."),
    )
    return False


def _standard(record: Record, competency_id: UUID) -> Row:
    group = record.get("group")
    return {
        "scope": (Scope.GROUP if group else Scope.JOB).value,
        "key": group or job_key(record.get("job")),
        "competency_id": competency_id,
        "level": record.get("level"),
        "source": record.get("source"),
    }


def _whole(row: Row) -> Row:
    return row | {"source": row["source"] or ""}


def _want(
    row: Row, record: Record, wanted: dict[Key, tuple[Record, Row]], finder: people.Finder
) -> None:
    first, earlier = wanted.setdefault(tuple(row[f] for f in FIELDS), (record, row))
    if earlier["level"] != row["level"]:
        finder.error(
            record,
            "level",
            "contradiction",
            _("Baris {row} menetapkan level lain untuk hal yang sama.", row=first.row),
            _("Hapus salah satu baris."),
        )


def _warn_of_unheld_jobs(
    session: Session, wanted: dict[Key, tuple[Record, Row]], finder: people.Finder
) -> None:
    """A job that nobody holds is most often a slip of the pen; said once per job."""
    held = {job_key(name) for name in session.exec(select(people.Employee.job_name).distinct())}
    if not held:  # standards may well come before the employees
        return
    unheld = {
        row["key"]: record
        for record, row in reversed(wanted.values())
        if row["scope"] == Scope.JOB and row["key"] not in held
    }
    for record in unheld.values():
        finder.warn(
            record,
            "job",
            "nobody_holds",
            _("Tidak ada pegawai dengan nama jabatan ini."),
            _("Bandingkan dengan nama jabatan pada berkas pegawai; standar tetap disimpan."),
        )
