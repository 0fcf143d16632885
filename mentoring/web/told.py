"""What people were told: sent, failed, or perhaps arrived; and what a person decides about it."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from mentoring import access, audit, clock, messages
from mentoring.errors import NotFound, PamongError, Unusable
from mentoring.messages import Event, Message, MessageState, Reader
from mentoring.web import export, lists
from mentoring.web.desk import Desk, deciding, go, reading
from mentoring.words import _, language, number

router = APIRouter()
ROWS, WRITTEN = 50, 100_000
AGAIN = (MessageState.FAILED, MessageState.UNCERTAIN)
Words = Annotated[str, Form(max_length=300)]


@router.get("/messages")
def list_(request: Request) -> Response:
    with reading(request) as desk:
        asked = {key: request.query_params.get(key, "") for key in ("state", "event")}
        wanted = _wanted(desk)
        total = messages.how_many(desk.session, **wanted)
        cut = lists.part(request, total, rows=ROWS)
        rows = messages.messages(desk.session, **wanted, skip=cut.skip, last=ROWS)
        return desk.page(
            "messages",
            rows=[(row, name, messages.why(row.code)) for row, name in _named(desk, rows)],
            cut=cut,
            href=lambda page: lists.query_of(asked, page=page if page > 1 else ""),
            asked=asked,
            query=lists.query_of(asked),
            states=[(str(s), messages.state_word(s)) for s in MessageState],
            events=[(str(e), messages.event_word(e)) for e in Event],
            held=messages.held_since(desk.session),
            again=AGAIN,
            **_holidays(),
        )


def _holidays() -> dict[str, Any]:
    """The years whose holidays are not known yet, or what is wrong with the office's own file."""
    try:
        guessed = messages.working_days.guessed_years(on=clock.today())
    except Unusable as broken:
        return {"guessed": [], "broken": broken}
    return {"guessed": guessed, "broken": None}


@router.get("/messages/list/{shape}")
def export_messages(request: Request, shape: export.Shape) -> Response:
    with reading(request) as desk:
        every = messages.messages(desk.session, **_wanted(desk), skip=0, last=WRITTEN)
        rows = [
            [
                name,
                messages.event_word(row.event),
                messages.state_word(row.state),
                messages.why(row.code),
                clock.spoken(row.made_at),
            ]
            for row, name in _named(desk, every)
        ]
    headers = [_("Kepada"), _("Jenis"), _("Keadaan"), _("Sebab"), _("Dibuat")]
    return export.file(request, shape, export.Listed("pesan", _("Pesan"), headers, rows))


@router.post("/messages/resend")
def resend(
    request: Request, message_id: Annotated[list[UUID], Form()] = [], reason: Words = ""  # noqa: B006
) -> Response:  # fmt: skip
    if not message_id:
        raise Unusable(
            _("Belum ada pesan yang dipilih."), remedy=_("Centang pesan yang dikirim ulang.")
        )
    with deciding(request) as desk:
        for one in message_id:
            messages.resend(desk.session, _one(desk, one)[0], by=desk.by, reason=reason)
    said = _("{count} pesan antre untuk dikirim ulang.", count=number(len(message_id)))
    return go("/messages", said=said)


@router.post("/messages/hold")
def hold(request: Request, reason: Words = "") -> Response:
    with deciding(request) as desk:
        messages.hold(desk.session, by=desk.by, reason=reason)
    return go("/messages", said=_("Semua pesan keluar ditahan."))


@router.post("/messages/release")
def release(request: Request, reason: Words = "") -> Response:
    with deciding(request) as desk:
        messages.release(desk.session, by=desk.by, reason=reason)
    return go("/messages", said=_("Pesan keluar dilepaskan."))


@router.get("/messages/sample")
def sample(request: Request) -> Response:
    event = _event(request.query_params.get("event", ""))
    with reading(request) as desk:
        return _sample(desk, event)


@router.post("/messages/sample")
def send_sample(request: Request, event: Words = "") -> Response:
    kind = _event(event)
    with deciding(request) as desk:
        address = desk.account.email
        audit.record(
            desk.session, actor_id=desk.by, action="message.test", subject="account",
            subject_id=desk.by, event=kind,
        )  # fmt: skip
    try:
        if not address:
            raise Unusable(
                _("Akun Anda belum punya alamat surel."), remedy=_("Minta admin mengisinya.")
            )
        messages.send_sample(kind, language=language(), address=address)
    except PamongError as wrong:
        with reading(request) as desk:
            return _sample(desk, kind, wrong=wrong)
    return go(f"/messages/sample?event={kind}", said=_("Contoh dikirim ke alamat surel Anda."))


@router.get("/messages/{message_id}")
def one(request: Request, message_id: UUID) -> Response:
    with reading(request) as desk:
        found, name = _one(desk, message_id)
        letter, whatsapp = messages.shown(desk.session, found)
        return desk.page(
            "message",
            message=found,
            name=name,
            word=messages.event_word(found.event),
            state=messages.state_word(found.state),
            why=messages.why(found.code),
            letter=letter,
            whatsapp=whatsapp,
            again=AGAIN,
        )


def _wanted(desk: Desk) -> dict[str, Any]:
    """The filters of the address, within what this officer may see."""
    said = desk.request.query_params
    return {
        "states": [s for s in MessageState if s == said.get("state")],
        "events": [e for e in Event if e == said.get("event")],
        "reader": Reader(desk.by, desk.within),
    }


def _sample(desk: Desk, event: Event, *, wrong: PamongError | None = None) -> Response:
    return desk.page(
        "message_sample",
        letter=messages.preview(event, language=language()),
        event=event,
        events=[(str(e), messages.event_word(e)) for e in Event],
        wrong=wrong,
    )


def _event(said: str) -> Event:
    return next((event for event in Event if event == said), Event.ASSIGNMENT)


def _one(desk: Desk, message_id: UUID) -> tuple[Message, str]:
    """One message that this officer may see, and who it is for; another one is not there."""
    found = messages.message(desk.session, message_id)
    if desk.within is not None and found.account_id != desk.by:
        person = desk.by_id([found.employee_id]) if found.employee_id else {}
        if found.employee_id not in person or not desk.sees(person[found.employee_id]):
            raise NotFound(_("Pesan tidak ditemukan."))
    return _named(desk, [found])[0]


def _named(desk: Desk, rows: list[Message]) -> list[tuple[Message, str]]:
    who = desk.by_id(row.employee_id for row in rows if row.employee_id)
    logins = {a.id: a.login for a in access.accounts(desk.session)}
    return [(row, _name(row, {i: p.name for i, p in who.items()} | logins)) for row in rows]


def _name(row: Message, names: dict[UUID, str]) -> str:
    return names.get(row.employee_id or row.account_id or UUID(int=0), "-")
