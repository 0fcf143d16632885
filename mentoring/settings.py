"""Every setting, in one table with its help. A bad value stops the start with a sentence."""

from functools import cache
from pathlib import Path
from typing import Literal, Self, get_args
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from mentoring.errors import Unusable
from mentoring.words import _

SMTP_WAYS = ("smtp", "smtps", "smtp+starttls")
MAILBOX = r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,190}[A-Za-z0-9])?$"


class Settings(BaseSettings):
    """Read from environment variables PAMONG_<NAME>; nothing else is a source."""

    model_config = SettingsConfigDict(env_prefix="PAMONG_", extra="forbid", frozen=True)

    home: Path = Field(default_factory=lambda: user_data_path("pamong"))
    database_url: SecretStr | None = None
    database_seconds: int = Field(60, ge=2, le=3600)
    redis_url: SecretStr | None = None
    actor: str | None = None
    language: Literal["id", "en"] = "id"
    tz: str = "Asia/Jakarta"
    lease_seconds: int = Field(60, ge=5, le=3600)
    sweep_seconds: int = Field(60, ge=1, le=600)
    quiet_seconds: int = Field(60, ge=0, le=3600)
    solve_seconds: int = Field(1800, ge=5, le=86_400)
    share_pairs: int = Field(20_000_000, ge=1, le=10**12)
    solve_max_mb: int = Field(4096, ge=256, le=262_144)
    http_host: str = "127.0.0.1"
    metrics_token: SecretStr | None = None
    http_port: int = Field(8000, ge=1, le=65_535)
    import_max_mb: int = Field(64, ge=1, le=512)
    import_seconds: int = Field(120, ge=5, le=900)
    public_url: str | None = Field(None, pattern=r"^https?://[^\s?#]+$")
    smtp_url: SecretStr | None = None
    mail_from: str = Field("pamong@localhost", pattern=MAILBOX)
    mail_seconds: int = Field(30, ge=1, le=300)
    mail_per_minute: int = Field(600, ge=1, le=100_000)
    quiet_hours: str = Field("20-6", pattern=r"^([01]?\d|2[0-3])-([01]?\d|2[0-3])$|^none$")
    workdays_only: bool = True
    objection_days: int = Field(10, ge=1, le=60)
    retention_years: int = Field(5, ge=1, le=50)
    webhook_url: SecretStr | None = None
    webhook_secret: SecretStr | None = None
    webhook_loopback: bool = False
    notify_urls: SecretStr | None = None

    @field_validator("tz")
    @classmethod
    def known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("zona waktu tidak dikenal")
        return value

    @field_validator("smtp_url")
    @classmethod
    def known_way(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            parts = urlsplit(value.get_secret_value())
            if parts.scheme not in SMTP_WAYS or not parts.hostname or parts.port == 0:
                raise ValueError("bukan alamat SMTP")
        return value

    @property
    def address(self) -> str:
        """Where people find the pages: the public address, or this machine's own."""
        return (self.public_url or f"http://{self.http_host}:{self.http_port}").rstrip("/")

    @property
    def database(self) -> str:
        """The database URL in force."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.home / 'pamong.db'}"

    @classmethod
    def read(cls) -> Self:
        """Settings from the environment; a bad value is an Unusable error naming the variable."""
        try:
            return cls()
        except ValidationError as bad:
            wrong = [str(e["loc"][0]) for e in bad.errors()]
            names = ", ".join(map(_variable, wrong))
            raise Unusable(
                _("Pengaturan tidak dapat dipakai: {names}.", names=names),
                remedy=_("Perbaiki nilai variabel lingkungan itu; README menjelaskannya."),
                details=tuple(f"{_variable(name)}: {_possible(name)}" for name in wrong),
            ) from None


def _variable(name: str) -> str:
    return f"PAMONG_{name.upper()}"


def _possible(name: str) -> str:
    """Which values a setting may have."""
    field = Settings.model_fields[name]
    if field.annotation is int:
        least, most = (getattr(m, "ge", None) or getattr(m, "le", None) for m in field.metadata)
        return _("bilangan bulat {least} sampai {most}.", least=least, most=most)
    if name == "language":
        return _("pilih salah satu: {words}.", words=", ".join(get_args(field.annotation)))
    return help_of(name)


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings.read()


def fresh() -> Settings:
    """Read the environment again (tests and long-lived processes after a change)."""
    settings.cache_clear()
    return settings()


def help_of(name: str) -> str:
    """What a setting means, as people read it."""
    if name in _of_messages():
        return _of_messages()[name]
    return {
        "home": _("Folder data: basis data SQLite, hasil impor, berkas demo."),
        "database_url": _(
            "Alamat basis data. Kosong: SQLite di folder data. Lainnya: postgresql://…"
        ),
        "database_seconds": _("Batas menunggu satu jawaban PostgreSQL, dalam detik."),
        "redis_url": _("Alamat Redis untuk worker. Kosong: antrean di dalam proses, tanpa server."),
        "actor": _("Akun yang bertindak bila --as tidak ditulis."),
        "language": _("Bahasa keluaran: id atau en."),
        "tz": _("Zona waktu kantor: Asia/Jakarta, Asia/Makassar, atau Asia/Jayapura."),
        "lease_seconds": _("Masa sewa satu pekerjaan, dalam detik, sebelum boleh diambil alih."),
        "sweep_seconds": _("Jeda penyapuan: mengambil alih yang terhenti, pengingat, jadwal."),
        "quiet_seconds": _(
            "Waktu tenang, dalam detik: perubahan selama itu menjadi satu pemadanan otomatis."
        ),
        "solve_seconds": _("Batas waktu satu penghitungan, dalam detik."),
        "share_pairs": _(
            "Jumlah pasangan yang mungkin, mulai dari mana bagian yang terpisah dihitung bersama "
            "oleh beberapa worker."
        ),
        "solve_max_mb": _("Batas memori satu penghitungan, dalam megabita."),
        "http_host": _("Alamat tempat halaman web didengarkan; bawaan hanya komputer ini."),
        "metrics_token": _("Kata kunci pemantau untuk /metrics. Kosong: hanya dari komputer ini."),
        "http_port": _("Porta halaman web."),
        "import_max_mb": _("Ukuran berkas impor terbesar, dalam megabita."),
        "import_seconds": _("Batas waktu membaca satu berkas impor, dalam detik."),
        "retention_years": _(
            "Masa retensi: sekian tahun sesudah seseorang keluar, datanya perlu dihapus."
        ),
    }[name]


def _of_messages() -> dict[str, str]:
    return {
        "public_url": _("Alamat Pamong bagi pembaca pesan, misalnya https://pamong.kota.go.id."),
        "smtp_url": _(
            "Peladen surat: smtp://, smtp+starttls:// atau smtps://pengguna:sandi@peladen:porta. "
            "Kosong: surat ditulis sebagai berkas .eml di folder data."
        ),
        "mail_from": _("Alamat pengirim surat; jawaban dan pantulan datang ke sana."),
        "mail_seconds": _("Batas menunggu satu jawaban peladen surat, dalam detik."),
        "mail_per_minute": _("Surat paling banyak per menit."),
        "quiet_hours": _("Jam tenang kantor tanpa pesan, misalnya 20-6; none: tidak ada."),
        "workdays_only": _("Pesan yang tidak mendesak hanya keluar pada hari kerja."),
        "objection_days": _("Keberatan dijawab paling lambat sekian hari kerja kemudian."),
        "webhook_url": _("Alamat https yang diberi tahu setiap peristiwa, tanpa nama orang."),
        "webhook_secret": _("Kunci tanda tangan webhook: whsec_ dan base64."),
        "webhook_loopback": _("Izinkan webhook ke komputer ini sendiri, untuk uji coba."),
        "notify_urls": _(
            "Saluran lain menurut Apprise, dipisah spasi; perlu paket tambahan notify."
        ),
    }
