"""What would come out under other rules, beside a proposal"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op


revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "what_if",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("progress", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("input_version", sa.Integer(), nullable=True),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("error_text", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=True),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("taken_run_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_what_if_programme_id_programme")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["match_run.id"], name=op.f("fk_what_if_run_id_match_run")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_what_if")),
    )
    with op.batch_alter_table("what_if", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_what_if_programme_id"), ["programme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_what_if_run_id"), ["run_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("what_if", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_what_if_run_id"))
        batch_op.drop_index(batch_op.f("ix_what_if_programme_id"))

    op.drop_table("what_if")
