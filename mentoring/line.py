"""The line to PostgreSQL: a statement that gets no answer ends, and its line with it.

Keepalives find a line that is cut. They do not find a server, a pooler or a proxy that takes every
byte and never answers: its machine still acknowledges. So each answer is waited for only so long.
"""

from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from psycopg.rows import TupleRow


class Line(psycopg.Connection[TupleRow]):
    """A connection that is closed when an answer takes longer than `patience` seconds."""

    patience: float | None = None  # None: as long as it takes, as for a migration

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """As psycopg waits for an answer; an unanswered line is in an unknown state: closed."""
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise


def dial(patience: float) -> Any:
    """What SQLAlchemy calls to connect: `event.listen(engine, "do_connect", dial(60))`."""

    def connect(_dialect: object, _record: object, words: Any, named: Any) -> Line:
        line = Line.connect(*words, **named)
        line.patience = patience
        return line

    return connect
