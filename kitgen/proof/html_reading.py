"""A hint page read with the standard library's parser: its words, links, scripts and policy."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'|/\*(.*?)\*/", re.S)
_OUTSIDE = re.compile(r"(?:^\s*|url\(\s*[\"']?\s*|@import\s+[\"'])(?:[a-z][a-z0-9+.-]*:)?//", re.I)
_OUTSIDE_SCRIPT = re.compile(r"[a-z][a-z0-9+.-]*://|[\"'`]//", re.I)
_SCHEME = re.compile(r"^\s*(?!data:image/)[a-z][a-z0-9+.-]*:", re.I)
_PICTURE = "data:image/webp;base64,"
"""Letters and digits of a picture's bytes are chance."""

_ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "srcset", "ping", "cite", "background",
              "manifest", "xlink:href", "style"}  # fmt: skip


@dataclass
class HtmlPage:
    """What a page holds.

    Attributes:
        words: everything that could be read in its source: text, attributes, comments, scripts, and
            quoted text in style sheets (their numbers are lengths and weights, not words).
        links: `href` of every `a`.
        outside: addresses that lead out of the site.
        script_hashes: CSP source of every inline script.
        script_faults: scripts that no hash can cover.
        policy: the CSP meta element's content.
        robots: the robots meta element's content.
    """

    words: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    script_hashes: list[str] = field(default_factory=list)
    script_faults: list[str] = field(default_factory=list)
    policy: str = ""
    robots: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = HtmlPage()
        self._raw = ""  # the script or style element that is open
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        page, values = self.page, {name: value or "" for name, value in attrs}
        if tag == "meta":
            if values.get("http-equiv", "").lower() == "content-security-policy":
                page.policy = values.get("content", "")
                return
            if values.get("name", "").lower() == "robots":
                page.robots = values.get("content", "").lower()
        if tag == "a" and "href" in values:
            page.links.append(values["href"])
        if tag in ("iframe", "object", "embed", "frame", "base"):
            page.outside.append(f"<{tag}>")
        if values.get("http-equiv", "").lower() == "refresh":
            page.outside.append("<meta http-equiv=refresh>")
        if tag == "script" and "src" in values:
            page.script_faults.append(f"script from {values['src']!r}")
        for name, value in values.items():
            if not value.startswith(_PICTURE):
                page.words.append(value)
            if name.startswith("on"):
                page.script_faults.append(f"attribute {name}")
            leaves = _OUTSIDE.search(value) or (name != "style" and _SCHEME.search(value))
            if leaves and name in _ADDRESSES:
                page.outside.append(value)
        if tag in ("script", "style"):
            self._raw, self._text = tag, []

    def handle_endtag(self, tag: str) -> None:
        if tag != self._raw:
            return
        text, self._raw = "".join(self._text), ""
        if tag == "style":
            self.page.words += [" ".join(filter(None, match)) for match in _QUOTED.findall(text)]
            if _OUTSIDE.search(text):
                self.page.outside.append("an address in a style sheet")
        elif text:
            self.page.words.append(text)
            if _OUTSIDE_SCRIPT.search(text):
                self.page.outside.append("an address in a script")
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            self.page.script_hashes.append(f"'sha256-{digest}'")

    def handle_data(self, data: str) -> None:
        if self._raw:
            self._text.append(data)
        else:
            self.page.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.page.words.append(data)


def read_html(data: bytes) -> HtmlPage:
    """Parse a page; what is broken is read as far as it goes."""
    reader = _Reader()
    reader.feed(data.decode("utf-8", "replace"))
    reader.close()
    return reader.page
