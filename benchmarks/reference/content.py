"""What stands on the 32 pages: words, grids, tables and addresses, the same for every contender.

54 cards with about 60 words and an emblem of about 50 segments, 12 of them with a version-3 code; 12 sheets
with 250 words and a grid of 20 x 20 with numbers at its sides; 8 guide pages with a table. Kits of different
numbers differ in every sentence, so that nothing but the vocabulary can be remembered from one to the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

CARDS, CODES, SHEETS, GUIDE_PAGES = 54, 12, 12, 8
CARD_WORDS, SHEET_WORDS, GUIDE_WORDS = 60, 250, 90
GRID, TABLE_ROWS = 20, 14

EMBLEMS = (
    "button", "clock", "envelope", "glue", "grille-owl", "lantern",
    "pencil", "teacup", "cat", "book", "grille-spider", "wall-moth",
)  # fmt: skip
"""Pictures of the theme with 49 to 65 segments."""

_WORDS = (
    "the a and of to in her his it was with on at by under behind over no one who what where when still then "
    "there they she he door wall key button needle thread moth cat mouse doll eye stone mirror lantern mask "
    "tent leaf globe hand well rope moon teapot cake letter house stair tunnel ghost case paper word number "
    "row name small old dark cold quiet last first red blue seventh hidden empty narrow crooked silver opens "
    "closes turns waits sews listens counts finds loses knows asks hides keeps follows stops begins"
)
_COMMON = _WORDS.split()
_NOUNS = [word for word in _COMMON[_COMMON.index("door") : _COMMON.index("name") + 1] if len(word) > 2]


@dataclass(frozen=True)
class Card:
    """A card: what stands in its band, its picture, its words, and the address of its code or nothing."""

    label: str
    title: str
    emblem: str
    text: str
    address: str


@dataclass(frozen=True)
class Sheet:
    """A sheet with a grid puzzle: rows of cells, True where filled in the example."""

    title: str
    text: str
    cells: tuple[tuple[bool, ...], ...]

    @property
    def row_numbers(self) -> list[list[int]]:
        """The lengths of each row's blocks."""
        return [_blocks(row) for row in self.cells]

    @property
    def column_numbers(self) -> list[list[int]]:
        """The lengths of each column's blocks."""
        return [_blocks(column) for column in zip(*self.cells, strict=True)]


@dataclass(frozen=True)
class GuidePage:
    """A page of running text with a table."""

    title: str
    text: str
    rows: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class ReferenceKit:
    """All that is printed."""

    number: int
    cards: tuple[Card, ...]
    sheets: tuple[Sheet, ...]
    guide: tuple[GuidePage, ...]


def _blocks(cells: tuple[bool, ...]) -> list[int]:
    return [len(list(run)) for filled, run in groupby(cells) if filled] or [0]


def _numbers(seed: int) -> Iterator[int]:
    """A linear congruential generator: the benchmark needs no better and no import for it."""
    state = seed * 2654435761 + 12345
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state >> 33


def _words(numbers: Iterator[int], count: int) -> str:
    """Sentences of eight to fifteen words; one word in six is a rare one, as in any text."""
    words: list[str] = []
    while len(words) < count:
        sentence: list[str] = []
        for _ in range(min(8 + next(numbers) % 8, count - len(words))):
            pick = next(numbers)
            if pick % 6 == 0:
                sentence.append(_NOUNS[pick // 7 % len(_NOUNS)] + _NOUNS[pick // 911 % len(_NOUNS)])
            else:
                sentence.append(_COMMON[pick // 7 % len(_COMMON)])
        sentence[0] = sentence[0].capitalize()
        words += [*sentence[:-1], sentence[-1] + "."]
    return " ".join(words)


def reference_kit(number: int) -> ReferenceKit:
    """The kit of that number; the same number gives the same kit."""
    numbers = _numbers(number)
    cards = tuple(
        Card(
            f"Act {1 + i // 18}",
            f"The {_NOUNS[next(numbers) % len(_NOUNS)]} and the {_NOUNS[next(numbers) % len(_NOUNS)]}",
            EMBLEMS[i % len(EMBLEMS)],
            _words(numbers, CARD_WORDS),
            # 45 characters of the alphanumeric mode: version 3 at level M.
            f"HTTP://192.168.100.200:8737/H/{next(numbers) % 10**15:015d}" if i < CODES else "",
        )
        for i in range(CARDS)
    )
    sheets = tuple(
        Sheet(
            f"The {_NOUNS[next(numbers) % len(_NOUNS)]} in the snow",
            _words(numbers, SHEET_WORDS),
            tuple(tuple(next(numbers) % 5 < 2 for _ in range(GRID)) for _ in range(GRID)),
        )
        for _ in range(SHEETS)
    )
    guide = tuple(
        GuidePage(
            f"Evening {i + 1}: the {_NOUNS[next(numbers) % len(_NOUNS)]}",
            _words(numbers, GUIDE_WORDS),
            tuple(
                (
                    "ABCDEFGHIJKLMNOP"[row],
                    _words(numbers, 6),
                    _words(numbers, 4),
                    str(next(numbers) % 90),
                )
                for row in range(TABLE_ROWS)
            ),
        )
        for i in range(GUIDE_PAGES)
    )
    return ReferenceKit(number, cards, sheets, guide)
