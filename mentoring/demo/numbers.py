"""Valid and unique personal numbers, all invented."""

from collections import Counter
from datetime import date
from random import Random
from uuid import UUID

MAN, WOMAN = 1, 2


class NumberBook:
    """Gives out NIP and NI PPPK; the serial counts up where the first 15 digits are equal."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def nip(self, *, born: date, appointed: date, sex: int) -> str:
        """PNS and CPNS: birth date, month of appointment, sex, serial."""
        return self._with_serial(f"{born:%Y%m%d}{appointed:%Y%m}{sex}")

    def ni_pppk(self, *, born: date, appointed: date, sex: int, frequency: int = 1) -> str:
        """PPPK: birth date, year of appointment, 2, how often appointed, sex, serial."""
        return self._with_serial(f"{born:%Y%m%d}{appointed:%Y}2{frequency}{sex}")

    def _with_serial(self, head: str) -> str:
        self._given[head] += 1
        return f"{head}{self._given[head]:03d}"


def siasn_id(rng: Random) -> str:
    """A UUID as SIASN writes it, from the seed."""
    return str(UUID(int=rng.getrandbits(128), version=4)).upper()


def phone(rng: Random) -> str:
    """0800 numbers belong to nobody's mobile telephone."""
    return f"0800{rng.randrange(10_000_000):07d}"
