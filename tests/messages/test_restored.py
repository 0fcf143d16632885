"""A restored backup sends nothing by itself, and nothing that was sent is sent again."""

from mentoring import db, messages
from mentoring.messages import MessageState

from .office import delivered, due, healthy, hired, jobs_of, officer, row, told
from .post import Mailbox


def test_what_waited_in_a_backup_waits_for_a_person(database: str, box: Mailbox) -> None:
    by = officer()
    sent, waiting, working = (told(hired(name)) for name in ("Ani", "Budi", "Citra"))
    delivered(sent)
    stale = due(waiting)
    with db.transaction() as session:
        assert messages.after_restore(session) == 2
    messages.deliver(job_id=stale)
    assert row(sent).state == MessageState.SENT
    assert (row(waiting).state, row(waiting).code) == (MessageState.UNCERTAIN, "restored")
    assert len(box.mails) == 1
    healthy()
    with db.transaction() as session:
        for message_id in (waiting, working):
            kept = messages.message(session, message_id)
            messages.resend(session, kept, by=by, reason="Diperiksa")
    assert delivered(waiting).state == MessageState.PENDING  # still held
    with db.transaction() as session:
        messages.release(session, by=by, reason="Diperiksa")
    assert delivered(waiting).state == MessageState.SENT
    assert delivered(working).state == MessageState.SENT
    assert sorted(box.times().values()) == [1, 1, 1]
    assert jobs_of(sent)
    healthy()
