"""Files that people wrote: package data, bytes with a limit, TOML with the line of every key.

Python's `tomllib` says what a file means but not where. A small scanner beside it notes the line of every
key and list item, so that a problem can point at the author's line.
"""

from __future__ import annotations

import math
import re
import stat
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from kitgen.errors import DataError, KitgenError, Problem

KeyPath = tuple[str | int, ...]
"""Keys and list indexes from the top of a file: `("beats", 0, "answers", 3)`."""

TOML_MAX_BYTES = 1_000_000
MAX_DEPTH = 12
"""Tables and lists inside each other; kit data needs five."""

LARGEST_INTEGER = 2**63 - 1
"""TOML 1.0 asks for 64 bits with a sign and no more."""


def package_folder(name: Literal["puzzles", "templates"]) -> Path:
    """Where the data that travels with kitgen lies: inside an installed package, or beside it in a checkout.

    Raises:
        KitgenError: it lies in neither place.
    """
    package = Path(__file__).parent
    for folder in (package / "_data" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise KitgenError(f"kitgen's own folder {name!r} is missing.", "Install kitgen anew.")


def shown_path(path: Path) -> str:
    """A path as a host would name it: from the working folder where it lies below, else in full."""
    try:
        return path.relative_to(Path.cwd()).as_posix() if path.is_absolute() else path.as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def size_text(size_bytes: int) -> str:
    """A file size for people: `104.9 MB`, `640 kB`, `12 bytes`."""
    for unit, size in (("MB", 1_000_000), ("kB", 1_000)):
        if size_bytes >= size:
            return f"{size_bytes / size:.1f} {unit}".replace(".0 ", " ")
    return f"{size_bytes} bytes"


def read_bytes_limited(path: Path, limit: int, shown: str = "") -> bytes:
    """The bytes of a plain file, never more than `limit` of them in memory.

    Args:
        path: the file.
        limit: most bytes that are accepted; the size is looked up before anything is read.
        shown: the path as the host named it; the path itself where empty.

    Raises:
        DataError: it is missing, no plain file, too large or cannot be read.
    """
    shown = shown or shown_path(path)

    def refused(what: str, hint: str) -> DataError:
        return DataError([Problem(shown, 0, what, hint)])

    too_large = "Take out what does not belong there."
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise refused("this is a folder; a file is needed.", "Name a file inside it.")
        if not stat.S_ISREG(status.st_mode):
            raise refused("this is no plain file.", "Copy its content into a plain file.")
        if status.st_size > limit:
            what = f"the file has {size_text(status.st_size)}; at most {size_text(limit)} are read."
            raise refused(what, too_large)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise refused("there is no such file.", "Check its name, capitals included.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refused(f"the file cannot be read: {reason}.", "Check the name and who may read it.") from None
    if len(data) > limit:
        raise refused(f"the file has more than {size_text(limit)}, the most that is read.", too_large)
    return data


@dataclass(frozen=True)
class TomlFile:
    """What a TOML file says, and where.

    Args:
        data: its tables, by `tomllib`.
        shown_path: the path as the host named it.
        text: what `data` was read from, with plain line breaks.
    """

    data: dict[str, Any]
    shown_path: str = ""
    text: str = ""

    @cached_property
    def lines(self) -> Mapping[KeyPath, int]:
        """1-based line by key path; looked for only where there is a problem to point at."""
        return _Scanner(self.text).scan()

    def line_of(self, key: KeyPath) -> int:
        """The 1-based line of a key or list item, or of the nearest table around it that is known."""
        for length in range(len(key), 0, -1):
            line = self.lines.get(key[:length])
            if line is not None:
                return line
        return 1

    def problem(self, key: KeyPath, message: str, hint: str = "") -> Problem:
        """A problem at the line of a key."""
        return Problem(self.shown_path, self.line_of(key), message, hint)


def load_toml(path: Path, shown_path: str, max_bytes: int = TOML_MAX_BYTES) -> TomlFile:
    """Read a TOML file.

    Args:
        path: the file.
        shown_path: the path as the host named it, for problems.
        max_bytes: most bytes that are accepted.

    Raises:
        DataError: missing, a folder, too large, not UTF-8, broken TOML, or nested or sized beyond reason.
    """
    data = read_bytes_limited(path, max_bytes, shown_path)
    return parse_toml(data, shown_path)


def parse_toml(data: bytes, shown_path: str) -> TomlFile:
    """The bytes of a TOML file as tables with lines.

    Raises:
        DataError: not UTF-8, broken TOML, or nested or sized beyond reason.
    """
    try:
        # Editors on Windows put a byte-order mark first; it says nothing.
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"byte 0x{data[error.start]:02X} is not UTF-8."
        raise DataError([Problem(shown_path, line, what, "Save the file with the encoding UTF-8.")]) from None
    try:
        tables = tomllib.loads(text)
    except RecursionError:
        raise DataError([Problem(shown_path, 0, _TOO_DEEP, _FLATTEN)]) from None
    except ValueError as error:
        raise DataError([_broken(str(error), text, shown_path)]) from None
    file = TomlFile(tables, shown_path, text)
    problem = _beyond_reason(file)
    if problem:
        raise DataError([problem])
    return file


_TOO_DEEP = f"tables and lists lie inside each other more than {MAX_DEPTH} deep."
_FLATTEN = "Kit data needs five levels at most; see docs/kit.md."


def _broken(said: str, text: str, shown: str) -> Problem:
    """`tomllib`'s complaint as a problem; it names its place at the end of the sentence."""
    match = re.search(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)\s*$", said)
    line = text.count("\n") + 1
    if match and match[1]:
        line = int(match[1])
    elif not match:
        line = 0
    reason = said[: match.start()] if match else said
    column = f" at column {match[2]}" if match and match[2] else ""
    what = f"this is not valid TOML{column}: {reason[:200]}."
    return Problem(
        shown, line, what, "Look for a missing quote, bracket or equals sign on this line or just above."
    )


def _beyond_reason(file: TomlFile) -> Problem | None:
    """The first value that no kit needs: nested too deep, a huge or infinite number."""
    todo: list[tuple[KeyPath, Any]] = [((), file.data)]
    while todo:
        key, value = todo.pop()
        if len(key) > MAX_DEPTH:
            return file.problem(key, _TOO_DEEP, _FLATTEN)
        if isinstance(value, dict):
            todo.extend(((*key, name), item) for name, item in value.items())
        elif isinstance(value, list):
            todo.extend(((*key, i), item) for i, item in enumerate(value))
        elif isinstance(value, int) and abs(value) > LARGEST_INTEGER:
            return file.problem(key, f"{key[-1]} is a number beyond 64 bits.", "Take a smaller number.")
        elif isinstance(value, float) and not math.isfinite(value):
            return file.problem(
                key, f"{key[-1]} is {value}; it must be a finite number.", "Write the number out."
            )
    return None


_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*+)*+")
_SPACE = re.compile(r"[ \t]*+")
_KEY = re.compile(r"""[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'""")
_STRING = re.compile(
    r'''"""(?:\\.|[^"\\]|"(?!""))*+"{3,5}|"(?:[^"\\\n]|\\.)*+"'''
    r"""|'''(?:[^']|'(?!''))*+'{3,5}|'[^'\n]*+'""",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]++")


class _Scanner:
    """Walks over text that `tomllib` has accepted, and notes the line of each key and list item."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._lines: dict[KeyPath, int] = {}
        self._counts: dict[KeyPath, int] = {}

    def scan(self) -> dict[KeyPath, int]:
        """Lines by key path."""
        table: KeyPath = ()
        self._skip(_BLANK)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)
        return self._lines

    def _line(self) -> int:
        return bisect_right(self._breaks, self._at - 1) + 1

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None:
            raise ValueError(f"this was not understood (at line {self._line()}, column 1)")
        self._at = match.end()
        return match[0]

    def _note(self, path: KeyPath, line: int) -> None:
        self._lines.setdefault(path, line)

    def _header(self) -> KeyPath:
        """`[a.b]` or `[[a.b]]`: the path of the table that it opens."""
        line = self._line()
        many = self._text.startswith("[[", self._at)
        self._at += 2 if many else 1
        keys = self._keys()
        self._at += 2 if many else 1
        path: KeyPath = ()
        for i, key in enumerate(keys):
            path += (key,)
            if many and i == len(keys) - 1:
                self._counts[path] = self._counts.get(path, -1) + 1
                self._note(path, line)
            if path in self._counts:
                path += (self._counts[path],)
            self._note(path, line)
        return path

    def _keys(self) -> list[str]:
        """A key, perhaps dotted; ends behind the blanks that follow it."""
        keys = []
        while True:
            self._skip(_SPACE)
            token = self._skip(_KEY)
            if token[0] == '"':
                token = tomllib.loads(f"key = {token}")["key"]
            elif token[0] == "'":
                token = token[1:-1]
            keys.append(token)
            self._skip(_SPACE)
            if self._text[self._at : self._at + 1] != ".":
                return keys
            self._at += 1

    def _pair(self, table: KeyPath) -> None:
        line = self._line()
        path = table
        for key in self._keys():
            path += (key,)
            self._note(path, line)
        self._at += 1  # the equals sign
        self._skip(_SPACE)
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        first = self._text[self._at]
        if first in "\"'":
            self._skip(_STRING)
        elif first == "[":
            self._at += 1
            self._skip(_BLANK)
            index = 0
            while self._text[self._at] != "]":
                self._note((*path, index), self._line())
                self._value((*path, index))
                index += 1
                self._comma()
            self._at += 1
        elif first == "{":
            self._at += 1
            self._skip(_BLANK)
            while self._text[self._at] != "}":
                self._pair(path)
                self._comma()
            self._at += 1
        else:
            self._skip(_SCALAR)

    def _comma(self) -> None:
        self._skip(_BLANK)
        if self._text[self._at] == ",":
            self._at += 1
            self._skip(_BLANK)
