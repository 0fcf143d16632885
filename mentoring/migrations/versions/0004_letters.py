"""Letters: decree and assignments, their files, the agency's letterhead and templates"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op


revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    text, moment = sqlmodel.sql.sqltypes.AutoString, sqlmodel.sql.sqltypes.UTCDateTime
    op.create_table(
        "letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("run_number", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("kind", text(length=12), nullable=False),
        sa.Column("addressee", text(length=32), nullable=False),
        sa.Column("mentor_id", sa.Uuid(), nullable=True),
        sa.Column("state", text(length=10), nullable=False),
        sa.Column("number", text(length=100), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("verify_id", text(length=32), nullable=False),
        sa.Column("sha256", text(length=64), nullable=False),
        sa.Column("replaced_by", sa.Uuid(), nullable=True),
        sa.Column("revoked_reason", text(length=300), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", moment(), nullable=False),
        sa.Column("changed_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["replaced_by"], ["letter.id"], name=op.f("fk_letter_replaced_by_letter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("programme_id", "serial", name=op.f("uq_letter_programme_id_serial")),
        sa.UniqueConstraint("verify_id", name=op.f("uq_letter_verify_id")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        for column in ("programme_id", "run_id", "mentor_id", "number", "replaced_by"):
            batch_op.create_index(batch_op.f(f"ix_letter_{column}"), [column], unique=False)
        batch_op.create_index(
            "uq_letter_live",
            ["run_id", "kind", "addressee"],
            unique=True,
            sqlite_where=sa.text("state <> 'revoked'"),
            postgresql_where=sa.text("state <> 'revoked'"),
        )

    op.create_table(
        "letter_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("name", text(length=10), nullable=False),
        sa.Column("sha256", text(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("put_by", sa.Uuid(), nullable=False),
        sa.Column("put_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_letter_file_letter_id_letter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_file")),
        sa.UniqueConstraint("letter_id", "name", name=op.f("uq_letter_file_letter_id_name")),
    )
    with op.batch_alter_table("letter_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_file_letter_id"), ["letter_id"], unique=False)

    op.create_table(
        "letter_material",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", text(length=12), nullable=False),
        sa.Column("sha256", text(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("emblem", text(length=64), nullable=False),
        sa.Column("put_by", sa.Uuid(), nullable=False),
        sa.Column("put_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_material")),
        sa.UniqueConstraint("kind", "sha256", name=op.f("uq_letter_material_kind_sha256")),
    )


def downgrade() -> None:
    op.drop_table("letter_material")
    with op.batch_alter_table("letter_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_file_letter_id"))

    op.drop_table("letter_file")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index("uq_letter_live")
        for column in ("replaced_by", "number", "mentor_id", "run_id", "programme_id"):
            batch_op.drop_index(batch_op.f(f"ix_letter_{column}"))

    op.drop_table("letter")
