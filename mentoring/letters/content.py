"""What a letter says, as plain data that is stored: the same facts give the same digest."""

import hashlib
import json
import unicodedata
import zlib
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from mentoring.letters.values import Kind, Matter, Pair, Person


@dataclass(frozen=True, slots=True)
class Cited:
    """Another letter that this one names: the decree behind it, or the one it replaces."""

    number: str
    dated: date | None

    def facts(self) -> dict[str, Any]:
        return {"nomor": self.number, "tanggal": self.dated.isoformat() if self.dated else ""}


@dataclass(frozen=True, slots=True)
class Frame:
    """What comes from the agency and not from the match.

    Attributes:
        head: SHA-256 of the stored letterhead.
        emblem: SHA-256 of the stored emblem; empty without one.
        address: where letters are verified; empty while the office has no public address.
    """

    head: str
    emblem: str
    address: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a letter says, except its number, its date and its random id."""

    facts: dict[str, Any]

    @property
    def digest(self) -> str:
        """SHA-256 in hex, whatever the order of the keys."""
        return hashlib.sha256(self._text()).hexdigest()

    def packed(self) -> bytes:
        """As it is stored."""
        return zlib.compress(self._text(), 6)

    @classmethod
    def unpacked(cls, stored: bytes) -> Self:
        """As it was stored."""
        return cls(json.loads(zlib.decompress(stored)))

    def _text(self) -> bytes:
        return json.dumps(
            self.facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()


def content_of(
    matter: Matter,
    *,
    kind: Kind,
    pairs: tuple[Pair, ...],
    together: bool,
    frame: Frame,
    decree: Cited | None = None,
    replaces: Cited | None = None,
) -> Content:
    """The content of one letter.

    Args:
        pairs: all of the matter's, or those of one mentor.
        together: one Surat Tugas for all mentors, with an annex.
    """
    return Content(
        {
            "bentuk": 1,  # of this very data: another shape gets another number
            "jenis": str(kind),
            "bersama": together,
            "kop": frame.head,
            "lambang": frame.emblem,
            "alamat": frame.address,
            "program": matter.programme,
            "mulai": matter.begins_on.isoformat(),
            "selesai": matter.ends_on.isoformat(),
            "proses": matter.run,
            "sertifikat": matter.certificate,
            "keputusan": decree.facts() if decree else None,
            "menggantikan": replaces.facts() if replaces else None,
            "pasangan": [_pair(p) for p in pairs],
        }
    )


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "mentor": _person(pair.mentor),
        "mentee": _person(pair.mentee),
        "kompetensi": list(pair.competencies),
        "mulai": pair.begins_on.isoformat(),
        "selesai": pair.ends_on.isoformat(),
    }


def _person(who: Person) -> dict[str, str]:
    said = {
        "nama": who.name,
        "nip": who.nip,
        "pangkat": who.rank,
        "jabatan": who.job,
        "unit": who.unit,
    }
    return {name: _printable(text) for name, text in said.items()}


def _printable(text: str) -> str:
    """Without control characters: neither Word nor PDF may hold them."""
    return "".join(c for c in " ".join(text.split()) if unicodedata.category(c) != "Cc")
