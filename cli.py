"""The command `pamong`: the composition root. The commands live in mentoring/commands/."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mentoring.commands import language

if TYPE_CHECKING:
    from mentoring.commands.web import Pages
    from workers.crew import Crew


def main() -> None:
    """Run the command line; `python cli.py …` and `pamong …` are the same."""
    language.choose(sys.argv[1:])  # before the commands are imported: their help is text
    from mentoring.commands import serving, web
    from mentoring.commands.root import pamong

    serving.use(crew_of)
    web.use(pages)
    if os.environ.get("PAMONG_REDIS_URL"):
        import workers.broker  # noqa: F401 - tells the queue how to nudge a worker
    pamong(prog_name="pamong")


def crew_of(queues: Sequence[str]) -> "Crew":
    """Those who work in this process; only here do the faces meet."""
    from workers import actors, log  # noqa: F401 - the actors must be declared before they work
    from workers.crew import Crew

    log.configure()
    return Crew(tuple(queues))


def pages() -> "Pages":
    """The face for browsers, imported only when it is served."""
    from mentoring import web
    from workers import log

    log.configure()
    return web


if __name__ == "__main__":
    main()
