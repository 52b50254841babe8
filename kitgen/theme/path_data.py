"""Path data as in SVG: how it is checked, read and spelt.

A picture's path data is checked by a small grammar of our own when its theme is loaded, and read by
fontTools' parser when the picture is drawn. Why not by the parser both times: measured on the 1,596 paths of
midnight-thread it takes 75 ms where the check takes 31, and 14 ms more to import, while most pictures of a
theme are never drawn. And it passes over what it does not know: to it `M1 1Lx5 5` is `M1 1L5 5`, and `1e999`
is a place to go, where an author wants to be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kitgen.canvas import Path, Segment

LARGEST_COORDINATE = 2000.0
MOST_NUMBERS = 6000  # in one path: some thousand points, a picture nobody draws by accident
LONGEST_PATH = 40_000  # characters

# No exponents and no leading zeros: art needs neither, and "1e999" or "007" mean different things to
# different readers.
NUMBER = r"[-+]?(?:(?:0(?!\d)|[1-9]\d*)(?:\.\d+)?|\.\d+)"
_NUMBER = re.compile(NUMBER, re.ASCII)
# Possessive, so that refusing takes no longer than reading.
_PLAIN = re.compile(rf"(?:[MmZzLlHhVvCcSsQqTtAa]|{NUMBER}|[\s,])*+", re.ASCII)
_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_ARC_FLAGS = (3, 4)

Command = tuple[str, tuple[float, ...]]


@lru_cache(maxsize=4096)
def commands(d: str) -> tuple[Command, ...]:
    """Path data as letters with their numbers, relative ones left relative.

    Args:
        d: path data by SVG's grammar, without exponents.

    Raises:
        ValueError: something in it is neither a command nor a number, a command has too few or too many
            numbers, or there are too many of them.

    Source: SVG 1.1, 8.3.9 (grammar of path data).
    """
    plain = _PLAIN.match(d)
    if plain is None or plain.end() < len(d):
        at = plain.end() if plain else 0
        raise ValueError(f"path data has {d[at : at + 12].strip()!r} where a command or number belongs")
    if d.lstrip()[:1] not in ("M", "m"):
        raise ValueError("path data must begin with M")
    found = tuple((letter, tuple(map(float, _NUMBER.findall(rest)))) for letter, rest in _COMMAND.findall(d))
    total = sum(len(numbers) for _, numbers in found)
    if total > MOST_NUMBERS:
        raise ValueError(f"path data has {total} numbers; at most {MOST_NUMBERS} are allowed")
    for letter, numbers in found:
        _check_numbers(letter, numbers)
    return found


def _check_numbers(letter: str, numbers: tuple[float, ...]) -> None:
    wanted = _ARGUMENTS[letter.upper()]
    complete = not numbers if wanted == 0 else bool(numbers) and len(numbers) % wanted == 0
    if not complete:
        raise ValueError(f"path command {letter} has {len(numbers)} numbers; it takes {wanted} at a time")
    if numbers and not -LARGEST_COORDINATE <= min(numbers) <= max(numbers) <= LARGEST_COORDINATE:
        raise ValueError(f"path command {letter} goes further than {LARGEST_COORDINATE:g} units")
    if letter in "Aa":
        for i in range(0, len(numbers), 7):
            if any(numbers[i + flag] not in (0.0, 1.0) for flag in _ARC_FLAGS):
                raise ValueError("the fourth and fifth number of an arc must be 0 or 1")


class _PathPen:
    """What fontTools draws on: collects the segments of a `Path`."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._at = (0.0, 0.0)

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name for it
        self._add("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name for it
        self._add("L", point)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name for it
        self._add("C", *points)

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:  # noqa: N802 - same
        (x0, y0), (x1, y1), (x2, y2) = self._at, control, end
        # A quadratic curve is the cubic whose handles reach two thirds of the way to its control point.
        first = (x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3)
        second = (x2 + (x1 - x2) * 2 / 3, y2 + (y1 - y2) * 2 / 3)
        self._add("C", first, second, end)

    def closePath(self) -> None:  # noqa: N802 - fontTools' name for it
        self.segments.append(("Z", ()))

    def endPath(self) -> None:  # noqa: N802 - fontTools' name for it
        """An open path needs nothing at its end."""

    def _add(self, op: str, *points: tuple[float, float]) -> None:
        self.segments.append((op, tuple(value for point in points for value in point)))
        self._at = points[-1]


@lru_cache(maxsize=4096)
def outline(d: str) -> Path:
    """Path data as a canvas path of lines and cubic curves, in the picture's units.

    Args:
        d: path data that `commands` can read.

    Raises:
        ValueError: it cannot be read.
    """
    # Imported when the first picture is drawn: commands that draw nothing must start fast.
    from fontTools.svgLib.path import parse_path

    pen = _PathPen()
    parse_path(spelt(commands(d), places=6), pen)
    return Path(tuple(pen.segments))


def spelt(path: Iterable[Command], places: int) -> str:
    """Path data of commands, with so many decimal places at most."""
    return "".join(
        letter + " ".join(number_text(value, places) for value in numbers) for letter, numbers in path
    )


def number_text(value: float, places: int) -> str:
    """A number with so many decimal places at most, never with an exponent."""
    text = f"{value:.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
