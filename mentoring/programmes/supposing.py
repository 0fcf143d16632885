"""Changes that somebody supposes: spelled as short texts of ids, and made by the very verbs that
would make them in earnest, so that a supposition can promise nothing that the verbs refuse."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import tomlkit
from sqlmodel import Session, select

from mentoring import people
from mentoring.errors import NotFound, Unusable
from mentoring.programmes import policy
from mentoring.programmes.actions import policy_of, rules_of, set_policy
from mentoring.programmes.locks import lock
from mentoring.programmes.rulings import rule
from mentoring.programmes.seats import enrol, exclude, set_capacity
from mentoring.programmes.tables import Capacity, Participant, Programme, Side
from mentoring.words import _

KINDS = {"places": 2, "lock": 2, "ban": 2, "leave": 1, "join": 2, "rule": 2}
MOST = 20


@dataclass(frozen=True, slots=True)
class Change:
    """One supposed change.

    Attributes:
        kind: places (mentor, how many more) | lock or ban (mentee, mentor) | leave (person) |
            join (person, side) | rule (path in the policy, its value).
        said: the two parts as text; the second is empty for «leave».
    """

    kind: str
    said: tuple[str, str]

    def __str__(self) -> str:
        return ":".join(part for part in (self.kind, *self.said) if part)

    @property
    def people(self) -> tuple[UUID, ...]:
        """Whom it is about."""
        ids = {"places": 1, "leave": 1, "join": 1, "lock": 2, "ban": 2}.get(self.kind, 0)
        return tuple(UUID(part) for part in self.said[:ids])


def read_change(text: str) -> Change:
    """«lock:<id>:<id>» as a Change; Unusable when it is none."""
    kind, *said = text.strip().split(":")
    if KINDS.get(kind) != len(said):
        raise _unknown()
    found = Change(kind, (said[0], said[1] if len(said) > 1 else ""))
    try:
        assert found.people or kind == "rule"
        if kind == "places" and not -50 <= int(found.said[1]) <= 50:
            raise ValueError
        if kind == "join":
            Side(found.said[1])
    except ValueError:
        raise _unknown() from None
    return found


def make_changes(
    session: Session, *, programme: Programme, changes: Sequence[Change], reason: str, by: UUID
) -> None:
    """Make them all, by the verbs of every day.

    Raises:
        Unusable: none, too many, or a value that a policy cannot have.
        Refused, NotFound: what the verb itself would say.
    """
    if not 0 < len(changes) <= MOST:
        raise Unusable(
            _("Isi 1 sampai {most} perubahan.", most=MOST),
            remedy=_("Tambahkan sedikitnya satu perubahan."),
        )
    order = {"rule": 0, "join": 1, "places": 2, "leave": 3, "ban": 4, "lock": 5}
    with_rules = [change for change in changes if change.kind == "rule"]
    if with_rules:
        toml = policy_of(session, programme=programme).toml
        for change in with_rules:
            toml = with_value(toml, *change.said)
        set_policy(session, programme=programme, toml=toml, by=by)
    for change in sorted(changes, key=lambda c: order[c.kind]):
        if change.kind != "rule":
            _make(session, programme, change, reason, by)


def with_value(toml: str, path: str, value: str) -> str:
    """The policy with one value changed; comments and everything else stay.

    Raises:
        Unusable: no such place, or no such value there.
    """
    document: Any = tomlkit.parse(toml)
    known = policy.Rules().model_dump(mode="json")
    section, _dot, key = path.rpartition(".")
    if key not in (known.get(section, {}) if section else known):
        raise Unusable(_("Tidak ada «{path}» dalam kebijakan.", path=path))
    if section and section not in document:
        document[section] = tomlkit.table()
    (document[section] if section else document)[key] = _as_value(value)
    text = tomlkit.dumps(document)
    policy.parse(text)
    return text


def _as_value(said: str) -> Any:
    if said in {"true", "false"}:
        return said == "true"
    if "," in said or said.startswith("["):
        return [part.strip() for part in said.strip("[]").split(",") if part.strip()]
    return int(said) if said.lstrip("-").isdigit() else said


def _make(session: Session, programme: Programme, change: Change, reason: str, by: UUID) -> None:
    who = change.people
    if change.kind == "places":
        places = max(0, places_now(session, programme, who[0]) + int(change.said[1]))
        set_capacity(session, employee_id=who[0], places=places, reason=reason, by=by)
    elif change.kind == "lock":
        lock(session, programme=programme, mentee_id=who[0], mentor_id=who[1], reason=reason, by=by)
    elif change.kind == "ban":
        rule(
            session, programme=programme, mentee_id=who[0], mentor_id=who[1], kind="ban",
            reason=reason, by=by,
        )  # fmt: skip
    elif change.kind == "leave":
        exclude(session, programme=programme, employee_id=who[0], reason=reason, by=by)
    else:
        _join(session, programme, who[0], Side(change.said[1]), reason, by)


def places_now(session: Session, programme: Programme, mentor_id: UUID) -> int:
    """How many mentees this person may have at a time: given by hand, or the policy's number."""
    row = session.exec(select(Capacity.places).where(Capacity.employee_id == mentor_id)).first()
    return rules_of(session, programme=programme).mentor.default_capacity if row is None else row


def _join(
    session: Session, programme: Programme, who: UUID, side: Side, reason: str, by: UUID
) -> None:
    """Enrolled anew, or let in again who was taken out."""
    seat = session.exec(
        select(Participant).where(
            Participant.programme_id == programme.id,
            Participant.employee_id == who,
            Participant.side == side,
        )
    ).first()
    if seat is not None:
        exclude(session, programme=programme, employee_id=who, reason=reason, by=by, lift=True)
        return
    profiles = people.profiles(session, ids=[who])
    if not profiles:
        raise NotFound(_("Pegawai tidak ditemukan."))
    enrol(session, programme=programme, side=side, profiles=profiles, by=by)


def _unknown() -> Unusable:
    return Unusable(
        _("Perubahan yang diandaikan tidak dapat dibaca."),
        remedy=_("Pilih perubahan dari formulirnya."),
    )


def sentence_of(
    change: Change, *, names: Mapping[UUID, str], rule_words: Callable[[str, str], str]
) -> str:
    """A change as people read it.

    Args:
        names: of everybody it is about.
        rule_words: how a place in the policy and its value are said.
    """
    who = [names.get(person, "-") for person in change.people]
    if change.kind == "rule":
        return _("Kebijakan: {rule}", rule=rule_words(*change.said))
    if change.kind == "places":
        more = int(change.said[1])
        if more > 0:
            return _("{name}: tempat ditambah {count}", name=who[0], count=more)
        return _("{name}: tempat dikurangi {count}", name=who[0], count=-more)
    if change.kind == "leave":
        return _("{name} tidak ikut program", name=who[0])
    if change.kind == "join":
        return (
            _("{name} ikut sebagai mentor", name=who[0])
            if change.said[1] == Side.MENTOR
            else _("{name} ikut sebagai mentee", name=who[0])
        )
    return (
        _("{mentee} dikunci dengan {mentor}", mentee=who[0], mentor=who[1])
        if change.kind == "lock"
        else _("{mentee} dan {mentor} tidak dipasangkan", mentee=who[0], mentor=who[1])
    )
