"""Parsers of single cells. Each takes a filled cell and returns a value or raises BadCell."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TypeVar

from mentoring.sheets.headers import folded
from mentoring.sheets.layout import Cell
from mentoring.sheets.problems import BadCell
from mentoring.words import _

T = TypeVar("T")

SCIENTIFIC = re.compile(r"^\d+([.,]\d+)?[eE]\+?\d+$")
NIP_NOISE = re.compile(r"[\s.\-]")
EXCEL_EPOCH = date(1899, 12, 30)  # day 0 that makes 1 March 1900 and later right
FIRST_SERIAL, LAST_SERIAL = 1, 73_050  # 1899-12-31 .. 2099-12-31
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan", "january"),
            ("februari", "feb", "pebruari", "peb", "february"),
            ("maret", "mar", "march"),
            ("april", "apr"),
            ("mei", "may"),
            ("juni", "jun", "june"),
            ("juli", "jul", "july"),
            ("agustus", "agu", "agt", "ags", "aug", "august", "agust"),
            ("september", "sep", "sept"),
            ("oktober", "okt", "oct", "october"),
            ("november", "nov", "nopember", "nop"),
            ("desember", "des", "dec", "december"),
        ),
        start=1,
    )
    for name in names
}


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


def text(longest: int) -> Callable[[Cell], str]:
    """Text of at most so many characters; runs of blanks become one."""

    def parse(cell: Cell) -> str:
        said = " ".join(_said(cell).split())
        if len(said) > longest:
            raise BadCell(
                "too_long",
                _(
                    "Isi sel {count} huruf, paling banyak {longest}.",
                    count=len(said),
                    longest=longest,
                ),
                _("Singkatkan isinya."),
            )
        return said

    return parse


def code(width: int = 0) -> Callable[[Cell], str]:
    """A short code: 1.0 is «1», and «001» stays; numbers are padded to `width` digits."""

    def parse(cell: Cell) -> str:
        said = _said(cell).strip()
        said = said[:-2] if re.fullmatch(r"\d+\.0", said) else said
        if len(said) > 64:
            raise BadCell("too_long", _("Kode terlalu panjang."), _("Periksa isi kolom ini."))
        return said.zfill(width) if said.isdigit() else said

    return parse


def _said(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def day(cell: Cell) -> date:
    """A date: a real one, Excel's serial number, dd-mm-yyyy, yyyy-mm-dd, or «1 Maret 2015»."""
    if isinstance(cell, date):
        return _believable(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _serial(float(cell))
    said = str(cell).strip().lower()
    if re.fullmatch(r"\d{5}(\.0+)?", said):
        return _serial(float(said))
    said = re.split(r"[t ]\d{1,2}[:.]\d{2}", said)[0]
    parts = [p for p in re.split(r"[\s\-/.,]+", said) if p]
    try:
        if len(parts) == 3:
            return _believable(_three(parts))
        if len(parts) == 1 and re.fullmatch(r"(19|20)\d{6}", parts[0]):
            return _believable(date(int(said[:4]), int(said[4:6]), int(said[6:8])))
    except ValueError:
        pass
    raise _no_date()


def _three(parts: list[str]) -> date:
    month = MONTHS.get(parts[1])
    if len(parts[0]) == 4:
        return date(int(parts[0]), month or int(parts[1]), int(parts[2]))
    if len(parts[2]) != 4:
        raise ValueError  # two-digit years are guesses
    return date(int(parts[2]), month or int(parts[1]), int(parts[0]))


def _serial(number: float) -> date:
    if not FIRST_SERIAL <= number <= LAST_SERIAL:
        raise _no_date()
    return _believable(EXCEL_EPOCH + timedelta(days=int(number)))


def _believable(value: date) -> date:
    if not 1900 <= value.year <= 2150:
        raise _no_date()
    return value


def _no_date() -> BadCell:
    return BadCell(
        "date",
        _("Tanggal tidak dikenali atau tidak ada di kalender."),
        _("Tulis hari-bulan-tahun, misalnya 31-12-1990."),
    )


def integer(least: int, most: int) -> Callable[[Cell], int]:
    """A whole number between the two, both included."""

    def parse(cell: Cell) -> int:
        said = _said(cell).strip()
        said = said[:-2] if re.fullmatch(r"-?\d+[.,]0", said) else said
        if not re.fullmatch(r"-?\d{1,9}", said, re.ASCII) or not least <= int(said) <= most:
            raise BadCell(
                "integer",
                _("Isi sel bukan bilangan bulat {least} sampai {most}.", least=least, most=most),
                _("Tulis satu bilangan bulat."),
            )
        return int(said)

    return parse


level = integer(0, 5)
"""A competency level, 0 (none) to 5."""


def choice(meanings: Mapping[str, T]) -> Callable[[Cell], T]:
    """One of several words; case, blanks and punctuation do not matter."""
    table = {folded(word): value for word, value in meanings.items()}

    def parse(cell: Cell) -> T:
        said = folded(_said(cell))
        if said not in table:
            raise BadCell(
                "choice",
                _("Isi sel tidak dikenal."),
                _("Pilih salah satu: {words}.", words=", ".join(list(meanings)[:12])),
            )
        return table[said]

    return parse


ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
         "XV", "XVI", "XVII"]  # fmt: skip
PNS_GRADE = re.compile(r"\b(IV|III|II|I)\s*[/.\- ]?\s*([A-E])\b")
PPPK_GRADE = re.compile(r"\b(XVII|XVI|XV|XIV|XIII|XII|XI|IX|X|VIII|VII|VI|V|IV|III|II|I)\b")


def golongan(cell: Cell) -> int:
    """Golongan as a number: PNS 11 (I/a) .. 45 (IV/e), PPPK 101 (I) .. 117 (XVII).

    Reads III/a, III.a, IIIa, «Penata Muda, III/a», the SIASN code 31, and PPPK's IX or 9.
    """
    said = _said(cell).upper().strip()
    if said.isdigit() and said.isascii():
        number = int(said[:4])
        if number // 10 in (1, 2, 3, 4) and 1 <= number % 10 <= (5 if number > 40 else 4):
            return number
        return 100 + number if 1 <= number <= 17 else _no_grade()
    if found := PNS_GRADE.search(said):
        row, letter = ROMAN.index(found[1]) + 1, ord(found[2]) - 64
        return row * 10 + letter if letter < 5 or row == 4 else _no_grade()
    if found := PPPK_GRADE.search(re.sub(r"TINGKAT\.?\s*I\b|TK\.?\s*I\b", "", said)):
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
    said = folded(_said(cell))
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


EMAIL = re.compile(r"[^@\s,;<>\"']+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)


def email(cell: Cell) -> str:
    """An address, small letters. A wrong one is left out with a warning: it never blocks."""
    from mentoring.sheets.problems import Severity

    said = str(cell).strip().lower()
    if len(said) > 200 or not EMAIL.fullmatch(said):
        raise BadCell(
            "email",
            _("Alamat surel tidak dapat dipakai dan dilewati."),
            _("Tulis satu alamat, misalnya nama@kota.go.id."),
            severity=Severity.WARNING,
        )
    return said


def phone(cell: Cell) -> str:
    """A telephone number as 62…; a wrong one is left out with a warning."""
    from mentoring.sheets.problems import Severity

    digits = re.sub(r"\D", "", _said(cell))
    digits = digits.removeprefix("00")
    if digits.startswith("0"):
        digits = "62" + digits[1:]
    elif digits.startswith("8"):  # a number cell lost the leading zero
        digits = "62" + digits
    digits = "62" + digits[3:] if digits.startswith("620") else digits
    if not re.fullmatch(r"62[1-9]\d{6,12}", digits):
        raise BadCell(
            "phone",
            _("Nomor telepon tidak dapat dipakai dan dilewati."),
            _("Tulis misalnya 0812 3456 7890."),
            severity=Severity.WARNING,
        )
    return digits
