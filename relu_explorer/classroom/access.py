"""Who may do what: codes and keys, addresses of origin, and how often one may ask."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.requests import Request

# No 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B, U and V: they are mistaken for one another.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
LENGTH = 6
_KEY_BYTES = 16


def new_code() -> str:
    """Return a code that lets students in; some 150 million are possible."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def is_code(text: str) -> bool:
    """Return whether a text has the form of a code."""
    return len(text) == LENGTH and all(letter in ALPHABET for letter in text)


def new_key() -> str:
    """Return a key that lets one teach, of 128 random bits."""
    return secrets.token_urlsafe(_KEY_BYTES)


def hash_of(key: str) -> str:
    """Return what is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def bearer_key(request: Request) -> str | None:
    """Return the key that a request brings, if it brings one."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" and key.strip() else None


def opens(key: str | None, key_hash: str) -> bool:
    """Return whether this is the key; it takes as long whether or not it is."""
    return key is not None and hmac.compare_digest(hash_of(key), key_hash)


def is_own_origin(request: Request) -> bool:
    """Return whether a request comes from a page of this app, or from a program."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def caller(request: Request) -> str:
    """Return the address that a request comes from."""
    return request.client.host if request.client else ""


@dataclass
class Limit:
    """So many at once, and so many a second, for each of those who ask.

    Parameters
    ----------
    burst : int
    rate : float
        In 1/s.

    References
    ----------
    J. Turner, "New directions in communications", IEEE Communications Magazine 24 (1986): the
    leaky bucket.
    """

    burst: int
    rate: float
    _used: dict[str, tuple[float, float]] = field(default_factory=dict)  # so much, at what time

    def takes(self, who: str) -> bool:
        """Count one more; return False if it is one too many."""
        now = time.monotonic()
        used, before = self._used.get(who, (0.0, now))
        used = max(0.0, used - (now - before) * self.rate)
        if used + 1 > self.burst:
            return False
        self._used[who] = (used + 1, now)
        if len(self._used) > 10_000:
            self._forget(now)
        return True

    def _forget(self, now: float) -> None:
        full = self.burst / self.rate
        self._used = {who: at for who, at in self._used.items() if now - at[1] < full}
