"""What a sound kit answers: order, params, texts, cast, answers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.data import package_folder
from kitgen.errors import DataError, KitgenError, UsageError
from kitgen.kit.answers import assign_answers, is_one_letter_apart, too_close
from kitgen.kit.cast import resolve_cast
from kitgen.kit.flow import circles_in, order_of
from kitgen.kit.loading import find_kit, list_kits, load_kit, problems_in
from kitgen.kit.places import filled
from kitgen.mechanisms import REGISTRY
from kitgen.mechanisms.contract import Level
from tests.kit.conftest import Attic
from tests.kit.stubs import Mood, StubParams

FLAGSHIP = package_folder("puzzles") / "small-door"
SEEDS = [f"seed-{i}" for i in range(60)]


def test_params_are_the_preset_with_the_authors_laid_over_and_the_levels_on_top(attic: Attic) -> None:
    kit = load_kit(attic.folder)
    easy, hard = kit.params_for("trunk", Level.EASY), kit.params_for("trunk", Level.HARD)
    assert isinstance(easy, StubParams)
    assert isinstance(hard, StubParams)
    assert (easy.bricks, hard.bricks) == (9, 14)
    assert easy.mood is hard.mood is Mood.STORMY
    assert easy.marks == (1, 2)


def test_a_param_inside_a_table_leaves_its_neighbours_at_their_presets(attic: Attic) -> None:
    attic.change("trunk.toml", "bricks = 14", "frame.wide = true")
    params = load_kit(attic.folder).params_for("trunk", Level.HARD)
    assert isinstance(params, StubParams)
    assert (params.frame.wide, params.frame.width_mm) == (True, 10.0)


def test_beats_come_act_by_act_behind_what_they_need_and_puzzles_with_them(attic: Attic) -> None:
    kit = load_kit(attic.folder)
    assert kit.beat_order() == ["ladder", "roof"]
    assert kit.puzzle_order() == ["trunk", "dial"]
    assert kit.beat_of("clock").id == "roof"
    assert kit.act_of("clock").number == 3
    assert kit.mechanism_of("dial").slug == "stub-dial"


def test_texts_are_filled_with_the_names_asked_for(attic: Attic) -> None:
    kit = load_kit(attic.folder)
    assert kit.voice().puzzle_story("trunk") == "Mia finds a trunk. Soot sits on it."
    _, names = resolve_cast(kit, "theirs", {"hero": "  Jo  "})
    voice = kit.voice(names)
    assert voice.puzzle_story("trunk") == "Jo finds a trunk. Ash sits on it."
    assert voice.welcome == "Jo hears a step above."
    assert voice.act_title(kit.acts[1]) == "Above Ash"
    assert kit.title() == "The Attic"


def test_a_name_is_never_filled_in_a_second_time() -> None:
    assert filled("{a} {b} {c} %s {a!r}", {"a": "{b}", "b": "B"}) == "{b} B {c} %s {a!r}"


def test_the_default_cast_plays_unless_another_is_asked_for(attic: Attic) -> None:
    kit = load_kit(attic.folder)
    assert resolve_cast(kit, "", {}) == ("ours", {"hero": "Mia", "cat_name": "Soot"})
    assert kit.cast_names() == {"hero": "Mia", "cat_name": "Soot"}


@pytest.mark.parametrize(
    ("cast", "names", "said", "hint"),
    [
        ("hours", {}, 'no cast "hours"; it has ours, theirs', "Did you mean 'ours'?"),
        ("", {"heros": "Jo"}, 'no role "heros"; it has hero, cat_name', "Did you mean 'hero'?"),
        ("", {"hero": "J" * 25}, "cannot be printed", "1 to 24 printable"),
        ("", {"hero": "  "}, "cannot be printed", "1 to 24 printable"),
        ("", {"hero": "{cat_name}"}, "cannot be printed", "no braces"),
        ("", {"hero": "J\x1b[2Jo"}, "cannot be printed", "printable"),
        ("", {"hero": "J\no"}, "cannot be printed", "printable"),
    ],
)
def test_a_cast_role_or_name_that_will_not_do_is_a_usage_error(
    attic: Attic, cast: str, names: dict[str, str], said: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        resolve_cast(load_kit(attic.folder), cast, names)
    assert said in caught.value.message
    assert hint in caught.value.hint
    assert "\x1b" not in caught.value.message


def test_every_seed_gives_answers_that_no_slip_can_mix_up() -> None:
    kit = load_kit(FLAGSHIP)
    drawn = [assign_answers(kit, seed) for seed in SEEDS]
    for answers in drawn:
        assert list(answers) == kit.beat_order()
        words = list(answers.values())
        assert not any(too_close(a, b) for i, a in enumerate(words) for b in words[:i])
        assert all(answers[beat] in kit.beats[beat].answers for beat in answers)
    for beat in kit.beats:
        assert len({answers[beat] for answers in drawn}) > 20


def test_the_same_seed_gives_the_same_answers_and_levels_have_no_say(attic: Attic) -> None:
    before = assign_answers(load_kit(attic.folder), "moth")
    attic.change("trunk.toml", "bricks = 14", "bricks = 10")
    assert assign_answers(load_kit(attic.folder), "MOTH ".lower()) == before


def test_answers_in_one_kit_are_drawn_around_those_that_come_too_close(attic: Attic) -> None:
    """Both beats carry the same dozen numbers: one of each pair must give way, whatever the seed."""
    attic.change("kit.toml", 'above"\npuzzles', 'above"\nPUZZLES')
    text = attic.files["kit.toml"]
    start, end = text.index('  "KNOCK"'), text.index(']\n\n[[beats]]\nid = "roof"')
    numbers = text[text.index('  "0316"') : text.rindex("]")]
    attic.write("kit.toml", (text[:start] + numbers + text[end:]).replace("PUZZLES", "puzzles"))
    attic.change("trunk.toml", "stub-wall", "stub-dial")
    kit = load_kit(attic.folder)
    for seed in SEEDS:
        one, two = assign_answers(kit, seed).values()
        assert distance(one, two) >= 2


def test_lists_that_leave_no_choice_are_told_with_the_beats_and_how_close_they_come(attic: Attic) -> None:
    text = attic.files["kit.toml"]
    text = re.sub(r'answers = \[\n  "KNOCK"[^\]]*\]', _answers([f"BAT{c}" for c in "ABCDEFGHIJKL"]), text)
    text = re.sub(r'answers = \[\n  "0316"[^\]]*\]', _answers([f"BAT{c}" for c in "MNOPQRSTUVWX"]), text)
    attic.write("kit.toml", text)
    for name in ("dial.toml", "clock.toml"):
        attic.change(name, "stub-dial", "stub-wall")
    [problem] = attic.problems()
    assert problem.line == attic.line("kit.toml", '"BATM"')
    assert problem.message.startswith(
        "beats[roof].answers: none of its 12 can stand beside those of ladder: BATM and BAT"
    )
    assert "1 letter apart. Two answers of a kit must be 2 letters apart" in problem.message
    with pytest.raises(DataError):
        assign_answers(load_kit(attic.folder), "moth")


def _answers(words: list[str]) -> str:
    return "answers = [" + ", ".join(f'"{word}"' for word in words) + "]"


def distance(a: str, b: str) -> int:
    """Letters to add, drop or change to get from one word to the other (Levenshtein 1965)."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        before, row = row, [i]
        for j, y in enumerate(b, start=1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (x != y)))
    return row[-1]


@given(st.text("ABC", max_size=6), st.text("ABC", max_size=6))
@settings(derandomize=True, deadline=None, max_examples=400)
def test_one_letter_apart_is_a_distance_of_one(a: str, b: str) -> None:
    assert is_one_letter_apart(a, b) == is_one_letter_apart(b, a) == (distance(a, b) == 1)


def test_an_answer_inside_another_is_too_close_whichever_comes_first() -> None:
    assert too_close("OAK", "SOAKED") == "OAK lies inside SOAKED"
    assert too_close("SOAKED", "OAK") == "OAK lies inside SOAKED"
    assert too_close("KNOCK", "CREAK") == ""


NEEDS = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefx"), max_size=3, unique=True), max_size=6
)


@given(NEEDS)
def test_beats_stand_behind_their_needs_and_the_rest_is_behind_a_circle(needs: dict[str, list[str]]) -> None:
    order = order_of(needs)
    for i, beat in enumerate(order):
        assert {need for need in needs[beat] if need in needs} <= set(order[:i])
    circles = circles_in(needs)
    assert bool(circles) == (len(order) < len(needs))
    for circle in circles:
        assert circle[0] == circle[-1]
        assert all(b in needs[a] for a, b in pairwise(circle))
        assert not set(circle) & set(order)


def test_the_order_is_the_files_where_nothing_is_needed() -> None:
    assert order_of({"c": [], "a": [], "b": ["a"]}) == ["c", "a", "b"]


# The flagship.


def test_the_flagship_has_no_problems() -> None:
    assert problems_in(FLAGSHIP) == []


def test_the_flagship_tells_sixteen_beats_in_five_acts_with_rich_lists() -> None:
    kit = load_kit(find_kit("small-door"))
    told = {name: (kit.act_of(name).number, kit.mechanism_of(name).slug) for name in kit.puzzle_order()}
    assert told == {
        "the-doll": (1, "line-up"),
        "new-neighbours": (1, "logic-grid"),
        "hidden-door": (1, "edge-wall"),
        "the-corridor": (2, "maze"),
        "the-other-parents": (2, "spot-the-double"),
        "button-alphabet": (2, "stitch-alphabet"),
        "the-cat-speaks": (2, "decoder-wheel"),
        "the-locked-room": (3, "lock-clues"),
        "behind-the-mirror": (3, "folded-letters"),
        "three-ghosts": (3, "claims-and-liars"),
        "three-eyes-hunt": (4, "grille"),
        "snow-globe-parents": (4, "globe-nonogram"),
        "the-trick": (4, "lured-watcher"),
        "the-severed-hand": (5, "exact-cover"),
        "down-the-well": (5, "split-scales"),
        "garden-party": (5, "meta-seating"),
    }
    assert all(len(beat.answers) >= 30 for beat in kit.beats.values())
    assert [lock.act for lock in kit.file.locks] == [act.id for act in kit.acts]
    assert len(kit.file.endings) == 3


def test_each_role_of_the_flagship_stands_in_some_text() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in FLAGSHIP.glob("*.toml"))
    for role in load_kit(FLAGSHIP).cast_names():
        assert f"{{{role}}}" in written


def test_no_name_of_the_plot_stands_in_a_text_but_by_its_role() -> None:
    kit = load_kit(FLAGSHIP)
    words = [kit.file.text["en"].welcome, kit.file.text["en"].title, kit.file.text["en"].tagline]
    words += [text for p in kit.puzzles.values() for text in (p.text["en"].title, p.text["en"].story)]
    for name in kit.casts["story"].values():
        assert not any(name in text for text in words)


def _words(value: Any, other_languages: Collection[str] = ()) -> set[str]:
    """The words of a file but for its lists of answers and its texts in other languages."""
    if isinstance(value, str):
        return {word.upper() for word in re.findall(r"\w+", value)}
    inner = list(value) if isinstance(value, list) else []
    if isinstance(value, dict):
        told = (key for key in value if not key.startswith("answers") and key not in other_languages)
        inner = [value[key] for key in told]
    return set().union(*(_words(item, other_languages) for item in inner))


@pytest.mark.parametrize(
    ("name", "language"),
    [(folder.name, language) for folder in list_kits() for language in load_kit(folder).languages],
)
def test_no_answer_of_our_kits_stands_in_a_text_of_the_kit_or_of_the_word_files(
    name: str, language: str
) -> None:
    kit = load_kit(find_kit(name)).in_language(language)
    folders = (package_folder("puzzles") / name, package_folder("templates") / "words" / language)
    files = [path for folder in folders for path in folder.glob("*.toml")]
    own = {"print", "guide", "hints", "locks", *(kit.mechanism_of(p).slug for p in kit.puzzle_order())}
    files = [path for path in files if path.parent.name == name or path.stem in own]
    others = {other for other in kit.languages if other != language}
    said = set().union(*(_words(tomllib.loads(path.read_text(encoding="utf-8")), others) for path in files))
    assert len(said) > 300
    answers = {answer for beat in kit.beats for answer in kit.answers_of(beat)}
    assert answers & said == set()


# Never trust the file.

SPOILERS = [b'"', b"[", b"{}", b"\n", b"[[beats]]\n", b"9" * 30, b"\xc3\xa9", b"true", b"-"]


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kits") / "small-door"


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_kit_with_random_bytes_in_it_is_refused_in_words_or_read(
    scratch: Path, data: st.DataObject
) -> None:
    scratch.mkdir(exist_ok=True)
    files = {path.name: bytearray(path.read_bytes()) for path in sorted(FLAGSHIP.glob("*.toml"))}
    for _ in range(data.draw(st.integers(1, 4))):
        body = files[data.draw(st.sampled_from(sorted(files)))]
        at = data.draw(st.integers(0, len(body)))
        cut = data.draw(st.integers(0, 12))
        put = data.draw(
            st.binary(max_size=4) | st.sampled_from([b'"', b"[", b"{}", b"\n", b"[[beats]]\n", b"9" * 30])
        )
        body[at : at + cut] = put
    for name, body in files.items():
        (scratch / name).write_bytes(body)
    with suppress(KitgenError):
        assign_answers(load_kit(scratch), "moth")
    assert all(problem.message for problem in problems_in(scratch))


def test_the_registry_is_clean_again_after_the_stubs() -> None:
    assert not any(slug.startswith("stub") for slug in REGISTRY)
