"""The links inside one letter: made for each try to send, kept as hashes when it is sent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from mentoring import access
from mentoring.access import Purpose
from mentoring.messages.events import SHAPES, Event
from mentoring.messages.note import Note
from mentoring.settings import settings

LASTS = {
    Purpose.ANSWER: timedelta(days=45),
    Purpose.MENTEE_VIEW: timedelta(days=45),
    Purpose.DIGEST_STOP: timedelta(days=365),
    Purpose.OWN_PAGE: timedelta(days=7),
}


@dataclass(frozen=True, slots=True)
class Links:
    """What a template may link to. Without PAMONG_PUBLIC_URL there is nowhere to link to.

    Attributes:
        home: the address of Pamong itself, or None.
        stop: ends digests for this person, or None.
        own: opens the own pages of a mentor or mentee, or None.
        tokens: what has to be kept before the letter leaves: (token, purpose, subject).
    """

    home: str | None = None
    stop: str | None = None
    own: str | None = None
    things: dict[UUID, str] = field(default_factory=dict)
    tokens: tuple[tuple[str, Purpose, UUID], ...] = ()

    def to(self, thing: UUID | None) -> str | None:
        """The link to one thing that this letter is about."""
        return None if thing is None else self.things.get(thing)

    def ours(self, link: str) -> bool:
        """Does this lead to Pamong itself?"""
        return self.home is not None and (link + "/").startswith(self.home + "/")


NO_LINKS = Links()
OF_A_PERSON = (Purpose.DIGEST_STOP, Purpose.OWN_PAGE)
# What mentors and mentees are told; officers have accounts.
WITH_OWN_PAGE = {
    Event.ASSIGNMENT,
    Event.MENTOR_FOUND,
    Event.WAITING_LIST,
    Event.REMINDER_1,
    Event.REMINDER_2,
    Event.PAIR_CHANGED,
    Event.PAIR_ENDED,
    Event.SESSION_REMINDER,
    Event.CORRECTION,
    Event.OWN_PAGE,
    Event.CASE_ANSWERED,
}


def made_for(note: Note, new_token: Callable[[], str] = access.new_token) -> Links:
    """Fresh links for everything in this note that a page exists for."""
    url = settings().public_url
    if url is None:
        return NO_LINKS
    home = url.rstrip("/")
    tokens = [(new_token(), purpose, subject) for purpose, subject in _wanted(note)]
    things = {s: f"{home}/t/{token}" for token, p, s in tokens if p not in OF_A_PERSON}
    own = {purpose: f"{home}/t/{token}" for token, purpose, _s in tokens if purpose in OF_A_PERSON}
    return Links(
        home=home,
        stop=own.get(Purpose.DIGEST_STOP),
        own=own.get(Purpose.OWN_PAGE),
        things=things,
        tokens=tuple(tokens),
    )


def keep(session: Session, note: Note, links: Links) -> None:
    """Store the hashes in the transaction after which the letter may leave."""
    for token, purpose, subject in links.tokens:
        access.issue_link(
            session,
            purpose=purpose,
            subject_id=subject,
            holder_id=note.person_id,
            lasts=LASTS[purpose],
            token=token,
        )


def _wanted(note: Note) -> list[tuple[Purpose, UUID]]:
    wanted: list[tuple[Purpose, UUID]] = []
    if note.event in {Event.ASSIGNMENT, Event.REMINDER_1, Event.REMINDER_2}:
        wanted += [(Purpose.ANSWER, mentee.mentorship) for mentee in note.facts["mentees"]]
    if note.facts.get("mentorship") is not None:
        wanted.append((Purpose.MENTEE_VIEW, note.facts["mentorship"]))
    if note.event in WITH_OWN_PAGE:
        wanted.append((Purpose.OWN_PAGE, note.person_id))
    if SHAPES[note.event].digest:
        wanted.append((Purpose.DIGEST_STOP, note.person_id))
    return wanted
