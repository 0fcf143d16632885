"""`pamong solve`: the engine on a file of scores, for anyone to check against other tools."""

import csv
import json
import math
import re
import sys
import time
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from mentoring import matching, matrices
from mentoring.commands import face
from mentoring.errors import PamongError, Unusable
from mentoring.words import _, number

FEASIBLE, INFEASIBLE, UNUSABLE = 4, 3, 2
MOST_DIGITS = 400
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("solve", help=_("Padankan dari berkas skor (.csv, .npy, .npz): tepat dan terbukti."))
@click.argument("scores", type=FILE, metavar=_("SKOR"))
@click.option("--capacity", metavar=_("N|BERKAS"), help=_("Tempat per mentor; bawaan 1."))
@click.option(
    "--min-load", metavar=_("N|BERKAS"), help=_("Mentee paling sedikit per mentor; bawaan 0.")
)
@click.option("--demand", metavar=_("N|BERKAS"), help=_("Mentor berbeda per mentee; bawaan 1."))
@click.option(
    "--forbid", type=FILE, metavar=_("BERKAS"), help=_("Pasangan terlarang: mentee,mentor.")
)
@click.option("--force", type=FILE, metavar=_("BERKAS"), help=_("Pasangan wajib: mentee,mentor."))
@click.option("--keep", type=FILE, metavar=_("BERKAS"), help=_("Pasangan yang berjalan sekarang."))
@click.option(
    "--first",
    type=click.Choice(["coverage", "total"]),
    default="coverage",
    show_default=True,
    help=_("Yang didahulukan: sebanyak mungkin mentee, atau jumlah skor."),
)
@click.option("--floor", metavar="X|max", help=_("Jumlah skor terendah setiap mentee terpadankan."))
@click.option(
    "--stability",
    default="ties",
    show_default=True,
    metavar="ties|X|frozen",
    help=_("Pasangan lama: dilepas bila tidak merugikan, bila untung X, atau tidak pernah."),
)
@click.option("--require-all", is_flag=True, help=_("Semua permintaan wajib terpenuhi."))
@click.option("--seed", default="pamong", show_default=True, help=_("Benih undian untuk seri."))
@click.option("--time-limit", type=click.FloatRange(min=0), metavar="S", help=_("Batas detik."))
@click.option(
    "--verify", "answer", type=FILE, metavar=_("BERKAS"), help=_("Periksa jawaban terdahulu.")
)
@click.option(
    "--output",
    type=FILE,
    metavar=_("BERKAS"),
    help=_("Tulis jawaban (.json) atau pasangan (.csv)."),
)
@face.as_json
def solve(scores: Path, json_out: bool, **asked: Any) -> None:
    started = time.monotonic()
    try:
        choices = _choices(asked)
        if asked["time_limit"] is not None and math.isnan(asked["time_limit"]):
            raise Unusable(_not_a_number("--time-limit", "nan"))
        given = matrices.read_given(
            scores,
            capacity=asked["capacity"],
            min_load=asked["min_load"],
            demand=asked["demand"],
            forbid=asked["forbid"],
            force=asked["force"],
            keep=asked["keep"],
            also=[x for x in (choices.floor, choices.stability) if isinstance(x, Fraction)],
        )
        if asked["answer"] is not None:
            _check(given, choices, asked["answer"], json_out=json_out)
            return
        answer = _answer(given, choices, asked["time_limit"], started, quiet=json_out)
        if asked["output"] is not None:
            _write(answer, given, asked["output"])
    except PamongError as error:
        if not json_out:
            raise
        face.show_json({"status": "error", "message": error.sentence, "remedy": error.remedy})
        sys.exit(error.exit_code)
    if json_out:
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        _show(answer, given)
    sys.exit({"optimal": 0, "feasible": FEASIBLE, "infeasible": INFEASIBLE}[answer["status"]])


def _choices(asked: dict[str, Any]) -> matrices.Choices:
    floor, stability = asked["floor"], asked["stability"]
    return matrices.Choices(
        first=asked["first"],
        floor=floor if floor in (None, "max") else _fraction("--floor", floor),
        stability=stability
        if stability in ("ties", "frozen")
        else _fraction("--stability", stability, least=0),
        require_all=asked["require_all"],
        seed=asked["seed"],
    )


def _fraction(option: str, text: str, *, least: int | None = None) -> Fraction:
    found = None
    # A number of a million digits would be worked on for minutes.
    exponent = re.search(r"[eE][-+]?(\d+)\s*$", text)
    if len(text) <= MOST_DIGITS and (exponent is None or int(exponent[1]) <= MOST_DIGITS):
        with suppress(ValueError, ZeroDivisionError):
            found = Fraction(text)
    if found is None or (least is not None and found < least):
        raise Unusable(_not_a_number(option, text[:40]))
    return found


def _not_a_number(option: str, text: str) -> str:
    return _("{option}: «{text}» bukan angka yang dapat dipakai.", option=option, text=text)


def _answer(
    given: matrices.Given,
    choices: matrices.Choices,
    seconds: float | None,
    started: float,
    *,
    quiet: bool,
) -> dict[str, Any]:
    left = None if seconds is None else max(0.0, seconds - (time.monotonic() - started))
    try:
        problem = matrices.ask(given, choices)
        if quiet:
            result = matrices.solve(problem, seconds=left)
        else:
            with face.progress(_("Memadankan")) as tell:
                result = matrices.solve(problem, seconds=left, progress=tell)
    except (matching.Infeasible, matching.BadProblem) as why:
        if isinstance(why, matching.BadProblem) and not why.code.startswith("forced_"):
            raise Unusable(_("Soal tidak dapat dipakai: {code}.", code=why.code)) from why
        return matrices.infeasible(given, choices, why, seconds=time.monotonic() - started)
    return matrices.answer_of(given, problem, result, seconds=time.monotonic() - started)


def _check(given: matrices.Given, choices: matrices.Choices, file: Path, *, json_out: bool) -> None:
    try:
        answer = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as broken:
        raise Unusable(_("{name} bukan berkas jawaban JSON.", name=file.name)) from broken
    holds, failures = matrices.verify_answer(given, choices, answer)
    if json_out:
        face.show_json({"status": "verified" if holds else "refused", "failures": failures})
    elif holds:
        click.echo(_("Terbukti: setiap angka pada jawaban itu benar untuk skor ini."))
    else:
        click.echo(_("DITOLAK: {codes}.", codes=", ".join(failures)))
    sys.exit(0 if holds else INFEASIBLE)


def _write(answer: dict[str, Any], given: matrices.Given, file: Path) -> None:
    try:
        if file.suffix.lower() != ".csv":
            file.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
            return
        with file.open("w", encoding="utf-8", newline="") as out:
            lines = csv.writer(out, lineterminator="\n")
            lines.writerow(["mentee", "mentor", "score"])
            lines.writerows((given.mentee(i), given.mentor(j), s) for i, j, s in answer["pairs"])
    except OSError as refused:
        raise Unusable(_("Tidak dapat menulis {name}.", name=file.name)) from refused


def _show(answer: dict[str, Any], given: matrices.Given) -> None:
    words = {
        "optimal": _("optimal dan terbukti"),
        "feasible": _("layak; belum terbukti terbaik"),
        "infeasible": _("tidak mungkin"),
    }
    face.show_table(
        _("Jawaban"),
        [_("Hal"), _("Nilai")],
        [
            (_("status"), words[answer["status"]]),
            (_("mentee terpadankan"), number(answer["covered"])),
            (_("permintaan terpenuhi"), number(answer["met"])),
            (_("jumlah skor"), answer["total"]),
            (_("paling tinggi"), answer["bound"]),
            (_("terendah"), answer["worst"]),
            (_("pasangan lama dilepas"), number(answer["broken"])),
        ],
    )
    for reason in answer["reasons"]:
        click.echo(f"- {reason}")
