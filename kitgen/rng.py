"""All chance and all secrets, from one seed.

A stream of numbers belongs to a seed and a label, so that changing one puzzle never shifts another's
numbers. Of Python's own generator only `random()` is promised to stay the same across versions, so
everything here is built on it.
"""

from __future__ import annotations

import hashlib
import hmac
import random
import secrets
from collections.abc import Iterable, MutableSequence, Sequence
from typing import TypeVar

T = TypeVar("T")

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that nothing typed is mistaken."""

SEED_BITS = 80


def draw_seed() -> str:
    """A new seed of 80 bits from the system's source, as four groups of four characters."""
    return grouped(base32(secrets.token_bytes(SEED_BITS // 8), SEED_BITS // 5))


def secret_key(characters: int) -> str:
    """A new key from the system's source, 5 bits a character: for doors that belong to one night only."""
    return base32(secrets.token_bytes((characters * 5 + 7) // 8), characters)


def canonical_seed(seed: str) -> str:
    """The form of a seed that numbers derive from: a drawn one without case, hyphens or look-alikes.

    A seed that a host made up (`moth`) is taken as it is but for surrounding blanks.
    """
    compact = seed.strip().upper().replace("-", "").replace(" ", "")
    compact = compact.replace("O", "0").replace("I", "1").replace("L", "1")
    if len(compact) == SEED_BITS // 5 and all(c in CROCKFORD for c in compact):
        return compact
    return seed.strip()


def is_drawn_seed(seed: str) -> bool:
    """Whether a seed has the form of one that kitgen drew, and so cannot be guessed."""
    compact = canonical_seed(seed)
    return len(compact) == SEED_BITS // 5 and all(c in CROCKFORD for c in compact)


def grouped(code: str, size: int = 4) -> str:
    """A code in groups that are easy to read aloud: `K7Q2M9XB` as `K7Q2-M9XB`."""
    return "-".join(code[i : i + size] for i in range(0, len(code), size))


def base32(data: bytes, characters: int) -> str:
    """The first `characters` base-32 characters (5 bits each) of `data`."""
    number = int.from_bytes(data, "big")
    spare = len(data) * 8 - characters * 5
    if spare < 0:
        raise ValueError(f"{len(data)} bytes hold fewer than {characters} characters of 5 bits")
    number >>= spare
    return "".join(CROCKFORD[(number >> (5 * i)) & 31] for i in reversed(range(characters)))


def secret_code(seed: str, label: str, characters: int) -> str:
    """A code that nobody can tell without the seed: 5 bits a character, by HMAC-SHA-256.

    Args:
        seed: the kit's seed, in any form a host may type.
        label: what the code is for; different labels give unrelated codes.
        characters: how long, 51 at most.
    """
    digest = hmac.new(canonical_seed(seed).encode(), b"kitgen secret\0" + label.encode(), hashlib.sha256)
    return base32(digest.digest(), characters)


class Rng:
    """A stream of numbers for one purpose.

    Args:
        seed: the kit's seed, in any form a host may type.
        labels: what the stream is for, such as the puzzle's id and the try.
    """

    def __init__(self, seed: str, *labels: str | int) -> None:
        self._seed = canonical_seed(seed)
        self._labels = labels
        text = "\0".join(["kitgen stream", self._seed, *(str(label) for label in labels)])
        # Games are drawn here, not keys: secrets come from `secret_code`.
        self._random = random.Random(int.from_bytes(hashlib.sha256(text.encode()).digest(), "big"))  # noqa: S311

    def derive(self, *labels: str | int) -> Rng:
        """A stream of its own below this one; drawing from it leaves this one where it is."""
        return Rng(self._seed, *self._labels, *labels)

    def random(self) -> float:
        """A number from 0 up to but not including 1."""
        return self._random.random()

    def below(self, n: int) -> int:
        """A whole number from 0 to n - 1."""
        if n < 1:
            raise ValueError(f"below({n}): there is nothing to draw from")
        return int(self._random.random() * n)

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def chance(self, probability: float) -> bool:
        """True with the given probability."""
        return self._random.random() < probability

    def choice(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[self.below(len(items))]

    def shuffle(self, items: MutableSequence[T]) -> None:
        """Put the items into a random order, in place."""
        for i in range(len(items) - 1, 0, -1):
            j = self.below(i + 1)
            items[i], items[j] = items[j], items[i]

    def shuffled(self, items: Iterable[T]) -> list[T]:
        """The items in a random order, as a new list."""
        out = list(items)
        self.shuffle(out)
        return out

    def sample(self, items: Sequence[T], k: int) -> list[T]:
        """`k` different ones of the items, in random order."""
        if k > len(items):
            raise ValueError(f"sample of {k} from {len(items)}")
        return self.shuffled(items)[:k]
