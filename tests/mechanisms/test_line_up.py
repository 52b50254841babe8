"""LineUp: worked example, second opinion, needed notes, fair dolls, slips, params."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.effort import solving_minutes
from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms.contract import NOTHING_GIVEN, Demand, Given, Level, Verdict
from kitgen.mechanisms.line_up import LineUp
from kitgen.mechanisms.line_up.generate import MOST_RULED_OUT, draw_clues, is_tag_word, tag_words
from kitgen.mechanisms.line_up.looks import ABSENCES, COMPARABLE, DOLLS, FEATURES, Doll, Trait
from kitgen.mechanisms.line_up.notes import (
    FORMS,
    LINKED,
    PLAIN,
    LineUpClues,
    Note,
    fits,
    note_words,
    technique_of,
)
from kitgen.mechanisms.line_up.params import LineUpParams
from kitgen.mechanisms.line_up.reasoning import near_misses
from kitgen.rng import Rng
from kitgen.words.catalogue import Catalogue
from tests.mechanisms import line_up_second_opinion as second

MECHANISM = LineUp()
WORDS = (
    "BOBBIN", "NEEDLE", "RIBBON", "COTTON", "VELVET", "TASSEL", "COLLAR", "POCKET", "LACES", "BRAID",
    "STITCH", "CUSHION", "MUSLIN", "FEATHER", "SATIN", "WOOL", "HOOKS", "SPOOLS", "THIMBLE", "THREAD",
)  # fmt: skip
SEEDS = range(40)


@cache
def made(level: Level, seed: int) -> Accepted:
    rng = Rng(f"line-up {seed}", level.value)
    answer = rng.derive("answer").choice(WORDS)
    known = Given(decoys=tuple(word for word in WORDS if word != answer))
    return make_puzzle(MECHANISM, MECHANISM.preset(level), level, answer, known, rng.derive("clues"))


def every(level: Level) -> list[Accepted]:
    return [made(level, seed) for seed in SEEDS]


def every_level() -> list[Accepted]:
    return [puzzle for level in Level for puzzle in every(level)]


def looks_of(clues: LineUpClues) -> list[tuple[str, ...]]:
    return [doll.look for doll in clues.dolls]


def as_rows(clues: LineUpClues) -> tuple[list[second.Doll], list[second.Row]]:
    dolls: list[second.Doll] = [dict(zip(clues.features, doll.look, strict=True)) for doll in clues.dolls]
    rows = [
        (note.form, tuple((t.feature, t.value) for t in note.traits), note.features, note.others)
        for note in clues.notes
    ]
    return dolls, rows


def second_words(clues: LineUpClues) -> list[str]:
    return [clues.dolls[i].word for i in second.staying(*as_rows(clues), clues.lies)]


# --- the rules ------------------------------------------------------------------------------------


def example() -> LineUpClues:
    rows = {
        "MOTH": ("plaits", "dots", "buttons", "one", "boots", "hat"),
        "LAMP": ("bob", "dots", "buttons", "one", "boots", "bow"),
        "FERN": ("plaits", "stripes", "buttons", "one", "boots", "bow"),
        "SOCK": ("curls", "checks", "buttons", "one", "boots", "hat"),
    }
    plaits, hat = Trait("hair", "plaits"), Trait("head", "hat")
    notes = (
        Note("both-or-neither", (plaits, hat), stitch=0, tear=0),
        Note("or", (Trait("dress", "dots"), Trait("dress", "checks")), stitch=1, tear=1),
        Note("not", (plaits,), stitch=2, tear=2),
    )
    scraps = tuple((i, half) for i in range(3) for half in (0, 1))
    dolls = tuple(Doll(look, tuple(tag)) for tag, look in rows.items())
    return LineUpClues(tuple(FEATURES)[:6], dolls, notes, scraps)


def test_the_worked_example_has_the_answer_and_the_stages_it_claims() -> None:
    clues = example()
    fitting = [
        {doll.word for doll in clues.dolls if fits(note, doll.look, looks_of(clues))} for note in clues.notes
    ]
    assert fitting == [{"MOTH", "LAMP"}, {"MOTH", "LAMP", "SOCK"}, {"LAMP", "SOCK"}]
    solution = MECHANISM.solve(clues, NOTHING_GIVEN)
    assert (solution.verdict, solution.answers) == (Verdict.UNIQUE, ("LAMP",))


def test_line_up_refuses_notes_that_leave_two_dolls_or_none() -> None:
    clues = example()
    two = MECHANISM.solve(replace(clues, notes=clues.notes[1:]), NOTHING_GIVEN)
    assert two.verdict is Verdict.SEVERAL
    assert set(two.answers) == {"LAMP", "SOCK"}
    never = Note("is", (Trait("feet", "barefoot"),))
    none = MECHANISM.solve(replace(clues, notes=(*clues.notes, never)), NOTHING_GIVEN)
    assert none.verdict is not Verdict.UNIQUE


def test_two_dolls_with_one_tag_word_are_two_states() -> None:
    clues = example()
    twin = replace(clues.dolls[1], look=(*clues.dolls[1].look[:3], "two", "boots", "bow"))
    solution = MECHANISM.solve(replace(clues, dolls=(*clues.dolls, twin)), NOTHING_GIVEN)
    assert solution.verdict is Verdict.SEVERAL
    assert len(solution.states) == 2


def test_a_tally_counts_dolls_laid_aside_too_and_leaves_herself_out() -> None:
    clues = example()
    note = Note("tally", features=("dress",), others=1)
    assert [d.word for d in clues.dolls if fits(note, d.look, looks_of(clues))] == ["MOTH", "LAMP"]


# --- second opinion -------------------------------------------------------------------------------


def test_a_second_opinion_finds_the_same_one_doll() -> None:
    for puzzle in every_level():
        assert second_words(puzzle.clues) == [puzzle.answer]


def test_a_second_opinion_agrees_on_notes_that_leave_several_dolls_or_none() -> None:
    seen = Counter[int]()
    for puzzle in every_level():
        notes = puzzle.clues.notes
        others = made(puzzle.level, 0).clues.notes
        for broken in (notes[:2], notes[1:], (*notes[:2], *others[:2]), others, ()):
            if puzzle.clues.lies and not broken:
                continue  # without a note there is none that lies
            clues = replace(puzzle.clues, notes=broken)
            solution = MECHANISM.solve(clues, NOTHING_GIVEN)
            expected = second_words(clues)
            assert list(solution.answers) == expected
            assert (solution.verdict is Verdict.UNIQUE) == (len(expected) == 1)
            seen[min(len(expected), 2)] += 1
    assert all(seen[n] > 5 for n in (0, 1, 2)), "broken clues of every sort were tried"


@settings(derandomize=True, deadline=None, max_examples=120)
@given(st.data())
def test_both_solvers_read_every_form_of_note_alike(data: st.DataObject) -> None:
    features = tuple(FEATURES)
    look = st.tuples(*(st.sampled_from(FEATURES[f]) for f in features))
    looks = data.draw(st.lists(look, min_size=2, max_size=12))
    form = data.draw(st.sampled_from([f for forms in FORMS.values() for f in forms]))
    pair = data.draw(st.lists(st.sampled_from(features), min_size=2, max_size=2, unique=True))
    if form in PLAIN + LINKED:
        traits = tuple(Trait(f, data.draw(st.sampled_from(FEATURES[f]))) for f in pair)
        note = Note(form, traits[:1] if form in ("is", "not") else traits)
    else:
        shared = tuple(pair[:1]) if form == "tally" else tuple(pair)
        note = Note(form, features=shared, others=data.draw(st.integers(0, 3)))
    dolls = tuple(Doll(look, tuple(f"TAG{i}")) for i, look in enumerate(looks))
    clues = LineUpClues(features, dolls, (note,), ((0, 0), (0, 1)))
    expected = [i for i, each in enumerate(looks) if fits(note, each, looks)]
    assert second.staying(*as_rows(clues)) == expected


# --- every note is needed -------------------------------------------------------------------------


def test_leaving_out_any_one_note_leaves_at_least_two_dolls() -> None:
    for puzzle in every_level():
        notes = puzzle.clues.notes
        for skipped in range(len(notes)):
            fewer = replace(puzzle.clues, notes=notes[:skipped] + notes[skipped + 1 :])
            # Where one lies, the note left out may be the one.
            words = {
                word for lies in {0, puzzle.clues.lies} for word in second_words(replace(fewer, lies=lies))
            }
            assert len(words) >= 2


def test_no_note_nearly_gives_her_away_and_each_rules_out_somebody() -> None:
    for puzzle in every_level():
        looks = looks_of(puzzle.clues)
        for note in puzzle.clues.notes:
            out = sum(not fits(note, look, looks) for look in looks)
            assert 2 <= out <= MOST_RULED_OUT


def test_dolls_differ_in_two_features_at_least_and_no_value_singles_one_out() -> None:
    for puzzle in every_level():
        looks = looks_of(puzzle.clues)
        assert len(looks) == DOLLS
        for one, other in combinations(looks, 2):
            assert sum(a != b for a, b in zip(one, other, strict=True)) >= 2
        for column in zip(*looks, strict=True):
            assert min(Counter(column).values()) >= 2
            assert len(Counter(column)) == 3


# --- tags -----------------------------------------------------------------------------------------


def test_tags_are_twelve_different_words_of_the_beat_and_no_length_is_alone() -> None:
    for puzzle in every_level():
        words = [doll.word for doll in puzzle.clues.dolls]
        assert len(set(words)) == DOLLS
        if sum(len(word) == len(puzzle.answer) for word in WORDS) >= 2:
            assert set(words) <= set(WORDS)
        assert min(Counter(len(word) for word in words).values()) >= 2


@settings(derandomize=True, deadline=None, max_examples=80)
@given(
    answer=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=4, max_size=8),
    decoys=st.lists(st.text("ABCXYZ", min_size=1, max_size=10), max_size=20),
    seed=st.integers(0, 999),
)
def test_eleven_other_words_are_found_for_any_list(answer: str, decoys: list[str], seed: int) -> None:
    words = tag_words(answer, decoys, Rng("tags", seed))
    assert len({*words, answer}) == DOLLS
    assert all(is_tag_word(word) for word in words)
    assert not any(answer in word or word in answer for word in words)
    assert min(Counter(len(word) for word in (answer, *words)).values()) >= 2


# --- levels, steps, slips, params -----------------------------------------------------------------


def test_levels_ask_for_the_notes_they_promise() -> None:
    for level in Level:
        params = MECHANISM.preset(level)
        for puzzle in every(level):
            techniques = [technique_of(note) for note in puzzle.clues.notes]
            assert sorted(techniques) == sorted(params.techniques())
            assert puzzle.solution.tier is level


def test_a_table_needs_the_minutes_its_level_promises() -> None:
    spans = {Level.EASY: (4, 6), Level.NORMAL: (6, 9), Level.HARD: (8, 12)}
    for level, (least, most) in spans.items():
        for puzzle in every(level)[:10]:
            assert least <= solving_minutes(MECHANISM.techniques, puzzle.solution, puzzle.pieces) <= most


def test_few_draws_are_refused() -> None:
    for level in Level:
        assert sum(puzzle.tries for puzzle in every(level)) / len(SEEDS) < 3


def test_notes_say_no_only_of_what_can_be_seen_and_compare_only_what_every_doll_has() -> None:
    for puzzle in every_level():
        for note in puzzle.clues.notes:
            if note.form not in ("is", "or"):
                assert not {trait.value for trait in note.traits} & ABSENCES
            assert set(note.features) <= set(COMPARABLE)


def test_steps_join_every_note_and_rule_out_every_other_doll_once() -> None:
    for puzzle in every_level():
        notes = len(puzzle.clues.notes)
        steps = puzzle.solution.steps
        how = "match" if puzzle.level is Level.HARD else "join"
        assert [step.technique for step in steps[:notes]] == [how] * notes
        out = [piece for step in steps[notes:-1] for piece in step.pieces]
        if puzzle.clues.lies:
            assert set(out) == {f"doll-{i}" for i in range(1, DOLLS + 1)}
        else:
            assert len(out) == len(set(out)) == DOLLS - 1
        joined = [piece for step in steps[:notes] for piece in step.pieces if piece != "pattern"]
        assert sorted(joined) == sorted(f"scrap-{i}" for i in range(1, 2 * notes + 1))


def test_slips_are_dolls_whom_one_note_alone_rules_out() -> None:
    for puzzle in (p for p in every_level() if not p.clues.lies):
        dolls, rows = as_rows(puzzle.clues)
        expected = {
            puzzle.clues.dolls[i].word
            for i, her in enumerate(dolls)
            if sum(second.agrees(row, her, dolls) for row in rows) == len(rows) - 1
        }
        slips = {slip.answer for slip in puzzle.misreadings}
        assert slips == expected
        assert len(slips) >= len(rows), "every note has a doll that only it rules out"
        assert puzzle.answer not in slips
        assert len(near_misses(puzzle.clues)) == puzzle.solution.measures["near misses"]


def test_a_slip_quotes_the_note_that_is_not_true_and_never_the_answer() -> None:
    catalogue = Catalogue.load("en")
    for puzzle in (p for p in every_level() if not p.clues.lies):
        notes = [catalogue.say(note_words(note)) for note in puzzle.clues.notes]
        for slip in puzzle.misreadings:
            said = catalogue.say(slip.message)
            assert puzzle.answer not in said
            assert sum(note in said for note in notes) == 1
            assert not said.startswith("Nearly")


def test_where_a_note_lies_slips_are_dolls_of_whom_none_or_two_are_false() -> None:
    for puzzle in every(Level.FIENDISH):
        dolls, rows = as_rows(puzzle.clues)
        false = {
            puzzle.clues.dolls[i].word: sum(not second.agrees(row, her, dolls) for row in rows)
            for i, her in enumerate(dolls)
        }
        assert [word for word, count in false.items() if count == 1] == [puzzle.answer]
        slips = {slip.answer: slip.message.key for slip in puzzle.misreadings}
        assert slips.keys() == {word for word, count in false.items() if count in (0, 2)}
        assert all(key.endswith("all-true") == (false[word] == 0) for word, key in slips.items())


def test_the_task_says_how_many_notes_there_are_and_how_to_count() -> None:
    catalogue = Catalogue.load("en")
    for puzzle in every_level():
        said = catalogue.say(MECHANISM.instructions(puzzle.params, puzzle.clues).task)
        assert f"the {('four', 'five')[len(puzzle.clues.notes) - 4]} torn notes" in said
        assert ("those laid aside count too" in said) == (puzzle.level is Level.HARD)
        assert ("A tie is not more" in said) == any(n.form == "more" for n in puzzle.clues.notes)


def test_hints_leave_most_of_the_notes_to_the_players() -> None:
    catalogue = Catalogue.load("en")
    for puzzle in every_level():
        hints = MECHANISM.hints(puzzle.params, puzzle.clues, puzzle.solution)
        said = " ".join(catalogue.say(hint) for hint in (hints.nudge, *hints.method))
        named = [doll.word for doll in puzzle.clues.dolls if doll.word in said.split("laid aside: ")[-1]]
        assert 2 <= len(hints.method) <= 4
        assert puzzle.answer not in said
        assert DOLLS - len(named) >= 4


def test_params_that_cannot_work_together_are_named_and_all_others_work() -> None:
    assert "only 4 notes" in MECHANISM.impossible(LineUpParams(notes=4, linked=3, compared=2), "LAMP")
    assert "link or compare" in MECHANISM.impossible(LineUpParams(notes=5), "LAMP")
    for notes in (4, 5):
        for features in (5, 6, 7):
            for linked in range(notes + 1):
                for compared in range(4):
                    params = LineUpParams(notes=notes, features=features, linked=linked, compared=compared)
                    if MECHANISM.impossible(params, "LAMP"):
                        continue
                    found = (draw_clues(params, "LAMP", NOTHING_GIVEN, Rng("any", s)) for s in range(8))
                    assert any(found), params


def test_counting_is_asked_only_where_notes_compare() -> None:
    assert Demand.ARITHMETIC not in MECHANISM.demands(LineUpParams(linked=2))
    assert Demand.ARITHMETIC in MECHANISM.demands(LineUpParams(compared=1))
    assert Demand.COLOUR_VISION not in MECHANISM.demands(LineUpParams(compared=1))
