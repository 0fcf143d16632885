"""Every permission of the product, on one page: which role may do which deed."""

from enum import StrEnum

from mentoring.access.tables import Account, Role
from mentoring.errors import NotAllowed
from mentoring.words import _


class Deed(StrEnum):
    """What somebody may want to do."""

    READ = "read"  # look at programmes, runs, pairs (a unit officer: the own OPD)
    IMPORT = "import"
    SHAPE = "shape"  # create programmes, change policy, enrol, exclude
    RUN = "run"  # ask for a match, lock, unlock, swap
    APPROVE = "approve"  # approve and undo
    LETTERS = "letters"  # make, number and revoke letters, file signed ones, set the letterhead
    FOLLOW = "follow"  # record answers, extend, withdraw, complete, repair
    ERASE = "erase"  # erase the data of those whose retention period is over
    AUDIT = "audit"  # read the trail of deeds, of every unit
    ACCOUNTS = "accounts"


HR_DEEDS = frozenset(Deed) - {Deed.ACCOUNTS}
ALLOWED: dict[Role, frozenset[Deed]] = {
    Role.ADMIN: frozenset(Deed),
    Role.HR: HR_DEEDS,
    Role.UNIT_HR: frozenset({Deed.READ}),
    Role.AUDITOR: frozenset({Deed.READ, Deed.AUDIT}),
}


def require(account: Account, deed: Deed) -> None:
    """Let the account pass, or raise NotAllowed."""
    if not account.active or deed not in ALLOWED[Role(account.role)]:
        raise NotAllowed(
            _("Akun «{login}» tidak berwenang melakukan ini.", login=account.login),
            remedy=_("Pakai akun lain dengan --as, atau minta admin mengubah perannya."),
        )
