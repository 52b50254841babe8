"""Twelve dolls, one of them by lot, and notes that fit her alone, none to spare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, permutations

from kitgen.mechanisms.contract import Given
from kitgen.mechanisms.line_up.looks import (
    ABSENCES,
    COMPARABLE,
    DOLLS,
    FEATURES,
    Doll,
    Look,
    Trait,
    in_play,
    value_of,
)
from kitgen.mechanisms.line_up.notes import (
    FORMS,
    STITCHES,
    TEAR_COUNT,
    LineUpClues,
    Note,
    fits,
    sharing,
    technique_of,
)
from kitgen.mechanisms.line_up.params import LONGEST, SHORTEST, LineUpParams
from kitgen.rng import Rng

EVEN = ((4, 4, 4),)
UNEVEN = ((3, 4, 5), (2, 4, 6), (3, 3, 6), (2, 5, 5))
"""How many dolls share each value of a feature; where dolls are compared, the counts must tell."""

EVERYONE = (1 << DOLLS) - 1

MOST_RULED_OUT = 8
"""A note that ruled out more than two dolls in three would nearly be the answer."""

SAME_FORM = 2
"""Most notes of one form: scraps that all begin alike would be dull."""

DRAWS = 40
TAG_DRAWS = 60
PICKS = 60
LIAR_PICKS = 300
CONSONANTS, VOWELS = "BDFGKLMNPRST", "AEIOU"


def draw_clues(params: LineUpParams, answer: str, given: Given, rng: Rng) -> LineUpClues | None:
    """Clues for an answer, or None where no set of notes was found.

    The doll is drawn by lot among twelve that are drawn alike, so that looks alone tell nothing.
    """
    features = in_play(params.features)
    for _ in range(DRAWS):
        looks = _draw_looks(params, rng)
        if looks is None:
            continue
        hers = rng.below(DOLLS)
        pick = _pick_with_liar if params.liar else _pick_notes
        notes = pick(params, features, looks, hers, rng)
        if notes is None:
            continue
        words = tag_words(answer, given.decoys, rng)
        words.insert(hers, answer)
        dolls = tuple(Doll(look, tuple(word)) for look, word in zip(looks, words, strict=True))
        scraps = rng.shuffled((i, half) for i in range(len(notes)) for half in (0, 1))
        return LineUpClues(features, dolls, notes, tuple(scraps), int(params.liar))
    return None


def _draw_looks(params: LineUpParams, rng: Rng) -> list[Look] | None:
    """Twelve looks, any two apart in at least two features, or None."""
    columns = []
    for feature in in_play(params.features):
        counts = rng.shuffled(rng.choice(UNEVEN if params.compared else EVEN))
        column = [v for v, count in zip(FEATURES[feature], counts, strict=True) for _ in range(count)]
        columns.append(rng.shuffled(column))
    looks = [tuple(column[i] for column in columns) for i in range(DOLLS)]
    apart = min(sum(a != b for a, b in zip(x, y, strict=True)) for x, y in combinations(looks, 2))
    return looks if apart >= 2 else None


def candidates(
    features: Sequence[str], looks: Sequence[Look], hers: int
) -> dict[str, list[tuple[Note, int]]]:
    """By form, the notes that fit doll `hers` and are of use, with the dolls each rules out as bits."""
    having = {
        Trait(f, value): sum(1 << i for i, look in enumerate(looks) if value_of(look, f) == value)
        for f in features
        for value in FEATURES[f]
    }
    found: dict[str, list[tuple[Note, int]]] = {form: [] for forms in FORMS.values() for form in forms}
    for note in _all_notes(features, looks, hers):
        out = EVERYONE & ~_fitting(note, having, looks)
        if not out >> hers & 1 and 2 <= out.bit_count() <= MOST_RULED_OUT:
            found[note.form].append((note, out))
    return found


def _fitting(note: Note, having: Mapping[Trait, int], looks: Sequence[Look]) -> int:
    """The dolls that a note fits, as bits: the claims of `notes.fits` for all at once, because it is slow."""
    had = [having[trait] for trait in note.traits]
    if note.form in ("is", "or"):
        return had[0] | had[-1]
    if note.form == "not":
        return EVERYONE & ~had[0]
    if note.form == "if":
        return EVERYONE & ~had[0] | had[1]
    if note.form == "only-one":
        return had[0] ^ had[1]
    if note.form == "both-or-neither":
        return EVERYONE & ~(had[0] ^ had[1])
    if note.form == "never-together":
        return EVERYONE & ~(had[0] & had[1])
    return sum(1 << i for i, look in enumerate(looks) if fits(note, look, looks))


def _all_notes(features: Sequence[str], looks: Sequence[Look], hers: int) -> Iterable[Note]:
    traits = [Trait(f, value) for f in features for value in FEATURES[f]]
    present = [t for t in traits if t.value not in ABSENCES]
    for trait in traits:
        yield Note("is", (trait,))
    for trait in present:
        yield Note("not", (trait,))
    for one, other in combinations(traits, 2):
        if one.feature == other.feature:
            yield Note("or", (one, other))
    for one, other in permutations(present, 2):
        if one.feature != other.feature:
            yield Note("if", (one, other))
            for form in ("only-one", "both-or-neither", "never-together"):
                if one < other:
                    yield Note(form, (one, other))
    look = looks[hers]
    for feature in COMPARABLE:
        yield Note("tally", features=(feature,), others=sharing(look, looks, [feature]) - 1)
    for first, second in permutations(COMPARABLE, 2):
        yield Note("more", features=(first, second))
        others = sharing(look, looks, [first, second]) - 1
        if first < second and others <= 1:
            yield Note("pair", features=(first, second), others=others)


def _pick_notes(
    params: LineUpParams, features: Sequence[str], looks: Sequence[Look], hers: int, rng: Rng
) -> tuple[Note, ...] | None:
    """As many notes of each technique as params ask for, that leave one doll and are all needed."""
    found = candidates(features, looks, hers)
    everyone_else = EVERYONE & ~(1 << hers)
    # Notes that compare rule out most, so they are picked while there is most room.
    techniques = sorted(params.techniques())
    for _ in range(PICKS):
        chosen: list[tuple[Note, int]] = []
        for technique in techniques[:-1]:
            forms = [form for form in FORMS[technique] if found[form]]
            fitting = _fitting_in(found[rng.choice(forms)], chosen) if forms else []
            if not fitting:
                break
            chosen.append(rng.choice(fitting))
        else:
            every = [note for form in FORMS[techniques[-1]] for note in found[form]]
            fitting = _fitting_in(every, chosen, everyone_else)
            if fitting:
                return _sewn([note for note, _ in (*chosen, rng.choice(fitting))], rng)
    return None


def _pick_with_liar(
    params: LineUpParams, features: Sequence[str], looks: Sequence[Look], hers: int, rng: Rng
) -> tuple[Note, ...] | None:
    """Notes of which exactly one is false of her, and of every other doll none or several are.

    Without any one of the notes, whoever knows that at most one of the rest lies is left with several dolls.
    """
    true = candidates(features, looks, hers)
    others = [i for i in range(DOLLS) if i != hers]
    false = candidates(features, looks, rng.choice(others))
    for _ in range(LIAR_PICKS):
        chosen: list[tuple[Note, int]] = []
        liar = rng.below(params.notes)
        for i, technique in enumerate(params.techniques()):
            found = false if i == liar else true
            forms = [form for form in FORMS[technique] if found[form]]
            options = found[rng.choice(forms)] if forms else []
            note, out = rng.choice(options) if options else (None, 0)
            if note is None or (out >> hers & 1) != (i == liar) or _is_dull(note, chosen):
                break
            chosen.append((note, out))
        else:
            outs = [out for _, out in chosen]
            at_most = [_broken_at_most_one(outs[:i] + outs[i + 1 :]) for i in range(len(outs))]
            all_needed = all(left & (left - 1) for left in at_most)
            if _broken_once(outs) == 1 << hers and all_needed:
                return _sewn([note for note, _ in chosen], rng)
    return None


def _broken_once(outs: Sequence[int]) -> int:
    """The dolls ruled out by exactly one note, as bits."""
    once = many = 0
    for out in outs:
        many |= once & out
        once |= out
    return once & ~many


def _broken_at_most_one(outs: Sequence[int]) -> int:
    """The dolls ruled out by one note or none, as bits."""
    once = many = 0
    for out in outs:
        many |= once & out
        once |= out
    return EVERYONE & ~many


def _is_dull(note: Note, chosen: Sequence[tuple[Note, int]]) -> bool:
    alike = any(_too_alike(note, other) for other, _ in chosen)
    return alike or sum(note.form == other.form for other, _ in chosen) >= SAME_FORM


def _fitting_in(
    options: Sequence[tuple[Note, int]], chosen: Sequence[tuple[Note, int]], target: int = 0
) -> list[tuple[Note, int]]:
    """The notes that go well with those chosen: every one, itself too, rules out somebody of its own.

    Args:
        options: notes, each with the dolls it rules out as bits.
        chosen: those it joins.
        target: dolls that must all be ruled out with it.
    """
    once = many = 0
    for _, out in chosen:
        many |= once & out
        once |= out
    fitting = []
    for note, out in options:
        alone = (once | out) & ~(many | once & out)
        if target & ~(once | out) or not out & alone or not all(other & alone for _, other in chosen):
            continue
        if any(_too_alike(note, other) for other, _ in chosen):
            continue
        if sum(note.form == other.form for other, _ in chosen) < SAME_FORM:
            fitting.append((note, out))
    return fitting


def _too_alike(note: Note, other: Note) -> bool:
    """Whether two notes go over the same ground, so that one table would find them dull together."""
    if note.form == other.form and (note.form == "is" or set(note.features) & set(other.features)):
        return True
    same = {t.feature for t in note.traits} & {t.feature for t in other.traits}
    return len(same) == 2 or bool(same and technique_of(note) == technique_of(other) == "plain")


def _sewn(notes: list[Note], rng: Rng) -> tuple[Note, ...]:
    """The notes in random order, each with a tear of its own.

    Each has a stitch of its own too, but where notes compare: there joining is to be work as well.
    """
    stitches = rng.shuffled(range(len(STITCHES)))
    if any(technique_of(note) == "compared" for note in notes):
        stitches = stitches[:1] * len(notes)
    tears = rng.shuffled(range(TEAR_COUNT))
    return tuple(
        Note(note.form, note.traits, note.features, note.others, stitch, tear)
        for note, stitch, tear in zip(rng.shuffled(notes), stitches, tears, strict=False)
    )


def tag_words(answer: str, decoys: Sequence[str], rng: Rng) -> list[str]:
    """Eleven other tag words: drawn from the beat's own list as the answer was, else made up.

    Drawn anew until no length among the twelve is alone. That asks the same of all twelve, so it tells
    nothing about the one; picking words by the answer's length would.
    """
    pool = [w for w in dict.fromkeys(decoys) if is_tag_word(w) and w not in answer and answer not in w]
    draws = (rng.shuffled(pool)[: DOLLS - 1] for _ in range(TAG_DRAWS))
    words = next((draw for draw in draws if not _lonely(answer, draw)), None)
    if words is None:
        # Too short a list, or one of few twins: made-up words keep the lonely lengths company.
        words = rng.shuffled(pool)[: DOLLS - 1]
        while len(words) + len(_lonely(answer, words)) > DOLLS - 1:
            words.pop()
    while len(words) < DOLLS - 1:
        lengths = _lonely(answer, words) or [len(word) for word in (*words, answer)]
        word = _made_up(rng.choice(lengths), rng)
        if word not in words and word not in answer and answer not in word:
            words.append(word)
    return rng.shuffled(words)


def _lonely(answer: str, words: Sequence[str]) -> list[int]:
    """Lengths that only one of the tags has."""
    counts = Counter(len(word) for word in (answer, *words))
    return [length for length, count in counts.items() if count == 1]


def is_tag_word(word: str) -> bool:
    """Whether a word fits a tag: 4 to 8 letters from A to Z."""
    return SHORTEST <= len(word) <= LONGEST and all("A" <= letter <= "Z" for letter in word)


def _made_up(length: int, rng: Rng) -> str:
    start = rng.below(2)
    return "".join(rng.choice((CONSONANTS, VOWELS)[(start + i) % 2]) for i in range(length))
