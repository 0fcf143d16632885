"""The command `pamong`: the composition root. The commands live in mentoring/commands/."""

from mentoring.commands.root import pamong


def main() -> None:
    """Run the command line; `python cli.py …` and `pamong …` are the same."""
    pamong(prog_name="pamong")


if __name__ == "__main__":
    main()
