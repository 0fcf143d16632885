"""Files that LibreOffice 7.4 wrote itself (synthetic people): a title above, dates as dates."""

from pathlib import Path

import pytest

from mentoring import people, sheets
from mentoring.errors import Unusable

FILES = Path(__file__).parent / "files"


def test_a_workbook_that_libreoffice_saved_is_read_whole() -> None:
    sheet = sheets.read(FILES / "libreoffice.xlsx", people.layouts()["employees"])
    assert len(sheet.rows) == 12
    assert not sheet.problems
    assert all(len(record.values["nip"]) == 18 for record in sheet.rows)
    assert {"NIK", "AGAMA NAMA", "ALAMAT"} <= set(sheet.ignored)


@pytest.mark.parametrize("name", ["libreoffice.ods", "libreoffice.xls"])
def test_other_formats_are_refused_with_what_to_do(name: str) -> None:
    with pytest.raises(Unusable) as refused:
        sheets.read(FILES / name, people.layouts()["employees"])
    assert "Simpan Ulang sebagai .xlsx" in f"{refused.value.sentence} {refused.value.remedy}"
