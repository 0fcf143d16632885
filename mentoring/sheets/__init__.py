"""Sheets: files in, typed rows and every problem out; workbooks out. Knows no database."""

from mentoring.sheets import parsers
from mentoring.sheets.corrections import write_corrections
from mentoring.sheets.headers import folded
from mentoring.sheets.layout import Cell, Column, Layout, Record
from mentoring.sheets.problems import BadCell, Problem, Severity, masked
from mentoring.sheets.reading import Sheet, read
from mentoring.sheets.template import write_template
from mentoring.sheets.typed import typed
from mentoring.sheets.writing import write_csv, write_table

__all__ = [
    "BadCell",
    "Cell",
    "Column",
    "Layout",
    "Problem",
    "Record",
    "Severity",
    "Sheet",
    "folded",
    "masked",
    "parsers",
    "read",
    "typed",
    "write_corrections",
    "write_csv",
    "write_table",
    "write_template",
]
