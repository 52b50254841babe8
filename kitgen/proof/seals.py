"""Sealed hint pages opened with other hands than those that sealed them.

The keys are taken from the host's file; that the printed codes carry the same is seen by the check of codes.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import hmac
import re

_COVERED = re.compile(rb'data-salt="([0-9A-Z]+)" data-covered="([A-Za-z0-9+/=]+)"')
_PURPOSE = b"kitgen sealed hint"
MAX_OPENED_BYTES = 500_000


class SealError(Exception):
    """A page does not open by its key."""


def is_sealed(data: bytes) -> bool:
    """Whether a page is covered."""
    return _COVERED.search(data) is not None


def opened(data: bytes, key: str) -> bytes:
    """What lies under a seal.

    Args:
        data: the outer page.
        key: what stands behind the `#` of its address.

    Raises:
        SealError: the key is another page's, or what lies there is no page.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    found = _COVERED.search(data)
    if found is None:
        raise SealError("nothing is covered")
    covered = base64.b64decode(found[2])
    # HKDF with SHA-256 by hand: RFC 5869, 2.2 and 2.3, for one block.
    extracted = hmac.new(found[1], key.encode("ascii", "replace"), hashlib.sha256).digest()
    derived = hmac.new(extracted, _PURPOSE + b"\x01", hashlib.sha256).digest()
    gcm = Cipher(algorithms.AES(derived), modes.GCM(bytes(12), covered[-16:])).decryptor()
    try:
        plain = gcm.update(covered[:-16]) + gcm.finalize()
        size = int.from_bytes(plain[:4], "big")
        page = gzip.decompress(plain[4 : 4 + size])
    except (InvalidTag, ValueError, OSError, EOFError) as error:
        raise SealError("it does not open by its key") from error
    return page[:MAX_OPENED_BYTES]
