"""Time-based one-time codes (RFC 6238: SHA-1, 6 digits, 30 seconds), as every authenticator app
knows them."""

import base64
import hashlib
import hmac
import secrets
import struct
from urllib.parse import quote

PERIOD, DIGITS = 30, 6
LEEWAY = 1  # steps before and after: phones' clocks are a little off


def new_secret() -> str:
    """160 random bits in base32."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_at(secret: str, step: int) -> str:
    """The six digits of one step of 30 seconds since 1970."""
    mac = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    start = mac[-1] & 15
    number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_at(seconds: float) -> int:
    """The step that a moment (seconds since 1970) is in."""
    return int(seconds) // PERIOD


def step_of(secret: str, code: str, *, now: int, after: int) -> int | None:
    """The step that this code belongs to, near now and later than the last one that was used."""
    said = "".join(code.split())
    for step in range(now - LEEWAY, now + LEEWAY + 1):
        if step > after and hmac.compare_digest(code_at(secret, step).encode(), said.encode()):
            return step
    return None


def uri(secret: str, *, login: str) -> str:
    """What an authenticator app reads from the QR code."""
    return f"otpauth://totp/Pamong:{quote(login)}?secret={secret}&issuer=Pamong"
