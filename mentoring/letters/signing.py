"""What comes back from the office of electronic signatures."""

from mentoring.errors import Unusable
from mentoring.words import _

LARGEST = 50 * 2**20  # bytes
BEGINS = 1024  # a PDF may have a little in front of its mark


def require_pdf(content: bytes) -> None:
    """Raise Unusable for anything but a PDF of a sensible size."""
    if b"%PDF-" not in content[:BEGINS]:
        raise Unusable(
            _("Berkas ini bukan PDF."), remedy=_("Unggah PDF yang sudah ditandatangani.")
        )
    if len(content) > LARGEST:
        raise Unusable(_("PDF ini lebih dari 50 MB."))


def holds_signature(content: bytes) -> bool:
    """Is there an electronic signature inside? Its validity is told by the signer's own service."""
    return b"/ByteRange" in content
