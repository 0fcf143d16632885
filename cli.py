"""The command `pamong`: the composition root. The commands live in mentoring/commands/."""

import os
import sys

from mentoring.commands import language


def main() -> None:
    """Run the command line; `python cli.py …` and `pamong …` are the same."""
    language.choose(sys.argv[1:])  # before the commands are imported: their help is text
    from mentoring.commands.root import pamong

    if os.environ.get("PAMONG_REDIS_URL"):
        import workers.broker  # noqa: F401 - tells the queue how to nudge a worker
    pamong(prog_name="pamong")


if __name__ == "__main__":
    main()
