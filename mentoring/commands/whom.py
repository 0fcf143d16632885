"""Whom a command means: one person by NIP, id, or a part of the name."""

from uuid import UUID

from sqlmodel import Session

from mentoring import access, people, programmes
from mentoring.commands import face
from mentoring.errors import NotFound, Unusable
from mentoring.words import _, number

MOST_SHOWN = 10
EVERYBODY = 100_000  # who is visible, or takes part, may be few of the many who match


def person(
    session: Session,
    account: access.Account,
    text: str,
    *,
    programme: programmes.Programme | None = None,
    side: programmes.Side | None = None,
) -> people.Profile:
    """One employee by NIP, id, or a part of the name.

    Of several who match, those who take part in the programme are meant, on that side first.
    Raises NotFound, or Unusable with what tells the candidates apart.
    """
    named = _as_id(text)
    matches = (
        people.profiles(session, ids=[named])
        if named
        else people.find_employees(session, text=text, most=EVERYBODY)
    )
    found = [p for p in matches if face.visible(account, p)]
    if not found:
        raise NotFound(
            _("Pegawai tidak ditemukan."), remedy=_("Tulis NIP lengkap atau bagian nama.")
        )
    if len(found) > 1 and programme is not None:
        found = _taking_part(session, programme, side, found)
    if len(found) > 1:
        raise _ambiguous(session, found)
    return found[0]


def _taking_part(
    session: Session,
    programme: programmes.Programme,
    side: programmes.Side | None,
    found: list[people.Profile],
) -> list[people.Profile]:
    seats = programmes.participants(session, programme=programme)
    on_that_side = {s.employee_id for s in seats if s.side == side}
    anywhere = {s.employee_id for s in seats}
    return (
        [p for p in found if p.id in on_that_side]
        or [p for p in found if p.id in anywhere]
        or found
    )


def _ambiguous(session: Session, found: list[people.Profile]) -> Unusable:
    shown = found[:MOST_SHOWN]
    nips = people.nips(session, ids=[p.id for p in shown])
    lines = [
        f"{p.name} - {p.job or '-'}, {p.unit_name} - NIP {people.masked(nips[p.id])}" for p in shown
    ]
    if len(found) > len(shown):
        lines.append(_("… dan {count} lagi", count=number(len(found) - len(shown))))
    return Unusable(
        _("{count} pegawai cocok.", count=number(len(found))),
        remedy=_("Tulis NIP lengkap atau nama yang lebih lengkap."),
        details=tuple(lines),
    )


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
