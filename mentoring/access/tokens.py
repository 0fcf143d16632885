"""Random tokens: the bearer has the text, the database only its hash."""

import hashlib
import hmac
import secrets


def fresh() -> str:
    """A new token of 256 bits, fit for a cookie or a link."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored of a token. A plain hash is enough: the token itself is random."""
    return hashlib.sha256(token.encode()).hexdigest()


def derived(token: str, purpose: str) -> str:
    """A second secret that follows from a token, for one purpose: the form token of a session."""
    return hmac.new(token.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare without telling by the time it takes how much was right."""
    return hmac.compare_digest(one.encode(), other.encode())
