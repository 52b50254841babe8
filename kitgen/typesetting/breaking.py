"""Breaking a text into lines: words in order, hyphens only where they help, no last word all alone.

Writers set text without kerning, so a line is as wide as its words and blanks: each word is measured once, at
one point, and every size and every room is tried on those widths.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from kitgen.canvas import Face, Metrics
from kitgen.typesetting.hyphens import HYPHEN, is_name, places
from kitgen.units import mm_from_pt

SHORTEST_LINES = (0.66, 0.8, 0.92, 1.01)
"""A line that is filled to less than this share gets a part of the next word. The first share leaves rags as
they are and mends holes; the others are for texts that would have to be set smaller."""

COMFORTABLE_PT = 10.0
"""Words of this size and more are not broken to make them larger still."""

MOST_HYPHENS = 2
"""Lines in a row that may end with a hyphen."""

SHORT_WORD = 6
"""A last line of one word shorter than this is a widow."""

SLACK_MM = 1e-6

SPACED = frozenset({Face.BODY, Face.BODY_BOLD, Face.BODY_ITALIC, Face.LABEL, Face.LABEL_BOLD})
"""Faces that a print for dyslexic readers sets with more room between letters; titles and codes stay."""

HYPHENATED = frozenset({Face.BODY, Face.BODY_BOLD, Face.BODY_ITALIC})


class Word(NamedTuple):
    """A word, or the rest of one that was broken, with its advance width in mm at one point.

    Args:
        text: what stands on the line.
        width: its width.
        whole: the word it is the end of.
    """

    text: str
    width: float
    whole: str


@dataclass(frozen=True)
class Measured:
    """A text whose words were measured; all widths are in mm at one point, tracking included.

    Args:
        metrics: text widths.
        face: typeface.
        paragraphs: the words of each.
        ends: of each, how long its first words are, each with a blank: of none, of one, and so on.
        blank: width of a blank.
        tracking: room after each letter.
    """

    metrics: Metrics
    face: Face
    paragraphs: tuple[tuple[Word, ...], ...]
    ends: tuple[tuple[float, ...], ...]
    blank: float
    tracking: float

    def word(self, text: str, whole: str = "") -> Word:
        """A word measured."""
        width = self.metrics.width_mm(text, self.face, 1.0) + self.tracking * len(text)
        return Word(text, width, whole or text)

    def least_lines(self, room: float, indent: float = 0.0) -> int:
        """No way of breaking makes fewer lines in a room of this width (mm at one point)."""
        wide = room + self.blank
        return sum([max(1, math.ceil((indent + ends[-1]) / wide - SLACK_MM)) for ends in self.ends])

    def broken(self, room: float, shortest: float, indent: float = 0.0) -> list[list[str]] | None:
        """The lines of each paragraph, or None where a word is too wide and cannot be broken.

        Args:
            room: width of a line, in mm at one point.
            shortest: share of the room under which a line gets a part of the next word.
            indent: what the first paragraph's first line is shorter by; it stays empty where its word is too
                wide for it.
        """
        out = []
        for number, (words, ends) in enumerate(zip(self.paragraphs, self.ends, strict=True)):
            lines = _Paragraph(self, room, shortest).lines(words, ends, 0.0 if number else indent)
            if lines is None:
                return None
            out.append(lines)
        return out


def measured(metrics: Metrics, text: str, face: Face, extra_tracking_pt: float = 0.0) -> Measured:
    """A text taken apart into paragraphs (at line breaks) and words.

    Args:
        metrics: text widths.
        text: what is set.
        face: typeface.
        extra_tracking_pt: room after each letter at a size of one point, besides that of the typography.
    """
    # Metrics are told apart by what they are, not by what they hold, and so can be a key.
    return _measured(metrics, text, face, extra_tracking_pt)  # type: ignore[arg-type]  # as said above


@lru_cache(maxsize=1024)
def _measured(metrics: Metrics, text: str, face: Face, extra_tracking_pt: float) -> Measured:
    """Kept, because titles, facts and stories are tried on card after card in size after size."""
    tracking = mm_from_pt(tracking_em(metrics, face) + extra_tracking_pt)
    blank = metrics.width_mm(" ", face, 1.0) + tracking
    known = _vocabulary(metrics, face, tracking)  # type: ignore[arg-type]  # as above
    paragraphs = tuple([tuple([known[word] for word in _words(part)]) for part in text.split("\n")])
    ends = tuple(
        [tuple(accumulate([word.width + blank for word in words], initial=0.0)) for words in paragraphs]
    )
    return Measured(metrics, face, paragraphs, ends, blank, tracking)


class _Vocabulary(dict[str, Word]):
    """Words measured in one face, each when it first occurs: a kit says most of its words many times."""

    def __init__(self, metrics: Metrics, face: Face, tracking: float) -> None:
        super().__init__()
        self._metrics, self._face, self._tracking = metrics, face, tracking

    def __missing__(self, text: str) -> Word:
        width = self._metrics.width_mm(text, self._face, 1.0) + self._tracking * len(text)
        word = self[text] = Word(text, width, text)
        return word


_vocabulary = lru_cache(maxsize=64)(_Vocabulary)


def _words(paragraph: str) -> list[str]:
    """The words of a paragraph; a no-break space keeps two of them together."""
    words = paragraph.replace("\t", " ").split(" ")
    return [word.replace("\u00a0", " ") for word in words if word]


def tracking_em(metrics: Metrics, face: Face) -> float:
    """Room added between letters of a face, as a share of the size."""
    return metrics.typography.tracking_em if face in SPACED else 0.0


class _Paragraph:
    """Fills lines one after the other."""

    def __init__(self, text: Measured, room: float, shortest: float) -> None:
        self.text, self.room, self.shortest = text, room + text.tracking, shortest
        self.may_hyphenate = text.face in HYPHENATED
        self.done: list[list[Word]] = []
        self.hyphens = 0

    def lines(self, words: Sequence[Word], ends: Sequence[float], indent: float) -> list[str] | None:
        """The paragraph's lines, or None where a word is too wide.

        Args:
            words: of the paragraph.
            ends: see `Measured`; where a line ends is looked up in them.
            indent: what the first line is shorter by.
        """
        room, limit, number = self.room, self.room - indent, 0
        line: list[Word] = []
        word = words[0] if words else None
        while word is not None:
            line, used = [], 0.0
            if word.width <= limit + SLACK_MM:
                first, number = number + 1, _last(ends, number + 1, limit - word.width)
                line, used = [word, *words[first:number]], word.width + ends[number] - ends[first]
                if number == len(words):
                    break
                word = words[number]
            must = word.width > room + SLACK_MM
            parts = None
            if must or self._is_short(used, limit, words[number]):
                free = limit - used - (self.text.blank if line else 0.0)
                parts = self._part(word, free, is_last=number == len(words) - 1, must=must)
            if parts is not None:
                line.append(parts[0])
                word = parts[1]
            elif must and not line and limit >= room:
                return None
            self.hyphens = self.hyphens + 1 if parts is not None else 0
            self.done.append(line)
            limit = room
        self.done.append(line)
        self._mend_widow()
        return [" ".join([word.text for word in line]) for line in self.done]

    def _is_short(self, used: float, limit: float, word: Word) -> bool:
        return (
            self.may_hyphenate
            and used < self.shortest * limit
            and self.hyphens < MOST_HYPHENS
            and not is_name(word.text, self.text.metrics.typography.language)
        )

    def _part(self, word: Word, free: float, *, is_last: bool, must: bool) -> tuple[Word, Word] | None:
        """The longest part of a word that fits, with its hyphen, and the rest of the word."""
        # A paragraph's last line would begin with the rest of a word and have nothing else.
        if free <= 0 or not self.may_hyphenate or (is_last and not must):
            return None
        before = len(word.whole) - len(word.text)
        for place in reversed(places(word.whole, self.text.metrics.typography.language)):
            head, tail = word.text[: max(0, place - before)], word.whole[place:]
            if not head:
                return None
            part = self.text.word(head if head.endswith(HYPHEN) else head + HYPHEN)
            if part.width <= free + SLACK_MM:
                return part, self.text.word(tail, word.whole)
        return None

    def _mend_widow(self) -> None:
        """Give a short last word the one before it for company."""
        if len(self.done) < 2 or not is_widow([word.text for word in self.done[-1]]):
            return
        before, last = self.done[-2], self.done[-1]
        # A part of a word stays with its hyphen, and the line above must not become the next widow.
        if len(before) < 3 or before[-1].text.endswith(HYPHEN):
            return
        if before[-1].width + self.text.blank + last[0].width <= self.room + SLACK_MM:
            last.insert(0, before.pop())


def _last(ends: Sequence[float], first: int, free: float) -> int:
    """The word before which a line ends that has `free` left for the words from `first` on."""
    return bisect_right(ends, ends[first] + free + SLACK_MM, first) - 1


def shortest_lines(size_pt: float, smallest_pt: float) -> tuple[float, ...]:
    """How readily words are broken at a size, from hardly to wherever they may be."""
    return SHORTEST_LINES if size_pt <= max(smallest_pt, COMFORTABLE_PT) else SHORTEST_LINES[:1]


def is_widow(words: Sequence[str]) -> bool:
    """Whether a paragraph's last line is one short word."""
    return len(words) == 1 and len(words[0]) < SHORT_WORD
