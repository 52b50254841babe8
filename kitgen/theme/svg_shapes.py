"""The shapes and transforms of SVG, as path data.

Source: SVG 1.1, chapters 7 (transforms) and 9 (basic shapes: each is defined as a path).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from kitgen.theme.path_data import (
    LARGEST_COORDINATE,
    LONGEST_PATH,
    MOST_NUMBERS,
    NUMBER,
    commands,
    number_text,
    outline,
    spelt,
)

MOST_TRANSFORMS = 8  # in one attribute
LONGEST_TRANSFORM = 400  # characters
LARGEST_SCALE = 1e4  # drawing programs write 0.01 and 100, never this
PLACES = 6  # decimal places of what is computed: far finer than any printer

_EXPONENT = r"[eE][-+]?\d{1,2}(?!\d)"
_FIXED_OR_NOT = re.compile(rf"{NUMBER}(?:{_EXPONENT})?", re.ASCII)
_WITH_EXPONENT = re.compile(rf"{NUMBER}{_EXPONENT}", re.ASCII)
_LONGEST_NUMBER = 40  # characters; what programs write has 20
_BETWEEN = re.compile(r"[\s,]+")
_CALL = re.compile(r"[\s,]*([A-Za-z]{1,20})\s*\(([^()]*)\)")


class Matrix(NamedTuple):
    """Where a point goes: x to `a x + c y + e`, y to `b x + d y + f`."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def after(self, first: Matrix) -> Matrix:
        """The matrix that does `first` and then this one.

        Raises:
            ValueError: it goes beyond all limits.
        """
        a, b, c, d, e, f = self
        both = Matrix(
            a * first.a + c * first.b,
            b * first.a + d * first.b,
            a * first.c + c * first.d,
            b * first.c + d * first.d,
            a * first.e + c * first.f + e,
            b * first.e + d * first.f + f,
        )
        if not all(abs(value) <= LARGEST_SCALE for value in both):
            raise ValueError(f"transforms together go beyond {LARGEST_SCALE:g}")
        return both

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def scale(self) -> float:
        """By how much lengths grow, where all directions grow alike."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    @property
    def is_even(self) -> bool:
        """Whether all directions grow alike, so that a line keeps one width."""
        across, along = math.hypot(self.a, self.b), math.hypot(self.c, self.d)
        lean = self.a * self.c + self.b * self.d
        return math.isclose(across, along, rel_tol=1e-4) and abs(lean) <= 1e-4 * across * along


IDENTITY = Matrix()


def number_in(text: str, limit: float = LARGEST_COORDINATE) -> float:
    """A number without a unit.

    Raises:
        ValueError: it is none, or lies beyond the limit.
    """
    plain = text.strip()
    if len(plain) <= _LONGEST_NUMBER and _FIXED_OR_NOT.fullmatch(plain):
        value = float(plain)
        if -limit <= value <= limit:
            return value
    raise ValueError(
        f"it must be a number from {-limit:g} to {limit:g}, without a unit and without leading zeros"
    )


def numbers_in(text: str, most: int) -> tuple[float, ...]:
    """Numbers with blanks or commas between.

    Raises:
        ValueError: one is none, or there are more than `most`.
    """
    words = [word for word in _BETWEEN.split(text, maxsplit=most + 2) if word]
    if len(words) > most:
        raise ValueError(f"it has more than {most} numbers")
    return tuple(number_in(word) for word in words)


def transform_in(text: str) -> Matrix:
    """What a `transform` attribute says, read from left to right as SVG does.

    Raises:
        ValueError: it is not a list of translate, scale, rotate and matrix, or makes everything vanish.
    """
    if len(text) > LONGEST_TRANSFORM:
        raise ValueError(f"it has {len(text)} characters; at most {LONGEST_TRANSFORM} are read")
    matrix, at = IDENTITY, 0
    for _ in range(MOST_TRANSFORMS + 1):
        if not text[at:].strip():
            break
        call = _CALL.match(text, at)
        if call is None or call[1] not in _TRANSFORMS:
            raise ValueError("it must be a list of translate(...), scale(...), rotate(...) and matrix(...)")
        matrix, at = matrix.after(_called(call[1], numbers_in(call[2], 6))), call.end()
    else:
        raise ValueError(f"it has more than {MOST_TRANSFORMS} steps")
    if abs(matrix.a * matrix.d - matrix.b * matrix.c) < 1e-9:
        raise ValueError("it makes the shape vanish")
    return matrix


def _called(name: str, values: tuple[float, ...]) -> Matrix:
    counts, make = _TRANSFORMS[name]
    if len(values) not in counts:
        wanted = " or ".join(map(str, counts))
        raise ValueError(f"{name} has {len(values)} numbers; it takes {wanted}")
    return make(*values)


def _rotated(degrees: float, x: float = 0.0, y: float = 0.0) -> Matrix:
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    turned = Matrix(cosine, sine, -sine, cosine)
    return Matrix(e=x, f=y).after(turned).after(Matrix(e=-x, f=-y))


def _scaled(x: float, y: float | None = None) -> Matrix:
    return Matrix(a=x, d=x if y is None else y)


def _moved(x: float, y: float = 0.0) -> Matrix:
    return Matrix(e=x, f=y)


_TRANSFORMS: Mapping[str, tuple[tuple[int, ...], Callable[..., Matrix]]] = {
    "translate": ((1, 2), _moved),
    "scale": ((1, 2), _scaled),
    "rotate": ((1, 3), _rotated),
    "matrix": ((6,), Matrix),
}


def transformed(d: str, matrix: Matrix) -> str:
    """Path data moved by a matrix; as it was where there is nothing to move.

    Raises:
        ValueError: the path cannot be read, or leaves the room that pictures have.
    """
    if matrix == IDENTITY:
        return d
    moved: list[tuple[str, tuple[float, ...]]] = []
    for op, values in outline(d).segments:
        points = (matrix.point(x, y) for x, y in zip(values[0::2], values[1::2], strict=True))
        flat = tuple(value for point in points for value in point)
        if not all(abs(value) <= LARGEST_COORDINATE for value in flat):
            raise ValueError(f"it goes further than {LARGEST_COORDINATE:g} units")
        moved.append((op, flat))
    return spelt(moved, PLACES)


def shape_path(tag: str, given: Mapping[str, str]) -> str:
    """A shape as path data.

    Args:
        tag: one of `SHAPES`.
        given: its attributes as written.

    Raises:
        ValueError: what is wrong with which attribute.
    """
    return _SHAPES[tag](given)


def _path(given: Mapping[str, str]) -> str:
    d = given.get("d", "")
    if len(d) > LONGEST_PATH:
        raise ValueError(f"d has {len(d)} characters; at most {LONGEST_PATH} are read")
    # Drawing programs write 1e-5 for nothing. Blanks around it keep numbers apart that touched it.
    d = _WITH_EXPONENT.sub(lambda found: f" {number_text(float(found[0]), PLACES)} ", d)
    commands(d)
    return d


def _rect(given: Mapping[str, str]) -> str:
    x, y = _length(given, "x"), _length(given, "y")
    width, height = _size(given, "width"), _size(given, "height")
    right, bottom = x + width, y + height
    if "rx" not in given and "ry" not in given:
        return f"M{_n(x)} {_n(y)}H{_n(right)}V{_n(bottom)}H{_n(x)}Z"
    # One of the two serves for both.
    rx = min(_size(given, "rx" if "rx" in given else "ry"), width / 2)
    ry = min(_size(given, "ry" if "ry" in given else "rx"), height / 2)
    corner = f"A{_n(rx)} {_n(ry)} 0 0 1 "
    return (
        f"M{_n(x + rx)} {_n(y)}H{_n(right - rx)}{corner}{_n(right)} {_n(y + ry)}"
        f"V{_n(bottom - ry)}{corner}{_n(right - rx)} {_n(bottom)}"
        f"H{_n(x + rx)}{corner}{_n(x)} {_n(bottom - ry)}V{_n(y + ry)}{corner}{_n(x + rx)} {_n(y)}Z"
    )


def _circle(given: Mapping[str, str]) -> str:
    radius = _size(given, "r")
    return _round(_length(given, "cx"), _length(given, "cy"), radius, radius)


def _ellipse(given: Mapping[str, str]) -> str:
    return _round(_length(given, "cx"), _length(given, "cy"), _size(given, "rx"), _size(given, "ry"))


def _round(x: float, y: float, rx: float, ry: float) -> str:
    # From three o'clock on clockwise, as SVG says: dashes begin there.
    half = f"A{_n(rx)} {_n(ry)} 0 0 1 "
    return f"M{_n(x + rx)} {_n(y)}{half}{_n(x - rx)} {_n(y)}{half}{_n(x + rx)} {_n(y)}Z"


def _line(given: Mapping[str, str]) -> str:
    x1, y1, x2, y2 = (_length(given, name) for name in ("x1", "y1", "x2", "y2"))
    return f"M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}"


def _polyline(given: Mapping[str, str]) -> str:
    text = given.get("points", "")
    if len(text) > LONGEST_PATH:
        raise ValueError(f"points has {len(text)} characters; at most {LONGEST_PATH} are read")
    try:
        values = numbers_in(text, MOST_NUMBERS)
    except ValueError as error:
        raise ValueError(f"points: {error}") from None
    if len(values) < 4 or len(values) % 2:
        raise ValueError(f"points has {len(values)} numbers; it takes two a point, and two points at least")
    pairs = zip(values[0::2], values[1::2], strict=True)
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in pairs)


def _polygon(given: Mapping[str, str]) -> str:
    return _polyline(given) + "Z"


_SHAPES: Mapping[str, Callable[[Mapping[str, str]], str]] = {
    "path": _path,
    "rect": _rect,
    "circle": _circle,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": _polyline,
    "polygon": _polygon,
}

SHAPES: Mapping[str, frozenset[str]] = {
    "path": frozenset({"d"}),
    "rect": frozenset({"x", "y", "width", "height", "rx", "ry"}),
    "circle": frozenset({"cx", "cy", "r"}),
    "ellipse": frozenset({"cx", "cy", "rx", "ry"}),
    "line": frozenset({"x1", "y1", "x2", "y2"}),
    "polyline": frozenset({"points"}),
    "polygon": frozenset({"points"}),
}
"""The shapes that are read, with what each may say of its form."""


def _length(given: Mapping[str, str], name: str) -> float:
    text = given.get(name, "0")
    try:
        return number_in(text)
    except ValueError as error:
        raise ValueError(f"{name} is {shortened(text)}; {error}") from None


def _size(given: Mapping[str, str], name: str) -> float:
    if name not in given:
        raise ValueError(f"{name} is missing")
    value = _length(given, name)
    if value <= 0:
        raise ValueError(f"{name} is {shortened(given[name])}; it must be more than 0")
    return value


def shortened(text: str) -> str:
    """What a file says, in quotes, as far as a line has room for it."""
    return repr(text if len(text) <= 40 else f"{text[:37]}...")


def _n(value: float) -> str:
    return number_text(value, PLACES)
