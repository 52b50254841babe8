"""Answers are searched for wherever players could come upon them.

Looked at: all text of players' pages and guide, also white, covered and off the page; every string in
those files' objects (information, XMP, outlines, links, notes, leftovers); file names; the manifest. Hint
pages have a check of their own. Not looked at: letters drawn as pictures, and digits
spaced out over a line, which no program can tell from a puzzle's own clues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kitgen.manifest import MANIFEST_NAME
from kitgen.proof.check_codes import parts_of
from kitgen.proof.check_files import Finding
from kitgen.proof.check_hints import page_words
from kitgen.proof.opened import PAPER_HINTS, SOLUTIONS, SOLUTIONS_PDF, Output
from kitgen.proof.pdf_objects import inflated, strings, text_of
from kitgen.proof.pdf_reading import PdfReading
from kitgen.proof.tokens import Needle, folded

MIN_SEED = 12
"""A shorter seed is an everyday word or number and may stand anywhere; a drawn one has 16 characters."""

_BROKEN = re.compile(r"(?<=\w)[\x02\u2010\xad\ufffe-]\n(?=\w)")

_KINDS = {"URI": "a link", "Contents": "a note", "JS": "a script", "Author": "the document information",
          "Subject": "the document information", "Keywords": "the document information",
          "Alt": "a hidden description", "ActualText": "a hidden description"}  # fmt: skip


def pdf_texts(pdf: PdfReading, *, with_pages: bool = True) -> Iterator[tuple[str, str]]:
    """Every text of a PDF with where it stands; without those of its pages if asked."""
    for index in range(pdf.pages if with_pages else 0):
        yield f"page {index + 1}", pdf.text(index)
        shown = "\n".join(run.text for run in pdf.runs(index))
        yield f"page {index + 1}", shown
        # A word that is broken at the end of a line reads as one to players.
        yield f"page {index + 1}", _BROKEN.sub("", shown)
    for key, value in pdf.metadata.items():
        yield "the title" if key == "Title" else "the document information", value
    for title in pdf.outline():
        yield "an outline", title
    for item in pdf.objects:
        is_outline = isinstance(item.value, dict) and "Parent" in item.value
        for key, text in strings(item.value):
            if key == "Title":
                yield "an outline" if is_outline else "the title", text
            else:
                yield _KINDS.get(key, f"object {item.number}, /{key}"), text
        if isinstance(item.value, dict) and item.value.get("Type") == "Metadata" and item.stream is not None:
            yield "the XMP metadata", text_of(inflated(item))


def _manifest_strings(value: Any) -> Iterator[str]:
    """The manifest's words; its numbers are sizes and places, its checksums chance."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from _manifest_strings(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("sha256", "fingerprint", "kitgen", "version"):
                yield from _manifest_strings(inner)


def _texts(output: Output, *, with_strips: bool = False) -> Iterator[tuple[str, str]]:
    """Where a text stands, and the text, of everything but the site's pages and the solutions.

    Strips of hints end with their answers; the check `strips` reads those pages panel by panel.
    """
    host = output.manifest.options.hints_address
    printed = parts_of(host)[0].partition("://")[2] if host else ""
    for pdf in output.pdfs():
        if pdf.path != SOLUTIONS_PDF:
            for place, text in pdf_texts(pdf, with_pages=with_strips or pdf.path != PAPER_HINTS):
                clean = folded(text)
                # The site's host is on every sheet; its numbers are nobody's answer.
                yield f"{pdf.path}: {place}", clean.replace(printed, " ") if printed else clean
    for path in output.files:
        yield f"{path}: its name", folded(path)
        if not path.lower().endswith((".pdf", ".html", ".htm")) and path != SOLUTIONS:
            yield path, folded(output.read(path).decode("utf-8", "replace"))
    document = output.manifest.model_dump(mode="json")
    text = folded("\n".join(_manifest_strings(document)))
    yield MANIFEST_NAME, text.replace(printed, " ") if printed else text


def _holding(needles: Mapping[str, Needle], texts: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Where something is found, and whose it is."""
    for where, text in texts:
        for owner, needle in needles.items():
            if needle.within(text):
                yield where, owner


def check_spoilers(output: Output) -> Finding:
    """No answer and no seed stands where players or a host who plays could read it."""
    if output.is_reprint:
        return "nothing: what is printed again comes without answers to search for", []
    answers = output.answers()
    needles = {puzzle: Needle(answer) for puzzle, answer in answers.items()}
    faults = [
        f"{where} gives away the answer of {owner}" for where, owner in _holding(needles, _texts(output))
    ]
    faults += [
        f"{SOLUTIONS}: it has no answer for {puzzle.id}, so nothing could be searched for"
        for puzzle in output.manifest.puzzles
        if puzzle.id not in answers
    ]
    faults += _blind_faults(output, needles)
    seed, what = output.seed(), "answers"
    if not seed:
        faults.append(f"{SOLUTIONS}: it has no seed")
    elif len(re.sub(r"[\W_]", "", seed)) >= MIN_SEED:
        faults += _seed_faults(output, seed)
        what = "answers and the seed"
    words = sum(len(pdf.text(i).split()) for pdf in output.pdfs() for i in range(pdf.pages))
    return f"{len(answers)} {what} in {words} words and {len(output.files)} files", list(
        dict.fromkeys(faults)
    )


def _blind_faults(output: Output, needles: Mapping[str, Needle]) -> Iterator[str]:
    """The search's own proof: where the answers do stand, it must see them."""
    pdf = output.pdf(SOLUTIONS_PDF)
    words = folded("\n".join(pdf.text(i) for i in range(pdf.pages))) if pdf else ""
    for puzzle, needle in needles.items():
        if not needle.within(words):
            yield f"{SOLUTIONS_PDF}: the answer of {puzzle} is not found there, so the search may be blind"


def _seed_faults(output: Output, seed: str) -> Iterator[str]:
    needles = {"as it is": Needle(seed), "run together": Needle(re.sub(r"[\W_]", "", seed))}
    for where, _ in _holding(needles, _texts(output, with_strips=True)):
        yield f"{where} gives away the seed"
    for path in output.html_paths():
        text = page_words(output, path)
        if any(needle.within(text) for needle in needles.values()):
            yield f"{path} gives away the seed"
