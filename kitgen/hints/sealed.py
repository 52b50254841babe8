"""Sealed pages: on a public host nobody reads them but who has the printed code.

Each page of the site is encrypted as a whole, with a key of its own that stands behind the `#` of its
address. Browsers keep that part to themselves, so neither the host nor whoever looks through its files learns
it. A page names the keys of the pages that it leads to, so one has to be opened to open the next.

What can be seen all the same: how many pages there are, and about how long each is.
"""

from __future__ import annotations

import base64
import gzip
import html
import re
from collections.abc import Callable, Mapping

from markupsafe import Markup

from kitgen.canvas import Role
from kitgen.errors import LayoutError
from kitgen.hints.site import PACKING, PAGE_LIMIT_BYTES, Say, wire_bytes
from kitgen.hints.style import icon, policy, sealed_script, style_sheet
from kitgen.message import message
from kitgen.words.pages import page_environment

STEP_BYTES = 2048
"""Packed pages are filled up to a multiple of it, so that their lengths tell little."""

LENGTH_BYTES = 4
"""Before a packed page stands how long it is, big end first."""

NONCE = bytes(12)
"""A key covers one page and nothing else, so the nonce need not differ (NIST SP 800-38D, 8.2)."""

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
    sealed = dict(site)
    for code in sorted(codes):
        page = _with_keys(site[f"{code}/index.html"].decode(), codes, key_of)
        covered = base64.b64encode(encrypt(packed(page), key_of(code), code)).decode()
        csp = policy(style, script, also=dict(_SOURCES.findall(html.unescape(page))))
        whole = template.render(**shared, csp=csp, covered=covered, salt=code).encode()
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
    """A page packed, with its length before it and filled up behind."""
    data = gzip.compress(page.encode(), PACKING, mtime=0)
    told = len(data).to_bytes(LENGTH_BYTES, "big") + data
    return told + bytes(-len(told) % STEP_BYTES)


def encrypt(plain: bytes, key: str, code: str) -> bytes:
    """A page under AES-256-GCM, with its tag at the end.

    Args:
        plain: the page, packed.
        key: 16 characters.
        code: the page's own, the salt of the key's derivation.

    Source: RFC 5869 (HKDF); NIST SP 800-38D (GCM).
    """
    # Only sealed hints need it, and it takes a while to load.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(SHA256(), 32, code.encode("ascii"), PURPOSE).derive(key.encode("ascii"))
    return AESGCM(derived).encrypt(NONCE, plain, None)
