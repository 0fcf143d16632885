"""From facts to words: one text per event and language, from which the HTML part is made too.

A text template's first line is the subject. Blocks are parted by empty lines; lines that begin
with «- » are a list; a line that ends in a link of ours is a button in the HTML part. Nothing that
people typed can start a line (`note.clean`), so no name can forge a list or a button, and the HTML
part escapes everything.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mentoring import clock
from mentoring.messages.calendar_file import calendar_of
from mentoring.messages.letter import Letter
from mentoring.messages.links import NO_LINKS, Links
from mentoring.messages.note import Note
from mentoring.words import number, speaking

TEMPLATES = Path(__file__).parent / "templates"
BUTTON = re.compile(r"(?P<label>[^:]+): (?P<link>https?://\S+)")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list or a button of the HTML part."""

    lines: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    label: str = ""
    link: str = ""


def written(note: Note, links: Links = NO_LINKS) -> Letter:
    """The letter in the reader's language; UndefinedError when a template asks for what is not."""
    with speaking(note.language):
        facts = {name: _shown(value) for name, value in note.facts.items()}
        places = {**facts, "to": note.name, "links": links}
        said = _texts().get_template(f"{note.event}.{note.language}.txt").render(places)
        subject, _newline, body = said.partition("\n")
        frame = _texts().get_template(f"frame.{note.language}.txt")
        text = _tidy(frame.render(places, body=body.strip()))
        html = (
            _pages()
            .get_template("frame.html")
            .render(language=note.language, subject=subject, blocks=_blocks(text, links))
        )
        return Letter(
            message_id=note.message_id,
            event=note.event,
            language=note.language,
            subject=subject.strip()[:200],
            text=text,
            html=html,
            calendar=calendar_of(note),
            stop=links.stop,
        )


def _shown(value: Any) -> Any:
    """Days, moments and numbers as the reader's language says them."""
    if isinstance(value, datetime):
        return clock.spoken(value)
    if isinstance(value, date):
        return clock.spoken_date(value)
    return number(value) if isinstance(value, int) else value


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _blocks(text: str, links: Links) -> list[Block]:
    found: list[Block] = []
    for block in text.strip().split("\n\n"):
        lines = tuple(line.strip() for line in block.split("\n") if line.strip())
        button = BUTTON.fullmatch(lines[0]) if len(lines) == 1 else None
        if button and links.ours(button["link"]):
            found.append(Block(label=button["label"], link=button["link"]))
        elif all(line.startswith("- ") for line in lines):
            found.append(Block(items=tuple(line[2:] for line in lines)))
        else:
            found.append(Block(lines=lines))
    return found


@cache
def _texts() -> Environment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _pages() -> Environment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True
    )
