"""What needs no server: a folder of .eml files, the terminal, and the inbox that the rows are."""

import os
import sys
from pathlib import Path
from uuid import UUID

from mentoring import faults
from mentoring.messages.channels.line import Breathe
from mentoring.messages.letter import Envelope, Letter, as_email
from mentoring.messages.trouble import Then, Trouble
from mentoring.settings import settings


def folder() -> Path:
    """Where letters go when there is no mail server."""
    return settings().home / "surat"


def remove(message_id: UUID) -> bool:
    """Delete the file of a letter. False: there is none."""
    try:
        _place(message_id).unlink()
    except FileNotFoundError:
        return False
    return True


class Folder:
    """One file per letter, named after the message: written again it is the same file."""

    repeatable = True

    def open(self, envelope: Envelope, breathe: Breathe) -> "FolderLine":
        try:
            folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            raise Trouble(Then.RETRY, "folder_closed") from None
        return FolderLine(envelope)


class FolderLine:
    """The place of one file."""

    def __init__(self, envelope: Envelope) -> None:
        self.envelope = envelope

    def carry(self, letter: Letter) -> None:
        target = _place(letter.message_id)
        draft = target.with_suffix(f".{os.getpid()}.part")
        raw = as_email(letter, to=self.envelope.to).as_bytes()
        try:
            with open(draft, "wb", opener=_private) as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
        except OSError:
            draft.unlink(missing_ok=True)
            raise Trouble(Then.RETRY, "folder_full_or_closed") from None
        faults.point("eml.written")

    def close(self) -> None:
        pass


class Terminal:
    """Plain text on standard output, for somebody who watches."""

    repeatable = False

    def open(self, envelope: Envelope, breathe: Breathe) -> "TerminalLine":
        return TerminalLine()


class TerminalLine:
    """One letter on the terminal; the address is left out on purpose."""

    def carry(self, letter: Letter) -> None:
        try:
            sys.stdout.write(f"{letter.subject}\n\n{letter.text}\n{'-' * 72}\n")
            sys.stdout.flush()
        except OSError:
            raise Trouble(Then.UNSURE, "terminal_closed") from None

    def close(self) -> None:
        pass


class Inbox:
    """The row itself is what the person reads after signing in: nothing leaves the house."""

    repeatable = True

    def open(self, envelope: Envelope, breathe: Breathe) -> "InboxLine":
        return InboxLine()


class InboxLine:
    """Nothing to carry."""

    def carry(self, letter: Letter) -> None:
        pass

    def close(self) -> None:
        pass


def _place(message_id: UUID) -> Path:
    return folder() / f"{message_id}.eml"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
