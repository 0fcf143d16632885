"""What somebody typed into an address or a form, as what it means."""

from datetime import date
from uuid import UUID

from mentoring.errors import Unusable
from mentoring.words import _

YEARS = range(1900, 2200)  # a day more than the last day there is cannot be counted


def day_or_none(text: str) -> date | None:
    """A day of a filter; what is none is passed over, and so is one that no office ever meant."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in YEARS else None


def day_of(text: str) -> date:
    """A day of a form. Raises Unusable when it is missing or none."""
    found = day_or_none(text)
    if found is None:
        raise Unusable(_("Tanggal belum diisi."), remedy=_("Pilih tanggalnya."))
    return found


def id_or_none(text: str) -> UUID | None:
    """An id of a filter; what is none is passed over."""
    try:
        return UUID(text)
    except ValueError:
        return None
