"""On the own pages: all that is stored about this person, to read and to take along."""

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import access, cases, clock, db, messages, programmes
from mentoring.web import export, paper, phrases
from mentoring.words import _

router = APIRouter()


@router.get("/mine/data")
def data(request: Request) -> Response:
    found = _stored(request)
    return paper.page(
        request,
        "mine_data",
        sections=[
            (title(name), [[(label(key), spoken(name, key, value)) for key, value in row.items()]
                           for row in rows])
            for name, rows in found.items()
        ],
    )  # fmt: skip


@router.get("/mine/data/json")
def as_json(request: Request) -> Response:
    text = json.dumps(_stored(request), ensure_ascii=False, indent=2, default=_plain)
    return export.download(text.encode(), "data-saya.json", "application/json")


@router.get("/mine/data/xlsx")
def as_xlsx(request: Request) -> Response:
    rows = [
        [title(name), number, label(key), str(spoken(name, key, value))]
        for name, section in _stored(request).items()
        for number, row in enumerate(section, start=1)
        for key, value in row.items()
    ]
    headers = [_("Bagian"), _("Baris"), _("Hal"), _("Isi")]
    listed = export.Listed("data-saya", _("Data saya"), headers, rows, text=(3,))
    return export.file(request, "xlsx", listed)


def title(name: str) -> str:
    """A section, as people say it."""
    return {
        "profile": _("Data kepegawaian"),
        "assessments": _("Hasil asesmen"),
        "ratings": _("Predikat kinerja"),
        "leaves": _("Cuti dan tugas"),
        "discipline": _("Hukuman disiplin (tingkat dan masa saja)"),
        "wishes": _("Pilihan mentor atau mentee"),
        "programmes": _("Keikutsertaan dalam program"),
        "mentorships": _("Pendampingan"),
        "messages": _("Pesan kepada Anda"),
        "cases": _("Keberatan dan koreksi"),
        "looks": _("Siapa yang melihat data Anda (peran, bukan nama)"),
    }[name]


def label(key: str) -> str:
    """A column, as people say it; a rare one under its own name."""
    return {
        "nip": _("NIP"), "name": _("Nama"), "front_title": _("Gelar depan"),
        "back_title": _("Gelar belakang"), "birth_date": _("Tanggal lahir"),
        "unit": _("Unit kerja"),
        "grade": _("Golongan"), "job_name": _("Jabatan"), "email": _("Surel"),
        "phone": _("Telepon"), "education": _("Pendidikan"), "superior": _("Atasan langsung"),
        "retires_on": _("Pensiun"), "competency": _("Kompetensi"), "level": _("Level"),
        "state": _("Keadaan"), "begins_on": _("Mulai"), "ends_on": _("Sampai"),
        "programme": _("Program"), "event": _("Jenis"), "made_at": _("Dibuat"), "at": _("Waktu"),
        "role": _("Peran"), "page": _("Halaman"), "words": _("Kata-kata"), "answer": _("Jawaban"),
        "year": _("Tahun"), "kind": _("Jenis"), "number": _("Nomor"), "points": _("Skor"),
        "gaps": _("Kesenjangan"), "history": _("Riwayat"), "mentor": _("Mentor"),
        "mentee": _("Mentee"),
    }.get(key, key)  # fmt: skip


def spoken(section: str, key: str, value: Any) -> Any:
    """A value as people read it."""
    if value is None or value in ("", []):
        return "-"
    known = {
        ("mentorships", "state"): programmes.mentorship_word,
        ("messages", "state"): messages.state_word,
        ("messages", "event"): messages.event_word,
        ("cases", "state"): cases.state_word,
        ("cases", "kind"): cases.kind_word,
        ("cases", "decision"): cases.decision_word,
        ("cases", "follow_up"): cases.follow_word,
        ("looks", "role"): phrases.looker,
    }.get((section, key))
    if known is not None:
        return known(value)
    if isinstance(value, datetime):
        return clock.spoken(value)
    if isinstance(value, date):
        return clock.spoken_date(value)
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return value


def _stored(request: Request) -> dict[str, cases.Section]:
    held = request.state.own
    with db.transaction(reads=True) as session:
        found = cases.stored(session, person_id=held.employee_id)
    with db.transaction() as session:
        access.sights.note(
            session, place=request.scope["route"].path_format, people=[held.employee_id],
            session_id=held.id, holder_id=held.employee_id,
        )  # fmt: skip
    return found


def _plain(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)
