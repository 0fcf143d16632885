"""Word letters: from the product's templates and from the agency's, whatever those try."""

import io
import os
import zipfile
from pathlib import Path

import pytest
from docx import Document

from mentoring.errors import Unusable
from mentoring.letters import Kind, default_template, word

from .paper_office import (
    AWKWARD,
    CERTIFICATE,
    assignments,
    decree,
    matter,
    word_text,
    word_with,
)

SUBCLASSES = "{{ ''.__class__.__mro__[1].__subclasses__() }}"


def test_the_default_decree_names_everybody_as_they_are() -> None:
    of = matter(len(AWKWARD), names=AWKWARD)
    (made,) = word.docx_of(default_template(Kind.DECREE), [decree(of)])
    text = word_text(made)
    for pair in of.pairs:
        assert pair.mentee.name in text
        assert pair.mentee.nip in text
    assert "KEPUTUSAN KEPALA BADAN KEPEGAWAIAN KOTA CONTOH" in text
    assert "NOMOR: ....." in text
    assert "{%" not in text.replace(AWKWARD[2], "")


def test_the_default_assignments_are_one_file_each() -> None:
    of = matter(6, mentors=3)
    papers = assignments(of)
    made = list(word.docx_of(default_template(Kind.ASSIGNMENT), papers))
    assert len(made) == 3
    for paper, content in zip(papers, made, strict=True):
        text = word_text(content)
        assert paper["mentor"]["nama"] in text
        assert all(p["mentee"]["nip"] in text for p in paper["pasangan"])
        assert "MENUGASKAN:" in text
        assert "LAMPIRAN" not in text


def test_one_assignment_for_all_has_its_annex_in_word_too() -> None:
    of = matter(6, mentors=3)
    papers = assignments(of, together=True)
    (made,) = word.docx_of(default_template(Kind.ASSIGNMENT), papers)
    text = word_text(made)
    assert "LAMPIRAN" in text
    assert all(p.mentor.nip in text and p.mentee.nip in text for p in of.pairs)


def test_the_table_head_is_repeated_and_the_foot_has_the_code() -> None:
    (made,) = word.docx_of(default_template(Kind.DECREE), [decree(matter(2))])
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert "w:tblHeader" in archive.read("word/document.xml").decode()
        foot = "".join(
            archive.read(n).decode() for n in archive.namelist() if n.startswith("word/footer")
        )
    assert CERTIFICATE in foot
    assert "<w:drawing>" in foot


def test_the_same_letter_gives_the_same_word_file() -> None:
    template = default_template(Kind.DECREE)
    assert default_template(Kind.DECREE) == template
    papers = [decree(matter(3))]
    assert list(word.docx_of(template, papers)) == list(word.docx_of(template, papers))


def test_an_agency_may_write_its_own() -> None:
    own = word_with("Nomor {{ nomor }} oleh {{ penanda.nama }}: {{ pasangan|length }} pasangan")
    (made,) = word.docx_of(own, [decree(matter(3), number="800/5")])
    assert word_text(made).strip() == "Nomor 800/5 oleh Drs. RADEN CONTOH, M.Si.: 3 pasangan"


@pytest.mark.parametrize(
    ("body", "word_in_it"),
    [
        (SUBCLASSES, "tidak boleh"),
        ("{{ qr._image.tpl.new_subdoc('/etc/passwd') }}", "tidak boleh"),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "tidak boleh"),
        ("{{ pasangan.append(1) }}", "tidak boleh"),
        ("{{ ('%c' * 20)|attr('__class__') }}", "tidak boleh"),
        ("{% include '/etc/passwd' %}", "rusak"),
        ("{{ gaji }}", "tidak dikenal"),
        ("{{ kop.rahasia }}", "tidak dikenal"),
        ("{% for p in pasangan %}", "tidak dapat dibaca"),
        ("{{ 'a' * 10 ** 11 }}", "terlalu banyak"),
        ("{{ range(10 ** 9)|list|length }}", "rusak"),
    ],
)
def test_a_hostile_or_broken_template_ends_as_a_sentence(body: str, word_in_it: str) -> None:
    with pytest.raises(Unusable) as refused:
        list(word.docx_of(word_with(body), [decree(matter(1))]))
    assert word_in_it in refused.value.sentence
    assert "pamong letter template" in refused.value.remedy


def test_no_template_writes_a_file(tmp_path: Path) -> None:
    target = tmp_path / "bocor.docx"
    body = f"{{{{ lambang._image.tpl.save('{target}') }}}}"
    with pytest.raises(Unusable):
        list(word.docx_of(word_with(body), [decree(matter(1))], emblem=png()))
    assert not target.exists()


@pytest.mark.parametrize(
    ("name", "content", "word_in_it"),
    [
        ("word/vbaProject.bin", b"x", "makro"),
        ("word/extra.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
         "deklarasi XML"),
        ("word/_rels/extra.xml.rels",
         b'<Relationships><Relationship Id="a" Type="x/attachedTemplate" '
         b'Target="http://contoh.example/a.dotm" TargetMode="External"/></Relationships>',
         "dari luar"),
        ("word/media/big.xml", b"0" * (61 * 2**20), "terlalu besar"),
    ],
)  # fmt: skip
def test_what_must_not_be_in_a_template_is_refused_before_it_is_opened(
    name: str, content: bytes, word_in_it: str
) -> None:
    with pytest.raises(Unusable) as refused:
        list(word.docx_of(word_with("x", more={name: content}), [decree(matter(1))]))
    assert word_in_it in refused.value.sentence


@pytest.mark.parametrize("content", [b"", b"bukan zip", b"PK\x03\x04rusak"])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(Unusable) as refused:
        list(word.docx_of(content, [decree(matter(1))]))
    assert ".docx" in refused.value.sentence


def test_links_in_a_template_are_fine() -> None:
    document = Document()
    document.add_paragraph("Laman kantor")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    document.part.relate_to("https://contoh.example", kind, is_external=True)
    out = io.BytesIO()
    document.save(out)
    assert list(word.docx_of(out.getvalue(), [decree(matter(1))]))


def test_the_child_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    list(word.docx_of(default_template(Kind.DECREE), [decree(matter(1))], emblem=png()))
    assert os.listdir(tmp_path) == []


def png() -> bytes:
    import segno

    out = io.BytesIO()
    segno.make("lambang").save(out, kind="png", scale=4)
    return out.getvalue()
