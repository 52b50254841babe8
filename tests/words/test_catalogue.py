"""Words by key: strict about keys and places, safe with what people type."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.errors import DataError, UsageError
from kitgen.message import message
from kitgen.words import Catalogue
from kitgen.words.catalogue import read_words


def catalogue(**sentences: str) -> Catalogue:
    return Catalogue("en", {key.replace("__", "."): text for key, text in sentences.items()})


def test_places_are_filled_from_values_and_from_the_cast() -> None:
    words = catalogue(a__b="{heroine} finds {n} keys.")
    assert words.say(message("a.b", n=3), {"heroine": "Nell"}) == "Nell finds 3 keys."


def test_a_value_goes_before_a_name_of_the_cast() -> None:
    assert catalogue(a__b="{cat}").say(message("a.b", cat="card"), {"cat": "Soot"}) == "card"


def test_a_value_may_be_a_message_that_is_put_into_words_first() -> None:
    words = catalogue(a__b="Take {what}.", a__what="{heroine}'s lamp")
    assert words.say(message("a.b", what=message("a.what")), {"heroine": "Nell"}) == "Take Nell's lamp."


@pytest.mark.parametrize(("count", "said"), [(0, "0 bricks"), (1, "1 brick"), (2, "2 bricks")])
def test_the_value_count_chooses_between_one_and_many(count: int, said: str) -> None:
    words = catalogue(a__bricks__one="{count} brick", a__bricks__many="{count} bricks")
    assert words.say(message("a.bricks", count=count)) == said


def test_a_key_without_forms_takes_a_count_as_any_value() -> None:
    assert catalogue(a__b="{count} in all").say(message("a.b", count=1)) == "1 in all"


def test_a_name_with_braces_stays_text() -> None:
    words = catalogue(a__b="{heroine} and {cat}")
    assert words.say(message("a.b"), {"heroine": "{cat}", "cat": "Soot"}) == "{cat} and Soot"


def test_an_unknown_key_is_an_error_that_names_it() -> None:
    with pytest.raises(DataError, match=r"templates/words/en: there is no sentence 'no\.such\.key'"):
        catalogue(a__b="x").say(message("no.such.key"))


def test_a_place_that_nobody_fills_is_an_error_that_says_what_was_given() -> None:
    with pytest.raises(DataError, match=r"'a\.b' needs \{lamp\}, but was given n"):
        catalogue(a__b="{n} {lamp}").say(message("a.b", n=1))


def test_a_language_without_words_is_refused_with_those_that_have() -> None:
    with pytest.raises(UsageError, match=r"'xx'; there are words in .*en"):
        Catalogue.load("xx")


@pytest.mark.parametrize("language", ["", "..", "../en", "en/"])
def test_a_language_is_a_tag_and_never_a_path(language: str) -> None:
    with pytest.raises(UsageError):
        Catalogue.load(language)


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        'format = 1\nempty = " "\nnumber = 3\nbrace = "{Name}"\nfine = "{name}"\n'
    )
    (tmp_path / "b.toml").write_text("format = 1\nx = \n")
    (tmp_path / "c.toml").write_text('x = "no format"\n')
    (tmp_path / "d.toml").write_bytes(b'format = 1\nx = "\xff"\n')
    with pytest.raises(DataError) as caught:
        read_words(tmp_path)
    told = [str(problem) for problem in caught.value.problems]
    assert [line.split(":")[0].rsplit("/", 1)[1] for line in told] == ["a.toml"] * 3 + [
        "b.toml",
        "c.toml",
        "d.toml",
    ]
    assert ["a.empty" in told[0], "a.number" in told[1], "a.brace" in told[2]] == [True] * 3


def test_a_file_of_a_hundred_megabytes_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "big.toml").open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(DataError, match="100000000 bytes; at most 1000000"):
        read_words(tmp_path)


def test_nested_tables_make_dotted_keys_under_the_stem(tmp_path: Path) -> None:
    (tmp_path / "edge-wall.toml").write_text(
        'format = 1\n[group.bricks]\none = "{count} brick"\nmany = "x"\n'
    )
    words = Catalogue("en", read_words(tmp_path))
    assert "edge-wall.group.bricks" in words
    assert "edge-wall.group" not in words
    assert words.places("edge-wall.group.bricks.one") == {"count"}
