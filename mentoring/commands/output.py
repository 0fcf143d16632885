"""Where a command may write a workbook: nothing is overwritten, made up or mislabelled."""

import os
import tempfile
from pathlib import Path

import click

from mentoring.errors import Refused, Unusable
from mentoring.words import _

overwrite_option = click.option(
    "--overwrite", is_flag=True, help=_("Timpa berkas yang sudah ada dengan nama itu.")
)


def require_target(path: Path, *, overwrite: bool) -> None:
    """Raise before any work is done when the workbook could not be written there.

    Raises:
        Unusable: a folder, no folder, a closed folder, or a name that is no workbook's.
        Refused: a file of that name exists.
    """
    if path.is_dir():
        raise Unusable(
            _("{path} adalah folder.", path=path), remedy=_("Tulis juga nama berkasnya.")
        )
    if path.suffix.lower() != ".xlsx":
        raise Unusable(
            _("Keluaran berupa buku kerja Excel; «{name}» bukan nama .xlsx.", name=path.name),
            remedy=_(
                "Tulis nama yang berakhir dengan .xlsx. CSV tidak ditulis: Excel merusak NIP di "
                "dalamnya."
            ),
        )
    require_free(path, overwrite=overwrite)


def require_named(path: Path, *, endings: tuple[str, ...], overwrite: bool) -> None:
    """Raise when no file with one of these endings could be written there.

    Raises:
        Unusable: a folder, no folder, a closed folder, or another ending.
        Refused: a file of that name exists.
    """
    if path.is_dir():
        raise Unusable(
            _("{path} adalah folder.", path=path), remedy=_("Tulis juga nama berkasnya.")
        )
    if path.suffix.lower() not in endings:
        raise Unusable(
            _(
                "«{name}» tidak berakhir dengan {endings}.",
                name=path.name,
                endings=" / ".join(endings),
            )
        )
    require_free(path, overwrite=overwrite)


def write(path: Path, content: bytes) -> None:
    """The file appears under its name only when it is complete; owner's eyes only."""
    handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=".menulis-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


def require_free(path: Path, *, overwrite: bool) -> None:
    """Raise when a file of any kind could not be written there.

    Raises:
        Unusable: no folder, or a closed one.
        Refused: a file of that name exists.
    """
    folder = path.absolute().parent
    if not folder.is_dir():
        raise Unusable(
            _("Folder {folder} tidak ada.", folder=folder),
            remedy=_("Buat foldernya dahulu, atau pilih folder lain."),
        )
    if not os.access(folder, os.W_OK):
        raise Unusable(
            _("Folder {folder} tidak dapat ditulisi.", folder=folder),
            remedy=_("Pilih folder lain."),
        )
    if path.exists() and not overwrite:
        raise Refused(
            _("Berkas {path} sudah ada.", path=path),
            remedy=_("Pilih nama lain, atau ulangi dengan --overwrite."),
        )
