"""From the words of a job to group, field and retirement."""

from datetime import date

import pytest

from mentoring.people import JobGroup, grade_name, job_of, rank_of, rank_title, retires_on

G = JobGroup
CASES = [
    ({"name": "Perawat Ahli Muda", "job_type": "2"}, G.AHLI_MUDA, "Perawat", 58),
    ({"name": "PERAWAT AHLI MADYA", "job_type": "2"}, G.AHLI_MADYA, "Perawat", 60),
    ({"name": "TERAMPIL - PERAWAT", "job_type": "2"}, G.TERAMPIL, "Perawat", 58),
    ({"name": "AHLI PERTAMA - GURU KELAS", "job_type": "2"}, G.AHLI_PERTAMA, "Guru", 60),
    ({"name": "AHLI PERTAMA-DOKTER SPESIALIS ANAK"}, G.AHLI_PERTAMA, "Dokter", 58),
    ({"name": "Perawat Madya / Ahli Madya"}, G.AHLI_MADYA, "Perawat", 60),
    ({"name": "GURU MADYA TK. I", "job_type": "2"}, G.AHLI_PERTAMA, "Guru", 60),
    ({"name": "Guru Madya Tingkat. I"}, G.AHLI_PERTAMA, "Guru", 60),
    ({"name": "Arsiparis Pelaksana Lanjutan"}, G.MAHIR, "Arsiparis", 58),
    ({"name": "Arsiparis Pelaksana", "job_type": "2"}, G.TERAMPIL, "Arsiparis", 58),
    ({"name": "Peneliti Ahli Utama", "job_type": "2"}, G.AHLI_UTAMA, "Peneliti", 70),
    ({"name": "Analis Anggaran Ahli Utama"}, G.AHLI_UTAMA, "Analis Anggaran", 65),
    ({"name": "Jaksa Pratama"}, G.AHLI_MUDA, "Jaksa", 62),
    ({"name": "Penata Bunga Ahli Muda", "job_type": "2"}, G.AHLI_MUDA, "Penata Bunga", 58),
    ({"name": "", "code": "8ae483a570e6758b01710ba2c7527d80"},
     G.AHLI_UTAMA, "Polisi Kehutanan", 65),
    ({"name": "PENGADMINISTRASI UMUM", "job_type": "4"}, G.PELAKSANA, "Pengadministrasi Umum", 58),
    ({"name": "KEPALA DINAS", "job_type": "1", "echelon": "II.b"},
     G.JPT_PRATAMA, "Kepala Dinas", 60),
    ({"name": "Camat Melati", "job_type": "1", "echelon": "III.a"},
     G.ADMINISTRATOR, "Camat Melati", 58),
    ({"name": "Lurah Mawar", "echelon": "IV.a"}, G.PENGAWAS, "Lurah Mawar", 58),
    ({"name": "Kepala Bidang Mutasi"}, G.ADMINISTRATOR, "Kepala Bidang Mutasi", 58),
    ({"name": "Inspektur Pembantu I"}, G.ADMINISTRATOR, "Inspektur Pembantu I", 58),
    ({"name": "Menteri", "job_type": "1", "echelon": "I.a"}, G.JPT_MADYA, "Menteri", 60),
    ({"name": "", "job_type": ""}, None, "", 58),
    ({"name": "Sesuatu", "job_type": "2"}, None, "Sesuatu", 58),
]  # fmt: skip


@pytest.mark.parametrize(("said", "group", "field", "bup"), CASES)
def test_a_job_is_understood(
    said: dict[str, str], group: JobGroup | None, field: str, bup: int
) -> None:
    job = job_of(**said)
    assert (job.group, job.field, job.bup) == (group, field, bup)


def test_only_eselon_id_10_is_jpt_utama() -> None:
    assert job_of(job_type="1", echelon="I.a", name="Kepala Badan", top=True).group is G.JPT_UTAMA


def test_retirement_is_the_first_day_of_the_month_after() -> None:
    assert retires_on(date(1967, 8, 15), 58) == date(2025, 9, 1)
    assert retires_on(date(1967, 12, 31), 58) == date(2026, 1, 1)
    assert retires_on(date(1968, 2, 29), 58) == date(2026, 3, 1)


def test_every_functional_job_has_a_level_a_field_and_an_age_of_the_law() -> None:
    from mentoring.people.reference import functional_jobs

    jobs = functional_jobs()
    assert len(jobs) == 1466
    assert {j.bup for j in jobs} == {58, 60, 62, 65, 70}
    assert all(j.field and j.name for j in jobs)
    law = [j for j in jobs if j.name.endswith("Ahli Utama") and j.field != "Guru"]
    assert min(j.bup for j in law) == 65


def test_ranks_of_pns_and_pppk_stand_on_one_ladder() -> None:
    assert [rank_of(g) for g in (11, 14, 21, 31, 34, 41, 45)] == [1, 4, 5, 9, 12, 13, 17]
    assert rank_of(109) == rank_of(31)
    assert (grade_name(31), grade_name(109), grade_name(None)) == ("III/a", "IX", "")
    assert rank_title(31) == "Penata Muda (III/a)"
