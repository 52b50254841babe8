"""Letters and curtains: the answer on the way, words that nearly are it on the false ways."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kitgen.mechanisms.maze.carving import Carving
from kitgen.mechanisms.maze.paper import COLUMNS
from kitgen.rng import Rng

SHORTEST_SIDE = 3
"""Tiles of the shortest side passage that gets a letter."""

CLOSEST = 3
"""Letters on one path are at least so many steps apart."""

LONGEST_GAP = 8
"""Letters on a false way are at most so many steps apart."""

SHORTEST_LOOP = 12
"""Steps of the way that a barred short cut would save, at least."""

CURTAINS_APART = 5
"""Columns between two curtains, so that each is a trap of its own."""

CONSONANTS, VOWELS = "BCDFGHLMNPRSTW", "AEIOU"


class Lettering:
    """Puts letters on a carved corridor, then hangs curtains.

    Attributes:
        letters: by tile.
        curtains: (from, to): walked in this direction only. Those not linked in the carving bar a short cut.
    """

    def __init__(self, carving: Carving, answer: str, decoys: Sequence[str], rng: Rng) -> None:
        self.letters: dict[int, str] = {}
        self.curtains: list[tuple[int, int]] = []
        self._carving, self._answer, self._rng = carving, answer, rng
        self._words = [word for word in decoys if word.isalpha() and word.isupper() and word != answer]
        mouths = {mouth for pair in carving.holes for mouth in pair}
        self._bare = mouths | set(carving.bridges) | {carving.start, carving.goal}
        self.way = carving.way()
        self.leave_at = self._sides()

    def _sides(self) -> dict[int, int]:
        """By tile, how far along the way one leaves it to get there."""
        leave = {tile: i for i, tile in enumerate(self.way)}
        queue = list(self.way)
        for tile in queue:
            for other in self._carving.links[tile]:
                if other not in leave:
                    leave[other] = leave[tile]
                    queue.append(other)
        return leave

    def write(self) -> bool:
        """All letters; False where the way has no room or too few false letters are left to tempt."""
        if not self._write_answer():
            return False
        read = ""
        for i, tile in enumerate(self.way):
            read += self.letters.get(tile, "")
            for side in self._carving.links[tile]:
                if side not in self.way[max(i - 1, 0) : i + 2]:
                    self._write_side(side, tile, read)
        return len(self.letters) >= 3 * len(self._answer)

    def _write_answer(self) -> bool:
        """One letter in each equal part of the way, the last one close to the mouse."""
        count = len(self._answer)
        end = len(self.way) - 1
        bounds = [4 + (end - 8) * i // (count - 1) for i in range(count - 1)] + [end - 5, end]
        last = -CLOSEST
        for i, letter in enumerate(self._answer):
            free = [
                at
                for at in range(max(bounds[i], last + CLOSEST), bounds[i + 1])
                if self.way[at] not in self._bare
            ]
            if not free:
                return False
            last = self._rng.choice(free)
            self.letters[self.way[last]] = letter
        return True

    def _write_side(self, first: int, parent: int, read: str) -> None:
        """A false way: its longest path goes on with a false word, and so do the paths that leave that."""
        path, offs = self._longest(first, parent)
        if len(path) < SHORTEST_SIDE:
            return
        gap = self._rng.between(CLOSEST + 1, LONGEST_GAP)
        room = [tile for tile in path[1:] if tile not in self._bare]
        spots = room[self._rng.below(min(gap - 1, max(len(room) - 1, 1))) :: gap]
        tail = self._tail(read, len(spots))
        here = dict(zip(spots, tail, strict=False))
        self.letters |= here
        for i, tile in enumerate(path):
            read += here.get(tile, "")
            for side in offs[i]:
                self._write_side(side, tile, read)

    def _longest(self, first: int, parent: int) -> tuple[list[int], list[list[int]]]:
        """The longest path from `first` away from `parent`, and the side passages at each of its tiles."""
        before, order = {first: parent}, [first]
        for tile in order:
            for other in self._carving.links[tile]:
                if other != before[tile]:
                    before[other] = tile
                    order.append(other)
        path = [order[-1]]
        while path[-1] != first:
            path.append(before[path[-1]])
        path.reverse()
        offs = [
            [o for o in self._carving.links[t] if o != before[t] and o not in path[i + 1 : i + 2]]
            for i, t in enumerate(path)
        ]
        return path, offs

    def _tail(self, read: str, count: int) -> str:
        """Letters that go on from what has been read as another word would."""

        def common(word: str) -> int:
            return next((i for i, (a, b) in enumerate(zip(word, read, strict=False)) if a != b), len(read))

        words = [word for word in self._words if len(word) > len(read)]
        self._rng.shuffle(words)
        # Not always the likest word: the same few letters over and over would tell on false ways.
        word = max(words[: max(1, len(words) // 2)], key=common, default="")
        tail = word[len(read) :][:count]
        if not tail or read + tail == self._answer or self._rng.chance(0.25):
            tail = self._syllables(count)
        if read + tail == self._answer:
            tail = tail[:-1] + ("E" if tail[-1] != "E" else "A")
        return tail

    def _syllables(self, count: int) -> str:
        sounds = (VOWELS, CONSONANTS) if self._rng.chance(0.5) else (CONSONANTS, VOWELS)
        return "".join(self._rng.choice(sounds[i % 2]) for i in range(min(count, len(self._answer))))

    def hang_curtains(self, count: int) -> bool:
        """Bar `count` short cuts, and hang as many curtains on the way; False where they find no room."""
        carving, taken = self._carving, set(self.letters) | self._bare
        barred = [
            (tile, other)
            for tile in carving.links
            for other in carving.beside(tile)
            if other not in carving.links[tile] and self._saves(other, tile)
        ]
        passed = [(tile, other) for tile, other in pairwise(self.way) if other in carving.beside(tile)]
        return self._hang(barred, count, taken) and self._hang(passed, count, taken)

    def _saves(self, early: int, late: int) -> bool:
        """Whether stepping from `early` to `late` would be a short cut past a letter of the answer."""
        i, j = self.leave_at[early], self.leave_at[late]
        skips = any(tile in self.letters for tile in self.way[i + 1 : j])
        near = abs(early - late) == 1 or abs(early - late) == self._carving.width
        return near and j - i >= SHORTEST_LOOP and skips

    def _hang(self, places: Sequence[tuple[int, int]], count: int, taken: set[int]) -> bool:
        for pair in self._rng.shuffled(places):
            if count and not taken & set(pair) and all(self._apart(pair[0], a) for a, _ in self.curtains):
                taken |= set(pair)
                self.curtains.append(pair)
                count -= 1
        return not count

    def _apart(self, a: int, b: int) -> bool:
        width = self._carving.width
        return abs(a % width - b % width) >= CURTAINS_APART

    def strip_of(self, tile: int) -> int:
        """The place of a tile's strip."""
        return tile % self._carving.width // COLUMNS
