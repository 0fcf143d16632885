"""Letters of an approved run: make, take out as PDF, number, revoke; and the page behind the QR."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from mentoring import db, letters, people, programmes
from mentoring.errors import NotFound, PamongError, Unusable
from mentoring.settings import settings
from mentoring.web import export, finding, paper
from mentoring.web.desk import Desk, deciding, go, reading
from mentoring.web.failures import status_of
from mentoring.words import _, number

router = APIRouter()
Text = Annotated[str, Form(max_length=300)]
LETTER = "/letters/{letter_id}"


@router.get("/programmes/{programme_id}/letters")
def every(request: Request, programme_id: UUID) -> Response:
    return _show(request, programme_id)


@router.post("/programmes/{programme_id}/letters")
def make(request: Request, programme_id: UUID, kind: Text = "", replace: Text = "") -> Response:
    try:
        if kind not in set(letters.Kind):
            raise Unusable(_("Jenis surat belum dipilih."), remedy=_("Pilih jenis suratnya."))
        with deciding(request) as desk:
            found = finding.programme(desk, programme_id)
            run = programmes.approved_run(desk.session, programme=found)
            matter = programmes.letter_matter(desk.session, programme=found, run=run)
            each = kind == letters.Kind.ASSIGNMENT
            order = letters.Order(
                kind=letters.Kind(kind),
                mentors=tuple(matter.mentors()) if each else (None,),
                whole=each,
                address=settings().public_url or "",
                replace=replace,
            )
            made = letters.make(desk.session, matter=matter, order=order, by=desk.by)
    except PamongError as wrong:
        return _show(request, programme_id, wrong)
    said = _("{count} surat siap.", count=number(len(made)))
    return go(f"/programmes/{programme_id}/letters", said=said)


@router.get("/programmes/{programme_id}/letters/list/{shape}")
def export_letters(request: Request, programme_id: UUID, shape: export.Shape) -> Response:
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        rows, who = _mine(desk, letters.letters(desk.session, programme_id=found.id))
    headers = [
        _("No"), _("Jenis"), _("Untuk"), _("Nomor surat"), _("Tanggal"), _("Keadaan"),
    ]  # fmt: skip
    cells = [
        [
            row.serial,
            letters.kind_word(row.kind),
            who[row.mentor_id].name if row.mentor_id in who else _("semua pasangan"),
            row.number,
            row.dated,
            letters.state_word(row.state),
        ]
        for row in rows
    ]
    return export.file(request, shape, export.Listed("surat", _("Surat"), headers, cells))


@router.get(f"{LETTER}/pdf")
def as_pdf(request: Request, letter_id: UUID) -> Response:
    """Taking a letter out is written in the trail: it names people by NIP."""
    with deciding(request) as desk:
        chosen = _mine(desk, letters.by_ids(desk.session, ids=[letter_id]))[0]
        if not chosen:
            raise NotFound(_("Surat ini tidak ada, atau bukan untuk akun Anda."))
        content = letters.as_pdf(desk.session, chosen=chosen)
        letters.note_written(desk.session, chosen=chosen, form="pdf", by=desk.by)
    return export.download(content, f"surat-{chosen[0].serial}.pdf", "application/pdf")


@router.post(f"{LETTER}/number")
def give_number(
    request: Request,
    letter_id: UUID,
    said: Text = "",
    dated: Annotated[date | None, Form()] = None,
) -> Response:
    def deed(desk: Desk, letter: letters.Letter) -> None:
        if dated is None:
            raise Unusable(_("Tanggal belum diisi."), remedy=_("Pilih tanggal suratnya."))
        letters.give_number(desk.session, letter=letter, said=said, dated=dated, by=desk.by)

    return _do(request, letter_id, deed)


@router.post(f"{LETTER}/revoke")
def revoke(request: Request, letter_id: UUID, reason: Text = "") -> Response:
    def deed(desk: Desk, letter: letters.Letter) -> None:
        letters.revoke(desk.session, letter=letter, reason=reason, by=desk.by)

    return _do(request, letter_id, deed)


@router.get("/verify/{verify_id}")
def verify(request: Request, verify_id: str) -> Response:
    """What anybody may know who holds the paper: nothing about any person."""
    with db.transaction(reads=True) as session:
        told = letters.public(session, verify_id=verify_id)
    if told is None:
        raise NotFound(
            _("Tidak ada surat dengan kode ini."),
            remedy=_("Periksa kodenya pada kaki surat; bila tetap tidak ada, surat itu palsu."),
        )
    return paper.page(request, "verify", told=told)


def _do(
    request: Request, letter_id: UUID, deed: Callable[[Desk, letters.Letter], None]
) -> Response:
    with reading(request) as desk:
        found = _mine(desk, letters.by_ids(desk.session, ids=[letter_id]))[0]
    if not found:
        raise NotFound(_("Surat ini tidak ada, atau bukan untuk akun Anda."))
    try:
        with deciding(request) as desk:
            deed(desk, letters.by_ids(desk.session, ids=[letter_id])[0])
    except PamongError as wrong:
        return _show(request, found[0].programme_id, wrong)
    return go(f"/programmes/{found[0].programme_id}/letters", said=_("Surat diperbarui."))


def _show(request: Request, programme_id: UUID, wrong: PamongError | None = None) -> Response:
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        rows, who = _mine(desk, letters.letters(desk.session, programme_id=found.id))
        return desk.page(
            "letters",
            status=status_of(wrong) if wrong else 200,
            programme=found,
            rows=rows,
            who=who,
            kinds=[(str(kind), letters.kind_word(kind)) for kind in letters.Kind],
            kind_word=letters.kind_word,
            state_word=letters.state_word,
            wrong=wrong,
        )


def _mine(
    desk: Desk, rows: Sequence[letters.Letter]
) -> tuple[list[letters.Letter], dict[UUID, people.Profile]]:
    """A unit officer sees the letters of the own OPD's mentors; a decree names others too."""
    who = desk.by_id(row.mentor_id for row in rows if row.mentor_id)
    if desk.within is None:
        return list(rows), who
    return [row for row in rows if row.mentor_id in who and desk.sees(who[row.mentor_id])], who
