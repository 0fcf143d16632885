"""Access: accounts, roles, and who may do what."""

from mentoring.access.actions import accounts, acting, change_account, close_account, open_account
from mentoring.access.links import (
    forget_old_links,
    issue_link,
    look_at_link,
    new_token,
    revoke_links,
    use_link,
)
from mentoring.access.may import ALLOWED, Deed, require
from mentoring.access.tables import Account, Link, Purpose, Role

__all__ = [
    "ALLOWED",
    "Account",
    "Deed",
    "Link",
    "Purpose",
    "Role",
    "accounts",
    "acting",
    "change_account",
    "close_account",
    "forget_old_links",
    "issue_link",
    "look_at_link",
    "new_token",
    "open_account",
    "require",
    "revoke_links",
    "use_link",
]
