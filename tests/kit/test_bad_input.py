"""Whatever an author gets wrong: file and line, what was found, what is allowed, what next."""

from __future__ import annotations

import pytest

from kitgen.errors import DataError
from kitgen.kit.loading import load_kit
from tests.kit.conftest import Attic


def test_a_sound_kit_has_no_problems(attic: Attic) -> None:
    assert attic.problems() == []
    assert load_kit(attic.folder).id == "attic"


# One change each: file, what stood there, what stands there now, the line by its text, sentence, hint.
CASES = {
    "params out of range": (
        "trunk.toml", 'mood = "stormy"', "bricks = 3", "bricks = 3",
        "params.bricks is 3; it must be 9 to 16.",
        '9 suits "easy", 12 suits "normal", 16 suits "hard" and "fiendish"; see `kitgen show trunk`.',
    ),
    "params of one level out of range": (
        "trunk.toml", "bricks = 14", "bricks = 17", "bricks = 17",
        "levels.hard.bricks is 17; it must be 9 to 16.",
        '16 suits "hard"; see `kitgen show trunk`.',
    ),
    "params of a wrong type": (
        "trunk.toml", 'mood = "stormy"', 'bricks = "12"', 'bricks = "12"',
        'params.bricks is "12"; it must be a whole number from 9 to 16.',
        'Write it without quotes. 9 suits "easy", 12 suits "normal", 16 suits "hard" and "fiendish"; see',
    ),
    "a switch that is a number": (
        "trunk.toml", 'mood = "stormy"', "alike = 1", "alike = 1",
        "params.alike is 1; it must be true or false.",
        'false suits "easy" and "normal" and "hard" and "fiendish"; see `kitgen show trunk`.',
    ),
    "a fraction for a whole number": (
        "trunk.toml", 'mood = "stormy"', "bricks = 12.5", "bricks = 12.5",
        "params.bricks is 12.5; it must be a whole number from 9 to 16.", "kitgen show trunk",
    ),
    "unknown choice": (
        "trunk.toml", 'mood = "stormy"', 'mood = "stomy"', "stomy",
        'params.mood is "stomy"; it must be one of "calm", "stormy".', "Did you mean 'stormy'?",
    ),
    "unknown param": (
        "trunk.toml", 'mood = "stormy"', "brick = 12", "brick = 12",
        "params.brick is not a known key; allowed here: bricks, mood, alike, marks, frame, guide.",
        "Did you mean 'bricks'?",
    ),
    "unknown param inside a table": (
        "trunk.toml", 'mood = "stormy"', "frame.wid = true", "frame.wid",
        "params.frame.wid is not a known key; allowed here: wide, width_mm.", "Did you mean 'wide'?",
    ),
    "a param above what is open": (
        "trunk.toml", 'mood = "stormy"', "frame.width_mm = 0", "frame.width_mm",
        "params.frame.width_mm is 0; it must be above 0 and at most 20.", "kitgen show trunk",
    ),
    "a list in a list": (
        "trunk.toml", 'mood = "stormy"', "marks = [\n 1,\n [2]]", " [2]]",
        "params.marks[2] is a list of 1 item; it must be a whole number.", "kitgen show trunk",
    ),
    "too long a list": (
        "trunk.toml", 'mood = "stormy"', "marks = [1, 2, 3, 4, 5]", "marks =",
        "params.marks has 5 items; it must be a list of at most 4 items.", "kitgen show trunk",
    ),
    "an optional param out of range": (
        "trunk.toml", 'mood = "stormy"', "guide = 0", "guide = 0",
        "params.guide is 0; it must be at least 1.", "kitgen show trunk",
    ),
    "a date as param": (
        "trunk.toml", 'mood = "stormy"', "marks = [1, 2026-11-22]", "marks =",
        "params.marks[2] is a date or time; no param takes one.", "quotes",
    ),
    "params that do not suit each other": (
        "trunk.toml", "bricks = 14", "alike = true", "[levels.hard]",
        "levels.hard cannot be alike and stormy; let mood be calm.", "kitgen show trunk",
    ),
    "params that cannot work": (
        "trunk.toml", "bricks = 14", "marks = []", "[levels.hard]",
        'params of level hard cannot work with the answer "KNOCK": without marks nothing can be read; '
        "one to four are possible.",
        "kitgen show trunk",
    ),
    "unknown mechanism": (
        "trunk.toml", "stub-wall", "stub-wal", "mechanism",
        'mechanism "stub-wal" does not exist; known are claims-and-liars, decoder-wheel, '
        "edge-wall, exact-cover, folded-letters, globe-nonogram, grille, ",
        "Did you mean 'stub-wall'?",
    ),
    "unknown level": (
        "trunk.toml", "levels.hard", "levels.hart", "levels.hart",
        "levels.hart is not a known key; allowed here: easy, normal, hard, fiendish.", "Did you mean 'hard'?",
    ),
    "unknown key": (
        "trunk.toml", "emblem", 'emblm = "key"\nemblem', "emblm",
        "emblm is not a known key; allowed here: format, id, mechanism, emblem, assets, text, params, "
        "levels.",
        "Did you mean 'emblem'?",
    ),
    "unknown key in a beat": (
        "kit.toml", 'puzzles = ["trunk"]', 'puzzles = ["trunk"]\nneed = []', "need = []",
        "beats[ladder].need is not a known key; allowed here: id, act, puzzles, needs, answers, ",
        "Did you mean 'needs'?",
    ),
    "a key that is missing": (
        "kit.toml", 'version = "1.0"\n', "", "format",
        "version is missing; it must be a version such as `1.0` or `1.2.3`.", "docs/kit.md",
    ),
    "another format": (
        "kit.toml", "format = 1", "format = 2", "format = 2", "format is 2; it must be 1.", "",
    ),
    "a number for a text": (
        "kit.toml", '"1.0"', "1.0", "version",
        "version is 1.0; it must be a version such as `1.0` or `1.2.3`.",
        'Put it in quotes: "1.0".',
    ),
    "a text for a list": (
        "kit.toml", '["ladder"]', '"ladder"', "needs",
        'beats[roof].needs is "ladder"; it must be a list of at most 25 items.', "",
    ),
    "a table for a text": (
        "kit.toml", 'tagline = "Up the ladder"', "tagline = {}", "tagline",
        "text.en.tagline is a table; it must be a text of 1 to 60 characters.", "",
    ),
    "an id that is no slug": (
        "kit.toml", 'id = "below"', 'id = "Be low"', "Be low",
        'acts[1].id is "Be low"; it must be a slug of small letters, digits and single hyphens, such as '
        "`hidden-door`, 40 characters at most.", "",
    ),
    "a kit named other than its folder": (
        "kit.toml", '"attic"', '"loft"', "loft",
        'id is "loft"; it must be "attic", like the name of its folder.', "rename the folder",
    ),
    "unknown act": (
        "kit.toml", 'act = "above"', 'act = "abov"', "abov\"",
        'beats[roof].act is "abov"; it must be one of below, above.', "Did you mean 'above'?",
    ),
    "needs that name nothing": (
        "kit.toml", '["ladder"]', '["lader"]', "lader",
        'beats[roof].needs names "lader"; beats are ladder, roof.', "Did you mean 'ladder'?",
    ),
    "a need of itself": (
        "kit.toml", '["ladder"]', '["roof"]', '["roof"]',
        "beats[roof].needs goes in a circle: roof needs roof. None of them can ever be solved.", "Take one",
    ),
    "a need named twice": (
        "kit.toml", '["ladder"]', '["ladder", "ladder"]', "needs",
        "beats[roof].needs names 'ladder' twice; once is enough.", "",
    ),
    "a puzzle in two beats": (
        "kit.toml", '["dial", "clock"]', '["dial", "clock", "trunk"]', '"clock"',
        'beats[roof].puzzles names "trunk", which beats[ladder] has already.', "copy its file",
    ),
    "an answer with strange characters": (
        "kit.toml", '"KNOCK"', '"KN0CK"', "KN0CK",
        'beats[ladder].answers has "KN0CK", which trunk (stub-wall) cannot carry: it has \'0\'; only '
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ can be carried.", "every answer must suit every level",
    ),
    "an answer too short": (
        "kit.toml", '"KNOCK"', '"NO"', '"NO"',
        'beats[ladder].answers has "NO", which trunk (stub-wall) cannot carry: at easy it is too '
        "short with 2 characters; 3 to 5 can be carried; at normal and hard and fiendish it is too short",
        "every answer must suit every level",
    ),
    "an answer too long for one level": (
        "kit.toml", '"CREAK"', '"CREAKS"', "CREAKS",
        'beats[ladder].answers has "CREAKS", which trunk (stub-wall) cannot carry: at easy it is too '
        "long with 6 characters; 3 to 5 can be carried.", "every answer must suit every level",
    ),
    "a number for an answer": (
        "kit.toml", '"1147"', "1147", "1147",
        "beats[roof].answers[2] is 1147; it must be a text of 1 to 24 characters.",
        'Put it in quotes: "1147".',
    ),
    "unknown role in a text": (
        "trunk.toml", "{cat_name}", "{cat_nam}", "story",
        "text.en.story has {cat_nam}; places are {cat_name}, {hero}.", "Did you mean 'cat_name'?",
    ),
    "unknown role in an act": (
        "kit.toml", "Above {cat_name}", "Above {dog}", "Above {dog}",
        "acts[above].text.en.title has {dog}; places are {cat_name}, {hero}.", "roles of the cast",
    ),
    "a cast without a role": (
        "kit.toml", 'cat_name = "Ash"\n', "", "[cast.theirs]",
        "cast.theirs lacks cat_name; all casts must name the same roles as cast.ours.", "every role",
    ),
    "unknown default cast": (
        "kit.toml", 'default_cast = "ours"', 'default_cast = "hours"', "hours",
        'default_cast is "hours"; it must be one of ours, theirs.', "Did you mean 'ours'?",
    ),
    "a name with a brace": (
        "kit.toml", '"Soot"', '"{hero}"', '"{hero}"',
        "cast.ours.cat_name has a brace or line break; a name is plain text.", "",
    ),
    "a text that is too long": (
        "trunk.toml", "{hero} finds a trunk.", "word " * 61, "story",
        "text.en.story has 65 words; at most 60 fit on its card.", "",
    ),
    "a title that is too long": (
        "trunk.toml", '"The Trunk"', '"' + "T" * 61 + '"', "title",
        "text.en.title has 61 characters; it must be a text of 1 to 60 characters.", "",
    ),
    "an empty text": (
        "trunk.toml", '"The Trunk"', '""', "title",
        "text.en.title is empty; it must be a text of 1 to 60 characters.", "",
    ),
    "a blank text": (
        "trunk.toml", '"The Trunk"', '"  "', "title", "text.en.title is blank; it must say something.", "",
    ),
    "an unseen character": (
        "trunk.toml", '"The Trunk"', '"The \\u202ETrunk"', "title",
        "text.en.title has the character U+202E, which cannot be printed.", "",
    ),
    "a language that is missing": (
        "trunk.toml", "[text.en]", "[text.de]", "[text.de]",
        'text has no "en", the kit\'s language; it has de.', "Add a table for en.",
    ),
    "an asset that is missing": (
        "kit.toml", "moon.txt", "sun.txt", "sun.txt",
        'assets names "sun.txt": there is no such file in the kit\'s folder.', "Check its name",
    ),
    "an asset outside": (
        "kit.toml", "moon.txt", "../moon.txt", "../moon.txt",
        'assets names "../moon.txt": it lies outside the kit\'s folder.', "Copy the file",
    ),
    "an asset by its full path": (
        "kit.toml", "moon.txt", "/etc/hostname", "/etc/hostname",
        'assets names "/etc/hostname": it must be a path inside the kit\'s folder.', "Copy the file",
    ),
    "a folder as asset": (
        "kit.toml", "moon.txt", ".", 'assets', 'assets names ".": it is no plain file.', "Name a file.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_one_fault_is_one_problem_at_its_line_with_what_is_allowed_and_what_next(
    attic: Attic, case: tuple[str, str, str, str, str, str]
) -> None:
    name, old, new, place, message, hint = case
    attic.change(name, old, new)
    told = attic.told(name, place)
    assert message in told.message
    assert hint in told.hint
    with pytest.raises(DataError) as caught:
        load_kit(attic.folder)
    assert caught.value.problems == (told,)
    assert caught.value.exit_code == 1


def test_the_sentence_of_the_design_comes_out_word_for_word(attic: Attic) -> None:
    attic.change("trunk.toml", 'mood = "stormy"', "bricks = 3")
    with pytest.raises(DataError) as caught:
        load_kit(attic.folder)
    assert str(caught.value) == "attic/trunk.toml:11: params.bricks is 3; it must be 9 to 16."
