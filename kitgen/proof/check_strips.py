"""Hints on paper: every puzzle's answer stands in the last panel of its own strip, and nowhere else.

Panels are where the manifest has them; which words stand in them is read from the pages.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from kitgen.manifest import StripEntry
from kitgen.proof.check_files import MARGIN_MM, Finding
from kitgen.proof.check_locks import in_reading_order, joined_lines
from kitgen.proof.opened import PAPER_HINTS, Output
from kitgen.proof.placed_marks import PlacedText, within
from kitgen.proof.tokens import Needle, folded
from kitgen.units import Box

LEAST_PT, LEAST_LARGE_PT = 9.0, 16.0
SENTENCE_WORDS = 4
"""Fewer words on a line, or capitals, may be a heading, which large print sets smaller."""

FEWEST_PANELS = 2
"""The title and a hint."""

FEWEST_OF_A_PUZZLE = 3
"""Panels besides the titles: a hint, how it is done, the answer."""

_SLACK_MM, _SLACK_PT = 0.05, 0.05
_UPSIDE_DOWN_DEG = 180.0
_TURN_SLACK_DEG = 1.0

Panels = list[tuple[Box, list[PlacedText]]]


def check_strips(output: Output) -> Finding:
    """Each puzzle has one strip, whose last panel alone gives its answer; fold by fold it can be opened."""
    options = output.manifest.options
    strips = output.manifest.hint_strips
    is_wanted = options.hint_paper != "none" and not output.is_reprint
    if not is_wanted:
        faults = [f"{PAPER_HINTS}: it is there, though no hints were to be printed"]
        return "no hints on paper", faults if strips or PAPER_HINTS in output.files else []
    faults = list(_number_faults(output))
    needles = {puzzle: Needle(answer) for puzzle, answer in output.answers().items()}
    sheets: defaultdict[int, list[StripEntry]] = defaultdict(list)
    for strip in strips:
        sheets[strip.page].append(strip)
    # Hints that take several strips give their answer on the last.
    last = {strip.puzzle: strip for strip in strips}
    pdf = output.pdf(PAPER_HINTS)
    for index in range(pdf.pages if pdf else 0):
        assert pdf is not None
        on = sheets.pop(index + 1, [])
        faults += _shape_faults(output, on)
        left = list(pdf.placed_texts(index))
        for strip in on:
            panels, left = _panels(strip, left)
            is_last = strip == last[strip.puzzle]
            faults += _answer_faults(strip, panels, needles, is_last=is_last)
            faults += _text_faults(output, strip, panels, is_last=is_last)
        where = f"{PAPER_HINTS} page {index + 1}"
        faults += _outside_faults(where, left, needles)
    faults += [
        f"{PAPER_HINTS}: the manifest has strips on page {page}, which is not there" for page in sheets
    ]
    panels_count = sum(len(strip.panels_mm) for strip in strips)
    return f"{len(strips)} strips with {panels_count} panels", list(dict.fromkeys(faults))


def _number_faults(output: Output) -> Iterator[str]:
    """Puzzles without a strip or with several, strips of other files or of no puzzle."""
    if PAPER_HINTS not in output.files:
        yield f"{PAPER_HINTS}: missing, though hints were to be printed"
    counts: Counter[str] = Counter()
    for strip in output.manifest.hint_strips:
        counts[strip.puzzle] += len(strip.panels_mm) - 1
    ids = [puzzle.id for puzzle in output.manifest.puzzles]
    yield from (f"{name}: it has no strip of hints" for name in ids
                if not counts[name])  # fmt: skip
    yield from (f"{name}: {counts[name]} hints on strips; {FEWEST_OF_A_PUZZLE} is the least" for name in ids
                if 0 < counts[name] < FEWEST_OF_A_PUZZLE)  # fmt: skip
    yield from (f"{name}: a strip of hints for no puzzle" for name in counts if name not in ids)
    for strip in output.manifest.hint_strips:
        if strip.file != PAPER_HINTS:
            yield f"{strip.puzzle}: its strip is in {strip.file}; it must be in {PAPER_HINTS}"


def _box(strip: StripEntry) -> Box:
    """The whole strip."""
    boxes = [Box(*panel) for panel in strip.panels_mm]
    return Box(boxes[0].x_mm, boxes[0].y_mm, boxes[0].width_mm, boxes[-1].bottom_mm - boxes[0].y_mm)


def _shape_faults(output: Output, strips: list[StripEntry]) -> Iterator[str]:
    """Strips of a sheet are equal rectangles, and what is folded up is no higher than what it lies on."""
    pdf = output.pdf(PAPER_HINTS)
    assert pdf is not None
    paper = Box(0, 0, pdf.paper.width_mm, pdf.paper.height_mm).inset(MARGIN_MM)
    for number, strip in enumerate(strips):
        where = f"{PAPER_HINTS} page {strip.page}: {strip.puzzle}"
        if len(strip.panels_mm) < FEWEST_PANELS:
            yield f"{where}: {len(strip.panels_mm)} panels; {FEWEST_PANELS} is the least"
            continue
        box, first = _box(strip), _box(strips[0])
        if not paper.contains(box, _SLACK_MM):
            yield f"{where}: its strip reaches into the margin"
        if abs(box.width_mm - first.width_mm) + abs(box.height_mm - first.height_mm) > _SLACK_MM:
            yield f"{where}: its strip is not as large as the others of its sheet"
        if any(_overlap(box, _box(other)) for other in strips[:number]):
            yield f"{where}: its strip lies on another one"
        heights = [panel[3] for panel in strip.panels_mm[1:]]
        if any(below > above + _SLACK_MM for above, below in pairwise(heights)):
            yield f"{where}: a panel is higher than the one that it is folded onto"


def _overlap(one: Box, other: Box) -> bool:
    across = min(one.right_mm, other.right_mm) - max(one.x_mm, other.x_mm)
    along = min(one.bottom_mm, other.bottom_mm) - max(one.y_mm, other.y_mm)
    return across > _SLACK_MM and along > _SLACK_MM


def _panels(strip: StripEntry, texts: list[PlacedText]) -> tuple[Panels, list[PlacedText]]:
    """The texts in each panel of a strip, and those that stand in none."""
    panels: Panels = [(Box(*panel), []) for panel in strip.panels_mm]
    left: list[PlacedText] = []
    for text in texts:
        home = next((found for box, found in panels if within(box, text.x_mm, text.y_mm)), left)
        home.append(text)
    return panels, left


def _words(texts: list[PlacedText]) -> str:
    return folded(joined_lines(in_reading_order(texts)))


def _answer_faults(
    strip: StripEntry, panels: Panels, needles: Mapping[str, Needle], *, is_last: bool
) -> Iterator[str]:
    where = f"{PAPER_HINTS} page {strip.page}: {strip.puzzle}"
    last = len(panels) - 1
    for number, (_, texts) in enumerate(panels):
        words = _words(texts)
        for puzzle, needle in needles.items():
            is_own = is_last and puzzle == strip.puzzle and number == last
            if needle.within(words) and not is_own:
                yield f"{where}: panel {number + 1} of {last + 1} gives away the answer of {puzzle}"
            elif is_own and not needle.within(words):
                yield f"{where}: its last panel does not give its answer, so the search may be blind"
        if number < last and not words.strip():
            yield f"{where}: panel {number + 1} of {last + 1} is empty"


def _text_faults(output: Output, strip: StripEntry, panels: Panels, *, is_last: bool) -> Iterator[str]:
    """Words large enough and inside their panels; a folded answer stands on its head."""
    options = output.manifest.options
    where = f"{PAPER_HINTS} page {strip.page}: {strip.puzzle}"
    for box, texts in panels:
        for text in texts:
            shown = repr(text.text[:30])
            if not box.contains(text.ink, _SLACK_MM):
                yield f"{where}: {shown} reaches over the edge of its panel"
            if text.size_pt < LEAST_PT - _SLACK_PT:
                yield f"{where}: {shown} is set in {text.size_pt:.1f} pt; {LEAST_PT:g} is the least"
    if options.printing.large_print:
        for _, texts in panels[1:]:
            for text in texts:
                is_sentence = len(text.text.split()) >= SENTENCE_WORDS and not text.text.isupper()
                if is_sentence and text.size_pt < LEAST_LARGE_PT - _SLACK_PT:
                    yield f"{where}: {text.text[:30]!r} is in {text.size_pt:.1f} pt in large print"
    if options.hint_paper == "fold" and is_last:
        turned = [abs(text.turn_deg - _UPSIDE_DOWN_DEG) <= _TURN_SLACK_DEG for text in panels[-1][1]]
        if not all(turned):
            yield f"{where}: its answer can be read while the strip is folded; it must stand on its head"


def _outside_faults(where: str, texts: list[PlacedText], needles: Mapping[str, Needle]) -> Iterator[str]:
    """No answer beside the strips."""
    words = _words(texts)
    for puzzle, needle in needles.items():
        if needle.within(words):
            yield f"{where} gives away the answer of {puzzle} beside the strips"
