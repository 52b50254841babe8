"""Claims and liars once more, from the printed rules: every story, every set of lies, every claim.

Nothing here comes from the mechanism but the shape of its clues. A story is who came when and who brought
what; for each story and each share of truths and lies that the rule allows, every claim is put to the test.
"""

from __future__ import annotations

import itertools
from collections import Counter

from kitgen.mechanisms.claims_and_liars.claims import Claim, Clues
from kitgen.mechanisms.contract import Given

Story = tuple[tuple[int, ...], dict[int, int]]
"""Ghosts from first to last, and by thing the ghost who brought it."""


def _about_the_story(claim: Claim, story: Story) -> bool | None:
    """What a claim says of the story is so, or is not; None where it speaks of other claims."""
    row, bringer = story
    form, args = str(claim.kind.value), claim.args
    match form:
        case "at":
            return row[args[1]] == args[0]
        case "not-at":
            return row[args[1]] != args[0]
        case "before":
            return row.index(args[0]) < row.index(args[1])
        case "has":
            return bringer[args[1]] == args[0]
        case "has-not":
            return bringer[args[1]] != args[0]
        case "thing-at":
            return row[args[1]] == bringer[args[0]]
    return None


def _about_claims(claim: Claim, verdicts: tuple[bool, ...], lies: Counter[int]) -> bool:
    form, args = str(claim.kind.value), claim.args
    match form:
        case "lie":
            return not verdicts[args[0]]
        case "true":
            return verdicts[args[0]]
        case "one-of":
            return [verdicts[args[0]], verdicts[args[1]]].count(True) == 1
        case "alike":
            return verdicts[args[0]] is verdicts[args[1]]
        case "lies":
            return lies[args[0]] == args[1]
        case "more":
            return lies[args[0]] > lies[args[1]]
    raise ValueError(form)


def _rule_is_kept(rule: str, lies: Counter[int], said: Counter[int]) -> bool:
    if rule == "once":
        return all(lies[ghost] == 1 for ghost in range(3))
    if rule == "mixed":
        return all(1 <= lies[ghost] <= said[ghost] - 1 for ghost in range(3))
    return lies[0] != lies[1] and lies[1] != lies[2] and lies[0] != lies[2]


def readings(clues: Clues, given: Given) -> set[str]:
    """Every answer that the printed rules allow."""
    del given
    claims, size = clues.claims, len(clues.claims)
    said = Counter(claim.ghost for claim in claims)
    things = list(itertools.permutations(range(3))) if clues.things else [(0, 1, 2)]
    stories: list[Story] = [
        (row, dict(enumerate(who))) for row in itertools.permutations(range(3)) for who in things
    ]
    by_facts: dict[tuple[bool | None, ...], list[Story]] = {}
    for story in stories:
        by_facts.setdefault(tuple(_about_the_story(claim, story) for claim in claims), []).append(story)
    talk = [i for i, claim in enumerate(claims) if _about_the_story(claim, stories[0]) is None]
    found: set[str] = set()
    for facts, told in by_facts.items():
        for guesses in itertools.product((True, False), repeat=len(talk)):
            guessed = dict(zip(talk, guesses, strict=True))
            verdicts = tuple(bool(guessed.get(i, fact)) for i, fact in enumerate(facts))
            if verdicts.count(True) != clues.truths:
                continue
            lies = Counter(claims[i].ghost for i in range(size) if not verdicts[i])
            if not _rule_is_kept(clues.rule.value, lies, said):
                continue
            if all(_about_claims(claims[i], verdicts, lies) is verdicts[i] for i in talk):
                for row, _ in told:
                    digits = [
                        claims[i].digit
                        for ghost in row
                        for i in range(size)
                        if claims[i].ghost == ghost and verdicts[i]
                    ]
                    found.add("".join(digits))
    return found
