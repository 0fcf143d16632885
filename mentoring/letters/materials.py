"""The agency's letterhead, emblem and Word templates: put in force, read again by hash."""

import hashlib
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import audit, clock
from mentoring.errors import Unusable
from mentoring.letters import head as heads
from mentoring.letters import pdf, sample, word
from mentoring.letters.content import Frame
from mentoring.letters.tables import LetterMaterial
from mentoring.letters.values import Kind
from mentoring.words import _

HEAD, EMBLEM = "head", "emblem"
LARGEST_EMBLEM = 2 * 2**20  # bytes; it stands on every letter


def sha256(content: bytes) -> str:
    """In hex."""
    return hashlib.sha256(content).hexdigest()


def put_head(session: Session, *, text: str, emblem: bytes, by: UUID) -> heads.Head:
    """Put a letterhead in force; every letter made from now on bears it.

    Raises:
        Unusable: a mistake in the file, or an emblem that no letter can hold.
    """
    head = heads.parse(text)
    if emblem:
        _require_picture(emblem)
        _try(head, emblem)
        _put(session, EMBLEM, emblem, by=by)
    mark = sha256(emblem) if emblem else ""
    _put(session, HEAD, text.encode(), by=by, emblem=mark)
    _noted(session, "letter.put_head", by, sha256=sha256(text.encode()))
    return head


def put_template(session: Session, *, kind: Kind, content: bytes, by: UUID) -> None:
    """Put a Word template in force, once a sample letter could be written with it.

    Raises:
        Unusable: it cannot be filled, or does what a template may not.
    """
    list(word.docx_of(content, [sample.paper(head_in_force(session), kind)]))
    _put(session, str(kind), content, by=by)
    _noted(session, "letter.put_template", by, kind=str(kind), sha256=sha256(content))


def head_text(session: Session) -> str:
    """The letterhead in force as TOML; the product's own before there is one."""
    row = _newest(session, HEAD)
    return heads.default_text() if row is None else row.content.decode()


def emblem_in_force(session: Session) -> bytes:
    """The emblem of the letterhead in force; empty where there is none."""
    row = _newest(session, HEAD)
    return b"" if row is None or not row.emblem else stored(session, kind=EMBLEM, mark=row.emblem)


def head_in_force(session: Session) -> heads.Head:
    """The letterhead in force."""
    return heads.parse(head_text(session))


def template_in_force(session: Session, *, kind: Kind) -> bytes:
    """The agency's Word template; the product's own before there is one."""
    row = _newest(session, str(kind))
    return default_template(kind) if row is None else row.content


def default_template(kind: Kind) -> bytes:
    """The product's own Word template."""
    from mentoring.letters.word_template import template_of

    return template_of(kind)


def frame_in_force(session: Session, *, address: str, by: UUID) -> Frame:
    """What letters made now get from the agency; the product's wording is kept on first use."""
    row = _newest(session, HEAD)
    if row is None:
        row = _put(session, HEAD, heads.default_text().encode(), by=by)
    return Frame(head=row.sha256, emblem=row.emblem, address=address)


def stored(session: Session, *, kind: str, mark: str) -> bytes:
    """One material by its hash."""
    query = select(LetterMaterial.content).where(
        LetterMaterial.kind == kind, LetterMaterial.sha256 == mark
    )
    return session.exec(query).one()


def _newest(session: Session, kind: str) -> LetterMaterial | None:
    query = select(LetterMaterial).where(LetterMaterial.kind == kind)
    return session.exec(query.order_by(col(LetterMaterial.put_at).desc())).first()


def _put(
    session: Session, kind: str, content: bytes, *, by: UUID, emblem: str = ""
) -> LetterMaterial:
    """The material as a row; one that was in force before comes into force again."""
    mark = sha256(content)
    query = select(LetterMaterial).where(LetterMaterial.kind == kind, LetterMaterial.sha256 == mark)
    row = session.exec(query).first()
    if row is None:
        row = LetterMaterial(kind=kind, sha256=mark, content=content, put_by=by, put_at=clock.now())
    row.emblem, row.put_by, row.put_at = emblem, by, clock.now()
    session.add(row)
    session.flush()
    return row


def _require_picture(emblem: bytes) -> None:
    if len(emblem) > LARGEST_EMBLEM:
        raise Unusable(
            _("Lambang terlalu besar."), remedy=_("Pakai gambar paling besar 2 MB, misalnya PNG.")
        )
    if not pdf.ending_of(emblem):
        raise Unusable(
            _("Lambang bukan gambar PNG, JPG, atau SVG."), remedy=_("Simpan gambarnya sebagai PNG.")
        )


def _try(head: heads.Head, emblem: bytes) -> None:
    try:
        pdf.pdf_of([sample.paper(head, Kind.DECREE)], emblem=emblem)
    except RuntimeError:  # typst's own: the picture begins well and is broken further on
        raise Unusable(
            _("Lambang tidak dapat dibaca sebagai gambar."),
            remedy=_("Simpan gambarnya sekali lagi sebagai PNG."),
        ) from None


def _noted(session: Session, action: str, by: UUID, **details: Any) -> None:
    audit.record(session, actor_id=by, action=action, subject="letter_material", **details)
