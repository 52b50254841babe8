"""The hint pages of a puzzle in the order in which links open them up."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from kitgen.proof.opened import Output

MAX_WAY = 20
"""More pages than any puzzle has; a way is not followed further."""


@dataclass
class Way:
    """A puzzle's pages, as folders below the site.

    Attributes:
        puzzle: whose pages they are.
        distance: by page, the fewest links that open it from the first one, in that order.
        links: by page, the pages that it links to.
        faults: links that lead nowhere.
    """

    puzzle: str
    distance: dict[str, int]
    links: dict[str, list[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def first(self) -> str:
        """The page whose address is printed."""
        return next(iter(self.distance))

    def leading_to(self, page: str) -> list[str]:
        """The other pages that link to a page."""
        return [other for other, targets in self.links.items() if page in targets and other != page]


def page_path(folder: str) -> str:
    """The file of a page."""
    return f"hints/{folder}/index.html"


def _linked(output: Output, folder: str) -> Iterator[str]:
    """What a page links to: folders of the site, or whatever else stands there."""
    for link in output.html(page_path(folder)).links:
        plain = link.partition("#")[0]
        if plain:
            yield posixpath.normpath(posixpath.join(folder, plain)).removesuffix("/index.html")


def way_from(output: Output, puzzle: str, first: str) -> Way:
    """Follow the links from a puzzle's first page, breadth first."""
    way = Way(puzzle, {first: 0})
    waiting = [first]
    for page in waiting:
        way.links[page] = []
        for target in dict.fromkeys(_linked(output, page)):
            if target == ".":  # the page where codes are typed
                continue
            if page_path(target) not in output.files:
                way.faults.append(f"{page_path(page)}: a link leads to {target}, which is no page")
                continue
            way.links[page].append(target)
            if target not in way.distance and len(waiting) < MAX_WAY:
                way.distance[target] = way.distance[page] + 1
                waiting.append(target)
    return way
