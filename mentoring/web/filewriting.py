"""Large imports are written beside the request, after the officer's yes: the page says how far.

All of it or nothing: what a stopped process had begun is as if it had never been, and the file's
page asks for the yes again.
"""

import logging
from contextvars import copy_context
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Any
from uuid import UUID

from mentoring import competencies, db, people, programmes
from mentoring.errors import NotNow, PamongError
from mentoring.web import uploads
from mentoring.words import _

LARGE = 3_000  # rows; fewer are written before anybody has looked for a bar
MOST = 16
_log = logging.getLogger(__name__)
_lock = Lock()
_known: dict[UUID, "Writing"] = {}


@dataclass(slots=True)
class Writing:
    """How far one import has come."""

    account_id: UUID
    total: int
    written: int = 0
    changed: int = 0
    ended: bool = False
    wrong: PamongError | None = None

    @property
    def is_noting(self) -> bool:
        """The rows stand; what they were before is being noted, and a new match asked for."""
        return self.written >= self.total


def apply(upload: uploads.Upload, *, accept_gone: bool) -> int | None:
    """Do what the officer has said yes to. Returns how many rows changed, or None when it goes on
    in the background.

    Raises what `apply_import` refuses; of a large import what can be known beforehand.
    """
    with _lock:
        if upload.id in _known and not _known[upload.id].ended:
            return None  # pressed twice
    with db.transaction(reads=True) as session:
        plan = uploads.plan_of(session, upload)
    if plan.size < LARGE:
        return _write(upload, accept_gone=accept_gone)
    people.require_applicable(plan, accept_gone=accept_gone)
    state = Writing(upload.account_id, plan.size)
    with _lock:
        if upload.id in _known and not _known[upload.id].ended:
            return None
        _known[upload.id] = state
        while len(_known) > MOST:
            del _known[next(iter(_known))]
    context = copy_context()  # the officer's language
    Thread(target=context.run, args=(_go_on, upload, accept_gone, state), daemon=True).start()
    return None


def state_of(upload_id: UUID, *, account_id: UUID) -> Writing | None:
    """How far it is; None when nothing of it was begun by this account in this process."""
    with _lock:
        found = _known.get(upload_id)
    return found if found is not None and found.account_id == account_id else None


def forget(upload_id: UUID) -> None:
    """Its end was told."""
    with _lock:
        _known.pop(upload_id, None)


def _go_on(upload: uploads.Upload, accept_gone: bool, state: Writing) -> None:
    try:
        state.changed = _write(upload, accept_gone=accept_gone, state=state)
    except PamongError as wrong:
        state.wrong = wrong
    except Exception:
        _log.exception("upload.write: an import could not be written to its end")
        state.wrong = NotNow(
            _("Impor ini terhenti; tidak ada yang disimpan."), remedy=_("Terapkan sekali lagi.")
        )
    finally:
        state.ended = True


def _write(upload: uploads.Upload, *, accept_gone: bool, state: Writing | None = None) -> int:
    def tell(rows: int) -> None:
        if state is not None:
            state.written = rows

    room: Any = people if upload.kind in people.LAYOUTS else competencies
    with db.transaction() as session:
        plan = uploads.plan_of(session, upload)
        room.apply_import(
            session, plan, actor_id=upload.account_id, accept_gone=accept_gone, progress=tell
        )
        changed = len(plan.new) + len(plan.changed) + len(plan.gone)
        programmes.imported(
            session, kind=plan.kind, kinds=dict(plan.kinds), rows=changed, by=upload.account_id
        )
    uploads.drop(upload)
    return changed
