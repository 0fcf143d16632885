"""What a deed's details say, in words; the stored form stands in the fold and in the file."""

from typing import Any
from uuid import UUID

from mentoring import audit, cases, guidance, letters, messages, people, programmes
from mentoring.web import phrases
from mentoring.web.deed_words import deed_word
from mentoring.words import _, number

HIDDEN = frozenset({"sha256", "subject_id"})  # for machines


def in_words(entry: audit.AuditEntry) -> str:
    """«jenis Pegawai; baris 300; baru 300»; empty where nothing but machine's marks is kept."""
    parts = []
    for name, value in _flat(entry.details).items():
        said = _said(entry.action, name, value)
        if name not in HIDDEN and said:
            parts.append(f"{_names().get(name, name)} {said}")
    return "; ".join(parts)


def _flat(details: dict[str, Any]) -> dict[str, Any]:
    """Counts within counts, without those that are nothing."""
    flat: dict[str, Any] = {}
    for name, value in details.items():
        if isinstance(value, dict):
            flat |= {inner: many for inner, many in value.items() if many}
        else:
            flat[name] = value
    return flat


def _said(action: str, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return phrases.yes_or_no(value)
    if isinstance(value, int):
        return number(value)
    if isinstance(value, list):
        words = ", ".join(people.word_of(str(one)) for one in value)
        return words if name == "fields" else _("({count} butir)", count=number(len(value)))
    text = "" if value is None else str(value)
    return "" if _is_id(text) else _word(action, name, text)


def _word(action: str, name: str, text: str) -> str:
    try:
        return str(_known(action.partition(".")[0], name)(text))
    except (KeyError, ValueError):
        return text  # a code of an older version


def _known(area: str, name: str) -> Any:
    """How a code of this name reads in deeds of this area."""
    of_area = {
        ("people", "kind"): phrases.kind_title,
        ("case", "kind"): cases.kind_word,
        ("letter", "kind"): letters.kind_word,
        ("goal", "state"): guidance.goal_word,
        ("mentorship", "code"): phrases.decline_reason,
    }
    everywhere = {
        "role": phrases.role,
        "scope": phrases.scope,
        "side": _side,
        "deed": lambda code: deed_word(f"pair.{code}"),
        "event": messages.event_word,
        "decision": cases.decision_word,
        "follow_up": cases.follow_word,
    }
    return of_area.get((area, name)) or everywhere.get(name, str)


def _side(code: str) -> str:
    return {
        programmes.Side.MENTEE: _("mentee"),
        programmes.Side.MENTOR: _("calon mentor"),
    }[programmes.Side(code)]


def _is_id(text: str) -> bool:
    """A mark that only machines follow, or nothing at all."""
    try:
        UUID(text or "0" * 32)
    except ValueError:
        return False
    return True


def _names() -> dict[str, str]:
    return {
        "kind": _("jenis"),
        "rows": _("baris"),
        "new": _("baru"),
        "changed": _("berubah"),
        "same": _("tetap"),
        "gone": _("tidak ada lagi"),
        "errors": _("kesalahan"),
        "warnings": _("peringatan"),
        "role": _("peran"),
        "count": _("jumlah"),
        "side": _("sisi"),
        "scope": _("lingkup"),
        "seed": _("benih undian"),
        "begun": _("dimulai"),
        "kept": _("dipertahankan"),
        "replaced": _("diganti"),
        "people": _("orang"),
        "number": _("nomor"),
        "serial": _("nomor urut"),
        "serials": _("nomor urut"),
        "code": _("kode"),
        "until": _("sampai"),
        "from_level": _("dari level"),
        "to_level": _("ke level"),
        "state": _("keadaan"),
        "progress": _("kemajuan (persen)"),
        "minutes": _("menit"),
        "places": _("tempat"),
        "pairs": _("pasangan"),
        "letters": _("surat"),
        "fields": _("isian"),
        "event": _("jenis pesan"),
        "decision": _("putusan"),
        "follow_up": _("tindak lanjut"),
        "own_deed": _("menyangkut keputusan sendiri"),
        "due_on": _("batas waktu"),
        "form": _("bentuk"),
        "deed": _("tindakan"),
        "cost": _("biaya"),
        "before": _("sebelumnya"),
    }
