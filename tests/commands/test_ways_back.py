"""What an officer did can be taken back, by a command and with a reason."""

from pathlib import Path

import pytest

from tests.commands.office import deeds, types

Pairs = list[dict[str, str]]


def test_a_ban_is_taken_back(proposed: Pairs) -> None:
    pair = (proposed[0]["mentee_id"], proposed[0]["mentor_id"])
    types("match", "ban", *pair, "--reason", "keliru")
    types("match", "run")
    assert "dilarang" in types("match", "why-not", *pair).output
    assert "dicabut" in types("match", "unban", *pair, "--reason", "salah orang").output
    types("match", "run")
    assert "dilarang" not in types("match", "why-not", *pair).output
    assert deeds().count("pair.unban") == 1


def test_only_a_ban_is_taken_back_that_way(proposed: Pairs) -> None:
    pair = (proposed[0]["mentee_id"], proposed[0]["mentor_id"])
    assert "tidak dilarang" in types("match", "unban", *pair, "--reason", "x", code=2).output
    types("match", "lock", *pair, "--reason", "x")
    assert "match unlock" in types("match", "unban", *pair, "--reason", "x", code=2).output
    types("match", "approve", "--yes")
    types("match", "decline", pair[0], "--reason", "beban_kerja")
    assert "menolak" in types("match", "unban", *pair, "--reason", "x", code=3).output


@pytest.fixture
def office(home: Path) -> None:
    types("init")
    types("account", "open", "budi", "--name", "Budi", "--role", "hr")


def test_an_account_is_closed_and_opened_again(office: None) -> None:
    types("programme", "create", "a", "--seed", "s", actor="budi")
    assert "Alasan" in types("account", "close", "budi", "--reason", " ", code=2).output
    types("account", "close", "budi", "--reason", "pindah tugas")
    assert "tidak aktif" in types("programme", "list", actor="budi", code=2).output
    again = types("account", "close", "budi", "--reason", "x", code=3).output
    assert "--reopen" in again
    types("account", "change", "budi", "--reopen")
    types("programme", "list", actor="budi")
    assert {"access.close_account", "access.change_account"} <= set(deeds())


def test_an_account_gets_another_role_or_unit(office: None) -> None:
    types("account", "change", "budi", "--role", "auditor")
    types("programme", "create", "a", "--seed", "s", actor="budi", code=3)
    lost = types("account", "change", "budi", "--role", "hr_unit", code=2).output
    assert "--unit" in lost
    assert "--role" in types("account", "change", "budi", code=2).output
    assert "tidak ada" in types("account", "change", "siapa", "--reopen", code=2).output


def test_there_is_always_one_admin(office: None) -> None:
    for words in (("close", "hr", "--reason", "x"), ("change", "hr", "--role", "hr")):
        assert "satu admin" in types("account", *words, code=3).output
    types("account", "change", "budi", "--role", "admin")
    types("account", "close", "hr", "--reason", "pensiun")


def test_a_programme_is_corrected(proposed: Pairs) -> None:
    types("programme", "edit", "--name", "Nama Benar")
    types("match", "approve", "--yes")  # a name changes no proposal
    said = types("programme", "edit", "--ends", "31-12-2031").output
    assert "Nama Benar" in said
    assert "31 Desember 2031" in said
    assert "tetap pada tanggalnya" in said
    assert "tidak ada yang diubah" in types("programme", "edit", "--ends", "2031-12-31").output
    assert "--begins" in types("programme", "edit", code=2).output
    assert "sesudah" in types("programme", "edit", "--ends", "2001-12-31", code=2).output
    assert deeds().count("programme.edit") == 2


def test_a_period_that_changed_outdates_the_proposal(proposed: Pairs) -> None:
    types("programme", "edit", "--ends", "31-12-2031")
    types("match", "approve", "--yes", code=3)


def test_a_programme_is_deleted_while_nothing_was_approved(proposed: Pairs) -> None:
    pair = (proposed[0]["mentee_id"], proposed[0]["mentor_id"])
    types("match", "lock", *pair, "--reason", "x")
    types("programme", "delete", "baru", "--reason", "uji", code=3)  # nobody was asked
    types("programme", "delete", "baru", "--reason", "salah kode", "--yes")
    assert "Belum ada program" in types("match", "show", code=2).output
    assert types("doctor").output.startswith("Sehat")
    assert deeds()[0] == "programme.delete"


def test_a_programme_with_a_history_is_not_deleted(proposed: Pairs) -> None:
    types("match", "approve", "--yes")
    types("match", "undo", "--reason", "x", "--yes")
    said = types("programme", "delete", "baru", "--reason", "x", "--yes", code=3).output
    assert "programme edit" in said


def test_what_cannot_be_undone_is_asked_first(proposed: Pairs) -> None:
    types("match", "approve", "--yes")
    pair = proposed[0]
    types("match", "accept", pair["mentee_id"])
    assert "--yes" in types("mentorship", "complete", pair["mentee_id"], code=3).output
    said = types("mentorship", "complete", pair["mentee_id"], "--yes").output
    assert pair["mentee"] in said
    assert pair["mentor"] in said
