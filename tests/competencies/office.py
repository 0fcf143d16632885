"""A small office: three who need, know or guide, and ways to tell what they can."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from sqlmodel import Session, select

from mentoring import clock, competencies, db, people

AYU, BUDI, CITRA = "198503152010012001", "199001012015031002", "200012312024212001"
TODAY = clock.today()
JOBS = {
    AYU: (people.JobGroup.AHLI_MUDA, "Perawat Ahli Muda"),
    BUDI: (people.JobGroup.AHLI_PERTAMA, "Perawat Ahli Pertama"),
    CITRA: (people.JobGroup.TERAMPIL, "TERAMPIL - PERAWAT"),
}


def ago(days: int) -> date:
    """So many days before today."""
    return TODAY - timedelta(days=days)


def written(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def opened(jobs: Mapping[str, tuple[str | None, str]] = JOBS) -> None:
    """The dictionary and these people, by NIP."""
    with db.transaction() as session:
        competencies.seed(session)
        unit = people.Unit(code="U-1", name="Puskesmas Melati")
        session.add(unit)
        session.flush()
        session.add_all(_employee(nip, *job, unit_id=unit.id) for nip, job in jobs.items())


def _employee(nip: str, group: str | None, job: str, *, unit_id: UUID) -> people.Employee:
    return people.Employee(
        nip=nip,
        draw_key=nip[::-1],
        kind="pns",
        name="CONTOH",
        birth_date=date(1985, 3, 15),
        status_code="01",
        job_name=job,
        job_group=group and str(group),
        unit_id=unit_id,
        updated_at=clock.now(),
    )


def assess(nip: str, levels: Mapping[str, int], *, on: date, until: date | None = None) -> None:
    """What somebody was found to have, by code; by default valid for three years."""
    with db.transaction() as session:
        who = people.employee_by_nip(session, nip=nip).id
        ids = {entry.code: entry.id for entry in competencies.dictionary(session)}
        session.add_all(
            competencies.Assessment(
                employee_id=who,
                competency_id=ids[code],
                level=level,
                assessed_on=on,
                valid_until=until or on + timedelta(days=3 * 365),
            )
            for code, level in levels.items()
        )


def require(key: str, code: str, level: int, *, scope: competencies.Scope) -> None:
    """A standard, as an import stores it."""
    with db.transaction() as session:
        ids = {entry.code: entry.id for entry in competencies.dictionary(session)}
        session.add(
            competencies.Standard(scope=scope, key=key, competency_id=ids[code], level=level)
        )


def profile(session: Session, nip: str) -> people.Profile:
    who = people.employee_by_nip(session, nip=nip)
    return people.profiles(session, ids=[who.id])[0]


def level_of(
    nip: str, code: str, *, unknown: competencies.Unknown, on: date = TODAY
) -> tuple[int, int, bool]:
    """(required, achieved, assumed) of one person in one competency."""
    with db.transaction() as session:
        found = competencies.levels(session, people=[profile(session, nip)], on=on, unknown=unknown)
        place = found.codes.index(code)
        return (
            int(found.required[0, place]),
            int(found.achieved[0, place]),
            bool(found.assumed[0, place]),
        )


def sheet(path: Path, header: str, *rows: str) -> Path:
    """A file with semicolons, as a spreadsheet in Indonesia writes it."""
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def planned(path: Path, kind: str) -> people.ImportPlan:
    with db.transaction() as session:
        return competencies.plan_import(session, kind=kind, path=path)


def imported(path: Path, kind: str) -> people.ImportPlan:
    """Plan and apply; the plan."""
    with db.transaction() as session:
        plan = competencies.plan_import(session, kind=kind, path=path)
        competencies.apply_import(session, plan, actor_id=None)
    return plan


def told(plan: people.ImportPlan) -> list[tuple[int, str]]:
    """(row, code) of every problem."""
    return [(problem.row, problem.code) for problem in plan.problems]


def counted(plan: people.ImportPlan) -> tuple[int, int, int, int]:
    """(new, changed, gone, same)."""
    return len(plan.new), len(plan.changed), len(plan.gone), plan.same


def results() -> set[tuple[str, str, int, date, date]]:
    """Every stored assessment: (last four digits, code, level, day, valid until)."""
    with db.transaction() as session:
        codes = {e.id: e.code for e in session.exec(select(competencies.Competency))}
        nips = {e.id: e.nip[-4:] for e in session.exec(select(people.Employee))}
        return {
            (nips[a.employee_id], codes[a.competency_id], a.level, a.assessed_on, a.valid_until)
            for a in session.exec(select(competencies.Assessment))
        }
