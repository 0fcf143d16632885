"""Objections and requests for correction, with their steps"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op


revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "objection_case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("about", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=True),
        sa.Column("wanted", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("opened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=True),
        sa.Column("due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("decision", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("follow_up", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("answer", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("own_deed", sa.Boolean(), nullable=False),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_objection_case_batch_id_import_batch")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["account.id"], name=op.f("fk_objection_case_officer_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["employee.id"], name=op.f("fk_objection_case_person_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_objection_case_programme_id_programme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection_case")),
        sa.UniqueConstraint("number", name=op.f("uq_objection_case_number")),
    )
    with op.batch_alter_table("objection_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_objection_case_due_at"), ["due_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_objection_case_officer_id"), ["officer_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_objection_case_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_objection_case_programme_id"), ["programme_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_objection_case_state"), ["state"], unique=False)
        batch_op.create_index(
            "uq_objection_case_living",
            ["person_id", "kind", "about"],
            unique=True,
            sqlite_where=sa.text("state IN ('open', 'taken')"),
            postgresql_where=sa.text("state IN ('open', 'taken')"),
        )

    op.create_table(
        "objection_case_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("after", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=True),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["objection_case.id"],
            name=op.f("fk_objection_case_event_case_id_objection_case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection_case_event")),
    )
    with op.batch_alter_table("objection_case_event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_objection_case_event_case_id"), ["case_id"], unique=False
        )
    with op.batch_alter_table("sight", schema=None) as batch_op:
        batch_op.add_column(sa.Column("holder_id", sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f("ix_sight_holder_id"), ["holder_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("sight", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sight_holder_id"))
        batch_op.drop_column("holder_id")

    with op.batch_alter_table("objection_case_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_objection_case_event_case_id"))

    op.drop_table("objection_case_event")
    with op.batch_alter_table("objection_case", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_objection_case_living",
            sqlite_where=sa.text("state IN ('open', 'taken')"),
            postgresql_where=sa.text("state IN ('open', 'taken')"),
        )
        batch_op.drop_index(batch_op.f("ix_objection_case_state"))
        batch_op.drop_index(batch_op.f("ix_objection_case_programme_id"))
        batch_op.drop_index(batch_op.f("ix_objection_case_person_id"))
        batch_op.drop_index(batch_op.f("ix_objection_case_officer_id"))
        batch_op.drop_index(batch_op.f("ix_objection_case_due_at"))

    op.drop_table("objection_case")
