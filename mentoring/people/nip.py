"""What the 18 digits of a NIP or NI PPPK say.

PNS and CPNS (PerkaBKN 22/2007): birth date 8, appointment year and month 6, sex 1, serial 3.
PPPK: birth date 8, year 4, the digit 2, times appointed 1, sex 1, serial 3. Digit 13 tells them
apart: 0 or 1 begins a month, 2 does not. There is no check digit.
"""

from dataclasses import dataclass
from datetime import date

from mentoring.errors import Unusable
from mentoring.people.tables import Kind
from mentoring.words import _

YOUNGEST, OLDEST = 18, 58  # at appointment; outside is a warning: the data has historic slips


class BadNip(Unusable):
    """The digits cannot be a NIP. `code` says which rule; the sentence holds no digit."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence, remedy=_("Periksa NIP pada SIASN."))
        self.code = code


@dataclass(frozen=True, slots=True)
class Nip:
    """A number that was read. `sex` serves one consistency check and is never stored."""

    digits: str
    kind_hint: Kind  # PNS (also for a CPNS) or PPPK
    born: date
    appointed_year: int
    appointed_month: int | None  # None for PPPK
    sex: int  # 1 man, 2 woman
    serial: int

    @property
    def appointed(self) -> date:
        """The first day of the appointment, as far as the number tells."""
        return date(self.appointed_year, self.appointed_month or 1, 1)

    @property
    def age_at_appointment(self) -> int:
        return whole_years(self.born, self.appointed)


def whole_years(start: date, end: date) -> int:
    """Completed years between two days."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def months_between(start: date, end: date) -> int:
    """Completed months between two days; never negative."""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return max(0, months)


def parse_nip(text: str, *, today: date | None = None) -> Nip:
    """Read 18 digits; blanks, dots and a leading apostrophe are passed over. Raises BadNip."""
    digits = "".join(c for c in text if c not in " .-'’")
    if len(digits) != 18:
        raise BadNip("nip_length", _("NIP harus 18 angka."))
    if not (digits.isascii() and digits.isdigit()):
        raise BadNip("nip_digits", _("NIP hanya berisi angka."))
    born = _born(digits, today)
    year, month, kind = _appointed(digits)
    sex, serial = int(digits[14]), int(digits[15:])
    if sex not in (1, 2):
        raise BadNip("nip_sex", _("Angka ke-15 NIP harus 1 atau 2."))
    if serial == 0:
        raise BadNip("nip_serial", _("Nomor urut NIP (tiga angka terakhir) tidak boleh 000."))
    return Nip(digits, kind, born, year, month, sex, serial)


def _born(digits: str, today: date | None) -> date:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        raise BadNip("nip_birth", _("Delapan angka pertama NIP bukan tanggal lahir.")) from None
    if born.year < 1900 or (today is not None and born > today):
        raise BadNip("nip_birth", _("Tanggal lahir pada NIP di luar batas wajar."))
    return born


def _appointed(digits: str) -> tuple[int, int | None, Kind]:
    year, mark = int(digits[8:12]), digits[12]
    if year < 1900:
        raise BadNip("nip_year", _("Tahun pengangkatan pada NIP di luar batas wajar."))
    if mark in "01":
        month = int(digits[12:14])
        if not 1 <= month <= 12:
            raise BadNip("nip_month", _("Bulan pengangkatan pada NIP bukan 01 sampai 12."))
        return year, month, Kind.PNS
    if mark == "2" and digits[13] != "0":
        return year, None, Kind.PPPK
    raise BadNip("nip_form", _("NIP bukan susunan PNS dan bukan susunan PPPK."))


def masked(nip: str) -> str:
    """Only the serial, the last three digits: all before it is birth date, appointment and sex."""
    return "•" * max(0, len(nip) - 3) + nip[-3:]
