"""The NIP of a row: read, and compared with what the row says besides."""

from collections.abc import Callable
from datetime import date

from mentoring.people.imports.employee_words import kind_words
from mentoring.people.imports.plan import Finder
from mentoring.people.nip import OLDEST, YOUNGEST, BadNip, Nip, parse_nip
from mentoring.people.tables import Kind
from mentoring.sheets import Record
from mentoring.words import _


def read_number(record: Record, finder: Finder, today: date) -> tuple[date, Nip | None] | None:
    digits = record.get("nip")
    if digits is None:
        return None
    try:
        number = parse_nip(digits, today=today)
    except BadNip as bad:
        part_time = kind_words(record.get("employment"), record.get("status_name"))
        if bad.code == "nip_form" and part_time is Kind.PPPK_PART_TIME:
            finder.warn(
                record,
                "nip",
                "nip_part_time",
                _("Susunan NI PPPK paruh waktu belum dikenal dan diterima apa adanya."),
            )
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])), None
        finder.error(record, "nip", bad.code, bad.sentence, bad.remedy)
        return None
    _consistent(record, number, finder)
    return number.born, number


def _consistent(record: Record, number: Nip, finder: Finder) -> None:
    """SIASN holds historic slips: they are told, and never stop an import."""
    warn: Callable[..., None] = finder.warn
    if (birth := record.get("birth")) and birth != number.born:
        warn(
            record,
            "birth",
            "birth_differs",
            _("Tanggal lahir berbeda dari NIP; NIP yang dipakai."),
        )
    if (sex := record.get("sex")) and sex != number.sex:
        warn(record, "sex", "sex_differs", _("Jenis kelamin berbeda dari NIP."))
    start = record.get("appointed_on")
    if start and (start.year, start.month) != (
        number.appointed_year,
        number.appointed_month or start.month,
    ):
        warn(record, "appointed_on", "start_differs", _("TMT CPNS berbeda dari NIP."))
    if not YOUNGEST <= number.age_at_appointment <= OLDEST:
        warn(
            record,
            "nip",
            "age_at_start",
            _("Usia saat pengangkatan menurut NIP di luar 18 sampai 58 tahun."),
        )
