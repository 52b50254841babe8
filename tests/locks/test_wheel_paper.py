"""The printed wheel, read as an eye reads it: which number lies under which window, and nothing beside it."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import pytest

from kitgen.canvas import Align, Face, LineKind, Role
from kitgen.locks.contract import LockPlan
from kitgen.locks.dials import NUMERALS, Dial
from kitgen.locks.wheel import Wheel, make_wheel
from kitgen.locks.wheel_cards import HEIGHT_MM, WIDTH_MM, deck
from kitgen.locks.wheel_pieces import plate_centre_mm, ring_centres_mm, wheel_pieces
from kitgen.mechanisms.contract import Piece, PieceKind
from kitgen.message import message
from kitgen.rng import Rng
from kitgen.theme.theme import load_theme
from kitgen.units import Box, mm_from_pt
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import FontMetrics
from tests.doubles import RecordingCanvas
from tests.locks.cases import night

Point = tuple[float, float]
WORDS = Catalogue.load("en")


@cache
def _metrics() -> FontMetrics:
    return FontMetrics(load_theme("midnight-thread").faces)


class Eye(RecordingCanvas):
    """Remembers every text as the four corners of its ink, in the piece's mm."""

    def __init__(self) -> None:
        super().__init__(WORDS.say)
        self.metrics = _metrics()
        self.seen: list[tuple[str, list[Point]]] = []

    def text(
        self,
        x_mm: float,
        y_mm: float,
        text: str,
        *,
        face: Face,
        size_pt: float,
        role: Role = Role.BODY,
        align: Align = "left",
        tracking_pt: float = 0.0,
    ) -> None:
        super().text(
            x_mm, y_mm, text, face=face, size_pt=size_pt, role=role, align=align, tracking_pt=tracking_pt
        )
        width, high = self.metrics.width_mm(text, face, size_pt), mm_from_pt(size_pt) * 0.66
        left = x_mm - {"left": 0.0, "centre": width / 2, "right": width}[align]
        a, b, c, d, e, f = self._matrix
        corners = [(left, y_mm), (left + width, y_mm), (left + width, y_mm - high), (left, y_mm - high)]
        self.seen.append((text, [(a * x + c * y + e, b * x + d * y + f) for x, y in corners]))


def _eye(piece: Piece) -> Eye:
    eye = Eye()
    piece.front(eye, Box(0, 0, piece.width_mm, piece.height_mm))
    return eye


def _middle(points: list[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _around(point: Point, turn_deg: float) -> Point:
    """A point turned clockwise round the origin."""
    cos, sin = math.cos(math.radians(turn_deg)), math.sin(math.radians(turn_deg))
    return point[0] * cos - point[1] * sin, point[0] * sin + point[1] * cos


class Disc:
    """One cut-out disc: texts and window relative to its pivot."""

    def __init__(self, piece: Piece, centre: Point, reach_mm: float) -> None:
        def here(points: list[Point]) -> list[Point]:
            return [(x - centre[0], y - centre[1]) for x, y in points]

        texts = [(text, here(corners)) for text, corners in _eye(piece).seen]
        self.texts = [(t, corners) for t, corners in texts if math.hypot(*_middle(corners)) < reach_mm]
        squares = [here(_corners(line.path.segments)) for line in piece.lines if line.kind is LineKind.CUT]
        self.windows = [s for s in squares if math.hypot(*_middle(s)) < reach_mm]

    def direction(self, character: str) -> float:
        """Degrees clockwise from the top at which a character of the edge stands."""
        found = [_middle(corners) for text, corners in self.texts if text == character]
        x, y = max(found, key=lambda point: math.hypot(*point))
        return math.degrees(math.atan2(x, -y))

    def numbers(self) -> list[tuple[str, list[Point]]]:
        return [(text, corners) for text, corners in self.texts if len(text) == 2 and text.isdigit()]


def _corners(segments: object) -> list[Point]:
    assert isinstance(segments, tuple)
    return [values for op, values in segments if op in "ML"]


def _discs(wheel: Wheel) -> list[Disc]:
    pieces = {piece.id: piece for piece in wheel_pieces(wheel)}
    discs = [Disc(pieces["plate"], plate_centre_mm(wheel), 82)]
    centres = ring_centres_mm(wheel)
    outline = {ring: _radius(pieces[name], (x, y)) for ring, (name, x, y) in centres.items()}
    for ring in sorted(centres):
        name, x, y = centres[ring]
        discs.append(Disc(pieces[name], (x, y), outline[ring]))
    return discs


def _radius(piece: Piece, centre: Point) -> float:
    """The radius of the circle of the outline that goes round a centre."""
    assert piece.outline is not None
    starts = [values for op, values in piece.outline.segments if op == "M"]
    return next(x - centre[0] for x, y in starts if abs(y - centre[1]) < 0.01 and x > centre[0] + 20)


def _inside(point: Point, square: list[Point], grow_mm: float) -> bool:
    """Whether a point lies in a turned rectangle, grown by a little on every side."""
    (ax, ay), (bx, by), _, (dx, dy) = square
    for ox, oy in ((bx - ax, by - ay), (dx - ax, dy - ay)):
        length = math.hypot(ox, oy)
        along = ((point[0] - ax) * ox + (point[1] - ay) * oy) / length
        if not -grow_mm <= along <= length + grow_mm:
            return False
    return True


def _seen_through(discs: list[Disc], turns: list[float], ring: int, grow_mm: float) -> list[str]:
    """The numbers of which any part is seen through a ring's window, each disc turned as given."""
    (window,) = discs[ring].windows
    hole = [_around(corner, turns[ring]) for corner in window]
    found = []
    for number, corners in discs[ring - 1].numbers():
        edge = [_around(corner, turns[ring - 1]) for corner in corners]
        points = [
            (ax + (bx - ax) * i / 8, ay + (by - ay) * i / 8)
            for (ax, ay), (bx, by) in zip(edge, edge[1:] + edge[:1], strict=True)
            for i in range(8)
        ]
        if any(_inside(point, hole, grow_mm) for point in points):
            found.append(number)
    return found


def _whole(discs: list[Disc], turns: list[float], ring: int) -> list[str]:
    """The numbers that are seen as a whole, with a window cut 0.3 mm too small."""
    (window,) = discs[ring].windows
    hole = [_around(corner, turns[ring]) for corner in window]
    return [
        number
        for number, corners in discs[ring - 1].numbers()
        if all(_inside(_around(corner, turns[ring - 1]), hole, -0.3) for corner in corners)
    ]


@pytest.mark.parametrize("sizes", [(2, 1), (3, 2), (4, 3), (8, 1)])
def test_windows_show_the_number_that_was_computed_and_no_part_of_another(sizes: tuple[int, ...]) -> None:
    wheel = make_wheel(night(7, *sizes), Rng("7", "locks"))
    discs = _discs(wheel)
    rng = Rng("eye", *sizes)
    lock = max(wheel.locks, key=lambda lock: len(lock.dials))
    for _ in range(60):
        characters = [rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") for _ in range(wheel.rings)]
        turns = [0.0, *(-discs[i + 1].direction(c) for i, c in enumerate(characters))]
        settings = ["ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".index(c) for c in characters]
        names = wheel.name_of(lock, settings).split("-")
        for ring, number in enumerate(names, start=1):
            assert _whole(discs, turns, ring) == [number]
            assert _seen_through(discs, turns, ring, 0.3) == [number]


@pytest.mark.parametrize("seed", range(5))
def test_following_the_answer_sheet_word_for_word_shows_the_name_of_the_opening_card(seed: int) -> None:
    wheel = make_wheel(night(seed, 5, 7, 3, 1), Rng(str(seed), "locks"))
    discs = _discs(wheel)
    for lock in wheel.locks:
        turns = [0.0] * (wheel.rings + 1)
        right = lock.plan.answers()
        for dial in lock.dials:
            own = discs[dial.ring].direction(right[dial.box][dial.position - 1])
            mark = 0.0
            if dial.against:
                box, position = dial.against
                mark = turns[dial.ring - 1] + discs[dial.ring - 1].direction(right[box][position - 1])
            turns[dial.ring] = mark - own
        shown = [_whole(discs, turns, dial.ring) for dial in lock.dials]
        opening = lock.settings(right)
        assert opening is not None
        assert shown == [[number] for number in wheel.name_of(lock, opening).split("-")]


@pytest.mark.parametrize("sizes", [(2, 1), (3,), (4, 3), (8, 1)])
def test_the_wheel_fits_its_pages_and_all_is_legible(sizes: tuple[int, ...]) -> None:
    wheel = make_wheel(night(7, *sizes), Rng("7", "locks"))
    pieces = wheel_pieces(wheel)
    assert len(pieces) == {2: 2, 3: 3, 4: 3}[wheel.rings]
    for piece in pieces:
        assert piece.kind is PieceKind.PROP
        assert piece.width_mm <= 182
        assert piece.height_mm <= 200
        eye = _eye(piece)
        own = Box(0, 0, piece.width_mm, piece.height_mm)
        assert own.contains(eye.ink())
        assert own.contains(piece.outline.bounds() if piece.outline else own, slack_mm=0.01)
        assert all(own.contains(line.path.bounds()) for line in piece.lines)
        assert min(eye.sizes_pt) >= 8
        assert f"locks.group.{piece.group}" in WORDS


def test_outlines_on_one_page_do_not_touch() -> None:
    for sizes in [(2,), (3,), (4,)]:
        for piece in wheel_pieces(make_wheel(night(7, *sizes), Rng("7", "locks")))[1:]:
            assert piece.outline is not None
            parts: list[list[Point]] = []
            for op, values in piece.outline.segments:
                if op == "M":
                    parts.append([])
                parts[-1] += [(values[i], values[i + 1]) for i in range(0, len(values), 2)]
            for i, one in enumerate(parts):
                for other in parts[i + 1 :]:
                    # Control points of a circle lie outside it, so this errs on the safe side for boxes.
                    (ax, ay), (bx, by) = _centre(one), _centre(other)
                    assert math.hypot(ax - bx, ay - by) > _reach(one) + _reach(other) + 1.5


def _centre(points: list[Point]) -> Point:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _reach(points: list[Point]) -> float:
    return (max(x for x, _ in points) - min(x for x, _ in points)) / 2


def test_the_rim_has_characters_only_where_a_lock_asks_for_them() -> None:
    for sizes, rim in [((3, 2), False), ((5, 2), True)]:
        wheel = make_wheel(night(1, *sizes), Rng("1", "locks"))
        singles = [t for t in _eye(wheel_pieces(wheel)[0]).texts if t in "ABCDEFGHJKLMNOPQRSTUVWXYZ"]
        assert wheel.has_rim is rim
        assert ("Q" in singles) is rim


def _spoken(plans: tuple[LockPlan, ...]) -> list[LockPlan]:
    """The same plans, their slips with the longest thing a puzzle of this kit says."""
    longest = message("edge-wall.slip.halves-swapped")
    return [
        replace(
            plan,
            boxes=tuple(
                replace(box, slips=tuple(replace(slip, message=longest) for slip in box.slips))
                for box in plan.boxes
            ),
        )
        for plan in plans
    ]


def test_half_cards_are_sorted_and_keep_to_their_edges_and_hide_what_they_are_at_the_top() -> None:
    wheel = make_wheel(_spoken(night(4, 3, 1, 8)), Rng("4", "locks"))
    for lock in wheel.locks:
        cards = deck(wheel, lock, " ".join(["candle"] * 30), message("print.act-short", number=2))
        assert [card.name for card in cards] == sorted(card.name for card in cards)
        assert sum(card.kind.value == "opens" for card in cards) == 1
        tops = set()
        for card in cards:
            eye = Eye()
            card.front(eye, Box(100, 50, WIDTH_MM, HEIGHT_MM))
            assert Box(100, 50, WIDTH_MM, HEIGHT_MM).contains(eye.ink())
            assert min(eye.sizes_pt) >= 8
            # Everything in the strip that a fan shows, but the name.
            top = [text for text, corners in eye.seen if _middle(corners)[1] < 61]
            assert top[0] == card.name
            tops.add(tuple(top[1:]))
            if card.box:
                assert f"box {card.box}" in " ".join(eye.texts)
        assert len(tops) == 1


def test_every_dial_has_words() -> None:
    seen = set()
    for dial in (Dial(1, "A", 2), Dial(1, "A", 12, ("B", 1)), Dial(3, "C", 4, ("D", 5)), Dial(4, "E", 1)):
        said = WORDS.say(dial.words())
        assert said.startswith(f"Ring {NUMERALS[dial.ring - 1]}: the ")
        assert f"box {dial.box}" in said
        seen.add(said)
    assert len(seen) == 4
    assert WORDS.say(Dial(1, "A", 2).words()) == "Ring I: the 2nd character of box A at the arrow"
