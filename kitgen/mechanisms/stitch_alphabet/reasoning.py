"""Every pattern that fits the key, and the reasoning of a person from the key to the framed word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kitgen.mechanisms.contract import Level, Step, Technique, hardest
from kitgen.mechanisms.stitch_alphabet.signs import (
    ALPHABET,
    COLUMNS,
    HOLE,
    LETTERS,
    PLACES,
    ROUNDS,
    ROWS,
    STITCHES,
    Clues,
    Grid,
    Round,
    alphabet_of,
    column_orders,
    row_orders,
)
from kitgen.message import Message, message

TECHNIQUES = {
    "rows-alike": Technique(Level.EASY, 25.0),
    "columns-alike": Technique(Level.EASY, 25.0),
    "fill": Technique(Level.EASY, 12.0),
    "read": Technique(Level.EASY, 10.0),
    "next-column": Technique(Level.NORMAL, 40.0),
    "next-row": Technique(Level.NORMAL, 30.0),
    "pair": Technique(Level.HARD, 75.0),
    "join": Technique(Level.FIENDISH, 85.0),
    "start": Technique(Level.FIENDISH, 80.0),
}

ORDERS = tuple((kind, tuple(row_orders(kind)), tuple(column_orders(kind))) for kind in ROUNDS)


@dataclass(frozen=True)
class Pattern:
    """One way in which the alphabet may run.

    Args:
        swapped: whether the second printed half is the left one.
        kind: which stitches tell the row.
        rows: the pair's stitches by row.
        columns: the round's stitches by column.
        start: the place of A, counted row by row.
    """

    swapped: bool
    kind: Round
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    start: int

    @property
    def alphabet(self) -> tuple[int, ...]:
        """The signs of A to Z."""
        return alphabet_of(self.rows, self.columns, self.start)


def joined(parts: Sequence[Grid], swapped: bool) -> Grid:
    """The whole key, halves side by side."""
    order = parts[::-1] if swapped else parts
    return tuple(tuple(sign for part in order for sign in part[row]) for row in range(ROWS))


def _fitting(
    orders: Sequence[tuple[int, ...]], lines: Sequence[Sequence[int]], mask: int
) -> list[tuple[int, ...]]:
    """The orders that agree with every button seen."""
    seen = [{sign & mask for sign in line if sign != HOLE} for line in lines]
    return [
        order
        for order in orders
        if all(not have or have == {part} for have, part in zip(seen, order, strict=True))
    ]


def patterns(clues: Clues) -> Iterator[Pattern]:
    """Every pattern of the printed kind that fits all buttons of the key and of the sample."""
    for swapped in (False, True)[: len(clues.parts)]:
        grid = joined(clues.parts, swapped)
        for kind, rows, columns in ORDERS[:1] if clues.is_told else ORDERS:
            pair = kind.pair_mask
            fitting_rows = _fitting(rows, grid, pair)
            fitting_columns = (
                _fitting(columns, list(zip(*grid, strict=True)), 63 ^ pair) if fitting_rows else []
            )
            for row in fitting_rows:
                for column in fitting_columns:
                    for start in _starts(clues, row, column):
                        yield Pattern(swapped, kind, row, column, start)


def _starts(clues: Clues, rows: tuple[int, ...], columns: tuple[int, ...]) -> Sequence[int]:
    """Where A may stand."""
    if clues.is_lettered:
        return (0,)
    if not clues.sample:
        return range(PLACES)
    places = [row | column for row in rows for column in columns]
    if any(sign not in places for _, sign in clues.sample):
        return ()
    found = {(places.index(sign) - ALPHABET.index(letter)) % PLACES for letter, sign in clues.sample}
    return tuple(found) if len(found) == 1 else ()


def read(alphabet: Sequence[int], words: Sequence[Sequence[int]]) -> tuple[str, ...] | None:
    """The words in letters, or None where a button is no letter."""
    letter = dict(zip(alphabet, ALPHABET, strict=True))
    try:
        return tuple("".join([letter[sign] for sign in word]) for word in words)
    except KeyError:
        return None


def shown_letters(clues: Clues) -> set[str]:
    """Letters whose button is to be seen on a lettered key."""
    if not clues.is_lettered:
        return set()
    flat = [sign for row in joined(clues.parts, False) for sign in row]
    return {ALPHABET[i] for i in range(LETTERS) if flat[i] != HOLE}


def key_ids(clues: Clues) -> tuple[str, ...]:
    """Ids of the key's pieces in the order of printing."""
    return ("key",) if len(clues.parts) == 1 else ("scrap-1", "scrap-2")


def stitch_names(sign: int) -> Message:
    """A list of stitches in words."""
    names = [message(f"stitch-alphabet.stitch.{name}") for bit, name in STITCHES.items() if sign & bit]
    if not names:
        return message("stitch-alphabet.stitch.none")
    out = names[0]
    for name in names[1:]:
        out = message("stitch-alphabet.list", first=out, then=name)
    return out


def explain(clues: Clues, pattern: Pattern) -> tuple[Step, ...]:
    """The steps from the key to the framed word."""
    return _Explaining(clues, pattern).steps()


class _Explaining:
    def __init__(self, clues: Clues, pattern: Pattern) -> None:
        self.clues, self.pattern = clues, pattern
        self.grid = joined(clues.parts, pattern.swapped)
        self.key = key_ids(clues)
        self.done: list[Step] = []

    def _add(
        self, technique: str, text: Message, pieces: tuple[str, ...], fact: str, uses: tuple[int, ...]
    ) -> int:
        self.done.append(Step(text, technique, uses, pieces, fact))
        return len(self.done) - 1

    def steps(self) -> tuple[Step, ...]:
        """All of them, in order."""
        known = self._parts()
        known += self._gaps(known)
        if not self.clues.is_lettered:
            known += (self._start(known),)
        known += self._fills(known)
        for i, (signs, word) in enumerate(zip(self.clues.words, self._message(), strict=True), start=1):
            key = "marked" if i - 1 == self.clues.marked else "read"
            text = message(f"stitch-alphabet.step.{key}", number=i, count=len(signs), word=word)
            self._add("read", text, ("message",), word, known)
        return tuple(self.done)

    def _message(self) -> tuple[str, ...]:
        return read(self.pattern.alphabet, self.clues.words) or ()

    def _parts(self) -> tuple[int, ...]:
        """Which stitches tell the row and which the column."""
        kind = self.pattern.kind
        pair = message(f"stitch-alphabet.pair.{kind.name}")
        if self.clues.is_told:
            first = self._add("rows-alike", message("stitch-alphabet.step.rows"), self.key, "rows", ())
            return (
                first,
                self._add("columns-alike", message("stitch-alphabet.step.columns"), self.key, "columns", ()),
            )
        first = self._add("pair", message("stitch-alphabet.step.pair", pair=pair), self.key, kind.name, ())
        second = self._add(
            "columns-alike", message("stitch-alphabet.step.round"), self.key, "round", (first,)
        )
        if len(self.clues.parts) == 1:
            return (first, second)
        left = 2 if self.pattern.swapped else 1
        width = len(self.clues.parts[left - 1][0])
        either = any(p.swapped != self.pattern.swapped for p in patterns(replace(self.clues, sample=())))
        if either:
            text = message("stitch-alphabet.step.join-sample", columns=width)
        else:
            text = message("stitch-alphabet.step.join", columns=width)
        return (first, second, self._add("join", text, (*self.key, "sample"), "joined", (first, second)))

    def _gaps(self, known: tuple[int, ...]) -> tuple[int, ...]:
        """Rows and columns without a button, from their neighbours."""
        out: tuple[int, ...] = ()
        lines: Sequence[tuple[str, Sequence[Sequence[int]], Sequence[int]]] = (
            ("row", self.grid, self.pattern.rows),
            ("column", list(zip(*self.grid, strict=True)), self.pattern.columns),
        )
        for name, line, states in lines:
            for i, signs in enumerate(line):
                if all(sign == HOLE for sign in signs):
                    text = message(
                        f"stitch-alphabet.step.{name}-gap", number=i + 1, stitches=stitch_names(states[i])
                    )
                    out += (self._add(f"next-{name}", text, self.key, f"{name} {i + 1}", known),)
        return out

    def _start(self, known: tuple[int, ...]) -> int:
        letter = self.clues.sample[0][0]
        place = (self.pattern.start + ALPHABET.index(letter)) % PLACES
        row, column = divmod(place, COLUMNS)
        a_row, a_column = divmod(self.pattern.start, COLUMNS)
        text = message(
            "stitch-alphabet.step.start",
            letter=letter, row=row + 1, column=column + 1, a_row=a_row + 1, a_column=a_column + 1,
        )  # fmt: skip
        return self._add("start", text, (*self.key, "sample"), f"A at {self.pattern.start}", known)

    def _fills(self, known: tuple[int, ...]) -> tuple[int, ...]:
        """The lost letters of the framed word, one by one."""
        out: tuple[int, ...] = ()
        for letter in sorted(set(self._message()[self.clues.marked])):
            row, column = divmod((self.pattern.start + ALPHABET.index(letter)) % PLACES, COLUMNS)
            if self.grid[row][column] == HOLE:
                text = message("stitch-alphabet.step.fill", letter=letter, row=row + 1, column=column + 1)
                out += (self._add("fill", text, self.key, letter, known),)
        return out


def grade(steps: Sequence[Step]) -> Level:
    """The hardest technique used."""
    return hardest([TECHNIQUES[step.technique].tier for step in steps])


def gaps(grid: Grid) -> tuple[int, int]:
    """How many rows and how many columns have no button left."""
    rows = sum(all(sign == HOLE for sign in row) for row in grid)
    return rows, sum(all(row[i] == HOLE for row in grid) for i in range(COLUMNS))
