"""What became of an approval: who accepted, who declined and why, who is silent."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import clock, people, programmes
from mentoring.web import export, finding, lists, phrases
from mentoring.web.desk import deciding, go, reading
from mentoring.words import _, number

router = APIRouter()


@router.get("/programmes/{programme_id}/following")
def following(request: Request, programme_id: UUID) -> Response:
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        wanted = lists.wanted_of(desk)
        cut = programmes.browsing.followed(desk.session, programme=found, wanted=wanted)
        counted = programmes.browsing.counted_states(
            desk.session, programme=found, within=desk.within
        )
        states: dict[str, int] = {}
        for (_opd, state), count in counted.items():
            states[state] = states.get(state, 0) + count
        return desk.page(
            "following",
            programme=found,
            cut=cut,
            who=desk.by_id(i for row in cut.rows for i in (row.mentee_id, row.mentor_id)),
            states=states,
            declined=programmes.nudging.why_declined(desk.session, programme=found),
            now=clock.now(),
            asked=lists.asked(request),
            query=lists.query_of(lists.asked(request)),
            href=lists.href_of(request),
            **lists.choices(desk),
        )


@router.get("/programmes/{programme_id}/following/{shape}")
def export_following(request: Request, programme_id: UUID, shape: export.Shape) -> Response:
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        wanted = lists.wanted_of(desk, rows=programmes.browsing.EVERYTHING)
        cut = programmes.browsing.followed(desk.session, programme=found, wanted=wanted)
        who = desk.by_id(i for row in cut.rows for i in (row.mentee_id, row.mentor_id))
        nips = people.nips(desk.session, ids=list(who))
        why = programmes.nudging.why_declined(desk.session, programme=found)
    headers = [
        _("NIP mentee"), _("Nama mentee"), _("Unit kerja mentee"), _("NIP mentor"),
        _("Nama mentor"), _("Unit kerja mentor"), _("Keadaan"), _("Mulai"), _("Sampai"), _("Skor"),
        _("Alasan menolak"),
    ]  # fmt: skip
    rows = [
        [
            nips[m.mentee_id], who[m.mentee_id].name, who[m.mentee_id].unit_name,
            nips[m.mentor_id], who[m.mentor_id].name, who[m.mentor_id].unit_name,
            programmes.mentorship_word(m.state), m.begins_on, m.ends_on, m.points / 1000,
            _why(why.get(m.id)),
        ]
        for m in cut.rows
    ]  # fmt: skip
    listed = export.Listed("pendampingan", _("Pendampingan"), headers, rows, text=(0, 3))
    return export.file(request, shape, listed)


@router.get("/programmes/{programme_id}/repair")
def repair_page(request: Request, programme_id: UUID) -> Response:
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        rows = programmes.troubles(desk.session, programme=found)
        ids = (i for t in rows for i in (t.mentorship.mentee_id, t.mentorship.mentor_id))
        who = desk.by_id(ids)
        mine = [t for t in rows if desk.sees(who[t.mentorship.mentee_id])]
        return desk.page("repair", programme=found, rows=mine, who=who)


@router.get("/programmes/{programme_id}/repair/{shape}")
def export_repair(request: Request, programme_id: UUID, shape: export.Shape) -> Response:
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        every = programmes.troubles(desk.session, programme=found)
        ids = (i for t in every for i in (t.mentorship.mentee_id, t.mentorship.mentor_id))
        who = desk.by_id(ids)
        rows = [
            [who[t.mentorship.mentee_id].name, who[t.mentorship.mentor_id].name, t.sentence]
            for t in every
            if desk.sees(who[t.mentorship.mentee_id])
        ]
    headers = [_("Mentee"), _("Mentor"), _("Sebab")]
    listed = export.Listed("perlu-tindakan", _("Perlu tindakan"), headers, rows)
    return export.file(request, shape, listed)


@router.post("/programmes/{programme_id}/repair")
def repair(request: Request, programme_id: UUID) -> Response:
    with deciding(request) as desk:
        found = finding.programme(desk, programme_id)
        rows = programmes.troubles(desk.session, programme=found)
        for trouble in rows:
            programmes.repair(desk.session, trouble=trouble, by=desk.by)
    said = _("{count} pendampingan ditindaklanjuti.", count=number(len(rows)))
    return go(f"/programmes/{programme_id}/following", said=said)


def _why(declined: tuple[str, str] | None) -> str:
    """Why a mentor declined, with the words if there are any."""
    if declined is None:
        return ""
    code, words = declined
    return ": ".join(part for part in (phrases.decline_reason(code), words) if part)
