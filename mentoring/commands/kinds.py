"""The kinds of files, in English and in the words of an Indonesian office."""

import difflib
from typing import Any

import click
from click.shell_completion import CompletionItem

from mentoring import competencies, people
from mentoring.words import _, language

LAYOUTS = people.LAYOUTS | competencies.LAYOUTS
INDONESIAN = {
    "employees": "pegawai",
    "units": "unit",
    "superiors": "atasan",
    "standards": "standar",
    "assessments": "asesmen",
    "ratings": "predikat",
    "discipline": "disiplin",
    "leave": "cuti",
    "preferences": "preferensi",
    "conflicts": "konflik",
}
KIND_OF = {kind: kind for kind in LAYOUTS} | {own: kind for kind, own in INDONESIAN.items()}


def spoken(kind: str) -> str:
    """The kind in the reader's language."""
    return INDONESIAN[kind] if language() == "id" else kind


class Kind(click.ParamType):  # type: ignore[type-arg]  # generic in some releases of click only
    """«pegawai» or «employees», always as the latter."""

    name = "kind"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        said = str(value).strip().casefold()
        if said in KIND_OF:
            return KIND_OF[said]
        near = difflib.get_close_matches(said, KIND_OF, n=1)
        words = near or [f"{own} ({kind})" for kind, own in INDONESIAN.items()]
        raise click.BadParameter(
            _("«{kind}» bukan jenis berkas; pilih: {words}.", kind=value, words=", ".join(words)),
            ctx=ctx,
            param=param,
        )

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return [CompletionItem(word) for word in KIND_OF if word.startswith(incomplete)]


class KindCommand(click.Command):
    """A command about one kind of file: its help lists them all, one line each."""

    def format_epilog(self, _ctx: Any, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Jenis berkas")):
            formatter.write_dl(
                [(f"{own}, {kind}", LAYOUTS[kind].title) for kind, own in INDONESIAN.items()]
            )
