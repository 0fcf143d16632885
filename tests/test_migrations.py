"""The schema on both databases: up, nothing left to do, down, up again."""

import pytest
from sqlalchemy import inspect

from mentoring import db, schema
from mentoring.errors import NotNow


def test_the_migrations_say_what_the_tables_say(database: str) -> None:
    schema.check()
    assert schema.revision_now() == schema.head()


def test_the_schema_goes_down_and_up_again(database: str) -> None:
    schema.downgrade()
    assert set(inspect(db.engine()).get_table_names()) <= {"alembic_version"}
    schema.upgrade()
    schema.check()
    schema.require_head()


def test_an_old_database_is_refused_with_the_remedy(database: str) -> None:
    schema.downgrade()
    with pytest.raises(NotNow) as refused:
        schema.require_head()
    assert "pamong init" in refused.value.remedy
