"""A sheet of one row that somebody typed: the same columns, rules and problems as in a file."""

from collections.abc import Mapping
from dataclasses import replace

from mentoring.sheets.cells import Cells
from mentoring.sheets.layout import Layout
from mentoring.sheets.problems import Severity
from mentoring.sheets.reading import Sheet


def typed(layout: Layout, cells: Mapping[str, str]) -> Sheet:
    """The row with these cells, by column key; a blank cell says that there is nothing.

    What a file's reader leaves out with a warning is an error here: whoever typed it looks on, and
    means it. KeyError for a column that the layout does not have.
    """
    columns = [layout.column(key) for key in cells]
    headers = {column.key: column.header for column in columns}
    reader = Cells(columns, headers)
    record = reader.record(1, list(cells.values()))
    problems = [replace(problem, severity=Severity.ERROR) for problem in reader.problems]
    return Sheet(layout.name, [record], problems, headers, ignored=[], sha256="")
