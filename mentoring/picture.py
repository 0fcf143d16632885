"""Two small pictures, as SVG that any browser shows: a staircase, and bars side by side."""

from collections.abc import Sequence
from html import escape

from mentoring.words import number

WIDTH, HEIGHT, LEFT, BELOW, MARGIN = 640, 400, 90, 60, 20
TICKS = 4
BARS_WIDTH, EDGE = 560, 30  # narrower, with larger letters: read on a phone too
# Bars are told apart by their filling too, not by colour alone: hollow before, solid after.
FILLS = ('fill="#fff" stroke="#555" stroke-width="1.5"', 'fill="#0b5" stroke="#075"')


def staircase(
    points: Sequence[tuple[float, float]], *, across: str, up: str, notes: Sequence[str] = ()
) -> str:
    """The points joined by steps, with both axes named; at least one point.

    Args:
        notes: a word per point; said where it is another than the point before has.
    """
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    right, high = WIDTH - MARGIN, HEIGHT - BELOW

    def at(x: float, y: float) -> tuple[float, float]:
        width, height = (max(xs) - min(xs)) or 1, (max(ys) - min(ys)) or 1
        return (
            LEFT + (x - min(xs)) / width * (right - LEFT),
            high - (y - min(ys)) / height * (high - MARGIN),
        )

    places = [at(x, y) for x, y in points]
    path = f"M{places[0][0]:.1f},{places[0][1]:.1f}"
    for x, y in places[1:]:
        path += f"V{y:.1f}H{x:.1f}"
    marks = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in places)
    labels = []
    for n, note in enumerate(notes):
        if note and note != (notes[n - 1] if n else ""):
            x, y = places[n]
            labels.append(_text(min(x, right - 40), y - 8, note, "middle"))
    for tick in range(TICKS + 1):
        x = min(xs) + (max(xs) - min(xs)) * tick / TICKS
        y = min(ys) + (max(ys) - min(ys)) * tick / TICKS
        px, py = at(x, y)
        labels.append(_text(px, high + 20, number(x, digits=1), "middle"))
        labels.append(_text(LEFT - 8, py + 4, number(y, digits=0), "end"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12"><title>{escape(up)} / {escape(across)}</title>'
        f'<path d="M{LEFT},{MARGIN}V{high}H{right}" fill="none" stroke="#555"/>'
        f'<path d="{path}" fill="none" stroke="#0b5" stroke-width="2"/>{marks}{"".join(labels)}'
        f"{_text((LEFT + right) / 2, HEIGHT - 12, across, 'middle')}"
        f"{_text(LEFT, MARGIN - 6, up, 'start')}</svg>\n"
    )


def bars(
    groups: Sequence[tuple[str, Sequence[int]]], *, series: Sequence[str], across: str, up: str
) -> str:
    """Groups of bars with the number over each; at most two series, which are named on top."""
    right, high, top = BARS_WIDTH - MARGIN, HEIGHT - BELOW, MARGIN + 44
    most = max((count for _name, counts in groups for count in counts), default=0) or 1
    wide, fills = (right - EDGE) / len(groups), FILLS[-len(series) :]
    thick = min(60.0, wide * 0.8 / len(series))
    drawn = []
    for n, (name, counts) in enumerate(groups):
        middle = EDGE + (n + 0.5) * wide
        drawn.append(_text(middle, high + 22, name, "middle"))
        for at, count in enumerate(counts):
            x = middle + (at - len(counts) / 2) * thick
            tall = count / most * (high - top - 24)  # room for the number and the axis' name
            drawn.append(
                f'<rect x="{x:.1f}" y="{high - tall:.1f}" width="{thick * 0.9:.1f}" '
                f'height="{tall:.1f}" {fills[at]}/>'
            )
            drawn.append(_text(x + thick * 0.45, high - tall - 5, number(count), "middle"))
    for at, name in enumerate(series):
        x = EDGE + at * (right - EDGE) / 2
        drawn.append(f'<rect x="{x:.1f}" y="{MARGIN}" width="14" height="14" {fills[at]}/>')
        drawn.append(_text(x + 20, MARGIN + 12, name, "start"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BARS_WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="16"><title>{escape(up)} / {escape(across)}</title>'
        f'<path d="M{EDGE},{top}V{high}H{right}" fill="none" stroke="#555"/>{"".join(drawn)}'
        f"{_text((EDGE + right) / 2, HEIGHT - 10, across, 'middle')}"
        f"{_text(EDGE, top - 6, up, 'start')}</svg>\n"
    )


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
