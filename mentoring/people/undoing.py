"""The last import taken back: every row exactly as it was before, or nothing at all."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import Table, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as pick

from mentoring import audit, clock
from mentoring.errors import NotNow, Refused
from mentoring.grounds import grounds
from mentoring.people.imports.before import fingerprint, notes_of, now_of, referring, row_of
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


def brought_in(session: Session, *, batch_id: UUID) -> list[UUID]:
    """Ids of the employees that were not on record before this import."""
    notes = notes_of(session, batch_id)
    return [n.row_id for n in notes if n.before is None and n.table_name == Employee.__tablename__]


def undo_import(
    session: Session, *, batch_id: UUID, reason: str, actor_id: UUID
) -> tuple[ImportBatch, int]:
    """Put back every row that the last import touched. Returns the import and how many rows.

    Raises:
        NotNow: it is not the last one, or is undone already.
        Refused: a row has been changed since, or something has been built on one.
    """
    reason = grounds(reason)
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(select(func.pg_advisory_xact_lock(IMPORT_LOCK)))
    batch = undoable(session)
    if batch is None or batch.id != batch_id:
        raise NotNow(
            _("Hanya impor terakhir yang dapat dibatalkan, satu kali."),
            remedy=_("Impor berkas yang benar; perbedaannya ditunjukkan dahulu."),
        )
    notes = notes_of(session, batch.id)
    groups: dict[str, list[ImportBefore]] = defaultdict(list)
    for note in notes:
        groups[note.table_name].append(note)
    own = {note.row_id for note in notes if note.before is None}
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
    audit.record(
        session,
        actor_id=actor_id,
        action="people.import_undo",
        subject="import_batch",
        subject_id=batch.id,
        reason=reason,
        kind=batch.kind,
        rows=len(notes),
    )
    return batch, len(notes)


def _put_back(session: Session, table: Table, notes: list[ImportBefore], own: set[UUID]) -> None:
    now, connection = now_of(session, table, [note.row_id for note in notes]), session.connection()
    for note in notes:
        row = now.get(note.row_id)
        if (None if row is None else fingerprint(row)) != note.after:
            raise Refused(
                _("Sebagian baris sudah diubah lagi setelah impor itu; tidak ada yang dibatalkan."),
                remedy=_("Impor berkas yang benar; perbedaannya ditunjukkan dahulu."),
            )
    was = {note.row_id: row_of(table, note.before) for note in notes if note.before is not None}
    if changed := [row for key, row in was.items() if key in now]:
        columns: Row = {c: bindparam(f"new_{c}") for c in changed[0] if c != "id"}
        rows = [{"key": row["id"], **{f"new_{c}": row[c] for c in columns}} for row in changed]
        connection.execute(
            update(table).where(table.c.id == bindparam("key")).values(columns), rows
        )
    fresh = [note.row_id for note in reversed(notes) if note.before is None]
    if referring(session, table, fresh, own):
        raise _built_on()
    if fresh:
        gone = [{"key": key} for key in fresh]
        connection.execute(delete(table).where(table.c.id == bindparam("key")), gone)
    if removed := [row for key, row in was.items() if key not in now]:
        connection.execute(insert(table), removed)


def _built_on() -> Refused:
    return Refused(
        _(
            "Baris yang dibawa impor itu sudah dipakai (misalnya pada usulan atau data lain); "
            "tidak ada yang dibatalkan."
        ),
        remedy=_("Impor berkas yang benar; perbedaannya ditunjukkan dahulu."),
    )
