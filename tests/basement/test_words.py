"""The reader's language: Indonesian without a catalogue, numbers as each language writes them."""

import pytest

from mentoring import words


def test_indonesian_is_what_people_read_unless_told() -> None:
    assert words.language() == "id"
    assert words._("Baris {row}: NIP kosong.", row=3) == "Baris 3: NIP kosong."


def test_a_text_without_places_keeps_its_braces() -> None:
    assert words._("{nama}") == "{nama}"


@pytest.mark.parametrize(
    ("code", "number", "whole", "digits", "share"),
    [("id", "1.234,5", "12.000", "0,50", "87,5%"), ("en", "1,234.5", "12,000", "0.50", "87.5%")],
)
def test_numbers_are_written_as_the_language_writes_them(
    code: str, number: str, whole: str, digits: str, share: str
) -> None:
    with words.speaking(code):
        assert words.number(1234.5) == number
        assert words.number(12000) == whole
        assert words.number(0.5, digits=2) == digits
        assert words.percent(7, 8) == share


def test_a_share_of_nothing_is_a_dash() -> None:
    assert words.percent(0, 0) == "-"


def test_a_language_holds_inside_its_block_only() -> None:
    with words.speaking("en"):
        assert words.language() == "en"
    assert words.language() == "id"


def test_the_environment_chooses_and_nonsense_is_indonesian(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PAMONG_LANGUAGE", "en")
    assert words.language() == "en"
    monkeypatch.setenv("PAMONG_LANGUAGE", "xx")
    assert words.language() == "id"
