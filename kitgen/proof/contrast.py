"""How far two colours stand out from each other, to the eye and through red film."""

from __future__ import annotations

from kitgen.proof.placed_marks import Colour


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def through_red(colour: Colour) -> Colour:
    """What red film lets through of a colour, as a shade of grey: its red, and nothing else."""
    return colour[0], colour[0], colour[0]
