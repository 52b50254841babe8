"""Order: sheets are numbered through all players' files, each says which print it is and where it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kitgen.proof.check_files import Finding
from kitgen.proof.opened import Output
from kitgen.proof.pdf_reading import PdfReading
from kitgen.proof.small_print import SmallPrint, small_print
from kitgen.proof.tokens import folded

OPTIONAL = ("print/cover.pdf", "print/paper-hints.pdf", "print/join.pdf")
"""A title page for whoever likes one, hints on paper, how phones join: no part of the game, and each counted
by itself."""

LEAST_SEED = 4
"""Shorter typed seeds stand in any fingerprint by chance."""

Sheet = tuple[str, SmallPrint, frozenset[str]]
"""Where it is, what it says, and the envelopes of the pieces on it."""


def check_order(output: Output) -> Finding:
    """Sheets run from 1 to the last, each with the print's fingerprint, which is not the seed."""
    manifest = output.manifest
    faults = list(_fingerprint_faults(output))
    needed: list[Sheet] = []
    optional: dict[str, list[Sheet]] = {}
    files = 0
    for pdf in output.players_pdfs():
        files += 1
        found, missing = _sheets(output, pdf)
        (optional.setdefault(pdf.path, []) if pdf.path in OPTIONAL else needed).extend(found)
        faults += missing
    for sheets in (needed, *optional.values()):
        faults += _number_faults(sheets)
    others = [sheet for sheets in optional.values() for sheet in sheets]
    for where, line, _ in needed + others:
        if manifest.options.copies == 1 and line.parts[0] != manifest.kit.title:
            faults.append(f"{where}: it names {line.parts[0]!r}; the kit is {manifest.kit.title!r}")
    faults += [f"{where}: pieces in a file that nobody needs to play" for where, _, on in others if on]
    faults += _envelope_faults(needed)
    return f"{len(needed + others)} sheets in {files} files", faults


def _number_faults(sheets: list[Sheet]) -> Iterator[str]:
    """Numbers run from 1 to the last; files that are no part of the game are counted by themselves."""
    for i, (where, line, _) in enumerate(sheets, start=1):
        if line.number != i or line.of != len(sheets):
            said = f"sheet {line.number} of {line.of}" if line.of else "no number"
            yield f"{where}: it says {said}; it is sheet {i} of {len(sheets)} in print order"


def _fingerprint_faults(output: Output) -> Iterator[str]:
    printed = re.sub(r"[\W_]", "", folded(output.manifest.fingerprint))
    seed = re.sub(r"[\W_]", "", folded(output.seed()))
    if not printed:
        yield "the print has no fingerprint"
    elif len(seed) >= LEAST_SEED and (seed in printed or printed in seed):
        yield "the fingerprint that is printed on every sheet tells the seed"


def _sheets(output: Output, pdf: PdfReading) -> tuple[list[Sheet], list[str]]:
    """The sheets of a file by their fronts, and pages that do not say what they are.

    A back repeats the number of its front and differs in its words; a blank one says nothing.
    """
    manifest = output.manifest
    sheets: list[Sheet] = []
    faults: list[str] = []
    is_two_sided = pdf.duplex in ("long", "short")
    last: SmallPrint | None = None
    for index in range(pdf.pages):
        where = f"{pdf.path} page {index + 1}"
        line = small_print(pdf, index, manifest.fingerprint)
        if is_two_sided and index % 2:
            if line is not None and last is not None and (line.number, line.of) != (last.number, last.of):
                faults.append(f"{where}: it is the back of sheet {last.number} and says {line.parts[-1]!r}")
            elif line is not None and last is not None and line.words == last.words:
                faults.append(f"{where}: nothing says that it is a back")
            elif line is None and pdf.text(index).strip():
                faults.append(f"{where}: no small print names the print {manifest.fingerprint} and the sheet")
            continue
        last = line
        if line is None:
            faults.append(f"{where}: no small print names the print {manifest.fingerprint} and the sheet")
            line = SmallPrint(("",), 0, 0)
        here = [piece for piece in manifest.pieces if (piece.file, piece.page) == (pdf.path, index + 1)]
        sheets.append((where, line, frozenset(piece.envelope for piece in here)))
    return sheets, faults


def _envelope_faults(sheets: list[Sheet]) -> Iterator[str]:
    """Sheets name the envelopes of their pieces, each always by the same words."""
    names: dict[str, str] = {}
    for where, line, envelopes in sheets:
        if len(envelopes) == 1 and line.goes_to:
            (envelope,) = envelopes
            if names.setdefault(envelope, line.goes_to) != line.goes_to:
                yield f"{where}: it goes to {line.goes_to!r}; elsewhere its envelope is {names[envelope]!r}"
    for name in sorted({name for name in names.values() if list(names.values()).count(name) > 1}):
        yield f"two envelopes are both called {name!r} on their sheets"
    for where, line, envelopes in sheets:
        told = frozenset(part.strip() for part in line.goes_to.split(",") if part.strip())
        known = frozenset(names[envelope] for envelope in envelopes if envelope in names)
        if envelopes and (len(told) != len(envelopes) or not known <= told):
            yield f"{where}: it goes to {line.goes_to!r}; its pieces lie in {len(envelopes)} envelopes"
