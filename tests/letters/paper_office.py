"""An office on paper: a letterhead, synthetic pairs, and letters made of them."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pypdf
from docx import Document

from mentoring.letters import Kind, Matter, Pair, Person, head, paper, pdf
from mentoring.letters.content import Cited, Frame, content_of

HEAD = """
[instansi]
pemerintah = "PEMERINTAH KOTA CONTOH"
perangkat_daerah = "BADAN KEPEGAWAIAN CONTOH"
alamat = ["Jalan Contoh Nomor 1", "Telepon (021) 000 0000"]
[penanda_tangan]
jabatan = "Kepala Badan Kepegawaian Kota Contoh"
nama = "Drs. RADEN CONTOH, M.Si."
pangkat = "Pembina Utama Muda (IV/c)"
nip = "197001011995031999"
tempat = "Contoh"
[keputusan]
tembusan = ["Wali Kota Contoh (sebagai laporan)."]
"""
ADDRESS = "https://mentoring.contoh.example"
CODE = "q8Jx2Lw0m3ZkR1sT9uVbXA"
CERTIFICATE = "ab" * 32
FRAME = Frame(head="h" * 64, emblem="", address=ADDRESS)
BEGIN, END = date(2026, 12, 1), date(2027, 5, 31)
EMBLEM = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 96">
<path d="M4 4h72v50c0 24-20 34-36 38C24 88 4 78 4 54z" fill="#1f2855"/></svg>"""

# Every character that typst, Jinja, XML or a spreadsheet reads in its own way.
AWKWARD = (
    "SITI #let $x$ *tebal* _miring_",
    "BUDI @rujuk \\kembali `kode` ~ ^",
    "AYU {{ 7*7 }} {% raw %}",
    "DEWI <b>CONTOH</b> & ANAK",
    "=CMD('x') \"kutip\" 'tunggal'",
    "-CONTOH // bukan komentar /* ini */",
    "+TAUTAN https://contoh.example [a](b)",
    "@NURUL 1. - = == /",
)


def person(serial: int, name: str = "") -> Person:
    return Person(
        id=UUID(int=serial),
        name=name or f"CONTOH KE-{serial}, S.E.",
        nip=f"1990010120150{serial:05d}",
        rank="Penata (III/c)",
        job="Analis Contoh Ahli Muda",
        unit="Badan Contoh",
    )


def matter(
    count: int, *, mentors: int = 1, names: Sequence[str] = (), programme: str = ""
) -> Matter:
    """So many pairs of so many mentors; the first mentees have these names."""
    guides = [person(n + 1) for n in range(mentors)]
    pairs = tuple(
        Pair(
            mentor=guides[n * mentors // count],
            mentee=person(50_000 + n, names[n] if n < len(names) else ""),
            competencies=("Integritas", "Kerja Sama"),
            begins_on=BEGIN,
            ends_on=END,
        )
        for n in range(count)
    )
    return Matter(
        programme_id=UUID(int=1),
        programme=programme or "Pendampingan Pegawai Baru",
        begins_on=BEGIN,
        ends_on=END,
        run_id=UUID(int=2),
        run=7,
        certificate=CERTIFICATE,
        pairs=pairs,
    )


def decree(
    of: Matter, *, text: str = HEAD, replaces: Cited | None = None, **more: Any
) -> dict[str, Any]:
    content = content_of(
        of, kind=Kind.DECREE, pairs=of.pairs, together=False, frame=FRAME, replaces=replaces
    )
    return paper.paper_of(content, head.parse(text), verify_id=CODE, **more)


def assignments(of: Matter, *, together: bool = False, **more: Any) -> list[dict[str, Any]]:
    """A Surat Tugas for every mentor, or one for all."""
    groups = [of.pairs] if together else [of.of_mentor(m) for m in of.mentors()]
    return [
        paper.paper_of(
            content_of(
                of,
                kind=Kind.ASSIGNMENT,
                pairs=pairs,
                together=together,
                frame=FRAME,
                decree=Cited("800/1/2026", BEGIN),
            ),
            head.parse(HEAD),
            verify_id=CODE,
            **more,
        )
        for pairs in groups
    ]


def pages(content: bytes) -> list[str]:
    """The text of every page, blanks made single."""
    return [" ".join(p.extract_text().split()) for p in pypdf.PdfReader(io.BytesIO(content)).pages]


def printed(papers: Sequence[dict[str, Any]]) -> list[str]:
    return pages(pdf.pdf_of(papers))


def squeezed(text: str) -> str:
    """Without blanks: where a line breaks is the typesetter's choice."""
    return "".join(text.split())


def word_text(content: bytes) -> str:
    """All text of a Word file, tables too."""
    document = Document(io.BytesIO(content))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def word_with(body: str, *, more: dict[str, bytes] | None = None) -> bytes:
    """A Word file with one paragraph of this text, and these members besides."""
    document = Document()
    document.add_paragraph(body)
    out = io.BytesIO()
    document.save(out)
    if more:
        with zipfile.ZipFile(out, "a") as archive:
            for name, content in more.items():
                archive.writestr(name, content)
    return out.getvalue()
