"""Contrast: which roles are read as text on which grounds, and whether they can be in every ink.

Source: WCAG 2.2, 1.4.3 (4.5:1 for text) and its definition of relative luminance.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kitgen.canvas import Role
from kitgen.printing.profile import Ink

LEAST_RATIO = 4.5
"""Of text to its ground, in every ink."""

_LIGHT = (Role.WHITE, Role.PAPER, Role.SHADE)
DARK = (Role.BAND, Role.ACCENT)
"""Grounds that text is lighter than."""

_READ_ON_LIGHT = (Role.BODY, Role.MUTED, Role.ACCENT, Role.INK, Role.FRAME, Role.BLACK)

TEXT_ON: tuple[tuple[Role, Role], ...] = (
    *((text, ground) for text in _READ_ON_LIGHT for ground in _LIGHT),
    (Role.ON_BAND, Role.BAND),
    (Role.GLOW, Role.BAND),
    (Role.WHITE, Role.ACCENT),
    (Role.BLACK, Role.STONE),
    (Role.BODY, Role.STONE),
)
"""Every role that text has, with every ground that it stands on."""


@dataclass(frozen=True)
class Failure:
    """Text that is too faint: its role, its ground, the ink and the ratio found."""

    text: Role
    ground: Role
    ink: Ink
    ratio: float


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, from 0 to 1."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def grey_of(colour: str) -> str:
    """The grey of the same luminance: it keeps every contrast, and a printer needs black ink only."""
    return _grey(luminance(colour))


def _grey(light: float) -> str:
    """The grey of a luminance, to the nearest of 256."""
    value = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return "#" + f"{math.floor(value * 255 + 0.5):02x}" * 3


_SAVED: Mapping[Role, float] = {
    Role.BODY: 5.6,
    Role.INK: 5.6,
    Role.MUTED: 4.8,
    Role.ACCENT: 4.8,
    Role.FRAME: 4.8,
    Role.STONE: 3.0,
}
"""Contrast to white that the saver gives text and lines: a third less ink. WCAG asks for
4.5:1; a puzzle night has little light, so it is more. Sixteen puzzles are mostly text and lines, and at 7:1
they would take more than a third of the full ink."""


def colours_in(ink: Ink, colours: Mapping[Role, str]) -> dict[Role, str]:
    """The colours of all roles as an ink prints them; grey and saver need the black cartridge only."""
    if ink is Ink.FULL:
        return dict(colours)
    greys = {role: grey_of(colour) for role, colour in colours.items()}
    if ink is Ink.GREY:
        return greys
    saved = {role: _grey(1.05 / contrast - 0.05) for role, contrast in _SAVED.items()}
    return {**greys, **saved, **dict.fromkeys(_LIGHT, "#ffffff")}


def failures(colours: Mapping[Role, str]) -> Iterator[Failure]:
    """All text that one ink or another prints too faintly on its ground."""
    for ink in Ink:
        printed = colours_in(ink, colours)
        for text, ground in TEXT_ON:
            # Without filled areas, light text is turned dark and everything stands on bare paper.
            if ink is Ink.SAVER and (ground is not Role.WHITE or text in (Role.ON_BAND, Role.GLOW)):
                continue
            found = ratio(printed[text], printed[ground])
            if found < LEAST_RATIO:
                yield Failure(text, ground, ink, found)
