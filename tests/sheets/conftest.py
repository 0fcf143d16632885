"""A small layout to read sheets by."""

import pytest

from mentoring.sheets import Column, Layout, parsers


@pytest.fixture
def layout() -> Layout:
    p = parsers
    return Layout(
        name="people",
        title="Pegawai",
        columns=(
            Column("nip", "NIP BARU", p.nip, ("NIP",), required=True, mandatory=True, text=True),
            Column("name", "NAMA", p.text(40), ("NAMA LENGKAP",), mandatory=True, private=True),
            Column("born", "TANGGAL LAHIR", p.day, ("TGL LAHIR",), help="Hari lahir."),
            Column("level", "LEVEL", p.level, choices=("0", "1", "2", "3", "4", "5")),
        ),
        examples=({"nip": "199001012015031999", "name": "CONTOH SATU", "level": "2"},),
    )
