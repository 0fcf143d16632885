"""What only civil servants have: NIP, golongan, eselon."""

import re

from mentoring.sheets.headers import folded
from mentoring.sheets.layout import Cell, said_by
from mentoring.sheets.problems import BadCell
from mentoring.words import _

SCIENTIFIC = re.compile(r"^\d+([.,]\d+)?[eE]\+?\d+$")
NIP_NOISE = re.compile(r"[\s.\-]")


def nip(cell: Cell) -> str:
    """The 18 digits of a NIP or NI PPPK, by form only; `people` checks what they say."""
    if not isinstance(cell, str) or SCIENTIFIC.match(cell):
        raise BadCell(
            "nip_number",
            _("NIP tersimpan sebagai angka, digit terakhir hilang."),
            _("Ubah kolom ke Teks, lalu salin ulang NIP dari sumbernya."),
        )
    digits = NIP_NOISE.sub("", cell)
    if not (digits.isascii() and digits.isdigit()):
        raise BadCell(
            "nip_digits",
            _("NIP berisi huruf atau tanda selain angka."),
            _("Tulis 18 angka tanpa tanda lain."),
        )
    if len(digits) == 9:
        raise BadCell(
            "nip_old",
            _("Ini NIP lama (9 angka)."),
            _("Tulis NIP baru, 18 angka."),
        )
    if len(digits) != 18:
        raise BadCell(
            "nip_length",
            _("NIP berisi {count} angka, seharusnya 18.", count=len(digits)),
            _("Periksa NIP pada SIASN, tulis 18 angka."),
        )
    return digits


ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
         "XV", "XVI", "XVII"]  # fmt: skip
PNS_GRADE = re.compile(r"\b(IV|III|II|I)\s*[/.\- ]?\s*([A-E])\b")
PPPK_GRADE = re.compile(
    r"(?:PPPK\s*)?(?:GOL(?:ONGAN)?\.?\s*)?"
    r"(XVII|XVI|XV|XIV|XIII|XII|XI|IX|X|VIII|VII|VI|V|IV|III|II|I)"
)


def golongan(cell: Cell) -> int:
    """Golongan as a number: PNS 11 (I/a) .. 45 (IV/e), PPPK 101 (I) .. 117 (XVII).

    Reads III/a, III.a, IIIa, «Penata Muda, III/a», the SIASN code 31, and PPPK's IX or 9.
    """
    said = said_by(cell).upper().strip()
    if said.isdigit() and said.isascii():
        number = int(said[:4])
        if number // 10 in (1, 2, 3, 4) and 1 <= number % 10 <= (5 if number > 40 else 4):
            return number
        return 100 + number if 1 <= number <= 17 else _no_grade()
    if found := PNS_GRADE.search(said):
        row, letter = ROMAN.index(found[1]) + 1, ord(found[2]) - 64
        return row * 10 + letter if letter < 5 or row == 4 else _no_grade()
    if found := PPPK_GRADE.fullmatch(said):
        return 101 + ROMAN.index(found[1])
    return _no_grade()


def _no_grade() -> int:
    raise BadCell(
        "grade",
        _("Golongan tidak dikenal."),
        _("Tulis misalnya III/a untuk PNS atau IX untuk PPPK."),
    )


ECHELONS = {"10": "I.a", "11": "I.a", "12": "I.b", "21": "II.a", "22": "II.b", "31": "III.a",
            "32": "III.b", "41": "IV.a", "42": "IV.b", "51": "V.a", "52": "V.b"}  # fmt: skip
NO_ECHELON = {"", "00", "0", "99", "non", "noneselon", "nonesl", "tidakada", "nonstruktural"}


def echelon(cell: Cell) -> str:
    """Eselon as «II.b»; empty for none. Reads the SIASN code too."""
    said = folded(said_by(cell))
    if said in NO_ECHELON:
        return ""
    if said in ECHELONS:
        return ECHELONS[said]
    if found := re.fullmatch(r"(?:eselon|esl)?(iv|iii|ii|i|v)([ab])", said):
        return f"{found[1].upper()}.{found[2]}"
    raise BadCell(
        "echelon",
        _("Eselon tidak dikenal."),
        _("Tulis misalnya III.a, atau kosongkan bila tidak ada."),
    )
