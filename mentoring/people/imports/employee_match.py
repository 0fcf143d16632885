"""Which stored person a row speaks of."""

from uuid import UUID

from mentoring.people.imports.plan import Finder, Row
from mentoring.people.reference import plain_id
from mentoring.sheets import Record, Sheet
from mentoring.words import _


def match(sheet: Sheet, people: list[Row], finder: Finder) -> list[tuple[Record, Row | None]]:
    """Each row with its stored person, None for a new one: by PNS ID, else by NIP. So a corrected
    NIP is a change, not a new person. Two rows about one person are an error."""
    by_id = {p["siasn_id"]: p for p in people if p["siasn_id"]}
    by_nip = {p["nip"]: p for p in people}
    first: dict[tuple[str, str | UUID], int] = {}
    matched: list[tuple[Record, Row | None]] = []
    for record in sheet.rows:
        nip, siasn_id = record.get("nip"), plain_id(record.get("siasn_id") or "")
        owner = by_nip.get(nip)
        old = by_id.get(siasn_id) or owner
        seen: dict[str, str | UUID | None] = {
            "nip": nip,
            "siasn_id": siasn_id,
            "person": old["id"] if old else None,
        }
        _report_double(record, seen, first, finder)
        if old is not None and owner is not None and owner["id"] != old["id"]:
            finder.error(
                record,
                "nip",
                "nip_taken",
                _("NIP ini sudah tercatat untuk pegawai lain dengan PNS ID berbeda."),
                _("Periksa NIP dan PNS ID pada SIASN."),
            )
        matched.append((record, old))
    return matched


def _report_double(
    record: Record,
    seen: dict[str, str | UUID | None],
    first: dict[tuple[str, str | UUID], int],
    finder: Finder,
) -> None:
    """One error per row, however many of its marks were seen before."""
    told = {
        "nip": _("NIP sama dengan baris {row}."),
        "siasn_id": _("PNS ID sama dengan baris {row}."),
        "person": _("Baris ini menyangkut pegawai yang sama dengan baris {row}."),
    }
    reported = False
    for mark, value in seen.items():
        if not value:
            continue
        row = first.setdefault((mark, value), record.row)
        if row != record.row and not reported:
            reported = True
            finder.error(
                record,
                "nip" if mark == "person" else mark,
                "duplicate",
                told[mark].format(row=row),
                _("Hapus salah satu baris, atau perbaiki nomornya."),
            )
