"""Where a puzzle's hints are found: codes from the seed, addresses from a base and a code.

A puzzle's first page has 8 characters (40 bits), which are also printed beside its QR code for typing; every
page behind it has 16 (80 bits) and is only ever reached by its link. Nothing lists them.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable, Mapping
from enum import StrEnum
from urllib.parse import urlsplit

from kitgen.codes import ALPHANUMERIC
from kitgen.errors import UsageError
from kitgen.rng import secret_code

PORT = 8737
CODE_CHARACTERS = 8
RUNG_CHARACTERS = 16

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]", re.IGNORECASE)
_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)*/?")
# TEST-NET-1 (RFC 5737): routed like any address outside, and nobody's machine.
_SOMEWHERE_ELSE = ("192.0.2.1", 9)


class Rung(StrEnum):
    """The pages behind every puzzle's first one, in order. `CONFIRM` asks before the answer.

    Single steps (`step-1`, `step-2` …) come between the method and the question: see `kitgen.hints.rungs`.
    """

    NUDGE = "nudge"
    METHOD = "method"
    CONFIRM = "confirm"
    ANSWER = "answer"


def hint_code(seed: str, puzzle_id: str) -> str:
    """The 8 characters of a puzzle's first page, printed beside its QR code."""
    return secret_code(seed, f"hint code\0{puzzle_id}", CODE_CHARACTERS)


def lock_code(seed: str, act_id: str) -> str:
    """The 8 characters of a lock's page."""
    return secret_code(seed, f"lock code\0{act_id}", CODE_CHARACTERS)


def seal_key(seed: str, code: str) -> str:
    """The 16 characters (80 bits) that open the sealed page of a code."""
    return secret_code(seed, f"hint seal\0{code}", RUNG_CHARACTERS)


def rung_code(seed: str, puzzle_id: str, rung: str) -> str:
    """The 16 characters of a page behind the first one."""
    return secret_code(seed, f"hint rung\0{puzzle_id}\0{rung}", RUNG_CHARACTERS)


def rung_codes(seed: str, puzzle_id: str, names: Iterable[str] = tuple(Rung)) -> Mapping[str, str]:
    """The codes of pages behind a puzzle's first one, by name of the rung."""
    return {str(name): rung_code(seed, puzzle_id, name) for name in names}


def hint_url(base: str, code: str, key: str = "") -> str:
    """The whole address of a hint page.

    Args:
        base: `checked_base`'s form, such as `http://192.168.1.20:8737`.
        code: a page's code.
        key: what opens a sealed page, or empty; it never reaches the server (RFC 9110, 4.2.4).

    Returns:
        All in capitals where that is the same address and makes a smaller QR code: scheme and host do not
        tell case (RFC 3986, 6.2.2.1), but the base's path does, so one with small letters stays as it is.
    """
    base = base.rstrip("/")
    whole = f"{base}/{code}/"
    if key:
        return f"{whole}#{key}"
    path = urlsplit(base).path
    if path == path.upper() and ALPHANUMERIC.issuperset(whole.upper()):
        return whole.upper()
    return whole


def landing_url(base: str) -> str:
    """The whole address of the page where codes are typed, in capitals as `hint_url` does."""
    return hint_url(base, "")[:-1]


def checked_base(address: str) -> str:
    """The address that a host gives for the hints, without a trailing slash.

    Raises:
        UsageError: it is not a plain http(s) address: no user, no query, no fragment.
    """
    problem = ""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise UsageError(f"--hints {address!r} is not an address: {error}.", _BASE_HINT) from error
    if parts.scheme.lower() not in ("http", "https"):
        problem = "it must begin with http:// or https://"
    elif "@" in parts.netloc:
        problem = "it must not hold a user name"
    elif not _HOST.fullmatch(parts.netloc.removesuffix(f":{port}")):
        problem = "its host must be letters, digits, dots and hyphens"
    elif parts.query or parts.fragment or address.endswith(("?", "#")):
        problem = "it must not have a ? or #"
    elif not _PATH.fullmatch(parts.path):
        problem = "its path must be letters, digits and ._~- between single slashes"
    if problem:
        raise UsageError(f"--hints {address!r}: {problem}.", _BASE_HINT)
    return address.rstrip("/")


SEALED = "sealed:"
"""Before an address: pages that only printed codes open."""


def hints_kind(asked: str) -> str:
    """What sort of hints was asked for: `lan`, `none`, `sealed` or `url`."""
    if asked.startswith(SEALED):
        return "sealed"
    return asked if asked in ("lan", "none") else "url"


def asked_for(kind: str, base: str) -> str:
    """The other way round: what a host asked for who got hints of this sort at this address."""
    return {"url": base, "sealed": f"{SEALED}{base}"}.get(kind, kind)


_LOCAL = ("localhost", "127.0.0.1", "[::1]")


def sealed_base(address: str) -> str:
    """The address that a host gives for sealed hints, with what stands before it.

    Raises:
        UsageError: it is no plain address, or one where browsers give pages no cryptography.
    """
    base = checked_base(address.removeprefix(SEALED))
    parts = urlsplit(base)
    if (
        parts.scheme.lower() != "https"
        and f"[{parts.hostname}]" not in _LOCAL
        and parts.hostname not in _LOCAL
    ):
        raise UsageError(
            f"--hints {address!r}: phones open sealed hints over https alone.",
            "Give an address such as sealed:https://example.org/hints.",
        )
    return base


_BASE_HINT = "Give an address such as https://example.org/hints, sealed:https://…, or `lan`, or `none`."


def lan_base() -> tuple[str, bool]:
    """This machine's own address for hints at home, and whether phones can reach it.

    Returns:
        `http://ADDRESS:8737`, and False where there is no network and the address is this machine's own
        loopback, which no phone can reach.
    """
    # Connecting a datagram socket sends nothing: the system only picks the address it would send from.
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(_SOMEWHERE_ELSE)
            own = str(probe.getsockname()[0])
    except OSError:
        own = "127.0.0.1"
    reachable = not own.startswith(("127.", "0."))
    return f"http://{own if reachable else '127.0.0.1'}:{PORT}", reachable
