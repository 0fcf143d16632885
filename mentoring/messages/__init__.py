"""Messages: tell one person one thing, once."""

from mentoring.messages import working_days
from mentoring.messages.actions import obsolete, read_by, resend
from mentoring.messages.calendar_file import calendar
from mentoring.messages.channels import hang_up
from mentoring.messages.deliver import deliver
from mentoring.messages.erasing import erase, erase_files
from mentoring.messages.events import Event
from mentoring.messages.invariants import broken, settle
from mentoring.messages.pace import held_since, hold, release
from mentoring.messages.passing_on import deliver_webhook
from mentoring.messages.queries import Reader, about, counts, how_many, inbox, message, messages
from mentoring.messages.restored import after_restore
from mentoring.messages.sample import preview, send_sample
from mentoring.messages.sentences import event_word, state_word, why
from mentoring.messages.tables import Message, MessageAbout, MessagePreference, MessageState
from mentoring.messages.telling import (
    JOB,
    WEBHOOK_JOB,
    Recipient,
    Telling,
    tell,
    tell_all,
    tell_officers,
)
from mentoring.messages.whatsapp import shown, whatsapp_link
from mentoring.messages.wishes import CHANNELS, prefer, preference, stop_digests

__all__ = [
    "CHANNELS",
    "JOB",
    "WEBHOOK_JOB",
    "Event",
    "Message",
    "MessageAbout",
    "MessagePreference",
    "MessageState",
    "Reader",
    "Recipient",
    "Telling",
    "about",
    "after_restore",
    "broken",
    "calendar",
    "counts",
    "deliver",
    "deliver_webhook",
    "erase",
    "erase_files",
    "event_word",
    "hang_up",
    "held_since",
    "hold",
    "how_many",
    "inbox",
    "message",
    "messages",
    "obsolete",
    "prefer",
    "preference",
    "preview",
    "read_by",
    "release",
    "resend",
    "send_sample",
    "settle",
    "shown",
    "state_word",
    "stop_digests",
    "tell",
    "tell_all",
    "tell_officers",
    "whatsapp_link",
    "why",
    "working_days",
]
