"""Remind, tell HR, or look for another mentor: for one or for several, read before it is done."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from mentoring import programmes
from mentoring.errors import PamongError, Unusable
from mentoring.programmes import nudging
from mentoring.web import finding
from mentoring.web.desk import Desk, deciding, go, reading
from mentoring.web.failures import status_of
from mentoring.words import _, number

router = APIRouter()
Text = Annotated[str, Form(max_length=300)]
Ids = Annotated[list[UUID], Form()]
MOST = 500


@router.post("/programmes/{programme_id}/nudge")
def nudge(
    request: Request,
    programme_id: UUID,
    nudge: Text = "",
    mentorship_id: Ids = [],  # noqa: B006
    reason: Text = "",
    sure: Text = "",
) -> Response:
    """First what will happen to each; then, sent again with «sure», it happens."""
    wanted = _nudge(nudge)
    if not mentorship_id or len(mentorship_id) > MOST:
        raise Unusable(
            _("Pilih satu sampai {most} pendampingan.", most=number(MOST)),
            remedy=_("Centang pendampingan pada daftarnya."),
        )
    if not sure:
        return _look(request, programme_id, wanted, mentorship_id)
    try:
        with deciding(request) as desk:
            found = finding.programme(desk, programme_id)
            count = nudging.nudge(
                desk.session,
                programme=found,
                nudge=wanted,
                chosen=_chosen(desk, found, mentorship_id),
                reason=reason,
                by=desk.by,
            )
    except PamongError as wrong:
        return _look(request, programme_id, wanted, mentorship_id, reason, wrong)
    return go(f"/programmes/{programme_id}/following", said=_done(wanted, count))


def _look(
    request: Request,
    programme_id: UUID,
    wanted: nudging.Nudge,
    ids: list[UUID],
    typed: str = "",
    wrong: PamongError | None = None,
) -> Response:
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        chosen = _chosen(desk, found, ids)
        seen = nudging.foreseen(desk.session, programme=found, nudge=wanted, chosen=chosen)
        return desk.page(
            "nudge",
            status=status_of(wrong) if wrong else 200,
            programme=found,
            nudge=wanted,
            title=_title(wanted),
            rows=[(one, _sentence(one)) for one in seen],
            ready=sum(one.happens for one in seen),
            who=desk.by_id(i for m in chosen for i in (m.mentee_id, m.mentor_id)),
            typed=typed,
            wrong=wrong,
        )


def _chosen(
    desk: Desk, found: programmes.Programme, ids: list[UUID]
) -> list[programmes.Mentorship]:
    """These mentorships of the programme; one that the officer may not see is not there."""
    chosen = [finding.mentorship(desk, one)[0] for one in dict.fromkeys(ids)]
    if any(m.programme_id != found.id for m in chosen):
        raise finding.nothing()
    return chosen


def _nudge(said: str) -> nudging.Nudge:
    if said not in set(nudging.Nudge):
        raise Unusable(_("Tindakan belum dipilih."), remedy=_("Pilih salah satu tindakan."))
    return nudging.Nudge(said)


def _title(wanted: nudging.Nudge) -> str:
    return {
        nudging.Nudge.REMIND: _("Ingatkan sekarang"),
        nudging.Nudge.ESCALATE: _("Sampaikan kepada petugas sekarang"),
        nudging.Nudge.REPLACE: _("Carikan mentor lain"),
    }[wanted]


def _sentence(one: nudging.Foreseen) -> str:
    return {
        nudging.Outcome.FIRST: _("pengingat pertama dikirim kepada mentor"),
        nudging.Outcome.SECOND: _("pengingat kedua, yang terakhir, dikirim kepada mentor"),
        nudging.Outcome.TODAY: _("tidak ada: mentor sudah diingatkan hari ini"),
        nudging.Outcome.TWICE: _("tidak ada: mentor sudah diingatkan dua kali"),
        nudging.Outcome.ESCALATED: _("petugas diberi tahu bahwa mentor belum menjawab"),
        nudging.Outcome.TOLD: _("tidak ada: petugas sudah diberi tahu"),
        nudging.Outcome.REPLACED: _(
            "pendampingan dihentikan, pasangan ini tidak diusulkan lagi, dan usulan baru dihitung"
        ),
        nudging.Outcome.NO_OFFER: _("tidak ada: tidak sedang menunggu jawaban"),
        nudging.Outcome.OVER: _("tidak ada: sudah berakhir"),
    }[one.outcome]


def _done(wanted: nudging.Nudge, count: int) -> str:
    if wanted is nudging.Nudge.REMIND:
        return _("Pengingat untuk {count} pendampingan antre dikirim.", count=number(count))
    if wanted is nudging.Nudge.ESCALATE:
        return _("Petugas diberi tahu tentang {count} pendampingan.", count=number(count))
    return _(
        "{count} pendampingan dihentikan; usulan baru dihitung dan menunggu persetujuan.",
        count=number(count),
    )
