"""The garden party: rules, uniqueness by two solvers, every earlier answer needed, lazy players."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from statistics import median
from typing import Literal

import pytest
from hypothesis import given as examples
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kitgen.effort import solving_minutes
from kitgen.engine import Accepted, make_puzzle
from kitgen.errors import GenerationError
from kitgen.mechanisms.contract import NOTHING_GIVEN, Given, Level, PieceKind, Verdict
from kitgen.mechanisms.meta_seating import (
    GiftTag,
    MetaSeating,
    MetaSeatingParams,
    PartyClues,
    PlaceCard,
    Question,
    Rule,
)
from kitgen.mechanisms.meta_seating.cards import CARD_MM, SMALL_MM, gift_tag, place_card
from kitgen.mechanisms.meta_seating.clues import DIGITS, LAST, LETTERS, rule_said
from kitgen.mechanisms.meta_seating.drawing import CLOTH_MM, CORNER_MM, PLATE_MM, ROWS, SHEET_MM, settings
from kitgen.mechanisms.meta_seating.generate import BY_FREQUENCY, PATIENCE, VOWELS
from kitgen.mechanisms.meta_seating.seating import BINARY, UNARY
from kitgen.message import message
from kitgen.rng import Rng
from kitgen.units import PAPERS, Box
from kitgen.words.catalogue import Catalogue
from tests.doubles import RecordingCanvas
from tests.mechanisms import meta_seating_second_opinion as second

PARTY = MetaSeating()
FEEDERS = (
    "THIMBLE", "DANGER", "WHISPER", "BEWARE", "4172", "MARBLE", "1847", "DRESSER", "LANTERN", "ROPE", "905",
    "VELVET", "STONES", "MIRROR", "ULRD", "QUILTS",
)  # fmt: skip
WORDS = {5: "ELSIE", 6: "MARTHA", 7: "CLARICE", 8: "ROSALIND"}
MOST_MINUTES = 11.0
FEW_READINGS = 20


def feeders(count: int) -> Given:
    beats = [f"beat-{i}" for i in range(count)]
    boxes = dict(zip(beats, LETTERS, strict=False))
    return Given(answers=dict(zip(beats, FEEDERS, strict=False)), boxes=boxes)


@cache
def made(level: Level, length: int, count: int, seed: int) -> Accepted:
    rng = Rng(f"party-{seed}", level.value, length, count)
    return make_puzzle(PARTY, PARTY.preset(level), level, WORDS[length], feeders(count), rng)


def some(level: Level, seeds: int) -> list[tuple[Accepted, Given]]:
    """Parties of every length with five to fifteen earlier answers."""
    return [
        (made(level, 5 + seed % 4, count, seed), feeders(count))
        for seed, count in ((seed, 5 + seed * 3 % 11) for seed in range(seeds))
    ]


LETTER_STARTS = ("A", "F", "M", "S")
EXAMPLE_GIVEN = Given(
    answers={"a": "OTTER", "b": "407", "c": "MOTH", "d": "ROPE", "e": "LAMP", "f": "QUILT", "g": "INK"},
    boxes={beat: beat.upper() for beat in "abcdefg"},
)


def worked_example() -> PartyClues:
    def card(beat: str, place: int, letters: str, figure: int, *rules: Rule) -> PlaceCard:
        starts = ("0", "2", "5", "7") if beat == "b" else LETTER_STARTS
        return PlaceCard(Question(beat, beat.upper(), place, starts), letters, figure, "", rules)

    cards = (
        card("a", 1, "TSNR", 1, Rule("chair", 0, chairs=(2,))),
        card("b", 2, "OUAE", 2, Rule("clockwise", 1, 0)),
        card("c", 4, "BHDF", 3, Rule("either", 2, chairs=(0, 1))),
        card("d", LAST, "AIEU", 4, Rule("beside", 3, 2)),
        card("e", 3, "HDTL", 5, Rule("clockwise", 4, 1)),
    )
    seat = (Rule("chair", 2, chairs=(0,)), Rule("chair", 2, chairs=(1,)))
    tags = (
        GiftTag(Question("f", "F", 2, ("A", "N")), 2, rules=seat),
        GiftTag(Question("g", "G", 1, ("A", "N")), 1, turns=(1, 2)),
    )
    return PartyClues(cards, tags, ("rose", "moon", "star", "leaf", "bell"), 0)


def test_the_worked_example_reads_ahnet() -> None:
    solution = PARTY.solve(worked_example(), EXAMPLE_GIVEN)
    assert solution.verdict is Verdict.UNIQUE
    assert solution.answers == ("AHNET",)
    assert solution.states == (((2, 3, 1, 0, 4), (2, 3, 1, 0, 2)),)
    assert second.tables(worked_example(), EXAMPLE_GIVEN.answers) == {((3, 2, 0, 1, 4), "AHNET")}


def test_without_the_seat_gift_of_the_worked_example_two_guests_may_change_chairs() -> None:
    open_seat = EXAMPLE_GIVEN.without("f")
    solution = PARTY.solve(worked_example(), open_seat)
    assert solution.verdict is Verdict.SEVERAL
    assert set(solution.answers) == {"AHNET", "HANET"} == second.words(worked_example(), open_seat.answers)


def test_a_table_where_a_sentence_cannot_be_kept_has_no_answer() -> None:
    clues = worked_example()
    cards = (*clues.cards[:4], replace(clues.cards[4], rules=(Rule("apart", 4, 1), Rule("beside", 4, 1))))
    broken = replace(clues, cards=cards)
    assert PARTY.solve(broken, EXAMPLE_GIVEN).verdict is not Verdict.UNIQUE
    assert PARTY.solve(broken, EXAMPLE_GIVEN).answers == ()
    assert second.tables(broken, EXAMPLE_GIVEN.answers) == set()


@pytest.mark.parametrize("level", list(Level))
def test_a_second_solver_finds_the_same_table_and_the_same_word(level: Level) -> None:
    for accepted, known in some(level, 40):
        ((around, word),) = second.tables(accepted.clues, known.answers)
        assert word == accepted.answer
        (state,) = accepted.solution.states
        assert isinstance(state, tuple)
        assert tuple(state[0].index(i) for i in range(len(word))) == around


@pytest.mark.parametrize("level", list(Level))
def test_both_solvers_agree_where_a_card_has_lost_its_sentences(level: Level) -> None:
    verdicts = set()
    for accepted, known in some(level, 8):
        for guest in range(0, len(accepted.answer), 2):
            cards = list(accepted.clues.cards)
            cards[guest] = replace(cards[guest], rules=())
            clues = replace(accepted.clues, cards=tuple(cards))
            found = second.tables(clues, known.answers)
            solution = PARTY.solve(clues, known)
            assert (len(found) > 1) == (solution.verdict is Verdict.SEVERAL)
            assert set(solution.answers) <= {word for _, word in found}
            verdicts.add(solution.verdict)
    assert Verdict.SEVERAL in verdicts


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("length", sorted(WORDS))
@pytest.mark.parametrize("count", [1, 3, 5, 7, 8, 11, 15, 16])
def test_every_earlier_answer_is_needed_however_many_there_are(level: Level, length: int, count: int) -> None:
    accepted, known = made(level, length, count, 0), feeders(count)
    pieces = [piece for piece in accepted.pieces if piece.kind is PieceKind.PROP]
    assert {piece.earned_by for piece in pieces} == set(known.answers)
    assert len(pieces) == max(length, count)
    for beat in known.answers:
        left = known.without(beat)
        found = set(PARTY.solve(accepted.clues, left).answers)
        assert len(found) >= 2
        if length < 7:  # trying all orders of more guests takes long
            assert found <= second.words(accepted.clues, left.answers)


@pytest.mark.parametrize("level", list(Level))
def test_players_without_answers_are_left_with_many_words_of_the_same_sound(level: Level) -> None:
    for accepted, known in some(level, 12):
        word = accepted.answer
        # Even whoever knows where everybody sits cannot tell how the cards lie.
        seats = {tag.question.beat for tag in accepted.clues.tags if tag.rules}
        told = {beat: answer for beat, answer in known.answers.items() if beat in seats}
        readings = second.words(accepted.clues, told, most=400)
        alike = [r for r in readings if [c in VOWELS for c in r] == [c in VOWELS for c in word]]
        assert len(alike) >= FEW_READINGS


@pytest.mark.parametrize("level", list(Level))
def test_no_card_tells_its_letter_by_being_the_only_vowel_or_consonant(level: Level) -> None:
    for accepted, _ in some(level, 12):
        for card in accepted.clues.cards:
            assert len(set(card.letters)) == 4
            assert set(card.letters) <= set(VOWELS) or set(card.letters) <= set(BY_FREQUENCY)


@pytest.mark.parametrize("level", list(Level))
def test_players_who_ignore_the_gifts_read_another_word(level: Level) -> None:
    for accepted, known in some(level, 12):
        if accepted.clues.tags:
            plain = replace(accepted.clues, tags=())
            assert second.words(plain, known.answers) != {accepted.answer}


@pytest.mark.parametrize("level", list(Level))
def test_clues_hold_neither_the_word_nor_an_earlier_answer(level: Level) -> None:
    for accepted, known in some(level, 20):
        printed = repr(accepted.clues)
        assert not [secret for secret in (accepted.answer, *known.answers.values()) if secret in printed]


@pytest.mark.parametrize("level", list(Level))
def test_cards_ask_only_for_characters_that_the_answer_has(level: Level) -> None:
    for accepted, known in some(level, 20):
        for card in (*accepted.clues.cards, *accepted.clues.tags):
            question = card.question
            assert question.box == known.boxes[question.beat]
            assert 0 <= question.place <= len(known.answers[question.beat])
            assert question.character(known.answers) in question.alphabet


@pytest.mark.parametrize("level", list(Level))
def test_tables_take_few_tries_and_few_what_ifs(level: Level) -> None:
    fewest, most = {Level.HARD: (1, 2), Level.FIENDISH: (2, 3)}.get(level, (0, 0))
    for accepted, _ in some(level, 40):
        assert fewest <= accepted.solution.measures["what-ifs"] <= most
        assert accepted.tries < (30 if level is Level.FIENDISH else 10)


@pytest.mark.parametrize(
    ("level", "fewest", "most"),
    [(Level.EASY, 4.0, 5.5), (Level.NORMAL, 5.0, 6.8), (Level.HARD, 6.0, 8.5), (Level.FIENDISH, 7.0, 10.0)],
)
def test_the_finale_of_seven_answers_takes_as_long_as_its_level_promises(
    level: Level, fewest: float, most: float
) -> None:
    for length in WORDS:
        parties = [made(level, length, 7, seed) for seed in range(12)]
        minutes = [solving_minutes(PARTY.techniques, p.solution, p.pieces) for p in parties]
        assert fewest <= median(minutes) <= most
        assert max(minutes) <= MOST_MINUTES


@pytest.mark.parametrize("level", list(Level))
def test_no_sentence_could_be_left_out(level: Level) -> None:
    for accepted, known in some(level, 16):
        cards = accepted.clues.cards
        wishless = [card for card in cards if not card.rules]
        assert len(wishless) <= (0 if level is Level.EASY else 1)
        for guest, card in enumerate(cards):
            if len(card.rules) == 1 and (level is Level.EASY or wishless):
                continue  # everybody says something at an easy table, and all but one at any other
            for rule in card.rules:
                left = replace(card, rules=tuple(r for r in card.rules if r != rule))
                clues = replace(accepted.clues, cards=(*cards[:guest], left, *cards[guest + 1 :]))
                solution = PARTY.solve(clues, known)
                used = [step.technique for step in solution.steps]
                what_ifs = used.count("what-if") + used.count("what-if-again")
                most_what_ifs, most_looks = PATIENCE[accepted.params.manner]
                looks = what_ifs + used.count("narrow")
                good = solution.verdict is Verdict.UNIQUE and solution.tier is level
                assert not good or what_ifs > most_what_ifs or looks > most_looks


def test_an_easy_table_has_one_guest_who_names_a_chair_and_the_others_lead_on_from_there() -> None:
    for accepted, _ in some(Level.EASY, 24):
        told = [rule.kind for card in accepted.clues.cards for rule in card.rules]
        assert told.count("chair") == 1
        assert sum(kind in BINARY for kind in told) >= 3


@pytest.mark.parametrize("level", list(Level))
def test_slips_read_other_words_and_name_what_went_wrong(level: Level) -> None:
    say = Catalogue.load("en").say
    for accepted, _ in some(level, 12):
        slips = {slip.answer for slip in accepted.misreadings}
        assert accepted.answer not in slips
        assert len(slips) >= 3
        assert all(say(slip.message) for slip in accepted.misreadings)


def test_a_gift_that_was_not_given_is_a_known_slip() -> None:
    slips = {
        s.answer: s.message.key
        for s in PARTY.misreadings(worked_example(), PARTY.solve(worked_example(), EXAMPLE_GIVEN))
    }
    assert slips["AHNOT"] == "meta-seating.slip.gift-left"
    assert slips["HANET"] == "meta-seating.slip.gift-range"


@hypothesis_settings(derandomize=True, deadline=None, max_examples=60)
@examples(st.sampled_from([LETTERS, DIGITS]), st.data())
def test_every_character_is_in_exactly_the_printed_range_that_it_is_told_to_be_in(
    alphabet: str, data: st.DataObject
) -> None:
    others = data.draw(st.sets(st.sampled_from(alphabet[1:]), min_size=1, max_size=3))
    question = Question("a", "A", 1, (alphabet[0], *sorted(others)))
    ranges = question.ranges()
    for character in alphabet:
        holds = [i for i, (low, high) in enumerate(ranges) if low <= character <= high]
        assert [question.range_of({"a": character})] == holds


@hypothesis_settings(derandomize=True, deadline=None, max_examples=150)
@examples(st.permutations(range(6)), st.sampled_from([*UNARY, *BINARY]), st.data())
def test_both_solvers_mean_the_same_by_every_sentence(
    around: list[int], kind: str, data: st.DataObject
) -> None:
    guest, other = data.draw(st.permutations(range(6)))[:2]
    chairs = tuple(data.draw(st.permutations(range(6)))[: 1 if kind == "chair" else 2])
    rule = Rule(kind, guest, chairs=chairs) if kind in UNARY else Rule(kind, guest, other)
    pinned = [Rule("chair", g, chairs=(around.index(g),)) for g in range(6)]
    question = Question("a", "A", 1, LETTER_STARTS)
    cards = tuple(
        PlaceCard(question, "AEIO", g + 1, "", (pinned[g], *([rule] if g == guest else []))) for g in range(6)
    )
    clues = PartyClues(cards, (), ("rose", "moon", "star", "leaf", "bell", "heart"), 0)
    solution = PARTY.solve(clues, Given(answers={"a": "B"}, boxes={"a": "A"}))
    assert (solution.verdict is Verdict.UNIQUE) == second.obeys(rule, tuple(around))


def test_named_guests_are_given_place_cards_first() -> None:
    params = MetaSeatingParams(guests={"beat-9": "heroine", "beat-3": "cat"})
    for seed in range(5):
        accepted = make_puzzle(PARTY, params, Level.EASY, "ELSIE", feeders(12), Rng(str(seed)))
        named = {card.question.beat: card.role for card in accepted.clues.cards if card.role}
        assert named == {"beat-9": "heroine", "beat-3": "cat"}
        assert "cast.cat" in {card.name().key for card in accepted.clues.cards}


@pytest.mark.parametrize("level", list(Level))
def test_named_guests_without_a_letter_bring_gifts(level: Level) -> None:
    say = Catalogue.load("en").say
    roles = ("landlady", "friend", "acrobat", "mother", "cat", "heroine", "father")
    params = PARTY.preset(level).model_copy(
        update={"guests": {f"beat-{6 - i}": role for i, role in enumerate(roles)}}
    )
    for seed in range(4):
        accepted = make_puzzle(PARTY, params, level, "ELSIE", feeders(7), Rng(str(seed)))
        assert {card.role for card in accepted.clues.cards} == set(roles[:5])
        assert {tag.role for tag in accepted.clues.tags} == {"heroine", "father"}
        titles = [tag.titles(accepted.clues)[0] for tag in accepted.clues.tags]
        assert {title.values["giver"] for title in titles} == {
            message("cast.heroine"),
            message("cast.father"),
        }
        names = {role: role.title() for role in roles}
        assert all(
            say(title, names).startswith(("From Heroine for ", "From Father for ")) for title in titles
        )


def test_params_that_cannot_work_together_are_named() -> None:
    many = MetaSeatingParams(guests={f"beat-{i}": f"role-{i}" for i in range(9)})
    assert PARTY.impossible(many, "ELSIE") == ""
    twice = MetaSeatingParams(guests={"beat-1": "cat", "beat-2": "cat"})
    assert "role cat twice" in PARTY.impossible(twice, "ELSIE")
    assert "letters only" in PARTY.impossible(MetaSeatingParams(), "ELS1E")


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (NOTHING_GIVEN, "it needs 1 to 16"),
        (Given(answers={f"b{i}": "ROPE" for i in range(17)}), "17 earlier answers"),
        (Given(answers={"a": "RO-PE"}, boxes={"a": "A"}), "answer of a has characters"),
        (Given(answers={"a": "ROPE"}), "answer of a has no box"),
    ],
)
def test_earlier_answers_that_do_not_fit_are_named(known: Given, told: str) -> None:
    with pytest.raises(GenerationError, match=told):
        PARTY.generate(PARTY.preset(Level.EASY), "ELSIE", known, Rng("x"))


@pytest.mark.parametrize("level", list(Level))
def test_cards_and_table_stay_inside_their_boxes_wherever_they_are_printed(level: Level) -> None:
    say = Catalogue.load("en").say
    for accepted, _ in some(level, 24):
        for piece in accepted.pieces:
            canvas = RecordingCanvas(say)
            box = Box(7, 111, piece.width_mm, piece.height_mm)
            piece.front(canvas, box)
            assert box.contains(canvas.ink(), slack_mm=0.35), piece.id
            assert min(canvas.sizes_pt) >= 8
            if piece.group == "place-cards":
                card = accepted.clues.cards[int(piece.id.rsplit("-", 1)[1]) - 1]
                assert [t for t in canvas.texts if len(t) == 1] == list(card.letters)


@pytest.mark.parametrize("count", sorted(ROWS))
def test_cards_on_chairs_cover_neither_each_other_nor_the_table(count: int) -> None:
    places = settings(count)
    assert len(places) == count
    for i, place in enumerate(places):
        x, y = place.chair
        # A card that touches the cloth covers nothing of it; a small one stays clear of the notes too.
        assert CLOTH_MM[1] < abs(y) < SHEET_MM[1] / 2
        assert CLOTH_MM[1] + 0.8 + SMALL_MM <= SHEET_MM[1] / 2
        assert abs(x) + CARD_MM / 2 <= PAPERS["a4"].width_mm / 2
        bend = [
            max(0.0, abs(at) - (half - CORNER_MM)) for at, half in zip(place.plate, CLOTH_MM, strict=True)
        ]
        assert math.hypot(*bend) + PLATE_MM <= CORNER_MM - 1
        for other in places[:i]:
            assert y != other.chair[1] or abs(x - other.chair[0]) >= CARD_MM
            assert math.dist(place.plate, other.plate) >= 2 * PLATE_MM
            assert math.dist(place.plate, other.mark) >= 2 * PLATE_MM
    # Clockwise from the top left: each chair lies further round than the one before it.
    first = math.atan2(places[0].chair[0], -places[0].chair[1])
    angles = [(math.atan2(x, -y) - first) % math.tau for x, y in (place.chair for place in places)]
    assert angles == sorted(angles)


def test_cards_and_tags_of_guests_with_one_wish_take_half_a_page() -> None:
    for accepted, _ in some(Level.NORMAL, 24):
        props = [piece for piece in accepted.pieces if piece.kind is PieceKind.PROP]
        assert len({(piece.width_mm, piece.height_mm) for piece in props}) == 1
        side = SMALL_MM if all(len(card.rules) < 2 for card in accepted.clues.cards) else CARD_MM
        assert props[0].width_mm == side
    assert 5 * SMALL_MM <= 189
    assert 3 * SMALL_MM <= 118


@pytest.mark.parametrize("name", ["Mr. Bobinsky", "Professor Book", "Mr Watering Can", "Mrs. Featherstone"])
def test_every_sentence_finds_room_on_small_cards_and_tags_of_long_names(name: str) -> None:
    say = Catalogue.load("en").say
    first, second_card, *others = worked_example().cards
    question = Question("a", "M", LAST, ("A", "N"))
    for kind in [*UNARY, *BINARY]:
        rule = (
            Rule(kind, 0, chairs=(1, 0)[: 1 if kind == "chair" else 2]) if kind in UNARY else Rule(kind, 0, 1)
        )
        cards = (replace(first, rules=(rule,), role="friend"), replace(second_card, role="friend"), *others)
        tag = GiftTag(question, 1, rules=(rule, rule), role="friend")
        clues = PartyClues(cards, (tag,), ("mushroom", "heart", "star", "leaf", "bell"), 0)
        for piece in (place_card(clues, 0), gift_tag(clues, 0)):
            assert piece.width_mm == SMALL_MM
            canvas = RecordingCanvas(lambda said: say(said, {"friend": name}))
            box = Box(0, 0, piece.width_mm, piece.height_mm)
            piece.front(canvas, box)
            assert box.contains(canvas.ink())
            assert min(canvas.sizes_pt) >= 8


def test_every_range_is_set_in_the_face_for_codes_and_stands_on_a_bar() -> None:
    accepted = made(Level.EASY, 5, 7, 1)
    for piece in accepted.pieces:
        if piece.kind is PieceKind.PROP:
            canvas = RecordingCanvas(Catalogue.load("en").say)
            piece.front(canvas, Box(0, 0, piece.width_mm, piece.height_mm))
            ranges = [line for line in canvas.log if line.startswith("text") and "–" in line]
            assert len(ranges) == (4 if piece.group == "place-cards" else 2)
            assert all(" exact-bold " in line for line in ranges)
            bars = [line for line in canvas.log if line.startswith("draw fill=ink stroke=None")]
            assert len(bars) == len(ranges)


@pytest.mark.parametrize("level", list(Level))
def test_the_table_tells_what_the_cards_words_mean(level: Level) -> None:
    say = Catalogue.load("en").say
    for accepted, _ in some(level, 12):
        clues = accepted.clues
        (sheet,) = (piece for piece in accepted.pieces if piece.kind is PieceKind.SHEET)
        notes = " ".join(map(say, sheet.notes))
        said = " ".join(say(text) for card in clues.cards for text in card.said(clues))
        said += " ".join(say(rule_said(clues, rule)) for tag in clues.tags for rule in tag.rules)
        for word in ("ext to", "alfway round", "lockwise"):
            assert word not in said or word in notes
        assert "beside" not in (said + notes).lower()
        assert ("gifts" in notes) == any(tag.turns for tag in clues.tags)


@pytest.mark.parametrize("reads", ["name", "word"])
def test_players_are_told_in_few_words(reads: Literal["name", "word"]) -> None:
    say = Catalogue.load("en").say
    for count in (5, 15):
        accepted = made(Level.EASY, 5, count, 0)
        told = PARTY.instructions(MetaSeatingParams(reads=reads), accepted.clues)
        assert ("gift" in say(told.task)) == bool(accepted.clues.tags)
        assert f"read a {reads}" in say(told.done)
        assert len(say(told.task)) <= 230
        assert len(say(told.done)) <= 110
        assert len(say(told.answer_form)) <= 75
