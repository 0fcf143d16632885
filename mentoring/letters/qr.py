"""The QR code of the page that tells whether a letter holds."""

import io


def svg(address: str) -> str:
    """As SVG, for the PDF; empty for no address."""
    if not address:
        return ""
    import segno

    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=1, xmldecl=False)
    return out.getvalue().decode()


def png(address: str) -> bytes:
    """As PNG, for Word."""
    import segno

    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="png", border=1, scale=6)
    return out.getvalue()
