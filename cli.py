"""The command `pamong`: the composition root. The commands live in mentoring/commands/."""

import os

from mentoring.commands.root import pamong


def main() -> None:
    """Run the command line; `python cli.py …` and `pamong …` are the same."""
    if os.environ.get("PAMONG_REDIS_URL"):
        import workers.broker  # noqa: F401 - tells the queue how to nudge a worker
    pamong(prog_name="pamong")


if __name__ == "__main__":
    main()
