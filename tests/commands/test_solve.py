"""`pamong solve` as somebody uses it who wants to compare it with another tool."""

import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result
from scipy.optimize import linear_sum_assignment

from mentoring.commands.root import pamong


def run(*words: object) -> Result:
    return CliRunner().invoke(pamong, ["solve", *map(str, words)])


def answer(*words: object) -> Any:
    done = run(*words, "--json")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    found = json.loads(done.stdout)
    codes = {"optimal": 0, "feasible": 4, "infeasible": 3, "error": 2}
    assert done.exit_code == codes[found["status"]], done.output
    return found


@pytest.fixture
def scores(tmp_path: Path) -> Path:
    file = tmp_path / "scores.csv"
    file.write_text("id,m1,m2,m3\nA,0.5,0.25,\nB,,0.75,1\nC,0.1,,0.2\n")
    return file


def beside(scores: Path, name: str, *lines: str) -> Path:
    file = scores.parent / name
    file.write_text("\n".join(lines) + "\n")
    return file


def test_the_answer_has_every_field_and_the_scores_as_given(scores: Path) -> None:
    found = answer(scores)
    assert found["pairs"] == [[0, 0, 0.5], [1, 1, 0.75], [2, 2, 0.2]]
    assert (found["total"], found["bound"]) == (1.45, 1.45)
    assert (found["covered"], found["met"], found["worst"]) == (3, 3, 0.2)
    assert (found["broken"], found["broken_pairs"], found["reasons"]) == (0, [], [])
    assert found["certificate"]["method"] == "prices"
    assert found["certificate"]["scale"] == "1e2"
    assert found["certificate"]["exact"] is True
    assert found["seconds"] >= 0


@pytest.mark.parametrize("capacity", [1, 2])
def test_it_agrees_with_scipy_on_real_numbers(tmp_path: Path, capacity: int) -> None:
    matrix = np.random.default_rng(capacity).random((40, 30)) * 2 - 1
    np.save(tmp_path / "s.npy", matrix)
    found = answer(tmp_path / "s.npy", "--capacity", capacity)
    wide = np.repeat(matrix, capacity, axis=1)
    rows, cols = linear_sum_assignment(wide, maximize=True)
    assert found["covered"] == len(rows)
    assert found["total"] == pytest.approx(wide[rows, cols].sum(), abs=1e-7)
    assert all(matrix[i, j] == score for i, j, score in found["pairs"])


def test_total_first_takes_a_loss_only_where_something_hard_needs_it(tmp_path: Path) -> None:
    np.save(tmp_path / "s.npy", np.array([[3.0, -1.0], [-2.0, -5.0]]))
    assert answer(tmp_path / "s.npy")["total"] == -2  # both are covered
    assert answer(tmp_path / "s.npy", "--first", "total")["total"] == 3
    found = answer(tmp_path / "s.npy", "--first", "total", "--min-load", 1)
    assert (found["total"], found["covered"]) == (-2, 2)


def test_an_npz_brings_everything_and_an_option_wins(tmp_path: Path) -> None:
    matrix = np.array([[9, 8, 7], [9, 8, np.nan]])
    np.savez(
        tmp_path / "s.npz",
        scores=matrix,
        capacity=np.array([1, 1, 1]),
        demand=np.array([2, 1]),
        min_load=np.array([0, 0, 1]),
        forbid=np.array([[1, 0, 0], [0, 0, 0]]),
        keep=np.array([[0, 1, 0], [0, 0, 0]]),
    )
    found = answer(tmp_path / "s.npz")
    assert found["pairs"] == [[0, 1, 8], [0, 2, 7], [1, 0, 9]]
    assert found["met"] == 3
    fewer = answer(tmp_path / "s.npz", "--demand", 1)
    assert fewer["pairs"] == [[0, 2, 7], [1, 0, 9]]
    assert fewer["broken_pairs"] == [[0, 1]]
    assert "0-1" in fewer["reasons"][0]


def test_demand_means_different_mentors_and_a_shortfall_is_told(scores: Path) -> None:
    found = answer(scores, "--demand", 2, "--capacity", 1)
    assert found["covered"] == 3
    assert found["met"] == 3
    assert any("kurang 1" in reason for reason in found["reasons"])
    assert len({(i, j) for i, j, _ in found["pairs"]}) == len(found["pairs"])


def test_who_is_uncovered_is_named_with_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    file.write_text("id,m1\nA,1\nB,\nC,2\n")
    reasons = " | ".join(answer(file)["reasons"])
    assert "Tidak ada mentor yang boleh: B" in reasons
    assert "Semua mentor yang boleh sudah penuh: A" in reasons


def test_require_all_is_hard_and_says_the_smallest_relaxation(scores: Path) -> None:
    found = answer(scores, "--demand", 2, "--require-all")
    assert found["status"] == "infeasible"
    assert "Kelonggaran terkecil: 3 satuan" in found["reasons"][-1]
    assert answer(scores, "--demand", 2, "--capacity", 2, "--require-all")["met"] == 6


def test_minimum_loads_that_cannot_be_met_name_the_mentors(scores: Path) -> None:
    loads = beside(scores, "loads.csv", "id,load", "m2,2")
    found = answer(scores, "--capacity", 1, "--min-load", loads)
    assert found["status"] == "infeasible"
    assert found["reasons"][0].startswith("Mentor m2 kekurangan 1")
    met = answer(scores, "--capacity", 2, "--min-load", loads)
    assert [pair[1] for pair in met["pairs"]].count(1) == 2


def test_forced_pairs_that_clash_are_infeasible_with_sentences(scores: Path) -> None:
    force = beside(scores, "force.csv", "A,m1", "C,m1")
    assert "m1 punya 2 pasangan wajib" in answer(scores, "--force", force)["reasons"][0]
    assert answer(scores, "--force", force, "--capacity", 2)["total"] == 1.6
    empty = beside(scores, "empty.csv", "A,m3")
    assert "A-m3 tidak boleh" in answer(scores, "--force", empty)["reasons"][0]


def test_a_floor_is_reached_proven_or_refused(scores: Path) -> None:
    assert answer(scores, "--floor", "max")["worst"] == 0.2
    assert answer(scores, "--floor", "0.2")["status"] == "optimal"
    refused = answer(scores, "--floor", "0.21")
    assert refused["status"] == "infeasible"
    assert "yang tertinggi 0.2" in refused["reasons"][0]


def test_the_highest_floor_with_demand_is_that_of_trying_everything(tmp_path: Path) -> None:
    matrix = np.random.default_rng(5).integers(0, 30, (3, 5)).astype(float)
    np.save(tmp_path / "s.npy", matrix)
    found = answer(tmp_path / "s.npy", "--demand", 2, "--capacity", 2, "--floor", "max")
    choices = list(itertools.combinations(range(5), 2))
    best = max(
        (min(sums), sum(sums))
        for picked in itertools.product(choices, repeat=3)
        if max(np.bincount(np.array(picked).ravel())) <= 2
        for sums in [[matrix[i, list(cols)].sum() for i, cols in enumerate(picked)]]
    )
    assert (found["worst"], found["total"]) == best
    assert found["certificate"]["method"] == "integer solver"
    assert found["certificate"]["goals"]["floor"]["bound"] == best[0]


def test_a_kept_pair_is_broken_only_for_its_price(scores: Path) -> None:
    keep = beside(scores, "keep.csv", "mentee,mentor", "B,m3", "C,m1", "A,m2")
    free = answer(scores, "--keep", keep)
    assert free["broken"] == 3
    assert answer(scores, "--keep", keep, "--stability", "0.033")["broken"] == 3
    kept = answer(scores, "--keep", keep, "--stability", "0.034")
    assert (kept["broken"], kept["total"], kept["bound"]) == (0, 1.35, 1.35)
    frozen = answer(scores, "--keep", keep, "--stability", "frozen")
    assert (frozen["broken"], frozen["total"]) == (0, 1.35)


def test_what_is_kept_but_impossible_is_not_counted_as_broken(scores: Path) -> None:
    keep = beside(scores, "keep.csv", "A,m3")
    assert answer(scores, "--keep", keep)["broken"] == 0
    assert answer(scores, "--keep", keep, "--stability", "frozen")["broken"] == 0


def test_rows_in_another_order_give_the_same_pairs(tmp_path: Path) -> None:
    dice = np.random.default_rng(2)
    matrix = dice.integers(0, 3, (14, 9))
    rows, cols = [f"p{i}" for i in range(14)], [f"q{j}" for j in range(9)]

    def pairs(row_order: Any, col_order: Any) -> set[tuple[str, str]]:
        lines = [",".join(["id", *(cols[j] for j in col_order)])]
        lines += [",".join([rows[i], *(str(matrix[i, j]) for j in col_order)]) for i in row_order]
        file = tmp_path / "s.csv"
        file.write_text("\n".join(lines))
        found = answer(file)
        return {(rows[row_order[i]], cols[col_order[j]]) for i, j, _ in found["pairs"]}

    first = pairs(range(14), range(9))
    assert all(pairs(dice.permutation(14), dice.permutation(9)) == first for _ in range(4))
    assert len(first) == 9


def test_every_claim_can_be_checked_and_a_changed_one_is_refused(scores: Path) -> None:
    file = scores.parent / "answer.json"
    assert run(scores, "--capacity", 2, "--output", file).exit_code == 0
    assert run(scores, "--capacity", 2, "--verify", file).exit_code == 0
    assert run(scores, "--capacity", 1, "--verify", file).exit_code == 3
    good = json.loads(file.read_text())
    price = [*good["certificate"]["proof"]["stages"][1]["mentor"]]
    changes: list[dict[str, Any]] = [
        {"total": good["total"] + 1},
        {"bound": good["bound"] + 1},
        {"worst": 0},
        {"covered": 2},
        {"pairs": good["pairs"][1:]},
        {"pairs": [[0, 0, 0.6], *good["pairs"][1:]]},
        {"certificate": None},
    ]
    for change in changes:
        file.write_text(json.dumps(good | change))
        assert run(scores, "--capacity", 2, "--verify", file).exit_code == 3, change
    price[0] -= 10**6
    good["certificate"]["proof"]["stages"][1]["mentor"] = price
    file.write_text(json.dumps(good))
    assert run(scores, "--capacity", 2, "--verify", file).exit_code == 3


def test_out_of_time_is_an_honest_bound(tmp_path: Path) -> None:
    np.save(tmp_path / "s.npy", np.random.default_rng(1).random((300, 300)))
    found = answer(tmp_path / "s.npy", "--time-limit", 0, "--output", tmp_path / "late.json")
    best = answer(tmp_path / "s.npy")
    assert found["status"] == "feasible"
    assert found["total"] <= best["total"] <= found["bound"]
    assert run(tmp_path / "s.npy", "--verify", tmp_path / "late.json").exit_code == 0


@pytest.mark.parametrize(
    ("shape", "covered"), [((0, 0), 0), ((0, 3), 0), ((3, 0), 0), ((1, 4), 1), ((4, 1), 1)]
)
def test_empty_and_narrow_matrices_have_answers(
    tmp_path: Path, shape: tuple[int, int], covered: int
) -> None:
    np.save(tmp_path / "s.npy", np.ones(shape))
    assert answer(tmp_path / "s.npy")["covered"] == covered


def test_huge_and_tiny_scores_say_what_rounding_cost(tmp_path: Path) -> None:
    np.save(tmp_path / "s.npy", np.array([[1e12, 1e-12], [1.0, 1e12]]))
    found = answer(tmp_path / "s.npy")
    assert found["total"] == 2e12
    assert found["certificate"]["exact"] is False
    assert found["certificate"]["largest_rounding"] > 0
    np.save(tmp_path / "t.npy", np.array([[3e-12, 1e-12], [2e-12, 2e-12]]))
    tiny = answer(tmp_path / "t.npy")
    assert tiny["total"] == pytest.approx(5e-12)
    assert tiny["certificate"]["exact"] is True


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "kosong"),
        ("id,a,b\nx,1\n", "Baris 2 berisi 2 sel"),
        ("id,a\nx,satu\n", "Baris 2, kolom «a»"),
        ("id,a\nx,inf\n", "tak hingga pada baris 0, kolom 0"),
        ("id,a\nx,1\nx,2\n", "berulang"),
        ("id,a,a\nx,1,2\n", "berulang"),
    ],
)
def test_a_bad_csv_is_refused_with_its_place(tmp_path: Path, content: str, says: str) -> None:
    file = tmp_path / "s.csv"
    file.write_text(content)
    found = answer(file)
    assert found["status"] == "error"
    assert says in found["message"]


def test_other_unusable_input_is_refused(scores: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.npy").write_bytes(b"no numpy at all")
    np.save(tmp_path / "flat.npy", np.ones(3))
    np.save(tmp_path / "words.npy", np.array([["a"]]))
    np.savez(tmp_path / "none.npz", other=np.ones((1, 1)))
    np.savez(tmp_path / "shape.npz", scores=np.ones((2, 2)), capacity=np.ones(3))
    names = ["broken.npy", "flat.npy", "words.npy", "none.npz", "shape.npz", "gone.npy", "s.txt"]
    for name in names:
        assert answer(tmp_path / name)["status"] == "error", name
    for words in (
        ("--capacity", "-1"),
        ("--capacity", tmp_path / "gone.csv"),
        ("--floor", "high"),
        ("--stability", "-1"),
        ("--force", beside(scores, "x.csv", "A,m9")),
        ("--demand", beside(scores, "y.csv", "A,1", "A,2")),
        ("--demand", beside(scores, "z.csv", "A,1", "B,one")),
        ("--verify", scores),
    ):
        assert answer(scores, *words)["status"] == "error", words
    assert run(scores, "--floor", "high").exit_code == 2


def test_people_read_a_table_and_may_have_the_pairs_as_csv(scores: Path) -> None:
    shown = run(scores, "--output", scores.parent / "pairs.csv")
    assert "optimal dan terbukti" in shown.output
    lines = (scores.parent / "pairs.csv").read_text().splitlines()
    assert lines == ["mentee,mentor,score", "A,m1,0.5", "B,m2,0.75", "C,m3,0.2"]
