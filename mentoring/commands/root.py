"""The root command: who acts, in which language, and where each command lives (loaded lazily)."""

import difflib
import importlib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import click

from mentoring.commands.language import tell_click
from mentoring.errors import PamongError
from mentoring.words import LANGUAGES, _, speak

JSON = "pamong.json"  # in a context's meta: is --json among the words?
STOPPED = 130  # as shells say it for Ctrl-C
Listing = Callable[[], dict[str, tuple[str, str]]]


class LazyGroup(click.Group):
    """A group whose commands are imported only when asked for, so that --help stays fast."""

    def __init__(self, *args: Any, listing: Listing, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", _("PERINTAH [ARGUMEN]..."))
        super().__init__(*args, **kwargs)
        self.options_metavar = _("[OPSI]")
        self.listing = listing

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.listing())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = self.listing().get(cmd_name)
        if found is None:
            return None
        module, _colon, name = found[0].partition(":")
        command = getattr(importlib.import_module(f"mentoring.commands.{module}"), name)
        assert isinstance(command, click.Command)
        command.options_metavar = _("[OPSI]")
        for param in command.params:
            param.metavar = param.metavar or _plain_metavar(param.type)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but a mistyped command is told which one it resembles."""
        wanted = args[0] if args else ""
        near = difflib.get_close_matches(wanted, self.list_commands(ctx), n=2)
        if near and wanted not in self.listing():
            words = ", ".join(f"«{name}»" for name in near)
            ctx.fail(
                _(
                    "Tidak ada perintah «{wanted}». Mungkin maksud Anda {words}?",
                    wanted=wanted,
                    words=words,
                )
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Perintah")):
            formatter.write_dl([(name, help_) for name, (_path, help_) in self.listing().items()])


def _plain_metavar(kind: click.ParamType) -> str | None:  # type: ignore[type-arg]
    """click's own TEXT, INTEGER and PATH, which no catalogue reaches; None for all others."""
    if isinstance(kind, click.types.StringParamType):
        return _("TEKS")
    if isinstance(kind, click.types.IntParamType):
        return _("BILANGAN")
    return _("BERKAS") if isinstance(kind, click.Path) else None


class RootGroup(LazyGroup):
    """Expected errors become a sentence, a remedy and an exit code; anything else is a defect."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[JSON] = "--json" in args
        with _usage_told(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with _usage_told(ctx):
                return super().invoke(ctx)
        except PamongError as error:
            _end(ctx, error)
        except KeyboardInterrupt:
            _stop(ctx, _("Dihentikan."), STOPPED)
        except click.Abort:
            _stop(ctx, _("Tidak jadi; tidak ada yang diubah."), 1)
        except Exception as defect:
            if not type(defect).__module__.startswith("sqlalchemy"):
                raise
            from mentoring import db

            _end(ctx, db.told(defect))


@contextmanager
def _usage_told(ctx: click.Context) -> Iterator[None]:
    """click tells a mistyped command by itself, though never as JSON."""
    try:
        yield
    except click.ClickException as wrong:
        if not ctx.meta[JSON]:
            raise
        _show_error(wrong.format_message())
        sys.exit(wrong.exit_code)


def _end(ctx: click.Context, error: PamongError) -> NoReturn:
    if ctx.meta[JSON]:
        _show_error(error.sentence, remedy=error.remedy, details=error.details)
    else:
        _tell(error)
    sys.exit(error.exit_code)


def _stop(ctx: click.Context, sentence: str, code: int) -> NoReturn:
    if ctx.meta[JSON]:
        _show_error(sentence)
    else:
        click.echo(sentence, err=True)
    sys.exit(code)


def _show_error(sentence: str, *, remedy: str = "", details: tuple[str, ...] = ()) -> None:
    """The only document on stdout when a command with --json ends as an error."""
    said = {"status": "error", "message": sentence, "remedy": remedy, "details": list(details)}
    click.echo(json.dumps(said, ensure_ascii=False, indent=2))


def _tell(error: PamongError) -> None:
    click.secho(_("Kesalahan: {sentence}", sentence=error.sentence), fg="red", err=True)
    for detail in error.details:
        click.echo(f"  - {detail}", err=True)
    if error.remedy:
        click.echo(_("Saran: {remedy}", remedy=error.remedy), err=True)


def _commands() -> dict[str, tuple[str, str]]:
    return {
        "demo": ("demo:demo", _("Satu kota contoh, dari impor sampai persetujuan")),
        "init": ("setup:init", _("Siapkan basis data dan akun pertama")),
        "account": ("account:account", _("Akun yang boleh bertindak")),
        "import": ("imports:import_", _("Impor ekspor SIASN dan berkas lain")),
        "undo-import": ("imports_undo:undo_import", _("Batalkan impor terakhir")),
        "template": ("imports:template", _("Tulis contoh berkas impor yang sudah terisi")),
        "programme": ("programme:programme", _("Program: buat, kebijakan, peserta")),
        "match": ("match:match", _("Pemadanan: hitung, periksa, setujui, jawab")),
        "mentorship": ("mentorship:mentorship", _("Pendampingan yang berjalan")),
        "letter": ("letter:letter", _("Keputusan dan surat tugas: buat, beri nomor, periksa")),
        "message": ("message:message", _("Pesan: yang terkirim, gagal, atau belum pasti")),
        "case": ("case:case", _("Keberatan dan permintaan koreksi data")),
        "person": ("person:person", _("Pegawai yang datanya perlu dihapus sesudah masa retensi")),
        "audit": ("trail:audit_", _("Jejak audit: siapa melakukan apa, kapan, dan mengapa")),
        "access": ("sights:access_", _("Siapa melihat data siapa")),
        "solve": ("solve:solve", _("Padankan dari berkas skor, tanpa basis data")),
        "web": ("web:web", _("Buka halaman web pada komputer ini")),
        "serve": ("serving:serve", _("Jalankan semuanya: halaman web, pemadanan, pesan, jadwal")),
        "worker": ("serving:worker", _("Kerjakan antrean di proses ini")),
        "jobs": ("jobs:jobs", _("Antrean: yang menunggu, dikerjakan, atau gagal")),
        "backup": ("backup:backup", _("Salin basis data ke satu berkas")),
        "restore": ("backup:restore", _("Kembalikan basis data dari cadangan")),
        "doctor": ("doctor:doctor", _("Periksa semua jaminan pada basis data")),
        "settings": ("settings:settings_", _("Semua pengaturan, nilainya, dan artinya")),
    }


def _choose_language(_ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:
        speak(value)
    tell_click()


@click.group(
    cls=RootGroup,
    listing=_commands,
    help=_("Pamong memasangkan mentor senior dengan ASN baru: tepat, terbukti, dan beralasan."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--as",
    "login",
    envvar="PAMONG_ACTOR",
    metavar=_("AKUN"),
    help=_("Akun yang bertindak (atau PAMONG_ACTOR)."),
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    is_eager=True,  # before any help text is made
    expose_value=False,
    callback=_choose_language,
    help=_("Bahasa: id atau en (atau PAMONG_LANGUAGE)."),
)
@click.version_option(package_name="pamong", message="%(prog)s %(version)s")
@click.pass_context
def pamong(ctx: click.Context, login: str | None) -> None:
    ctx.obj = login
