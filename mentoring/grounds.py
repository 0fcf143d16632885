"""The reason that every deed of a person needs: said, and short enough to be kept whole."""

from mentoring.errors import Unusable
from mentoring.words import _, number

LONGEST = 300  # the narrowest column that keeps a reason


def grounds(reason: str) -> str:
    """The reason without blanks around it. Raises Unusable when there is none, or a whole story."""
    said = reason.strip()
    if not said:
        raise Unusable(_("Alasan wajib diisi."), remedy=_('Tulis --reason "…".'))
    if len(said) > LONGEST:
        raise Unusable(_("Alasan paling panjang {most} huruf.", most=number(LONGEST)))
    return said
