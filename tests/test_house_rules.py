"""The walls of the house stand, and every rule is seen to complain when its wall is broken."""

from pathlib import Path

import pytest

from tests.house import RULES, sources

HERE = Path(__file__).parent.parent
NAMES = [rule.__name__ for rule in RULES]
RULE = dict(zip(NAMES, RULES, strict=True))

SOUND = {
    "cli.py": '"""The root."""\nimport workers.broker\nfrom mentoring.commands import root\n',
    "workers/__init__.py": '"""Workers."""\n',
    "workers/broker.py": '"""Broker."""\nfrom mentoring import programmes\n',
    "mentoring/__init__.py": '"""House."""\n',
    "mentoring/words.py": '"""Words."""\n',
    "mentoring/clock.py": "from datetime import UTC, datetime\n\ndatetime.now(UTC)\n",
    "mentoring/commands/__init__.py": '"""Commands."""\n',
    "mentoring/commands/root.py": (
        "from mentoring import people\nfrom mentoring.words import _\n\n_('Ya' ' dan tidak')\n"
    ),
    "mentoring/migrations/env.py": "import mentoring.people.tables\n",
    "mentoring/matching/__init__.py": '"""Pure."""\nfrom mentoring.matching.solve import a\n',
    "mentoring/matching/solve.py": "import json\nfrom scipy import sparse\n\na = 1\n",
    "mentoring/access/__init__.py": '"""May."""\n',
    "mentoring/people/__init__.py": (
        '"""Who."""\nfrom mentoring.people import nip\n\n__all__ = ["nip"]\n'
    ),
    "mentoring/people/nip.py": "Kind = str\n",
    "mentoring/people/tables.py": "Kind = str\n",
    "mentoring/programmes/__init__.py": '"""What."""\n__all__ = ["look"]\n',
    "mentoring/programmes/look.py": (
        "from mentoring import clock, matching, people\n"
        "from mentoring.people import nip\n\nclock.now()\n"
    ),
}

# rule, the file that breaks it, what stands there, and the line of the complaint
BROKEN = [
    ("faces_meet_only_in_cli", "workers/jobs.py", "from mentoring.commands import root", 1),
    ("faces_meet_only_in_cli", "mentoring/commands/x.py", "import os\nimport workers.broker", 2),
    ("faces_meet_only_in_cli", "mentoring/commands/x.py", "def f():\n    import cli", 2),
    ("faces_meet_only_in_cli", "mentoring/web/app.py", "from mentoring import commands", 1),
    (
        "nobody_reaches_past_a_door",
        "mentoring/programmes/x.py",
        "import mentoring.people.tables",
        1,
    ),
    (
        "nobody_reaches_past_a_door",
        "mentoring/programmes/x.py",
        "from mentoring.people import tables",
        1,
    ),
    ("nobody_reaches_past_a_door", "mentoring/programmes/x.py", "from ..people import tables", 1),
    (
        "nobody_reaches_past_a_door",
        "mentoring/commands/x.py",
        "from mentoring.people.tables import Kind",
        1,
    ),
    (
        "nobody_reaches_past_a_door",
        "mentoring/migrations/other.py",
        "import mentoring.people.tables",
        1,
    ),
    ("rooms_call_down", "mentoring/people/x.py", "from mentoring import programmes", 1),
    ("rooms_call_down", "mentoring/people/x.py", "from mentoring import access", 1),
    ("rooms_call_down", "mentoring/people/x.py", "from mentoring.commands import root", 1),
    ("rooms_call_down", "mentoring/people/x.py", "def late():\n    import workers", 2),
    ("every_room_has_a_floor", "mentoring/attic/__init__.py", '"""New."""', 1),
    ("the_basement_calls_nobody", "mentoring/words.py", "from mentoring import people", 1),
    ("the_basement_calls_nobody", "mentoring/queue.py", "import workers.broker", 1),
    ("matching_is_pure", "mentoring/matching/x.py", "from mentoring import clock", 1),
    ("matching_is_pure", "mentoring/matching/x.py", "import sqlmodel", 1),
    ("matching_is_pure", "mentoring/matching/x.py", "import random", 1),
    ("doors_are_only_doors", "mentoring/people/__init__.py", "import os", 1),
    ("doors_are_only_doors", "mentoring/people/__init__.py", '"""A."""\ndef f() -> None: ...', 2),
    ("names_say_what_is_inside", "mentoring/people/utils.py", "", 1),
    ("names_say_what_is_inside", "mentoring/people/helpers/nip.py", "", 1),
    ("nobody_prints", "mentoring/people/x.py", "print('NIP')", 1),
    ("only_the_clock_knows_the_time", "mentoring/people/x.py", "datetime.now(UTC)", 1),
    ("only_the_clock_knows_the_time", "workers/x.py", "a = datetime.date.today()", 1),
    ("texts_are_literals", "mentoring/people/x.py", "_(f'Baris {row}')", 1),
    ("texts_are_literals", "mentoring/people/x.py", "_(text)", 1),
    ("pieces_are_small", "mentoring/people/x.py", "a = 1\n" * 221, 1),
    ("pieces_are_small", "mentoring/people/x.py", "def f():\n" + "    a = 1\n" * 45, 1),
    (
        "tables_know_their_types",
        "mentoring/people/tables.py",
        "from __future__ import annotations",
        1,
    ),
    ("the_root_is_bare", "notes.txt", "", 1),
]


def build(root: Path, files: dict[str, str]) -> Path:
    files = dict.fromkeys(("pyproject.toml", "README.md", "LICENSE", "constraints.txt"), "") | files
    files["tests/__init__.py"] = files[".gitignore"] = ""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


@pytest.mark.parametrize("rule", NAMES)
def test_this_house_keeps_the_rule(rule: str) -> None:
    assert len(sources(HERE)) > 50, "the source is not where this test looks"
    assert list(RULE[rule](HERE)) == []


@pytest.mark.parametrize("rule", NAMES)
def test_a_sound_small_house_is_left_in_peace(rule: str, tmp_path: Path) -> None:
    assert list(RULE[rule](build(tmp_path, SOUND))) == []


@pytest.mark.parametrize(("rule", "file", "text", "line"), BROKEN)
def test_a_broken_wall_is_seen(rule: str, file: str, text: str, line: int, tmp_path: Path) -> None:
    complaints = list(RULE[rule](build(tmp_path, SOUND | {file: text})))
    assert [c.split(": ")[0] for c in complaints] == [f"{file}:{line}"]


def test_every_rule_has_been_seen_to_complain() -> None:
    assert {rule for rule, *_ in BROKEN} == set(NAMES)
