"""The command line speaks one language from its first word, click's words included."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mentoring.commands import language
from mentoring.words import language as spoken
from mentoring.words import speaking
from tests.catalogue import BOOKS, stored

HERE = Path(__file__).parent.parent.parent
EVERY_HELP = """
import sys
import click
from mentoring.commands import language
language.choose(sys.argv[1:])
from mentoring.commands.root import pamong

def walk(group, above):
    context = click.Context(group, info_name=above)
    print(group.get_help(context))
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            walk(command, f"{above} {name}")
        else:
            print(command.get_help(click.Context(command, info_name=f"{above} {name}")))

walk(pamong, "pamong")
"""
WORDS = {
    "id": ("Pemakaian:", "Opsi:", "Perintah:", "Tampilkan bantuan ini", "Tampilkan versi"),
    "en": ("Usage:", "Options:", "Commands:", "Show this message", "Show the version"),
}
ASKED = [
    ((), {}, "id"),
    (("--language", "en"), {}, "en"),
    (("--language=en",), {}, "en"),
    (("--help", "--language", "en"), {}, "en"),
    ((), {"PAMONG_LANGUAGE": "en"}, "en"),
    (("--language", "id"), {"PAMONG_LANGUAGE": "en"}, "id"),
    ((), {"LC_ALL": "C", "LANGUAGE": "de"}, "id"),
    ((), {"PAMONG_LANGUAGE": "jv"}, "id"),
]


def run(*args: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A process of its own: the language is chosen once, before the commands are imported."""
    command = [sys.executable, "-W", "error", *args]
    env = os.environ | {"PYTHONIOENCODING": "utf-8", "COLUMNS": "100"} | more
    return subprocess.run(command, check=False, cwd=HERE, env=env, capture_output=True, text=True)


@pytest.mark.parametrize(("args", "env", "code"), ASKED)
def test_help_speaks_the_language_that_was_asked_for(
    args: tuple[str, ...], env: dict[str, str], code: str
) -> None:
    said = run("cli.py", *args, "--help", **env)
    assert said.returncode == 0, said.stderr
    assert [word for word in WORDS[code] if word not in said.stdout] == []


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("--language", "jv"), "Kesalahan: Nilai untuk '--language' tidak dapat dipakai"),
        (("lari",), "Kesalahan: Tidak ada perintah 'lari'."),
        (("init", "--nam"), "Mungkin maksud Anda: '--name'?"),
        (("account", "open", "x"), "Kesalahan: Opsi belum diisi '--name'."),
        (("init", "satu", "dua"), "Kesalahan: Ada argumen yang tidak dikenal (satu dua)"),
        (("--language", "en", "lari"), "Error: No such command 'lari'."),
    ],
)
def test_a_mistyped_command_is_answered_in_the_readers_language(
    args: tuple[str, ...], sentence: str
) -> None:
    said = run("cli.py", *args)
    assert said.returncode == 2
    assert sentence in said.stderr


def test_no_help_in_english_holds_an_indonesian_text() -> None:
    said = run("-c", EVERY_HELP, "--language", "en")
    assert said.returncode == 0, said.stderr
    flat = " ".join(said.stdout.split())
    assert len(flat) > 10_000, "help is not where this test looks"
    other = [str(m.id) for m in stored(BOOKS[0]) if len(m.id) > 12 and m.id != m.string]
    assert [text for text in other if text in flat] == []


def test_a_wrong_language_is_left_for_click_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "")
    with speaking("id"):
        language.choose(["--language", "jv"])
        assert spoken() == "id"
        language.choose(["match", "--language"])
        assert spoken() == "id"
