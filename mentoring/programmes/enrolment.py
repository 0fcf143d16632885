"""Whom to enrol: the people whom the policy means, out of all employees."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from mentoring import people
from mentoring.programmes.policy import Rules
from mentoring.programmes.tables import Side

ENROLLED_STATUS = frozenset({"01", "51"})


def newcomers(session: Session, *, rules: Rules, today: date) -> list[people.Profile]:
    """Everybody whom the policy means as a mentee: of its kinds, and appointed recently enough."""
    return [p for p in people.profiles(session) if _is_newcomer(p, rules, today)]


def seniors(session: Session, *, rules: Rules, today: date) -> list[people.Profile]:
    """Everybody who could be a mentor one day: permanent staff who are no mentees here.

    Whether they are eligible is decided at each run, with its reason; enrolling widely keeps
    those reasons visible and lets a rating or an assessment of tomorrow count. Where the policy
    takes mentees of any age of service, one may guide in one field and learn in another.
    """
    apart = rules.mentee.newcomer_months > 0
    kinds = {people.Kind.PNS} | ({people.Kind.PPPK} if rules.mentor.pppk else set())
    return [
        p
        for p in people.profiles(session)
        if p.kind in kinds and p.left_on is None and not (apart and _is_newcomer(p, rules, today))
    ]


def of_units(profiles: list[people.Profile], units: set[UUID]) -> list[people.Profile]:
    """Only those of these units or of these OPD."""
    return [p for p in profiles if p.unit_id in units or p.opd_id in units]


def suitable(session: Session, *, rules: Rules, side: Side, today: date) -> list[people.Profile]:
    """Whom `enrol` takes on this side when nobody is named."""
    choose = newcomers if side is Side.MENTEE else seniors
    return choose(session, rules=rules, today=today)


def _is_newcomer(profile: people.Profile, rules: Rules, today: date) -> bool:
    if profile.left_on is not None or profile.kind not in rules.mentee.kinds:
        return False
    if profile.status_code not in ENROLLED_STATUS:
        return False
    limit, since = rules.mentee.newcomer_months, profile.appointed_on
    if not limit:
        return True
    if since is None:
        return False
    return (today.year - since.year) * 12 + today.month - since.month <= limit
