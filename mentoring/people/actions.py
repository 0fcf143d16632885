"""Verbs that change: plan an import, apply it."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlmodel import Session

from mentoring import audit, clock
from mentoring.errors import NotNow, Refused, Unusable
from mentoring.people.imports import (
    before,
    conflicts,
    discipline,
    employees,
    leave,
    preferences,
    ratings,
    superiors,
    units,
)
from mentoring.people.imports.plan import ImportPlan, Writes, digest_of, rows_of, table_of
from mentoring.people.tables import IMPORT_LOCK, ImportBatch
from mentoring.sheets import Layout, read
from mentoring.words import _

KINDS = {
    "employees": employees,
    "units": units,
    "superiors": superiors,
    "ratings": ratings,
    "discipline": discipline,
    "leave": leave,
    "preferences": preferences,
    "conflicts": conflicts,
}
Progress = Callable[[int], None]
AT_ONCE = 5_000  # rows in one call: whoever waits hears of them several times a second
GONE_SHARE, GONE_COUNT = 10, 20  # percent and persons: beyond both somebody must say yes


def layouts() -> dict[str, Layout]:
    """Every sheet that this room takes in, by name, in the reader's language."""
    return {name: kind.layout() for name, kind in KINDS.items()}


LAYOUTS = layouts()  # in the language of the start, for commands; pages call layouts()


def plan_import(
    session: Session,
    *,
    kind: str,
    path: Path,
    partial: bool = False,
    progress: Progress | None = None,
    others: Mapping[str, Layout] | None = None,
) -> ImportPlan:
    """Read a file and compare it with the database; nothing is written.

    partial: the file holds only some people, so nobody is gone. progress gets rows read so far.
    others: kinds that the file may be instead, to say so. Raises errors.Unusable for an unknown
    kind or a file that cannot be read.
    """
    if kind not in KINDS:
        raise Unusable(
            _("Jenis impor «{kind}» tidak dikenal.", kind=kind),
            remedy=_("Pilih salah satu: {kinds}.", kinds=", ".join(KINDS)),
        )
    layout = KINDS[kind].layout()
    sheet = read(path, layout, progress=progress, others=others)
    plan: ImportPlan = KINDS[kind].plan(session, sheet, layout=layout, partial=partial)
    return plan


def apply_import(
    session: Session,
    plan: ImportPlan,
    *,
    actor_id: UUID | None,
    accept_gone: bool = False,
    progress: Progress | None = None,
    kind: str = "",
) -> ImportBatch:
    """Do what the plan says, all of it or nothing. progress gets rows written so far.

    kind: under which the history shows it, where that is not the kind of the plan.

    Raises errors.Refused for a plan with errors or with many people gone that nobody accepted,
    errors.NotNow when the database changed since the plan was made.
    """
    require_applicable(plan, accept_gone=accept_gone)
    was = before.images(session, plan.writes, _unchanged(session, plan))
    _write_all(session, plan, progress)
    batch = ImportBatch(
        kind=kind or plan.kind,
        sha256=plan.sheet.sha256,
        actor_id=actor_id,
        at=clock.now(),
        rows=len(plan.sheet.rows),
        counts={**plan.counts, "kinds": plan.kinds},
    )
    session.add(batch)
    session.flush()
    before.keep(session, batch_id=batch.id, writes=plan.writes, before=was)
    audit.record(
        session,
        actor_id=actor_id,
        action="people.import",
        subject="import_batch",
        subject_id=batch.id,
        kind=batch.kind,
        sha256=plan.sheet.sha256,
        counts=plan.counts,
    )
    return batch


def require_applicable(plan: ImportPlan, *, accept_gone: bool = False) -> None:
    """What `apply_import` refuses for the plan's own sake, so that a trial can say it too."""
    if not plan.ok:
        raise Refused(
            _("Berkas berisi {count} kesalahan; tidak ada yang diubah.", count=len(plan.errors)),
            remedy=_("Perbaiki pada berkas koreksi, lalu impor lagi."),
        )
    many = len(plan.gone) > GONE_COUNT and len(plan.gone) * 100 > plan.active * GONE_SHARE
    if many and not accept_gone:
        raise Refused(
            _(
                "{gone} dari {active} pegawai tidak ada lagi pada berkas; tidak ada yang diubah.",
                gone=len(plan.gone),
                active=plan.active,
            ),
            remedy=_(
                "Bila berkas hanya berisi sebagian pegawai, impor dengan --partial; "
                "bila mereka memang keluar, ulangi dengan --accept-gone."
            ),
        )


def _unchanged(session: Session, plan: ImportPlan) -> before.Stored:
    """The tables behind the plan, which are still as it saw them; NotNow when they are not."""
    if session.get_bind().dialect.name == "postgresql":
        # SQLite lets one writer in at a time; here the second officer waits, then is told.
        session.connection().execute(select(func.pg_advisory_xact_lock(IMPORT_LOCK)))
    models = plan.reads or KINDS[plan.kind].READS
    stored = [rows_of(session, model) for model in models]
    if digest_of(stored) != plan.digest:
        raise NotNow(
            _("Data berubah sejak perbandingan dibuat; tidak ada yang diubah."),
            remedy=_("Ulangi impor agar perbandingannya baru."),
        )
    names = (table_of(model).name for model in models)
    return dict(zip(names, stored, strict=True))


def _write_all(session: Session, plan: ImportPlan, progress: Progress | None) -> None:
    written = 0
    for writes in plan.writes:
        for part in _parts(writes):
            _write(session, part)
            written += len(part)
            if progress is not None:
                progress(written)
    session.expire_all()


def _parts(writes: Writes) -> Iterator[Writes]:
    """The same in pieces: what goes, then what comes, then what changes."""
    for rows, kind in (
        (writes.delete, "delete"),
        (writes.insert, "insert"),
        (writes.update, "update"),
    ):
        for begin in range(0, len(rows), AT_ONCE):
            yield Writes(writes.table, **{kind: rows[begin : begin + AT_ONCE]})  # type: ignore[arg-type]


def _write(session: Session, writes: Writes) -> None:
    table, connection = table_of(writes.table), session.connection()
    if writes.delete:
        rows = [{"key": row_id} for row_id in writes.delete]
        connection.execute(delete(table).where(table.c.id == bindparam("key")), rows)
    if writes.insert:
        connection.execute(insert(table), writes.insert)
    if writes.update:
        columns: dict[str, Any] = {c: bindparam(f"new_{c}") for c in writes.update[0] if c != "id"}
        rows = [
            {"key": row["id"], **{f"new_{c}": row[c] for c in columns}} for row in writes.update
        ]
        connection.execute(
            update(table).where(table.c.id == bindparam("key")).values(columns), rows
        )
