"""From the answer to clues: a language of tails, what is told of it, and the message in it."""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.mechanisms.decoder_wheel.clues import (
    ALPHABET,
    MOST_STEPS,
    PLACES,
    TAILS,
    Cat,
    Gaze,
    Saying,
    Spoken,
    Sum,
    WheelClues,
    direction,
    settings,
)
from kitgen.mechanisms.decoder_wheel.params import FEWEST_READ_OFF, DecoderWheelParams, Order
from kitgen.mechanisms.decoder_wheel.sample_words import sample_words
from kitgen.rng import Rng

NUMBER_DRAWS = 60
"""Draws of numbers until the sums asked for exist; one in three has them."""

SHUT_IN_SAYINGS = 2
"""Cats with shut eyes in old sayings: one to learn from, one to check it by."""

CAT_DRAWS = 40
"""Draws of a row of cats until none leaves the arrow at the moon."""


class Language:
    """What the tails mean, and how each of them is told.

    Args:
        params: the knobs.
        letters: how many letters the answer has.
        rng: the draw's stream.
    """

    def __init__(self, params: DecoderWheelParams, letters: int, rng: Rng) -> None:
        tails = rng.sample(TAILS, min(params.tails, letters))
        unprinted = min(params.unprinted, len(tails))
        sums = min(params.sums, max(0, unprinted - FEWEST_READ_OFF))
        self.in_sums = tails[:sums]
        self.in_sayings = tails[sums:unprinted]
        # One tail is shown with shut eyes only, so that its number is a difference.
        has_difference = params.shut_eyes and len(self.in_sayings) > FEWEST_READ_OFF
        self.by_difference = self.in_sayings[:1] if has_difference else []
        self.shut_in_sayings = SHUT_IN_SAYINGS if params.shut_eyes else 0
        self.printed = tails[unprinted:]
        self.tails = rng.shuffled(tails)
        self.mirrored = not params.gaze_printed and rng.chance(0.5)
        self.sums: tuple[Sum, ...] = ()
        self.knotted = params.knotted
        self.numbers: dict[str, int] = {}
        for _ in range(NUMBER_DRAWS):
            drawn = rng.sample(range(1, MOST_STEPS + 1), len(tails))
            self.numbers = dict(zip(tails, drawn, strict=True))
            found = self._sums(rng)
            if found is not None:
                self.sums = found
                return

    @property
    def fewest_letters(self) -> int:
        """How many cats the old sayings must have to tell all that they should."""
        return len(self.in_sayings) - len(self.by_difference) + self.shut_in_sayings

    @property
    def is_told(self) -> bool:
        """Whether the sums that were asked for have been found."""
        return len(self.sums) == len(self.in_sums)

    def _sums(self, rng: Rng) -> tuple[Sum, ...] | None:
        """For each tail that is told by a sum, one of it and tails known by then."""
        known = self.in_sayings + self.printed
        if self.knotted and len(self.in_sums) == 2:
            return self._knot(known, rng)
        lines: list[Sum] = []
        for tail in self.in_sums:
            choices = [
                Sum(whole, (one, other))
                for whole in [tail, *known]
                for i, one in enumerate([tail, *known])
                for other in [tail, *known][i:]
                if tail in (whole, one, other)
                and whole not in (one, other)
                and self.numbers[whole] == self.numbers[one] + self.numbers[other]
            ]
            if not choices:
                return None
            line = rng.choice(choices)
            lines.append(Sum(line.whole, (line.parts[0], line.parts[1])))
            known = [*known, tail]
        return tuple(lines)

    def _knot(self, known: Sequence[str], rng: Rng) -> tuple[Sum, ...] | None:
        """Two sums, each with both tails of which nothing else is told and one that is known."""
        one, other = self.in_sums
        lines = [
            Sum(whole, parts)
            for third in known
            for whole, parts in ((third, (one, other)), (one, (other, third)), (other, (one, third)))
            if self.numbers[whole] == sum(self.numbers[part] for part in parts)
        ]
        # A sum and a difference: two alike would say the same twice.
        pairs = [(a, b) for a in lines for b in lines if a.whole in known and b.whole not in known]
        return rng.choice(pairs) if pairs else None


def draw_clues(params: DecoderWheelParams, answer: str, decoys: Sequence[str], rng: Rng) -> WheelClues | None:
    """Clues for an answer, or None where this draw came to nothing."""
    language = Language(params, len(answer), rng)
    if not language.is_told:
        return None
    ring = ALPHABET if params.mixed is not Order.BOTH else "".join(rng.shuffled(ALPHABET))
    disc = ALPHABET if params.mixed is Order.ALPHABET else "".join(rng.shuffled(ALPHABET))
    words = sample_words(params.sayings, language.fewest_letters, bool(language.in_sums), answer, decoys, rng)
    if words is None:
        return None
    rows = _sample_cats(language, [len(word) for word in words], rng)
    message_cats = _message_cats(language, len(answer), params.shut_eyes, rng)
    if rows is None or message_cats is None:
        return None
    clues = WheelClues(
        ring=ring,
        disc=disc,
        numbers=tuple(
            (tail, language.numbers[tail] if tail in language.printed else None) for tail in language.tails
        ),
        sums=language.sums,
        is_gaze_printed=params.gaze_printed,
        sayings=tuple(
            Saying(_spoken(language, cats, word, ring, disc), word)
            for cats, word in zip(rows, words, strict=True)
        ),
        message=_spoken(language, message_cats, answer, ring, disc),
    )
    return None if _gives_itself_away(clues, answer) else clues


def _spoken(language: Language, cats: Sequence[Cat], word: str, ring: str, disc: str) -> tuple[Spoken, ...]:
    row = tuple(Spoken(cat, "") for cat in cats)
    turned = settings(row, language.numbers, language.mirrored)
    return tuple(
        Spoken(cat, disc[(ring.index(letter) - setting) % PLACES])
        for cat, letter, setting in zip(cats, word, turned, strict=True)
    )


def _sample_cats(language: Language, lengths: Sequence[int], rng: Rng) -> list[list[Cat]] | None:
    """Cats for all old sayings: every tail that is told there stands there, and no tail of a sum."""
    open_eyed = [tail for tail in language.in_sayings if tail not in language.by_difference]
    others = open_eyed + language.printed
    starts = {sum(lengths[:i]) for i in range(len(lengths))}
    room = sum(lengths) - language.shut_in_sayings
    tails = open_eyed or language.printed[:room]
    tails = tails + [rng.choice(others) for _ in range(room - len(tails))]
    checks = language.shut_in_sayings - len(language.by_difference)
    shut_tails = language.by_difference + [rng.choice(others) for _ in range(checks)]
    for _ in range(CAT_DRAWS):
        # Never the first of a row: there is nothing to turn on from.
        places = rng.sample([i for i in range(sum(lengths)) if i not in starts], len(shut_tails))
        if any(i + 1 in places for i in places):
            continue
        shut = dict(zip(places, _looking_both_ways(rng.shuffled(shut_tails), rng), strict=True))
        opened = iter(rng.shuffled(tails))
        drawn = [shut.get(i) or Cat(next(opened), _gaze(rng)) for i in range(sum(lengths))]
        rows = [drawn[sum(lengths[:i]) : sum(lengths[: i + 1])] for i in range(len(lengths))]
        if all(_moves(language, row) for row in rows):
            return rows
    return None


def _looking_both_ways(tails: Sequence[str], rng: Rng) -> list[Cat]:
    """Cats with shut eyes, by turns looking this way and that, so that eyes are not taken for a look."""
    looks = rng.shuffled(Gaze)
    return [Cat(tail, looks[i % len(looks)], True) for i, tail in enumerate(tails)]


def _message_cats(language: Language, letters: int, shut_eyes: bool, rng: Rng) -> list[Cat] | None:
    """Cats for the message: every tail speaks, cats look both ways, no two shut their eyes in a row."""
    for _ in range(CAT_DRAWS):
        tails = language.tails + [rng.choice(language.tails) for _ in range(letters - len(language.tails))]
        looks = [Gaze.LEFT, Gaze.RIGHT] * 2 + [_gaze(rng) for _ in range(letters - 4)]
        shut: list[int] = []
        if shut_eyes:
            for i in rng.shuffled(range(1, letters)):
                if len(shut) < max(2, letters // 3) and not {i - 1, i + 1} & set(shut):
                    shut.append(i)
        cats = [
            Cat(tail, gaze, i in shut)
            for i, (tail, gaze) in enumerate(zip(rng.shuffled(tails), rng.shuffled(looks), strict=True))
        ]
        if _moves(language, cats):
            return cats
    return None


def _gaze(rng: Rng) -> Gaze:
    return rng.choice((Gaze.LEFT, Gaze.RIGHT))


def _moves(language: Language, cats: Sequence[Cat]) -> bool:
    """Whether each cat leaves the arrow at one of the numbered sides of the ring.

    At the moon nothing would have to be turned; beyond the thirteenth place, opposite the moon, a number on
    the right would have to be counted on as one on the left.
    """
    place = 0
    for cat in cats:
        turn = direction(cat.gaze, language.mirrored) * language.numbers[cat.tail]
        place = turn + (place if cat.shut else 0)
        if place == 0 or abs(place) >= PLACES // 2:
            return False
    return True


def _gives_itself_away(clues: WheelClues, answer: str) -> bool:
    """Whether the printed letters, sorted or read at one constant setting, are the answer's."""
    printed = [spoken.letter for spoken in clues.message]
    if sorted(printed) == sorted(answer):
        return True
    turns = {
        (clues.ring.index(plain) - clues.disc.index(letter)) % PLACES
        for plain, letter in zip(answer, printed, strict=True)
    }
    return len(turns) == 1
