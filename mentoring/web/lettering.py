"""Letters of an approved run: make, number, revoke; and the page behind the QR."""

from collections.abc import Callable
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from mentoring import db, letters, programmes
from mentoring.errors import NotFound, PamongError, Unusable
from mentoring.settings import settings
from mentoring.web import finding, paper
from mentoring.web.desk import Desk, deciding, go, reading
from mentoring.web.letter_list import mine, show
from mentoring.words import _, number

router = APIRouter()
Text = Annotated[str, Form(max_length=300)]
LETTER = "/letters/{letter_id}"
LARGEST_EMBLEM = 2 * 2**20


@router.get("/programmes/{programme_id}/letters")
def every(request: Request, programme_id: UUID) -> Response:
    return show(request, programme_id)


@router.post("/programmes/{programme_id}/letters")
def make(request: Request, programme_id: UUID, kind: Text = "", replace: Text = "") -> Response:
    try:
        wanted = _kind(kind)
        with deciding(request) as desk:
            found = finding.programme(desk, programme_id)
            run = programmes.approved_run(desk.session, programme=found)
            matter = programmes.letter_matter(desk.session, programme=found, run=run)
            each = wanted is letters.Kind.ASSIGNMENT
            order = letters.Order(
                kind=wanted,
                mentors=tuple(matter.mentors()) if each else (None,),
                whole=each,
                address=settings().public_url or "",
                replace=replace,
            )
            made = letters.make(desk.session, matter=matter, order=order, by=desk.by)
    except PamongError as wrong:
        return show(request, programme_id, wrong, {"replace": replace})
    said = _("{count} surat siap.", count=number(len(made)))
    return go(f"/programmes/{programme_id}/letters", said=said)


@router.post("/programmes/{programme_id}/letters/numbers")
def give_numbers(
    request: Request,
    programme_id: UUID,
    kind: Text = "",
    pattern: Text = "",
    first: Annotated[int, Form(ge=1, le=10_000_000)] = 1,
    dated: Annotated[date | None, Form()] = None,
) -> Response:
    """One pattern for every concept of a kind, in the order of their serial numbers."""
    try:
        wanted, day = _kind(kind), _day(dated)
        with deciding(request) as desk:
            found = finding.programme(desk, programme_id)
            rows = letters.concepts(desk.session, programme_id=found.id, kind=wanted)
            letters.give_numbers(
                desk.session, chosen=rows, pattern=pattern, first=first, dated=day, by=desk.by
            )
    except PamongError as wrong:
        return show(request, programme_id, wrong, {"pattern": pattern, "first": str(first)})
    said = _("{count} surat bernomor.", count=number(len(rows)))
    return go(f"/programmes/{programme_id}/letters", said=said)


@router.post("/programmes/{programme_id}/letters/head")
def put_head(
    request: Request,
    programme_id: UUID,
    text: Annotated[str, Form(max_length=60_000)] = "",
    emblem: Annotated[UploadFile | None, File()] = None,
    without: Text = "",
) -> Response:
    """Letterhead, signer and wording; the emblem in force stays unless another one is sent."""
    text = text.replace("\r\n", "\n")
    picture = b"" if emblem is None else emblem.file.read(LARGEST_EMBLEM + 1)
    try:
        with deciding(request) as desk:
            finding.programme(desk, programme_id)
            if not picture and not without:
                picture = letters.emblem_in_force(desk.session)
            head = letters.put_head(desk.session, text=text, emblem=picture, by=desk.by)
    except PamongError as wrong:
        return show(request, programme_id, wrong, {"head": text})
    said = _("Kop surat terpasang; surat yang dibuat mulai sekarang memakainya.")
    if head.blanks():
        said += " " + _("Masih kosong: {names}.", names=", ".join(head.blanks()))
    return go(f"/programmes/{programme_id}/letters", said=said)


@router.post(f"{LETTER}/number")
def give_number(
    request: Request,
    letter_id: UUID,
    said: Text = "",
    dated: Annotated[date | None, Form()] = None,
) -> Response:
    def deed(desk: Desk, letter: letters.Letter) -> None:
        letters.give_number(desk.session, letter=letter, said=said, dated=_day(dated), by=desk.by)

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
    return paper.page(request, "verify", told=told, kind_word=letters.kind_word)


def _do(
    request: Request, letter_id: UUID, deed: Callable[[Desk, letters.Letter], None]
) -> Response:
    with reading(request) as desk:
        found = mine(desk, letter_id)
    try:
        with deciding(request) as desk:
            deed(desk, mine(desk, letter_id))
    except PamongError as wrong:
        return show(request, found.programme_id, wrong)
    return go(f"/programmes/{found.programme_id}/letters", said=_("Surat diperbarui."))


def _kind(kind: str) -> letters.Kind:
    if kind not in set(letters.Kind):
        raise Unusable(_("Jenis surat belum dipilih."), remedy=_("Pilih jenis suratnya."))
    return letters.Kind(kind)


def _day(dated: date | None) -> date:
    if dated is None:
        raise Unusable(_("Tanggal belum diisi."), remedy=_("Pilih tanggal suratnya."))
    return dated
