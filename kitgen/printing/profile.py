"""A print profile: everything about paper, printer and eyes that changes where and how ink lies.

A profile never changes a puzzle: the same seed gives the same clues and answers on any paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kitgen.canvas import Typography
from kitgen.errors import UsageError
from kitgen.units import PAPERS, Box, Paper

UNPRINTABLE_MM = 7.0
"""Printers leave up to 6.7 mm blank at an edge, so nothing of ours comes nearer than this."""

LARGEST_OFFSET_MM = 3.0
"""A printer that misses by more than duplex prints are known to (3.2 mm between sheets) wants service."""

BLEED_MM = 3.0
"""How far what touches a card's edge goes on beyond it."""


class Duplex(StrEnum):
    """How fronts meet their backs."""

    NONE = "none"  # printed on one side; cards have no backs
    LONG = "long"  # the printer turns the sheet along its long edge
    SHORT = "short"  # along its short edge
    FOLD = "fold"  # front and back side by side, folded and glued


class Ink(StrEnum):
    """How much ink a print may take."""

    FULL = "full"
    GREY = "grey"  # one cartridge; every shade still told apart
    SAVER = "saver"  # no filled areas, thin frames


class Lettering(StrEnum):
    """Which faces running text is set in."""

    PLAIN = "plain"  # the theme's own
    LEGIBLE = "legible"  # a sans face for dyslexic readers, with more room


class Envelopes(StrEnum):
    """How envelopes are told apart."""

    LABELS = "labels"  # labels to glue on, all on one sheet
    COVERS = "covers"  # a sheet each that hides what lies under it and folds into the envelope


REGISTER_MM = {Duplex.NONE: 0.0, Duplex.LONG: 3.0, Duplex.SHORT: 3.0, Duplex.FOLD: 1.0}
"""How far front and back may miss each other: up to 3.2 mm between sheets has been reported of duplex
printers, of which calibration takes its share; a fold along a printed line is good to a millimetre."""


@dataclass(frozen=True)
class CardFormat:
    """A card's trimmed size and its zones.

    Args:
        name: its name in `--cards`.
        width_mm: trimmed width.
        height_mm: trimmed height.
        bleed_mm: how far what touches the edge goes on beyond it.
        safe_mm: words stay at least this far inside the edge.
    """

    name: str
    width_mm: float
    height_mm: float
    bleed_mm: float = BLEED_MM
    safe_mm: float = 3.0


# Poker is sold as 63.5 x 88.9; half a millimetre less lets nine share a sheet of A4 and of Letter with 7 mm
# free all round, and fits the same sleeves. Bridge (57 x 88.9) gives its 0.9 mm for the same reason.
CARD_FORMATS = {
    card.name: card
    for card in (
        CardFormat("poker", 63.0, 88.0),
        CardFormat("bridge", 57.0, 88.0),
        CardFormat("tarot", 70.0, 120.0),
        CardFormat("mini", 44.0, 68.0),
        CardFormat("square", 70.0, 70.0),
    )
}


@dataclass(frozen=True)
class PrintProfile:
    """One printer, one kind of paper, one table's eyes.

    Args:
        paper: the sheet.
        cards: format of the cards.
        duplex: how fronts meet their backs.
        ink: how much ink it may take.
        offset_mm: how far everything on fronts is moved right and down, to mend what the printer misses by.
        back_offset_mm: the same for backs.
        large_print: running text in 16 points, on more cards and sheets rather than in smaller text.
        sleeves: cards go into sleeves, so that they need neither backs nor firm paper.
        face: which faces running text is set in.
        envelopes: how envelopes are told apart.

    Raises:
        UsageError: an offset would push ink off the page.
    """

    paper: Paper = PAPERS["a4"]
    cards: CardFormat = field(default_factory=lambda: CARD_FORMATS["poker"])
    duplex: Duplex = Duplex.NONE
    ink: Ink = Ink.FULL
    offset_mm: tuple[float, float] = (0.0, 0.0)
    back_offset_mm: tuple[float, float] = (0.0, 0.0)
    large_print: bool = False
    sleeves: bool = False
    face: Lettering = Lettering.PLAIN
    envelopes: Envelopes = Envelopes.LABELS

    def __post_init__(self) -> None:
        for name, offset in (("offset", self.offset_mm), ("back-offset", self.back_offset_mm)):
            # Written so that 'not a number' is refused too.
            if not all(abs(value) <= LARGEST_OFFSET_MM for value in offset):
                shown = ",".join(f"{value:g}" for value in offset)
                raise UsageError(
                    f"--{name} {shown} would push ink off the page; up to {LARGEST_OFFSET_MM:g} mm either "
                    "way is allowed.",
                    "A printer that misses by more has loose paper guides, or prints to fit the page.",
                )

    @property
    def shift_mm(self) -> tuple[float, float]:
        """Room at the left and right, and at the top and bottom, that pages leave to the offsets."""
        across = max(abs(self.offset_mm[0]), abs(self.back_offset_mm[0]))
        along = max(abs(self.offset_mm[1]), abs(self.back_offset_mm[1]))
        return across, along

    @property
    def sheet(self) -> Paper:
        """What pages are laid out on: the paper without the room that offsets need.

        It lies centred on the paper, fronts and backs alike, and each side is then moved by its offset, so
        that ink never comes nearer to an edge than it would without one.
        """
        across, along = self.shift_mm
        return Paper(self.paper.name, self.paper.width_mm - 2 * across, self.paper.height_mm - 2 * along)

    def origin_mm(self, *, back: bool = False) -> tuple[float, float]:
        """Where the sheet's top left corner lies on a side of the paper, in mm."""
        across, along = self.shift_mm
        x, y = self.back_offset_mm if back else self.offset_mm
        return across + x, along + y

    @property
    def printable(self) -> Box:
        """Where ink may lie on the sheet."""
        return Box(0, 0, self.sheet.width_mm, self.sheet.height_mm).inset(UNPRINTABLE_MM)

    @property
    def is_two_sided(self) -> bool:
        """Whether every sheet with backs has a second page."""
        return self.duplex in (Duplex.LONG, Duplex.SHORT)

    @property
    def has_card_backs(self) -> bool:
        """Whether cards get the theme's back; sleeves have backs of their own."""
        return self.duplex is not Duplex.NONE and not self.sleeves

    @property
    def register_mm(self) -> float:
        """How far a front and its back may miss each other in this print."""
        return REGISTER_MM[self.duplex]

    def typography(self, language: str) -> Typography:
        """How running text is set in this print.

        Args:
            language: BCP 47 tag of the text.

        Source: large print is 16 to 18 points; for dyslexic readers a sans face of 12 to 14 points, 1.2 and
            more between lines, no italics, no capitals in runs.
        """
        body, label = (16.0, 12.0) if self.large_print else (8.0, 8.0)
        scale = 1.5 if self.large_print else 1.0
        if self.face is Lettering.PLAIN:
            return Typography(language, scale, body, label)
        return Typography(
            language,
            scale,
            max(body, 12.0),
            max(label, 9.0),
            line_height=1.4,
            tracking_em=0.02,
            has_capitals=False,
            has_italics=False,
        )


CHOICES: Mapping[str, Mapping[str, Any]] = {
    "paper": PAPERS,
    "cards": CARD_FORMATS,
    "duplex": {duplex.value: duplex for duplex in Duplex},
    "ink": {ink.value: ink for ink in Ink},
    "face": {face.value: face for face in Lettering},
    "envelopes": {envelopes.value: envelopes for envelopes in Envelopes},
}
"""By field of `PrintProfile`: what may be chosen, by the name that options and files give it."""

SWITCHES = ("large_print", "sleeves")
"""Fields that are on or off."""

OFFSETS = ("offset_mm", "back_offset_mm")
"""Fields that are a pair of millimetres: to the right and down."""

PlainSetting = str | bool | tuple[float, float]


def plain_settings(profile: PrintProfile) -> dict[str, PlainSetting]:
    """A profile by field, as files and people write it: `{"paper": "a4", "offset_mm": (0.5, -1.0), ...}`."""
    plain: dict[str, PlainSetting] = {}
    for key, choices in CHOICES.items():
        chosen = getattr(profile, key)
        plain[key] = next(name for name, value in choices.items() if value == chosen)
    for key in (*OFFSETS, *SWITCHES):
        plain[key] = getattr(profile, key)
    return plain


def typed_option(key: str, value: PlainSetting) -> str:
    """A setting as it is typed: `--offset 0.5,-1`; empty for a switch that is off."""
    name = f"--{key.removesuffix('_mm').replace('_', '-')}"
    if isinstance(value, bool):
        return name if value else ""
    return f"{name} {value}" if isinstance(value, str) else f"{name} {value[0]:g},{value[1]:g}"


def tidy_offset(right_mm: float, down_mm: float) -> tuple[float, float]:
    """An offset in hundredths of a millimetre, which is finer than paper lies in a tray, and without -0."""
    return round(right_mm, 2) + 0.0, round(down_mm, 2) + 0.0
