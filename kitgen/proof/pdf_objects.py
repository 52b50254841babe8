"""A small reading of a PDF's objects, for what pdfium does not tell.

It reads every object in the file, also those that nothing refers to and those inside object streams:
what was left over by an earlier version of a file still gives away an answer. Streams are inflated only
where they hold objects or metadata; words on pages are pdfium's part.

Source: ISO 32000-1, 7.2 to 7.5.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

MAX_OBJECTS = 100_000
MAX_INFLATED = 20_000_000
MAX_DEPTH = 40


class PdfSyntaxError(Exception):
    """The file's objects cannot be read."""


class Name(str):
    """A PDF name, without its slash."""

    __slots__ = ()


class Ref(NamedTuple):
    """A reference to an object by number."""

    number: int
    generation: int


Value: TypeAlias = "bool | int | float | bytes | Name | Ref | list[Value] | dict[str, Value] | None"


@dataclass(frozen=True)
class PdfObject:
    """One object: its number (0 for a trailer), its place in the file, its value."""

    number: int
    offset: int
    value: Value
    stream: bytes | None = None


_TOKEN = re.compile(
    rb"[\0\t\n\f\r ]*+(?:%[^\r\n]*+[\0\t\n\f\r ]*+)*+"
    rb"(<<|>>|\[|\]|\(|<[0-9A-Fa-f\0\t\n\f\r ]*>|/[^\0\t\n\f\r ()<>\[\]{}/%]*|[^\0\t\n\f\r ()<>\[\]{}/%]+)"
)
_REF = re.compile(rb"[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>\[\]{}/%])")
_STRING_PART = re.compile(rb"[^()\\]+|\\(?:[0-7]{1,3}|\r\n|.)|[()]", re.S)
_ESCAPES = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}
_START = re.compile(rb"(\d{1,8})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+obj\b|\btrailer\b")
_STREAM = re.compile(rb"[\0\t\n\f\r ]*stream(\r\n|\n)")
_WORDS: dict[bytes, bool | None] = {b"true": True, b"false": False, b"null": None}


class _Parser:
    def __init__(self, data: bytes, pos: int) -> None:
        self.data, self.pos = data, pos

    def _token(self) -> bytes:
        match = _TOKEN.match(self.data, self.pos)
        if match is None:
            raise PdfSyntaxError(f"no object can be read at byte {self.pos}")
        self.pos = match.end()
        return match[1]

    def value(self, depth: int = 0) -> Value:
        return self._from(self._token(), depth)

    def _from(self, token: bytes, depth: int) -> Value:
        if depth > MAX_DEPTH:
            raise PdfSyntaxError(f"objects are nested too deeply at byte {self.pos}")
        if token == b"<<":
            return self._dictionary(depth)
        if token == b"[":
            items: list[Value] = []
            while (token := self._token()) != b"]":
                items.append(self._from(token, depth + 1))
            return items
        if token == b"(":
            return self._string()
        if token[:1] == b"<":
            digits = bytes(c for c in token[1:-1] if c not in b"\0\t\n\f\r ").decode()
            return bytes.fromhex(digits + "0" * (len(digits) % 2))
        if token[:1] == b"/":
            return _name(token)
        if token in _WORDS:
            return _WORDS[token]
        return self._number(token)

    def _number(self, token: bytes) -> Value:
        if token.isdigit() and (match := _REF.match(self.data, self.pos)):
            self.pos = match.end()
            return Ref(int(token), int(match[1]))
        try:
            return float(token) if b"." in token else int(token)
        except ValueError:
            raise PdfSyntaxError(f"{token[:20]!r} at byte {self.pos} is no value") from None

    def _dictionary(self, depth: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        while (token := self._token()) != b">>":
            if token[:1] != b"/":
                raise PdfSyntaxError(f"a dictionary's key is no name at byte {self.pos}")
            found[_name(token)] = self.value(depth + 1)
        return found

    def _string(self) -> bytes:
        parts: list[bytes] = []
        depth = 1
        while True:
            match = _STRING_PART.match(self.data, self.pos)
            if match is None:
                raise PdfSyntaxError("a string has no end")
            part, self.pos = match[0], match.end()
            depth += (part == b"(") - (part == b")")
            if depth == 0:
                return b"".join(parts)
            if part[:1] == b"\\":
                code = part[1:]
                part = bytes([int(code, 8) & 255]) if code.isdigit() else _ESCAPES.get(code, code)
            parts.append(part)


def _name(token: bytes) -> Name:
    return Name(
        re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes.fromhex(m[1].decode()), token[1:]).decode("latin-1")
    )


def _stream(data: bytes, pos: int, value: dict[str, Value]) -> tuple[bytes, int]:
    """The bytes of a stream that begins at `pos`, and where it ends."""
    length = value.get("Length")
    if isinstance(length, int) and re.match(rb"\s*endstream", data[pos + length : pos + length + 20]):
        return data[pos : pos + length], pos + length
    end = data.find(b"endstream", pos)
    if end < 0:
        raise PdfSyntaxError(f"a stream at byte {pos} has no end")
    return data[pos:end], end


def inflated(item: PdfObject) -> bytes:
    """A stream's content.

    Raises:
        PdfSyntaxError: another filter than Flate, broken, or too much.
    """
    assert isinstance(item.value, dict)
    assert item.stream is not None
    filters = item.value.get("Filter")
    names = filters if isinstance(filters, list) else [] if filters is None else [filters]
    data = item.stream
    for name in names:
        if name != "FlateDecode" or item.value.get("DecodeParms"):
            raise PdfSyntaxError(f"object {item.number} is packed by {name!r}, which is not read here")
        try:
            data = zlib.decompressobj().decompress(data, MAX_INFLATED)
        except zlib.error as error:
            raise PdfSyntaxError(f"object {item.number} cannot be inflated: {error}") from error
        if len(data) >= MAX_INFLATED:
            raise PdfSyntaxError(f"object {item.number} is larger than {MAX_INFLATED} bytes")
    return data


def _packed(item: PdfObject) -> Iterator[PdfObject]:
    """The objects inside an object stream."""
    assert isinstance(item.value, dict)
    data, first, count = inflated(item), item.value.get("First"), item.value.get("N")
    if not isinstance(first, int) or not isinstance(count, int):
        raise PdfSyntaxError(f"object stream {item.number} does not say what it holds")
    numbers = data[:first].split()
    if len(numbers) < 2 * count or not all(number.isdigit() for number in numbers):
        raise PdfSyntaxError(f"object stream {item.number} has a broken list")
    for i in range(count):
        value = _Parser(data, first + int(numbers[2 * i + 1])).value()
        yield PdfObject(int(numbers[2 * i]), item.offset, value)


def read_objects(data: bytes) -> list[PdfObject]:
    """Every object of a file in the order of its bytes; trailers have the number 0.

    Raises:
        PdfSyntaxError: something is not as the standard has it.
    """
    found: list[PdfObject] = []
    pos = 0
    while match := _START.search(data, pos):
        parser = _Parser(data, match.end())
        value, stream = parser.value(), None
        pos = parser.pos
        if isinstance(value, dict) and (begin := _STREAM.match(data, pos)):
            stream, pos = _stream(data, begin.end(), value)
        item = PdfObject(int(match[1] or 0), match.start(), value, stream)
        found.append(item)
        if isinstance(value, dict) and value.get("Type") == "ObjStm" and stream is not None:
            found.extend(_packed(item))
        if len(found) > MAX_OBJECTS:
            raise PdfSyntaxError(f"more than {MAX_OBJECTS} objects")
    return found


def text_of(string: bytes) -> str:
    """A text string in the encoding that its first bytes name; Latin-1 stands for PDFDocEncoding."""
    for mark, encoding in (
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xef\xbb\xbf", "utf-8"),
    ):
        if string.startswith(mark):
            return string[len(mark) :].decode(encoding, "replace")
    return string.decode("latin-1")


def dictionaries(value: Value) -> Iterator[dict[str, Value]]:
    """A value's dictionaries, its own and those inside it."""
    if isinstance(value, dict):
        yield value
    if isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from dictionaries(inner)


def strings(value: Value, key: str = "") -> Iterator[tuple[str, str]]:
    """The text strings of a value, each with the key it stands under; file identifiers are left out."""
    if isinstance(value, bytes):
        yield key, text_of(value)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, key)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name != "ID":
                yield from strings(inner, name)
