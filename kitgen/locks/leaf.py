"""The leaf of a lock on the wheel: entries that are found by their names, and nothing to cut between them.

The name stands in the strip over each entry, sorted as in an index: players look along the strips and read
the one entry that the windows name. For whoever's eye strays, all entries of a leaf look alike: one typeface,
one size, one place to begin. A deck of cards would hide them better and takes a third of all cuts of a night.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, Metrics, Path, Role
from kitgen.locks.contract import Outcome, OutcomeKind
from kitgen.locks.wheel import Wheel, WheelLock
from kitgen.message import Message, message
from kitgen.typesetting.drawn import fit_alike
from kitgen.typesetting.text import TextBlock
from kitgen.units import Box, mm_from_pt

WIDTH_MM, HEIGHT_MM = 63.0, 24.6
"""Three of them in a row are as wide as three cards."""

TOP_MM = 5.6
"""The strip with the name."""

SAFE_MM, BELOW_TOP_MM, BELOW_TEXT_MM = 2.0, 0.7, 0.9
NAME_PT, LABEL_PT, TEXT_PT = 11.5, 8.5, 9.5


@dataclass(frozen=True)
class LeafEntry:
    """One entry.

    Args:
        name: what the windows show, such as `23-07`.
        lock: the lock's number in the night.
        kind: what it says.
        box: the letter of the box to look at again, for a slip.
        message: its text.
        fellows: the texts of all entries of its leaf, its own among them; they share a size.
    """

    name: str
    lock: int
    kind: OutcomeKind
    box: str
    message: Message
    fellows: tuple[Message, ...]

    def front(self, canvas: Canvas, box: Box) -> None:
        """Draw the entry into a box of its size; the edge to cut is not drawn."""
        _draw_top(canvas, self, box)
        text = Box(
            box.x_mm + SAFE_MM + 0.5,
            box.y_mm + TOP_MM + BELOW_TOP_MM,
            box.width_mm - 2 * SAFE_MM - 1,
            box.height_mm - TOP_MM - BELOW_TOP_MM - BELOW_TEXT_MM,
        )
        size_mm = (text.width_mm, text.height_mm)
        texts = tuple(canvas.say(said) for said in self.fellows)
        where = f"an entry of lock {self.lock}"
        # Metrics are told apart by what they are, not by what they hold.
        blocks = _leaf_blocks(canvas.metrics, where, texts, size_mm)  # type: ignore[arg-type]  # as said above
        blocks[texts.index(canvas.say(self.message))].draw(canvas, text)


@lru_cache(maxsize=16)
def _leaf_blocks(
    metrics: Metrics, where: str, texts: tuple[str, ...], size_mm: tuple[float, float]
) -> list[TextBlock]:
    """The texts of a leaf, all in one size; every one of its entries asks."""
    return fit_alike(metrics, where, texts, Face.BODY, size_mm, largest_pt=TEXT_PT)


def leaf_entries(wheel: Wheel, lock: WheelLock, opened: str, envelope: Message) -> tuple[LeafEntry, ...]:
    """The entries of one lock, sorted by name.

    Args:
        wheel: the wheel that names them.
        lock: which lock.
        opened: what is read when it opens, 30 words at most.
        envelope: which envelope to open then.
    """
    said = {
        wheel.name_of(lock, settings): _said(outcome, opened, envelope) for settings, outcome in lock.entries
    }
    kinds = {wheel.name_of(lock, settings): outcome for settings, outcome in lock.entries}
    fellows = tuple(dict.fromkeys(said.values()))
    return tuple(
        LeafEntry(name, lock.plan.number, kinds[name].kind, kinds[name].box, said[name], fellows)
        for name in sorted(said)
    )


def _said(outcome: Outcome, opened: str, envelope: Message) -> Message:
    """The text of one entry."""
    if outcome.kind is OutcomeKind.OPENS:
        return message("locks.entry.opens", text=opened, then=envelope)
    assert outcome.message is not None  # every other entry has something to say
    if outcome.kind is OutcomeKind.NOT_YET:
        return outcome.message
    first, _, second = outcome.box.partition("+")
    if second:
        return message("locks.entry.slip-either", box=first, other=second, slip=outcome.message)
    return message("locks.entry.slip", box=first, slip=outcome.message)


def _draw_top(canvas: Canvas, entry: LeafEntry, box: Box) -> None:
    """The strip with the name. All entries of a leaf look alike here: nothing tells which one opens."""
    strip = Path.rect(Box(box.x_mm, box.y_mm, box.width_mm, TOP_MM))
    canvas.draw(strip, fill=Role.SHADE)
    hem = Path.line(box.x_mm + 0.2, box.y_mm + TOP_MM, box.right_mm - 0.2, box.y_mm + TOP_MM)
    canvas.draw(hem, stroke=Role.FRAME, width_mm=0.2)
    baseline = box.y_mm + TOP_MM / 2 + 0.4 + mm_from_pt(NAME_PT) * CAP_HEIGHT / 2
    canvas.text(box.x_mm + SAFE_MM, baseline, entry.name, face=Face.EXACT_BOLD, size_pt=NAME_PT)
    said = canvas.say(message("locks.entry.lock", number=entry.lock))
    canvas.text(
        box.right_mm - SAFE_MM,
        baseline,
        said,
        face=Face.LABEL_BOLD,
        size_pt=LABEL_PT,
        role=Role.MUTED,
        align="right",
    )
