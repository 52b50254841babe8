"""From an answer to a sewn message and a key that has lost just enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from kitgen.data import load_toml, package_folder
from kitgen.mechanisms.contract import Given
from kitgen.mechanisms.stitch_alphabet.params import StitchAlphabetParams
from kitgen.mechanisms.stitch_alphabet.reasoning import patterns
from kitgen.mechanisms.stitch_alphabet.rows import fits
from kitgen.mechanisms.stitch_alphabet.signs import (
    ALPHABET,
    COLUMNS,
    HOLE,
    LETTERS,
    PLACES,
    ROUNDS,
    ROWS,
    Clues,
    Grid,
    alphabet_of,
    column_orders,
    row_orders,
)
from kitgen.rng import Rng

LEAST_MESSAGE = 40
"""Letters in a message at least, so that a full alphabet is worth its making."""

DRAWS = 60
"""Keys that are drawn before a draw counts as come to nothing."""

HALVES = (4, 3)
"""Columns of the two halves of a torn key, either of which may be the left one."""

LEAST_ON_HALF = 3
"""Buttons on each half of a torn key."""

LANGUAGE = "en"
"""Of the sewn message: A to Z has no letters for others."""


@cache
def phrases() -> Mapping[str, tuple[str, ...]]:
    """The sentences with a place for the word, and the sample words, from the word file."""
    path = package_folder("templates") / "words" / LANGUAGE / "stitch-alphabet.toml"
    data = load_toml(path, path.name).data
    return MappingProxyType({name: tuple(data[name].values()) for name in ("sentence", "sample")})


def draw_clues(params: StitchAlphabetParams, answer: str, given: Given, rng: Rng) -> Clues | None:
    """One draw, or None where it came to nothing."""
    kind = ROUNDS[0] if params.told else rng.choice(ROUNDS)
    rows, columns = rng.choice(list(row_orders(kind))), rng.choice(list(column_orders(kind)))
    start = rng.below(PLACES) if params.halves else 0
    alphabet = alphabet_of(rows, columns, start)
    sentence = _sentence(answer, alphabet, rng)
    if sentence is None:
        return None
    words, marked = sentence
    sample = _sample(answer, alphabet, rng) if params.halves else ()
    if params.halves and not sample:
        return None
    places = [row | column for row in rows for column in columns]
    signs = tuple(tuple(alphabet[ALPHABET.index(letter)] for letter in word) for word in words)
    rivals = [word for word in given.decoys if len(word) == len(answer) and word != answer]
    cut = rng.choice(HALVES)
    flip = rng.chance(0.5)
    best: tuple[int, Clues] | None = None
    found = 0
    for _ in range(DRAWS):
        kept = _kept(params, answer, start, rng)
        if kept is None or (params.halves and _uneven(kept, cut)):
            continue
        flat = [sign if i in kept else HOLE for i, sign in enumerate(places)]
        grid = tuple(tuple(flat[r * COLUMNS : (r + 1) * COLUMNS]) for r in range(ROWS))
        clues = Clues(
            _torn(grid, cut, flip) if params.halves else (grid,),
            params.told,
            not params.halves,
            sample,
            signs,
            marked,
        )
        if _is_open(clues):
            continue
        shown = {ALPHABET[(i - start) % PLACES] for i in kept if (i - start) % PLACES < LETTERS}
        score = sum(_fits(rival, answer, shown) for rival in rivals)
        if best is None or score > best[0]:
            best = (score, clues)
        found += 1
        if found == (3 if rivals else 1):
            break
    return best[1] if best else None


def _is_open(clues: Clues) -> bool:
    """Whether more than one alphabet fits what is printed."""
    first: tuple[int, ...] | None = None
    for pattern in patterns(clues):
        first = first or pattern.alphabet
        if pattern.alphabet != first:
            return True
    return False


def _sample(answer: str, alphabet: Sequence[int], rng: Rng) -> tuple[tuple[str, int], ...]:
    """A word with its signs that does not tell the alphabet without any key; empty where all do."""
    bare = tuple(((HOLE,) * width,) * ROWS for width in HALVES)
    for word in rng.shuffled(phrases()["sample"]):
        signs = tuple((letter, alphabet[ALPHABET.index(letter)]) for letter in word)
        if (
            word != answer
            and all(sign for _, sign in signs)
            and _is_open(Clues(bare, False, False, signs, (), 0))
        ):
            return signs
    return ()


def _sentence(answer: str, alphabet: Sequence[int], rng: Rng) -> tuple[list[str], int] | None:
    """A message with the answer in it, and which of its words that is; no letter in it is a bare button."""
    fitting = []
    for sentence in phrases()["sentence"]:
        slots = sentence.split()
        words = [answer if word == "{word}" else word for word in slots]
        letters = "".join(words)
        bare = any(alphabet[ALPHABET.index(letter)] == 0 for letter in set(letters))
        if (
            len(letters) >= LEAST_MESSAGE
            and not bare
            and answer not in set(slots)
            and fits([len(w) for w in words])
        ):
            fitting.append((words, slots.index("{word}")))
    return rng.choice(fitting) if fitting else None


def _kept(params: StitchAlphabetParams, answer: str, start: int, rng: Rng) -> frozenset[int] | None:
    """The places that keep their button: every row and column that is not lost keeps one at least."""
    lost_rows = set(rng.sample(range(ROWS), params.lost_rows))
    lost_columns = set(rng.sample(range(COLUMNS), params.lost_columns))
    secret = {(start + ALPHABET.index(letter)) % PLACES for letter in answer}
    wanted = {place for place in secret if place // COLUMNS in lost_rows or place % COLUMNS in lost_columns}
    if (lost_rows or lost_columns) and not wanted:
        return None
    last = PLACES if params.halves else LETTERS
    free = [
        place
        for place in range(last)
        if place // COLUMNS not in lost_rows and place % COLUMNS not in lost_columns
    ]
    # Letters of the answer keep a button only where nothing else is left: copying signs reads little.
    order = sorted(rng.shuffled(free), key=lambda place: place in secret)
    kept: set[int] = set()
    for place in order:
        if place % COLUMNS not in {other % COLUMNS for other in kept}:
            kept.add(place)
    for place in order:
        if place // COLUMNS not in {other // COLUMNS for other in kept}:
            kept.add(place)
    for place in order:
        if len(kept) >= params.buttons:
            break
        kept.add(place)
    shown = len(kept & secret)
    if len(kept) != params.buttons or len(secret) - shown < max(2, (len(secret) + 1) // 2):
        return None
    if not params.told and len({place % COLUMNS for place in kept}) == len(kept):
        return None
    return frozenset(kept)


def _uneven(kept: frozenset[int], cut: int) -> bool:
    """Whether one half of a key torn after `cut` columns has hardly a button left."""
    left = sum(place % COLUMNS < cut for place in kept)
    return min(left, len(kept) - left) < LEAST_ON_HALF


def _fits(rival: str, answer: str, shown: set[str]) -> bool:
    """Whether a word would fit the framed word for players who know only the buttons that are shown."""
    pairs = list(zip(rival, answer, strict=True))
    same_shape = len(set(pairs)) == len(set(rival)) == len(set(answer))
    return same_shape and all((a == b) if b in shown else a not in shown for a, b in pairs)


def _torn(grid: Grid, cut: int, flip: bool) -> tuple[Grid, Grid]:
    """The key in two halves, in an order that says nothing."""
    left, right = tuple(row[:cut] for row in grid), tuple(row[cut:] for row in grid)
    return (right, left) if flip else (left, right)
