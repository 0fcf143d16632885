"""Measures the letters of a city: one decree with 1,700 pairs, 1,200 assignments, as PDF and Word.

    python -m tests.bench.letters [--pairs 1700] [--mentors 1200] [--rounds 3]

Each kind of writing runs in a process of its own, so that its peak memory is its own. The ratios
(to the decree as PDF, which is one long table) are what can be compared between machines.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from mentoring.letters import Kind, default_template, pdf, word
from tests.letters import paper_office


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--pairs", type=int, default=1700)
    words.add_argument("--mentors", type=int, default=1200)
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--only", choices=list(WORK))
    asked = words.parse_args()
    if asked.only:
        sys.stdout.write(json.dumps(measure(asked.only, asked.pairs, asked.mentors)))
        return
    tell({name: apart(name, asked) for name in WORK})


def decree_pdf(pairs: int, mentors: int) -> int:
    return len(pdf.pdf_of([paper_office.decree(paper_office.matter(pairs, mentors=mentors))]))


def assignments_pdf(pairs: int, mentors: int) -> int:
    of = paper_office.matter(pairs, mentors=mentors)
    return len(pdf.pdf_of(paper_office.assignments(of)))


def decree_word(pairs: int, mentors: int) -> int:
    of = paper_office.matter(pairs, mentors=mentors)
    template = default_template(Kind.DECREE)
    return sum(map(len, word.docx_of(template, [paper_office.decree(of)])))


def assignments_word(pairs: int, mentors: int) -> int:
    of = paper_office.matter(pairs, mentors=mentors)
    template = default_template(Kind.ASSIGNMENT)
    return sum(map(len, word.docx_of(template, paper_office.assignments(of))))


WORK: dict[str, Callable[[int, int], int]] = {
    "decree, PDF": decree_pdf,
    "assignments in one PDF": assignments_pdf,
    "decree, Word": decree_word,
    "assignments, a Word file each": assignments_word,
}


def measure(name: str, pairs: int, mentors: int) -> dict[str, float]:
    """Seconds, bytes, and the peak memory of this process and of the children it waited for."""
    begin = time.perf_counter()
    size = WORK[name](pairs, mentors)
    seconds = time.perf_counter() - begin
    peaks = [
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    return {"seconds": seconds, "bytes": size, "peak": max(peaks)}


def apart(name: str, asked: argparse.Namespace) -> dict[str, float]:
    """The median of the rounds, each in a fresh process."""
    command = [sys.executable, "-m", "tests.bench.letters", "--only", name]
    command += ["--pairs", str(asked.pairs), "--mentors", str(asked.mentors)]
    rounds = [
        json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(asked.rounds)
    ]
    return {key: statistics.median(r[key] for r in rounds) for key in rounds[0]}


def tell(took: dict[str, dict[str, float]]) -> None:
    say = sys.stdout.write
    say(f"{platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}\n\n")
    say("| letters | seconds | of the decree | peak MB | file MB |\n|---|---:|---:|---:|---:|\n")
    first = took["decree, PDF"]["seconds"]
    for name, found in took.items():
        seconds, size = found["seconds"], found["bytes"] / 2**20
        say(f"| {name} | {seconds:.1f} | {seconds / first:.1f} | {found['peak']:.0f} ")
        say(f"| {size:.1f} |\n")


if __name__ == "__main__":
    main()
