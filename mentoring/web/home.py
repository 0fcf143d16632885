"""The front page: what waits for this officer, and how each programme stands."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import cases, clock, erasure, messages, people, presence, programmes, recovery
from mentoring.errors import Unusable
from mentoring.messages import MessageState
from mentoring.programmes import RunState, Side
from mentoring.queue import JobState
from mentoring.web import paper
from mentoring.web.desk import Desk, reading
from mentoring.words import _, number

router = APIRouter()


@router.get("/")
def home(request: Request) -> Response:
    with reading(request) as desk:
        staff = people.count(desk.session)
        rows = [_standing(desk, p) for p in reversed(programmes.programmes(desk.session))]
        return desk.page(
            "home", staff=staff, everybody=sum(staff.values()), rows=rows, troubles=_troubles(desk)
        )


def _troubles(desk: Desk) -> list[tuple[str, str]]:
    """What only a person can mend, each with the page where that is done."""
    reader = messages.Reader(desk.by, desk.within)
    found = []
    failed, uncertain = (
        messages.how_many(desk.session, states=[state], reader=reader)
        for state in (MessageState.FAILED, MessageState.UNCERTAIN)
    )
    if failed:
        said = _("{count} pesan gagal dikirim", count=number(failed))
        found.append((said, "/messages?state=failed"))
    if uncertain:
        said = _("{count} pesan belum pasti sampai", count=number(uncertain))
        found.append((said, "/messages?state=uncertain"))
    late = cases.how_many(desk.session, asked=cases.Asked(within=desk.within, late=True))
    if late:
        found.append((_("{count} perkara terlambat dijawab", count=number(late)), "/cases?late=1"))
    if paper.may(desk.account, "shape"):
        found += [(said, "/messages#holidays") for said in _holidays()]
    if messages.held_since(desk.session) is not None:
        found.append((_("Semua pesan keluar sedang ditahan"), "/messages"))
    if paper.may(desk.account, "erase") and (over := erasure.how_many(desk.session)):
        said = _("Masa retensi data {count} pegawai sudah lewat", count=number(over))
        found.append((said, "/erasure"))
    if paper.may(desk.account, "audit"):
        dead = len(recovery.jobs(desk.session, states=(JobState.DEAD,), last=1000))
        if dead:
            found.append((_("{count} pekerjaan gagal", count=number(dead)), "/jobs"))
        if not presence.alive(desk.session):
            found.append((_("Tidak ada worker yang hidup: yang antre menunggu"), "/jobs"))
    return found


def _holidays() -> list[str]:
    """Years whose holidays nobody has entered yet; or that the office's own file is broken."""
    try:
        years = messages.working_days.guessed_years(on=clock.today())
    except Unusable as broken:
        return [broken.sentence]
    return [_("Hari libur {year} belum lengkap", year=year) for year in years]


def _standing(desk: Desk, programme: programmes.Programme) -> dict[str, Any]:
    """One programme in figures, and the one thing to do next."""
    counts = programmes.count_participants(desk.session, programme_id=programme.id)
    runs = programmes.runs_of(desk.session, programme=programme)
    states: dict[str, int] = {}
    counted = programmes.browsing.counted_states(
        desk.session, programme=programme, within=desk.within
    )
    for (_opd, state), count in counted.items():
        states[state] = states.get(state, 0) + count
    ready = next((r for r in reversed(runs) if r.state == RunState.READY), None)
    busy = next((r for r in reversed(runs) if r.state in {"queued", "running"}), None)
    return {
        "programme": programme,
        "mentees": counts.get(Side.MENTEE, 0),
        "mentors": counts.get(Side.MENTOR, 0),
        "states": states,
        "ready": ready,
        "busy": busy,
        "last": runs[-1] if runs else None,
        "outdated": ready is not None and programmes.outdated(programme=programme, run=ready),
    }
