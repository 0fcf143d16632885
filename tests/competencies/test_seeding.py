"""What comes with the product: the dictionary and the matrix of job groups."""

from pathlib import Path

from mentoring import competencies, db, people

GENERAL = ["M.1", "M.2", "M.3", "M.4", "M.5", "M.6", "M.7", "M.8", "SK.1"]


def test_a_new_database_knows_the_dictionary_and_a_second_start_adds_nothing(
    database: str,
) -> None:
    with db.transaction() as session:
        assert competencies.seed(session) == 11 + 14 * 9
    with db.transaction() as session:
        assert competencies.seed(session) == 0
        entries = competencies.dictionary(session)
    assert [e.code for e in entries] == ["ES", "LD", *GENERAL]
    assert all(e.definition and e.version == "PermenPANRB 38/2017" for e in entries)
    assert {e.family for e in entries} == set(competencies.Family) - {competencies.Family.TECHNICAL}


def test_every_competency_has_a_line_for_each_of_its_five_levels() -> None:
    for entry in competencies.shipped_dictionary()["competencies"]:
        assert len(set(entry["levels"])) == 5, entry["code"]


def test_the_matrix_has_every_job_group_and_only_the_general_competencies(home: Path) -> None:
    with db.transaction() as session:
        competencies.seed(session)
        matrix = competencies.matrix(session)
    assert set(matrix) == {str(group) for group in people.JobGroup}
    assert all(list(asked) == GENERAL for asked in matrix.values())
    assert matrix == competencies.shipped_matrix()


def test_the_matrix_agrees_with_what_job_standards_say(home: Path) -> None:
    asked = competencies.shipped_matrix()
    same = {"JPT Madya": 5, "JPT Pratama": 4, "Administrator": 3, "Pengawas": 2, "Pelaksana": 1,
            "JF Ahli Madya": 4, "JF Ahli Muda": 3, "JF Ahli Pertama": 2, "JF Penyelia": 3,
            "JF Mahir": 2, "JF Pemula": 1}  # fmt: skip
    assert {g: set(asked[g].values()) for g in same} == {g: {n} for g, n in same.items()}
    assert list(asked["JF Ahli Utama"].values()) == [5, 4, 4, 4, 4, 4, 4, 4, 5]
    assert list(asked["JF Terampil"].values()) == [2, 2, 1, 1, 1, 1, 1, 1, 2]


def test_what_an_office_changed_survives_the_next_start(home: Path) -> None:
    with db.transaction() as session:
        competencies.seed(session)
        entry = competencies.dictionary(session)[0]
        entry.name = "Keterampilan baru"
        session.add(entry)
    with db.transaction() as session:
        assert competencies.seed(session) == 0
        assert competencies.dictionary(session)[0].name == "Keterampilan baru"
