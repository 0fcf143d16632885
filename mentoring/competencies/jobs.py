"""Under which name a job's own standard is kept, however the job is written."""

import re
from functools import lru_cache

from mentoring import sheets

LONGEST = 300
LEVEL_FIRST = re.compile(
    r"^((?:ahli\s+)?(?:utama|madya|muda|pertama)|penyelia|mahir|terampil|pemula)\b[\s-]+(.+)$",
    re.IGNORECASE,
)
GRADE_SHORT = re.compile(r"\btk\b\.?", re.IGNORECASE)


@lru_cache(maxsize=16_384)
def job_key(name: str) -> str:
    """A job's name as standards are keyed: capitals, spaces and punctuation do not matter.

    PPPK exports put the level first («TERAMPIL - PERAWAT»), others last («Perawat Terampil»).
    """
    said = GRADE_SHORT.sub("tingkat", " ".join(name.split()))
    if found := LEVEL_FIRST.match(said):
        said = f"{found[2]} {found[1]}"
    return sheets.folded(said)[:LONGEST]
