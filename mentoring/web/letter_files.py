"""Files of letters: PDF and Word out, the signed PDF in, the agency's Word template both ways."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from mentoring import letters
from mentoring.errors import NotFound, PamongError, Unusable
from mentoring.web import export, finding
from mentoring.web.desk import deciding, go, reading
from mentoring.web.letter_list import asked_for, mine, show
from mentoring.words import _

router = APIRouter()
Text = Annotated[str, Form(max_length=300)]
LETTER, ONE = "/letters/{letter_id}", "/programmes/{programme_id}"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST = 50 * 2**20 + 1  # one byte more than any file may have: enough to see that it is too large


@router.get("/programmes/{programme_id}/letters/list/{shape}")
def export_letters(request: Request, programme_id: UUID, shape: export.Shape) -> Response:
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        rows, who = asked_for(desk, found.id)
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
        letter = mine(desk, letter_id)
        content = letters.as_pdf(desk.session, chosen=[letter])
        letters.note_written(desk.session, chosen=[letter], form="pdf", by=desk.by)
    return export.download(content, f"surat-{letter.serial}.pdf", "application/pdf")


@router.get(f"{LETTER}/docx")
def as_docx(request: Request, letter_id: UUID) -> Response:
    """From the agency's own template, or the product's."""
    with reading(request) as desk:
        letter = mine(desk, letter_id)
        template = letters.template_in_force(desk.session, kind=letters.Kind(letter.kind))
        made = letters.as_docx(desk.session, chosen=[letter], template=template)
        content = next(iter(made))
    with deciding(request) as desk:
        letters.note_written(desk.session, chosen=[letter], form="docx", by=desk.by)
    return export.download(content, f"surat-{letter.serial}.docx", DOCX)


@router.get(f"{LETTER}/signed")
def signed(request: Request, letter_id: UUID) -> Response:
    """The signed file as it was filed."""
    with deciding(request) as desk:
        letter = mine(desk, letter_id)
        content = letters.signed_file(desk.session, letter=letter)
        letters.note_written(desk.session, chosen=[letter], form="signed", by=desk.by)
    return export.download(content, f"surat-{letter.serial}-ttd.pdf", "application/pdf")


@router.post(f"{LETTER}/signed")
def file_signed(
    request: Request,
    letter_id: UUID,
    file: Annotated[UploadFile | None, File()] = None,
    confirmed: Text = "",
) -> Response:
    with reading(request) as desk:
        letter = mine(desk, letter_id)
    content = _content(file)
    try:
        if not content:
            raise Unusable(_("Berkas belum dipilih."), remedy=_("Pilih PDF yang sudah diteken."))
        bears = letters.bears_code(content, verify_id=letter.verify_id)
        with deciding(request) as desk:
            letters.file_signed(
                desk.session, letter=mine(desk, letter_id), content=content, by=desk.by,
                bears_code=bears, confirmed=bool(confirmed),
            )  # fmt: skip
    except PamongError as wrong:
        return show(request, letter.programme_id, wrong)
    said = _("Tersimpan sebagai surat {serial} yang bertanda tangan.", serial=letter.serial)
    return go(f"/programmes/{letter.programme_id}/letters", said=said)


@router.get(f"{ONE}/letters/template/{{letter_kind}}")
def template(request: Request, programme_id: UUID, letter_kind: str) -> Response:
    """The Word template in force, to be adapted in Word."""
    with reading(request) as desk:
        finding.programme(desk, programme_id)
        if letter_kind not in set(letters.Kind):
            raise NotFound(_("Jenis surat ini tidak ada."))
        content = letters.template_in_force(desk.session, kind=letters.Kind(letter_kind))
    return export.download(content, f"templat-{letter_kind}.docx", DOCX)


@router.post(f"{ONE}/letters/template")
def put_template(
    request: Request,
    programme_id: UUID,
    kind: Text = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Filled with a sample in a bounded process before it comes into force."""
    try:
        if kind not in set(letters.Kind):
            raise Unusable(_("Jenis surat belum dipilih."), remedy=_("Pilih jenis suratnya."))
        content = _content(file)
        if not content:
            raise Unusable(_("Berkas belum dipilih."), remedy=_("Pilih berkas .docx."))
        with deciding(request) as desk:
            finding.programme(desk, programme_id)
            letters.put_template(desk.session, kind=letters.Kind(kind), content=content, by=desk.by)
    except PamongError as wrong:
        return show(request, programme_id, wrong)
    said = _("Templat {kind} terpasang.", kind=letters.kind_word(kind))
    return go(f"/programmes/{programme_id}/letters", said=said)


def _content(file: UploadFile | None) -> bytes:
    return b"" if file is None else file.file.read(MOST)
