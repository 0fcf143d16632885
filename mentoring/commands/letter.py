"""`pamong letter …`: the group, the list, and revoking."""

from typing import Any

import click

from mentoring import access, clock, letters, programmes
from mentoring.commands import face, letter_seen
from mentoring.commands.choices import LETTER_STATES, LETTERS, Words
from mentoring.commands.root import LazyGroup
from mentoring.words import _, number


def _commands() -> dict[str, tuple[str, str]]:
    return {
        "list": ("letter:list_", _("Daftar surat dan keadaannya")),
        "make": (
            "letter_make:make",
            _("Buat keputusan atau surat tugas dari proses yang disetujui"),
        ),
        "write": (
            "letter_make:write",
            _("Tulis surat sebagai PDF atau Word, atau yang bertanda tangan"),
        ),
        "number": ("letter_number:number_", _("Isi nomor dan tanggal")),
        "sign": ("letter_number:sign", _("Simpan PDF yang sudah ditandatangani")),
        "revoke": ("letter:revoke", _("Cabut surat, dengan alasan")),
        "verify": ("letter_verify:verify", _("Periksa apakah surat masih sesuai simpanannya")),
        "head": ("letter_form:head", _("Lihat atau pasang kop surat dan naskah (TOML)")),
        "template": ("letter_form:template", _("Templat Word: ambil untuk diubah, lalu pasang")),
    }


@click.group(cls=LazyGroup, listing=_commands, help=_("Keputusan dan surat tugas."))
def letter() -> None:
    pass


@click.command("list", help=_("Daftar surat dalam program, beserta nomor dan keadaannya."))
@face.programme_option
@face.run_option
@click.option("--kind", type=Words(LETTERS), help=_("Hanya jenis ini."))
@click.option(
    "--state", type=Words(LETTER_STATES), multiple=True, help=_("Hanya dalam keadaan ini.")
)
@face.as_json
def list_(
    code: str | None, number: int | None, kind: str | None, state: tuple[str, ...], json_out: bool
) -> None:
    with face.acting(access.Deed.READ) as (session, account):
        found = programmes.find_programme(session, code=code)
        run = (
            programmes.find_run(session, programme=found, number=number)
            if number is not None
            else None
        )
        rows = letters.letters(
            session,
            programme_id=found.id,
            run_id=run.id if run else None,
            kind=letters.Kind(kind) if kind else None,
            states=state,
        )
        shown, who = letter_seen.mine(session, account, rows)
        told = [letter_seen.told(x, who, rows) for x in shown]
    if json_out:
        face.show_json(told)
        return
    _show(told)


@click.command(help=_("Cabut surat; halaman pemeriksaannya langsung menyatakan demikian."))
@click.argument("which", metavar=_("SURAT..."), nargs=-1, required=True)
@face.programme_option
@face.reason_option
@face.yes_option
def revoke(which: tuple[str, ...], code: str | None, reason: str, yes: bool) -> None:
    face.ask(_("Cabut {count} surat?", count=number(len(which))), yes=yes)
    with face.acting(access.Deed.LETTERS) as (session, account):
        found = programmes.find_programme(session, code=code)
        for chosen in letter_seen.chosen(session, account, found, which):
            letters.revoke(session, letter=chosen, reason=reason, by=account.id)
    click.echo(_("{count} surat dicabut.", count=number(len(which))))


def _show(told: list[dict[str, Any]]) -> None:
    face.show_table(
        _("Surat: {count}", count=number(len(told))),
        [
            _("No"),
            _("Jenis"),
            _("Untuk"),
            _("Proses"),
            _("Nomor surat"),
            _("Tanggal"),
            _("Keadaan"),
        ],
        [
            (
                x["serial"],
                letters.kind_word(x["kind"]),
                x["mentor"] or _("semua pasangan"),
                x["run"],
                x["number"] or None,
                clock.spoken_date(x["dated"]),
                _state(x),
            )
            for x in told
        ],
    )


def _state(told: dict[str, Any]) -> str:
    word = letters.state_word(told["state"])
    after = told["replaced_by"]
    return _("{state}, diganti surat {serial}", state=word, serial=after) if after else word
