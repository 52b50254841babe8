"""Where a word may be broken at the end of a line, by pyphen's patterns in the language of the text."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

LEAST_LETTERS = 3
"""Before and after a hyphen: less is read as a word of its own."""

HYPHEN = "-"


class _LazyPatterns(dict[str, str]):
    """Patterns as the file has them (`1b2d`), by their letters; a pattern's numbers are read when it is met.

    pyphen reads the numbers of all patterns at once, which takes half a second for German; a kit meets a few
    hundred of some thirty thousand.
    """

    def __init__(self, patterns: dict[str, str]) -> None:
        super().__init__(patterns)
        self._read: dict[str, tuple[int, tuple[int, ...]]] = {}

    def get(self, letters: str, default: Any = None) -> Any:
        """Offset and numbers of a pattern as pyphen keeps them, or None."""
        pattern = super().get(letters)
        if pattern is None:
            return default
        if letters not in self._read:
            self._read[letters] = _numbers(pattern)
        return self._read[letters]


def _numbers(pattern: str) -> tuple[int, tuple[int, ...]]:
    """The number before each letter and behind the last, from the first that is not 0."""
    numbers = [0]
    for character in pattern:
        if character.isdigit():
            numbers[-1] = int(character)
        else:
            numbers.append(0)
    start = next((i for i, number in enumerate(numbers) if number), 0)
    return start, tuple(numbers[start:])


@lru_cache(maxsize=8)
def _dictionary(language: str) -> Any | None:
    """pyphen's patterns for a language, or None where it has none."""
    # Late, because many a print breaks no word.
    import pyphen

    name = pyphen.language_fallback(language)
    if name is None:
        return None
    path: Path = pyphen.LANGUAGES[name]
    encoding, _, patterns = path.read_bytes().partition(b"\n")
    if _has_alternatives(patterns):
        return pyphen.HyphDict(path)
    charset = encoding.decode("ascii").strip()
    written = patterns.decode(charset).split("\n")
    # Remarks stay among them: nothing in a word is ever equal to one.
    letters = patterns.translate(None, b"0123456789").decode(charset).split("\n")
    dictionary = pyphen.HyphDict.__new__(pyphen.HyphDict)
    dictionary.patterns = _LazyPatterns(dict(zip(letters, written, strict=True)))
    dictionary.cache = {}
    dictionary.maxlen = max(map(len, letters))
    return dictionary


def _has_alternatives(patterns: bytes) -> bool:
    """Whether a pattern changes the spelling or has escaped characters: pyphen's business, and none of the
    languages of our kits has them."""
    at = patterns.find(b"/")
    while at >= 0:
        if patterns[patterns.rfind(b"\n", 0, at) + 1] not in b"#%":
            return True
        at = patterns.find(b"/", at + 1)
    return b"^^" in patterns or b"\r" in patterns


@lru_cache(maxsize=4096)
def places(word: str, language: str) -> tuple[int, ...]:
    """Where a word may be broken, as numbers of characters before the break, ascending.

    Args:
        word: as it stands in the text, with the marks around it.
        language: BCP 47 tag.

    A word that has hyphens is broken behind them and nowhere else; one with digits, signs or capitals inside
    is a code or a name and stays whole.
    """
    start, end = 0, len(word)
    while start < end and not word[start].isalnum():
        start += 1
    while end > start and not word[end - 1].isalnum():
        end -= 1
    core = word[start:end]
    if HYPHEN in core:
        own = [i + 1 for i, character in enumerate(core) if character == HYPHEN]
        return tuple(start + i for i in own if _letters(core[:i]) and _letters(core[i:]))
    if len(core) < 2 * LEAST_LETTERS or not core.isalpha() or core[1:] != core[1:].lower():
        return ()
    dictionary = _dictionary(language)
    if dictionary is None:
        return ()
    return tuple(
        start + int(i) for i in dictionary.positions(core) if LEAST_LETTERS <= i <= len(core) - LEAST_LETTERS
    )


def _letters(part: str) -> bool:
    return sum(character.isalpha() for character in part) >= LEAST_LETTERS


def is_name(word: str, language: str) -> bool:
    """Whether a word looks like a name, which readers know by its whole shape; German nouns look so too."""
    core = word.lstrip("'\"„“‚‘»«(")
    return core[:1].isupper() and not language.lower().startswith("de")
