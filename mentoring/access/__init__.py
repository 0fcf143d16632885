"""Access: accounts, roles, and who may do what."""

from mentoring.access.actions import accounts, acting, change_account, close_account, open_account
from mentoring.access.may import ALLOWED, Deed, require
from mentoring.access.tables import Account, Role

__all__ = [
    "ALLOWED",
    "Account",
    "Deed",
    "Role",
    "accounts",
    "acting",
    "change_account",
    "close_account",
    "open_account",
    "require",
]
