"""A browser in two words, as its owner recognises it; never the whole line it sends."""

BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"),
            ("SamsungBrowser", "Samsung"), ("Chrome/", "Chrome"),
            ("Safari/", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
           ("Mac OS", "macOS"), ("Linux", "Linux"))  # fmt: skip


def device_of(agent: str) -> str:
    """«Chrome, Android»; «-» for what is unknown."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "-")
    system = next((name for mark, name in SYSTEMS if mark in agent), "-")
    return f"{browser}, {system}"
