"""Solving one panel: line by line, then by one assumption that dies, and never further.

What is beyond that is only counted (`solutions`), so that a panel is never called unique on a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kitgen.mechanisms.globe_nonogram.clues import Cells, Line, Panel, runs, transposed
from kitgen.mechanisms.globe_nonogram.lines import ContradictionError, Deduction, all_ways, at_a_glance, bits

ROW, COLUMN = "row", "column"

GLANCES = ("finish", "whole", "edge", "overlap")
"""What is seen at a glance, the easiest first."""

MAX_PROBES = 3
"""Assumptions a person is asked to make in one panel before we say that it is no fun."""

SEARCH_BUDGET = 20_000
"""Guesses the counting search may make; past it nothing is proven."""


@dataclass(frozen=True)
class Probe:
    """An assumption about one cell that cannot be true.

    Args:
        row, column: the cell.
        filled: what was assumed.
        axis, index: the line that then could not be completed.
        lines: how many lines had to be looked at to see it.
    """

    row: int
    column: int
    filled: bool
    axis: str
    index: int
    lines: int


@dataclass(frozen=True)
class Visit:
    """One look at one line that settled cells.

    Args:
        axis, index: the line.
        technique: how.
        filled, blank: the cells settled, as bits of the line.
        known: the cells of the line that were known before.
        probe: the assumption, where the technique is one.
    """

    axis: str
    index: int
    technique: str
    filled: int
    blank: int
    known: int
    probe: Probe | None = None

    def settled(self) -> Iterator[tuple[int, int]]:
        """The cells (row, column) that it settled."""
        return self._cells(self.filled | self.blank)

    def rests_on(self) -> Iterator[tuple[int, int]]:
        """The cells (row, column) that were known before."""
        return self._cells(self.known)

    def _cells(self, line: int) -> Iterator[tuple[int, int]]:
        for p in bits(line):
            yield (self.index, p) if self.axis == ROW else (p, self.index)


class Board:
    """What is known of a panel, by rows and by columns at once."""

    def __init__(self, panel: Panel) -> None:
        self.width, self.height = panel.width, panel.height
        self.clues: dict[str, tuple[Line, ...]] = {ROW: panel.rows, COLUMN: panel.columns}
        self.length = {ROW: self.width, COLUMN: self.height}
        self.filled = {ROW: [0] * self.height, COLUMN: [0] * self.width}
        self.blank = {ROW: [0] * self.height, COLUMN: [0] * self.width}

    def copy(self) -> Board:
        """The same knowledge, to be spoiled."""
        twin = Board.__new__(Board)
        twin.width, twin.height, twin.clues, twin.length = self.width, self.height, self.clues, self.length
        twin.filled = {axis: list(lines) for axis, lines in self.filled.items()}
        twin.blank = {axis: list(lines) for axis, lines in self.blank.items()}
        return twin

    def known(self, axis: str, index: int) -> int:
        """The known cells of a line."""
        return self.filled[axis][index] | self.blank[axis][index]

    def is_open(self, axis: str, index: int) -> bool:
        """Whether a line still has unknown cells."""
        return self.known(axis, index) != (1 << self.length[axis]) - 1

    def solved(self) -> bool:
        """Whether every cell is known."""
        return not any(self.is_open(ROW, y) for y in range(self.height))

    def unknown(self) -> Iterator[tuple[int, int]]:
        """Unknown cells (row, column), row by row."""
        for y in range(self.height):
            for x in bits(~self.known(ROW, y) & (1 << self.width) - 1):
                yield y, x

    def set(self, axis: str, index: int, filled: int, blank: int) -> None:
        """Write cells of a line down, in its crossing lines too."""
        other = COLUMN if axis == ROW else ROW
        for lines, cells in ((self.filled, filled), (self.blank, blank)):
            lines[axis][index] |= cells
            for p in bits(cells):
                lines[other][p] |= 1 << index

    def logic(self, axis: str, index: int) -> tuple[int, int]:
        """Cells that full reasoning along a line newly settles: filled, blank.

        Raises:
            ContradictionError: the line cannot be completed.
        """
        filled, blank = self.filled[axis][index], self.blank[axis][index]
        always, never = all_ways(self.length[axis], self.clues[axis][index], filled, blank)
        return always & ~filled, never & ~blank

    def run_dry(self) -> tuple[tuple[str, int] | None, int]:
        """Reason along lines until nothing more follows.

        Returns:
            The line that cannot be completed, or None; and how many lines were looked at with gain.
        """
        dirty = [(ROW, y) for y in range(self.height)] + [(COLUMN, x) for x in range(self.width)]
        return self.follow(dirty)

    def follow(self, dirty: list[tuple[str, int]]) -> tuple[tuple[str, int] | None, int]:
        """The same, beginning with the lines given (the list is used up)."""
        gains = 0
        waiting = set(dirty)
        while dirty:
            axis, index = dirty.pop(0)
            waiting.discard((axis, index))
            try:
                filled, blank = self.logic(axis, index)
            except ContradictionError:
                return (axis, index), gains + 1
            if not filled | blank:
                continue
            gains += 1
            self.set(axis, index, filled, blank)
            other = COLUMN if axis == ROW else ROW
            for p in bits(filled | blank):
                if (other, p) not in waiting:
                    waiting.add((other, p))
                    dirty.append((other, p))
        return None, gains

    def cells(self) -> Cells:
        """The filled cells by row."""
        return tuple(self.filled[ROW])


def line_solvable(panel: Panel) -> Board:
    """The panel as far as full reasoning along lines goes; for panels known to have a solution."""
    board = Board(panel)
    board.run_dry()
    return board


def glance_solvable(panel: Panel) -> Board:
    """The panel as far as looks at a glance go; for panels known to have a solution."""
    board = Board(panel)
    while _sweep(board, [], deep=False):
        pass
    return board


@dataclass(frozen=True)
class PanelProof:
    """What is known of a panel after reasoning.

    Args:
        solutions: complete cells; none where the clues contradict each other, two where there are more.
        visits: the reasoning; it reaches the solution only where `reasoned`.
        reasoned: whether the visits alone settle every cell.
        exhausted: whether `solutions` is all there is, or the search stopped at its budget.
    """

    solutions: tuple[Cells, ...]
    visits: tuple[Visit, ...]
    reasoned: bool
    exhausted: bool = True


def prove(panel: Panel, most_probes: int = MAX_PROBES, *, searching: bool = True) -> PanelProof:
    """Solve a panel as a person would, the easiest reasoning first.

    Args:
        panel: what is printed.
        most_probes: how many assumptions may be made.
        searching: whether other pictures are looked for where reasoning stops; a generator throws such a
            panel away in any case, and then nothing is said of its pictures.
    """
    board = Board(panel)
    visits: list[Visit] = []
    probes = 0
    deep = False
    try:
        while not board.solved():
            if _sweep(board, visits, deep=deep):
                continue
            if not deep:
                deep = True
                continue
            if probes == most_probes or not _probe(board, visits):
                break
            probes += 1
    except ContradictionError:
        return PanelProof((), tuple(visits), False)
    if board.solved():
        fits = _fits(board.cells(), panel)
        return PanelProof((board.cells(),) if fits else (), tuple(visits), fits)
    if not searching:
        return PanelProof((), tuple(visits), False, exhausted=False)
    solutions, exhausted = _search(board, panel)
    return PanelProof(solutions, tuple(visits), False, exhausted)


def _fits(cells: Cells, panel: Panel) -> bool:
    return (
        tuple(runs(row) for row in cells) == panel.rows
        and tuple(runs(column) for column in transposed(cells, panel.width)) == panel.columns
    )


def _sweep(board: Board, visits: list[Visit], *, deep: bool) -> bool:
    """Look once along all rows, then all columns; `deep` also goes through all ways of a line."""
    before = len(visits)
    for axis, lines in ((ROW, board.height), (COLUMN, board.width)):
        for index in range(lines):
            if board.is_open(axis, index):
                known = board.known(axis, index)
                technique, filled, blank = _look(board, axis, index, deep=deep)
                if filled | blank:
                    board.set(axis, index, filled, blank)
                    visits.append(Visit(axis, index, technique, filled, blank, known))
    return len(visits) > before


def _look(board: Board, axis: str, index: int, *, deep: bool) -> Deduction:
    """What a glance at a line gives, by its hardest technique; where that is nothing and `deep`: logic."""
    length, clue = board.length[axis], board.clues[axis][index]
    filled, blank = board.filled[axis][index], board.blank[axis][index]
    before = filled, blank
    hardest = ""
    while seen := at_a_glance(length, clue, filled, blank):
        if seen[1] & blank or seen[2] & filled:
            raise ContradictionError
        hardest = max(hardest, seen[0], key=GLANCES.index) if hardest else seen[0]
        filled |= seen[1]
        blank |= seen[2]
        if filled | blank == (1 << length) - 1:
            break
    if hardest or not deep:
        return hardest, filled & ~before[0], blank & ~before[1]
    return "reason", *board.logic(axis, index)


def _probe(board: Board, visits: list[Visit]) -> bool:
    """Find the assumption that dies soonest, and write down its opposite."""
    best: Probe | None = None
    for row, column in board.unknown():
        for filled in (True, False):
            trial = board.copy()
            bit = 1 << column
            trial.set(ROW, row, bit if filled else 0, 0 if filled else bit)
            dead, lines = trial.follow([(ROW, row), (COLUMN, column)])
            if dead is not None and (best is None or lines < best.lines):
                best = Probe(row, column, filled, dead[0], dead[1], lines)
    if best is None:
        return False
    bit = 1 << best.column
    known = board.known(ROW, best.row)
    fill, void = (0, bit) if best.filled else (bit, 0)
    board.set(ROW, best.row, fill, void)
    visits.append(Visit(ROW, best.row, "probe", fill, void, known, best))
    return True


def _search(board: Board, panel: Panel) -> tuple[tuple[Cells, ...], bool]:
    """Up to two solutions by trying, and whether the search came to its end."""
    found: list[Cells] = []
    stack = [board.copy()]
    budget = SEARCH_BUDGET
    while stack and len(found) < 2 and budget:
        budget -= 1
        here = stack.pop()
        if here.run_dry()[0] is not None:
            continue
        cell = next(here.unknown(), None)
        if cell is None:
            if _fits(here.cells(), panel):
                found.append(here.cells())
            continue
        row, column = cell
        for filled in (True, False):
            twin = here.copy()
            twin.set(ROW, row, 1 << column if filled else 0, 0 if filled else 1 << column)
            stack.append(twin)
    return tuple(found), not stack or len(found) == 2
