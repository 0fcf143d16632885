"""After a change: what is left of a matching when rules, places or locks have moved.

It is where `solve` begins instead of from nothing. The answer and its proof are the same; only
the way there is shorter, because most pairs of a good matching survive a small change.
"""

from collections import Counter

from mentoring.matching.problem import Pairs, Problem


def still_possible(problem: Problem, pairs: Pairs) -> Pairs:
    """The locked pairs, and as many of these as keep every rule of the problem beside them.

    pairs: a matching of the problem as it was before, in the indices that hold now (who is gone
    has none any more). Minimum loads are not looked at: `solve` begins from nothing where what is
    left misses one.
    """
    inside = [(i, j) for i, j in pairs if i < problem.mentees and j < problem.mentors]
    open_ = problem.is_allowed(tuple(inside))
    locked = set(problem.locked)
    wanted: Counter[int] = Counter(i for i, _ in locked)
    load: Counter[int] = Counter(j for _, j in locked)
    left = set(locked)
    # Kept ones first: they are the likelier to stay in the end.
    keep = set(problem.keep)
    order = sorted(zip(inside, open_, strict=True), key=lambda pair: pair[0] not in keep)
    for (i, j), is_open in order:
        if (i, j) in left or not is_open:
            continue
        if wanted[i] < problem.demand[i] and load[j] < problem.capacity[j]:
            left.add((i, j))
            wanted[i] += 1
            load[j] += 1
    return tuple(sorted(left))
