"""Draws how the cost grows out of what `tests.bench.engine --write` wrote: both axes in decades.

python -m tests.bench.plot MEASURED.md growth.svg
"""

import math
import re
import sys
from collections import defaultdict
from pathlib import Path

ROW = re.compile(r"^\| ([\d,]+) x [\d,]+[^|]*\| ([^|]+) \| ([\d.]+) \|", re.MULTILINE)
COLOURS = {
    "pamong": "#0a7d3c",
    "scipy dense": "#b3261e",
    "lapx lapjvs": "#1f5fbf",
    "ortools flow": "#8a5a00",
}
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BELOW = 640, 380, 60, 120, 20, 50


def drawn(measured: str) -> str:
    lines: dict[str, dict[int, float]] = defaultdict(dict)
    for size, solver, seconds in ROW.findall(measured):
        if solver.strip() in COLOURS:
            lines[solver.strip()][int(size.replace(",", ""))] = max(float(seconds), 0.01)
    sizes = sorted({n for line in lines.values() for n in line})
    high = math.ceil(math.log10(max(s for line in lines.values() for s in line.values())))
    low_x, high_x = math.log10(sizes[0]), math.log10(sizes[-1])

    def at(n: int, seconds: float) -> tuple[float, float]:
        x = LEFT + (math.log10(n) - low_x) / (high_x - low_x) * (WIDTH - LEFT - RIGHT)
        y = TOP + (high - math.log10(seconds)) / (high + 2) * (HEIGHT - TOP - BELOW)
        return x, y

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="12"><title>Seconds by mentees, tight</title>'
    ]
    for power in range(-2, high + 1):
        y = at(sizes[0], 10.0**power)[1]
        parts.append(f'<path d="M{LEFT},{y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(
            f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>'
        )
    for n in sizes:
        x = at(n, 0.01)[0]
        parts.append(_text(x, HEIGHT - 28, f"{n:,}", "middle"))
    parts.append(
        f'<text x="{LEFT}" y="{HEIGHT - 8}">mentees (half as many mentors, 2 places each)</text>'
    )
    free = 0.0  # above it a name would cover the one before
    for solver, line in sorted(lines.items(), key=lambda one: at(*max(one[1].items()))[1]):
        places = [at(n, line[n]) for n in sorted(line)]
        path = "L".join(f"{x:.1f},{y:.1f}" for x, y in places)
        colour = COLOURS[solver]
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        x, y = places[-1]
        y = free = max(y, free + 14)
        parts.append(f'<text x="{x + 6:.1f}" y="{y + 4:.1f}" fill="{colour}">{solver}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(drawn(Path(sys.argv[1]).read_text("utf-8")), encoding="utf-8")
