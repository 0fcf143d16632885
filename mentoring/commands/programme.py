"""`pamong programme …`."""

from datetime import date
from pathlib import Path

import click

from mentoring import access, clock, programmes
from mentoring.commands import face, next_step
from mentoring.commands.day import DAY
from mentoring.commands.root import LazyGroup
from mentoring.errors import Unusable
from mentoring.words import _, number

POLICY_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _commands() -> dict[str, tuple[str, str]]:
    return {
        "create": ("programme:create", _("Buat program dari kebijakan bawaan atau berkas")),
        "list": ("programme:list_", _("Daftar program")),
        "show": ("programme:show", _("Satu program: masa, kebijakan, peserta, proses")),
        "policy": ("programme:policy", _("Lihat atau ganti kebijakan (TOML)")),
        "edit": ("programme_change:edit", _("Koreksi nama atau masa program")),
        "delete": ("programme_change:delete", _("Hapus program yang belum pernah disetujui")),
        "enrol": ("programme_people:enrol", _("Daftarkan peserta; nomor undian diambil")),
        "exclude": ("programme_people:exclude", _("Kecualikan seseorang, atau ikutkan lagi")),
        "capacity": ("programme_people:capacity", _("Tetapkan kapasitas seorang mentor")),
    }


@click.group(cls=LazyGroup, listing=_commands, help=_("Program mentoring."))
def programme() -> None:
    pass


@click.command(help=_("Buat program baru. Benih undian dipublikasikan sejak awal."))
@click.argument("code", metavar=_("KODE"))
@click.option("--name", help=_("Nama program."))
@click.option("--preset", default="onboarding", show_default=True, help=_("Kebijakan bawaan."))
@click.option("--policy-file", type=POLICY_FILE, help=_("Berkas TOML."))
@click.option("--begins", type=DAY, help=_("Tanggal mulai (bawaan: hari ini)."))
@click.option("--ends", type=DAY, help=_("Tanggal selesai."))
@click.option("--seed", help=_("Benih undian; bawaan: acak."))
def create(
    code: str,
    name: str | None,
    preset: str,
    policy_file: Path | None,
    begins: date | None,
    ends: date | None,
    seed: str | None,
) -> None:
    toml = _text(policy_file) if policy_file else programmes.preset(preset)
    with face.acting(access.Deed.SHAPE) as (session, account):
        made = programmes.create(
            session,
            code=code,
            name=name or programmes.parse(toml).title or code,
            begins_on=begins or clock.today(),
            ends_on=ends,
            toml=toml,
            by=account.id,
            seed=seed,
        )
    click.echo(
        _(
            "Program «{code}» dibuat: {begins} sampai {ends}. Benih undian: {seed}",
            code=made.code,
            begins=clock.spoken_date(made.begins_on),
            ends=clock.spoken_date(made.ends_on),
            seed=made.seed,
        )
    )
    next_step.hint(*next_step.of_programme("programme", "enrol", code=made.code))


@click.command("list", help=_("Daftar program."))
@face.as_json
def list_(json_out: bool) -> None:
    with face.acting(access.Deed.READ) as (session, _account):
        rows = programmes.programmes(session)
    if json_out:
        face.show_json(
            [
                {"code": p.code, "name": p.name, "begins": p.begins_on, "ends": p.ends_on}
                for p in rows
            ]
        )
        return
    face.show_table(
        _("Program"),
        [_("Kode"), _("Nama"), _("Mulai"), _("Selesai")],
        [
            (p.code, p.name, clock.spoken_date(p.begins_on), clock.spoken_date(p.ends_on))
            for p in rows
        ],
    )


@click.command(help=_("Satu program: masa, kebijakan, peserta, dan proses pemadanan."))
@face.programme_option
@face.as_json
def show(code: str | None, json_out: bool) -> None:
    with face.acting(access.Deed.READ) as (session, _account):
        found = programmes.find_programme(session, code=code)
        counts = programmes.count_participants(session, programme_id=found.id)
        runs = programmes.runs_of(session, programme=found)
    if json_out:
        face.show_json(
            {
                "code": found.code,
                "name": found.name,
                "begins": found.begins_on,
                "ends": found.ends_on,
                "seed": found.seed,
                "policy_version": found.policy_version,
                "participants": counts,
                "runs": [{"number": r.number, "state": r.state} for r in runs],
            }
        )
        return
    click.echo(f"{found.code} - {found.name}")
    click.echo(
        _(
            "{begins} sampai {ends}; kebijakan versi {version}; benih undian {seed}",
            begins=clock.spoken_date(found.begins_on),
            ends=clock.spoken_date(found.ends_on),
            version=found.policy_version,
            seed=found.seed,
        )
    )
    click.echo(
        _(
            "Peserta: {mentees} mentee, {mentors} calon mentor",
            mentees=number(counts.get("mentee", 0)),
            mentors=number(counts.get("mentor", 0)),
        )
    )
    face.show_table(
        _("Proses pemadanan"),
        [_("Nomor"), _("Keadaan"), _("Diminta"), _("Sebab")],
        [
            (r.number, programmes.run_word(r.state), clock.spoken(r.asked_at), "; ".join(r.reasons))
            for r in runs
        ],
    )


@click.command(
    help=_("Lihat kebijakan sebagai TOML, atau ganti dengan --set BERKAS atau --preset.")
)
@face.programme_option
@click.option("--set", "file", type=POLICY_FILE, help=_("Berkas TOML."))
@click.option(
    "--preset", help=_("Kebijakan bawaan: {names}.", names=", ".join(programmes.presets()))
)
@click.option("--version", type=int, help=_("Versi lama."))
@face.as_json
def policy(
    code: str | None,
    file: Path | None,
    preset: str | None,
    version: int | None,
    json_out: bool,
) -> None:
    if file is None and preset is None:
        with face.acting(access.Deed.READ) as (session, _account):
            found = programmes.find_programme(session, code=code)
            chosen = programmes.policy_of(session, programme=found, version=version)
    else:
        toml = _text(file) if file else programmes.preset(preset or "")
        with face.acting(access.Deed.SHAPE) as (session, account):
            found = programmes.find_programme(session, code=code)
            chosen = programmes.set_policy(session, programme=found, toml=toml, by=account.id)
    if json_out:
        rules = programmes.parse(chosen.toml).model_dump(mode="json")
        face.show_json({"version": chosen.version, "rules": rules, "toml": chosen.toml})
    elif file is None and preset is None:
        click.echo(chosen.toml, nl=False)
    else:
        click.echo(_("Kebijakan versi {version} berlaku.", version=chosen.version))


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        raise Unusable(
            _("Berkas {file} bukan teks UTF-8.", file=file),
            remedy=_("Simpan ulang dengan pengodean UTF-8."),
        ) from None
