"""What a piece of the house looks like: doors, names, sizes, words, the root."""

import ast
from pathlib import Path

from tests.house.reading import Complaints, calls, entries, imports, sources

VAGUE = {"utils", "util", "helpers", "helper", "common", "models", "model", "service", "services"}
MODULE_LINES, FUNCTION_LINES = 220, 45
ROOT = {"cli.py", "mentoring", "workers", "tests", "pyproject.toml"}
ROOT |= {"README.md", "LICENSE", "constraints.txt"}
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}


def doors_are_only_doors(root: Path) -> Complaints:
    """An __init__.py holds one sentence, imports and __all__, no logic."""
    for source in sources(root):
        if source.path.name != "__init__.py":
            continue
        if not ast.get_docstring(source.tree):
            yield f"{source.path}:1: the door does not say what the room is"
        for node in source.tree.body[1:]:
            constant = isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
            if not constant and not isinstance(node, ast.Import | ast.ImportFrom):
                yield f"{source.path}:{node.lineno}: logic in a door"


def names_say_what_is_inside(root: Path) -> Complaints:
    """No module or folder is called utils, helpers, common, models or service."""
    for source in sources(root):
        for part in VAGUE & {source.path.stem, *source.path.parent.parts}:
            yield f"{source.path}:1: the name {part} says nothing"


def nobody_prints(root: Path) -> Complaints:
    """What people read goes through the face's console, what machines read through click.echo."""
    for source, call in calls(root):
        if isinstance(call.func, ast.Name) and call.func.id == "print":
            yield f"{source.path}:{call.lineno}: print()"


def only_the_clock_knows_the_time(root: Path) -> Complaints:
    """The present is asked of mentoring.clock, which knows UTC and the office's zone."""
    for source, call in calls(root):
        if isinstance(call.func, ast.Attribute) and source.path != Path("mentoring/clock.py"):
            asked = ".".join(ast.unparse(call.func).split(".")[-2:])
            if asked in CLOCKS:
                yield f"{source.path}:{call.lineno}: {asked}() outside clock.py"


def texts_are_literals(root: Path) -> Complaints:
    """The first argument of _() is a plain literal, or the catalogue's tool cannot find it."""
    for source, call in calls(root):
        if isinstance(call.func, ast.Name) and call.func.id == "_":
            first = call.args[0] if call.args else None
            if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                yield f"{source.path}:{call.lineno}: the text of _() is not a literal"


def pieces_are_small(root: Path) -> Complaints:
    """No long module, no long function."""
    for source in sources(root):
        lines = source.text.count("\n")
        if lines > MODULE_LINES:
            yield f"{source.path}:1: {lines} lines, at most {MODULE_LINES}"
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                long = (node.end_lineno or node.lineno) - node.lineno + 1
                if long > FUNCTION_LINES:
                    yield f"{source.path}:{node.lineno}: {node.name}() has {long} lines"


def tables_know_their_types(root: Path) -> Complaints:
    """SQLModel reads annotations when a table is made: they must not be postponed."""
    for source, line, target in imports(root):
        if source.path.name == "tables.py" and target == "__future__":
            yield f"{source.path}:{line}: postponed annotations break relations"


def the_root_is_bare(root: Path) -> Complaints:
    """The root holds the agreed entries and dot-files, nothing else."""
    for name in sorted(entries(root) ^ ROOT):
        if not name.startswith("."):
            yield f"{name}:1: {'missing in' if name in ROOT else 'does not belong in'} the root"
