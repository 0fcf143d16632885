"""`pamong settings`."""

import click

from mentoring.commands import face
from mentoring.settings import Settings, help_of, settings
from mentoring.words import _


@click.command("settings", help=_("Semua pengaturan: nilai, bawaan, dan artinya."))
@face.as_json
def settings_(json_out: bool) -> None:
    now = settings()
    rows = [
        {
            "name": f"PAMONG_{key.upper()}",
            "value": _shown(getattr(now, key)),
            "default": _shown(field.get_default(call_default_factory=True)),
            "help": help_of(key),
        }
        for key, field in Settings.model_fields.items()
    ]
    if json_out:
        face.show_json(rows)
        return
    face.show_table(
        _("Pengaturan (variabel lingkungan)"),
        [_("Nama"), _("Nilai"), _("Bawaan"), _("Arti")],
        [(r["name"], r["value"], r["default"], r["help"]) for r in rows],
    )


def _shown(value: object) -> str:
    return "-" if value is None else str(value)  # SecretStr prints as ****
