"""The foot of a card that leads to hints: a code to scan, and what to type where it cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kitgen.canvas import Canvas, Face, Role
from kitgen.codes import QrCode
from kitgen.errors import LayoutError
from kitgen.layout.furniture import draw_qr
from kitgen.layout.plan import Setting
from kitgen.message import message
from kitgen.typesetting.text import MIN_PT, TextBlock, fit_text, try_text
from kitgen.units import Box

LABEL_PT, CODE_PT, ADDRESS_PT = 8.0, 12.0, 9.0

MOST_CODE_LINES = 3
LONG_CODE_PT = 9.5
"""Six groups, as sealed pages have them, in three lines beside the picture."""

QUIET_SHIFT_MM = 1.5
"""A code's quiet zone may reach so far into the card's margin."""

LOW_SHIFT_MM = 0.4
"""The same downwards where the code would come above the card's number."""

NUMBER_ROOM_MM = 4.0
"""Half the width that a card's number may take on the seam."""

AIR_MM = 0.8


@dataclass(frozen=True)
class Foot:
    """Something at the foot of a card's room.

    Args:
        height_mm: how much of the room it takes.
        draw: draws it into the lower end of a room.
    """

    height_mm: float
    draw: Callable[[Canvas, Box], None]


def _nothing(canvas: Canvas, room: Box) -> None:
    del canvas, room


NO_FOOT = Foot(0.0, _nothing)


def hint_corner(setting: Setting, where: str, room: Box, code: str, qr: QrCode | None) -> Foot:
    """A puzzle's hint code: words and letters beside the picture, or the words above it on a narrow card.

    Args:
        setting: how words are set.
        where: the card, for errors.
        room: of the card's words.
        code: letters to type, in groups.
        qr: the picture, or None without hints.

    Raises:
        LayoutError: the card is too narrow for both.
    """
    if qr is None:
        return NO_FOOT
    words = setting.say(message("print.hint.scan-or-type"))
    beside = room.width_mm + QUIET_SHIFT_MM - qr.side_mm
    letters = _letters(setting, where, code, beside)
    low = _shift(setting, room, qr)
    free = qr.side_mm - letters.height_mm - low
    label = try_text(setting.metrics, words, Face.LABEL, [(beside, free)], largest_pt=LABEL_PT)
    if label is not None:
        return Foot(qr.side_mm - low + QUIET_SHIFT_MM, _beside(label[0], letters, qr, low))
    above = fit_text(
        setting.metrics,
        where,
        words.replace("\n", " "),
        Face.LABEL,
        (room.width_mm, room.height_mm),
        largest_pt=LABEL_PT,
    )
    return Foot(above.height_mm + AIR_MM + qr.side_mm - low, _above(above, letters, qr, low))


def _shift(setting: Setting, room: Box, qr: QrCode) -> float:
    left = room.right_mm + QUIET_SHIFT_MM - qr.side_mm
    is_over_number = left < setting.profile.cards.width_mm / 2 + NUMBER_ROOM_MM
    return LOW_SHIFT_MM if is_over_number else QUIET_SHIFT_MM


def in_lines(code: str, groups: int) -> str:
    """A code in lines of so many groups: 'K7Q2-M9XB-' and so on."""
    parts = code.split("-")
    lines = ["-".join(parts[i : i + groups]) for i in range(0, len(parts), groups)]
    return "-\n".join(lines)


def _letters(setting: Setting, where: str, code: str, width_mm: float) -> TextBlock:
    """The letters in one line, else one line for every two groups, or for each."""
    for groups in (code.count("-") + 1, 2, 1):
        text = in_lines(code, groups)
        lines = text.count("\n") + 1
        if lines > MOST_CODE_LINES:
            break
        block = try_text(
            setting.metrics,
            text,
            Face.EXACT_BOLD,
            [(width_mm, CODE_PT * lines)],
            largest_pt=CODE_PT if lines < MOST_CODE_LINES else LONG_CODE_PT,
            smallest_pt=MIN_PT + 1,
        )
        if block is not None:
            return block[0]
    return fit_text(setting.metrics, where, code, Face.EXACT_BOLD, (width_mm, 12), largest_pt=CODE_PT)


def _place(canvas: Canvas, room: Box, qr: QrCode, low_mm: float) -> None:
    draw_qr(canvas, qr, room.right_mm + QUIET_SHIFT_MM - qr.side_mm, room.bottom_mm + low_mm - qr.side_mm)


def _beside(label: TextBlock, letters: TextBlock, qr: QrCode, low_mm: float) -> Callable[[Canvas, Box], None]:
    def draw(canvas: Canvas, room: Box) -> None:
        _place(canvas, room, qr, low_mm)
        top = room.bottom_mm - letters.height_mm
        letters.draw(canvas, Box(room.x_mm, top, room.width_mm, letters.height_mm))
        words = Box(room.x_mm, top - label.height_mm - 0.2, room.width_mm, label.height_mm)
        label.draw(canvas, words, role=Role.MUTED)

    return draw


def _above(label: TextBlock, letters: TextBlock, qr: QrCode, low_mm: float) -> Callable[[Canvas, Box], None]:
    def draw(canvas: Canvas, room: Box) -> None:
        _place(canvas, room, qr, low_mm)
        code_top = room.bottom_mm + low_mm - qr.side_mm / 2 - letters.height_mm / 2
        letters.draw(canvas, Box(room.x_mm, code_top, room.width_mm, letters.height_mm))
        top = room.bottom_mm + low_mm - qr.side_mm - label.height_mm
        label.draw(canvas, Box(room.x_mm, top, room.width_mm, label.height_mm), role=Role.MUTED)

    return draw


def landing_corner(
    setting: Setting, where: str, room: Box, note: str, address: str, qr: QrCode
) -> Foot | None:
    """The code and the address of the page where letters are typed, and a note what for beside or above it.

    Returns:
        The foot, or None where the room is too low for all of it.

    Raises:
        LayoutError: the card is too narrow for the address.
    """
    metrics = setting.metrics
    width = room.width_mm
    lines = _address(setting, where, address, width)
    column = width + QUIET_SHIFT_MM - qr.side_mm - 2.0
    beside = try_text(metrics, note, Face.LABEL, [(column, qr.side_mm - 3.5)], largest_pt=ADDRESS_PT)
    if beside is not None:
        words, above = beside[0], 0.0
    else:
        words = fit_text(metrics, where, note, Face.LABEL, (width, 1e3), largest_pt=ADDRESS_PT)
        above = words.height_mm
    height = qr.side_mm + lines.height_mm + above
    if height > room.height_mm:
        return None

    def draw(canvas: Canvas, place: Box) -> None:
        bottom = place.bottom_mm - lines.height_mm
        draw_qr(canvas, qr, place.right_mm + QUIET_SHIFT_MM - qr.side_mm, bottom + 1.0 - qr.side_mm)
        top = bottom - qr.side_mm + (3.0 if not above else -above)
        words.draw(canvas, Box(place.x_mm, top, width, words.height_mm), role=Role.MUTED)
        lines.draw(canvas, Box(place.x_mm, bottom + 0.6, width, lines.height_mm))

    return Foot(height, draw)


def no_landing(setting: Setting, where: str, address: str) -> LayoutError:
    """The error where a card has no room for the code and the address at once."""
    return LayoutError(
        f"{where}: the code and the address {address} together are too high for a card of the format "
        f"{setting.profile.cards.name}.",
        "Choose larger cards with --cards, a shorter address with --hints, or smaller print.",
    )


def _address(setting: Setting, where: str, address: str, width_mm: float) -> TextBlock:
    """An address on one line, else broken where readers expect it."""
    for text in (address, readable_address(address), re.sub(r"(?<=[./:-])(?=[^./:-])", " ", address)):
        room_mm = (width_mm, 4.2 if text == address else 60.0)
        lines = try_text(setting.metrics, text, Face.EXACT, [room_mm], largest_pt=ADDRESS_PT)
        if lines is not None:
            joined = tuple(line.replace(" ", "") for line in lines[0].lines)
            return replace(lines[0], lines=joined)
    return fit_text(setting.metrics, where, address, Face.EXACT, (width_mm, 60), largest_pt=ADDRESS_PT)


LONGEST_GROUP = 26


def readable_address(address: str) -> str:
    """A long address in groups, for breaking into lines: after slashes, and after dots of long hosts."""
    groups = re.sub(r"(?<=/)(?=[^/])", " ", address).split(" ")
    return " ".join(
        group if len(group) <= LONGEST_GROUP else re.sub(r"(?<=[.-])", " ", group) for group in groups
    )
