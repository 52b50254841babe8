"""What layout hands to a writer: pages that know how to draw themselves and where each piece lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kitgen.canvas import Canvas
from kitgen.codes import QrCode
from kitgen.mechanisms.contract import Instructions, Piece
from kitgen.message import Message
from kitgen.units import Box

UNPRINTABLE_MM = 7.0
"""Printers leave up to 6.7 mm blank at an edge, so nothing of ours comes nearer than this."""


@dataclass(frozen=True)
class KitPrint:
    """What pages say about the kit.

    Args:
        title: its title.
        tagline: one line under the title.
        welcome: what the first card says to the players.
        fingerprint: printed small on every page.
        hint_base: address of the hint site as printed, or empty without hints.
        hint_qr: code of the landing page, or None without hints.
    """

    title: str
    tagline: str
    welcome: str
    fingerprint: str
    hint_base: str
    hint_qr: QrCode | None


@dataclass(frozen=True)
class PuzzlePrint:
    """What pages say about one puzzle.

    Args:
        id: its id in the kit.
        mechanism: slug of its mechanism, the stem of its words.
        title: its title.
        act: 'Act 1 · The house', as a message.
        story: a few sentences of story.
        emblem: name of its picture.
        box: the letter of its box on the answer sheet.
        answer_length: how many characters the answer has.
        instructions: what to do, when it is done, what the answer looks like.
        needs: one message for each group of pieces, and what else is needed.
        pieces: all its pieces.
        code: hint code in readable groups, or empty without hints.
        qr: the code's picture, or None without hints.
    """

    id: str
    mechanism: str
    title: str
    act: Message
    story: str
    emblem: str
    box: str
    answer_length: int
    instructions: Instructions
    needs: tuple[Message, ...]
    pieces: tuple[Piece, ...]
    code: str
    qr: QrCode | None


@dataclass(frozen=True)
class Placed:
    """A piece on a page: id (`<puzzle>/<piece>`), its puzzle, its group and its trimmed box in mm."""

    id: str
    puzzle: str
    group: str
    box: Box


@dataclass(frozen=True)
class Ruler:
    """A ruler of `length_mm` between two points in mm on its page."""

    start_mm: tuple[float, float]
    end_mm: tuple[float, float]
    length_mm: float


@dataclass(frozen=True)
class Page:
    """One page of a players' or host's PDF."""

    draw: Callable[[Canvas], None]
    placed: tuple[Placed, ...] = ()
    ruler: Ruler | None = None
