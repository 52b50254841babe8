"""Each fault of a night's spine: its line, its words, what to do; and what is no fault."""

from __future__ import annotations

import pytest

from kitgen.data import TomlFile, load_toml
from kitgen.kit.flow import all_needs, watched
from kitgen.kit.loading import load_kit
from kitgen.kit.models import KitFile
from kitgen.kit.spine import watching_problems
from kitgen.mechanisms import REGISTRY
from tests.kit.conftest import TRUNK, Attic
from tests.kit.flows import word

NIGHT = """
[[locks]]
act = "below"
text.en = { title = "The Hatch", opened = "It lifts. {box:ladder} knew." }

[[locks]]
act = "above"
text.en = { title = "The Skylight", opened = "Stars, says {box:roof}." }

[[scenes]]
id = "dust"
act = "below"
text.en = { title = "Dust", words = "It falls like snow." }

[[scenes]]
id = "creak"
act = "below"
after = "ladder"
text.en = { title = "A Creak", words = "So that is what {box:ladder} meant." }

[[scenes]]
id = "wind"
act = "above"
text.en = { title = "Wind", words = "{box:ladder} was right." }

[[endings]]
when = "time-to-spare"
text.en = { title = "Early", words = "{box:roof} and {box:ladder}." }

[[endings]]
when = "just-in-time"
text.en = { title = "In Time", words = "Just so." }

[[endings]]
when = "next-morning"
text.en = { title = "Late", words = "Good morning." }
"""


@pytest.fixture
def night(attic: Attic, monkeypatch: pytest.MonkeyPatch) -> Attic:
    """The attic with locks, scenes and endings, and mechanisms for a last word and a choice."""
    monkeypatch.setitem(REGISTRY, "stub-last", "tests.kit.test_random_flows:StubLast")
    monkeypatch.setitem(REGISTRY, "stub-choice", "tests.kit.test_random_flows:StubChoice")
    attic.write("kit.toml", attic.files["kit.toml"] + NIGHT)
    return attic


def test_a_night_with_locks_scenes_and_endings_is_sound(night: Attic) -> None:
    assert night.problems() == []
    assert len(load_kit(night.folder).file.scenes) == 3


# One change each: what stood there, what stands there now, the line by its text, sentence, hint.
CASES = {
    "a lock of no act": (
        'act = "above"\ntext.en = { title = "The Sky', 'act = "abov"\ntext.en = { title = "The Sky',
        'act = "abov"\n',
        'locks[2].act is "abov"; it must be one of below, above.', "Did you mean 'above'?",
    ),
    "two locks of one act": (
        'act = "above"\ntext.en = { title = "The Skylight", opened = "Stars, says {box:roof}." }',
        'act = "below" # again\ntext.en = { title = "The Skylight", opened = "Stars." }', "# again",
        'locks[2].act is "below", as on line 49; an act has one lock at most.',
        "Take one of the two locks out.",
    ),
    "a lock that tells of a later box": (
        "{box:ladder} knew", "{box:roof} knew", "The Hatch",
        "locks[1] has {box:roof}, whose box may still be empty when this is read.",
        "Read it after roof, or in an act behind that one's lock.",
    ),
    "a box of no beat": (
        "{box:ladder} knew", "{box:lader} knew", "The Hatch",
        "locks[1] has {box:lader}; beats are ladder, roof.", "Did you mean 'ladder'?",
    ),
    "a lock that is too talkative": (
        "It lifts. {box:ladder} knew.", "on " * 31, "The Hatch",
        "locks[1].text.en.opened has 31 words; at most 30 fit on its card.", "",
    ),
    "a lock without its words": (
        'text.en = { title = "The Hatch", opened = "It lifts. {box:ladder} knew." }',
        'text.de = { title = "Die Luke", opened = "Sie geht auf." }', "Die Luke",
        'locks[1].text has no "en", the kit\'s language; it has de.', "Add a table for en.",
    ),
    "an unknown name in a lock": (
        "It lifts.", "{hare} lifts.", "{hare}",
        "locks[1].text.en.opened has {hare}; places are {cat_name}, {hero}.", "Only roles of the cast",
    ),
    "two scenes of one name": (
        'id = "creak"', 'id = "dust" # again', "# again",
        'scenes[2].id is "dust", as on line 58; each needs its own.', "Give one of them another id.",
    ),
    "a scene of no act": (
        'id = "wind"\nact = "above"', 'id = "wind"\nact = "abov"', 'act = "abov"',
        'scenes[wind].act is "abov"; it must be one of below, above.', "Did you mean 'above'?",
    ),
    "a scene after a beat of another act": (
        'after = "ladder"', 'after = "roof"', 'after = "roof"',
        'scenes[creak].after is "roof"; it must be a beat of its act: ladder.',
        "A scene lies in the envelope of the act it is read in.",
    ),
    "a scene after no beat": (
        'after = "ladder"', 'after = "lader"', 'after = "lader"',
        'scenes[creak].after is "lader"; it must be a beat of its act: ladder.', "Did you mean 'ladder'?",
    ),
    "a scene that is read before its box is filled": (
        "It falls like snow", "{box:ladder} falls", "falls",
        "scenes[dust] has {box:ladder}, whose box may still be empty when this is read.",
        "Read it after ladder",
    ),
    "mild words that are read before their box is filled": (
        'words = "It falls like snow."', 'words = "Snow.", words_mild = "{box:ladder} falls."', "falls",
        "scenes[dust] has {box:ladder}, whose box may still be empty when this is read.",
        "Read it after ladder",
    ),
    "an unknown name in a scene": (
        "It falls like snow", "{hare} falls", "falls",
        "scenes[dust].text.en.words has {hare}; places are {cat_name}, {hero}.", "Only roles of the cast",
    ),
    "a scene that is too long": (
        "It falls like snow.", "on " * 61, "on on",
        "scenes[dust].text.en.words has 61 words; at most 60 fit on its card.", "",
    ),
    "an ending twice": (
        'when = "just-in-time"', 'when = "time-to-spare" # again', "# again",
        'endings[2].when is "time-to-spare" a second time; each ending stands once.',
        "The three are time-to-spare, just-in-time, next-morning.",
    ),
    "an ending of no beat's box": (
        "Just so.", "{box:rof} so.", "{box:rof}",
        "endings[just-in-time] has {box:rof}; beats are ladder, roof.", "Did you mean 'roof'?",
    ),
    "an ending by an unknown clock": (
        'when = "just-in-time"', 'when = "midnight"', "midnight",
        'endings[2].when is "midnight"; it must be one of "time-to-spare", "just-in-time", "next-morning".',
        "",
    ),
    "answers in the kit's own language": (
        '[[beats]]\nid = "roof"', 'answers_in.en = [WORDS]\n\n[[beats]]\nid = "roof"', "answers_in.en",
        'beats[ladder].answers_in has "en", the language of `answers`.', "Take it out.",
    ),
    "an answer in another language twice": (
        '[[beats]]\nid = "roof"', 'answers_in.de = [WORDS, "AAAAA"]\n\n[[beats]]\nid = "roof"',
        "answers_in.de",
        'beats[ladder].answers has "AAAAA" twice', "Take one of them out.",
    ),
    "too few answers in another language": (
        '[[beats]]\nid = "roof"', 'answers_in.de = ["KNICK"]\n\n[[beats]]\nid = "roof"',
        "answers_in.de",
        "beats[ladder].answers_in.de has 1 item; it must be a list of 12 to 400 items.", "",
    ),
    "an answer in another language that cannot be carried": (
        '[[beats]]\nid = "roof"', 'answers_in.de = [WORDS, "TÜREN"]\n\n[[beats]]\nid = "roof"',
        "answers_in.de",
        "beats[ladder].answers_in.de has \"TÜREN\", which trunk (stub-wall) cannot carry: it has 'Ü'",
        "every answer must suit every level",
    ),
}  # fmt: skip

WORDS = ", ".join(f'"{word(0, number)}"' for number in range(12))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_one_fault_of_the_spine_is_one_problem_at_its_line(
    night: Attic, case: tuple[str, str, str, str, str]
) -> None:
    old, new, place, message, hint = case
    night.change("kit.toml", old, new.replace("WORDS", WORDS))
    problems = night.problems()
    told = next((problem for problem in problems if message in problem.message), None)
    assert told is not None, [str(problem) for problem in problems]
    assert told.line == night.line("kit.toml", place.strip()), str(told)
    assert hint in told.hint
    assert len(problems) == 1 or _follows(case, len(problems)), [str(problem) for problem in problems]


def _follows(case: tuple[str, str, str, str, str], count: int) -> bool:
    """Whether one change is two faults: what stands twice is missing elsewhere, a lock less opens less."""
    return count == 2 and ("again" in case[2] or case[2].startswith("act ="))


def test_an_ending_that_is_missing_is_told_with_the_others(night: Attic) -> None:
    start = night.files["kit.toml"].index('[[endings]]\nwhen = "just-in-time"')
    night.write("kit.toml", night.files["kit.toml"][:start])
    told = night.told("kit.toml", "[[endings]]")
    assert told.message == (
        "endings: just-in-time, next-morning is missing; a kit has all three endings or none."
    )
    assert told.hint == "A night ends with time to spare, just in time, or late."


def test_a_lock_with_nothing_behind_it_is_told(night: Attic) -> None:
    start = night.files["kit.toml"].index("[[endings]]")
    night.write("kit.toml", night.files["kit.toml"][:start])
    [told] = night.problems()
    assert told.message == "locks[2] closes the last act, and there are no endings behind it."
    assert told.line == night.line("kit.toml", 'title = "The Skylight"') - 2
    assert told.hint == "Write the three [[endings]], or take this lock out."


def test_a_box_behind_an_open_door_may_be_empty_unless_a_need_fills_it(night: Attic) -> None:
    text = night.files["kit.toml"]
    start, end = text.index('[[locks]]\nact = "below"'), text.index('[[locks]]\nact = "above"')
    night.write("kit.toml", text[:start] + text[end:])
    told = night.told("kit.toml", "{box:ladder} was right")
    assert told.message == "scenes[wind] has {box:ladder}, whose box may still be empty when this is read."
    night.change(
        "kit.toml",
        'act = "above"\ntext.en = { title = "Wind"',
        'act = "above"\nafter = "roof"\ntext.en = { title = "Wind"',
    )
    assert night.problems() == []


def test_an_answer_that_nothing_asks_for_is_told(attic: Attic) -> None:
    attic.change("kit.toml", 'needs = ["ladder"]', "")
    [told] = attic.problems()
    assert told.message == "beats[ladder]: nothing asks for its answer: no lock, no other beat."
    assert told.line == attic.line("kit.toml", 'id = "ladder"') - 1
    assert told.hint == "Close its act with a lock, or let a later beat need it."


# --- More beats: one act of the attic gets company.


def beat(i: int, act: str, needs: str = "", more: str = "") -> str:
    answers = ", ".join(f'"{word(i, number)}"' for number in range(12))
    head = f'\n[[beats]]\nid = "extra-{i}"\nact = "{act}"\npuzzles = ["extra-{i}"]\n'
    return f"{head}needs = [{needs}]\n{more}answers = [{answers}]\n"


def add(kit: Attic, *beats: str, mechanism: str = "stub-wall") -> None:
    for text in beats:
        name = next(line for line in text.splitlines() if line.startswith("id")).split('"')[1]
        file = TRUNK.replace('"trunk"', f'"{name}"').replace("stub-wall", mechanism)
        kit.files[f"{name}.toml"] = file
        kit.write(f"{name}.toml")
    kit.write("kit.toml", kit.files["kit.toml"] + "".join(beats))


def test_more_beats_than_a_lock_takes_are_counted(night: Attic) -> None:
    add(night, *(beat(i, "below") for i in range(8)))
    [told] = night.problems()
    assert told.message == "acts[below] has 9 beats; at most 8 fit on one lock."
    assert told.line == night.line("kit.toml", 'id = "below"') - 1
    assert told.hint == "Move some of them to another act."


def test_a_crowded_act_is_told_of_beside_a_circle(night: Attic) -> None:
    add(night, *(beat(i, "below") for i in range(7)), beat(8, "below", '"extra-8"'))
    told = sorted(problem.message for problem in night.problems())
    assert told == [
        "acts[below] has 9 beats; at most 8 fit on one lock.",
        "beats[extra-8].needs goes in a circle: extra-8 needs extra-8. None of them can ever be solved.",
    ]


def test_an_act_that_somebody_would_watch_is_told(night: Attic) -> None:
    add(night, beat(0, "below", '"ladder"'), beat(1, "below", '"ladder"'))
    [told] = night.problems()
    assert told.message == (
        "acts[below]: when its envelope opens, only ladder is open while 3 puzzles are left; "
        "4 players need 2 open at a time, so that nobody watches."
    )
    assert told.line == night.line("kit.toml", 'id = "below"') - 1
    assert told.hint == "Take a need inside the act away, or move a beat to another."


def test_the_moment_at_which_somebody_watches_is_named(night: Attic) -> None:
    add(night, beat(0, "below"), beat(1, "below", '"extra-0", "ladder"'), beat(2, "below", '"extra-1"'))
    [told] = night.problems()
    assert told.message.startswith(
        "acts[below]: once extra-0 is solved, only ladder is open while 3 puzzles are left;"
    )


@pytest.mark.parametrize(("players", "watch"), [(1, False), (2, False), (3, True), (4, True), (8, True)])
def test_how_many_puzzles_must_be_open_goes_by_the_players(night: Attic, players: int, watch: bool) -> None:
    add(night, beat(0, "below", '"ladder"'))
    file, source = parsed(night)
    assert bool(list(watching_problems(file, source, players))) is watch


def parsed(kit: Attic) -> tuple[KitFile, TomlFile]:
    source = load_toml(kit.folder / "kit.toml", "kit.toml")
    return KitFile.model_validate(source.data), source


# --- The last word.


def last(needs: str, act: str = "above", number: int = 5) -> str:
    return beat(number, act, needs, "meta = true\n")


def test_a_last_word_that_needs_all_others_in_the_last_act_is_sound(night: Attic) -> None:
    add(night, last('"ladder", "roof"'), mechanism="stub-last")
    assert night.problems() == []


def test_a_last_word_that_leaves_beats_out_is_told(night: Attic) -> None:
    add(night, last('"roof"'), mechanism="stub-last")
    [told] = night.problems()
    assert told.message == "beats[extra-5].needs leaves out ladder; the last word needs every other beat."
    assert told.line == night.line("kit.toml", 'id = "extra-5"') - 1
    assert told.hint == "Name all other beats in its needs."


def test_a_last_word_before_the_last_act_is_told(night: Attic) -> None:
    add(night, last('"ladder"', act="below"), mechanism="stub-last")
    messages = [problem.message for problem in night.problems()]
    assert 'beats[extra-5] is the last word, and act "below" is not the last.' in messages


def test_a_second_last_word_is_told(night: Attic) -> None:
    others = '"ladder", "roof"'
    add(night, last(f'{others}, "extra-6"'), last(others, number=6), mechanism="stub-last")
    [told] = night.problems()
    assert told.message == "beats[extra-6].meta is a second last word; a kit has one at most."
    assert told.hint == "Let one of them be a beat like the others."


def test_a_last_word_on_a_mechanism_that_is_made_of_nothing_is_told(night: Attic) -> None:
    add(night, last('"ladder", "roof"'))
    told = night.told("kit.toml", "meta = true")
    assert told.message == "beats[extra-5].meta is true, but extra-5 (stub-wall) uses no earlier answers."
    assert told.hint == "Use a mechanism such as meta-seating there."


def test_a_mechanism_made_of_earlier_answers_must_be_the_last_word(night: Attic) -> None:
    add(night, beat(5, "above", '"ladder", "roof"'), mechanism="stub-last")
    told = next(problem for problem in night.problems() if "stub-last" in problem.message)
    assert told.message == "beats[extra-5]: extra-5 (stub-last) is made of earlier answers."
    assert told.hint == "Say `meta = true` there, and needs = all other beats."


# --- Choices and languages.


def test_a_lock_must_not_hang_on_a_choice_alone(night: Attic) -> None:
    night.change("trunk.toml", "stub-wall", "stub-choice")
    told = [problem for problem in night.problems() if problem.path.endswith("kit.toml")]
    assert [problem.message for problem in told] == [
        "locks[1] hangs on trunk alone, whose answer is one of 12 printed ones: it could be guessed."
    ]
    assert told[0].line == night.line("kit.toml", 'title = "The Hatch"') - 2
    assert told[0].hint == "Put another beat into that act."
    add(night, beat(3, "below"))
    assert night.problems() == []


def test_a_kit_in_two_languages_has_all_its_words_and_answers_in_both(night: Attic) -> None:
    night.change(
        "kit.toml", "[text.en]\n", '[text.de]\ntitle = "D"\ntagline = "D"\nwelcome = "D"\n\n[text.en]\n'
    )
    messages = {problem.message for problem in night.problems()}
    for place in ("acts[below]", "acts[above]", "locks[1]", "locks[2]", "scenes[dust]", "scenes[creak]",
                  "scenes[wind]", "endings[time-to-spare]", "endings[just-in-time]"):  # fmt: skip
        assert f'{place}.text has no "de", which the kit is written in; it has en.' in messages
    for name in ("ladder", "roof"):
        assert f'beats[{name}] has no answers_in.de; the kit is written in "de".' in messages
    assert 'text has no "de", which the kit is written in; it has en.' in messages


# --- The walk through an act, by hand.


def test_all_needs_are_found_through_others_and_round_a_circle() -> None:
    needs = {"a": [], "b": ["a"], "c": ["b", "x"], "d": ["e"], "e": ["d"]}
    assert all_needs(needs, "c") == {"a", "b", "x"}
    assert all_needs(needs, "a") == set()
    assert all_needs(needs, "d") == {"d", "e"}


@pytest.mark.parametrize(
    ("needs", "least", "moment"),
    [
        ({"a": [], "b": []}, 2, None),
        ({"a": [], "b": ["a"]}, 1, None),
        ({"a": [], "b": ["a"]}, 2, (frozenset(), ["a"])),
        ({"a": ["elsewhere"], "b": []}, 2, None),
        ({"a": [], "b": [], "c": ["a", "b"]}, 2, (frozenset({"a"}), ["b"])),
        ({"a": [], "b": [], "c": ["a"], "d": ["a"]}, 1, None),
        ({"a": [], "b": [], "c": ["a"], "d": ["b"]}, 2, (frozenset({"a", "c"}), ["b"])),
        ({}, 4, None),
    ],
)
def test_the_earliest_moment_of_watching_is_found(
    needs: dict[str, list[str]], least: int, moment: tuple[frozenset[str], list[str]] | None
) -> None:
    assert watched(needs, least) == moment
