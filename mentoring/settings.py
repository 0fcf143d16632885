"""Every setting, in one table with its help. A bad value stops the start with a sentence."""

from functools import cache
from pathlib import Path
from typing import Literal, Self
from zoneinfo import available_timezones

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read from environment variables PAMONG_<NAME>; nothing else is a source."""

    model_config = SettingsConfigDict(env_prefix="PAMONG_", extra="forbid", frozen=True)

    home: Path = Field(
        default_factory=lambda: user_data_path("pamong"),
        description="Folder data: basis data SQLite, hasil impor, berkas demo.",
    )
    database_url: SecretStr | None = Field(
        None,
        description="Alamat basis data. Kosong: SQLite di folder data. "
        "Contoh PostgreSQL: postgresql://pamong:***@db/pamong",
    )
    redis_url: SecretStr | None = Field(
        None,
        description="Alamat Redis untuk worker. Kosong: antrean di dalam proses, tanpa server.",
    )
    actor: str | None = Field(None, description="Akun yang bertindak bila --as tidak ditulis.")
    language: Literal["id", "en"] = Field("id", description="Bahasa keluaran: id atau en.")
    tz: str = Field(
        "Asia/Jakarta",
        description="Zona waktu kantor: Asia/Jakarta (WIB), Asia/Makassar (WITA), "
        "Asia/Jayapura (WIT).",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "warning", description="Tingkat log di stderr: debug, info, warning, error."
    )
    lease_seconds: int = Field(
        120, ge=10, le=3600, description="Masa sewa proses pemadanan sebelum boleh diambil alih."
    )
    import_max_mb: int = Field(
        64, ge=1, le=512, description="Ukuran berkas impor terbesar dalam megabita."
    )
    import_seconds: int = Field(
        120, ge=5, le=900, description="Batas waktu membaca satu berkas impor, dalam detik."
    )

    @field_validator("tz")
    @classmethod
    def known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("zona waktu tidak dikenal")
        return value

    @property
    def database(self) -> str:
        """The database URL in force."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.home / 'pamong.db'}"

    @classmethod
    def read(cls) -> Self:
        """Settings from the environment; a bad value is an Unusable error naming the variable."""
        from mentoring.errors import Unusable

        try:
            return cls()
        except ValidationError as bad:
            names = ", ".join(
                f"PAMONG_{'_'.join(map(str, e['loc'])).upper()}" for e in bad.errors()
            )
            raise Unusable(
                f"Pengaturan tidak dapat dipakai: {names}.",
                remedy="Perbaiki nilai variabel lingkungan itu; `pamong settings` menjelaskannya.",
            ) from None


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings.read()


def fresh() -> Settings:
    """Read the environment again (tests and long-lived processes after a change)."""
    settings.cache_clear()
    return settings()
