"""The agency's letterhead and wording: one TOML file that HR edits, checked and spelled out."""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mentoring.errors import Unusable
from mentoring.words import _

DEFAULT = Path(__file__).parent / "data" / "head.toml"
Line = Annotated[str, Field(max_length=600)]
Long = Annotated[str, Field(max_length=3000)]
Longs = Annotated[tuple[Long, ...], Field(max_length=16)]
PLACE = re.compile(r"\{([a-z_]+)\}")
PLACES = frozenset(
    ("program", "tahun", "mulai", "selesai", "jumlah_pasangan", "jumlah_mentor", "jumlah_mentee",
     "proses", "jabatan", "judul", "tentang", "keputusan")
)  # fmt: skip


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Agency(Part):
    """The three lines at the top."""

    pemerintah: Line = ""
    perangkat_daerah: Line = ""
    alamat: Annotated[tuple[Line, ...], Field(max_length=5)] = ()
    lambang: Line = ""


class Signer(Part):
    """Who signs, and where."""

    jabatan: Line = ""
    nama: Line = ""
    pangkat: Line = ""
    nip: Line = ""
    tempat: Line = ""


class Dictum(Part):
    """KESATU, KEDUA …; with a list below it where there is one."""

    isi: Long
    butir: Longs = ()


class Decree(Part):
    """The wording of a Keputusan."""

    kop_pejabat: Line
    judul: Line
    tentang: Line
    menimbang: Longs
    mengingat: Longs
    menetapkan: Long
    judul_lampiran: Line
    tembusan: Longs
    diktum: Annotated[tuple[Dictum, ...], Field(min_length=1, max_length=18)]


class Assignment(Part):
    """The wording of a Surat Tugas."""

    judul: Line
    kata_tugas: Line
    dasar: Longs
    kepada: Long
    untuk: Longs
    penutup: Long
    judul_lampiran: Line
    tembusan: Longs


class Foot(Part):
    """What stands at the foot of every page."""

    kalimat: Annotated[tuple[Line, ...], Field(max_length=3)]


class Head(Part):
    """A whole letterhead with its wording."""

    kertas: Literal["A4", "F4"]
    instansi: Agency
    penanda_tangan: Signer
    keputusan: Decree
    surat_tugas: Assignment
    kaki: Foot

    def blanks(self) -> list[str]:
        """What must still be filled in before a letter can be numbered."""
        needed = {
            "instansi.pemerintah": self.instansi.pemerintah,
            "instansi.perangkat_daerah": self.instansi.perangkat_daerah,
            "penanda_tangan.jabatan": self.penanda_tangan.jabatan,
            "penanda_tangan.nama": self.penanda_tangan.nama,
            "penanda_tangan.tempat": self.penanda_tangan.tempat,
        }
        return [place for place, said in needed.items() if not said]


def default_text() -> str:
    """The file that comes with the product, as HR gets it to edit."""
    return DEFAULT.read_text("utf-8")


def parse(text: str) -> Head:
    """A letterhead from TOML; what is left out is taken from the product's own wording.

    Raises:
        Unusable: no TOML, an unknown name, a text too long, an unknown {place}.
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        raise Unusable(
            _("Kop surat bukan TOML yang sah ({place}).", place=_row(broken)),
            remedy=_("Perbaiki baris itu, atau mulai lagi dari `pamong letter head --output`."),
        ) from None
    try:
        head = Head.model_validate(_over(tomllib.loads(default_text()), given))
    except ValidationError as bad:
        raise Unusable(
            _("Kop surat berisi {count} kesalahan.", count=bad.error_count()),
            remedy=_("Perbaiki bagian yang disebut; `pamong letter head` menunjukkan contohnya."),
            details=tuple(_place(error["loc"]) for error in bad.errors()),
        ) from None
    unknown = sorted(_places(head.model_dump()) - PLACES)
    if unknown:
        raise Unusable(
            _("Isian {names} tidak dikenal.", names=", ".join(f"{{{n}}}" for n in unknown)),
            remedy=_(
                "Isian yang ada: {names}.", names=" ".join(f"{{{n}}}" for n in sorted(PLACES))
            ),
        )
    return head


def emblem_named(text: str) -> str:
    """The file that a letterhead names as its emblem; empty for none."""
    return parse(text).instansi.lambang


def fill(text: str, places: dict[str, str]) -> str:
    """The text with its {places} filled. Nothing else of Python's formatting is known here."""
    return PLACE.sub(lambda found: places.get(found[1], found[0]), text)


def _over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """The upper table laid over the lower one, table by table."""
    mixed = dict(below)
    for name, value in above.items():
        lower = below.get(name)
        both = isinstance(value, dict) and isinstance(lower, dict)
        mixed[name] = _over(lower, value) if both and lower is not None else value
    return mixed


def _places(value: object) -> set[str]:
    """Every {word} in the texts."""
    if isinstance(value, dict):
        return set().union(*map(_places, value.values()))
    if isinstance(value, list | tuple):
        return set().union(*map(_places, value))
    return set(PLACE.findall(str(value)))


def _place(where: tuple[int | str, ...]) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in where)


def _row(broken: tomllib.TOMLDecodeError) -> str:
    found = re.search(r"line (\d+)", str(broken))
    return _("baris {row}", row=found[1]) if found else _("akhir berkas")
