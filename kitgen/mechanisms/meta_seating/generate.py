"""Draw place cards, gifts and a seating that carry a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from kitgen.errors import GenerationError
from kitgen.mechanisms.contract import Given, Level, hardest
from kitgen.mechanisms.meta_seating.clues import (
    DIGITS,
    FIGURES,
    LAST,
    LETTERS,
    MARKS,
    SIDES,
    GiftTag,
    PartyClues,
    PlaceCard,
    Question,
    Rule,
)
from kitgen.mechanisms.meta_seating.params import MOST_FEEDERS, TIERS, Manner, MetaSeatingParams
from kitgen.mechanisms.meta_seating.reasoning import TECHNIQUES, Reasoner, trimmed
from kitgen.mechanisms.meta_seating.seating import BINARY, candidates, keeps, seatings
from kitgen.rng import Rng

VOWELS = "AEIOU"
BY_FREQUENCY = "TNSRHLDCMFPGWYBVKXJQZ"
"""Consonants of English words, commonest first. Source: order of the usual letter counts (Norvig 2012)."""

WINDOW = 5
"""A card's other consonants are at most so far from its own in that order, so that none stands out."""

ROUNDS = 60
"""Sets of seating rules that one draw may look at."""

PATIENCE: Mapping[Manner, tuple[int, int]] = {
    "direct": (0, 3),
    "relative": (0, 3),
    "doubtful": (2, 3),
    "tangled": (3, 5),
}
"""Most chairs to be tried, and most looks ahead in all. A finale is no place for more."""

MOST_RULES_A_CARD = 2

LEAST_RELATIVE = 3
"""Sentences that speak of another guest; with fewer it would be no party."""

MOST_WISHLESS: Mapping[Manner, int] = {"direct": 0, "relative": 1, "doubtful": 1, "tangled": 1}
"""Cards without a sentence; more would leave too little to read. At a direct table all say something."""

Seating = tuple[int, ...]

WEIGHTS: Mapping[Manner, Mapping[str, int]] = {
    "direct": {
        "clockwise": 3, "anticlockwise": 2, "two-clockwise": 2, "two-anticlockwise": 1, "opposite": 2,
        "either": 4, "neither": 3, "beside": 6, "apart": 5,
    },
    "relative": {
        "chair": 1, "clockwise": 3, "anticlockwise": 3, "two-clockwise": 2, "two-anticlockwise": 1,
        "opposite": 3, "either": 2, "beside": 3, "apart": 2,
    },
    "doubtful": {
        "clockwise": 1, "anticlockwise": 1, "two-clockwise": 1, "opposite": 2, "either": 3, "neither": 3,
        "beside": 4, "apart": 4,
    },
    "tangled": {
        "clockwise": 1, "opposite": 1, "either": 3, "neither": 5, "beside": 5, "apart": 6,
    },
}  # fmt: skip


def draw_clues(params: MetaSeatingParams, answer: str, given: Given, rng: Rng) -> PartyClues | None:
    """One draw; None where no seating rules of the manner asked for were found.

    Raises:
        GenerationError: there are no earlier answers, too many, or one that no card can ask for.
    """
    _check(given)
    m = len(answer)
    beats = list(given.answers)
    hosts = _hosts(beats, params, m, rng)
    spare = [beat for beat in beats if beat not in hosts]
    order = rng.shuffled(range(m))
    seating: Seating = tuple(order)
    places: dict[str, list[int]] = {beat: [] for beat in beats}
    # Where most guests might change chairs, cards can say so little that only chairs are left to speak of.
    most = m // 2 if params.manner == "direct" else (m - 3) // 2
    pairs = _pairs(answer, seating, min(params.seat_gifts, len(spare), most), rng)
    tag_beats = rng.shuffled(spare)
    seat_beats, turn_beats = tag_beats[: len(pairs)], tag_beats[len(pairs) :]
    found = _rules(params.manner, seating, pairs, rng)
    if found is None:
        return None
    rules, cases = found
    tags = _seat_tags(seat_beats, cases, given, places, rng)
    tags += _turn_tags(turn_beats, m, given, places, [tag.guest for tag in tags], rng)
    tags = [replace(tag, role=params.guests.get(tag.question.beat, "")) for tag in tags]
    tags.sort(key=lambda tag: beats.index(tag.question.beat))
    figures = rng.sample(range(1, FIGURES + 1), m)
    cards = []
    for guest, beat in enumerate(hosts):
        question = _question(beat, SIDES, given, places, rng)
        turned = sum(
            tag.turns[_case(tag.question, given)] for tag in tags if tag.turns and tag.guest == guest
        )
        letters = _letters(answer[seating[guest]], (_case(question, given) - turned) % SIDES, rng)
        own = tuple(rule for rule in rules if rule.guest == guest)
        first = beat not in hosts[:guest]
        cards.append(
            PlaceCard(question, letters, figures[guest], params.guests.get(beat, "") if first else "", own)
        )
    return PartyClues(tuple(cards), tuple(tags), tuple(rng.sample(MARKS, m)), rng.below(m))


def _check(given: Given) -> None:
    count = len(given.answers)
    if not 1 <= count <= MOST_FEEDERS:
        raise GenerationError(
            f"The party has {count} earlier answers to work with; it needs 1 to {MOST_FEEDERS}.",
            "Let the beat of the party need at least one puzzle, and fewer where there are too many.",
        )
    for beat, answer in given.answers.items():
        if not answer or any(c not in LETTERS + DIGITS for c in answer):
            raise GenerationError(
                f"The answer of {beat} has characters other than A-Z and 0-9; no place card can ask for them."
            )
        if not given.boxes.get(beat):
            raise GenerationError(f"The answer of {beat} has no box on the answer sheet.")


def _hosts(beats: Sequence[str], params: MetaSeatingParams, m: int, rng: Rng) -> list[str]:
    """The beat of each guest: those with a role first, as listed; with too few beats some are asked twice."""
    named = [beat for beat in params.guests if beat in beats]
    pool = named + rng.shuffled(beat for beat in beats if beat not in params.guests)
    chosen = [pool[i % len(pool)] for i in range(m)]
    return sorted(chosen, key=beats.index)


def _case(question: Question, given: Given) -> int:
    case = question.range_of(given.answers)
    assert case is not None
    return case


def _question(beat: str, cases: int, given: Given, places: dict[str, list[int]], rng: Rng) -> Question:
    """A character of an answer that no other card asks for, if there is one left, and fair ranges."""
    answer = given.answers[beat]
    free = [i for i in range(len(answer)) if i not in places[beat]] or list(range(len(answer)))
    index = rng.choice(free)
    places[beat].append(index)
    place = LAST if index == len(answer) - 1 and rng.chance(0.6) else index + 1
    return Question(beat, given.boxes[beat], place, _starts(answer[index] in DIGITS, cases, rng))


def _starts(digits: bool, cases: int, rng: Rng) -> tuple[str, ...]:
    """Where ranges start: each holds about the same share of what answers are made of."""
    if digits and cases == SIDES:
        sizes = rng.shuffled((2, 2, 3, 3))
        return tuple(DIGITS[sum(sizes[:i])] for i in range(SIDES))
    if digits:
        return ("0", rng.choice("456"))
    if cases == SIDES:
        return ("A", rng.choice("EFG"), rng.choice("LMNO"), rng.choice("RST"))
    return ("A", rng.choice("LMNO"))


def _letters(letter: str, side: int, rng: Rng) -> str:
    """Four letters of one kind, the right one on its side."""
    if letter in VOWELS:
        pool = [v for v in VOWELS if v != letter]
    else:
        i = BY_FREQUENCY.index(letter)
        low = max(0, min(i - WINDOW, len(BY_FREQUENCY) - 2 * WINDOW - 1))
        pool = [c for c in BY_FREQUENCY[low : low + 2 * WINDOW + 1] if c != letter]
    letters = rng.sample(pool, SIDES - 1)
    letters.insert(side, letter)
    return "".join(letters)


def _turn_tags(
    beats: Sequence[str],
    m: int,
    given: Given,
    places: dict[str, list[int]],
    seated: Sequence[int],
    rng: Rng,
) -> list[GiftTag]:
    """Gifts that turn a card, spread over the guests: last over those whom a gift seats."""
    guests = sorted(rng.shuffled(range(m)), key=lambda guest: guest in seated)
    return [
        GiftTag(
            _question(beat, 2, given, places, rng), guests[i % m], turns=tuple(rng.sample(range(1, SIDES), 2))
        )
        for i, beat in enumerate(beats)
    ]


def _seat_tags(
    beats: Sequence[str],
    cases: Sequence[tuple[Rule, Rule]],
    given: Given,
    places: dict[str, list[int]],
    rng: Rng,
) -> list[GiftTag]:
    """Gifts that seat a guest: the true rule stands beside the range that the answer is in."""
    tags = []
    for beat, (true, false) in zip(beats, cases, strict=True):
        question = _question(beat, 2, given, places, rng)
        rules = (false, true) if _case(question, given) else (true, false)
        tags.append(GiftTag(question, true.guest, rules=rules))
    return tags


def _pairs(answer: str, seating: Seating, most: int, rng: Rng) -> list[tuple[int, int]]:
    """Guests who would change chairs if a gift said otherwise; the word would change with them."""
    pairs: list[tuple[int, int]] = []
    waiting = rng.shuffled(range(len(answer)))
    while len(pairs) < most and waiting:
        x = waiting.pop()
        y = next((g for g in waiting if answer[seating[g]] != answer[seating[x]]), None)
        if y is not None:
            waiting.remove(y)
            pairs.append((x, y))
    return pairs


def _swapped(seating: Seating, x: int, y: int) -> Seating:
    chairs = list(seating)
    chairs[x], chairs[y] = chairs[y], chairs[x]
    return tuple(chairs)


def _rules(
    manner: Manner, seating: Seating, pairs: Sequence[tuple[int, int]], rng: Rng
) -> tuple[list[Rule], list[tuple[Rule, Rule]]] | None:
    """Rules of the place cards, and the true and the false rule of each gift; None if none were found.

    Place cards keep to what is true in the seating and in every one with a single pair changed, so that
    each gift is needed.
    """
    worlds = [seating, *(_swapped(seating, x, y) for x, y in pairs)]
    for _ in range(ROUNDS):
        order = _order(len(seating), pairs, rng)
        cases = _cases(manner, worlds, pairs, order, rng)
        rules = _own_rules(manner, worlds, order, rng)
        if cases is None or rules is None:
            continue
        gifts = [true for true, _ in cases]
        if not _completed(manner, worlds, order, rules, gifts, rng):
            continue
        if _graded(manner, rules, gifts, len(seating)) is TIERS[manner]:
            rules = _lean(manner, rules, gifts, len(seating), rng)
            if sum(rule.kind in BINARY for rule in rules) >= LEAST_RELATIVE:
                return sorted(rules, key=lambda rule: rule.guest), cases
    return None


def _lean(manner: Manner, rules: list[Rule], gifts: Sequence[Rule], m: int, rng: Rng) -> list[Rule]:
    """The rules without those that neither the single seating nor its grade needs.

    Guests with two sentences lose one before anybody is left without a wish, and only so many are.
    """
    before = len(rules)
    for spare in (True, False):
        for rule in rng.shuffled(rules):
            left = [r for r in rules if r is not rule]
            wishless = m - len({r.guest for r in left})
            if spare != any(r.guest == rule.guest for r in left) or wishless > MOST_WISHLESS[manner]:
                continue
            alone = len(list(islice(seatings(m, [*left, *gifts]), 2))) == 1
            if alone and _graded(manner, left, gifts, m) is TIERS[manner]:
                rules = left
    return rules if len(rules) == before else _lean(manner, rules, gifts, m, rng)


def _order(m: int, pairs: Sequence[tuple[int, int]], rng: Rng) -> list[int]:
    """Guests in the order of a direct seating: those who change chairs come last, in their pairs."""
    moving = [guest for pair in pairs for guest in pair]
    return rng.shuffled(guest for guest in range(m) if guest not in moving) + moving


def _cases(
    manner: Manner,
    worlds: Sequence[Seating],
    pairs: Sequence[tuple[int, int]],
    order: Sequence[int],
    rng: Rng,
) -> list[tuple[Rule, Rule]] | None:
    """For every pair two rules of one kind, of which the gift's case picks the true one."""
    cases = []
    for i, (x, _) in enumerate(pairs, start=1):
        others = [world for j, world in enumerate(worlds) if j != i]
        earlier = order[: order.index(x)] if manner == "direct" else [g for g in order if g != x]
        rules = candidates(x, len(order), earlier)
        true = [r for r in rules if all(keeps(r, w) for w in others) and not keeps(r, worlds[i])]
        false = [r for r in rules if keeps(r, worlds[i]) and not keeps(r, worlds[0])]
        kinds = ("chair", "clockwise", "anticlockwise", "two-clockwise", "opposite")
        both = [(t, f) for t in true for f in false if _matched(t, f) and t.kind in kinds]
        if not both:
            return None
        cases.append(rng.choice(both))
    return cases


def _matched(true: Rule, false: Rule) -> bool:
    """Whether two rules read as the two cases of one gift: two chairs, or two ways from one guest."""
    return (true.other == false.other and true.other >= 0) or (true.kind == false.kind == "chair")


def _weighted(manner: Manner, rules: Sequence[Rule], rng: Rng) -> Rule | None:
    """One of the rules, each kind as often as the manner says."""
    weights = WEIGHTS[manner]
    kinds = sorted({rule.kind for rule in rules if rule.kind in weights})
    if not kinds:
        return None
    draw = rng.below(sum(weights[kind] for kind in kinds))
    for kind in kinds:
        draw -= weights[kind]
        if draw < 0:
            return rng.choice([rule for rule in rules if rule.kind == kind])
    return None


def _own_rules(
    manner: Manner, worlds: Sequence[Seating], order: Sequence[int], rng: Rng
) -> list[Rule] | None:
    """One rule for each place card, true in every world."""
    rules: list[Rule] = []
    for i, guest in enumerate(order):
        others = order[:i] if manner == "direct" else [g for g in order if g != guest]
        told = _spoken(rules)
        true = [
            r
            for r in candidates(guest, len(order), others)
            if {r.guest, r.other} not in told and all(keeps(r, w) for w in worlds)
        ]
        anchors = [r for r in true if r.kind == "chair"] if manner != "doubtful" and i == 0 else []
        rule = rng.choice(anchors) if anchors else _weighted(manner, true, rng)
        if rule is None:
            return None
        rules.append(rule)
    return rules


def _spoken(rules: Sequence[Rule]) -> list[set[int]]:
    """Who was spoken of with whom (-1 for chairs): nobody wants to hear the same from both."""
    return [{rule.guest, rule.other} for rule in rules]


def _completed(
    manner: Manner,
    worlds: Sequence[Seating],
    order: Sequence[int],
    rules: list[Rule],
    gifts: Sequence[Rule],
    rng: Rng,
) -> bool:
    """Add second rules to place cards until one seating is left; whether that worked."""
    m = len(worlds[0])
    while True:
        found = list(islice(seatings(m, [*rules, *gifts]), 2))
        wrong = next((seating for seating in found if seating != worlds[0]), None)
        if wrong is None:
            return True
        room = [g for g in range(m) if sum(r.guest == g for r in rules) < MOST_RULES_A_CARD]
        added = None
        for guest in rng.shuffled(room):
            told = _spoken(rules)
            others = order[: order.index(guest)] if manner == "direct" else [g for g in order if g != guest]
            true = [
                r
                for r in candidates(guest, m, others)
                if not keeps(r, wrong) and all(keeps(r, w) for w in worlds) and {r.guest, r.other} not in told
            ]
            added = _weighted(manner, true, rng)
            if added is not None:
                rules.append(added)
                break
        if added is None:
            return False


def _graded(manner: Manner, rules: Sequence[Rule], gifts: Sequence[Rule], m: int) -> Level | None:
    """How hard the seating is, or None where people could not find it."""
    question = Question("", "", 1, ("A",))
    clues = PartyClues(tuple(PlaceCard(question, "", 1, "", ()) for _ in range(m)), (), MARKS[:m], 0)
    reasoner = Reasoner(clues, [*rules, *gifts], {})
    most_what_ifs, most_looks = PATIENCE[manner]
    if not reasoner.run(4 * most_looks):  # looks that led nowhere are counted too
        return None
    steps = trimmed(reasoner.steps)
    used = [step.technique for step in steps]
    what_ifs = used.count("what-if") + used.count("what-if-again")
    if what_ifs > most_what_ifs or what_ifs + used.count("narrow") > most_looks:
        return None
    return hardest([TECHNIQUES[step.technique].tier for step in steps])
