"""A letter as it stands on paper: every text spelled out, for PDF and for Word alike.

Letters are in Indonesian whatever the reader's language: they are deeds of the office.
"""

from datetime import date
from typing import Any

from mentoring import clock, words
from mentoring.letters.content import Content
from mentoring.letters.head import Head, fill
from mentoring.letters.values import Kind

ORDINALS = (
    "KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN",
    "KESEMBILAN", "KESEPULUH", "KESEBELAS", "KEDUA BELAS", "KETIGA BELAS", "KEEMPAT BELAS",
    "KELIMA BELAS", "KEENAM BELAS", "KETUJUH BELAS", "KEDELAPAN BELAS", "KESEMBILAN BELAS",
)  # fmt: skip
DOTS = "...................."


def paper_of(
    content: Content,
    head: Head,
    *,
    number: str = "",
    dated: date | None = None,
    verify_id: str = "",
    revoked: bool = False,
) -> dict[str, Any]:
    """Every text of one letter, by the names that a Word template may use."""
    facts = content.facts
    with words.speaking("id"):
        places = _places(facts, head)
        shared = {
            "jenis": facts["jenis"],
            "kertas": head.kertas,
            "kop": _agency(head),
            "penanda": _signer(head),
            "tempat": head.penanda_tangan.tempat or DOTS,
            "nomor": number,
            "tanggal": _day(dated.isoformat()) if dated else "",
            "program": facts["program"],
            "pasangan": [_pair(i, p) for i, p in enumerate(facts["pasangan"], start=1)],
            "periksa": _foot(facts, head, verify_id),
            "dicabut": revoked,
        }
        own = _decree if facts["jenis"] == Kind.DECREE else _assignment
        paper = shared | own(facts, head, places)
    paper["berkas"] = {"judul": f"{paper['judul']} {number}".strip()}
    return paper


def _decree(facts: dict[str, Any], head: Head, places: dict[str, str]) -> dict[str, Any]:
    form = head.keputusan
    title = fill(form.judul, places)
    places = places | {"judul": title, "tentang": fill(form.tentang, places)}
    dicta = [
        {"isi": fill(d.isi, places), "butir": [fill(b, places) for b in d.butir]}
        for d in form.diktum
    ]
    if facts["menggantikan"]:
        ends = f"Pada saat Keputusan ini mulai berlaku, {title} {_cited(facts['menggantikan'])}"
        # The last dictum says from when the decree holds; what it ends comes before.
        dicta.insert(-1, {"isi": f"{ends} dicabut dan dinyatakan tidak berlaku.", "butir": []})
    return {
        "judul": title,
        "kop_pejabat": form.kop_pejabat,
        "tentang": places["tentang"],
        "menimbang": [fill(said, places) for said in form.menimbang],
        "mengingat": list(form.mengingat),
        "menetapkan": fill(form.menetapkan, places),
        "diktum": [{"ke": o, **d} for o, d in zip(ORDINALS, dicta, strict=False)],
        "judul_lampiran": fill(form.judul_lampiran, places),
        "berlampiran": True,
        "tembusan": list(form.tembusan),
    }


def _assignment(facts: dict[str, Any], head: Head, places: dict[str, str]) -> dict[str, Any]:
    form = head.surat_tugas
    decree = fill(head.keputusan.judul, places)
    subject = fill(head.keputusan.tentang, places)
    cited = f"{decree} {_cited(facts['keputusan'])} tentang {subject}"
    places = places | {"judul": form.judul, "tentang": subject, "keputusan": cited}
    grounds = [fill(said, places) for said in form.dasar]
    if facts["menggantikan"]:
        old = f"Surat ini menggantikan {form.judul} {_cited(facts['menggantikan'])}."
        grounds.append(old)
    return {
        "judul": form.judul,
        "tentang": subject,
        "kata_tugas": form.kata_tugas,
        "bersama": facts["bersama"],
        "dasar": grounds,
        "kepada": fill(form.kepada, places),
        "mentor": facts["pasangan"][0]["mentor"],
        "untuk": [fill(said, places) for said in form.untuk],
        "penutup": fill(form.penutup, places),
        "judul_lampiran": fill(form.judul_lampiran, places),
        "berlampiran": facts["bersama"],
        "tembusan": list(form.tembusan),
    }


def _places(facts: dict[str, Any], head: Head) -> dict[str, str]:
    pairs = facts["pasangan"]
    return {
        "program": facts["program"],
        "tahun": facts["mulai"][:4],
        "mulai": _day(facts["mulai"]),
        "selesai": _day(facts["selesai"]),
        "jumlah_pasangan": words.number(len(pairs)),
        "jumlah_mentor": words.number(len({p["mentor"]["nip"] for p in pairs})),
        "jumlah_mentee": words.number(len({p["mentee"]["nip"] for p in pairs})),
        "proses": str(facts["proses"]),
        "jabatan": head.penanda_tangan.jabatan or DOTS,
    }


def _agency(head: Head) -> dict[str, Any]:
    agency = head.instansi
    return {
        "pemerintah": agency.pemerintah or DOTS,
        "perangkat_daerah": agency.perangkat_daerah or DOTS,
        "alamat": list(agency.alamat),
    }


def _signer(head: Head) -> dict[str, str]:
    signer = head.penanda_tangan
    return {
        "jabatan": signer.jabatan or DOTS,
        "nama": signer.nama or DOTS,
        "pangkat": signer.pangkat,
        "nip": signer.nip,
    }


def _pair(place: int, pair: dict[str, Any]) -> dict[str, Any]:
    return {
        "no": place,
        "mentor": pair["mentor"],
        "mentee": pair["mentee"],
        "kompetensi": ", ".join(pair["kompetensi"]) or "-",
        "mulai": _day(pair["mulai"]),
        "selesai": _day(pair["selesai"]),
    }


def _foot(facts: dict[str, Any], head: Head, verify_id: str) -> dict[str, Any]:
    address = f"{facts['alamat']}/verify/{verify_id}" if facts["alamat"] and verify_id else ""
    said = [*head.kaki.kalimat]
    if address:
        said.append(f"Keabsahan surat ini dapat diperiksa di {address}")
    elif verify_id:
        said.append(f"Keabsahan surat ini dapat diperiksa dengan kode {verify_id}")
    said.append(f"Proses pemadanan nomor {facts['proses']}, sidik sertifikat (SHA-256):")
    return {"alamat": address, "kalimat": said, "sertifikat": facts["sertifikat"]}


def _cited(letter: dict[str, str] | None) -> str:
    number = (letter or {}).get("nomor") or DOTS
    day = (letter or {}).get("tanggal")
    return f"Nomor {number} tanggal {_day(day) if day else DOTS}"


def _day(iso: str) -> str:
    return clock.spoken_date(date.fromisoformat(iso))
