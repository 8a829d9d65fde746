"""Secrets as they are kept: salted scrypt, and waits that never last for ever.

Times are milliseconds UTC. A wait is counted from the last miss, and a clock
that was set back ends it: nobody is locked out for years by a dead battery.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

BLOCK = 8  # scrypt's r


@dataclass(frozen=True, slots=True)
class Hidden:
    """A secret nobody can read any more, but anybody who has it can prove."""

    salt: bytes
    hash: bytes
    cost: int  # scrypt's n, a power of two


def hide(secret: str, cost: int, chance: Random) -> Hidden:
    """The secret as it may be kept."""
    salt = chance.getrandbits(128).to_bytes(16, "big")
    return Hidden(salt, _hash(secret, salt, cost), cost)


def proves(secret: str, hidden: Hidden) -> bool:
    """Whether it is that secret."""
    import hmac  # brings hashlib along; a first screen asks for no secret

    return hmac.compare_digest(_hash(secret, hidden.salt, hidden.cost), hidden.hash)


def seconds_left(missed_at: int, wait: int, now: int) -> int:
    """Whole seconds until another try, of a wait of `wait` seconds that began at `missed_at`."""
    passed = now - missed_at
    return -(-(wait * 1000 - passed) // 1000) if 0 <= passed < wait * 1000 else 0


def _hash(secret: str, salt: bytes, cost: int) -> bytes:
    body = secret.encode("utf-8", "surrogatepass")
    import hashlib  # loads a library of its own, which a first screen does not need

    return hashlib.scrypt(
        body, salt=salt, n=cost, r=BLOCK, p=1, maxmem=cost * BLOCK * 256 + (1 << 20), dklen=32
    )
