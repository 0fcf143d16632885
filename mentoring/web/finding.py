"""The things that an address names, or a 404: what an officer may not see is not there."""

from uuid import UUID

from mentoring import people, programmes
from mentoring.errors import NotFound
from mentoring.web.desk import Desk
from mentoring.words import _


def programme(desk: Desk, programme_id: UUID) -> programmes.Programme:
    """One programme."""
    found = desk.session.get(programmes.Programme, programme_id)
    if found is None:
        raise nothing()
    return found


def run(
    desk: Desk, programme_id: UUID, run_id: UUID
) -> tuple[programmes.Programme, programmes.MatchRun]:
    """A run of that very programme."""
    found = desk.session.get(programmes.MatchRun, run_id)
    if found is None or found.programme_id != programme_id:
        raise nothing()
    return programme(desk, programme_id), found


def result(
    desk: Desk, programme_id: UUID, run_id: UUID
) -> tuple[programmes.Programme, programmes.MatchRun]:
    """A run that ended with a proposal."""
    both = run(desk, programme_id, run_id)
    programmes.require_result(both[1])
    return both


def person(desk: Desk, person_id: UUID) -> people.Profile:
    """Somebody of the officer's own OPD."""
    found = desk.by_id([person_id]).get(person_id)
    if found is None or not desk.sees(found):
        raise nothing()
    return found


def mentorship(
    desk: Desk, mentorship_id: UUID
) -> tuple[programmes.Mentorship, people.Profile, people.Profile]:
    """A mentorship with its mentee, who is of the officer's own OPD, and its mentor."""
    found = desk.session.get(programmes.Mentorship, mentorship_id)
    if found is None:
        raise nothing()
    who = desk.by_id([found.mentee_id, found.mentor_id])
    if not desk.sees(who[found.mentee_id]):
        raise nothing()
    return found, who[found.mentee_id], who[found.mentor_id]


def nothing() -> NotFound:
    """What an officer may not see, as if it did not exist."""
    return NotFound(
        _("Halaman ini tidak ada, atau bukan untuk akun Anda."),
        remedy=_("Periksa alamatnya, atau mulai lagi dari beranda."),
    )
