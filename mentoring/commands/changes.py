"""What an import changes, in words and counts."""

from typing import Any

import click

from mentoring import people
from mentoring.commands import face
from mentoring.words import _, number

MOST_SHOWN = 20


def tell_changes(plan: Any) -> None:
    """«12.000 baris: 50 baru, …», then how many changes of each kind."""
    counts = plan.counts
    click.echo(
        _(
            "{rows} baris dibaca: {new} baru, {changed} berubah, {same} tetap, "
            "{gone} tidak ada lagi.",
            rows=number(counts["rows"]),
            new=number(counts["new"]),
            changed=number(counts["changed"]),
            same=number(counts["same"]),
            gone=number(counts["gone"]),
        )
    )
    for kind, count in plan.kinds.items():
        if said := people.change_word(kind):
            click.echo(f"  {number(count):>8}  {said}")
    _show_each(_("Yang berubah"), plan.changed)
    _show_each(_("Yang tidak ada lagi"), plan.gone)


def as_json(plan: Any) -> dict[str, Any]:
    """Every single change, as it would be committed; people by masked NIP."""
    return {
        name: [
            {
                "row": change.row,
                "label": change.label,
                "kinds": change.kinds,
                "what": [{"field": f, "old": old, "new": new} for f, old, new in change.what],
            }
            for change in getattr(plan, name)
        ]
        for name in ("new", "changed", "gone")
    }


def _show_each(title: str, rows: list[Any]) -> None:
    if not rows:
        return
    face.show_table(
        _("{title}: {count}", title=title, count=number(len(rows))),
        [_("Baris"), _("Siapa atau apa"), _("Perubahan")],
        [
            (
                change.row or None,
                change.label,
                "; ".join(_told(*parts) for parts in change.what),
            )
            for change in rows[:MOST_SHOWN]
        ],
    )
    if len(rows) > MOST_SHOWN:
        click.echo(
            _("… dan {count} lagi; semuanya dengan --json.", count=number(len(rows) - MOST_SHOWN))
        )


def _told(field: str, old: str, new: str) -> str:
    return f"{people.word_of(field)}: {old or '-'} → {new or '-'}"
