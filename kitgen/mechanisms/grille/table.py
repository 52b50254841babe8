"""What lies on the table beside the stone: three sheets; and the solved pictures for the host."""

from __future__ import annotations

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.contract import Draw, Picture, Piece, PieceKind
from kitgen.mechanisms.grille import scenery
from kitgen.mechanisms.grille.clues import SCENES, Clues, Lattice, Lie, Pose, lattices
from kitgen.mechanisms.grille.stonework import PITCH_MM, SIGN_HALF_MM, SLIP_MM, draw_laid_stone
from kitgen.mechanisms.grille.tags import draw_button, draw_patch
from kitgen.mechanisms.grille.wording import creature, lie_words, sentence_words, tally_words
from kitgen.message import Message, message
from kitgen.units import Box

EDGE_MM = 6.0
"""Strip around a lattice for the names of columns and rows."""

LETTER_PT = 12.5
"""The widest capital is then as wide as a sign may be."""


def lattice_size(lattice: Lattice) -> tuple[float, float]:
    """Width and height of a lattice with its strip of names, in mm."""
    return lattice.columns * PITCH_MM + 2 * EDGE_MM, lattice.rows * PITCH_MM + 2 * EDGE_MM


def cell_centre(box: Box, column: int, row: int) -> tuple[float, float]:
    """Centre of a cell in a lattice drawn in `box`."""
    return (
        box.x_mm + EDGE_MM + (column + 0.5) * PITCH_MM,
        box.y_mm + EDGE_MM + (row + 0.5) * PITCH_MM,
    )


def draw_lattice(canvas: Canvas, box: Box, lattice: Lattice) -> None:
    """Signs, hairlines between them, and names of columns and rows on all four sides.

    The names stand on all sides because the stone covers some of them wherever it lies.
    """
    field = box.inset(EDGE_MM)
    canvas.draw(Path.rect(field.inset(-0.8), 1.5), fill=Role.WHITE, stroke=Role.INK, width_mm=0.6)
    for column in range(1, lattice.columns):
        x = field.x_mm + column * PITCH_MM
        canvas.draw(Path.line(x, field.y_mm, x, field.bottom_mm), stroke=Role.STONE, width_mm=0.2)
    for row in range(1, lattice.rows):
        y = field.y_mm + row * PITCH_MM
        canvas.draw(Path.line(field.x_mm, y, field.right_mm, y), stroke=Role.STONE, width_mm=0.2)
    for row in range(lattice.rows):
        for column in range(lattice.columns):
            draw_sign(canvas, *cell_centre(box, column, row), lattice.at((column, row)))
    for column in range(lattice.columns):
        x, _ = cell_centre(box, column, 0)
        draw_button(canvas, x, field.y_mm - 3.4, column)
        draw_button(canvas, x, field.bottom_mm + 3.4, column)
    for row in range(lattice.rows):
        _, y = cell_centre(box, 0, row)
        draw_patch(canvas, field.x_mm - 3.4, y, row)
        draw_patch(canvas, field.right_mm + 3.4, y, row)


def draw_sign(canvas: Canvas, x: float, y: float, sign: str) -> None:
    """A letter or a small picture around (x, y)."""
    half = SIGN_HALF_MM
    box = Box(x - half, y - half, 2 * half, 2 * half)
    if len(sign) == 1:
        canvas.text_in(box, sign, face=Face.EXACT_BOLD, size_pt=LETTER_PT, role=Role.INK)
    else:
        canvas.art(f"grille-{sign}", box)


def scene_pieces(clues: Clues) -> tuple[Piece, ...]:
    """The three sheets, in the order in which their letters are read."""
    draws = (_garden(clues), _theatre(clues), _circus(clues))
    heights = (scenery.LATTICE_MM, scenery.THEATRE_MM, scenery.LATTICE_MM)
    return tuple(
        Piece(
            id=scene,
            group="scenes",
            kind=PieceKind.SHEET,
            width_mm=scenery.WIDTH_MM,
            height_mm=height,
            front=draw,
            tolerance_mm=SLIP_MM,
            notes=notes,
        )
        for scene, height, draw, notes in zip(SCENES, heights, draws, _notes(clues), strict=True)
    )


def _garden(clues: Clues) -> Draw:
    def draw(canvas: Canvas, box: Box) -> None:
        scenery.draw_garden(canvas, box, clues.stone, clues.vines)
        draw_lattice(canvas, _left_lattice(box, clues.garden), clues.garden)

    return draw


def _theatre(clues: Clues) -> Draw:
    def draw(canvas: Canvas, box: Box) -> None:
        scenery.draw_theatre(canvas, box, clues.stone, clues.seats)
        draw_lattice(canvas, _middle_lattice(box, clues.theatre), clues.theatre)

    return draw


def _circus(clues: Clues) -> Draw:
    def draw(canvas: Canvas, box: Box) -> None:
        scenery.draw_circus(canvas, box, clues.stone, clues.ring)
        draw_lattice(canvas, _left_lattice(box, clues.circus), clues.circus)

    return draw


def _left_lattice(box: Box, lattice: Lattice) -> Box:
    """The lattice's place where the scene stands beside it, as far from it as can be."""
    width, height = lattice_size(lattice)
    return Box(box.x_mm, box.y_mm + (scenery.LATTICE_MM - height) / 2, width, height)


def _middle_lattice(box: Box, lattice: Lattice) -> Box:
    """The lattice's place in the theatre: in the middle of the room that the largest lattice would take."""
    width, height = lattice_size(lattice)
    top = box.y_mm + scenery.THEATRE_TOP_MM + (scenery.LATTICE_MM - height) / 2
    return Box(box.centre_x_mm - width / 2, top, width, height)


def _notes(clues: Clues) -> tuple[tuple[Message, ...], ...]:
    """The sentences under each drawing: what is asked last, or first where nothing else is said."""
    vines, seats, ring = clues.vines, clues.seats, clues.ring
    garden = [
        message(f"grille.note.vine-{kind}", creature=creature(name))
        for kind, name in zip(("column", "row", "lie"), vines.asked, strict=False)
    ]
    theatre = [sentence_words(sentence) for sentence in seats.sentences]
    names = {key: creature(guest) for key, guest in zip("abc", seats.asked, strict=False)}
    theatre.append(message("grille.note.seats-lie" if seats.lie is None else "grille.note.seats", **names))
    circus = [
        message(f"grille.note.mice-{kind}", tally=tally_words(tally))
        for kind, tally in zip(("column", "row", "lie"), ring.asked, strict=False)
    ]
    told = [_told(vines.lie), _told(seats.lie), _told(ring.lie)]
    return tuple((*notes, *more) for notes, more in zip((garden, theatre, circus), told, strict=True))


def _told(lie: Lie | None) -> tuple[Message, ...]:
    return () if lie is None else (message("grille.note.lie-told", lie=lie_words(lie)),)


def solved_pictures(clues: Clues, placed: list[Pose]) -> tuple[Picture, ...]:
    """Each lattice with the stone lying on it; through its holes the letters and eyes show."""

    def picture(scene: str, lattice: Lattice, pose: Pose) -> Picture:
        width, height = lattice_size(lattice)

        def draw(canvas: Canvas, box: Box) -> None:
            draw_lattice(canvas, box, lattice)
            draw_laid_stone(canvas, clues.stone, pose.lie, *cell_centre(box, pose.column, pose.row))

        return Picture(width, height, draw, message(f"grille.solved.{scene}", lie=lie_words(pose.lie)))

    return tuple(
        picture(scene, lattice, pose)
        for scene, lattice, pose in zip(SCENES, lattices(clues), placed, strict=True)
    )
