"""One mentorship: its life so far, an answer recorded, extended, ended, completed."""

from collections.abc import Callable
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from mentoring import access, guidance, programmes
from mentoring.errors import PamongError, Unusable
from mentoring.programmes import DeclineReason
from mentoring.web import finding
from mentoring.web.desk import Desk, deciding, go, reading
from mentoring.web.failures import status_of
from mentoring.web.pairs import competency_names
from mentoring.words import _

router = APIRouter()
Text = Annotated[str, Form(max_length=1000)]
BOND = "/mentorships/{mentorship_id}"
Deed = Callable[[Desk, programmes.Mentorship], str]


@router.get(BOND)
def mentorship(request: Request, mentorship_id: UUID) -> Response:
    return _show(request, mentorship_id)


@router.post(f"{BOND}/answer")
def answer(
    request: Request, mentorship_id: UUID, said: Text = "", reason: Text = "", words: Text = ""
) -> Response:
    def deed(desk: Desk, bond: programmes.Mentorship) -> str:
        if said == "accept":
            programmes.accept(desk.session, mentorship=bond, by=desk.by, words=words)
            return _("Tercatat: mentor menerima.")
        if reason not in {str(known) for known in DeclineReason}:
            raise Unusable(
                _("Alasan penolakan belum dipilih."), remedy=_("Pilih salah satu alasan.")
            )
        programmes.decline(
            desk.session, mentorship=bond, reason=DeclineReason(reason), words=words, by=desk.by
        )
        return _("Tercatat: mentor menolak. Pasangan ini tidak akan diusulkan lagi.")

    return _do(request, mentorship_id, deed, {"reason": reason, "words": words})


@router.post(f"{BOND}/extend")
def extend(
    request: Request,
    mentorship_id: UUID,
    until: Annotated[date | None, Form()] = None,
    reason: Text = "",
) -> Response:
    def deed(desk: Desk, bond: programmes.Mentorship) -> str:
        if until is None:
            raise Unusable(_("Tanggal belum diisi."), remedy=_("Pilih tanggal selesai yang baru."))
        programmes.extend(
            desk.session, mentorship=bond, until=until, reason=reason[:300], by=desk.by
        )
        return _("Masa pendampingan diperpanjang.")

    return _do(request, mentorship_id, deed, {"until": until, "extend_reason": reason})


@router.post(f"{BOND}/withdraw")
def withdraw(request: Request, mentorship_id: UUID, reason: Text = "") -> Response:
    def deed(desk: Desk, bond: programmes.Mentorship) -> str:
        programmes.withdraw(desk.session, mentorship=bond, reason=reason[:300], by=desk.by)
        return _("Pendampingan dihentikan; keduanya bebas untuk pemadanan berikut.")

    return _do(request, mentorship_id, deed, {"withdraw_reason": reason})


@router.post(f"{BOND}/complete")
def complete(request: Request, mentorship_id: UUID, words: Text = "") -> Response:
    def deed(desk: Desk, bond: programmes.Mentorship) -> str:
        programmes.complete(desk.session, mentorship=bond, by=desk.by, words=words)
        return _("Pendampingan dinyatakan selesai.")

    return _do(request, mentorship_id, deed, {"complete_words": words})


def _do(request: Request, mentorship_id: UUID, deed: Deed, typed: dict[str, object]) -> Response:
    try:
        with deciding(request) as desk:
            bond, _mentee, _mentor = finding.mentorship(desk, mentorship_id)
            said = deed(desk, bond)
    except PamongError as wrong:
        return _show(request, mentorship_id, typed, wrong)
    return go(f"/mentorships/{mentorship_id}", said=said)


def _show(
    request: Request,
    mentorship_id: UUID,
    typed: dict[str, object] | None = None,
    wrong: PamongError | None = None,
) -> Response:
    with reading(request) as desk:
        bond, mentee, mentor = finding.mentorship(desk, mentorship_id)
        empty = {"reason": "", "words": "", "until": "", "extend_reason": "",
                 "withdraw_reason": "", "complete_words": ""}  # fmt: skip
        return desk.page(
            "mentorship",
            status=status_of(wrong) if wrong else 200,
            programme=finding.programme(desk, bond.programme_id),
            bond=bond,
            mentee=mentee,
            mentor=mentor,
            life=programmes.browsing.life_of(desk.session, mentorship_id=bond.id),
            logins={a.id: a.login for a in access.accounts(desk.session)},
            names=competency_names(desk),
            meetings=guidance.meetings_of(desk.session, mentorship_id=bond.id),
            totals=guidance.total(desk.session, mentorship_id=bond.id),
            goals=guidance.goals_of(desk.session, bond=bond),
            reasons=[str(reason) for reason in DeclineReason],
            typed=empty | (typed or {}),
            wrong=wrong,
        )
