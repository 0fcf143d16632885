"""The printed letters, read back: everybody is in them, as they are called, on every page."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest

from mentoring.letters import pdf
from mentoring.letters.content import Cited

from .paper_office import (
    ADDRESS,
    AWKWARD,
    CERTIFICATE,
    CODE,
    EMBLEM,
    HEAD,
    assignments,
    decree,
    matter,
    pages,
    printed,
    squeezed,
)


def test_every_pair_of_a_large_decree_is_printed_under_a_repeated_head() -> None:
    of = matter(1700, mentors=1200)
    found = printed([decree(of)])
    whole = squeezed("".join(found))
    for pair in of.pairs:
        assert pair.mentee.nip in whole
        assert pair.mentor.nip in whole
        assert squeezed(pair.mentee.name) in whole
    annex = [p for p in found if "Masa pendampingan" in p]
    assert 100 < len(annex) < 400
    assert found[-len(annex) :] == annex
    assert all("MENTOR" in p and "MENTEE" in p and "Nama dan NIP" in p for p in annex)
    for place, text in enumerate(found[1:], start=2):
        assert f"- {place} -" in text
    assert "Drs. RADEN CONTOH" in found[-1]
    assert of.pairs[-1].mentee.nip in found[-1]  # a signature never stands alone


def test_names_stand_as_they_are() -> None:
    of = matter(len(AWKWARD), names=AWKWARD)
    for made in (printed([decree(of)]), printed(assignments(of))):
        whole = squeezed("".join(made))
        for name in AWKWARD:
            assert squeezed(name) in whole


def test_a_decree_has_its_parts_in_order() -> None:
    whole = " ".join(printed([decree(matter(2), number="800/9/2026", dated=date(2026, 11, 23))]))
    parts = (
        "PEMERINTAH KOTA CONTOH",
        "BADAN KEPEGAWAIAN CONTOH",
        "KEPUTUSAN KEPALA BADAN KEPEGAWAIAN KOTA CONTOH",
        "NOMOR: 800/9/2026",
        "TENTANG",
        "PENETAPAN MENTOR DAN MENTEE PENDAMPINGAN PEGAWAI BARU TAHUN 2026",
        "Menimbang",
        "Mengingat",
        "MEMUTUSKAN:",
        "Menetapkan",
        "KESATU",
        "KEENAM",
        "Ditetapkan di",
        "23 November 2026",
        "Drs. RADEN CONTOH, M.Si.",
        "NIP 197001011995031999",
        "Tembusan:",
        "LAMPIRAN",
    )
    places = [whole.index(part) for part in parts]
    assert places == sorted(places)


def test_a_concept_leaves_room_for_number_and_date() -> None:
    whole = " ".join(printed([decree(matter(1))]))
    assert "NOMOR: ....." in whole
    assert "pada tanggal ....." in whole


def test_every_page_says_how_to_check_it() -> None:
    for text in printed([decree(matter(12))]):
        assert f"{ADDRESS}/verify/{CODE}" in text
        assert "Proses pemadanan nomor 7" in text
        assert CERTIFICATE in squeezed(text)


def test_the_page_to_check_names_nobody() -> None:
    paper = decree(matter(3))
    assert paper["periksa"]["alamat"] == f"{ADDRESS}/verify/{CODE}"
    foot = " ".join(paper["periksa"]["kalimat"])
    assert not any(p["mentee"]["nip"] in foot for p in paper["pasangan"])


def test_a_replacing_decree_ends_the_old_one_before_it_takes_effect() -> None:
    paper = decree(matter(1), replaces=Cited("800/1/2026", date(2026, 11, 1)))
    dicta = [d["isi"] for d in paper["diktum"]]
    assert "Nomor 800/1/2026 tanggal 1 November 2026 dicabut" in dicta[-2]
    assert "mulai berlaku pada tanggal ditetapkan" in dicta[-1]
    assert [d["ke"] for d in paper["diktum"]][-1] == "KETUJUH"


def test_a_revoked_letter_says_so_on_every_page() -> None:
    assert all("DICABUT" in p for p in printed([decree(matter(9), revoked=True)]))
    assert not any("DICABUT" in p for p in printed([decree(matter(9))]))


def test_letters_together_count_their_own_pages() -> None:
    of = matter(30, mentors=3)
    found = printed(assignments(of))
    assert sum("MENUGASKAN" in p for p in found) == 3
    assert sum("- 2 -" in p for p in found) == 3
    assert not any("- 4 -" in p for p in found)


def test_one_assignment_for_all_has_an_annex() -> None:
    of = matter(8, mentors=4)
    found = printed(assignments(of, together=True))
    assert "4 orang mentor" in found[0]
    assert "LAMPIRAN" in found[1]
    assert all(p.mentee.nip in "".join(found[1:]) for p in of.pairs)


def test_an_assignment_cites_its_decree() -> None:
    whole = " ".join(printed(assignments(matter(1))))
    assert "Nomor 800/1/2026 tanggal 1 Desember 2026" in whole


@pytest.mark.parametrize("count", [1, 25], ids=["archived", "joined"])
def test_the_same_letters_give_the_same_bytes(count: int) -> None:
    papers = assignments(matter(count, mentors=count))
    assert pdf.pdf_of(papers, emblem=EMBLEM) == pdf.pdf_of(papers, emblem=EMBLEM)


def test_many_letters_joined_are_all_there() -> None:
    of = matter(25, mentors=25)
    found = printed(assignments(of))
    assert len(found) == 25
    assert all(pair.mentee.nip in text for pair, text in zip(of.pairs, found, strict=True))


def test_every_font_is_inside_and_the_file_is_for_archives() -> None:
    made = pdf.pdf_of([decree(matter(3))], emblem=EMBLEM)
    reader = pypdf.PdfReader(io.BytesIO(made))
    fonts = [f for page in reader.pages for f in fonts_of(page)]
    assert {name.split("+")[1].split("-")[0] for name, _file in fonts} >= {"TeXGyreBonum"}
    assert all(file for _name, file in fonts)
    assert b"pdfaid:part" in made
    assert reader.metadata is not None
    assert not any(
        p["mentee"]["nip"] in str(reader.metadata) for p in decree(matter(3))["pasangan"]
    )


def test_a_name_that_no_font_can_write_still_gets_its_letter() -> None:
    of = matter(1, names=["王小明 CONTOH"])
    assert "CONTOH" in printed([decree(of)])[-1]


def test_control_characters_go_and_blanks_become_one() -> None:
    of = matter(1, names=["AYU\x00\x07\n  CONTOH"])
    assert decree(of)["pasangan"][0]["mentee"]["nama"] == "AYU CONTOH"


def test_paper_may_be_f4() -> None:
    made = pdf.pdf_of([decree(matter(1), text='kertas = "F4"\n' + HEAD)])
    box = pypdf.PdfReader(io.BytesIO(made)).pages[0].mediabox
    assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) == (215, 330)


def test_the_folder_one_stands_in_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "logo.svg").write_text("bukan gambar")
    monkeypatch.chdir(tmp_path)
    pages(pdf.pdf_of([decree(matter(1))], emblem=EMBLEM))


def fonts_of(page: Any) -> list[tuple[str, bool]]:
    """The name of every font of a page, and whether its file is inside."""
    found = []
    for font in page["/Resources"].get("/Font", {}).values():
        below = font.get_object()["/DescendantFonts"][0].get_object()
        descriptor = below["/FontDescriptor"].get_object()
        inside = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        found.append((str(font.get_object()["/BaseFont"]), inside))
    return found
