"""The printed button wheel, read by geometry and turned in the mind.

Discs are found by their text: characters and numbers stand round a middle with their heads outwards, so that
two that stand head to head have the disc's middle halfway between them. Windows and the arrow are read from
the outlines that are drawn: a window is the one straight four-cornered outline that lies over the track of
the disc below. Nothing is known beforehand of radii, of the order of characters, or of where a window is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kitgen.manifest import DialEntry, PieceEntry
from kitgen.proof.opened import Output
from kitgen.proof.placed_marks import PlacedPath, PlacedText, Point, within
from kitgen.units import Box

PLACES = 36
PLATE, RINGS = "kit/plate", "rings"
"""The plate's piece, and the group of the pieces with rings."""

_OFF_MM = 0.6  # ink of a lone character lies beside the middle of its place
_OFF_DEG = 2.5
_FEWEST_PAIRS = 15
_CHARACTER = re.compile(r"[A-Z0-9]")
_NUMBER = re.compile(r"\d\d")


class UnreadableWheelError(Exception):
    """The wheel is not printed as a wheel that could be turned; says what is missing where."""


@dataclass(frozen=True)
class Circle:
    """36 texts round a middle.

    Args:
        radius_mm: from the middle to the middles of the texts.
        marks: text and how far it stands clockwise from the top, in degrees.
        high_mm: how high the ink of those at top and bottom is.
        wide_mm: how wide it is.
    """

    radius_mm: float
    marks: tuple[tuple[str, float], ...]
    high_mm: float
    wide_mm: float

    def angle_of(self, text: str) -> float | None:
        """Where a text stands, or None."""
        return dict(self.marks).get(text)


@dataclass(frozen=True)
class Disc:
    """The plate or a ring.

    Args:
        middle: its pivot in mm on its page.
        characters: what is set to the arrow; None for a plate without a scale.
        numbers: its hidden track; None for the innermost ring.
        window_deg: where its window is; None for the plate.
    """

    middle: Point
    characters: Circle | None
    numbers: Circle | None
    window_deg: float | None = None


@dataclass(frozen=True)
class PrintedWheel:
    """The plate, then the rings from the outermost; `arrow_deg` is where the plate's arrow points from."""

    discs: tuple[Disc, ...]
    arrow_deg: float

    def name(self, dials: Sequence[DialEntry], answers: Mapping[str, str]) -> str | None:
        """What stands under the windows when the rings are set as the answer sheet says.

        Args:
            dials: how each ring is set, from the rim inwards.
            answers: what players wrote, by box.

        Returns:
            The numbers joined by hyphens; None where an answer has no such character.

        Raises:
            UnreadableWheelError: a ring is missing, or a window shows no whole number.
        """
        turned = [0.0]
        for ring, dial in enumerate(dials, start=1):
            if dial.ring != ring or ring >= len(self.discs):
                raise UnreadableWheelError(f"ring {dial.ring} of a dial is not printed, or not in order")
            target: float | None = self.arrow_deg
            if dial.against is not None:
                outer = self._angle(ring - 1, answers, *dial.against)
                target = None if outer is None else outer + turned[ring - 1]
            own = self._angle(ring, answers, dial.box, dial.position)
            if own is None or target is None:
                return None
            turned.append(target - own)
        return "-".join(self._seen(ring, turned) for ring in range(1, len(turned)))

    def _angle(self, ring: int, answers: Mapping[str, str], box: str, position: int) -> float | None:
        """Where a character of an answer stands on a disc."""
        circle = self.discs[ring].characters
        if circle is None:
            raise UnreadableWheelError("a dial is set against the plate's rim, which has no characters")
        character = answers.get(box, "")[position - 1 : position]
        return circle.angle_of(character) if character else None

    def _seen(self, ring: int, turned: Sequence[float]) -> str:
        below, own = self.discs[ring - 1].numbers, self.discs[ring].window_deg
        assert below is not None, "see read_wheel"
        assert own is not None, "see read_wheel"
        window = own + turned[ring]
        for number, angle in below.marks:
            if _apart(angle + turned[ring - 1], window) < _OFF_DEG:
                return number
        raise UnreadableWheelError(f"the window of ring {ring} stands between two numbers")


def _apart(a: float, b: float) -> float:
    """Degrees between two directions."""
    return abs((a - b + 180) % 360 - 180)


def read_wheel(output: Output) -> PrintedWheel:
    """The wheel as it is printed.

    Raises:
        UnreadableWheelError: see there.
    """
    pieces = output.manifest.pieces
    plates = [piece for piece in pieces if piece.id == PLATE]
    pages = [piece for piece in pieces if piece.puzzle == "kit" and piece.group == RINGS]
    if len(plates) != 1 or not pages:
        raise UnreadableWheelError(f"{len(plates)} plates and {len(pages)} pages of rings are printed")
    texts, of_plate = marks_in(output, plates[0])
    found = _discs(texts)
    if len(found) != 1 or found[0].numbers is None:
        raise UnreadableWheelError(f"{PLATE}: no one track of {PLACES} numbers is printed there")
    plate = found[0]
    rings: list[tuple[Disc, Sequence[PlacedPath]]] = []
    for piece in pages:
        texts, drawn = marks_in(output, piece)
        rings += [(disc, drawn) for disc in _discs(texts)]
    if any(disc.characters is None for disc, _ in rings):
        raise UnreadableWheelError(f"a ring lacks its {PLACES} characters")
    rings.sort(key=lambda ring: -_outer_mm(ring[0]))
    discs = [plate]
    for i, (disc, outlines) in enumerate(rings, start=1):
        inner = _outer_mm(rings[i][0]) if i < len(rings) else 0.0
        discs.append(_with_window(disc, outlines, discs[-1], i, inner))
    for i, disc in enumerate(discs):
        for circle in (disc.characters, disc.numbers):
            if circle and len({text for text, _ in circle.marks}) < PLACES:
                raise UnreadableWheelError(f"disc {i} bears the same character or number twice")
    if len(discs) < 3:
        raise UnreadableWheelError(f"{len(discs) - 1} rings are printed; two are the least")
    return PrintedWheel(tuple(discs), _arrow(plate, discs[1], of_plate))


def marks_in(output: Output, piece: PieceEntry) -> tuple[list[PlacedText], list[PlacedPath]]:
    """The texts and outlines whose middles lie in a piece's box; none where there is no such page."""
    pdf, box = output.pdf(piece.file), Box(*piece.box_mm)
    if pdf is None or not 1 <= piece.page <= pdf.pages:
        return [], []
    paths = [
        path
        for path in pdf.placed_paths(piece.page - 1)
        if path.outlines and within(box, path.box.centre_x_mm, path.box.centre_y_mm)
    ]
    return texts_in(output, piece), paths


def texts_in(output: Output, piece: PieceEntry) -> list[PlacedText]:
    """The texts whose middles lie in a piece's box; none where there is no such page."""
    pdf, box = output.pdf(piece.file), Box(*piece.box_mm)
    if pdf is None or not 1 <= piece.page <= pdf.pages:
        return []
    return [text for text in pdf.placed_texts(piece.page - 1) if within(box, text.x_mm, text.y_mm)]


def _outer_mm(disc: Disc) -> float:
    return disc.characters.radius_mm if disc.characters else 0.0


def _discs(texts: Sequence[PlacedText]) -> list[Disc]:
    """All discs among some texts, by their middles."""
    characters = [text for text in texts if _CHARACTER.fullmatch(text.text)]
    numbers = [text for text in texts if _NUMBER.fullmatch(text.text)]
    discs = []
    for middle in _middles([*characters, *numbers]):
        letters, track = _circle(characters, middle), _circle(numbers, middle)
        if letters or track:
            discs.append(Disc(middle, letters, track))
    return discs


def _middles(texts: Sequence[PlacedText]) -> list[Point]:
    """Points that lie halfway between many texts which stand head to head."""
    halfway = [
        ((a.x_mm + b.x_mm) / 2, (a.y_mm + b.y_mm) / 2)
        for a, b in combinations(texts, 2)
        if _apart(a.turn_deg + 180, b.turn_deg) < 0.5
    ]
    middles: list[Point] = []
    left = halfway
    while left:
        near = max(([p for p in left if math.dist(p, q) < _OFF_MM] for q in left), key=len)
        if len(near) < _FEWEST_PAIRS:
            break
        middle = (sum(x for x, _ in near) / len(near), sum(y for _, y in near) / len(near))
        middles.append(middle)
        left = [p for p in left if math.dist(p, middle) > 5 * _OFF_MM]
    return middles


def _circle(texts: Sequence[PlacedText], middle: Point) -> Circle | None:
    """The 36 texts that stand round a middle at one distance, heads outwards, a place each."""
    around = []
    for text in texts:
        dx, dy = text.x_mm - middle[0], text.y_mm - middle[1]
        radius = math.hypot(dx, dy)
        if radius > 5 and _apart(math.degrees(math.atan2(dx, -dy)), text.turn_deg) < _OFF_DEG:
            around.append((radius, text))
    for radius, _ in around:
        here = [(r, text) for r, text in around if abs(r - radius) < _OFF_MM]
        places = {round(text.turn_deg * PLACES / 360) % PLACES for _, text in here}
        if len(here) == len(places) == PLACES:
            upright = [text.ink for _, text in here if _apart(2 * text.turn_deg, 0) < 1]
            return Circle(
                sum(r for r, _ in here) / PLACES,
                tuple((text.text, text.turn_deg) for _, text in here),
                max(ink.height_mm for ink in upright),
                max(ink.width_mm for ink in upright),
            )
    return None


def _with_window(disc: Disc, paths: Sequence[PlacedPath], below: Disc, ring: int, inner_mm: float) -> Disc:
    """A ring with its window: over the track of the disc below, as large as one number, under no other disc.

    Args:
        disc: the ring.
        paths: what is drawn on its piece.
        below: the disc under it.
        ring: its number from the rim inwards.
        inner_mm: how far the characters of the next ring reach at least.
    """
    track = below.numbers
    if track is None:
        raise UnreadableWheelError(f"no track of {PLACES} numbers is printed below the window of ring {ring}")
    windows = [
        path.outlines[0]
        for path in paths
        if len(path.outlines) == 1 and not path.is_curved and len(path.outlines[0]) == 4
        if abs(math.dist(_mean(path.outlines[0]), disc.middle) - track.radius_mm) < _OFF_MM
    ]
    if len(windows) != 1:
        raise UnreadableWheelError(f"ring {ring} has {len(windows)} windows over the numbers below it")
    x, y = _mean(windows[0])
    angle = math.degrees(math.atan2(x - disc.middle[0], disc.middle[1] - y)) % 360
    out = (math.sin(math.radians(angle)), -math.cos(math.radians(angle)))
    along = [(px - x) * out[0] + (py - y) * out[1] for px, py in windows[0]]
    across = [(px - x) * -out[1] + (py - y) * out[0] for px, py in windows[0]]
    wide, high = max(across) - min(across), max(along) - min(along)
    if wide < track.wide_mm or high < track.high_mm:
        raise UnreadableWheelError(f"the window of ring {ring} is smaller than a number")
    if (wide + track.wide_mm) / 2 > 2 * math.pi * track.radius_mm / PLACES:
        raise UnreadableWheelError(f"the window of ring {ring} shows two numbers at once")
    if track.radius_mm + min(along) < inner_mm:
        raise UnreadableWheelError(f"the window of ring {ring} is covered by the ring above it")
    return Disc(disc.middle, disc.characters, disc.numbers, angle)


def _mean(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _arrow(plate: Disc, ring: Disc, paths: Sequence[PlacedPath]) -> float:
    """Where the plate's arrow is: a drawn point outside of ring I that aims at the middle."""
    reach = max(_outer_mm(plate), _outer_mm(ring))
    arrows = []
    for path in paths:
        points = path.outlines[0]
        if path.is_curved or len(path.outlines) != 1 or len(points) != 4:
            continue
        away = sorted((math.dist(point, plate.middle), point) for point in points)
        if away[0][0] > reach and away[1][0] - away[0][0] > _OFF_MM:
            x, y = away[0][1]
            arrows.append(math.degrees(math.atan2(x - plate.middle[0], plate.middle[1] - y)) % 360)
    if len(arrows) != 1:
        raise UnreadableWheelError(f"{PLATE}: {len(arrows)} arrows are drawn; one is needed")
    return arrows[0]
