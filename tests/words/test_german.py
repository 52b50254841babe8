"""German: as complete as English wherever it is there, no English left in it, and never half a kit."""

from __future__ import annotations

import re
import tomllib

import pytest

from kitgen.data import package_folder
from kitgen.engine import make_puzzle
from kitgen.errors import DataError
from kitgen.kit.answers import assign_answers
from kitgen.kit.loading import find_kit, load_kit
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level
from kitgen.message import message
from kitgen.rng import Rng
from kitgen.theme.theme import load_theme
from kitgen.units import Box
from kitgen.words import Catalogue
from kitgen.words.catalogue import read_words
from kitgen.writers.pdf import FontMetrics
from tests.doubles import RecordingCanvas

WORDS = package_folder("templates") / "words"
ENGLISH, GERMAN = Catalogue.load("en"), Catalogue.load("de")
ENGLISH_TEXT, GERMAN_TEXT = read_words(WORDS / "en"), read_words(WORDS / "de")
STEMS = sorted(file.stem for file in (WORDS / "de").glob("*.toml"))
FRAME = ("guide", "hints", "locks", "print", "solutions")
"""What every kit needs, whatever its mechanisms."""

PLACE = re.compile(r"\{\w+\}")
ENGLISH_ONLY = re.compile(r"\b(the|and|your|with|every|which|you|of|is|are|that|from)\b", re.IGNORECASE)


def mechanisms_of_trial() -> set[str]:
    folder = package_folder("puzzles") / "trial"
    files = [tomllib.loads(path.read_text("utf-8")) for path in folder.glob("*.toml")]
    return {file["mechanism"] for file in files if "mechanism" in file}


def keys(words: Catalogue, stem: str) -> set[str]:
    return {key for key in words if key.partition(".")[0] == stem}


def test_german_has_all_that_the_trial_kit_needs() -> None:
    assert len(mechanisms_of_trial()) == 3
    GERMAN.require([*FRAME, *mechanisms_of_trial()])


@pytest.mark.parametrize("stem", STEMS)
def test_german_has_the_same_keys_as_english(stem: str) -> None:
    assert keys(GERMAN, stem) == keys(ENGLISH, stem)


@pytest.mark.parametrize("stem", STEMS)
def test_each_german_sentence_has_the_places_of_the_english_one(stem: str) -> None:
    shared = keys(GERMAN, stem) & keys(ENGLISH, stem)
    assert {key for key in shared if GERMAN.places(key) != ENGLISH.places(key)} == set()


@pytest.mark.parametrize("stem", STEMS)
def test_no_english_sentence_is_left_in_german(stem: str) -> None:
    said = {key: PLACE.sub("", GERMAN_TEXT[key]) for key in keys(GERMAN, stem)}
    assert {key: text for key, text in said.items() if ENGLISH_ONLY.search(text)} == {}


@pytest.mark.parametrize("stem", STEMS)
def test_german_is_little_longer_than_english(stem: str) -> None:
    # The same card must hold it: a long sentence may grow by a half, a label by two words.
    grown = {
        key: (len(GERMAN_TEXT[key]), len(ENGLISH_TEXT[key]))
        for key in keys(GERMAN, stem) & keys(ENGLISH, stem)
        if len(GERMAN_TEXT[key]) > 1.5 * len(ENGLISH_TEXT[key]) + 12
    }
    assert grown == {}


def test_german_quotes_are_german() -> None:
    texts = {key: GERMAN_TEXT[key] for key in GERMAN}
    assert {key for key, text in texts.items() if re.search(r"[\"'”’]", text)} == set()


def test_the_table_is_addressed_as_many() -> None:
    one_person = re.compile(r"\b(du|dein|deine[mnrs]?|dich|dir|Sie (müssen|können|haben))\b")
    assert {key for key in GERMAN if one_person.search(GERMAN_TEXT[key])} == set()


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_answer_of_the_trial_kit_says_something_when_read_backwards(language: str) -> None:
    kit = tomllib.loads((package_folder("puzzles") / "trial" / "kit.toml").read_text("utf-8"))
    lists = [b["answers"] if language == "en" else b["answers_in"][language] for b in kit["beats"]]
    words = {word for answers in lists for word in answers if word.isalpha()}
    assert all(re.fullmatch(r"[A-Z]{4,6}", word) for word in words)
    # The typical slip of a cipher: the slip must not look like an answer, and must not hurt anybody.
    meaningful = words | {"NEGER", "LAGER", "LEBEN", "NEBEL", "REGAL", "SARG", "GRAS", "EDIT", "TIDE"}
    assert {word for word in words if word[::-1] in meaningful} == set()


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("puzzle_id", ["mouse-passage", "oil-chest", "cat-speaks"])
def test_the_trial_is_made_proven_and_told_in_german(puzzle_id: str, level: Level) -> None:
    kit = load_kit(find_kit("trial")).in_language("de")
    beat = kit.beat_of(puzzle_id).id
    answer = assign_answers(kit, "moth")[beat]
    mechanism, params = kit.mechanism_of(puzzle_id), kit.params_for(puzzle_id, level)
    made = make_puzzle(mechanism, params, level, answer, NOTHING_GIVEN, Rng("moth", puzzle_id))
    assert made.solution.answers == (answer,)
    assert answer in kit.answers_of(beat)
    page = mechanism.instructions(params, made.clues)
    hints = mechanism.hints(params, made.clues, made.solution)
    told = [page.task, page.done, page.answer_form, hints.nudge, *hints.method]
    told += [step.message for step in made.solution.steps] + [slip.message for slip in made.misreadings]
    assert all(GERMAN.say(sentence) for sentence in told)
    canvas = RecordingCanvas(GERMAN.say)
    canvas.metrics = FontMetrics(load_theme(kit.theme).faces)  # true widths
    for piece in mechanism.pieces(params, made.clues):
        piece.front(canvas, Box(0, 0, piece.width_mm, piece.height_mm))
    printed = " ".join(canvas.texts)
    assert not ENGLISH_ONLY.search(printed), printed


def test_a_language_that_lacks_a_mechanism_is_refused_by_the_file_that_is_missing() -> None:
    words = Catalogue("de", {"print.act": "Akt", "maze.task": "Geht."})
    words.require(["maze", "print"])
    with pytest.raises(DataError) as caught:
        words.require(["print", "edge-wall", "maze", "grille", "edge-wall"])
    told = [str(problem) for problem in caught.value.problems]
    assert told == [
        "templates/words/de/edge-wall.toml: there are no words for 'edge-wall' in the language 'de'",
        "templates/words/de/grille.toml: there are no words for 'grille' in the language 'de'",
    ]
    assert caught.value.hint


def test_a_stem_is_a_whole_first_part_and_no_beginning_of_one() -> None:
    with pytest.raises(DataError, match=r"de/edge\.toml"):
        Catalogue("de", {"edge-wall.task": "x"}).require(["edge"])


def test_german_counts_as_english_does() -> None:
    assert GERMAN.say(message("lock-clues.group.keys", count=1)).startswith("1 Schlüssel")
    assert GERMAN.say(message("lock-clues.group.plate", count=2)) == "2 Schlossplatten"
