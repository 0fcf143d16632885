"""Verbs that change: plan an import of standards or assessments, apply it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import UUID

from sqlmodel import Session

from mentoring import people, sheets
from mentoring.competencies.imports import assessments, standards
from mentoring.errors import Unusable
from mentoring.words import _


def layouts() -> dict[str, sheets.Layout]:
    """Every sheet that this room takes in, by name, in the reader's language."""
    return {"standards": standards.layout(), "assessments": assessments.layout()}


LAYOUTS = layouts()  # in the language of the start, for commands; pages call layouts()


def plan_import(
    session: Session,
    *,
    kind: str,
    path: Path,
    partial: bool = False,
    progress: Callable[[int], None] | None = None,
    others: Mapping[str, sheets.Layout] | None = None,
) -> people.ImportPlan:
    """Read a file and compare it with the database; nothing is written.

    partial: as in people; it changes nothing here, because no row is ever gone. progress gets rows
    read so far. others: kinds that the file may be instead, to say so. Raises errors.Unusable for
    an unknown kind or a file that cannot be read.
    """
    if kind not in LAYOUTS:
        raise Unusable(
            _("Jenis impor «{kind}» tidak dikenal.", kind=kind),
            remedy=_("Pilih salah satu: {kinds}.", kinds=", ".join(LAYOUTS)),
        )
    layout = standards.layout() if kind == "standards" else assessments.layout_of(session)
    sheet = sheets.read(path, layout, progress=progress, others=others)
    make = standards.plan if kind == "standards" else assessments.plan
    return make(session, sheet, layout=layout)


def apply_import(
    session: Session,
    plan: people.ImportPlan,
    *,
    actor_id: UUID | None,
    accept_gone: bool = False,
    progress: Callable[[int], None] | None = None,
) -> people.ImportBatch:
    """Do what the plan says, all of it or nothing; the same way as `people` does it."""
    return people.apply_import(
        session, plan, actor_id=actor_id, accept_gone=accept_gone, progress=progress
    )
