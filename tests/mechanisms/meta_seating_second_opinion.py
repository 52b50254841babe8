"""The garden party once more, by trying every order of guests; shares nothing with the first solver.

Written from the printed rules: it reads the clues' fields and nothing that the package computes.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations, product
from typing import Any

Table = tuple[tuple[int, ...], str]
"""Guests clockwise from plate 1, and the word on the plates."""


def printed_case(question: Any, answers: Mapping[str, str]) -> list[int]:
    """Which printed range the box tells; all of them where the box is empty."""
    answer = answers.get(question.beat)
    if answer is None:
        return list(range(len(question.starts)))
    character = answer[-1] if question.place == 0 else answer[question.place - 1]
    at_or_before = [i for i, start in enumerate(question.starts) if ord(start) <= ord(character)]
    return [at_or_before[-1]]


def obeys(rule: Any, around: tuple[int, ...]) -> bool:
    """Whether guests in this order keep a sentence, by walking round the table."""
    count = len(around)
    here = around.index(rule.guest)

    def guest(steps: int) -> int:
        return around[(here + steps) % count]

    match rule.kind:
        case "chair" | "either":
            return here in rule.chairs
        case "neither":
            return here not in rule.chairs
        case "clockwise":  # who sits one chair before me?
            return bool(guest(-1) == rule.other)
        case "anticlockwise":
            return bool(guest(1) == rule.other)
        case "two-clockwise":
            return bool(guest(-2) == rule.other)
        case "two-anticlockwise":
            return bool(guest(2) == rule.other)
        case "opposite":
            return bool(count % 2 == 0 and guest(count // 2) == rule.other)
        case "beside":
            return rule.other in (guest(1), guest(-1))
        case "apart":
            return rule.other not in (guest(1), guest(-1))
    raise AssertionError(rule.kind)


def top_letters(clues: Any, guest: int, answers: Mapping[str, str]) -> set[str]:
    """The letters that may lie at the top of a card: turned by its box, then gift by gift."""
    card = clues.cards[guest]
    tops = {card.letters[case:] + card.letters[:case] for case in printed_case(card.question, answers)}
    for tag in clues.tags:
        if tag.guest == guest and tag.turns:
            quarters = [tag.turns[case] for case in printed_case(tag.question, answers)]
            # A quarter clockwise brings the left side, the last of the four, to the top.
            tops = {lying[-q:] + lying[:-q] for lying in tops for q in quarters}
    return {lying[0] for lying in tops}


def tables(clues: Any, answers: Mapping[str, str], most: int = 100_000) -> set[Table]:
    """Every table that keeps all that is printed, up to so many."""
    count = len(clues.cards)
    own = [rule for card in clues.cards for rule in card.rules]
    seats = [tag for tag in clues.tags if tag.rules]
    letters = [sorted(top_letters(clues, guest, answers)) for guest in range(count)]
    found: set[Table] = set()
    for around in permutations(range(count)):
        if not all(obeys(rule, around) for rule in own):
            continue
        if not all(
            any(obeys(tag.rules[case], around) for case in printed_case(tag.question, answers))
            for tag in seats
        ):
            continue
        for word in product(*(letters[guest] for guest in around)):
            found.add((around, "".join(word)))
            if len(found) >= most:
                return found
    return found


def words(clues: Any, answers: Mapping[str, str], most: int = 100_000) -> set[str]:
    """Every word that the plates may read."""
    return {word for _, word in tables(clues, answers, most)}
