"""Verbs that read: letters, what they say as PDF or Word, and whether all of it still holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring.errors import NotFound
from mentoring.letters import head as heads
from mentoring.letters import materials, pdf, word
from mentoring.letters.content import Content
from mentoring.letters.paper import paper_of
from mentoring.letters.tables import Letter, LetterFile
from mentoring.letters.values import Kind, State
from mentoring.words import _


@dataclass(frozen=True, slots=True)
class Public:
    """What the verify page may tell anybody who holds the paper: nothing about any person."""

    kind: str
    state: str
    number: str
    dated: date | None
    run: int
    certificate: str
    content: str
    signed: str  # SHA-256 of the signed file; empty while there is none
    replaced_by: str  # the verify id of the letter that took its place
    replaces: str  # the verify id of the letter whose place it took


@dataclass(frozen=True, slots=True)
class Check:
    """Whether a letter is as it was kept; `failures` are codes."""

    failures: tuple[str, ...]
    pdf: str  # SHA-256 of the PDF as it is made today
    signed: str

    @property
    def ok(self) -> bool:
        return not self.failures


def letters(
    session: Session,
    *,
    programme_id: UUID,
    run_id: UUID | None = None,
    kind: Kind | None = None,
    states: Sequence[str] = (),
) -> list[Letter]:
    """The letters of a programme in the order of their serial numbers."""
    query = select(Letter).where(Letter.programme_id == programme_id)
    if run_id is not None:
        query = query.where(Letter.run_id == run_id)
    if kind is not None:
        query = query.where(Letter.kind == kind)
    if states:
        query = query.where(col(Letter.state).in_(states))
    return list(session.exec(query.order_by(col(Letter.serial))))


def by_ids(session: Session, *, ids: Sequence[UUID]) -> list[Letter]:
    """These letters in the order of their serial numbers."""
    query = select(Letter).where(col(Letter.id).in_(ids))
    return list(session.exec(query.order_by(col(Letter.serial))))


def live_letters(session: Session, *, run_id: UUID) -> list[Letter]:
    """The letters of a run that hold."""
    query = select(Letter).where(Letter.run_id == run_id, Letter.state != State.REVOKED)
    return list(session.exec(query.order_by(col(Letter.serial))))


def find(session: Session, *, programme_id: UUID, text: str) -> Letter:
    """One letter by its serial number in the programme, its number on paper, or its verify id."""
    said = text.strip()
    if said.isascii() and said.isdigit() and len(said) < 9:
        named = select(Letter).where(
            Letter.programme_id == programme_id, Letter.serial == int(said)
        )
    else:
        named = select(Letter).where((col(Letter.verify_id) == said) | (col(Letter.number) == said))
    # A revoked letter may have had the number of the one that holds.
    found = sorted(session.exec(named), key=lambda x: (x.state == State.REVOKED, -x.serial))
    if not found:
        raise NotFound(
            _("Surat «{text}» tidak ada.", text=said), remedy=_("Lihat `pamong letter list`.")
        )
    return found[0]


def public(session: Session, *, verify_id: str) -> Public | None:
    """What the page behind a letter's QR code says; None for an id that no letter has."""
    letter = session.exec(select(Letter).where(Letter.verify_id == verify_id)).first()
    if letter is None:
        return None
    after = session.get(Letter, letter.replaced_by) if letter.replaced_by else None
    return Public(
        kind=letter.kind,
        state=letter.state,
        number=letter.number,
        dated=letter.dated,
        run=letter.run_number,
        certificate=content_of_letter(session, letter=letter).facts["sertifikat"],
        content=letter.sha256,
        signed=_mark(session, letter, "signed"),
        replaced_by=after.verify_id if after else "",
        replaces=session.exec(
            select(Letter.verify_id).where(Letter.replaced_by == letter.id)
        ).first()
        or "",
    )


def content_of_letter(session: Session, *, letter: Letter) -> Content:
    """What a letter says, as it was kept."""
    return Content.unpacked(_file(session, letter, "content").content)


def head_of(session: Session, *, letter: Letter) -> heads.Head:
    """The letterhead that a letter bears."""
    return _head(session, content_of_letter(session, letter=letter).facts["kop"])


def as_pdf(session: Session, *, chosen: Sequence[Letter]) -> bytes:
    """These letters as one PDF."""
    papers, emblem = papers_of(session, chosen)
    return pdf.pdf_of(papers, emblem=emblem)


def as_docx(session: Session, *, chosen: Sequence[Letter], template: bytes) -> Iterator[bytes]:
    """These letters as Word files, one each."""
    papers, emblem = papers_of(session, chosen)
    return word.docx_of(template, papers, emblem=emblem)


def signed_file(session: Session, *, letter: Letter) -> bytes:
    """The signed file as it was filed."""
    return _file(session, letter, "signed").content


def check(session: Session, *, letter: Letter, certificate: str) -> Check:
    """Read everything again and compare hashes.

    Args:
        certificate: SHA-256 of the run's certificate as it is stored today.
    """
    failures = []
    kept = _file(session, letter, "content")
    content = Content.unpacked(kept.content)
    if not content.digest == letter.sha256 == kept.sha256:
        failures.append("content")
    if content.facts["sertifikat"] != certificate:
        failures.append("certificate")
    mark = _mark(session, letter, "signed")
    if mark and materials.sha256(signed_file(session, letter=letter)) != mark:
        failures.append("signed")
    made = materials.sha256(as_pdf(session, chosen=[letter]))
    return Check(tuple(failures), made, mark)


def papers_of(session: Session, chosen: Sequence[Letter]) -> tuple[list[dict[str, Any]], bytes]:
    """Every text of these letters, and the emblem of the first: one print bears one emblem."""
    query = select(LetterFile).where(
        LetterFile.name == "content", col(LetterFile.letter_id).in_([x.id for x in chosen])
    )
    kept = {row.letter_id: Content.unpacked(row.content) for row in session.exec(query)}
    known: dict[str, heads.Head] = {}
    papers = []
    for letter in chosen:
        content = kept[letter.id]
        mark = content.facts["kop"]
        known[mark] = known.get(mark) or _head(session, mark)
        papers.append(
            paper_of(
                content,
                known[mark],
                number=letter.number,
                dated=letter.dated,
                verify_id=letter.verify_id,
                revoked=letter.state == State.REVOKED,
            )
        )
    emblem = kept[chosen[0].id].facts["lambang"]
    picture = materials.stored(session, kind=materials.EMBLEM, mark=emblem) if emblem else b""
    return papers, picture


def _head(session: Session, mark: str) -> heads.Head:
    return heads.parse(materials.stored(session, kind=materials.HEAD, mark=mark).decode())


def _file(session: Session, letter: Letter, name: str) -> LetterFile:
    query = select(LetterFile).where(LetterFile.letter_id == letter.id, LetterFile.name == name)
    found = session.exec(query).first()
    if found is None:
        raise NotFound(_("Surat ini belum mempunyai berkas bertanda tangan."))
    return found


def _mark(session: Session, letter: Letter, name: str) -> str:
    query = select(LetterFile.sha256).where(
        LetterFile.letter_id == letter.id, LetterFile.name == name
    )
    return session.exec(query).first() or ""
