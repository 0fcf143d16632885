"""What can go wrong on the way to a person, and the one question about it: what follows?"""

from enum import StrEnum


class Then(StrEnum):
    """What follows from a delivery that did not end with a yes."""

    RETRY = "retry"  # certainly not delivered, and it may work later
    FAIL = "fail"  # certainly not delivered, and it never will be this way
    UNSURE = "unsure"  # perhaps delivered


class Trouble(Exception):
    """A channel could not deliver. The code is for rows and logs: never a text of the other side,
    which may quote an address."""

    def __init__(self, then: Then, code: str) -> None:
        super().__init__(code)
        self.then, self.code = then, code


class Changed(Exception):
    """What was to be said changed while it was made ready: look again."""
