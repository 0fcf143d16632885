"""One note for many rows that an import added

What was kept of the last import before this is in another form: it goes, and with it the undo of
that one import. The next import can be undone again.
"""

import sqlalchemy as sa
from alembic import op


revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(sa.text("DELETE FROM import_before"))
    with op.batch_alter_table("import_before", schema=None) as batch_op:
        batch_op.add_column(sa.Column("keys", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM import_before"))
    with op.batch_alter_table("import_before", schema=None) as batch_op:
        batch_op.drop_column("keys")
