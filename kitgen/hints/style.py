"""The one style sheet of the hint pages, and the policy that lets nothing else run or load.

A page is one request: style, pictures and the title's letters stand inside it. The policy names style and
script by their hash, so text that slipped through escaping could still do nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import quote

from kitgen.canvas import Role
from kitgen.words.pages import page_environment

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)
_BLANKS = re.compile(r"\s*([{};,>])\s*")
# In a script alone: in a style sheet blanks around some of these have a meaning.
_SIGNS = re.compile(r" ?([=?:|&*+<()-]) ?")

USED_ROLES = (
    Role.BODY,
    Role.MUTED,
    Role.ACCENT,
    Role.BAND,
    Role.ON_BAND,
    Role.GLOW,
    Role.PAPER,
    Role.SHADE,
    Role.STONE,
    Role.WHITE,
)


def style_sheet(palette: Mapping[str, str], sheets: Iterable[str], title_font: bytes = b"") -> str:
    """The style sheet with a theme's colours.

    Args:
        palette: `#rrggbb` by role.
        sheets: names of `*.css` in order: in `templates/hints/`, or with a folder elsewhere in `templates/`.
        title_font: a WOFF font with the letters of one page's title, or empty for the phone's own faces.

    Raises:
        ValueError: a role is missing or its value is no colour.
    """
    wrong = [role for role in USED_ROLES if not _HEX.fullmatch(palette.get(role, ""))]
    if wrong:
        raise ValueError(f"palette: {', '.join(wrong)} must each be given as #rrggbb")
    colours = "".join(f"--{role}:{palette[role]};" for role in USED_ROLES)
    face = ""
    if title_font:
        data = base64.b64encode(title_font).decode()
        # Title faces of cut paper run narrow and small, so ours may be set larger than a phone's own.
        face = f"@font-face{{font-family:T;src:url(data:font/woff;base64,{data})}}h1{{font-size:2.75rem}}"
    rules = "".join(_compact(f"{name}.css") for name in sheets)
    return f":root{{{colours}}}{rules}{face}"


def landing_script() -> str:
    """What the landing page runs where scripts run; nothing depends on it."""
    return _compact("landing.js")


def lock_script() -> str:
    """What tries answers on a static lock page."""
    return _SIGNS.sub(r"\1", _compact("lock.js"))


def rung_script() -> str:
    """What remembers on a phone which hints were opened and which pieces are on the table."""
    return _compact("rung.js")


def sealed_script() -> str:
    """What opens a sealed page."""
    return _compact("sealed.js")


def live_script() -> str:
    """What tells an open page of hints that the host offers."""
    return _compact("live.js")


def script_of(name: str) -> str:
    """Any script of our own, compacted; `name` as for style sheets."""
    return _compact(name)


def icon(palette: Mapping[str, str]) -> str:
    """The page's icon as a data address, so that no browser asks for `favicon.ico`: a moon on the night."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="7" fill="{palette[Role.BAND]}"/>'
        f'<path d="M21 24A10 10 0 1 1 21 7A8 8 0 1 0 21 24Z" fill="{palette[Role.GLOW]}"/></svg>'
    )
    return "data:image/svg+xml," + quote(svg, safe=" =:/'")


def policy(
    style: str,
    script: str = "",
    *,
    sends: bool | None = None,
    connects: bool = False,
    also: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """The Content-Security-Policy of a page with this style and script, for its meta tag.

    Args:
        style: the page's style sheet.
        script: its script, or empty.
        sends: whether its form may be sent to where the page came from; None for pages whose script only
            stands in for sending.
        connects: whether its script may ask the server that the page came from.
        also: the `style` and the `script` of another page that this one turns into, as sources of a policy.

    Source: Content Security Policy Level 3, 2.3.1 (hash-source).
    """
    own = {"style": f"'{_hash(style)}'"} | ({"script": f"'{_hash(script)}'"} if script else {})
    rules = ["default-src 'none'", "img-src data:", "font-src data:"]
    for kind in ("style", "script"):
        sources = " ".join(source[kind] for source in (own, also) if kind in source)
        if sources:
            rules.append(f"{kind}-src {sources}")
    if connects:
        rules.append("connect-src 'self'")
    may_send = bool(script) if sends is None else sends
    rules += ["base-uri 'none'", "form-action 'self'" if may_send else "form-action 'none'"]
    return "; ".join(rules)


@lru_cache(maxsize=64)
def _hash(text: str) -> str:
    """All pages of a puzzle share a style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@lru_cache(maxsize=16)
def _compact(name: str) -> str:
    """One of our own files without comments and needless blanks; none of them holds such text."""
    environment = page_environment()
    assert environment.loader is not None
    path = name if "/" in name else f"hints/{name}"
    source = environment.loader.get_source(environment, path)[0]
    return _BLANKS.sub(r"\1", _COMMENT.sub("", source)).replace(": ", ":").replace(";}", "}").strip()
