"""The letterhead as HR edits it: mistakes are sentences, and no text is ever a program."""

import pytest

from mentoring.errors import Unusable
from mentoring.letters import head

from .paper_office import HEAD, assignments, decree, matter


def test_the_file_that_comes_with_the_product_can_be_used_as_it_is() -> None:
    found = head.parse(head.default_text())
    assert "instansi.pemerintah" in found.blanks()
    assert len(found.keputusan.diktum) == 6


def test_what_is_left_out_is_the_products_own() -> None:
    found = head.parse(HEAD)
    assert found.blanks() == []
    assert found.surat_tugas.judul == "Surat Tugas"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kertas = A4 besar\n", "baris 1"),
        ('kertas = "A3"', "1 kesalahan"),
        ('[instansi]\nkota = "Contoh"', "1 kesalahan"),
        ("[keputusan]\ndiktum = []", "1 kesalahan"),
        ('[surat_tugas]\npenutup = "{gaji}"', "{gaji}"),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(Unusable) as refused:
        head.parse(text)
    assert said in refused.value.sentence


def test_a_name_that_looks_like_a_place_is_not_filled() -> None:
    paper = decree(matter(1, programme="Program {tahun} {{x}} {0.__class__}"))
    assert paper["tentang"].startswith("Penetapan Mentor dan Mentee Program {tahun} {{x}} {0.")


def test_the_office_may_give_its_orders_another_name() -> None:
    text = HEAD + '[surat_tugas]\njudul = "Surat Perintah Tugas"\nkata_tugas = "Memerintahkan"\n'
    found = head.parse(text)
    assert found.surat_tugas.judul == "Surat Perintah Tugas"
    assert assignments(matter(1))[0]["judul"] == "Surat Tugas"


def test_a_mayors_decree_has_the_mayors_head() -> None:
    text = HEAD.replace("[keputusan]", '[keputusan]\nkop_pejabat = "WALI KOTA CONTOH"')
    assert decree(matter(1), text=text)["kop_pejabat"] == "WALI KOTA CONTOH"
