"""The layout of an employee file: the SIASN export of 69 columns and its many relatives."""

from mentoring.people.imports.employee_columns import person
from mentoring.people.imports.employee_examples import EXAMPLES
from mentoring.people.imports.employee_job_columns import job, place
from mentoring.people.imports.employee_status_columns import status
from mentoring.sheets import Layout
from mentoring.words import _


def layout() -> Layout:
    """Every column that the product needs; the others of a SIASN export are dropped unread."""
    return Layout(
        name="employees",
        title=_("Pegawai"),
        columns=(*person(), *status(), *job(), *place()),
        examples=EXAMPLES,
    )
