"""Fills an agency's Word template, in a process of its own with limits on memory and time.

A template is a program (Jinja) inside a zip of XML, written by somebody else: it is looked at
before any reader opens it, and filled in a sandbox in which it reaches its fields and nothing else.
Asked by one JSON line on stdin, it answers with one JSON line per letter.
"""

import base64
import io
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, ClassVar

MEMORY = 1024 * 2**20  # bytes of address space
SECONDS = 100
MEMBERS, INFLATED = 400, 60 * 2**20
FIXED = (1980, 1, 1, 0, 0, 0)  # the same letter gives the same file
EMBLEM_MM, CODE_MM = 22, 18
RELATION = re.compile(rb"<Relationship\b[^>]*>")
EXTERNAL = re.compile(rb"""TargetMode\s*=\s*["']External["']""")


class Unfit(Exception):
    """The template is refused; the parent has the sentence for the code."""

    def __init__(self, code: str, said: str = "") -> None:
        super().__init__(code)
        self.code, self.said = code, said


class Picture:
    """A picture in the text. Only Jinja may turn it into XML; what made it is out of reach.

    docxtpl's own picture would hand the template its `tpl`, with verbs that read and write files.
    """

    def __init__(self, image: Any) -> None:
        self._image = image

    def __html__(self) -> str:
        return str(self._image)

    __str__ = __html__


def main() -> None:
    """Read one request, answer letter by letter."""
    request = json.loads(sys.stdin.readline())
    _limit()
    out = sys.stdout
    try:
        template = base64.b64decode(request["template"])
        inspect(template)
        jinja, emblem = sandbox(), base64.b64decode(request["emblem"])
        for paper in request["papers"]:
            made = filled(template, paper, emblem, jinja)
            out.write(json.dumps({"docx": base64.b64encode(made).decode()}) + "\n")
    except Unfit as unfit:
        out.write(json.dumps({"refused": unfit.code, "said": unfit.said}) + "\n")
    except MemoryError:
        out.write('{"refused":"too_much","said":""}\n')
    out.flush()


def inspect(template: bytes) -> None:
    """Raise Unfit for whatever must not be opened: no DOCX, a bomb, macros, links to elsewhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            names = {m.filename.lower() for m in archive.infolist()}
            if "word/document.xml" not in names:
                raise Unfit("not_a_docx")
            if len(names) > MEMBERS:
                raise Unfit("bomb")
            if any(name.endswith(("vbaproject.bin", ".exe")) for name in names):
                raise Unfit("macros")
            for name, content in _inflated(archive):
                _look_at(name, content)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as broken:
        raise Unfit("not_a_docx") from broken


def _inflated(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Each member as it really is: declared sizes can lie."""
    left = INFLATED
    for member in archive.infolist():
        with archive.open(member) as stream:
            content = stream.read(left + 1)
        left -= len(content)
        if left < 0:
            raise Unfit("bomb")
        yield member.filename.lower(), content


def _look_at(name: str, content: bytes) -> None:
    if not name.endswith((".xml", ".rels")):
        return
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<!DOCTYPE" in content:
        raise Unfit("doctype")  # entities read files; no word processor writes one
    if name.endswith(".rels"):
        for relation in RELATION.findall(content):
            if EXTERNAL.search(relation) and b"/hyperlink" not in relation:
                raise Unfit("external")


def sandbox() -> Any:
    """Jinja without files, without private names, and without changing what it is given."""
    from jinja2 import StrictUndefined, Template
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        """Compiles every part of a template once, not once per letter: that was half the time."""

        made: ClassVar[dict[str, Template]] = {}

        def from_string(self, source: Any, *args: Any, **more: Any) -> Template:
            if source not in self.made:
                self.made[source] = super().from_string(source, *args, **more)
            return self.made[source]

    return Sandbox(autoescape=True, undefined=StrictUndefined)


def filled(template: bytes, paper: dict[str, Any], emblem: bytes, jinja: Any) -> bytes:
    """The template with one letter's texts in it."""
    import docxtpl
    from docx.shared import Mm
    from jinja2 import TemplateError, UndefinedError
    from jinja2.exceptions import SecurityError

    try:
        document = docxtpl.DocxTemplate(io.BytesIO(template))
        context = dict(paper)
        for name, picture, width in (
            ("lambang", emblem, EMBLEM_MM),
            ("qr", base64.b64decode(paper["qr"]), CODE_MM),
        ):
            context[name] = ""
            if picture:
                image = docxtpl.InlineImage(document, io.BytesIO(picture), width=Mm(width))
                context[name] = Picture(image)
        document.render(context, jinja_env=jinja)
        out = io.BytesIO()
        document.save(out)
    except SecurityError as forbidden:
        raise Unfit("forbidden", str(forbidden)) from forbidden
    except UndefinedError as unknown:
        raise Unfit("unknown_field", str(unknown)) from unknown
    except TemplateError as wrong:
        raise Unfit("syntax", str(wrong)) from wrong
    except MemoryError:
        raise
    except Exception as broken:  # python-docx and lxml have many: to an officer they are one
        raise Unfit("broken", type(broken).__name__) from broken
    return without_times(out.getvalue())


def without_times(docx: bytes) -> bytes:
    """The same archive with the same date on every member."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for member in before.infolist():
            after.writestr(
                zipfile.ZipInfo(member.filename, FIXED),
                before.read(member),
                compress_type=zipfile.ZIP_DEFLATED,
            )
    return out.getvalue()


def _limit() -> None:
    try:
        import resource
    except ImportError:  # no such thing on Windows: the parent's time limit remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
