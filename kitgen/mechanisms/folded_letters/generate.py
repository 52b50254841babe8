"""From an answer to rows of letter parts among which one fold is right, and the rest are plainly not."""

from __future__ import annotations

from kitgen.mechanisms.folded_letters.clues import (
    MARKS,
    MOST_MOTHS,
    FoldedLettersClues,
    FoldedLettersParams,
    Moths,
    Row,
)
from kitgen.mechanisms.folded_letters.font import LETTERS, cut_of
from kitgen.mechanisms.folded_letters.reasoning import PLAINLY
from kitgen.mechanisms.folded_letters.words import HARMLESS
from kitgen.rng import Rng

DRAWS = 60
MOTH_DRAWS = 80


def draw_mirror(
    params: FoldedLettersParams, answer: str, decoys: tuple[str, ...], rng: Rng
) -> FoldedLettersClues | None:
    """Rows for an answer; None where no draw came out fair."""
    fitting = [w for w in decoys if len(w) == len(answer) and w != answer and set(w) <= set(LETTERS)]
    for draw in range(DRAWS):
        # One decoy that never suits the answer must not spoil every draw: the later ones do without.
        clues, right = _rows(params, answer, fitting if draw < DRAWS // 2 else [], rng)
        if not _is_fair(params, clues, right):
            continue
        return clues if params.moths is Moths.NONE else _with_moths(params, clues, right, rng)
    return None


def _rows(
    params: FoldedLettersParams, answer: str, fitting: list[str], rng: Rng
) -> tuple[FoldedLettersClues, tuple[int, ...]]:
    """Rows in random order without moths, and where the answer's are.

    Decoys stand in as many zones as a twin does, or in all but one: tempting as far as they go.
    """
    counts = [params.tops, *([params.middles] if params.middles else []), params.bottoms]
    cut = cut_of(len(counts))
    harmless = [word for word in HARMLESS if len(word) == len(answer) and word != answer]
    pool = iter(dict.fromkeys([*rng.shuffled(fitting), *rng.shuffled(harmless)]))
    words = [[answer] for _ in counts]
    for _ in range(params.twins):
        twin = next(pool)
        for zone in words:
            zone.append(twin)
    if params.middles and not params.twins:
        for _ in range(min(params.tops, params.middles) - 1):
            half_way = next(pool)  # a first tuck that looks right and leads nowhere
            for zone in words[:2]:
                zone.append(half_way)
    for zone, count in zip(words, counts, strict=True):
        while len(zone) < count:
            zone.append(next(pool))
    marks = rng.shuffled(MARKS)
    zones, right = [], []
    for slot, zone in enumerate(words):
        order = rng.shuffled(zone)
        right.append(order.index(answer))
        zones.append(tuple(Row(marks.pop(), cut.word_pieces(slot, word)) for word in order))
    return FoldedLettersClues(tuple(zones), params.moths), tuple(right)


def _is_fair(params: FoldedLettersParams, clues: FoldedLettersClues, right: tuple[int, ...]) -> bool:
    """Exactly the twins make whole letters besides the right fold; all others plainly none."""
    if any(len({row.pieces for row in zone}) < len(zone) for zone in clues.zones):
        return False
    twins = 0
    for picks in clues.every_fold():
        if picks == right:
            continue
        if clues.read(picks):
            twins += 1
        elif len(clues.broken(picks)) < PLAINLY:
            return False
    return twins == params.twins


def _with_moths(
    params: FoldedLettersParams, clues: FoldedLettersClues, right: tuple[int, ...], rng: Rng
) -> FoldedLettersClues | None:
    """The same with moths beside the rows: of the whole words one keeps the rule, of all folds several."""
    every = clues.every_fold()
    whole = [picks for picks in every if clues.read(picks)]
    for _ in range(MOTH_DRAWS):
        zones = tuple(
            tuple(Row(row.mark, row.pieces, rng.between(0, MOST_MOTHS)) for row in zone)
            for zone in clues.zones
        )
        drawn = FoldedLettersClues(zones, clues.moths)
        hidden = drawn.hidden(right)
        if min(hidden) == 0:
            continue  # "none at all" is a number people quarrel about
        if params.moths is Moths.NUMBER:
            drawn = FoldedLettersClues(zones, clues.moths, sum(hidden))
        if [picks for picks in whole if drawn.keeps_rule(picks)] != [right]:
            continue
        if sum(drawn.keeps_rule(picks) for picks in every) >= 3:
            return drawn
    return None
