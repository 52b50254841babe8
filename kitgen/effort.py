"""How long things take people, from what the solver did and what hands must do.

The weights that belong to reasoning stand with each mechanism's techniques. Those of the hands stand here.
All are 'assumed' until nights have been timed: no table of people has played this kit yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kitgen.canvas import LineKind
from kitgen.mechanisms.contract import Piece, PieceKind, Solution, Technique

READING_SECONDS = 60.0  # assumed: one reads the two cards aloud, the others look at the pieces
SORTING_SECONDS_PER_PIECE = 4.0  # assumed: turning a loose piece over and laying it down

STRAIGHT_CUT_SECONDS = 12.0
"""Assumed: one cut from edge to edge of a block. With a knife, the ruler is laid on two marks, and there is
one stroke. With scissors, the upright cuts of a block of nine cards are a quarter of a metre each, six or
seven snips; the level ones come once for each of three strips, a grip and a snip or two. Both ways make about
a minute and a half of the eight cuts of such a block."""

SCISSORS_MM_PER_SECOND = 8.0
"""Assumed: round an outline that has to be met to a millimetre. The paper turns while the blades make short
snips: a disc of 10 cm takes 40 seconds."""

HOLE_SECONDS = 25.0
"""Assumed: a window or a slit of a centimetre or two: four strokes of a knife and a push, or a stab and short
snips with pointed scissors. Its length hardly matters."""

FOLD_SECONDS = 8.0  # assumed: one fold, run along a ruler
GLUE_SECONDS = 20.0  # assumed: one tab, held until it sticks


def solving_minutes(
    techniques: Mapping[str, Technique], solution: Solution, pieces: Sequence[Piece]
) -> float:
    """Minutes one table needs on the median: reading, sorting, each step by its technique, fold and glue."""
    reasoning = sum(techniques[step.technique].seconds for step in solution.steps)
    loose = sum(piece.copies for piece in pieces if piece.kind is PieceKind.PROP)
    folds = _count(pieces, LineKind.FOLD_VALLEY) + _count(pieces, LineKind.FOLD_MOUNTAIN)
    building = FOLD_SECONDS * folds + GLUE_SECONDS * _count(pieces, LineKind.GLUE)
    return (READING_SECONDS + SORTING_SECONDS_PER_PIECE * loose + reasoning + building) / 60


LOCK_MINUTES = 2.0  # assumed: checking answers, turning the rings, finding the card
CARD_MINUTES = 0.5  # assumed: sixty words, read aloud without hurry


def night_minutes(acts: Sequence[Sequence[float]], players: int, *, locks: int, cards: int) -> float:
    """Minutes of a whole night on the median, as far as a sum can tell.

    Inside an act teams of two take one puzzle after the other; the act lasts as long as the work shared out
    among them, and no shorter than its longest puzzle. Between acts everybody meets at the lock.

    Args:
        acts: minutes of each puzzle, act by act.
        players: how many people play.
        locks: how many locks there are.
        cards: how many cards are read aloud.
    """
    teams = -(-players // 2)
    puzzling = sum(max(max(act), sum(act) / teams) for act in acts if act)
    return puzzling + LOCK_MINUTES * locks + CARD_MINUTES * cards


def rounded_minutes(minutes: float) -> int:
    """Minutes as people plan them: in steps of five."""
    return max(5, 5 * round(minutes / 5))


def scissors_minutes(straight: int, shaped_mm: float, holes: int) -> float:
    """Minutes one person needs to cut out pieces before the night, sheet by sheet, nothing stacked.

    Whoever stacks sheets or owns a guillotine is faster, two people take half; fetching, folding, gluing and
    packing are not in it.

    Args:
        straight: cuts along a ruler from edge to edge of a block.
        shaped_mm: length of outlines that are no rectangles.
        holes: windows and slits.
    """
    seconds = STRAIGHT_CUT_SECONDS * straight + shaped_mm / SCISSORS_MM_PER_SECOND + HOLE_SECONDS * holes
    return seconds / 60


def _count(pieces: Sequence[Piece], kind: LineKind) -> int:
    """How many lines of a kind hands follow on all copies of all pieces."""
    return sum(piece.copies * [line.kind for line in piece.lines].count(kind) for piece in pieces)
