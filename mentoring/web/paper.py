"""Templates and what they may say: texts, numbers, dates, states, all in the reader's language."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mentoring import access, clock, guidance, messages, programmes, words
from mentoring.access import Deed
from mentoring.web import guard, phrases

HERE = Path(__file__).parent
STATIC = HERE / "static"
SAID = "pamong_said"


def page(request: Request, name: str, /, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A whole page (or, for a name that begins with «part_», a piece of one)."""
    flash = _said(request)
    html = (
        _environment()
        .get_template(f"{name}.html")
        .render(
            request=request,
            account=getattr(request.state, "account", None) if _is_in(request) else None,
            csrf=guard.form_token(request) if hasattr(request.state, "token") else "",
            language=words.language(),
            flash=flash,
            **values,
        )
    )
    answer = HTMLResponse(html, status_code=status)
    if flash:
        answer.delete_cookie(SAID)
    return answer


def say(text: str) -> str:
    """A sentence for the next page, as the value of a cookie."""
    return base64.urlsafe_b64encode(text.encode()).decode()


def may(account: access.Account | None, deed: str) -> bool:
    """Does this role open that deed? Buttons that would be refused are not shown."""
    return account is not None and Deed(deed) in access.ALLOWED[access.Role(account.role)]


@cache
def static(name: str) -> str:
    """Where a static file is; its content is in the address, so that it may be kept for ever."""
    if "vendor/" in name:
        return f"/static/{name}"
    mark = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?{mark}"


def in_pages(text: str) -> str:
    """A remedy that names a command, in the words of the pages."""
    return re.sub(r"`pamong ([a-z -]+?)(?: --[a-z]+)?`", lambda m: phrases.place(m[1]), text)


def _is_in(request: Request) -> bool:
    held = getattr(request.state, "held", None)
    return held is not None and held.second_factor


def _said(request: Request) -> str:
    try:
        return base64.urlsafe_b64decode(request.cookies.get(SAID, "")).decode()
    except ValueError:
        return ""


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        _=words._,
        number=words.number,
        percent=words.percent,
        points=programmes.points,
        day=clock.spoken_date,
        local=clock.local,
        covered_gaps=phrases.covered_gaps,
        open_gaps=phrases.open_gaps,
        moment=clock.spoken,
        run_word=programmes.run_word,
        mentorship_word=programmes.mentorship_word,
        meeting_word=guidance.meeting_word,
        mode_word=guidance.mode_word,
        goal_word=guidance.goal_word,
        message_event=messages.event_word,
        message_state=messages.state_word,
        may=may,
        static=static,
        phrases=phrases,
    )
    made.filters["in_pages"] = in_pages
    made.filters["first_upper"] = lambda text: text[:1].upper() + text[1:]
    return made
