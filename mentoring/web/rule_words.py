"""Places in a policy as people say them, for suppositions: «Level mentor: tidak disyaratkan»."""

from mentoring.web import policy_form
from mentoring.words import _

Option = tuple[str, str]


def enumerable() -> list[tuple[str, list[Option]]]:
    """Rules with a closed list of values: label, then («path:value», word)."""
    return [
        (field.label, [(f"{field.path}:{value}", word) for value, word in options])
        for field in policy_form.fields()
        if (options := _options(field)) and field.kind in {"one", "yes"}
    ]


def numbers() -> list[Option]:
    """Rules that are a number: path and label."""
    return [(f.path, f.label) for f in policy_form.fields() if f.kind == "number"]


def rule_words(path: str, value: str) -> str:
    """A place and its value; what no form knows stays as it is in the text of the policy."""
    for field in policy_form.fields():
        if field.path == path:
            return f"{field.label}: {dict(_options(field)).get(value, value)}"
    return f"{path} = {value}"


def _options(field: policy_form.Field) -> list[Option]:
    if field.kind == "yes":
        return [("true", _("ya")), ("false", _("tidak"))]
    return list(field.options)
