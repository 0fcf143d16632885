"""The sentences for files that are refused as a whole."""

from collections.abc import Mapping

from mentoring.errors import Unusable
from mentoring.words import _


class Refusal(Unusable):
    """A file that is refused as a whole; `code` says why, for programs."""

    code: str = ""


def refusal(code: str, facts: Mapping[str, object] | None = None) -> Refusal:
    """The error for one refusal code, in the reader's language."""
    error = _said(code, facts or {})
    error.code = code
    return error


def _said(code: str, facts: Mapping[str, object]) -> Refusal:
    if code == "formula":
        return Refusal(
            _(
                "Sel {place} pada lembar «{sheet}» berisi rumus; berkas dengan rumus tidak dibaca.",
                **facts,
            ),
            remedy=_("Salin seluruh lembar lalu tempel sebagai nilai, kemudian simpan ulang."),
        )
    if code == "quote":
        return Refusal(
            _(
                "Berkas CSV terpotong atau tanda kutipnya tidak ditutup (sekitar baris {row}).",
                **facts,
            ),
            remedy=_("Ekspor ulang berkas itu, atau simpan ulang sebagai .xlsx."),
        )
    if code == "double_header":
        columns = facts.get("columns")
        names = ", ".join(map(str, columns)) if isinstance(columns, list) else ""
        return Refusal(
            _("Kolom yang sama muncul lebih dari sekali: {names}.", names=names),
            remedy=_("Hapus atau ganti nama salah satunya, lalu impor lagi."),
        )
    sentence, remedy = (_wrong_file(_again()) | _too_much(_smaller()))[code]
    details = (f"exit {facts['exit']}",) if "exit" in facts else ()
    return Refusal(sentence, remedy=remedy, details=details)


def _again() -> str:
    return _("Buka di Excel atau LibreOffice, pilih Simpan Ulang sebagai .xlsx, lalu impor lagi.")


def _smaller() -> str:
    return _("Salin hanya baris yang berisi ke lembar baru, simpan sebagai .xlsx.")


def _wrong_file(again: str) -> dict[str, tuple[str, str]]:
    return {
        "missing": (_("Berkas tidak ditemukan."), _("Periksa nama dan folder berkas.")),
        "folder": (_("Yang disebut itu folder, bukan berkas."), _("Tulis juga nama berkasnya.")),
        "empty": (_("Berkas kosong."), _("Pilih berkas yang berisi data.")),
        "no_header": (
            _("Baris judul kolom tidak ditemukan pada 30 baris pertama lembar mana pun."),
            "",  # kinds.py knows the kind, and which columns are missing
        ),
        "html": (_("Berkas ini halaman web yang diberi nama Excel, bukan buku kerja."), again),
        "old_excel": (_("Format Excel lama (.xls) tidak dibaca."), again),
        "open_document": (_("Format OpenDocument (.ods) tidak dibaca."), again),
        "not_a_workbook": (_("Berkas ini bukan buku kerja .xlsx."), again),
        "encrypted": (
            _("Berkas terkunci dengan kata sandi."),
            _("Buka berkas, hapus kata sandinya, lalu simpan ulang."),
        ),
        "macros": (
            _("Berkas berisi makro dan tidak dibaca."),
            _("Simpan Ulang sebagai .xlsx (tanpa makro)."),
        ),
        "broken": (_("Berkas rusak atau terpotong."), again),
        "encoding": (
            _("Pengodean huruf berkas tidak dikenal."),
            _("Simpan ulang sebagai CSV UTF-8 atau .xlsx."),
        ),
        "not_text": (_("Berkas ini bukan CSV dan bukan buku kerja .xlsx."), again),
        "crashed": (_("Berkas tidak dapat dibaca: pembaca berhenti di tengah jalan."), again),
        "entities": (_("Berkas berisi definisi XML yang berbahaya dan tidak dibaca."), again),
    }


def _too_much(smaller: str) -> dict[str, tuple[str, str]]:
    return {
        "bomb": (_("Isi berkas mengembang melebihi batas dan tidak dibaca."), smaller),
        "too_many_cells": (_("Lembar berisi terlalu banyak sel kosong berformat."), smaller),
        "far_cell": (
            _("Ada sel yang letaknya jauh di luar tabel (200.000 baris × 300 kolom)."),
            smaller,
        ),
        "too_many_rows": (_("Berkas berisi lebih dari 200.000 baris."), smaller),
        "too_many_columns": (_("Berkas berisi lebih dari 300 kolom."), smaller),
        "too_large": (
            _("Berkas terlalu besar untuk dibaca."),
            _("Bagi berkas menjadi beberapa bagian dan impor dengan --partial."),
        ),
        "too_slow": (
            _("Berkas tidak selesai dibaca dalam batas waktu."),
            _("Bagi berkas menjadi beberapa bagian, atau naikkan PAMONG_IMPORT_SECONDS."),
        ),
    }
