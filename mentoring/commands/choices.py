"""Closed lists as officers type them: in Indonesian, and in the English of the code as well."""

from collections.abc import Mapping

import click
from click.shell_completion import CompletionItem

from mentoring.words import _, language

ROLES = {"admin": "admin", "hr": "hr", "hr_unit": "petugas_unit", "auditor": "auditor"}
SCOPES = {"waiting": "menunggu", "everyone": "semua"}
LETTERS = {"decree": "keputusan", "assignment": "surat_tugas"}
LETTER_STATES = {
    "concept": "konsep",
    "numbered": "bernomor",
    "signed": "bertanda_tangan",
    "revoked": "dicabut",
}
SIZES = {"small": "kecil", "city": "kota", "province": "provinsi"}
STATES = {
    "offered": "menunggu_tanggapan",
    "accepted": "diterima",
    "active": "berjalan",
    "completed": "selesai",
    "declined": "ditolak",
    "expired": "kedaluwarsa",
    "withdrawn": "dihentikan",
    "replaced": "dialihkan",
}


def shown(code: str, words: Mapping[str, str]) -> str:
    """The word for a code in the reader's language."""
    return words[code] if language() == "id" else code


class Words(click.ParamType):  # type: ignore[type-arg]  # generic in some releases of click only
    """One word of a list (code -> Indonesian), typed in either language; always the code."""

    name = "words"

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words

    def get_metavar(self, *_args: object, **_more: object) -> str:
        return f"[{'|'.join(self._shown())}]"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        said = str(value).strip().casefold().replace(" ", "_")
        for code, word in self.words.items():
            if said in {code, word}:
                return code
        raise click.BadParameter(
            _(
                "«{value}» bukan pilihan; pilih: {words}.",
                value=value,
                words=", ".join(self._shown()),
            ),
            ctx=ctx,
            param=param,
        )

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return [CompletionItem(word) for word in self._shown() if word.startswith(incomplete)]

    def _shown(self) -> list[str]:
        return [shown(code, self.words) for code in self.words]
