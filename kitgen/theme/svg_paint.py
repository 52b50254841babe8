"""Paint in SVG pictures: roles by name, lines, and what shapes have from the elements around them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kitgen.canvas import Role
from kitgen.theme.art import Layer
from kitgen.theme.svg_shapes import IDENTITY, PLACES, Matrix, number_in, numbers_in

MOST_DASHES = 8
_ROLES = ", ".join(Role)
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Style:
    """What shapes have from the elements around them; `fill` is unsaid until somebody says it."""

    fill: Role | None = None
    says_fill: bool = False
    stroke: Role | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    even_odd: bool = False
    matrix: Matrix = IDENTITY


def layer_of(tag: str, d: str, style: Style) -> Layer:
    """A shape's path data, already moved by its transforms, as a layer with its paint.

    Raises:
        ValidationError: the layer goes beyond what pictures may have.
    """
    lined = style.stroke is not None
    scale = style.matrix.scale if style.matrix != IDENTITY else 1.0
    return Layer(
        d=d,
        # A line has no inside.
        fill=None if tag == "line" else style.fill,
        stroke=style.stroke,
        width=round(style.width * scale, PLACES) if lined else 1.0,
        dash=tuple(round(length * scale, PLACES) for length in style.dash) if lined else (),
        even_odd=style.even_odd,
    )


def unseen(tag: str, style: Style) -> tuple[str, str] | None:
    """Why a shape would not look as its author expects, and what to do; None where all is well."""
    if not style.says_fill and tag != "line":
        return (
            "does not say its fill, nor does anything around it; viewers would make it black",
            'Write fill="none" at <svg>, and a role where a shape is filled.',
        )
    if style.stroke is None and (style.fill is None or tag == "line"):
        return "has neither fill nor stroke and would not be seen", f"Give it a role: {_ROLES}."
    if style.stroke is not None and not style.matrix.is_even:
        return (
            "has a stroke and is scaled unevenly, so that its line would not keep one width",
            "Scale it evenly, write it out without a transform, or take the stroke away.",
        )
    return None


def _role(text: str) -> tuple[Role | None]:
    try:
        return (None if text == "none" else Role(text),)
    except ValueError:
        raise ValueError(f"it must be none or a role: {_ROLES}") from None


def class_paint(text: str) -> dict[str, str]:
    """Paint by class: `ink` or `fill-ink` for the inside, `stroke-ink` for the line."""
    paint: dict[str, str] = {}
    for word in _BLANKS.split(text.strip(), maxsplit=3):
        name, dash, role = word.partition("-")
        if not dash or name not in ("fill", "stroke"):
            name, role = "fill", word
        if name in paint:
            raise ValueError(f"it says {name} twice")
        _role(role)
        paint[name] = role
    return paint


def _width(text: str) -> tuple[float]:
    value = number_in(text)
    if value <= 0:
        raise ValueError("it must be more than 0")
    return (value,)


def _dashes(text: str) -> tuple[tuple[float, ...]]:
    lengths = () if text.strip() == "none" else numbers_in(text, MOST_DASHES)
    if any(length <= 0 for length in lengths):
        raise ValueError("dashes and gaps must be longer than 0")
    return (lengths,)


def _rule(text: str) -> tuple[bool]:
    if text not in ("nonzero", "evenodd"):
        raise ValueError("it must be nonzero or evenodd")
    return (text == "evenodd",)


def _only_round(text: str) -> None:
    if text != "round":
        raise ValueError("ends and joins of lines are always round")


STYLING: tuple[tuple[str, Callable[[str], Any], str], ...] = (
    ("fill", _role, "fill"),
    ("stroke", _role, "stroke"),
    ("stroke-width", _width, "width"),
    ("stroke-dasharray", _dashes, "dash"),
    ("fill-rule", _rule, "even_odd"),
    ("stroke-linecap", _only_round, ""),
    ("stroke-linejoin", _only_round, ""),
)
"""Attributes of paint with what reads them and the style that they set."""
