"""Expected errors: each is a class with a sentence and a remedy. Anything else crashes loudly."""

from typing import ClassVar


class PamongError(Exception):
    """Something a person can understand and mend.

    Attributes:
        sentence: what is wrong, in the reader's language.
        remedy: what to do about it; empty where nothing sensible can be said.
        details: further sentences, one per line.
        exit_code: what the command line returns.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, sentence: str, *, remedy: str = "", details: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence, self.remedy, self.details = sentence, remedy, details


class Unusable(PamongError):
    """The input cannot be used: a broken file, an unknown name, a bad setting."""

    exit_code = 2


class NotFound(Unusable):
    """No such person, programme, run or pair, or none that the asker may see."""


class Refused(PamongError):
    """Understood, and not done: rows with errors, an infeasible match, a failed verification."""

    exit_code = 3


class NotAllowed(Refused):
    """The acting account has no right to do this."""


class NotNow(Refused):
    """Too late or too early: somebody was faster, or the state does not permit it."""


class Busy(NotNow):
    """The database is in somebody else's hands for longer than one waits: try again."""


class OutOfReach(PamongError):
    """The database or the broker does not answer."""

    exit_code = 5
