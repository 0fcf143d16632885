"""After a deed, one line says which command comes next."""

from pathlib import Path

from mentoring import clock, demo
from tests.commands.office import types

LABEL = "Langkah berikutnya: pamong "


def after(*words: object, actor: str = "hr") -> str:
    """The hint on stderr; there is at most one, and none among the output."""
    done = types(*words, actor=actor)
    assert LABEL not in done.stdout
    found = [x.removeprefix(LABEL) for x in done.stderr.splitlines() if x.startswith(LABEL)]
    assert len(found) <= 1
    return found[0] if found else ""


def test_each_deed_names_the_next(home: Path) -> None:
    files = demo.write_city(home / "berkas", size="small", seed=3, today=clock.today())
    assert after("init") == "import pegawai BERKAS"
    assert after("import", "units", files.paths["units"], "--dry-run") == ""
    employees = files.paths.pop("employees")
    assert after("import", "employees", employees, "--yes") == "import asesmen BERKAS"
    for kind, path in files.paths.items():
        last = after("import", kind, path, "--yes")
    assert last == "programme create KODE"
    create = ("programme", "create", "baru", "--seed", "s")
    assert after(*create) == "programme enrol --programme baru"
    assert after("programme", "enrol") == "match run"
    assert after("match", "run") == "match show"
    assert after("match", "run", "--json") == ""
    assert after("match", "approve", "--yes") == "letter make keputusan --output keputusan.pdf"
    assert after("import", "employees", files.next_year, "--yes") == "programme enrol"


def test_who_acts_by_option_is_named_again(home: Path) -> None:
    assert after("init", actor="") == "--as hr import pegawai BERKAS"


def test_a_guided_tour_is_not_told_the_next_step(home: Path) -> None:
    done = types("demo", "--size", "small", "--yes")
    assert LABEL not in done.stderr
