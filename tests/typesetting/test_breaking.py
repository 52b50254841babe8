"""Lines are no wider than their room, lose nothing, and are broken inside words only where one may."""

from __future__ import annotations

from collections.abc import Iterator

import pyphen
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.canvas import Face, Typography
from kitgen.typesetting.breaking import SHORTEST_LINES, is_widow, measured
from kitgen.typesetting.hyphens import places
from tests.doubles import FixedMetrics

TEXTS = {
    "en": (
        "Somebody walled up a door no taller than a child. The bricks remember how they lay; the mortar does "
        "not. Behind the wallpaper something extraordinary is scratching, incomprehensible and impatient, "
        "and the theatre mask in the snow-globe knows considerably more than the catalogue of buttons admits."
    ),
    "de": (
        "Jemand hat eine Tür zugemauert, die nicht höher ist als ein Kind. Die Ziegelsteine erinnern sich, "
        "wie sie lagen; der Mörtel erinnert sich nicht. Hinter der Wandverkleidung kratzt etwas "
        "Außergewöhnliches, und die Streichholzschachtel weiß mehr als das Knopfverzeichnis der Großmutter."
    ),
}
UNIT_MM = 0.5 * 25.4 / 72  # the double's characters are half their size wide


def lines_of(text: str, language: str, width_mm: float, shortest: float) -> list[str] | None:
    metrics = FixedMetrics(Typography(language))
    broken = measured(metrics, text, Face.BODY).broken(width_mm / 10, shortest)
    return None if broken is None else [line for paragraph in broken for line in paragraph]


def rebuilt(lines: list[str], text: str) -> str:
    """The text put together again, taking out hyphens that it does not have."""
    out = ""
    for number, line in enumerate(lines):
        out += line
        if number == len(lines) - 1:
            break
        if line.endswith("-"):
            out = out if text.startswith(out) else out[:-1]
        else:
            out += " "
    return out


@pytest.mark.parametrize("language", sorted(TEXTS))
@given(width_mm=st.floats(22, 140), shortest=st.sampled_from(SHORTEST_LINES), start=st.integers(0, 30))
@settings(derandomize=True, deadline=None, max_examples=60)
def test_lines_fit_and_put_together_are_the_text(
    language: str, width_mm: float, shortest: float, start: int
) -> None:
    text = " ".join(TEXTS[language].split()[start:])
    lines = lines_of(text, language, width_mm, shortest)
    assert lines is not None
    assert all(len(line) * UNIT_MM * 10 <= width_mm + 1e-6 for line in lines)
    assert rebuilt(lines, text) == text


@pytest.mark.parametrize(("language", "dictionary"), [("en", "en_GB"), ("de", "de_DE")])
@given(width_mm=st.floats(22, 70), start=st.integers(0, 30))
@settings(derandomize=True, deadline=None, max_examples=40)
def test_hyphens_stand_only_where_the_dictionary_has_them(
    language: str, dictionary: str, width_mm: float, start: int
) -> None:
    # Asked of pyphen as it comes, which reads its patterns in its own way.
    own = pyphen.Pyphen(lang=dictionary)
    text = " ".join(TEXTS[language].split()[start:])
    lines = lines_of(text, language, width_mm, SHORTEST_LINES[-1])
    assert lines is not None
    for head, word in broken_words(lines, text):
        letters = word.strip(".,;:")
        assert len(head) in own.positions(letters), (head, word)
        assert 3 <= len(head) <= len(letters) - 3


def broken_words(lines: list[str], text: str) -> Iterator[tuple[str, str]]:
    """What stands before each hyphen that the text does not have, and the whole word."""
    at = 0
    for line in lines[:-1]:
        is_added = line.endswith("-") and not text[at:].startswith(line)
        at += len(line) - is_added
        if is_added:
            begin = text.rfind(" ", 0, at) + 1
            yield text[begin:at], text[begin:].split(" ")[0]
        elif text[at : at + 1] == " ":
            at += 1


def test_german_words_are_broken_the_german_way() -> None:
    assert places("Streichholzschachtel", "de") == (7, 11, 17)  # Streich-holz-schach-tel
    assert places("Streichholzschachtel", "de") != places("Streichholzschachtel", "en")
    assert places("»Großmutter,«", "de") == (5, 8)  # the marks around a word are counted, not broken
    assert places("wunderschönen", "de-AT") == (3, 6, 10)


@pytest.mark.parametrize("word", ["door", "K7Q2-M9XB", "iPhone8", "NASA", "A1", "…", "", "oil-can"[:4]])
def test_codes_short_words_and_signs_stay_whole(word: str) -> None:
    assert places(word, "en") == ()


def test_a_word_that_has_a_hyphen_is_broken_behind_it() -> None:
    assert places("snow-globe,", "en") == (5,)


def test_a_language_without_a_dictionary_has_no_hyphens() -> None:
    assert places("incomprehensible", "tlh") == ()


@given(st.text(min_size=0, max_size=24), st.sampled_from(["en", "de", "en-US", "de-CH", "fr", "x"]))
@settings(derandomize=True, deadline=None)
def test_every_place_leaves_three_letters_on_each_side(word: str, language: str) -> None:
    for place in places(word, language):
        assert sum(c.isalpha() for c in word[:place]) >= 3
        assert sum(c.isalpha() for c in word[place:]) >= 3


def test_a_name_is_not_broken_for_the_look_of_a_line() -> None:
    text = "aa Bobinsky aa somersaults"
    wide = UNIT_MM * 10 * 9
    lines = lines_of(text, "en", wide, SHORTEST_LINES[-1])
    assert lines is not None
    assert "Bobinsky" in " ".join(lines)


def test_codes_labels_and_titles_are_never_hyphenated() -> None:
    metrics = FixedMetrics()
    for face in (Face.EXACT, Face.EXACT_BOLD, Face.LABEL, Face.LABEL_BOLD, Face.TITLE):
        assert measured(metrics, "extraordinary", face).broken(UNIT_MM * 8, 1.01) is None
    assert measured(metrics, "extraordinary", Face.BODY).broken(UNIT_MM * 11, 1.01) == [
        ["extraordin-", "ary"]
    ]


@pytest.mark.parametrize("language", sorted(TEXTS))
@given(width_mm=st.floats(40, 140), start=st.integers(0, 30), length=st.integers(4, 30))
@settings(derandomize=True, deadline=None, max_examples=80)
def test_no_short_word_stands_alone_at_the_end_where_it_could_have_company(
    language: str, width_mm: float, start: int, length: int
) -> None:
    text = " ".join(TEXTS[language].split()[start : start + length])
    lines = lines_of(text, language, width_mm, SHORTEST_LINES[0])
    assert lines is not None
    if len(lines) < 2 or not is_widow(lines[-1].split(" ")):
        return
    before = lines[-2].split(" ")
    company = f"{before[-1]} {lines[-1]}"
    assert len(before) < 3 or before[-1].endswith("-") or len(company) * UNIT_MM * 10 > width_mm


def test_a_last_line_never_begins_with_the_rest_of_its_only_word() -> None:
    assert lines_of("aa extraordinary", "en", UNIT_MM * 10 * 15, SHORTEST_LINES[-1]) == [
        "aa",
        "extraordinary",
    ]


def test_a_widow_gets_company() -> None:
    assert lines_of("aaaa bbbb cccc dd", "en", UNIT_MM * 10 * 14, 0.5) == ["aaaa bbbb", "cccc dd"]


def test_words_joined_by_a_no_break_space_stay_on_one_line() -> None:
    assert lines_of("aaaa bbbb\u00a0cc", "en", UNIT_MM * 10 * 10, 0.5) == ["aaaa", "bbbb cc"]
