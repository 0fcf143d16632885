"""Own pages: browsers in which somebody without an account looks at what is about them."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("begun_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("seen_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_own_session_employee_id_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_own_session_token_hash")),
    )
    with op.batch_alter_table("own_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_own_session_employee_id"), ["employee_id"])


def downgrade() -> None:
    with op.batch_alter_table("own_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_own_session_employee_id"))

    op.drop_table("own_session")
