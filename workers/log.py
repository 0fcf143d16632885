"""Logs for machines: one JSON object per line on stderr, with the name of the action and ids only.

Every log line of ours is «action key=value …»; Dramatiq's own lines name the actor and the job's
id. Neither holds anything of a person.
"""

import json
import logging
import sys
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """One record as one JSON object; of an exception its class and place, never its text."""

    def format(self, record: logging.LogRecord) -> str:
        words = record.getMessage().split(" ")
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name.startswith(("mentoring", "workers")):
            line["action"] = words[0]
            line |= dict(word.split("=", 1) for word in words[1:] if "=" in word)
        else:
            line["message"] = record.getMessage()
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            trace = record.exc_info[2]
            while trace is not None:
                code = trace.tb_frame.f_code
                line["where"] = f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
                trace = trace.tb_next
        return json.dumps(line, ensure_ascii=False)


def configure(level: int = logging.INFO) -> None:
    """Send all logs of this process to stderr as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("alembic", "sqlalchemy"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
