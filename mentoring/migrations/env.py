"""What Alembic runs. `mentoring.schema` calls it with an open connection.

A new revision, from a checkout, written against an empty scratch database:

    export PAMONG_HOME=$(mktemp -d)
    python -c "
    from alembic import command
    from mentoring import schema
    schema.upgrade()
    with schema.migrating() as c:
        command.revision(schema.config(c), 'Why it is needed', rev_id='0002', autogenerate=True)"

Then read it: Alembic sees neither CHECK constraints nor renames. To tidy it:

    sed -i '/^ *# ###/d' mentoring/migrations/versions/0002_*.py
    ruff format mentoring/migrations/versions/0002_*.py
"""

from alembic import context
from sqlmodel import SQLModel

import mentoring.access.tables
import mentoring.audit
import mentoring.cases.tables
import mentoring.competencies.tables
import mentoring.guidance.tables
import mentoring.letters.tables
import mentoring.messages.tables
import mentoring.people.tables
import mentoring.presence
import mentoring.programmes.tables
import mentoring.queue
import mentoring.slots  # noqa: F401 - every table must be known here

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # SQLite cannot alter much in place
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
