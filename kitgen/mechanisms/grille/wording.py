"""Messages that several parts of the grille speak in."""

from __future__ import annotations

from kitgen.mechanisms.grille.clues import CORNERS, SIDES, Lie, Pose, Sentence, Sort, Tally
from kitgen.message import Message, message


def creature(name: str) -> Message:
    """A creature's name, without its article."""
    return message(f"grille.creature.{name}")


def row_letter(row: int) -> str:
    """The letter on the patch of a row."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[row]


def place(pose: Pose) -> str:
    """A cell as players name it: the column's number, then the row's letter."""
    return f"{pose.column + 1}{row_letter(pose.row)}"


def lie_words(lie: Lie) -> Message:
    """How the stone lies."""
    face = "moon" if lie.moon else "sun"
    return message(f"grille.lie.{face}", corner=message(f"grille.corner.{CORNERS[lie.corner]}"))


def sentence_words(sentence: Sentence) -> Message:
    """A sentence as it is printed."""
    names = dict(zip("abc", map(creature, sentence.guests), strict=False))
    if sentence.kind == "seat":
        return message("grille.sentence.seat", seat=sentence.seat + 1, **names)
    return message(f"grille.sentence.{sentence.kind}", **names)


def sort_words(sort: Sort) -> Message:
    """A sort of mice, in the plural."""
    values: dict[str, str | int | Message] = {}
    parts = []
    if sort.without:
        parts.append("without")
        values["item"] = message(f"grille.item.{sort.without}")
    if sort.hat is not None:
        parts.append("hat" if sort.hat else "bare")
    if sort.carries:
        parts.append("item")
        values["item"] = message(f"grille.item.{sort.carries}")
    if sort.looks:
        assert sort.looks in SIDES
        parts.append("looks")
        values["side"] = message(f"grille.side.{sort.looks}")
    return Message(f"grille.sort.{'-'.join(parts)}", values)


def tally_words(tally: Tally) -> Message:
    """What to count, as it is printed; fits after 'Count'."""
    if tally.more is None or tally.than is None or tally.instead is None:
        return message("grille.tally.plain", sort=sort_words(tally.sort))
    return message(
        "grille.tally.conditional",
        sort=sort_words(tally.sort),
        more=sort_words(tally.more),
        than=sort_words(tally.than),
        instead=sort_words(tally.instead),
    )
