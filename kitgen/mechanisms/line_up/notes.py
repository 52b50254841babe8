"""Sewing notes: what each form of note claims, and which dolls it fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kitgen.errors import KitgenError
from kitgen.mechanisms.line_up.looks import Doll, Look, Trait, likeness_words, trait_words, value_of
from kitgen.message import Message, message

PLAIN = ("is", "not", "or")
LINKED = ("if", "only-one", "both-or-neither", "never-together")
COMPARED = ("tally", "pair", "more")
FORMS = {"plain": PLAIN, "linked": LINKED, "compared": COMPARED}
"""Technique to the forms of note that ask for it."""

STITCHES = ("dashes", "crosses", "zigzag", "rings", "comb", "arrows")
"""Both halves of a note are hemmed with one stitch: its own, or at hard the same as all others."""

NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
"""Keys of the number words."""

TEAR_COUNT = 6
"""Different torn edges (`scraps.TEARS`); no two notes of a puzzle share one."""


@dataclass(frozen=True)
class Note:
    """One sewing note.

    Args:
        form: one of `PLAIN`, `LINKED`, `COMPARED`.
        traits: what plain and linked notes speak of, in the order of the sentence.
        features: what compared notes speak of.
        others: how many other dolls share it, in a tally or a pair.
        stitch: index into `STITCHES`.
        tear: index of its torn edge.
    """

    form: str
    traits: tuple[Trait, ...] = ()
    features: tuple[str, ...] = ()
    others: int = 0
    stitch: int = 0
    tear: int = 0


@dataclass(frozen=True)
class LineUpClues:
    """Exactly what is printed.

    Args:
        features: the features in play, as the pattern card lists them.
        dolls: twelve cards, in print order.
        notes: the notes whole, in no order that matters.
        scraps: the torn halves in print order: index of the note, and 0 for its upper half or 1.
    """

    features: tuple[str, ...]
    dolls: tuple[Doll, ...]
    notes: tuple[Note, ...]
    scraps: tuple[tuple[int, int], ...]
    lies: int = 0

    def scrap_ids(self, note: int) -> tuple[str, str]:
        """The piece ids of a note's upper and lower half."""
        upper, lower = (self.scraps.index((note, half)) + 1 for half in (0, 1))
        return f"scrap-{upper}", f"scrap-{lower}"

    @property
    def sewn_alike(self) -> bool:
        """Whether stitches tell nothing, so that only edges and sense join the notes."""
        return len({note.stitch for note in self.notes}) == 1


def broken_notes(clues: LineUpClues, doll: Doll) -> list[int]:
    """The notes that do not fit a doll, by index."""
    looks = [other.look for other in clues.dolls]
    return [i for i, note in enumerate(clues.notes) if not fits(note, doll.look, looks)]


def staying(clues: LineUpClues) -> tuple[Doll, ...]:
    """The dolls whom all notes fit but as many as lie."""
    return tuple(doll for doll in clues.dolls if len(broken_notes(clues, doll)) == clues.lies)


def technique_of(note: Note) -> str:
    """The technique that a note asks for: plain, linked or compared."""
    return next(name for name, forms in FORMS.items() if note.form in forms)


def has(look: Look, trait: Trait) -> bool:
    """Whether a doll has a trait."""
    return value_of(look, trait.feature) == trait.value


def fits(note: Note, look: Look, looks: Sequence[Look]) -> bool:
    """Whether a note may speak of a doll.

    Args:
        note: the note.
        look: the doll's look.
        looks: those of all dolls on the table, hers included; dolls laid aside still count.
    """
    if note.form in COMPARED:
        return _fits_compared(note, look, looks)
    had = [has(look, trait) for trait in note.traits]
    if note.form in ("is", "or"):
        return any(had)
    if note.form == "not":
        return not had[0]
    if note.form == "if":
        return not had[0] or had[1]
    if note.form == "only-one":
        return had[0] != had[1]
    if note.form == "both-or-neither":
        return had[0] == had[1]
    if note.form == "never-together":
        return not all(had)
    raise KitgenError(f"There is no form of note {note.form!r}.")


def sharing(look: Look, looks: Sequence[Look], features: Sequence[str]) -> int:
    """How many dolls, herself included, have her values of all these features."""
    return sum(all(value_of(look, f) == value_of(other, f) for f in features) for other in looks)


def _fits_compared(note: Note, look: Look, looks: Sequence[Look]) -> bool:
    if note.form == "more":
        first, second = note.features
        return sharing(look, looks, [first]) > sharing(look, looks, [second])
    return sharing(look, looks, note.features) - 1 == note.others


def note_words(note: Note) -> Message:
    """The sentence of a note."""
    values: dict[str, str | int | Message] = {
        name: trait_words(trait) for name, trait in zip("ab", note.traits, strict=False)
    }
    values |= {name: likeness_words(f) for name, f in zip("ab", note.features, strict=False)}
    if note.form == "tally":
        values |= {"count": note.others, "number": number_words(note.others)}
    form = f"{note.form}-{('none', 'one')[note.others]}" if note.form == "pair" else note.form
    return Message(f"line-up.note.{form}", values)


def number_words(number: int) -> Message:
    """A number from nought to eleven in letters."""
    return message(f"line-up.number.{NUMBERS[number]}")


def stitch_words(note: Note) -> Message:
    """The name of a note's stitch."""
    return message(f"line-up.stitch.{STITCHES[note.stitch]}")
