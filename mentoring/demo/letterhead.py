"""The letterhead of the example city."""

from pathlib import Path

FILE = Path(__file__).parent / "data" / "head.toml"


def letterhead() -> str:
    """As TOML, for `pamong letter head --use`."""
    return FILE.read_text("utf-8")
