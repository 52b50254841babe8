"""A house full of neighbours, gossip that leaves one way to live in it, and not a note to spare."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

from pydantic import Field

from kitgen.mechanisms.contract import Given, Level, MechanismParams, hardest
from kitgen.mechanisms.logic_grid.floors import has_another, has_another_word, nothing_known, spread
from kitgen.mechanisms.logic_grid.notes import ANIMAL, HOBBY, LONGEST, SHORTEST, SORTS, GridClues, Note
from kitgen.mechanisms.logic_grid.reasoning import TECHNIQUES, Reasoner, seconds_of
from kitgen.rng import Rng

PLAIN = {"at": 7, "not-at": 3, "same": 6, "up": 6}
LOOSE = {"at": 7, "same": 5, "up": 4, "floors": 7, "higher": 3, "neighbours": 4, "gap": 2, "apart": 4}
LINKED = {"at": 5, "same": 4, "up": 2, "floors": 4, "higher": 3, "neighbours": 3, "gap": 2, "apart": 4}
LINKED |= {"either": 4, "only-one": 10}
TANGLED = {"same": 3, "up": 1, "floors": 4, "higher": 3, "neighbours": 4, "gap": 3, "apart": 4}
TANGLED |= {"either": 4, "only-one": 14}
LADDER = (PLAIN, LOOSE, LINKED, TANGLED)
"""How often each kind of note is drawn, from the plainest house to the most tangled."""

SURE = ("at", "same", "up")
"""Notes that settle a floor once the floor of another is known."""

MINUTES = {
    Level.EASY: (3.6, 5.7),
    Level.NORMAL: (5.9, 7.8),
    Level.HARD: (7.8, 9.8),
    Level.FIENDISH: (9.8, 12.0),
}
"""What a table needs on the median, from which the generator picks its draws."""

READING_SECONDS, SORTING_SECONDS_PER_PIECE = 60.0, 4.0
"""What a table needs before the first note, counted as for every puzzle."""

MOST_NOTES = 14
"""Two cards hold seven each."""

DRAWS = 60
CONSONANTS, VOWELS = "BDFGHKLMNPRST", "AEIOU"
ALPHABET = frozenset(ascii_uppercase)


class GridParams(MechanismParams):
    """All an author may set."""

    gossip: Level = Field(
        default=Level.NORMAL,
        description="Which notes are printed: plain ones (easy), up-or-down ones (normal), either-or ones"
        " (hard), or so few that something must be tried out (fiendish).",
    )
    crossed: bool = Field(
        default=False,
        description="Whether the letters stand where hobby and animal meet, not where floor and animal do.",
    )


def draw_clues(params: GridParams, answer: str, given: Given, rng: Rng) -> GridClues | None:
    """Clues for an answer, or None where no draw had the right effort."""
    n = len(answer)
    kinds = kinds_for(params.gossip, n)
    for _ in range(DRAWS):
        names = tuple(name for sort in SORTS for name in sorted(rng.shuffled(sort)[:n]))
        truth = tuple(floor for _ in SORTS for floor in rng.shuffled(range(n)))
        notes = _draw_notes(kinds, truth, params.crossed, rng)
        if notes is None:
            continue
        bare = GridClues(n, names, tuple(rng.shuffled(notes)), params.crossed, ("A" * n,) * n, ())
        if not _fits(bare, params):
            continue
        rows = _table(answer, truth, params.crossed, given.decoys, rng)
        if any(answer in row for row in rows):
            continue
        tokens = tuple(rng.shuffled(range(3 * n)))
        return GridClues(n, names, bare.notes, params.crossed, rows, tokens)
    return None


def kinds_for(level: Level, floors: int) -> list[str]:
    """The kinds of notes to draw from, each as often as it weighs.

    A small house has fewer floors to rule out, so it gets less that is plain, a tall one more.
    """
    rung, sure = level.rank, floors - 3
    if floors == SHORTEST and level is Level.HARD:
        rung += 1
    if floors == LONGEST and level is Level.FIENDISH:
        rung, sure = rung - 1, sure + 2
    weights = dict(LADDER[rung])
    if floors == LONGEST and "at" in weights:
        weights["at"] *= {Level.EASY: 3, Level.NORMAL: 2}.get(level, 1)
    return [k for k, weight in weights.items() for _ in range(weight * (sure if k in SURE else 2))]


def _fits(clues: GridClues, params: GridParams) -> bool:
    """Whether people get through by the level's techniques, in the time meant for it."""
    reasoner = Reasoner(clues)
    if not reasoner.run():
        return False
    reasoner.read()
    tier = hardest([TECHNIQUES[step.technique].tier for step in reasoner.steps])
    pieces = 1 + 3 * clues.floors
    seconds = READING_SECONDS + SORTING_SECONDS_PER_PIECE * pieces + seconds_of(reasoner.steps)
    low, high = MINUTES[params.gossip]
    return tier is params.gossip and low <= seconds / 60 <= high


def _draw_notes(kinds: Sequence[str], truth: Sequence[int], crossed: bool, rng: Rng) -> list[Note] | None:
    """Notes that leave only the truth, each of them needed, and most of them for the word itself."""
    n = len(truth) // len(SORTS)
    read = slice(n, 3 * n if crossed else 2 * n)
    left = nothing_known(n)
    notes: list[Note] = []
    together: set[frozenset[int]] = set()
    for _ in range(400):
        note = _draw_note(rng.choice(kinds), truth, n, rng)
        if note is None or frozenset(note.named) in together:
            continue
        # Gossip of those the letters hang on is more often of use.
        if not any(read.start <= e < read.stop for e in note.named) and rng.below(3):
            continue
        before = left[:]
        notes.append(note)
        spread(notes, left, n)
        if left == before:
            notes.pop()
            continue
        together.add(frozenset(note.named))
        if not any(bits & (bits - 1) for bits in left):
            return _dropped(notes, truth, read, rng)
    return None


def _dropped(notes: list[Note], truth: Sequence[int], read: slice, rng: Rng) -> list[Note] | None:
    """The notes without those that others make needless, or None where too many are left.

    Args:
        notes: true notes that leave only the truth.
        truth: where everybody lives.
        read: the indices that the letters hang on.
        rng: where to begin.
    """
    n = len(truth) // len(SORTS)
    # Some may be needed for the house alone and not for the word: few, and fewer where hobbies are read.
    most_idle = n - (1 if read.stop == 2 * n else 3)
    idle = 0
    # Notes that name a floor are the dullest: they go first.
    for note in sorted(rng.shuffled(notes), key=lambda note: note.kind != "at"):
        fewer = [other for other in notes if other != note]
        if has_another_word(fewer, truth, n, read):
            continue
        if has_another(fewer, truth, n):
            idle += 1
            if idle > most_idle:
                return None
        else:
            notes = fewer
    named = sum(note.kind == "at" for note in notes)
    return notes if len(notes) <= MOST_NOTES and named <= n else None


def _draw_note(kind: str, truth: Sequence[int], n: int, rng: Rng) -> Note | None:
    """A true note of a kind, or None where this draw came to nothing."""
    a = rng.below(len(truth))
    at = truth[a]
    if kind == "at":
        return Note(kind, a, floor=at)
    if kind == "not-at":
        return Note(kind, a, floor=(at + 1 + rng.below(n - 1)) % n)
    if kind == "floors":
        low, high = sorted((at, (at + 1 + rng.below(n - 1)) % n))
        return Note(kind, a, floor=low, other=high)
    if kind == "only-one":
        return _draw_only_one(a, rng.below(len(truth)), truth, n, rng)
    floor = at + rng.choice(_STEPS.get(kind, range(-n + 1, 0) if kind == "higher" else range(-n + 1, n)))
    start = rng.below(len(SORTS)) * n
    if not 0 <= floor < n or (kind == "apart" and floor == at):
        return None
    if kind in ("same", "apart", "either") and start == a // n * n:
        return None
    b = truth.index(floor, start, start + n)
    if kind != "either":
        return Note(kind, a, b)
    low, high = sorted((b, start + (b - start + 1 + rng.below(n - 1)) % n))
    return Note(kind, a, low, high)


_STEPS = {"same": (0,), "either": (0,), "up": (-1,), "neighbours": (-1, 1), "gap": (-2, 2)}
"""By kind, how many floors the second of a note may be above the first; other kinds allow more."""


def _draw_only_one(a: int, b: int, truth: Sequence[int], n: int, rng: Rng) -> Note | None:
    if a == b:
        return None
    floor, other = truth[a], rng.choice([f for f in range(n) if f != truth[b]])
    if a // n == b // n and floor == other:
        return None
    return Note("only-one", *((a, b, -1, floor, other) if rng.below(2) else (b, a, -1, other, floor)))


def _table(
    answer: str, truth: Sequence[int], crossed: bool, decoys: Sequence[str], rng: Rng
) -> tuple[str, ...]:
    """The letters: the answer and as many other words lie across each other, none on a cell of another.

    Whoever looks for words alone finds one for every animal, all laid alike: a cyclic Latin square whose
    floors are shuffled.
    """
    n = len(answer)
    animals, hobbies = (
        [truth.index(f, sort * n, sort * n + n) % n for f in range(n)] for sort in (ANIMAL, HOBBY)
    )
    turn = rng.shuffled(range(n))
    grid = [[""] * n for _ in range(n)]
    for step, word in enumerate([answer, *_other_words(answer, decoys, rng)]):
        for f in range(n):
            animal = animals[turn.index((turn[f] + step) % n)]
            grid[hobbies[f] if crossed else f][animal] = word[f]
    return tuple("".join(row) for row in grid)


def _other_words(answer: str, decoys: Sequence[str], rng: Rng) -> list[str]:
    """One word less than floors, no two with a letter in the same place: the beat's own, else made up."""
    n = len(answer)
    words = [answer]
    for word in rng.shuffled(dict.fromkeys(decoys)):
        if len(word) == n and len(words) < n and set(word) <= ALPHABET and _clear(word, words):
            words.append(word)
    while len(words) < n:
        start = rng.below(2)
        word = ""
        for place in range(n):
            taken = {other[place] for other in words}
            likely = [c for c in (CONSONANTS, VOWELS)[(start + place) % 2] if c not in taken]
            word += rng.choice(likely or [c for c in CONSONANTS if c not in taken])
        words.append(word)
    return rng.shuffled(words[1:])


def _clear(word: str, words: Sequence[str]) -> bool:
    return not any(a == b for other in words for a, b in zip(word, other, strict=True))
