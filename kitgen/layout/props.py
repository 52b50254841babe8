"""Props: pieces to cut, fold and glue, packed puzzle by puzzle in rows with shared cuts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kitgen.canvas import Canvas, Face, LineKind, Path, Role
from kitgen.errors import LayoutError
from kitgen.layout.cards import facts
from kitgen.layout.furniture import (
    LEGEND_LINES,
    SmallPrint,
    draw_legend,
    draw_ruler,
    draw_small_print,
    ruler_at,
)
from kitgen.layout.plan import TABLE, UNPRINTABLE_MM, NightPrint, Page, Placed, PuzzlePrint
from kitgen.layout.text import Section, fit_line, fit_sections
from kitgen.mechanisms.contract import Piece, PieceKind
from kitgen.message import Message, message
from kitgen.units import Box, Paper

MARGIN_MM = UNPRINTABLE_MM + 1.0
HEAD_MM = 9.0
MAKING_MM = 8.0
"""Strip under the head: what to do with the pieces before the night, and air above the first cut."""
FACTS_MM = 24.0
LEGEND_MM = 5.5
FOOT_MM = 5.0
GAP_MM = 4.0
RULER_MM = 8.0


@dataclass(frozen=True)
class PropSet:
    """Props that belong together, on pages of their own.

    Args:
        id: of their puzzle, or `kit`.
        title: at the head of their pages.
        label: small, at the head's right.
        what: for the small print.
        making: what the host does with them before the night.
        facts: draws up what players need, do, are done by and answer.
        pieces: the props.
        envelope_of: id of the envelope that a piece lies in.
    """

    id: str
    title: str
    label: Message
    what: Message
    making: Message
    facts: Callable[[Canvas], list[Section]]
    pieces: Sequence[Piece]
    envelope_of: Callable[[Piece], str]


@dataclass(frozen=True)
class Spot:
    """A piece and where it lies on its page, in mm."""

    piece: Piece
    box: Box


def field_of(paper: Paper, *, first: bool) -> Box:
    """Where pieces may lie on a props page; the file's first page gives up a strip to the ruler."""
    top = MARGIN_MM + HEAD_MM + MAKING_MM + (RULER_MM if first else 0)
    bottom = paper.height_mm - MARGIN_MM - FOOT_MM - LEGEND_MM - FACTS_MM
    return Box(MARGIN_MM, top, paper.width_mm - 2 * MARGIN_MM, bottom - top)


def pack(pieces: Sequence[Piece], fields: tuple[Box, Box], where: str) -> list[list[Spot]]:
    """Pieces in rows from the left, in the order given; equal rectangles touch so that cuts are shared.

    Args:
        pieces: what to place; copies are placed one by one.
        fields: room on the first page and on every later one.
        where: the puzzle, for the error.

    Raises:
        LayoutError: a piece is larger than a page's room.
    """
    pages: list[list[Spot]] = []
    row: list[Piece] = []
    y = 0.0
    previous: Piece | None = None

    def field() -> Box:
        return fields[0] if len(pages) <= 1 else fields[1]

    def close_row() -> None:
        nonlocal row, y
        if not row:
            return
        x = field().centre_x_mm - _row_mm(row) / 2
        for i, piece in enumerate(row):
            if i:
                x += _gap(row[i - 1], piece)
            pages[-1].append(Spot(piece, Box(x, y, piece.width_mm, piece.height_mm)))
            x += piece.width_mm
        y += max(p.height_mm for p in row)
        row = []

    for piece in [p for p in pieces for _ in range(p.copies)]:
        if not pages:
            pages.append([])
            y = field().y_mm
        if piece.width_mm > field().width_mm or piece.height_mm > min(f.height_mm for f in fields):
            raise LayoutError(
                f"{where}: piece {piece.id} of {piece.width_mm:g} x {piece.height_mm:g} mm is larger than "
                f"the {fields[1].width_mm:g} x {min(f.height_mm for f in fields):g} mm a page has for props.",
                "Choose params that make it smaller, or larger paper.",
            )
        if row and (_row_mm([*row, piece]) > field().width_mm or not _same_size(row[-1], piece)):
            close_row()
            y += _gap(previous, piece) if previous else 0.0
        if not row and y + piece.height_mm > field().bottom_mm + 1e-6:
            pages.append([])
            y = field().y_mm
        row.append(piece)
        previous = piece
    close_row()
    return pages


def _same_size(left: Piece, right: Piece) -> bool:
    return (left.width_mm, left.height_mm) == (right.width_mm, right.height_mm)


def _row_mm(row: Sequence[Piece]) -> float:
    return sum(p.width_mm for p in row) + sum(_gap(a, b) for a, b in pairwise(row))


def _gap(left: Piece, right: Piece) -> float:
    """Rectangles of one size share their cut; everything else keeps a finger's breadth."""
    is_shared = _same_size(left, right) and left.outline is None and right.outline is None
    return 0.0 if is_shared else GAP_MM


def props_of(puzzle: PuzzlePrint) -> PropSet:
    """A puzzle's props."""
    return PropSet(
        puzzle.id,
        puzzle.title,
        message("print.props-label", act=puzzle.act),
        message("print.what.props", title=puzzle.title),
        puzzle.instructions.making or message("print.making"),
        lambda canvas: facts(canvas, puzzle),
        [piece for piece in puzzle.pieces if piece.kind is PieceKind.PROP],
        puzzle.envelope_of,
    )


def lock_props(pieces: Sequence[Piece], title: str) -> PropSet:
    """The parts of the paper lock, which lies on the table all night."""

    def told(canvas: Canvas) -> list[Section]:
        keys = ("pieces", "task", "done", "answer")
        return [
            Section(canvas.say(message(f"print.heading.{key}")), canvas.say(message(f"print.wheel.{key}")))
            for key in keys
        ]

    return PropSet(
        "kit",
        title,
        message("print.wheel.label"),
        message("print.what.props", title=title),
        message("print.wheel.making"),
        told,
        pieces,
        lambda _: TABLE,
    )


def prop_pages(night: NightPrint, paper: Paper, say: Callable[[Message], str]) -> list[Page]:
    """All props, each set on pages of its own; the first page carries the ruler.

    Raises:
        LayoutError: a piece is larger than a page's room.
    """
    sets = [props_of(puzzle) for puzzle in night.puzzles]
    if night.lock_props:
        sets.insert(0, lock_props(night.lock_props, say(message("print.wheel.title"))))
    plan: list[tuple[PropSet, list[Spot]]] = []
    for props in sets:
        fields = (field_of(paper, first=not plan), field_of(paper, first=False))
        plan += [(props, spots) for spots in pack(props.pieces, fields, f"props of {props.id}")]
    pages = []
    for number, (props, spots) in enumerate(plan, start=1):
        small = SmallPrint(night.kit.small_name, night.kit.fingerprint, props.what, number, len(plan))
        pages.append(_prop_page(props, spots, paper, small, with_ruler=number == 1))
    return pages


def _prop_page(
    props: PropSet, spots: Sequence[Spot], paper: Paper, small: SmallPrint, *, with_ruler: bool
) -> Page:
    where = f"props of {props.id}"
    ruler_place = (paper.width_mm / 2 - 50, MARGIN_MM + HEAD_MM + MAKING_MM + 2.0)
    placed = tuple(
        Placed(f"{props.id}/{s.piece.id}", props.id, s.piece.group, s.box, props.envelope_of(s.piece))
        for s in spots
    )

    def draw(canvas: Canvas) -> None:
        _draw_head(canvas, where, paper, props)
        if with_ruler:
            draw_ruler(canvas, *ruler_place)
        used = {LineKind.CUT}
        for spot in spots:
            spot.piece.front(canvas, spot.box)
            used |= {line.kind for line in spot.piece.lines}
        # Lines for the hands lie on top of all drawing, so that no fill of a neighbour hides them.
        for spot in spots:
            for line in spot.piece.lines:
                canvas.line(line.path.moved(spot.box.x_mm, spot.box.y_mm), line.kind)
            outline = spot.piece.outline
            cut = outline.moved(spot.box.x_mm, spot.box.y_mm) if outline else Path.rect(spot.box)
            canvas.line(cut, LineKind.CUT)
        foot = paper.height_mm - MARGIN_MM - FOOT_MM
        kinds = tuple(kind for kind in LEGEND_LINES if kind in used)
        draw_legend(canvas, MARGIN_MM + 2, foot - FACTS_MM - 1.6, kinds)
        _draw_facts_strip(
            canvas,
            where,
            Box(MARGIN_MM + 2, foot - FACTS_MM + 1, paper.width_mm - 2 * MARGIN_MM - 4, FACTS_MM - 1),
            props,
        )
        draw_small_print(canvas, small, paper, UNPRINTABLE_MM + FOOT_MM)

    return Page(draw, placed, ruler_at(*ruler_place) if with_ruler else None)


def _draw_head(canvas: Canvas, where: str, paper: Paper, props: PropSet) -> None:
    y = MARGIN_MM + 6.4
    size_pt = fit_line(canvas.metrics, where, props.title, Face.TITLE, 100, largest_pt=22, smallest_pt=14)
    canvas.text(MARGIN_MM + 2, y, props.title, face=Face.TITLE, size_pt=size_pt, role=Role.BODY)
    canvas.text(
        paper.width_mm - MARGIN_MM - 2,
        y,
        canvas.say(props.label).upper(),
        face=Face.LABEL,
        size_pt=8,
        role=Role.MUTED,
        align="right",
        tracking_pt=0.5,
    )
    canvas.line(Path.line(MARGIN_MM + 2, y + 2, paper.width_mm - MARGIN_MM - 2, y + 2), LineKind.STITCH)
    text = canvas.say(message("print.before-the-night", making=props.making))
    width = paper.width_mm - 2 * MARGIN_MM - 4
    size_pt = fit_line(canvas.metrics, where, text, Face.LABEL, width, largest_pt=9.5)
    canvas.text(MARGIN_MM + 2, y + 6.4, text, face=Face.LABEL, size_pt=size_pt, role=Role.BODY)


def _draw_facts_strip(canvas: Canvas, where: str, box: Box, props: PropSet) -> None:
    """The facts every players' page carries, in four columns."""
    sections = props.facts(canvas)
    shares = (0.18, 0.36, 0.22, 0.24)
    x = box.x_mm
    for section, share in zip(sections, shares, strict=True):
        width = box.width_mm * share
        part = fit_sections(canvas.metrics, where, [section], (width - 4, box.height_mm), largest_pt=9.5)
        part.draw(canvas, Box(x, box.y_mm, width - 4, box.height_mm))
        x += width
