"""The Word templates that come with the product, built here so that they can be read and compared.

Every {{ field }} is one of `paper.paper_of`; {%p …%} repeats a paragraph and {%tr …%} a table row.
"""

import io
from typing import Any

from docx import Document

from mentoring.letters import word_parts as parts
from mentoring.letters.values import Kind
from mentoring.letters.word_child import without_times

LETTER, NUMBER = "{{ 'abcdefghijklmnop'[loop.index0] }}.", "{{ loop.index }}."
SIGNATURE_AT = 7.5  # centimetres from the left margin
PERIOD = "{{ p.mulai }} s.d. {{ p.selesai }}"
FOOT = "{% for k in periksa.kalimat %}{{ k }} {% endfor %}{{ periksa.sertifikat }}"


def template_of(kind: Kind) -> bytes:
    """The default template of a Keputusan or a Surat Tugas, as DOCX."""
    document = Document()
    parts.set_up(document)
    parts.foot(document, "{{ qr }}", FOOT)
    if kind is Kind.DECREE:
        _decree(document)
    else:
        _assignment(document)
    out = io.BytesIO()
    document.save(out)
    return without_times(out.getvalue())


def _decree(document: Any) -> None:
    parts.line(document, "{%p if kop_pejabat %}")
    parts.line(document, "{{ lambang }}", centred=True)
    parts.line(document, "{{ kop_pejabat }}", centred=True, bold=True, after=8)
    parts.line(document, "{%p else %}")
    _letterhead(document)
    parts.line(document, "{%p endif %}")
    for said in ("{{ judul|upper }}", "NOMOR: {{ nomor }}", "TENTANG", "{{ tentang|upper }}"):
        parts.line(document, said, centred=True, bold=True, after=5)
    parts.line(document, "{{ penanda.jabatan|upper }},", centred=True, bold=True, after=8)
    _listed(document, "Menimbang", "menimbang", LETTER)
    _listed(document, "Mengingat", "mengingat", NUMBER)
    parts.line(document, "MEMUTUSKAN:", centred=True, bold=True, after=6)
    _dicta(document)
    _signature(document, "Ditetapkan di {{ tempat }}", "pada tanggal {{ tanggal }}")
    _copies(document)
    parts.landscape(document)
    _annex(document)


def _dicta(document: Any) -> None:
    table = parts.columns(
        document,
        (2.8, 0.5, 13.2),
        (
            ("Menetapkan", ":", "{{ menetapkan }}"),
            ("{%tr for d in diktum %}", "", ""),
            ("{{ d.ke }}", ":", "{{ d.isi }}"),
            ("{%tr endfor %}", "", ""),
        ),
    )
    below = table.rows[2].cells[2]
    for said in ("{%p for b in d.butir %}", LETTER + " {{ b }}", "{%p endfor %}"):
        parts.line(below, said)


def _assignment(document: Any) -> None:
    _letterhead(document)
    parts.line(document, "{{ judul|upper }}", centred=True, bold=True, size=13)
    parts.line(document, "NOMOR: {{ nomor }}", centred=True, after=8)
    _listed(document, "Dasar", "dasar", NUMBER)
    parts.line(document, "{{ kata_tugas|upper }}:", centred=True, bold=True, after=6)
    _addressed(document)
    _listed(document, "Untuk", "untuk", NUMBER)
    parts.line(document, "{%p if not bersama %}")
    heads = ("No.", "Nama dan NIP mentee", "Jabatan dan unit kerja",
             "Kompetensi yang dikembangkan", "Masa pendampingan")  # fmt: skip
    cells = ("{{ p.no }}", *_of("mentee"), "{{ p.kompetensi }}", PERIOD)
    parts.ruled(document, heads, (1.0, 4.2, 4.6, 3.9, 2.8), cells)
    parts.line(document, "{%p endif %}")
    parts.line(document, "{{ penutup }}", after=8)
    _signature(document, "{{ tempat }}, {{ tanggal }}")
    _copies(document)
    parts.line(document, "{%p if bersama %}")
    parts.new_page(document)
    _annex(document, narrow=True)
    parts.line(document, "{%p endif %}")


def _addressed(document: Any) -> None:
    parts.line(document, "{%p if bersama %}")
    parts.columns(document, (2.8, 0.5, 13.2), (("Kepada", ":", "{{ kepada }}"),))
    parts.line(document, "{%p else %}")
    facts = (
        ("nama", "{{ mentor.nama }}"),
        ("NIP", "{{ mentor.nip }}"),
        ("pangkat/golongan", "{{ mentor.pangkat }}"),
        ("jabatan", "{{ mentor.jabatan }}"),
        ("unit kerja", "{{ mentor.unit }}"),
    )
    rows = [("", "", label, ":", said) for label, said in facts]
    rows[0] = ("Kepada", ":", *rows[0][2:])
    parts.columns(document, (2.8, 0.5, 4.0, 0.5, 8.7), rows)
    parts.line(document, "{%p endif %}")


def _annex(document: Any, *, narrow: bool = False) -> None:
    for said in ("LAMPIRAN", "{{ judul|upper }}", "NOMOR {{ nomor }}", "TANGGAL {{ tanggal }}"):
        parts.line(document, said, left=0 if narrow else 14)
    parts.line(document, "{{ judul_lampiran|upper }}", centred=True, bold=True, after=6)
    heads = ("No.", "Nama dan NIP mentor", "Pangkat, jabatan, dan unit kerja mentor",
             "Nama dan NIP mentee", "Jabatan dan unit kerja mentee",
             "Kompetensi yang dikembangkan", "Masa pendampingan")  # fmt: skip
    wide, slim = (1.1, 4.7, 4.7, 4.7, 4.5, 4.2, 2.8), (0.9, 3.3, 2.8, 3.3, 2.5, 2.2, 2.0)
    ranked = "{{ p.mentor.pangkat }}\n{{ p.mentor.jabatan }}\n{{ p.mentor.unit }}"
    cells = ("{{ p.no }}", _of("mentor")[0], ranked, *_of("mentee"), "{{ p.kompetensi }}", PERIOD)
    parts.ruled(document, heads, slim if narrow else wide, cells, size=7 if narrow else 8)
    parts.line(document, "", after=8)
    _signature(document, at=SIGNATURE_AT if narrow else 16)


def _of(side: str) -> tuple[str, str]:
    return (
        f"{{{{ p.{side}.nama }}}}\n{{{{ p.{side}.nip }}}}",
        f"{{{{ p.{side}.jabatan }}}}\n{{{{ p.{side}.unit }}}}",
    )


def _letterhead(document: Any) -> None:
    parts.line(document, "{{ lambang }}", centred=True)
    parts.line(document, "{{ kop.pemerintah }}", centred=True, size=13)
    parts.line(document, "{{ kop.perangkat_daerah }}", centred=True, bold=True, size=14)
    parts.line(document, "{%p for baris in kop.alamat %}")
    parts.line(document, "{{ baris }}", centred=True, size=9)
    parts.line(document, "{%p endfor %}")
    parts.rule(document)


def _listed(document: Any, label: str, field: str, mark: str) -> None:
    """A label, its colon, and a list whose lines hang beside their marks."""
    first = (f"{{{{ '{label}' if loop.first else '' }}}}", "{{ ':' if loop.first else '' }}")
    rows = (
        (f"{{%tr for butir in {field} %}}", "", "", ""),
        (*first, mark, "{{ butir }}"),
        ("{%tr endfor %}", "", "", ""),
    )
    parts.columns(document, (2.8, 0.5, 0.8, 12.4), rows)
    parts.line(document, "", size=4)


def _signature(document: Any, *said: str, at: float = SIGNATURE_AT) -> None:
    for text in (*said, "{{ penanda.jabatan }},", "", "", "", ""):
        parts.line(document, text, left=at, keep=True)
    parts.line(document, "{{ penanda.nama }}", left=at, bold=True, keep=True)
    parts.line(document, "{{ penanda.pangkat }}", left=at, keep=True)
    parts.line(document, "{{ 'NIP ' if penanda.nip else '' }}{{ penanda.nip }}", left=at)


def _copies(document: Any) -> None:
    parts.line(document, "{%p if tembusan %}")
    parts.line(document, "Tembusan:", size=9.5)
    parts.line(document, "{%p for t in tembusan %}")
    parts.line(document, NUMBER + " {{ t }}", size=9.5)
    parts.line(document, "{%p endfor %}")
    parts.line(document, "{%p endif %}")
