"""What Alembic runs. `mentoring.schema` calls it with an open connection.

A new revision, from a checkout with an up-to-date database in a scratch folder:

    PAMONG_HOME=$(mktemp -d) python -c "
    from mentoring import schema; schema.upgrade()
    from alembic import command
    with schema._locked() as c: command.revision(schema._config(c), 'why', autogenerate=True)"
"""

from alembic import context
from sqlmodel import SQLModel

import mentoring.access.tables
import mentoring.audit
import mentoring.competencies.tables
import mentoring.people.tables
import mentoring.programmes.tables  # noqa: F401 - every table must be known here

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # SQLite cannot alter much in place
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
