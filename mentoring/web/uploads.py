"""Files that were sent in and wait for a yes: kept for a day in a folder of the office's own."""

import json
import shutil
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO
from uuid import UUID, uuid4

from sqlmodel import Session

from mentoring import clock, competencies, people
from mentoring.errors import NotFound, Unusable
from mentoring.settings import settings
from mentoring.words import _, language

KEPT_SECONDS, CHUNK, PLANS = 86_400, 1 << 20, 4
_lock = Lock()
_plans: "OrderedDict[tuple[UUID, str], Any]" = OrderedDict()


@dataclass(frozen=True, slots=True)
class Upload:
    """One file. Its own name is not kept: it may hold a person's name."""

    id: UUID
    kind: str
    suffix: str
    partial: bool
    account_id: UUID

    @property
    def path(self) -> Path:
        return _folder() / str(self.id) / f"berkas{self.suffix}"


def keep(file: BinaryIO, *, name: str, kind: str, partial: bool, account_id: UUID) -> Upload:
    """Write a file away. Raises Unusable when it is too large, empty, or of no known kind."""
    suffix = Path(name).suffix.lower()
    if kind not in people.LAYOUTS | competencies.LAYOUTS:
        raise Unusable(_("Jenis berkas belum dipilih."), remedy=_("Pilih satu jenis berkas."))
    if suffix not in {".xlsx", ".csv", ".xls", ".ods", ".txt"}:
        raise Unusable(
            _("Berkas ini bukan .xlsx atau .csv."),
            remedy=_("Simpan ulang sebagai .xlsx atau .csv, lalu kirim lagi."),
        )
    _clean()
    made = Upload(uuid4(), kind, suffix, partial, account_id)
    made.path.parent.mkdir(parents=True, mode=0o700)
    _write(file, made.path)
    about = {key: str(value) for key, value in asdict(made).items()}
    (made.path.parent / "tentang.json").write_text(json.dumps(about), "utf-8")
    return made


def find(upload_id: UUID, *, account_id: UUID) -> Upload:
    """A file that this very account sent in."""
    try:
        text = (_folder() / str(upload_id) / "tentang.json").read_text("utf-8")
    except OSError:
        raise _gone() from None
    about = json.loads(text)
    found = Upload(
        id=UUID(about["id"]),
        kind=about["kind"],
        suffix=about["suffix"],
        partial=about["partial"] == "True",
        account_id=UUID(about["account_id"]),
    )
    if found.account_id != account_id:
        raise _gone()
    return found


def plan_of(
    session: Session, upload: Upload, *, progress: Callable[[int], None] | None = None
) -> Any:
    """What the file would change, compared with the database as it was when first asked."""
    key = upload.id, language()
    with _lock:
        if key in _plans:
            _plans.move_to_end(key)
            return _plans[key]
    room: Any = people if upload.kind in people.LAYOUTS else competencies
    plan = room.plan_import(
        session,
        kind=upload.kind,
        path=upload.path,
        partial=upload.partial,
        progress=progress,
        others=people.layouts() | competencies.layouts(),
    )
    with _lock:
        _plans[key] = plan
        while len(_plans) > PLANS:
            _plans.popitem(last=False)
    return plan


def drop(upload: Upload) -> None:
    """It was applied, or is not wanted any more."""
    with _lock:
        for key in [key for key in _plans if key[0] == upload.id]:
            del _plans[key]
    shutil.rmtree(upload.path.parent, ignore_errors=True)


def _folder() -> Path:
    return settings().home / "unggahan"


def _write(file: BinaryIO, target: Path) -> None:
    most, written = settings().import_max_mb << 20, 0
    with target.open("xb") as out:
        while chunk := file.read(CHUNK):
            written += len(chunk)
            if written > most:
                break
            out.write(chunk)
    if not written or written > most:
        shutil.rmtree(target.parent, ignore_errors=True)
        raise Unusable(
            _("Berkas kosong.")
            if not written
            else _("Berkas lebih besar dari {most} MB.", most=settings().import_max_mb),
            remedy=_("Pilih berkas yang benar, lalu kirim lagi."),
        )


def _clean() -> None:
    """What nobody came back for goes away after a day."""
    if not _folder().exists():
        return
    now = clock.now().timestamp()
    for place in _folder().iterdir():
        if now - place.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(place, ignore_errors=True)


def _gone() -> NotFound:
    return NotFound(
        _("Berkas ini tidak ada lagi."), remedy=_("Kirim berkasnya sekali lagi dari halaman Impor.")
    )
