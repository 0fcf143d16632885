"""The last import taken back: every row exactly as it was before, or nothing at all."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import Table, bindparam, delete, insert, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as pick

from mentoring import audit, clock, db
from mentoring.errors import NotNow, Refused
from mentoring.grounds import grounds
from mentoring.people.imports.before import (
    added_by,
    digest,
    fingerprint,
    notes_of,
    now_of,
    referring,
    row_of,
)
from mentoring.people.imports.plan import Row
from mentoring.people.tables import IMPORT_LOCK, Employee, ImportBatch, ImportBefore
from mentoring.words import _


def last_import(session: Session) -> ImportBatch | None:
    """The newest import that still stands; None when there is none."""
    query = pick(ImportBatch).where(col(ImportBatch.undone_at).is_(None))
    return session.exec(query.order_by(col(ImportBatch.at).desc(), col(ImportBatch.id))).first()


def undoable(session: Session) -> ImportBatch | None:
    """The import that can be taken back: the last one, if what was before is still known."""
    batch = last_import(session)
    if batch is None:
        return None
    known = pick(ImportBefore.id).where(ImportBefore.batch_id == batch.id).limit(1)
    return batch if session.exec(known).first() else None


def hold_imports(session: Session) -> None:
    """Let nobody else import until this transaction ends. Whoever holds programmes too takes this
    first, as an import does: two in opposite order would wait for each other for ever."""
    db.one_at_a_time(session, IMPORT_LOCK)


def not_the_last() -> NotNow:
    """What is said where some other import was meant."""
    return NotNow(
        _("Hanya impor terakhir yang dapat dibatalkan, satu kali."),
        remedy=_("Impor berkas yang benar; perbedaannya ditunjukkan dahulu."),
    )


def brought_in(session: Session, *, batch_id: UUID) -> list[UUID]:
    """Ids of the employees that were not on record before this import."""
    notes = notes_of(session, batch_id)
    return added_by(n for n in notes if n.table_name == Employee.__tablename__)


def undo_import(
    session: Session, *, batch_id: UUID, reason: str, actor_id: UUID
) -> tuple[ImportBatch, int]:
    """Put back every row that the last import touched. Returns the import and how many rows.

    Raises:
        NotNow: it is not the last one, or is undone already.
        Refused: a row has been changed since, or something has been built on one.
    """
    reason = grounds(reason)
    hold_imports(session)
    batch = undoable(session)
    if batch is None or batch.id != batch_id:
        raise not_the_last()
    notes = notes_of(session, batch.id)
    groups: dict[str, list[ImportBefore]] = defaultdict(list)
    for note in notes:
        groups[note.table_name].append(note)
    own = set(added_by(notes))
    try:
        for name in reversed(groups):
            _put_back(session, SQLModel.metadata.tables[name], groups[name], own)
    except IntegrityError:
        raise _built_on() from None
    batch.undone_at, batch.undone_by = clock.now(), actor_id
    session.add(batch)
    session.flush()
    session.connection().execute(delete(ImportBefore.__table__))  # type: ignore[attr-defined]
    session.expire_all()
    rows = len(own) + sum(note.before is not None for note in notes)
    audit.record(
        session,
        actor_id=actor_id,
        action="people.import_undo",
        subject="import_batch",
        subject_id=batch.id,
        reason=reason,
        kind=batch.kind,
        rows=rows,
    )
    return batch, rows


def _put_back(session: Session, table: Table, notes: list[ImportBefore], own: set[UUID]) -> None:
    was = {note.row_id: row_of(table, note.before) for note in notes if note.before is not None}
    now, connection = now_of(session, table, was), session.connection()
    _require_untouched(session, table, notes, now)
    if changed := [row for key, row in was.items() if key in now]:
        columns: Row = {c: bindparam(f"new_{c}") for c in changed[0] if c != "id"}
        rows = [{"key": row["id"], **{f"new_{c}": row[c] for c in columns}} for row in changed]
        connection.execute(
            update(table).where(table.c.id == bindparam("key")).values(columns), rows
        )
    fresh = added_by(notes)[::-1]
    if referring(session, table, fresh, own):
        raise _built_on()
    if fresh:
        gone = [{"key": key} for key in fresh]
        connection.execute(delete(table).where(table.c.id == bindparam("key")), gone)
    if removed := [row for key, row in was.items() if key not in now]:
        connection.execute(insert(table), removed)


def _require_untouched(
    session: Session, table: Table, notes: list[ImportBefore], now: dict[UUID, Row]
) -> None:
    """Every row is still as the import left it; Refused when one is not."""
    for note in notes:
        if note.keys is not None:
            found: str | None = digest(session, table, added_by([note]))
        else:
            row = now.get(note.row_id)
            found = None if row is None else fingerprint(row)
        if found != note.after:
            raise Refused(
                _("Sebagian baris sudah diubah lagi setelah impor itu; tidak ada yang dibatalkan."),
                remedy=_("Impor berkas yang benar; perbedaannya ditunjukkan dahulu."),
            )


def _built_on() -> Refused:
    return Refused(
        _(
            "Baris yang dibawa impor itu sudah dipakai (misalnya pada pendampingan atau data "
            "lain); tidak ada yang dibatalkan."
        ),
        remedy=_("Impor berkas yang benar; perbedaannya ditunjukkan dahulu."),
    )
