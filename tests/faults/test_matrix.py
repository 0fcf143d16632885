"""Every fault of the matrix is broken by a test that exists."""

import ast
from pathlib import Path

import pytest

from .matrix import MATRIX

TESTS = Path(__file__).parents[1]


def test_the_matrix_has_forty_rows() -> None:
    assert sorted(number for number, _fault in MATRIX) == list(range(1, 41))


@pytest.mark.parametrize("row", MATRIX, ids=lambda row: f"{row[0]} {row[1]}")
def test_what_proves_a_row_exists(row: tuple[int, str]) -> None:
    for file, beginning in MATRIX[row]:
        tree = ast.parse((TESTS / f"{file}.py").read_text("utf-8"))
        names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
        assert any(name.startswith(beginning) for name in names), f"{file}: {beginning}"
