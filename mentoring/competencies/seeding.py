"""The dictionary and the job-group matrix that come with the product."""

import csv
import json
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from mentoring.competencies.tables import Competency, Scope, Standard

DATA = Path(__file__).parent / "data"
CODES_OF_COLUMNS = {
    "integritas": "M.1",
    "kerja_sama": "M.2",
    "komunikasi": "M.3",
    "orientasi_pada_hasil": "M.4",
    "pelayanan_publik": "M.5",
    "pengembangan_diri_dan_orang_lain": "M.6",
    "mengelola_perubahan": "M.7",
    "pengambilan_keputusan": "M.8",
    "perekat_bangsa": "SK.1",
}


def shipped_dictionary() -> dict[str, Any]:
    """Version and competencies as shipped."""
    data: dict[str, Any] = json.loads((DATA / "dictionary.json").read_text(encoding="utf-8"))
    return data


def shipped_matrix() -> dict[str, dict[str, int]]:
    """Job group -> competency code -> required level, as shipped."""
    with (DATA / "job_group_levels.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["kelompok_jabatan"]: {
                code: int(row[column]) for column, code in CODES_OF_COLUMNS.items()
            }
            for row in csv.DictReader(file)
        }


def seed(session: Session) -> int:
    """Put dictionary and matrix into a new database; what is there stays. Returns new rows."""
    there = {c.code: c for c in session.exec(select(Competency))}
    shipped = shipped_dictionary()
    count = 0
    for entry in shipped["competencies"]:
        if entry["code"] not in there:
            made = Competency(
                version=shipped["version"],
                code=entry["code"],
                name=entry["name"],
                family=entry["family"],
                definition=entry["definition"],
            )
            session.add(made)
            there[made.code] = made
            count += 1
    session.flush()
    return count + _seed_matrix(session, there)


def _seed_matrix(session: Session, there: dict[str, Competency]) -> int:
    known = set(
        session.exec(
            select(Standard.key, Standard.competency_id).where(Standard.scope == Scope.GROUP)
        )
    )
    fresh = [
        Standard(
            scope=Scope.GROUP.value,
            key=group,
            competency_id=there[code].id,
            level=level,
            source="PermenPANRB 38/2017",
        )
        for group, levels in shipped_matrix().items()
        for code, level in levels.items()
        if (group, there[code].id) not in known
    ]
    session.add_all(fresh)
    session.flush()
    return len(fresh)
