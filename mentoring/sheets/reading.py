"""A file in; typed rows and every problem out."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mentoring.sheets import kinds
from mentoring.sheets.cells import Cells
from mentoring.sheets.layout import Layout, Record
from mentoring.sheets.problems import Problem, Severity
from mentoring.sheets.refusals import Refusal, refusal
from mentoring.words import _

PACKAGE_ROOT = Path(__file__).resolve().parents[2]
# -I: nothing of the caller's environment or working folder reaches the child.
CHILD = (
    "import sys; sys.path.insert(0, sys.argv[1]); from mentoring.sheets.child import main; main()"
)

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read. `headers` maps a column key to the header as it stands in the file;
    `ignored` names the columns that were dropped before anything here saw them."""

    layout: str
    rows: list[Record]
    problems: list[Problem]
    headers: dict[str, str]
    ignored: list[str]
    sha256: str
    facts: dict[str, str] = field(default_factory=dict)
    header_row: int = 1

    @property
    def columns_found(self) -> frozenset[str]:
        """The keys of the columns that the file has."""
        return frozenset(self.headers)


def read(
    path: Path,
    layout: Layout,
    *,
    progress: Progress | None = None,
    others: Mapping[str, Layout] | None = None,
) -> Sheet:
    """Read a CSV or XLSX file.

    progress is called with the number of rows read so far. others: further kinds, so that a file
    of one of them is recognised and named. Raises errors.Unusable for a file
    that cannot be used at all; whatever is wrong with single cells is in Sheet.problems. A header
    without rows is a sheet without rows: the caller knows whether that can be meant.
    """
    sha256 = _fingerprint(path)
    head, lines = _expected(path, layout, others)
    columns = [layout.column(key) for key in head["texts"]]
    problems = list(_missing_columns(layout, head["texts"]))
    cells = Cells(columns, head["texts"])
    rows: list[Record] = []
    for line in lines:
        number, is_total = line[0], line[1]
        if is_total:
            problems.append(_total(number))
            continue
        rows.append(cells.record(number, line[2:]))
        if progress and len(rows) % 1000 == 0:
            progress(len(rows))
    problems += cells.problems
    problems.sort(key=lambda p: p.row)
    return Sheet(
        layout=layout.name,
        rows=rows,
        problems=problems,
        headers=head["texts"],
        ignored=head["ignored"],
        sha256=sha256,
        facts=head["facts"],
        header_row=head["header_row"],
    )


def _fingerprint(path: Path) -> str:
    from mentoring.settings import settings

    try:
        if path.is_dir():
            raise refusal("folder")
        if not path.is_file():
            raise refusal("missing")
        if path.stat().st_size > settings().import_max_mb * 2**20:
            raise refusal("too_large")
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as unreadable:
        raise refusal("missing") from unreadable


def _expected(
    path: Path, layout: Layout, others: Mapping[str, Layout] | None
) -> tuple[dict[str, Any], Iterator[list[Any]]]:
    """The file as this kind; an error that says what it is where it is another one."""
    try:
        head, lines = _from_child(path, {c.key: kinds.names_of(c) for c in layout.columns})
    except Refusal as refused:
        if refused.code != "no_header":
            raise
        texts = _any_header(path, [layout, *(others or {}).values()])
        kinds.require_kind(layout, texts, others)
        raise kinds.no_header(layout, texts, sentence=refused.sentence) from None
    texts = _texts(head)
    if kinds.lacking(layout, texts):
        kinds.require_kind(layout, texts, others)
    return head, lines


def _any_header(path: Path, layouts: list[Layout]) -> list[str]:
    """The header of a file that is none of the kind that was asked for; empty when unknown."""
    try:
        head, _lines = _from_child(path, kinds.all_names(layouts))
    except Refusal:
        return []
    return _texts(head)


def _texts(head: dict[str, Any]) -> list[str]:
    return [*head["texts"].values(), *head["ignored"]]


def _from_child(
    path: Path, names: dict[str, list[str]]
) -> tuple[dict[str, Any], Iterator[list[Any]]]:
    from mentoring.settings import settings

    seconds = settings().import_seconds
    request = {"path": str(path.resolve()), "names": names, "seconds": seconds}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own code
            [sys.executable, "-I", "-c", CHILD, str(PACKAGE_ROOT)],
            input=json.dumps(request).encode() + b"\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a traceback may quote cells
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise refusal("too_slow") from late
    lines = done.stdout.split(b"\n")
    first, last = _loaded(lines[0]), _loaded(lines[-2]) if len(lines) > 1 else None
    if isinstance(last, dict) and "refused" in last:
        raise refusal(last["refused"], last["facts"])
    if not isinstance(first, dict) or last != {"end": True}:
        raise refusal("crashed", {"exit": done.returncode})
    return first, (json.loads(line) for line in lines[1:-2])


def _loaded(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _missing_columns(layout: Layout, found: dict[str, str]) -> Iterator[Problem]:
    for column in layout.columns:
        if column.required and column.key not in found:
            yield Problem(
                row=0,
                column=column.header,
                value="",
                code="column_missing",
                reason=_("Kolom «{header}» tidak ada.", header=column.header),
                remedy=_(
                    "Tambahkan kolom itu; `pamong template {kind}` menunjukkan contohnya.",
                    kind=layout.name,
                ),
            )


def _total(row: int) -> Problem:
    return Problem(
        row=row,
        column="",
        value="",
        code="total_row",
        reason=_("Baris jumlah dilewati."),
        severity=Severity.WARNING,
    )
