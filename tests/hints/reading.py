"""Reads a page with the standard library's parser, sharing nothing with what wrote it."""

from __future__ import annotations

from html.parser import HTMLParser


class Page(HTMLParser):
    """What a page holds.

    Attributes:
        tags: (name, attributes) in order.
        text: what a person reads, and labels that are read aloud, joined by blanks.
        style: the style sheet as it stands.
        script: the script as it stands.
    """

    def __init__(self, source: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.style = ""
        self.script = ""
        self._inside = ""
        self.feed(source.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        self.text += f" {values.get('aria-label', '')} "
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.style += data
        elif self._inside == "script":
            self.script += data
        else:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every such tag."""
        return [attributes for name, attributes in self.tags if name == tag]

    def meta(self, name: str) -> str:
        """The content of a meta tag, by its name or http-equiv."""
        (content,) = (m["content"] for m in self.all("meta") if name in (m.get("name"), m.get("http-equiv")))
        return content
