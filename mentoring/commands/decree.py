"""The annex of the decree as a table: Keputusan's Lampiran, one line per pair."""

from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session

from mentoring import clock, people, programmes, sheets
from mentoring.commands.proposal_view import names_of
from mentoring.words import _


def write(
    session: Session,
    target: Path,
    *,
    mentorships: list[programmes.Mentorship],
    who: dict[UUID, people.Profile],
) -> None:
    """Write the annex as XLSX: NIP as text, pairs grouped by mentor."""
    names = names_of(session)
    nips = people.nips(session, ids=list(who))
    ordered = sorted(
        mentorships,
        key=lambda m: (who[m.mentor_id].opd_name, who[m.mentor_id].name, who[m.mentee_id].name),
    )
    headers = [
        _("No"),
        _("Nama mentor"),
        _("NIP mentor"),
        _("Pangkat/golongan mentor"),
        _("Jabatan mentor"),
        _("Unit kerja mentor"),
        _("Nama mentee"),
        _("NIP mentee"),
        _("Jabatan mentee"),
        _("Unit kerja mentee"),
        _("Kompetensi yang dikembangkan"),
        _("Periode"),
    ]
    rows = [_line(i, m, who, nips, names) for i, m in enumerate(ordered, start=1)]
    sheets.write_table(target, headers, rows, text_columns=(2, 7), title=_("Lampiran"))


def _line(
    place: int,
    m: programmes.Mentorship,
    who: dict[UUID, people.Profile],
    nips: dict[UUID, str],
    names: dict[str, str],
) -> list[Any]:
    mentor, mentee = who[m.mentor_id], who[m.mentee_id]
    developed = [names.get(g["code"], g["code"]) for g in m.facts.get("gaps", ())]
    return [
        place,
        mentor.name,
        nips[mentor.id],
        people.grade_name(mentor.grade),
        mentor.job,
        mentor.unit_name,
        mentee.name,
        nips[mentee.id],
        mentee.job,
        mentee.unit_name,
        ", ".join(developed),
        f"{clock.spoken_date(m.begins_on)} - {clock.spoken_date(m.ends_on)}",
    ]
