"""Indonesian mobile numbers, as people write them."""

import re


def mobile(phone: str) -> str | None:
    """«0812-3456-7890», «+62 812 …» and «812…» as 62812…; None for landlines and nonsense."""
    if re.search(r"[^\d\s().+/-]", phone):
        return None
    digits = re.sub(r"\D", "", phone)
    digits = digits.removeprefix("00") if digits.startswith("0062") else digits
    local = digits.removeprefix("62").removeprefix("0")
    return f"62{local}" if re.fullmatch(r"8\d{7,11}", local) else None
