"""A second opinion on the cat's language, written anew from the rules on the board.

It turns a wheel step by step instead of computing with places, and asks a SAT solver which keys agree. A
variable stands for "this tail counts so much", one more for "looks turn the other way".
"""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

from pysat.solvers import Cadical153

NUMBERS = range(1, 10)


class Wheel:
    """Two strings of letters; the disc is moved letter by letter, as a hand would."""

    def __init__(self, ring: str, disc: str) -> None:
        self.ring, self.disc = list(ring), list(disc)
        self.arrow = 0

    def click(self, clockwise: bool) -> None:
        if clockwise:
            self.disc.insert(0, self.disc.pop())
            self.arrow += 1
        else:
            self.disc.append(self.disc.pop(0))
            self.arrow -= 1

    def home(self) -> None:
        while self.arrow:
            self.click(self.arrow < 0)

    def beside(self, letter: str) -> str:
        return self.ring[self.disc.index(letter)]


def spoken(clues: Any, row: Any, key: dict[str, int], mirrored: bool) -> str:
    """What a row of cats says by a key."""
    wheel, said = Wheel(clues.ring, clues.disc), ""
    for (tail, gaze, shut), letter in row:
        if not shut:
            wheel.home()
        for _ in range(key[tail]):
            wheel.click(clockwise=(str(gaze) == "right") != mirrored)
        said += wheel.beside(letter)
    return said


def readings(clues: Any, limit: int = 3) -> list[tuple[bool, dict[str, int], str]]:
    """Keys that agree with everything printed, and what the message says by each; `limit` at most."""
    tails = [tail for tail, _ in clues.numbers]
    var = {pair: i for i, pair in enumerate(product(tails, NUMBERS), start=2)}
    mirror = 1
    found: list[tuple[bool, dict[str, int], str]] = []
    with Cadical153() as sat:
        if clues.is_gaze_printed:
            sat.add_clause([-mirror])
        for tail in tails:
            sat.add_clause([var[tail, n] for n in NUMBERS])
            for n, m in combinations(NUMBERS, 2):
                sat.add_clause([-var[tail, n], -var[tail, m]])
        for one, other in combinations(tails, 2):
            for n in NUMBERS:
                sat.add_clause([-var[one, n], -var[other, n]])
        for tail, number in clues.numbers:
            if number is not None:
                sat.add_clause([var[tail, number]])
        for whole, (one, other) in clues.sums:
            for a, b, c in product(NUMBERS, repeat=3):
                if c != a + b:
                    sat.add_clause([-var[one, a], -var[other, b], -var[whole, c]])
        for saying in clues.sayings:
            _forbid_wrong_pairs(sat, clues, saying, var, mirror)
        while len(found) < limit and sat.solve():
            true = {v for v in sat.get_model() or [] if v > 0}
            key = {tail: next(n for n in NUMBERS if var[tail, n] in true) for tail in tails}
            found.append((mirror in true, key, spoken(clues, clues.message, key, mirror in true)))
            block = [-var[tail, key[tail]] for tail in tails]
            sat.add_clause([*block, -mirror if mirror in true else mirror])
    return found


def _forbid_wrong_pairs(sat: Any, clues: Any, saying: Any, var: dict[Any, int], mirror: int) -> None:
    """No number of a tail may make a cat say another letter than the printed one.

    Where the wheel stood before is known: the letter before says it, whoever turned it there.
    """
    for i, (((tail, gaze, shut), letter), plain) in enumerate(zip(saying.spoken, saying.plain, strict=True)):
        for mirrored, number in product((False, True), NUMBERS):
            wheel = Wheel(clues.ring, clues.disc)
            if shut and i:
                while wheel.beside(saying.spoken[i - 1][1]) != saying.plain[i - 1]:
                    wheel.click(clockwise=True)
            for _ in range(number):
                wheel.click(clockwise=(str(gaze) == "right") != mirrored)
            if wheel.beside(letter) != plain:
                sat.add_clause([-var[tail, number], -mirror if mirrored else mirror])
