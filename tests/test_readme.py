"""The README is tested: what is in the house is in it, and what is in it exists."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import click
import pytest

from mentoring import competencies, people
from mentoring.commands.root import pamong
from mentoring.settings import Settings

HERE = Path(__file__).parent.parent
README = (HERE / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```bash\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
PROSE = re.sub(r"^```.*?^```$", "", README, flags=re.MULTILINE | re.DOTALL)
QUOTED = [q.replace("\\|", "|") for q in re.findall(r"`([^`\n]+)`", PROSE)]
ROOMS = sorted(door.parent.name for door in (HERE / "mentoring").glob("*/__init__.py"))
BASEMENT = sorted(f.stem for f in (HERE / "mentoring").glob("*.py") if f.stem != "__init__")


def commands(group: click.Group, *above: str) -> Iterator[tuple[str, ...]]:
    """Every command as the words somebody types, groups too."""
    context = click.Context(group)
    for name in group.list_commands(context):
        yield (*above, name)
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, *above, name)


def told_commands() -> set[tuple[str, ...]]:
    """What the README calls a command; `pamong match run|show` tells of both."""
    told: set[tuple[str, ...]] = set()
    for words in (quoted.split() for quoted in QUOTED if quoted.startswith("pamong ")):
        names = [word.split("|") for word in words[1:] if re.fullmatch(r"[a-z][a-z|-]*", word)]
        told |= set(product(*names[:1])) | set(product(*names[:2])) if names else set()
    return told


def files_named() -> set[str]:
    """Paths below the root that the README names, in its tables as in its sentences."""
    return {q for q in QUOTED if re.match(r"(mentoring|tests|workers)/|cli\.py$", q)}


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_in_the_readme(room: str) -> None:
    assert f"`mentoring/{room}/`" in README


@pytest.mark.parametrize("module", BASEMENT)
def test_every_piece_of_the_basement_is_in_the_readme(module: str) -> None:
    assert f"`{module}.py`" in README or f"`mentoring/{module}.py`" in README


@pytest.mark.parametrize("setting", sorted(Settings.model_fields))
def test_every_setting_has_its_row(setting: str) -> None:
    assert re.search(rf"^\| `PAMONG_{setting.upper()}` \|.+\|.+\|$", README, re.MULTILINE)


def test_every_default_is_the_one_in_force() -> None:
    for name, field in Settings.model_fields.items():
        row = re.search(rf"^\| `PAMONG_{name.upper()}` \| ([^|]+) \|", README, re.MULTILINE)
        if row and not field.is_required() and isinstance(field.default, int | str):
            assert row[1].strip("`") == str(field.default), name


@pytest.mark.parametrize("command", list(commands(pamong)), ids=" ".join)
def test_every_command_is_in_the_readme(command: tuple[str, ...]) -> None:
    assert command in told_commands()


def test_the_readme_tells_of_no_command_that_is_not_there() -> None:
    assert told_commands() <= set(commands(pamong)) | {
        (command, kind) for command in ("import", "template") for kind in layouts()
    }


def layouts() -> set[str]:
    return set(people.LAYOUTS | competencies.LAYOUTS)


@pytest.mark.parametrize("kind", sorted(layouts()))
def test_every_kind_of_import_is_in_the_readme(kind: str) -> None:
    listed = re.search(r"^Kinds of import: .*?(?=\n\n)", README, re.MULTILINE | re.DOTALL)
    assert listed
    assert f"`{kind}`" in listed[0]


def test_the_two_blocks_set_up_from_the_pins() -> None:
    assert len(BLOCKS) == 2
    demo, tests = BLOCKS
    for block in BLOCKS:
        assert block.startswith("python3 -m venv .venv\n")
        assert "-c constraints.txt" in block
    assert demo.rstrip().endswith("pamong demo")
    assert tests.rstrip().endswith("pytest")


def test_every_file_that_the_readme_names_exists() -> None:
    assert files_named()
    assert sorted(name for name in files_named() if not (HERE / name).exists()) == []


def test_every_option_that_the_readme_names_exists() -> None:
    known = set(re.findall(r"\"(--[a-z-]+)\"", sources_of_commands())) | {"--help"}
    named = {option for quoted in QUOTED for option in re.findall(r"--[a-z-]+", quoted)}
    assert named
    assert named <= known


def sources_of_commands() -> str:
    """The commands, and the tools for those who measure and soak."""
    files = [*(HERE / "mentoring/commands").glob("*.py"), HERE / "tests/faults/soak.py"]
    files.append(HERE / "tests/bench/queue.py")
    return "\n".join(p.read_text("utf-8") for p in files)


def test_links_inside_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert "://" in target or (HERE / target).exists(), target
