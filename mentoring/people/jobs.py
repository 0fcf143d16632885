"""From the words of a job to its group in the competency matrix, its field and its end.

Sources: eselon to group and JF levels, UU 20/2023 and the SIASN tables; retirement ages, PP
11/2017 art. 239 and the published age of each functional job.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from mentoring.people.reference import (
    FunctionalJob,
    fields,
    jobs_by_id,
    jobs_by_level,
    jobs_by_name,
    plain,
    plain_id,
)


class JobGroup(StrEnum):
    """Kelompok jabatan: the rows of the competency matrix."""

    JPT_UTAMA = "JPT Utama"
    JPT_MADYA = "JPT Madya"
    JPT_PRATAMA = "JPT Pratama"
    ADMINISTRATOR = "Administrator"
    PENGAWAS = "Pengawas"
    PELAKSANA = "Pelaksana"
    AHLI_UTAMA = "JF Ahli Utama"
    AHLI_MADYA = "JF Ahli Madya"
    AHLI_MUDA = "JF Ahli Muda"
    AHLI_PERTAMA = "JF Ahli Pertama"
    PENYELIA = "JF Penyelia"
    MAHIR = "JF Mahir"
    TERAMPIL = "JF Terampil"
    PEMULA = "JF Pemula"


BY_LEVEL = {
    "UT": JobGroup.AHLI_UTAMA,
    "MA": JobGroup.AHLI_MADYA,
    "MD": JobGroup.AHLI_MADYA,
    "MU": JobGroup.AHLI_MUDA,
    "PT": JobGroup.AHLI_PERTAMA,
    "PY": JobGroup.PENYELIA,
    "MH": JobGroup.MAHIR,
    "TR": JobGroup.TERAMPIL,
    "PM": JobGroup.PEMULA,
}
LEVEL_WORDS = {
    "utama": "UT", "madya": "MA", "muda": "MU", "pertama": "PT", "penyelia": "PY",
    "mahir": "MH", "pelaksana lanjutan": "MH", "terampil": "TR", "pelaksana": "TR",
    "pemula": "PM", "pelaksana pemula": "PM",
}  # fmt: skip
LEVEL = r"(?:ahli )?(?:utama|madya|muda|pertama)|penyelia|mahir|terampil|pemula"
ENDS_WITH_LEVEL = re.compile(rf"^(?P<stem>.+?) (?P<level>{LEVEL}|pelaksana lanjutan)$")
BEGINS_WITH_LEVEL = re.compile(rf"^(?P<level>{LEVEL}) (?P<stem>.+)$")

# Where a structural job comes without its eselon; usual in small offices' own sheets.
STRUCTURAL_WORDS = (
    (r"^(plt |plh |pj )?(sekretaris daerah|asisten (sekretaris|pemerintahan|perekonomian"
     r"|administrasi)|staf ahli|inspektur( daerah| kota| kabupaten)?$|kepala (dinas|badan)"
     r"|sekretaris dprd)", JobGroup.JPT_PRATAMA),
    (r"^(plt |plh |pj )?(camat|sekretaris (dinas|badan|inspektorat)|kepala (bagian|bidang)|"
     r"inspektur pembantu)\b", JobGroup.ADMINISTRATOR),
    (r"^(plt |plh |pj )?(lurah|kepala (sub ?bagian|sub ?bidang|seksi|uptd?)|sekretaris "
     r"(camat|kecamatan|lurah|kelurahan))\b", JobGroup.PENGAWAS),
)  # fmt: skip

GROUP_BUP = {
    JobGroup.JPT_UTAMA: 60,
    JobGroup.JPT_MADYA: 60,
    JobGroup.JPT_PRATAMA: 60,
    JobGroup.AHLI_UTAMA: 65,
    JobGroup.AHLI_MADYA: 60,
}
USUAL_BUP, LOWEST_BUP, HIGHEST_BUP = 58, 56, 70
FIELD_BUP = {"Guru": 60, "Dosen": 65, "Jaksa": 62}


@dataclass(frozen=True, slots=True)
class Job:
    """What a job means: its group (None when unknown), its field, its retirement age."""

    group: JobGroup | None
    field: str
    bup: int


@lru_cache(maxsize=16_384)
def job_of(
    *, job_type: str = "", echelon: str = "", code: str = "", name: str = "", top: bool = False
) -> Job:
    """The meaning of a job.

    job_type: 1 structural, 2 functional, 3 both, 4 pelaksana, empty unknown. echelon: «II.b».
    code: JABATAN ID. top: eselon id 10, which tells JPT Utama from JPT Madya.
    """
    if job_type in ("1", "3") or (not job_type and echelon):
        group = _by_echelon(echelon, top=top) or _by_words(name)
        if group or job_type == "1":
            return Job(group, _tidy(name), GROUP_BUP.get(group, USUAL_BUP) if group else 58)
    if job_type == "4":
        return Job(JobGroup.PELAKSANA, _tidy(name), USUAL_BUP)
    known = jobs_by_id().get(plain_id(code)) or jobs_by_name().get(plain(name))
    if known:
        return _functional(known.field, known.level, known)
    stem, level = split_level(name)
    field = field_of(stem)
    if level:
        return _functional(field or _tidy(stem), level, jobs_by_level().get((field, level)))
    if job_type in ("2", "3"):
        return Job(None, field or _tidy(name), FIELD_BUP.get(field, USUAL_BUP))
    group = _by_words(name) or (JobGroup.PELAKSANA if name else None)
    return Job(group, _tidy(name), GROUP_BUP.get(group, USUAL_BUP) if group else USUAL_BUP)


def _functional(field: str, level: str, known: FunctionalJob | None) -> Job:
    group = BY_LEVEL.get(level)
    usual = FIELD_BUP.get(field) or (GROUP_BUP.get(group, USUAL_BUP) if group else USUAL_BUP)
    bup = known.bup if known and LOWEST_BUP <= known.bup <= HIGHEST_BUP else usual
    return Job(group, field, bup)


def _by_echelon(echelon: str, *, top: bool) -> JobGroup | None:
    head = echelon.split(".", maxsplit=1)[0]
    if echelon == "I.a" and top:
        return JobGroup.JPT_UTAMA
    return {
        "I": JobGroup.JPT_MADYA,
        "II": JobGroup.JPT_PRATAMA,
        "III": JobGroup.ADMINISTRATOR,
        "IV": JobGroup.PENGAWAS,
    }.get(head)


def _by_words(name: str) -> JobGroup | None:
    said = plain(name)
    return next((group for words, group in STRUCTURAL_WORDS if re.match(words, said)), None)


def split_level(name: str) -> tuple[str, str]:
    """«Perawat Terampil», «TERAMPIL - PERAWAT» -> («perawat», «TR»); no level: («…», "")."""
    said = plain(name.split("/", maxsplit=1)[0])  # «Bidan Utama / Ahli Utama» says it twice
    shapes = [ENDS_WITH_LEVEL, BEGINS_WITH_LEVEL]
    if re.match(r"^[\w ]+?\s?-\s?\w", name.strip()):
        shapes.reverse()
    for shape in shapes:
        if found := shape.match(said):
            word = found["level"].removeprefix("ahli ")
            return found["stem"], LEVEL_WORDS[word]
    stem, _blank, last = said.rpartition(" ")
    if last == "pelaksana" and field_of(stem):  # the old name of Terampil, only in known fields
        return stem, "TR"
    return said, ""


def field_of(stem: str) -> str:
    """The field of a job's stem: itself, a speciality, or the longest known beginning."""
    words = plain(stem).split()
    for length in range(len(words), 0, -1):
        if found := fields().get(" ".join(words[:length])):
            return found
    return ""


SMALL = {"dan", "di", "ke", "dari", "pada", "untuk", "dengan", "atau", "serta"}


def _tidy(name: str) -> str:
    """A job name as one reads it, whatever its capitals were."""
    words = " ".join(name.split()).split(" ")
    if not name.isupper() and not name.islower():
        return " ".join(words)
    return " ".join(w if len(w) < 2 else w.lower() if w.lower() in SMALL else w.capitalize()
                    for w in words)  # fmt: skip


def retires_on(born: date, bup: int) -> date:
    """TMT pensiun: the first day of the month after the birthday that reaches BUP."""
    year, month = born.year + bup, born.month + 1
    return date(year + (month > 12), (month - 1) % 12 + 1, 1)
