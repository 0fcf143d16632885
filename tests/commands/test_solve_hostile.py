"""`pamong solve` as somebody uses it who wants it to fail: every option at once, broken files."""

import copy
import itertools
import json
import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest

from mentoring import matching, matrices
from tests.commands.test_solve import answer, run

Pair = tuple[int, int]
Facts = dict[str, Any]


def problem_of(seed: int) -> Facts:
    """A small problem with everything that can be asked, drawn apart from the product."""
    dice = random.Random(seed)
    n, m = dice.randint(1, 4), dice.randint(1, 4)
    draw: Callable[[], float] = dice.choice(
        [
            lambda: dice.randint(0, 2),
            lambda: dice.randint(0, 50),
            lambda: round(dice.random(), 4),
            lambda: dice.randint(-5, 3),
            lambda: dice.choice([1e-4, 2e4, -1e4, 3e-4, 0]),
        ]
    )
    scores = np.array([[draw() for _ in range(m)] for _ in range(n)], dtype=float)
    scores[np.array([[dice.random() < 0.2 for _ in range(m)] for _ in range(n)])] = np.nan

    def marks(share: float) -> np.ndarray:
        return np.array([[int(dice.random() < share) for _ in range(m)] for _ in range(n)])

    return {
        "scores": scores,
        "capacity": [dice.randint(0, 3) for _ in range(m)],
        "min_load": [dice.choice([0, 0, 0, 0, 1, 2]) for _ in range(m)],
        "demand": [dice.randint(0, 3) for _ in range(n)] if dice.random() < 0.5 else [1] * n,
        "forbid": marks(0.1),
        "force": marks(0.03),
        "keep": marks(0.25),
        "first": dice.choice(["coverage", "total"]),
        "floor": dice.choice([None, None, "max", "0", "1", "-2", "0.5"]),
        "stability": dice.choice(["ties", "1", "0.3", "frozen"]),
        "require_all": dice.random() < 0.15,
    }


def matchings(asked: Facts, allowed: set[Pair], hard: set[Pair]) -> Iterator[list[Pair]]:
    """Every matching that keeps what is hard."""
    n, m = asked["scores"].shape
    rows = []
    for i in range(n):
        cols = [j for j in range(m) if (i, j) in allowed]
        least = asked["demand"][i] if asked["require_all"] else 0
        rows.append(
            [
                [(i, j) for j in picked]
                for count in range(least, asked["demand"][i] + 1)
                for picked in itertools.combinations(cols, count)
            ]
        )
    for picks in itertools.product(*rows):
        pairs = [pair for row in picks for pair in row]
        load = [sum(j == k for _i, j in pairs) for k in range(m)]
        fits = all(
            low <= x <= high
            for low, x, high in zip(asked["min_load"], load, asked["capacity"], strict=True)
        )
        if fits and hard <= set(pairs):
            yield pairs


def by_trying_everything(asked: Facts) -> Facts | None:
    """The figures of the best matching, goal after goal; None where there is none."""
    scores = asked["scores"]
    allowed = {(int(i), int(j)) for i, j in np.argwhere(~np.isnan(scores) & (asked["forbid"] == 0))}
    keep = {(int(i), int(j)) for i, j in np.argwhere(asked["keep"])} & allowed
    hard = {(int(i), int(j)) for i, j in np.argwhere(asked["force"])}
    hard |= keep if asked["stability"] == "frozen" else set()
    price = Fraction(0 if asked["stability"] in ("ties", "frozen") else asked["stability"])
    left: list[Facts] = []
    for pairs in matchings(asked, allowed, hard):
        sums: dict[int, Fraction] = {}
        for i, j in pairs:
            sums[i] = sums.get(i, Fraction(0)) + Fraction(repr(float(scores[i, j])))
        kept = len(keep & set(pairs))
        total = sum(sums.values(), Fraction(0))
        left.append(
            {
                "covered": len(sums),
                "met": len(pairs),
                "worst": min(sums.values(), default=None),
                "highest": min(sums.values(), default=Fraction(0)),
                "total": total,
                "worth": total + price * kept,
                "broken": len(keep) - kept,
                "kept": kept,
            }
        )
    people, floor = ["covered", "met"], asked["floor"]
    if asked["first"] == "coverage":
        order = [*people, "floor", "worth", "kept"]
    elif floor == "max":
        order = ["worth", *people, "floor", "kept"]
    else:
        order = ["floor", "worth", *people, "kept"]
    for goal in order:
        if goal == "floor" and floor is None:
            continue
        if goal == "floor" and floor != "max":
            least = Fraction(floor)
            left = [x for x in left if x["worst"] is None or x["worst"] >= least]
            continue
        name = "highest" if goal == "floor" else goal
        most = max((x[name] for x in left), default=None)
        left = [x for x in left if x[name] == most]
    return left[0] if left else None


@pytest.mark.parametrize("seed", range(60))
def test_every_option_at_once_agrees_with_trying_everything(tmp_path: Path, seed: int) -> None:
    asked = problem_of(seed)
    arrays = ("scores", "capacity", "min_load", "demand", "forbid", "force", "keep")
    given: dict[str, Any] = {name: np.asarray(asked[name]) for name in arrays}
    np.savez(tmp_path / "s.npz", **given)
    words = ["--first", asked["first"], "--stability", asked["stability"]]
    words += [] if asked["floor"] is None else [f"--floor={asked['floor']}"]
    words += ["--require-all"] if asked["require_all"] else []
    file = tmp_path / "answer.json"
    found = answer(tmp_path / "s.npz", *words, "--output", file)
    best = by_trying_everything(asked)
    assert run(tmp_path / "s.npz", *words, "--verify", file).exit_code == 0
    if best is None:
        assert found["status"] == "infeasible"
        assert found["reasons"]
        return
    assert found["status"] == "optimal"
    names = ["covered", "met", "total", "broken", *(["worst"] if asked["floor"] == "max" else [])]
    for name in names:
        wanted = None if best[name] is None else float(best[name])
        assert found[name] == pytest.approx(wanted, abs=1e-9), name
    assert found["bound"] == found["total"]


@pytest.mark.parametrize(
    ("content", "total"),
    [
        ("id;m1;m2\nA;0,5;\nB;1,25;2\n", 2.5),
        ("\ufeffid\tm1\tm2\r\nA\t0,5\t\r\nB\t1.25\t2\r\n", 2.5),
        ('id,"m;1;x",m2\n"A ""x"", S.Kom",0.5,\nB,,2\n', 2.5),
    ],
)
def test_a_sheet_as_indonesian_excel_writes_it_is_read(
    tmp_path: Path, content: str, total: float
) -> None:
    (tmp_path / "s.csv").write_text(content)
    found = answer(tmp_path / "s.csv")
    assert (found["covered"], found["total"]) == (2, total)


@pytest.mark.parametrize("number", ["inf", "nan", "1.5", "x", "", "1_0"])
def test_a_number_that_is_none_is_refused_in_the_first_line_too(
    tmp_path: Path, number: str
) -> None:
    (tmp_path / "s.csv").write_text("id,m\nA,1\n")
    for lines in (f"m,{number}\n", f"id,n\nm,{number}\n"):
        (tmp_path / "n.csv").write_text(lines)
        found = answer(tmp_path / "s.csv", "--capacity", tmp_path / "n.csv")
        assert found["status"] == "error"


@pytest.mark.parametrize(
    "words",
    [
        "--capacity=--5",
        "--capacity=" + "9" * 5000,
        "--capacity=1.5",
        "--time-limit=nan",
        "--floor=1e2000000",
        "--floor=inf",
        "--stability=nan",
        "--first=neither",
    ],
)
def test_an_option_that_is_no_number_is_refused(tmp_path: Path, words: str) -> None:
    (tmp_path / "s.csv").write_text("id,m\nA,1\n")
    assert answer(tmp_path / "s.csv", words)["status"] == "error"


def test_a_numpy_file_is_read_as_what_it_is_or_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "s.npz", scores=np.ones((2, 2)))
    whole = (tmp_path / "s.npz").read_bytes()
    (tmp_path / "named.npy").write_bytes(whole)
    assert answer(tmp_path / "named.npy")["total"] == 2
    np.save(tmp_path / "plain.npy", np.ones((2, 2)))
    (tmp_path / "plain.npy").rename(tmp_path / "plain.npz")
    assert answer(tmp_path / "plain.npz")["total"] == 2
    (tmp_path / "short.npz").write_bytes(whole[:150])
    (tmp_path / "bent.npz").write_bytes(whole[:100] + bytes([whole[100] ^ 255]) + whole[101:])
    np.savez(tmp_path / "two.npz", scores=np.ones((2, 2)), keep=np.full((2, 2), 2))
    for name in ("short.npz", "bent.npz", "two.npz"):
        assert answer(tmp_path / name)["status"] == "error", name


@pytest.mark.parametrize("kind", ["i1", "u1", "i8", "u8", "f2", "f4", ">f8", ">i4", "?", "g"])
def test_every_kind_of_number_and_order_of_memory_is_read(tmp_path: Path, kind: str) -> None:
    np.save(tmp_path / "s.npy", np.asfortranarray(np.array([[1, 0], [1, 1], [0, 1]]).astype(kind)))
    assert answer(tmp_path / "s.npy")["pairs"] == [[0, 0, 1], [1, 1, 1]]


def test_a_capacity_without_end_is_plenty(tmp_path: Path) -> None:
    np.savez(tmp_path / "s.npz", scores=np.ones((3, 2)), capacity=[1e300, 2**62])
    assert answer(tmp_path / "s.npz")["covered"] == 3


def test_whole_numbers_longer_than_a_float_come_back_and_are_not_called_exact(
    tmp_path: Path,
) -> None:
    np.save(tmp_path / "s.npy", np.array([[10**18 + 1, 10**18]]))
    found = answer(tmp_path / "s.npy")
    assert found["total"] in (10**18, 10**18 + 1)
    assert found["pairs"][0][2] == found["total"]
    assert found["certificate"]["exact"] is False
    assert found["certificate"]["largest_rounding"] >= 1


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every number and text in an answer."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, below in inner:
        if isinstance(below, dict | list):
            yield from places(below, (*path, key))
        else:
            yield (*path, key)


@pytest.mark.parametrize("stopped", [False, True])
def test_no_part_of_an_answer_can_be_changed(tmp_path: Path, stopped: bool) -> None:
    np.save(tmp_path / "s.npy", np.random.default_rng(3).integers(0, 9, (4, 3)).astype(float))
    words = ["--min-load", "2"] if stopped else []
    file = tmp_path / "answer.json"
    good = answer(tmp_path / "s.npy", *words, "--output", file)
    assert run(tmp_path / "s.npy", *words, "--verify", file).exit_code == 0
    for *way, last in places(good):
        if last == "seconds":
            continue
        changed = copy.deepcopy(good)
        at: Any = changed
        for key in way:
            at = at[key]
        old = at[last]
        if old is None:
            at[last] = 1
        elif isinstance(old, bool):
            at[last] = not old
        else:
            at[last] = old + "x" if isinstance(old, str) else old + 1
        file.write_text(json.dumps(changed))
        done = run(tmp_path / "s.npy", *words, "--verify", file)
        assert done.exit_code == 3, (way, last)


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{", "", "[]", "null", '{"status":"optimal","pairs":[[1e999,0,1]]}']
)
def test_an_answer_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    np.save(tmp_path / "s.npy", np.ones((2, 2)))
    (tmp_path / "a.json").write_text(text)
    assert run(tmp_path / "s.npy", "--verify", tmp_path / "a.json").exit_code in (2, 3)


def test_an_answer_told_in_english_can_be_checked_in_indonesian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    np.save(tmp_path / "s.npy", np.ones((2, 1)))
    file = tmp_path / "a.json"
    monkeypatch.setenv("PAMONG_LANGUAGE", "en")
    assert "Tidak" not in str(answer(tmp_path / "s.npy", "--output", file)["reasons"])
    monkeypatch.setenv("PAMONG_LANGUAGE", "id")
    assert run(tmp_path / "s.npy", "--verify", file).exit_code == 0


def test_ids_with_commas_stay_whole_in_the_list_of_pairs(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text('id,"Dewi, M.Si"\n"Budi, S.Kom",1\n')
    assert run(tmp_path / "s.csv", "--output", tmp_path / "p.csv").exit_code == 0
    lines = (tmp_path / "p.csv").read_text().splitlines()
    assert lines[1] == '"Budi, S.Kom","Dewi, M.Si",1'


def test_bounds_made_up_instead_of_prices_are_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "s.npy", np.array([[9.0, 1.0], [1.0, 9.0]]))
    file = tmp_path / "a.json"
    good = answer(tmp_path / "s.npy", "--output", file)
    values = {name: goal["value"] for name, goal in good["certificate"]["goals"].items()}
    worse = good | {"pairs": [[0, 1, 1], [1, 0, 1]], "total": 2, "bound": 2, "worst": 1}
    values |= {"benefit": 2}
    for stage in worse["certificate"]["proof"]["stages"]:
        stage |= {"mentee": [], "mentor": [], "bound": values[stage["goal"]]}
    file.write_text(json.dumps(worse))
    done = run(tmp_path / "s.npy", "--verify", file, "--json")
    assert "stages" in json.loads(done.stdout)["failures"]


def test_a_worse_answer_with_an_integer_bound_to_match_is_refused(tmp_path: Path) -> None:
    np.savez(
        tmp_path / "s.npz", scores=np.array([[9, 5, 1], [1, 5, 9]]), demand=[2, 2], capacity=[2] * 3
    )
    words, file = [tmp_path / "s.npz", "--floor", "max"], tmp_path / "a.json"
    good = answer(*words, "--output", file)
    assert (good["worst"], good["total"]) == (14, 28)
    claims = {"pairs": [[0, 0, 9], [0, 2, 1], [1, 0, 1], [1, 2, 9]], "worst": 10}
    worse = good | claims | {"total": 20, "bound": 20}
    for stage in worse["certificate"]["proof"]["stages"]:
        new = {"floor": 10, "benefit": 20}.get(stage["goal"])
        if new is not None:
            stage["bound"] = new
            stage["floor"] = new if stage["goal"] == "floor" else None
            worse["certificate"]["goals"][stage["goal"]] = {"value": new, "bound": new}
    file.write_text(json.dumps(worse))
    done = run(*words, "--verify", file, "--json")
    assert json.loads(done.stdout)["failures"] == ["bound_too_low"]


@pytest.mark.parametrize("floor", ["max", Fraction(6, 5)])
def test_stopped_anywhere_an_answer_is_not_called_optimal_too_early(
    tmp_path: Path, floor: Fraction | Literal["max"]
) -> None:
    dice = np.random.default_rng(1)
    given: dict[str, Any] = {"scores": dice.random((30, 20)), "demand": [2] * 30}
    np.savez(tmp_path / "s.npz", **given, capacity=[3] * 20)
    problem = matrices.ask(
        matrices.read_given(tmp_path / "s.npz"),
        matrices.Choices(floor=floor),
    )
    whole = matching.solve(problem)
    for breaths in range(40):
        late = matching.solve(problem, late=partial(next, iter([False] * breaths), True))
        assert matching.verify(problem, late).ok
        reached = late.goal("benefit")
        assert reached is not None
        assert late.total <= reached.bound
        assert late.status == "feasible" or late.total == whole.total
        if not late.certificate.cut_short:
            break
    assert late.pairs == whole.pairs
