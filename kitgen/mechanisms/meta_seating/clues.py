"""What is printed for the party: place cards, gift tags and the chairs round the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kitgen.message import Message, message

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"
SIDES = 4
"""Sides of a place card, clockwise from the one that is printed at the top."""

LAST = 0
"""The place in a `Question` that stands for an answer's last character."""

FIGURES = 10
"""Guests that have a name in the words and a picture in the theme."""

MARKS = ("rose", "moon", "star", "leaf", "bell", "heart", "key", "mushroom")
"""What chairs are known by; each has a name in the words and a picture in the theme."""


@dataclass(frozen=True)
class Question:
    """What a card asks of an earlier answer.

    Args:
        beat: the beat whose answer earns the card.
        box: letter of that answer's box on the answer sheet, as printed.
        place: which character counts, 1 for the first; `LAST` for the last one.
        starts: the first character of each range; a range ends before the next one starts.
    """

    beat: str
    box: str
    place: int
    starts: tuple[str, ...]

    @property
    def alphabet(self) -> str:
        """Letters or digits, whichever the ranges are made of."""
        return DIGITS if self.starts[0] in DIGITS else LETTERS

    def ranges(self) -> tuple[tuple[str, str], ...]:
        """First and last character of every range."""
        alphabet = self.alphabet
        ends = [alphabet[alphabet.index(start) - 1] for start in self.starts[1:]]
        return tuple(zip(self.starts, [*ends, alphabet[-1]], strict=True))

    def range_of(self, answers: Mapping[str, str]) -> int | None:
        """Which range the answers point to; None where they do not tell."""
        character = self.character(answers)
        if character not in self.alphabet:
            return None
        return sum(start <= character for start in self.starts) - 1

    def character(self, answers: Mapping[str, str]) -> str:
        """The character that counts; a blank where the answer is missing or too short."""
        answer = answers.get(self.beat, "")
        if len(answer) < max(self.place, 1):
            return " "
        return answer[-1] if self.place == LAST else answer[self.place - 1]

    def said(self) -> Message:
        """The question in words."""
        kind = "digit" if self.alphabet is DIGITS else "letter"
        where = "last" if self.place == LAST else "nth"
        return message(f"meta-seating.ask.{kind}-{where}", box=self.box, place=self.place)


@dataclass(frozen=True)
class Rule:
    """Where one guest sits, alone or as seen from another guest.

    Args:
        kind: a key of `seating.UNARY` or `seating.BINARY`.
        guest: number of the guest that the rule is about.
        other: number of the guest it speaks of, or -1.
        chairs: the chairs it speaks of.
    """

    kind: str
    guest: int
    other: int = -1
    chairs: tuple[int, ...] = ()


@dataclass(frozen=True)
class PlaceCard:
    """A guest's card: four letters of which the guest's box tells one, and where the guest sits.

    Args:
        question: which box tells what lies on top; range i belongs to side i.
        letters: one for every side, clockwise from the printed top.
        figure: which picture and name, 1 to `FIGURES`.
        role: the role in the kit's cast that gives the name instead, or empty.
        rules: where the guest sits.
    """

    question: Question
    letters: str
    figure: int
    role: str
    rules: tuple[Rule, ...]

    def name(self) -> Message:
        """What the guest is called."""
        return message(f"cast.{self.role}" if self.role else f"meta-seating.guest.{self.figure}")

    def said(self, clues: PartyClues) -> tuple[Message, ...]:
        """What the guest wishes, sentence by sentence; that there is no wish, where there is none."""
        return tuple(rule_said(clues, rule) for rule in self.rules) or (message("meta-seating.rule.none"),)


@dataclass(frozen=True)
class GiftTag:
    """A gift that turns a guest's card further, or says where the guest sits.

    Args:
        question: which box tells the case; there are two.
        guest: number of the guest who is given it.
        turns: quarter turns clockwise in either case, or empty.
        rules: the seating rule of either case, or empty.
        role: the role in the kit's cast of whoever brings it, or empty.
    """

    question: Question
    guest: int
    turns: tuple[int, ...] = ()
    rules: tuple[Rule, ...] = ()
    role: str = ""

    def titles(self, clues: PartyClues) -> tuple[Message, ...]:
        """Whom it is for, and before that, whom it is from too where somebody is named."""
        guest = clues.cards[self.guest].name()
        alone = message("meta-seating.gift-for", guest=guest)
        if self.role:
            return message("meta-seating.gift-from", guest=guest, giver=message(f"cast.{self.role}")), alone
        return (alone,)


@dataclass(frozen=True)
class PartyClues:
    """Exactly what is printed.

    Args:
        cards: the guests, by number.
        tags: the gifts.
        marks: the picture beside every chair, clockwise from the plate that is read first.
        top: how many chairs anticlockwise of the chair at the top left the first plate lies.
    """

    cards: tuple[PlaceCard, ...]
    tags: tuple[GiftTag, ...]
    marks: tuple[str, ...]
    top: int

    def kinds(self) -> frozenset[str]:
        """The kinds of all rules that are printed on cards and gifts."""
        said = [card.rules for card in self.cards] + [tag.rules for tag in self.tags]
        return frozenset(rule.kind for rules in said for rule in rules)


def card_id(guest: int) -> str:
    """The piece of a place card."""
    return f"place-card-{guest + 1}"


def tag_id(tag: int) -> str:
    """The piece of a gift tag."""
    return f"gift-{tag + 1}"


def chair_name(clues: PartyClues, chair: int) -> Message:
    """What a chair is known by, in words."""
    return message(f"meta-seating.chair.{clues.marks[chair]}")


def rule_said(clues: PartyClues, rule: Rule) -> Message:
    """A seating rule in words; its guest is named beside it."""
    values = {f"chair_{'ab'[i]}": chair_name(clues, chair) for i, chair in enumerate(rule.chairs)}
    if rule.other >= 0:
        values["other"] = clues.cards[rule.other].name()
    return message(f"meta-seating.rule.{rule.kind}", **values)
