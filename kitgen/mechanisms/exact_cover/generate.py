"""From an answer to a cloth: open squares first, then pieces round them, then as few clues as will do."""

from __future__ import annotations

from dataclasses import replace

from kitgen.mechanisms.contract import Given, Level
from kitgen.mechanisms.exact_cover.clues import CoverClues
from kitgen.mechanisms.exact_cover.params import LEAST_PLATES, CoverParams
from kitgen.mechanisms.exact_cover.shapes import (
    MOST_SHAPED,
    MOTIFS,
    SHAPES,
    STRAIGHT,
    Patch,
    Spot,
    beside,
    cells_of,
    spots,
)
from kitgen.mechanisms.exact_cover.solver import TECHNIQUES, Cloth, DeadEndError, moves
from kitgen.rng import Rng

DRAWS = 14
"""Cloths drawn for one try of the engine; most are refused after a few moves."""

PACKING_NODES = 400
MOST_REFUSED = 3
"""Numbers that proved needed before a cloth that is right already is left as it is."""

SECONDS = {
    Level.EASY: (160.0, 236.0),
    Level.NORMAL: (280.0, 375.0),
    Level.HARD: (400.0, 500.0),
    Level.FIENDISH: (510.0, 605.0),
}
"""Least and most seconds of thought by level; reading and sorting come to a minute and a half besides."""


def draw_clues(params: CoverParams, answer: str, given: Given, rng: Rng) -> CoverClues | None:
    """Clues for an answer, or None where no cloth came out at the level asked for."""
    for _ in range(DRAWS):
        whole = _whole(params, answer, rng)
        if whole is None:
            continue
        bare, clues = whole
        thinned = _thinned(params, clues, rng)
        if thinned is not None:
            return _lettered(thinned, bare, answer, given, rng)
    return None


def grade(clues: CoverClues, aim: Level) -> tuple[Level, float] | None:
    """The hardest technique that laying needs and seconds of thought; None where that is beyond the aim."""
    cloth = Cloth.of(clues)
    tier = Level.EASY
    seconds = 0.0
    most = SECONDS[aim][1]
    try:
        for move in moves(cloth, aim):
            technique = TECHNIQUES[move.technique]
            tier = max(tier, technique.tier, key=lambda level: level.rank)
            seconds += technique.seconds
            if seconds > most:
                return None
    except DeadEndError:
        return None
    return (tier, seconds) if cloth.done else None


def _whole(params: CoverParams, answer: str, rng: Rng) -> tuple[int, CoverClues] | None:
    """A packed cloth with all its clues: the open squares and the clues, still without letters."""
    bare = _open_squares(params, len(answer), rng)
    shapes = _shapes(params, len(answer), rng)
    if bare is None or shapes is None:
        return None
    at = [rng.below(len(SHAPES[shape])) if shape not in _ENDS else 0 for shape in shapes]
    packed = _packed(params, bare, list(zip(shapes, at, strict=True)), rng)
    if packed is None:
        return None
    size = params.columns * params.rows
    motifs = rng.shuffled(MOTIFS)
    with_home = sorted(rng.sample(range(len(shapes)), min(params.homes, len(shapes))))
    patches = []
    homes = []
    for i, (shape, square) in enumerate(zip(shapes, at, strict=True)):
        if i in with_home:
            patches.append(Patch(shape, motifs[i], square))
            homes.append((motifs[i], packed[i].home))
        else:
            patches.append(Patch(shape))
    covered = sum(spot.mask for spot in packed)
    plates = tuple(i for i in range(size) if not (covered | bare) >> i & 1)
    clues = CoverClues(
        params.columns,
        params.rows,
        ("",) * size,
        plates,
        tuple(sorted(homes, key=lambda home: home[1])),
        tuple(patches),
        (None,) * params.rows,
        (None,) * params.columns,
    )
    across = tuple((clues.row_mask(i) & bare).bit_count() for i in range(params.rows))
    down = tuple((clues.column_mask(i) & bare).bit_count() for i in range(params.columns))
    return bare, replace(clues, beside_rows=across, above_columns=down)


_ENDS = ("bar-two", "bar-three", "bar-four")
"""Bars have their picture at an end: in the middle it would hardly tell how they lie."""


def _open_squares(params: CoverParams, count: int, rng: Rng) -> int | None:
    bare = 0
    for square in rng.shuffled(range(params.columns * params.rows)):
        if not beside(1 << square, params.columns, params.rows) & bare:
            bare |= 1 << square
            if bare.bit_count() == count:
                return bare
    return None


def _shapes(params: CoverParams, count: int, rng: Rng) -> list[str] | None:
    """Shapes that fill the cloth but for the open squares and a few plates."""
    room = params.columns * params.rows - count - LEAST_PLATES
    for fewer in range(3):
        for _ in range(40):
            pick = rng.sample(list(SHAPES), params.patches - fewer)
            shaped = sum(shape not in STRAIGHT for shape in pick)
            if shaped <= MOST_SHAPED and sum(len(SHAPES[shape]) for shape in pick) <= room:
                return pick
    return None


def _packed(params: CoverParams, bare: int, pieces: list[tuple[str, int]], rng: Rng) -> list[Spot] | None:
    """The pieces laid by chance, clear of the open squares."""
    every = [
        rng.shuffled(s for s in spots(shape, at, params.columns, params.rows) if not s.mask & bare)
        for shape, at in pieces
    ]
    order = sorted(range(len(pieces)), key=lambda i: (-len(SHAPES[pieces[i][0]]), len(every[i])))
    nodes = 0

    def go(depth: int, laid: int) -> list[Spot] | None:
        nonlocal nodes
        nodes += 1
        if depth == len(order) or nodes > PACKING_NODES:
            return [] if depth == len(order) else None
        for spot in every[order[depth]]:
            if not spot.mask & laid:
                rest = go(depth + 1, laid | spot.mask)
                if rest is not None:
                    return [spot, *rest]
        return None

    found = go(0, 0)
    if found is None:
        return None
    by_piece = dict(zip(order, found, strict=True))
    return [by_piece[i] for i in range(len(pieces))]


def _thinned(params: CoverParams, clues: CoverClues, rng: Rng) -> CoverClues | None:
    """The clues without numbers that are not needed, at the level asked for; None where that fails."""
    aim = params.reasoning
    found = grade(clues, aim)
    if found is None:
        return None
    names = [("row", i) for i in range(clues.rows)] + [("column", i) for i in range(clues.columns)]
    left = len(names)
    refused = 0
    for kind, i in rng.shuffled(names):
        if _right(found, aim) and (left <= params.numbers or refused >= MOST_REFUSED):
            break
        thinner = _without(clues, kind, i)
        again = grade(thinner, aim)
        if again is not None:
            clues, found, left = thinner, again, left - 1
        else:
            refused += 1
    return clues if _right(found, aim) else None


def _right(found: tuple[Level, float], aim: Level) -> bool:
    low, high = SECONDS[aim]
    return found[0] is aim and low <= found[1] <= high


def _without(clues: CoverClues, kind: str, place: int) -> CoverClues:
    if kind == "row":
        row = clues.beside_rows
        return replace(clues, beside_rows=(*row[:place], None, *row[place + 1 :]))
    column = clues.above_columns
    return replace(clues, above_columns=(*column[:place], None, *column[place + 1 :]))


def _lettered(clues: CoverClues, bare: int, answer: str, given: Given, rng: Rng) -> CoverClues:
    """The clues with the answer on its squares, other words where others might be open, and letters."""
    letters = [""] * (clues.columns * clues.rows)
    for square, letter in zip(cells_of(bare), answer, strict=True):
        letters[square] = letter
    taken = {*clues.plates, *(square for _, square in clues.homes)}
    free = [square for square in range(len(letters)) if square not in taken]
    words = [word for word in given.decoys if len(word) == len(answer) and word.isalpha() and word != answer]
    for word in rng.shuffled(words)[:6]:
        _plant(clues, word.upper(), free, letters, rng)
    pool = answer + "".join(given.decoys) + "AEEIOURSTLN"
    pool = "".join(letter for letter in pool if "A" <= letter <= "Z")
    for square in free:
        letters[square] = letters[square] or rng.choice(pool)
    return replace(clues, letters=tuple(letters))


def _plant(clues: CoverClues, word: str, free: list[int], letters: list[str], rng: Rng) -> None:
    """Write another word on squares that keep apart, where a letter is free or right already."""
    for _ in range(6):
        squares = sorted(rng.sample(free, len(word)))
        mask = sum(1 << square for square in squares)
        if mask & beside(mask, clues.columns, clues.rows):
            continue
        if all(letters[square] in ("", letter) for square, letter in zip(squares, word, strict=True)):
            for square, letter in zip(squares, word, strict=True):
                letters[square] = letter
            return
