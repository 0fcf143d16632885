"""One person's record put right by hand: the form, what would change, then the yes."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from mentoring import cases, people, programmes
from mentoring.errors import PamongError
from mentoring.web import finding
from mentoring.web.desk import Desk, deciding, go, reading
from mentoring.web.failures import status_of
from mentoring.web.typed import id_or_none
from mentoring.words import _

router = APIRouter()
ONE = "/people/{person_id}/correct"
DAYS = frozenset({"appointed_on", "permanent_on", "grade_since", "job_since"})
LONGEST = 300


@router.get(ONE)
def form(request: Request, person_id: UUID) -> Response:
    return _form(request, person_id, {}, request.query_params.get("case", ""))


@router.post(ONE)
async def correct(request: Request, person_id: UUID) -> Response:
    sent = await request.form()
    typed = {k: v[: LONGEST + 1] for k, v in sent.items() if isinstance(v, str)}
    return await run_in_threadpool(_correct, request, person_id, typed)


def _correct(request: Request, person_id: UUID, typed: dict[str, str]) -> Response:
    """First what would change; only then, with the reason, the deed."""
    cells = {key: typed[key] for key in people.FIELDS if key in typed}
    try:
        with deciding(request) as desk:
            about = finding.person(desk, person_id)
            plan = people.plan_correction(desk.session, person_id=person_id, cells=cells)
            asked = _asked(desk, about, typed.get("case", ""))
            if not typed.get("sure"):
                return _plan(desk, about, plan, asked, typed)
            back = f"/cases/{asked.id}" if asked else f"/people/{person_id}/correct"
            programmes.correct(
                desk.session, plan, reason=typed.get("reason", ""), by=desk.account.id
            )
    except PamongError as wrong:
        return _form(request, person_id, typed, typed.get("case", ""), wrong)
    said = _("Data {name} dikoreksi.", name=about.name)
    return go(back, said=said)


def _plan(
    desk: Desk,
    about: people.Profile,
    plan: people.CorrectionPlan,
    asked: cases.Case | None,
    typed: dict[str, str],
) -> Response:
    units = dict(_units(desk))
    said = [
        (people.word_of(f), units.get(a, a), units.get(b, b)) if f == "unit_id"
        else (people.word_of(f), _shown(a), _shown(b))
        for f, a, b in plan.said
    ]  # fmt: skip
    return desk.page(
        "correct_plan",
        about=about,
        said=said,
        warnings=plan.change.warnings,
        cells={key: typed[key] for key in people.FIELDS if key in typed},
        case=asked.id if asked else "",
        typed=typed.get("reason", ""),
        last=people.undoable(desk.session),
    )


def _form(
    request: Request,
    person_id: UUID,
    typed: dict[str, str],
    case: str,
    wrong: PamongError | None = None,
) -> Response:
    with reading(request) as desk:
        about = finding.person(desk, person_id)
        known = people.recorded(desk.session, person_id=about.id)
        asked = _asked(desk, about, case)
        return desk.page(
            "correct",
            status=status_of(wrong) if wrong else 200,
            about=about,
            values=known | {key: typed[key] for key in known if key in typed},
            groups=_groups(),
            choices=_choices(desk, known),
            days=DAYS,
            word=_label,
            cases=cases,
            asked=asked,
            case=asked.id if asked else "",
            wrong=wrong,
        )


def _asked(desk: Desk, about: people.Profile, case: str) -> cases.Case | None:
    """The case from which the officer came, if it is this person's."""
    held = id_or_none(case)
    found = desk.session.get(cases.Case, held) if held else None
    return found if found is not None and found.person_id == about.id else None


def _groups() -> list[tuple[str, list[str]]]:
    """The form, part by part."""
    return [
        (_("Nama"), ["name", "front_title", "back_title"]),
        (_("Cara dihubungi"), ["email", "phone"]),
        (_("Kedudukan dan pengangkatan"), ["status_name", "appointed_on", "permanent_on"]),
        (_("Golongan dan pendidikan"), ["grade", "grade_since", "education"]),
        (_("Jabatan"), ["job_name", "job_type_id", "echelon", "job_since"]),
        (_("Unit kerja"), ["unit_code"]),
    ]


def _choices(desk: Desk, known: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Fields of which one value is chosen: what is sent, and how it reads."""
    grades = [people.grade_name(code) for code in people.GRADES]
    echelons = ["II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b"]
    return {
        "status_name": [(s, s) for s in people.status_names()],
        "grade": [("", "-"), *((name, name) for name in grades)],
        "job_type_id": [
            ("", "-"),
            ("1", _("struktural")),
            ("2", _("fungsional")),
            ("4", _("pelaksana")),
        ],
        "echelon": [
            ("", "-"),
            *((e, e) for e in dict.fromkeys([*echelons, known["echelon"]]) if e),
        ],
        "unit_code": _units(desk),
    }


def _units(desk: Desk) -> list[tuple[str, str]]:
    """Every unit with its OPD, because schools and offices share names."""
    units = people.units(desk.session)
    names = {unit.id: unit.name for unit in units}
    return [
        (u.code, u.name if u.opd_id in (None, u.id) else f"{u.name}, {names[u.opd_id]}")
        for u in units
    ]


def _label(column: str) -> str:
    said = people.word_of(people.FIELDS[column])
    return said[:1].upper() + said[1:]


def _shown(value: str) -> str:
    """A value of the difference; one that is only worked out and private is not shown."""
    return _("(menyesuaikan)") if value == "•••" else value or "-"
