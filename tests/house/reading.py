"""The house as source text: modules, what they import, what they call. Nothing is run."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Complaints = Iterator[str]  # each "file:line: sentence"


@dataclass(frozen=True, slots=True)
class Source:
    """One module: where it is, its dotted name, its text and its syntax tree."""

    path: Path
    name: str
    text: str
    tree: ast.Module


@cache
def sources(root: Path) -> tuple[Source, ...]:
    """Every module of the product; the migrations' versions are history and not judged."""
    folders = (root / "mentoring", root / "workers")
    files = [root / "cli.py", *(file for folder in folders for file in folder.rglob("*.py"))]
    return tuple(
        _source(root, file)
        for file in sorted(files)
        if file.exists() and file.parent.name != "versions"
    )


def imports(root: Path) -> Iterator[tuple[Source, int, str]]:
    """Every import as (who, line, dotted module); `from room import name` is its door `room`."""
    for source in sources(root):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Import):
                yield from ((source, node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = _base(source, node)
                for alias in node.names:
                    whole = f"{base}.{alias.name}"
                    inside = _is_module(root, whole) and alias.name not in _offered(root, base)
                    yield source, node.lineno, whole if inside else base


def calls(root: Path) -> Iterator[tuple[Source, ast.Call]]:
    """Every call in every module."""
    for source in sources(root):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call):
                yield source, node


def entries(root: Path) -> set[str]:
    """What stands in the root: what git knows, or all there is when it is no repository."""
    if not (root / ".git").exists():
        return {entry.name for entry in root.iterdir()}
    command = ["git", "-c", f"safe.directory={root}", "-C", str(root), "ls-files", "-z"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {path.split("/")[0] for path in listed.split("\0") if path}


def _source(root: Path, file: Path) -> Source:
    path, text = file.relative_to(root), file.read_text("utf-8")
    parts = path.parent.parts if path.name == "__init__.py" else path.with_suffix("").parts
    return Source(path, ".".join(parts), text, ast.parse(text, str(path)))


def _base(source: Source, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = source.name.split(".")
    if source.path.name != "__init__.py":
        package.pop()
    package = package[: len(package) - node.level + 1]
    return ".".join([*package, node.module] if node.module else package)


@cache
def _offered(root: Path, package: str) -> frozenset[str]:
    """What a door has in its __all__: a module may be among it."""
    door = next((s for s in sources(root) if s.name == package), None)
    for node in door.tree.body if door else ():
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return frozenset(ast.literal_eval(node.value))
    return frozenset()


@cache
def _is_module(root: Path, name: str) -> bool:
    place = root.joinpath(*name.split("."))
    return place.with_suffix(".py").exists() or (place / "__init__.py").exists()
