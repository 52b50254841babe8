"""Where an answer is written: the letter of the puzzle's box on a dark disc, then a box a character."""

from __future__ import annotations

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.errors import LayoutError
from kitgen.layout.card_face import larger_cards, scale_of
from kitgen.layout.hint_corner import Foot
from kitgen.layout.plan import PuzzlePrint, Setting
from kitgen.theme.frames import SMALLEST_ANSWER_BOX_MM, answer_boxes
from kitgen.units import Box

BADGE_RADIUS_MM = 3.2
BESIDE_BADGE_MM = 1.2
WIDE_GAP_MM, NARROW_GAP_MM = 1.2, 0.4
"""Between boxes; the second where an answer is long: rather narrow gaps than narrow boxes."""

ROW_MM, BETWEEN_ROWS_MM = 6.4, 1.0
SLACK_MM = 1e-6


def strip_of(setting: Setting, where: str, puzzle: PuzzlePrint, width_mm: float) -> Foot:
    """The strip at the foot of a card, in as many rows as it takes.

    Raises:
        LayoutError: not even one box fits beside the letter.
    """
    row_mm = max(SMALLEST_ANSWER_BOX_MM + 0.2, min(9.0, ROW_MM * scale_of(setting.profile.cards)))
    if boxes_a_row(width_mm) < 1:
        raise LayoutError(
            f"{where}: {width_mm:.1f} mm are too narrow for a box to write in.", larger_cards(setting)
        )
    rows = -(-puzzle.box_count // boxes_a_row(width_mm))
    height = rows * row_mm + (rows - 1) * BETWEEN_ROWS_MM

    def draw(canvas: Canvas, room: Box) -> None:
        answer_strip(canvas, Box(room.x_mm, room.bottom_mm - height, width_mm, height), puzzle)

    return Foot(height, draw)


def boxes_a_row(width_mm: float, box_mm: float = SMALLEST_ANSWER_BOX_MM) -> int:
    """How many boxes fit beside the letter, at their smallest unless told."""
    rest = width_mm - 2 * BADGE_RADIUS_MM - BESIDE_BADGE_MM
    return int((rest + NARROW_GAP_MM + SLACK_MM) // (box_mm + NARROW_GAP_MM))


def answer_strip(canvas: Canvas, box: Box, puzzle: PuzzlePrint, gap_mm: float = 0.0) -> tuple[Box, ...]:
    """Letter and boxes, in several rows where one is too short; returns the boxes in the answer's order.

    Args:
        canvas: what to draw on.
        box: the room there is.
        puzzle: whose answer it is.
        gap_mm: between two boxes; 0 leaves as much as there is room for.

    Raises:
        LayoutError: the boxes would be too small to write in.
    """
    count = puzzle.box_count
    rows = max(1, -(-count // max(1, boxes_a_row(box.width_mm))))
    row_mm = (box.height_mm - (rows - 1) * BETWEEN_ROWS_MM) / rows
    radius = min(BADGE_RADIUS_MM, row_mm / 2)
    badge = Box(box.x_mm, box.y_mm + row_mm / 2 - radius, 2 * radius, 2 * radius)
    canvas.draw(Path.circle(badge.centre_x_mm, badge.centre_y_mm, radius), fill=Role.BAND)
    canvas.text_in(badge, puzzle.box, face=Face.EXACT_BOLD, size_pt=11, role=Role.ON_BAND)
    left = badge.right_mm + BESIDE_BADGE_MM
    # Rows are as even as they can be, so that no box stands alone.
    longest = -(-count // rows)
    places: list[Box] = []
    for row in range(rows):
        rest = Box(left, box.y_mm + row * (row_mm + BETWEEN_ROWS_MM), box.right_mm - left, row_mm)
        is_wide = rest.width_mm + WIDE_GAP_MM >= longest * (SMALLEST_ANSWER_BOX_MM + WIDE_GAP_MM)
        gap = gap_mm or (WIDE_GAP_MM if is_wide else NARROW_GAP_MM)
        wide = min(rest.height_mm, 11.0, (rest.width_mm - gap * (longest - 1)) / longest)
        here = min(longest, count - row * longest)
        room = Box(rest.x_mm, rest.y_mm, here * wide + (here - 1) * gap + SLACK_MM, rest.height_mm)
        places += answer_boxes(canvas, room, here, gap)
    return tuple(places)
