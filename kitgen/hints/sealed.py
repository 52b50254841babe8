"""Sealed pages: on a public host nobody reads them but who has the printed code.

Each page of the site is encrypted as a whole, with a key of its own that stands behind the `#` of its
address. Browsers keep that part to themselves, so neither the host nor whoever looks through its files learns
it. A page names the keys of the pages that it leads to, so one has to be opened to open the next.

What can be seen all the same: how many pages there are, and which are first ones, by the length of their
codes. How long a page is cannot be seen: all are filled up to one length.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import hmac
import html
import re
from collections.abc import Callable, Mapping

from markupsafe import Markup

from kitgen.canvas import Role
from kitgen.errors import LayoutError
from kitgen.hints.site import PACKING, PAGE_LIMIT_BYTES, Say, wire_bytes
from kitgen.hints.style import icon, policy, sealed_script, style_sheet
from kitgen.message import message
from kitgen.rng import base32
from kitgen.words.pages import page_environment

STEP_BYTES = 2048
"""Packed pages are filled up to a multiple of it, all of a site to the same one."""

LENGTH_BYTES = 4
"""Before a packed page stands how long it is, big end first."""

NONCE = bytes(12)
"""What a page is encrypted with covers that text and no other (see `salt_of`), so the nonce need not differ
(NIST SP 800-38D, 8)."""

SALT_CHARACTERS = 26
"""130 bits: no two texts meet in one salt by chance."""

SALT_PURPOSE = b"kitgen sealed salt\0"

PURPOSE = b"kitgen sealed hint"

_PAGE = re.compile(r"([0-9A-Z]+)/index\.html")
_LINK = re.compile(r'(href="\.\./)([0-9A-Z]+)/"')
_SOURCES = re.compile(r"(style|script)-src ('sha256-[A-Za-z0-9+/=]+')")


def seal_site(
    site: Mapping[str, bytes],
    key_of: Callable[[str], str],
    title: str,
    language: str,
    palette: Mapping[str, str],
    say: Say,
) -> dict[str, bytes]:
    """The same site with every page under a code sealed.

    Args:
        site: path to bytes, as `build_site` makes them.
        key_of: by code, 16 characters.
        title: of the kit, on the landing page alone.
        language: of all words, as a BCP 47 tag.
        palette: `#rrggbb` by role.
        say: puts messages into words.

    Raises:
        LayoutError: a page would be larger than one round trip carries.
    """
    codes = {match[1] for match in map(_PAGE.fullmatch, site) if match}

    def text(key: str, **values: str | int) -> str:
        return say(message(key, **values))

    style, script = style_sheet(palette, ("page",)), sealed_script()
    shared = {
        "title": title,
        "language": language,
        "t": text,
        "band": palette[Role.BAND],
        "icon": icon(palette),
        # Both are our own files with checked colours, and the policy carries their hashes.
        "style": Markup(style),  # noqa: S704
        "script": Markup(script),  # noqa: S704
    }
    template = page_environment().get_template("hints/sealed.html.j2")
    pages = {code: _with_keys(site[f"{code}/index.html"].decode(), codes, key_of) for code in sorted(codes)}
    plain = filled({code: packed(page) for code, page in pages.items()})
    sealed = dict(site)
    for code, page in pages.items():
        salt = salt_of(plain[code], key_of(code))
        covered = base64.b64encode(encrypt(plain[code], key_of(code), salt)).decode()
        csp = policy(style, script, also=dict(_SOURCES.findall(html.unescape(page))))
        whole = template.render(**shared, csp=csp, covered=covered, salt=salt).encode()
        if wire_bytes(whole) > PAGE_LIMIT_BYTES:
            raise LayoutError(
                f"the sealed page {code} has {wire_bytes(whole)} bytes; {PAGE_LIMIT_BYTES} reach a phone at "
                "once.",
                "Shorten its texts or simplify its emblem.",
            )
        sealed[f"{code}/index.html"] = whole
    return sealed


def _with_keys(page: str, codes: set[str], key_of: Callable[[str], str]) -> str:
    """A page whose links carry the keys of where they lead."""

    def linked(match: re.Match[str]) -> str:
        start, code = match.groups()
        return f'{start}{code}/#{key_of(code)}"' if code in codes else match[0]

    return _LINK.sub(linked, page)


def packed(page: str) -> bytes:
    """A page packed, with its length before it."""
    data = gzip.compress(page.encode(), PACKING, mtime=0)
    return len(data).to_bytes(LENGTH_BYTES, "big") + data


def filled(pages: Mapping[str, bytes]) -> dict[str, bytes]:
    """Packed pages, all filled up behind to the length of the longest, in steps."""
    longest = max(map(len, pages.values()), default=0)
    length = -(-longest // STEP_BYTES) * STEP_BYTES
    return {code: page.ljust(length, b"\0") for code, page in pages.items()}


def salt_of(plain: bytes, key: str) -> str:
    """What makes a page's encryption its text's own.

    The same seed gives a page the same key, and another level, language or version another text. Hosts that
    keep what was there before, as repositories do, would then show two texts under one key and nonce, which
    GCM must never cover: their difference can be read, and tags can be forged. So the key is derived with a
    keyed hash of the very text. Equal texts have equal ones, and equal seeds give equal files.

    Args:
        plain: the page, packed and filled up.
        key: 16 characters.

    Source: RFC 5297, 1.1 (deterministic encryption by a synthetic nonce).
    """
    digest = hmac.new(key.encode("ascii"), SALT_PURPOSE + plain, hashlib.sha256).digest()
    return base32(digest, SALT_CHARACTERS)


def encrypt(plain: bytes, key: str, salt: str) -> bytes:
    """A page under AES-256-GCM, with its tag at the end.

    Args:
        plain: the page, packed and filled up.
        key: 16 characters.
        salt: the text's own, by `salt_of`.

    Source: RFC 5869 (HKDF); NIST SP 800-38D (GCM).
    """
    # Only sealed hints need it, and it takes a while to load.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(SHA256(), 32, salt.encode("ascii"), PURPOSE).derive(key.encode("ascii"))
    return AESGCM(derived).encrypt(NONCE, plain, None)
