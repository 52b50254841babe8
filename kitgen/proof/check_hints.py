"""The hint pages: each puzzle's answer lies at the end of its own way of links, and nowhere else.

Locks on phones have pages of their own, beside all ways: they hold no answer and nothing of what is read as
the lock opens, and no page leads to one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from kitgen.proof.check_codes import hint_folder
from kitgen.proof.check_files import Finding
from kitgen.proof.hint_graph import Way, page_path, way_from
from kitgen.proof.opened import SOLUTIONS, Output
from kitgen.proof.seals import is_sealed
from kitgen.proof.tokens import Needle, folded

MIN_BEFORE_ANSWER = 3
"""Links from a puzzle's first page to its answer: at least a nudge and a question lie between."""


def page_words(output: Output, path: str) -> str:
    """All words in a page's source, folded for searching."""
    return folded("\n".join(output.html(path).words))


def check_hints(output: Output) -> Finding:
    """Each puzzle's answer is on one page, behind a question; no page lies beside the ways."""
    needles = {puzzle: Needle(answer) for puzzle, answer in output.answers().items()}
    first = {p.id: hint_folder(output, p.hints) for p in output.manifest.puzzles if p.hints}
    ways = [way_from(output, puzzle, folder) for puzzle, folder in first.items() if folder]
    faults: list[str] = []
    owner: dict[str, str] = {}
    for way in ways:
        faults += way.faults
        if way.puzzle in needles and page_path(way.first) in output.files:
            faults += _order_faults(output, way, needles[way.puzzle])
        for page in way.distance:
            if owner.setdefault(page_path(page), way.puzzle) != way.puzzle:
                faults.append(f"{page_path(page)}: linked from the pages of two puzzles")
    locks = _lock_pages(output)
    faults += [f"{path}: the page of a lock is missing" for path in locks if path not in output.files]
    faults += [f"{path}: a way of {owner[path]} leads to a lock" for path in locks if path in owner]
    for path in output.html_paths():
        words = page_words(output, path)
        faults += [
            f"{path} gives away the answer of {puzzle}"
            for puzzle, needle in needles.items()
            if puzzle != owner.get(path) and needle.within(words)
        ]
        if path in owner:
            continue
        if path in locks:
            faults += _lock_faults(output, path, words, locks[path])
        elif path not in ("hints/index.html", "hints/404.html"):
            faults.append(f"{path}: no puzzle's first page leads there")
        elif any(page_path(folder).split("/")[1].casefold() in words for folder in _folders(output)):
            faults.append(f"{path}: it names the address of a hint page")
    if output.is_sealed:
        faults += _seal_faults(output)
    if output.manifest.options.hints == "none" and output.html_paths():
        faults.append("hints: pages are there, though there are no hints")
    return f"{len(output.html_paths())} pages, {len(ways)} ways to an answer", faults


def _seal_faults(output: Output) -> Iterator[str]:
    """On the host a page tells nothing but that it is sealed; its key opens it, its links carry theirs."""
    titles = {puzzle.id: Needle(puzzle.title) for puzzle in output.manifest.puzzles}
    seals = output.seals()
    for path in output.html_paths():
        if path.count("/") < 2:
            continue
        if not is_sealed(output.read(path)):
            yield f"{path}: it is not sealed"
            continue
        if not output.html(path).words:
            yield f"{path}: it does not open by the key that the host's file has for it"
        words = folded("\n".join(output.covering(path).words))
        for puzzle, title in titles.items():
            if title.within(words):
                yield f"{path}: it names {puzzle} without being opened"
        for link in output.html(path).links:
            target, _, key = link.partition("#")
            if seals.get(target.strip("./")) != key:
                yield f"{path}: a link to {target} does not carry its key"


def _lock_pages(output: Output) -> dict[str, str]:
    """The act of each lock that has a page, by the page's path."""
    found = {}
    for lock in output.manifest.locks:
        if lock.url:
            found[page_path(hint_folder(output, lock.url) or f"({lock.url})")] = lock.act
    return found


def _lock_faults(output: Output, path: str, words: str, act: str) -> Iterator[str]:
    """Nothing of what a lock hides stands in its page, and it leads nowhere."""
    document = json.loads(output.read(SOLUTIONS) or b"{}")
    told = [lock for lock in document.get("locks", ()) if lock.get("act") == act]
    if not told:
        yield f"{SOLUTIONS}: it does not say what the lock of {act} hides, so nothing could be searched for"
    for name in ("opened", "then"):
        if any(Needle(str(lock.get(name) or "")).within(words) for lock in told):
            yield f"{path} shows what is read only when the lock of {act} is open"
    own = path.split("/")[1]
    if output.html(path).links or any(f.casefold() in words for f in _folders(output) if f != own):
        yield f"{path}: it leads on to a hint page"


def _folders(output: Output) -> set[str]:
    return {path.split("/")[1] for path in output.files if path.startswith("hints/") and path.count("/") > 1}


def _order_faults(output: Output, way: Way, needle: Needle) -> Iterator[str]:
    """The answer stands on one page only, opened by one page only, and that not at once."""
    holding = [page for page in way.distance if needle.within(page_words(output, page_path(page)))]
    if not holding:
        yield f"{page_path(way.first)}: no page behind it gives the answer of {way.puzzle}"
        return
    last = holding[-1]
    for page in holding[:-1]:
        yield f"{page_path(page)} gives away the answer of {way.puzzle} before its last page"
    steps, doors, ways_on = way.distance[last], len(way.leading_to(last)), len(way.links[way.first])
    if steps < MIN_BEFORE_ANSWER:
        yield f"{page_path(last)}: the answer of {way.puzzle} is {steps} links from its first page"
    if doors != 1:
        yield f"{page_path(last)}: {doors} pages lead to the answer of {way.puzzle}; one must"
    if ways_on != 1:
        yield f"{page_path(way.first)}: it leads to {ways_on} pages; the next one is enough"
