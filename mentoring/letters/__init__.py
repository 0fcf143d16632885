"""Letters: decree and assignments from plain values, as PDF and Word, numbered, signed, revoked."""

from mentoring.letters.actions import (
    file_signed,
    give_number,
    note_written,
    revoke,
    revoke_of_run,
)
from mentoring.letters.bearing import bears_code
from mentoring.letters.head import Head, emblem_named
from mentoring.letters.keeping import damaged, runs_with_letters
from mentoring.letters.listing import listing
from mentoring.letters.making import make
from mentoring.letters.materials import (
    default_template,
    emblem_in_force,
    head_in_force,
    head_text,
    put_head,
    put_template,
    template_in_force,
)
from mentoring.letters.numbering import concepts, give_numbers
from mentoring.letters.order import Made, Order, Outcome
from mentoring.letters.queries import (
    Check,
    Public,
    as_docx,
    as_pdf,
    by_ids,
    check,
    find,
    letters,
    live_letters,
    public,
    signed_file,
)
from mentoring.letters.signing import holds_signature
from mentoring.letters.spoken import kind_word, state_word
from mentoring.letters.table import write_table
from mentoring.letters.tables import Letter
from mentoring.letters.values import LIVE as ALIVE
from mentoring.letters.values import Kind, Matter, Pair, Person, State

__all__ = [
    "ALIVE",
    "Check",
    "Head",
    "Kind",
    "Letter",
    "Made",
    "Matter",
    "Order",
    "Outcome",
    "Pair",
    "Person",
    "Public",
    "State",
    "as_docx",
    "as_pdf",
    "bears_code",
    "by_ids",
    "check",
    "concepts",
    "damaged",
    "default_template",
    "emblem_in_force",
    "emblem_named",
    "file_signed",
    "find",
    "give_number",
    "give_numbers",
    "head_in_force",
    "head_text",
    "holds_signature",
    "kind_word",
    "letters",
    "listing",
    "live_letters",
    "make",
    "note_written",
    "public",
    "put_head",
    "put_template",
    "revoke",
    "revoke_of_run",
    "runs_with_letters",
    "signed_file",
    "state_word",
    "template_in_force",
    "write_table",
]
