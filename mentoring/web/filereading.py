"""Large files are read beside the request: the page says how far, and nobody waits at a blank one.

What is read stays in this process, like the file itself; after a restart the file is read again
when its page is opened.
"""

import logging
from contextvars import copy_context
from dataclasses import dataclass
from threading import Lock, Thread
from uuid import UUID

from mentoring import db
from mentoring.errors import PamongError, Unusable
from mentoring.web import uploads
from mentoring.words import _

LARGE = 500_000  # bytes; a smaller file is read and compared within half a second
MOST = 16
_log = logging.getLogger(__name__)
_lock = Lock()
_known: dict[UUID, "Reading"] = {}


@dataclass(slots=True)
class Reading:
    """How far one file has come."""

    rows: int = 0
    ended: bool = False
    wrong: PamongError | None = None


def begin(upload: uploads.Upload) -> bool:
    """Read a large file in the background; False for a small one, which is read at once."""
    if upload.path.stat().st_size < LARGE:
        return False
    state = Reading()
    with _lock:
        _known[upload.id] = state
        while len(_known) > MOST:
            del _known[next(iter(_known))]
    context = copy_context()  # the reader's language
    Thread(target=context.run, args=(_read, upload, state), daemon=True).start()
    return True


def under_way(upload: uploads.Upload) -> Reading | None:
    """How far it is, while it is being read. Raises what its reading ended with."""
    with _lock:
        state = _known.get(upload.id)
        if state is not None and state.ended:
            del _known[upload.id]
    if state is None:
        return None
    if state.wrong is not None:
        raise state.wrong
    return None if state.ended else state


def still(upload: uploads.Upload) -> Reading | None:
    """The same without asking how it ended: None when there is nothing to wait for."""
    with _lock:
        state = _known.get(upload.id)
    return None if state is None or state.ended else state


def _read(upload: uploads.Upload, state: Reading) -> None:
    def tell(rows: int) -> None:
        state.rows = rows

    try:
        with db.transaction(reads=True) as session:
            uploads.plan_of(session, upload, progress=tell)
    except PamongError as wrong:
        state.wrong = wrong
    except Exception:
        _log.exception("upload.read: a file could not be read to its end")
        state.wrong = Unusable(
            _("Berkas ini tidak dapat dibaca sampai selesai."),
            remedy=_("Kirim berkasnya sekali lagi."),
        )
    finally:
        state.ended = True
