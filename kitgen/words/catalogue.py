"""All sentences of one language, by key, and how their places are filled in.

A file `templates/words/<language>/<stem>.toml` says `format = 1`, then sentences; nested tables make dotted
keys, so `[group.bricks] one = "{count} brick"` in `edge-wall.toml` is `edge-wall.group.bricks.one`. A place
is `{name}` and nothing more: no attribute, no format, no expression can be reached from a word file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from kitgen.data import package_folder
from kitgen.errors import DataError, Problem, UsageError
from kitgen.message import Message

FORMAT = 1
LARGEST_FILE_BYTES = 1_000_000

CAST = "cast."
"""Keys below it name roles: `cast.heroine` is whoever plays the heroine."""

_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-zA-Z0-9]{2,8})*")
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


class Catalogue:
    """The sentences of one language.

    Args:
        language: the tag of the language, such as `en` (BCP 47).
        sentences: text by full dotted key.
    """

    def __init__(self, language: str, sentences: Mapping[str, str]) -> None:
        self.language = language
        self._sentences = dict(sentences)

    @classmethod
    def load(cls, language: str) -> Catalogue:
        """Read all word files of a language.

        Raises:
            UsageError: there are no words in that language.
            DataError: files are not TOML, not `format = 1`, or hold something that is no sentence; all
                problems at once.
        """
        root = package_folder("templates") / "words"
        folder = root / language
        if not _LANGUAGE.fullmatch(language) or not folder.is_dir():
            known = ", ".join(sorted(p.name for p in root.iterdir() if p.is_dir()))
            raise UsageError(f"There are no words in the language {language!r}; there are words in {known}.")
        return cls(language, read_words(folder))

    def __contains__(self, key: object) -> bool:
        return key in self._sentences or (
            f"{key}.one" in self._sentences and f"{key}.many" in self._sentences
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._sentences)

    def require(self, stems: Iterable[str]) -> None:
        """Refuse a kit that this language has no words for, before anything is drawn.

        Another language's sentences never stand in: half a card in German and half in English helps nobody.

        Args:
            stems: first parts of keys, such as the slugs of the kit's mechanisms.

        Raises:
            DataError: with a problem for each stem that has no sentence, in the order given.
        """
        known = {key.partition(".")[0] for key in self._sentences}
        problems = [
            Problem(
                f"templates/words/{self.language}/{stem}.toml",
                0,
                f"there are no words for {stem!r} in the language {self.language!r}",
                f"Write that file after the one in another language, or print a kit without {stem!r}.",
            )
            for stem in dict.fromkeys(stems)
            if stem not in known
        ]
        if problems:
            raise DataError(problems)

    def places(self, key: str) -> frozenset[str]:
        """The names that the sentence of this exact key must be given."""
        return frozenset(_PLACE.findall(self._sentences[key]))

    def say(self, message: Message, names: Mapping[str, str] = _NO_NAMES) -> str:
        """A message in words.

        Args:
            message: key and values; values that are messages are put into words first.
            names: what else may stand in `{places}`: the cast by role. A message's own values go first.

        Raises:
            DataError: there is no such sentence, or one of its places is given by neither.
        """
        if message.key.startswith(CAST) and message.key.removeprefix(CAST) in names:
            return names[message.key.removeprefix(CAST)]
        text = self._sentences.get(self._form(message))
        if text is None:
            raise self._fault(f"there is no sentence {message.key!r}", "Add it, or mend the key.")

        def filled(place: re.Match[str]) -> str:
            value = message.values.get(place[1], names.get(place[1]))
            if value is None:
                given = ", ".join(sorted({*message.values, *names})) or "nothing"
                raise self._fault(f"{message.key!r} needs {place[0]}, but was given {given}")
            return self.say(value, names) if isinstance(value, Message) else str(value)

        # One pass: what is filled in (a name that a host typed) is never searched for places again.
        return _PLACE.sub(filled, text)

    def _form(self, message: Message) -> str:
        count = message.values.get("count")
        if isinstance(count, int) and f"{message.key}.one" in self._sentences:
            return f"{message.key}.{'one' if count == 1 else 'many'}"
        return message.key

    def _fault(self, what: str, hint: str = "") -> DataError:
        return DataError([Problem(f"templates/words/{self.language}", 0, what, hint)])


def read_words(folder: Path) -> dict[str, str]:
    """The sentences of all `*.toml` in a folder by full key.

    Raises:
        DataError: with every problem found.
    """
    sentences: dict[str, str] = {}
    problems: list[Problem] = []
    for file in sorted(folder.glob("*.toml")):
        shown = f"templates/words/{folder.name}/{file.name}"
        try:
            tree = _tree(file)
        except (ValueError, OSError) as error:
            problems.append(Problem(shown, 0, str(error)))
            continue
        for key, value in _flat(file.stem, tree):
            fault = _fault_of(value)
            if fault:
                problems.append(Problem(shown, 0, f"{key}: {fault}"))
            else:
                sentences[key] = str(value)
    if problems:
        raise DataError(problems)
    return sentences


def _tree(file: Path) -> dict[str, object]:
    size = file.stat().st_size
    if size > LARGEST_FILE_BYTES:
        raise ValueError(f"the file has {size} bytes; at most {LARGEST_FILE_BYTES} are allowed")
    # Broken TOML and text that is not UTF-8 are ValueErrors as well.
    tree = tomllib.loads(file.read_bytes().decode("utf-8"))
    if tree.pop("format", None) != FORMAT:
        raise ValueError(f"the file must say `format = {FORMAT}`")
    return tree


def _flat(prefix: str, tree: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in tree.items():
        key = f"{prefix}.{name}"
        if isinstance(value, dict):
            yield from _flat(key, value)
        else:
            yield key, value


def _fault_of(value: object) -> str:
    if not isinstance(value, str):
        return f"a sentence is text, this is {type(value).__name__}"
    if not value.strip():
        return "the sentence is empty"
    rest = _PLACE.sub("", value)
    if "{" in rest or "}" in rest:
        return "a place is `{name}` in lower-case letters, and braces stand nowhere else"
    return ""
