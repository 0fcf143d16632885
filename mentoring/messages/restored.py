"""After a backup was restored: nothing leaves until a person has looked.

A backup is a machine for sending twice: what waited in it may have been sent since.
"""

from sqlmodel import Session, col, select

from mentoring import clock, recovery
from mentoring.messages import pace
from mentoring.messages.tables import OPEN, Message, MessageState
from mentoring.messages.telling import JOB, WEBHOOK_JOB


def after_restore(session: Session) -> int:
    """Hold everything, and count what was open as uncertain. Returns how many.

    Part of the transaction that declares the backup restored; `pamong message resend` and
    `pamong message release` are what a person does afterwards.
    """
    pace.hold(session, by=None, reason="restore")
    query = select(Message).where(col(Message.state).in_(OPEN)).with_for_update(key_share=True)
    found = session.exec(query).all()
    for message in found:
        message.state, message.code = MessageState.UNCERTAIN, "restored"
        message.ended_at = clock.now()
        for kind in (JOB, WEBHOOK_JOB):
            recovery.call_off(session, kind=kind, key=message.id)
    session.flush()
    return len(found)
