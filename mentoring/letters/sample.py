"""A letter about nobody, to try a letterhead or a template on."""

from datetime import date
from typing import Any
from uuid import UUID

from mentoring.letters.content import Frame, content_of
from mentoring.letters.head import Head
from mentoring.letters.paper import paper_of
from mentoring.letters.values import Kind, Matter, Pair, Person

NOBODY = UUID(int=0)
BEGIN, END = date(2026, 1, 5), date(2026, 6, 30)


def paper(head: Head, kind: Kind) -> dict[str, Any]:
    """A whole letter with two synthetic people."""
    mentor = Person(
        NOBODY, "SITI CONTOH, S.E., M.M.", "0" * 18, "Penata (III/c)", "Jabatan Contoh", "Unit"
    )
    mentee = Person(
        NOBODY, "AYU <CONTOH> & {{ NAMA }}", "0" * 18, "Golongan IX", "Jabatan Contoh", "Unit"
    )
    pairs = (Pair(mentor, mentee, ("Integritas", "Kerja Sama"), BEGIN, END),)
    matter = Matter(NOBODY, "Program Contoh", BEGIN, END, NOBODY, 1, "0" * 64, pairs)
    content = content_of(matter, kind=kind, pairs=pairs, together=False, frame=Frame("", "", ""))
    return paper_of(content, head, number="000/CONTOH", dated=BEGIN, verify_id="contoh")
