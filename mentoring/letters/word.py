"""Letters as Word files, from the agency's own template or the product's."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any

from mentoring.errors import PamongError, Unusable
from mentoring.letters import qr
from mentoring.words import _

LONGEST = 20 * 2**20  # bytes of a template
LINE = "..................................."
SECONDS = 120  # a little more than the child allows itself
TOGETHER = 100  # letters for one child


def docx_of(
    template: bytes, papers: Sequence[dict[str, Any]], *, emblem: bytes = b""
) -> Iterator[bytes]:
    """One DOCX per letter.

    Args:
        template: a DOCX with Jinja fields.
        emblem: the agency's emblem as PNG or JPEG; Word templates cannot hold an SVG here.

    Raises:
        Unusable: no DOCX, or a template that does what a template may not.
    """
    if len(template) > LONGEST:
        raise _refused("bomb", "")
    parts = [papers[begin : begin + TOGETHER] for begin in range(0, len(papers), TOGETHER)]
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        done = pool.map(lambda part: list(_filled(template, part, emblem)), parts)
        return chain.from_iterable(list(done))


def _filled(template: bytes, papers: Sequence[dict[str, Any]], emblem: bytes) -> Iterator[bytes]:
    """As much as one child is given."""
    drawn = b"" if emblem.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else emblem
    request = {
        "template": base64.b64encode(template).decode(),
        "emblem": base64.b64encode(drawn).decode(),
        "papers": [_fields(p) for p in papers],
    }
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "mentoring.letters.word_child"],
            input=json.dumps(request) + "\n",
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _refused("too_much", "") from None
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    refused = next((a for a in answers if "refused" in a), None)
    if refused is not None:
        raise _refused(refused["refused"], refused["said"])
    if len(answers) != len(papers):  # ended by a limit
        raise _refused("too_much", "")
    return (base64.b64decode(answer["docx"]) for answer in answers)


def _fields(paper: dict[str, Any]) -> dict[str, Any]:
    """What a Word template may name: the texts of the paper, with dots for what is blank."""
    check = paper["periksa"]
    return paper | {
        "nomor": paper["nomor"] or LINE,
        "tanggal": paper["tanggal"] or LINE,
        "qr": base64.b64encode(qr.png(check["alamat"])).decode() if check["alamat"] else "",
    }


def _refused(code: str, said: str) -> PamongError:
    sentences = {
        "not_a_docx": _("Berkas ini bukan dokumen Word (.docx)."),
        "bomb": _("Templat ini terlalu besar setelah dibuka."),
        "macros": _("Templat ini memuat makro; templat surat tidak memerlukannya."),
        "external": _("Templat ini mengambil isi dari luar berkasnya."),
        "doctype": _("Templat ini memuat deklarasi XML yang dapat membaca berkas lain."),
        "forbidden": _("Templat ini mencoba melakukan yang tidak boleh dilakukan templat."),
        "unknown_field": _("Templat ini memuat isian yang tidak dikenal."),
        "syntax": _("Isian dalam templat ini tidak dapat dibaca."),
        "broken": _("Dokumen Word ini rusak atau tidak dapat diisi."),
        "too_much": _("Templat ini memerlukan waktu atau memori yang terlalu banyak."),
    }
    return Unusable(
        sentences[code],
        remedy=_("Mulai lagi dari templat bawaan: `pamong letter template`."),
        details=(said,) if said else (),
    )
