"""Starts the pages in this process."""

import logging
from typing import Any

from mentoring import access, db
from mentoring.settings import settings
from mentoring.web.app import make_app


def serve() -> None:
    """Serve until told to stop (SIGTERM or Ctrl-C)."""
    server().run()


def server() -> Any:
    """A uvicorn server for the pages: `.run()` it, or set `.should_exit` from another thread."""
    import uvicorn

    logging.getLogger("mentoring.web").setLevel(logging.INFO)
    return uvicorn.Server(
        uvicorn.Config(
            make_app(),
            host=settings().http_host,
            port=settings().http_port,
            access_log=False,  # ours names routes, never addresses with what stands in them
            log_level="warning",
            server_header=False,
            proxy_headers=True,
            forwarded_allow_ips="127.0.0.1",
        )
    )


def first_link() -> str | None:
    """The link that sets the first password of all; None once anybody has one."""
    with db.transaction() as session:
        admins = [a for a in access.accounts(session) if a.active and a.role == access.Role.ADMIN]
        if access.passwords.anybody_has_one(session) or not admins:
            return None
        token = access.passwords.invite(session, account=admins[0], by=None)
    return f"{settings().address}/password/{token}"
