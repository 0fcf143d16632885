"""What an import changes, in words and counts."""

from typing import Any

import click

from mentoring.commands import face
from mentoring.words import _, number

MOST_SHOWN = 20


def tell_changes(plan: Any) -> None:
    """«12.000 baris: 50 baru, …», then how many changes of each kind."""
    counts = plan.counts
    click.echo(
        _(
            "{rows} baris dibaca: {new} baru, {changed} berubah, {same} tetap, "
            "{gone} tidak ada lagi.",
            rows=number(counts["rows"]),
            new=number(counts["new"]),
            changed=number(counts["changed"]),
            same=number(counts["same"]),
            gone=number(counts["gone"]),
        )
    )
    for kind, count in plan.kinds.items():
        if kind in _words():
            click.echo(f"  {number(count):>8}  {_words()[kind]}")
    _show_each(_("Yang berubah"), plan.changed)
    _show_each(_("Yang tidak ada lagi"), plan.gone)


def as_json(plan: Any) -> dict[str, Any]:
    """Every single change, as it would be committed; people by masked NIP."""
    return {
        name: [
            {
                "row": change.row,
                "label": change.label,
                "kinds": change.kinds,
                "what": [{"field": f, "old": old, "new": new} for f, old, new in change.what],
            }
            for change in getattr(plan, name)
        ]
        for name in ("new", "changed", "gone")
    }


def _show_each(title: str, rows: list[Any]) -> None:
    if not rows:
        return
    face.show_table(
        _("{title}: {count}", title=title, count=number(len(rows))),
        [_("Baris"), _("Siapa atau apa"), _("Perubahan")],
        [
            (
                change.row or None,
                change.label,
                "; ".join(_told(*parts) for parts in change.what),
            )
            for change in rows[:MOST_SHOWN]
        ],
    )
    if len(rows) > MOST_SHOWN:
        click.echo(
            _("… dan {count} lagi; semuanya dengan --json.", count=number(len(rows) - MOST_SHOWN))
        )


def _told(field: str, old: str, new: str) -> str:
    return f"{word_of(field)}: {old or '-'} → {new or '-'}"


def word_of(field: str) -> str:
    """A stored field as people read it."""
    return _fields().get(field, field)


def _fields() -> dict[str, str]:
    return {
        "name": _("nama"),
        "unit_id": _("unit kerja"),
        "grade": _("golongan"),
        "grade_since": _("TMT golongan"),
        "job_name": _("jabatan"),
        "job_code": _("kode jabatan"),
        "job_since": _("TMT jabatan"),
        "job_group": _("kelompok jabatan"),
        "job_type": _("jenis jabatan"),
        "field": _("rumpun jabatan"),
        "kind": _("jenis pegawai"),
        "status_code": _("kedudukan hukum"),
        "appointed_on": _("TMT CPNS"),
        "permanent_on": _("TMT PNS"),
        "retires_on": _("TMT pensiun"),
        "left_on": _("tanggal keluar"),
        "education": _("pendidikan"),
        "superior_id": _("atasan langsung"),
        "parent_id": _("unit atasan"),
        "location": _("lokasi kerja"),
        "level": _("level"),
        "predicate": _("predikat kinerja"),
        "email": _("pos-el"),
        "phone": _("nomor HP"),
        "nip": _("NIP"),
        "siasn_id": _("PNS ID"),
        "front_title": _("gelar depan"),
        "back_title": _("gelar belakang"),
        "birth_date": _("tanggal lahir"),
        "service_months": _("masa kerja (bulan)"),
        "echelon": _("eselon"),
        "opd_id": _("OPD"),
        "begins_on": _("mulai"),
        "ends_on": _("sampai"),
        "note": _("catatan"),
        "rank": _("urutan pilihan"),
        "assessed_on": _("tanggal penilaian"),
        "valid_until": _("berlaku sampai"),
        "source": _("sumber"),
        "definition": _("definisi"),
    }


def _words() -> dict[str, str]:
    return {
        "hired": _("pegawai baru"),
        "transfer": _("pindah unit kerja"),
        "promotion": _("naik golongan"),
        "new_job": _("berganti jabatan"),
        "status_change": _("berganti kedudukan hukum"),
        "became_pns": _("CPNS menjadi PNS"),
        "left": _("keluar"),
        "returned": _("kembali"),
        "corrected": _("data diperbaiki"),
    }
