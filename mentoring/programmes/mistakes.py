"""A wrong value of a policy, in words: where it is, what is wrong, what would be right."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from mentoring.words import _

AT = re.compile(r"\(at line (\d+), column (\d+)\)")


def place_of(broken: tomllib.TOMLDecodeError) -> str:
    """Where the text stops being TOML."""
    found = AT.search(str(broken))
    if found is None:
        return _("berkas berakhir terlalu cepat")
    return _("baris {line}, kolom {column}", line=found[1], column=found[2])


def mistake(error: Mapping[str, Any]) -> str:
    """One validation error of pydantic as a sentence in the reader's language."""
    # For «one of these words, or a number» pydantic adds the name of the branch to the place.
    place = ".".join(str(part) for part in error["loc"] if "[" not in str(part))
    place = place.removesuffix(".constrained-int")
    return f"{place}: {_sentence(error)}" if place else _sentence(error)


def _sentence(error: Mapping[str, Any]) -> str:
    kind, more = str(error["type"]), error.get("ctx") or {}
    if kind == "value_error":
        return str(more["error"])
    words = str(more.get("expected", "")).replace(" or ", ", ")
    least, most = more.get("ge", more.get("gt")), more.get("le", more.get("lt"))
    sentences = {
        "literal_error": _("pilih salah satu: {words}.", words=words),
        "enum": _("pilih salah satu: {words}.", words=words),
        "extra_forbidden": _("nama ini tidak dikenal."),
        "missing": _("nilai ini wajib diisi."),
        "greater_than_equal": _("paling kecil {least}.", least=least),
        "less_than_equal": _("paling besar {most}.", most=most),
        "int_type": _("harus bilangan bulat."),
        "int_parsing": _("harus bilangan bulat."),
        "int_from_float": _("harus bilangan bulat."),
        "bool_type": _("harus true atau false."),
        "bool_parsing": _("harus true atau false."),
        "string_type": _("harus teks."),
        "string_too_long": _("paling panjang {most} huruf.", most=more.get("max_length")),
        "tuple_type": _("harus daftar dalam kurung siku."),
        "model_type": _("harus satu bagian dengan nama dan nilai."),
        "dict_type": _("harus satu bagian dengan nama dan nilai."),
    }
    return sentences.get(kind) or _("nilai ini tidak dapat dipakai.")
