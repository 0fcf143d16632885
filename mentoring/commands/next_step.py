"""One dim line after a deed: which command comes next."""

import os
import shlex

import click
from sqlmodel import Session, select

from mentoring import competencies, people, programmes
from mentoring.commands import face
from mentoring.commands.kinds import spoken
from mentoring.programmes import Side
from mentoring.words import _

GUIDED = "PAMONG_GUIDED"  # set by the demo, which shows the next command itself


def hint(*words: str, login: str | None = None) -> None:
    """«Langkah berikutnya: pamong …» on stderr, so that no output has to be told from it."""
    if os.environ.get(GUIDED):
        return
    who = login or face.login()
    named = [] if who == os.environ.get("PAMONG_ACTOR") else ["--as", str(who)]
    command = " ".join(["pamong", *map(shlex.quote, named), *words])
    click.secho(_("Langkah berikutnya: {command}", command=command), dim=True, err=True)


def missing(session: Session, *, newcomers: bool = False) -> list[str]:
    """What the office lacks for a match: people, assessments, a programme, participants, a run.

    newcomers: employees were just imported, so that some may have to be enrolled.
    """
    if not people.count(session):
        return ["import", spoken("employees"), _("BERKAS")]
    if session.exec(select(competencies.Assessment.id).limit(1)).first() is None:
        return ["import", spoken("assessments"), _("BERKAS")]
    made = programmes.programmes(session)
    if not made:
        return ["programme", "create", _("KODE")]
    counts = programmes.count_participants(session, programme_id=made[-1].id)
    if newcomers or not counts.get(Side.MENTEE) or not counts.get(Side.MENTOR):
        return ["programme", "enrol"]
    return ["match", "run"]


def of_programme(*words: str, code: str | None) -> list[str]:
    """The words, with the programme that was named."""
    return [*words] if code is None else [*words, "--programme", shlex.quote(code)]
