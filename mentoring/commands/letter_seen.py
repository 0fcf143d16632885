"""Which letters an account may see, and how a command shows one."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from mentoring import access, letters, people, programmes
from mentoring.commands import face
from mentoring.errors import NotFound, Unusable
from mentoring.words import _

RANGE = re.compile(r"(\d{1,6})-(\d{1,6})", re.ASCII)
MOST = 5000
Who = dict[UUID, people.Profile]


def mine(
    session: Session, account: access.Account, rows: Sequence[letters.Letter]
) -> tuple[list[letters.Letter], Who]:
    """What the account may see: a unit officer, the letters of the own OPD's mentors.

    A letter about all pairs names people of every OPD, so a unit officer does not see it.
    """
    who = face.by_id(session, [x.mentor_id for x in rows if x.mentor_id])
    if account.unit_id is None:
        return list(rows), who
    seen = [x for x in rows if x.mentor_id in who and face.visible(account, who[x.mentor_id])]
    return seen, who


def chosen(
    session: Session,
    account: access.Account,
    programme: programmes.Programme,
    which: Sequence[str],
) -> list[letters.Letter]:
    """The letters that were named: by serial, by a span of serials (3-14), number, or code."""
    rows = []
    for text in _spelled_out(which):
        letter = letters.find(session, programme_id=programme.id, text=text)
        if not mine(session, account, [letter])[0]:
            raise NotFound(
                _("Surat «{text}» tidak ada.", text=text), remedy=_("Lihat `pamong letter list`.")
            )
        rows.append(letter)
    return rows


def told(letter: letters.Letter, who: Who, among: Sequence[letters.Letter] = ()) -> dict[str, Any]:
    """One letter as plain values; `among` are those that may have taken its place."""
    serials = {x.id: x.serial for x in among}
    return {
        "serial": letter.serial,
        "kind": letter.kind,
        "mentor": who[letter.mentor_id].name if letter.mentor_id in who else None,
        "run": letter.run_number,
        "state": letter.state,
        "number": letter.number,
        "dated": letter.dated,
        "verify_id": letter.verify_id,
        "sha256": letter.sha256,
        "replaced_by": serials.get(letter.replaced_by) if letter.replaced_by else None,
        "reason": letter.revoked_reason,
    }


def _spelled_out(which: Sequence[str]) -> list[str]:
    texts: list[str] = []
    for text in which:
        span = RANGE.fullmatch(text)
        if span is None:
            texts.append(text)
            continue
        first, last = int(span[1]), int(span[2])
        if not first <= last < first + MOST:
            raise Unusable(_("Rentang «{text}» tidak dapat dipakai.", text=text))
        texts.extend(str(n) for n in range(first, last + 1))
    return list(dict.fromkeys(texts))
