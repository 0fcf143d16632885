"""Access: accounts, roles, who may do what; passwords, second factors, who is signed in."""

from mentoring.access import (
    clients,
    limits,
    own_pages,
    passwords,
    places,
    sessions,
    sights,
    signing_in,
    tokens,
    totp,
)
from mentoring.access.actions import accounts, acting, change_account, close_account, open_account
from mentoring.access.erasing import erase
from mentoring.access.links import (
    forget_old_links,
    issue_link,
    look_at_link,
    new_token,
    revoke_links,
    use_link,
)
from mentoring.access.may import ALLOWED, Deed, require
from mentoring.access.tables import (
    Account,
    ApiClient,
    Link,
    OwnSession,
    Purpose,
    Role,
    Sight,
    WebSession,
)

__all__ = [
    "ALLOWED",
    "Account",
    "ApiClient",
    "Deed",
    "Link",
    "OwnSession",
    "Purpose",
    "Role",
    "Sight",
    "WebSession",
    "accounts",
    "acting",
    "change_account",
    "clients",
    "close_account",
    "erase",
    "forget_old_links",
    "issue_link",
    "limits",
    "look_at_link",
    "new_token",
    "open_account",
    "own_pages",
    "passwords",
    "places",
    "require",
    "revoke_links",
    "sessions",
    "sights",
    "signing_in",
    "tokens",
    "totp",
    "use_link",
]
