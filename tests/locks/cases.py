"""Lock plans for tests: a night drawn by seed, with the slips that puzzles of this kit have."""

from __future__ import annotations

from kitgen.locks.contract import BoxAnswer, LockPlan
from kitgen.mechanisms.contract import Misreading
from kitgen.message import message
from kitgen.rng import Rng

WORDS = (
    *("BEGONE", "DANGER", "LISTEN", "RETURN", "FORGET", "HUSH", "WAKE", "FLEE", "AVOID", "DREAD", "KNOCK"),
    *("CREAK", "MURMUR", "RUSTLE", "ECHO", "HUMMED", "SIGHS", "TAPPED", "TUNNEL", "CELLAR", "COBWEB"),
    *("SHADOW", "HOLLOW", "DUSTY", "CINDER", "SPOOL", "VELVET", "PANTRY", "LATCH", "HINGE", "RUSTED"),
    *("BOLTED", "MORTAR", "PLANKS", "BUTTON", "THREAD", "NEEDLE", "GARDEN"),
)


def answer(rng: Rng) -> str:
    """A word of the kit, or a number of three to five digits."""
    if rng.chance(0.3):
        return "".join(rng.choice("0123456789") for _ in range(rng.between(3, 5)))
    return rng.choice(WORDS)


def slips(right: str, rng: Rng) -> tuple[Misreading, ...]:
    """Backwards, two neighbours swapped, one character off, turned round, one too few."""
    at = rng.below(len(right) - 1)
    digits = right.isdigit()
    off = rng.choice(
        [c for c in ("0123456789" if digits else "ABCDEFGHIJKLMNOPQRSTUVWXYZ") if c != right[at]]
    )
    found = {
        "backwards": right[::-1],
        "swapped": right[:at] + right[at + 1] + right[at] + right[at + 2 :],
        "off": right[:at] + off + right[at + 1 :],
        "turned": right[1:] + right[0],
        "short": right[:-1],
    }
    wrong = [key for key, slip in found.items() if slip != right]
    kept = rng.sample(wrong, min(rng.between(0, 3), len(wrong)))
    return tuple(Misreading(found[key], message(f"test.slip.{key}")) for key in kept)


def plan(act: str, number: int, letters: str, rng: Rng) -> LockPlan:
    """A lock of as many boxes as letters are given."""
    boxes = []
    for letter in letters:
        right = answer(rng)
        boxes.append(BoxAnswer(letter, f"puzzle-{letter.lower()}", right, slips(right, rng)))
    return LockPlan(act, number, tuple(boxes))


def night(seed: int, *sizes: int) -> tuple[LockPlan, ...]:
    """The plans of a night whose acts have so many puzzles."""
    rng = Rng(str(seed), "test locks")
    letters = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return tuple(
        plan(f"act-{i}", i, "".join(next(letters) for _ in range(size)), rng)
        for i, size in enumerate(sizes, start=1)
    )
