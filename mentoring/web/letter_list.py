"""The list of letters, within what an officer may see: by kind and state, in pages."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fastapi import Request
from fastapi.responses import Response

from mentoring import clock, letters, people
from mentoring.errors import NotFound, PamongError
from mentoring.web import finding, lists
from mentoring.web.desk import Desk, reading
from mentoring.web.failures import status_of
from mentoring.words import _

ROWS = 50


def show(
    request: Request,
    programme_id: UUID,
    wrong: PamongError | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    """The page of letters, also after a deed that was refused."""
    asked = _asked(request)
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        every, who = _seen(desk, letters.letters(desk.session, programme_id=found.id))
        rows = [x for x in every if _fits(x, asked)]
        cut = lists.part(request, len(rows), rows=ROWS)
        return desk.page(
            "letters",
            status=status_of(wrong) if wrong else 200,
            programme=found,
            rows=rows[cut.skip : cut.skip + ROWS],
            total=len(rows),
            cut=cut,
            href=lambda page: lists.query_of(asked, page=page if page > 1 else ""),
            asked=asked,
            query=lists.query_of(asked),
            who=who,
            **_links(every),
            concepts=sum(x.state == letters.State.CONCEPT for x in every),
            kinds=[(str(kind), letters.kind_word(kind)) for kind in letters.Kind],
            states=[(str(state), letters.state_word(state)) for state in letters.State],
            kind_word=letters.kind_word,
            state_word=letters.state_word,
            today=clock.today().isoformat(),
            blanks=letters.head_in_force(desk.session).blanks(),
            head=(typed or {}).get("head") or letters.head_text(desk.session),
            typed={"pattern": "", "first": "1", "replace": ""} | (typed or {}),
            wrong=wrong,
        )


def asked_for(
    desk: Desk, programme_id: UUID
) -> tuple[list[letters.Letter], dict[UUID, people.Profile]]:
    """The letters of the list as it is filtered, all pages of it."""
    rows, who = _seen(desk, letters.letters(desk.session, programme_id=programme_id))
    return [row for row in rows if _fits(row, _asked(desk.request))], who


def mine(desk: Desk, letter_id: UUID) -> letters.Letter:
    """One letter that this officer may see, or a 404."""
    rows, _who = _seen(desk, letters.by_ids(desk.session, ids=[letter_id]))
    if not rows:
        raise NotFound(_("Surat ini tidak ada, atau bukan untuk akun Anda."))
    return rows[0]


def _asked(request: Request) -> dict[str, str]:
    return {key: request.query_params.get(key, "") for key in ("kind", "state")}


def _fits(letter: letters.Letter, asked: dict[str, str]) -> bool:
    return asked["kind"] in {"", letter.kind} and asked["state"] in {"", letter.state}


def _links(rows: Sequence[letters.Letter]) -> dict[str, Any]:
    """Which letter took whose place, both ways, by serial number."""
    by_id = {row.id: row.serial for row in rows}
    after = {row.id: by_id.get(row.replaced_by) for row in rows if row.replaced_by}
    before = {row.replaced_by: row.serial for row in rows if row.replaced_by}
    return {"after": after, "before": before}


def _seen(
    desk: Desk, rows: Sequence[letters.Letter]
) -> tuple[list[letters.Letter], dict[UUID, people.Profile]]:
    """A unit officer sees the letters of the own OPD's mentors; a decree names others too."""
    who = desk.by_id(row.mentor_id for row in rows if row.mentor_id)
    if desk.within is None:
        return list(rows), who
    return [row for row in rows if row.mentor_id in who and desk.sees(who[row.mentor_id])], who
