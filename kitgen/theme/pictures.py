"""A theme's pictures, each read when it is asked for.

midnight-thread has two hundred pictures and a kit draws some fifty; reading and checking all of them takes as
long as drawing a kit. Files are cut at their headers, one table a picture, and only tables that are asked for
are read. `load_art` stays the judge: where a file is not as plain as that, or a picture has a fault, it reads
everything and names all problems at their lines. `kitgen check` asks it at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path as FilePath

from pydantic import ValidationError

from kitgen.data import TOML_MAX_BYTES, parse_toml, read_bytes_limited
from kitgen.errors import DataError, Problem
from kitgen.theme.art import FORMAT, PICTURE_NAME, Art, art_files, load_art

_HEADER = re.compile(r"^\[([^\[\]\n]+)\][ \t]*(?:#.*)?$", re.MULTILINE)


class Pictures(Mapping[str, Art]):
    """Pictures by name.

    Args:
        readers: read the picture of each name.
    """

    def __init__(self, readers: Mapping[str, Callable[[], Art]]) -> None:
        self._readers = readers
        self._read: dict[str, Art] = {}

    def __getitem__(self, name: str) -> Art:
        """The picture of that name.

        Raises:
            KeyError: there is none.
            DataError: its folder holds something that is not valid; all problems of the folder.
        """
        found = self._read.get(name)
        if found is None:
            found = self._read[name] = self._readers[name]()
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._readers)

    def __len__(self) -> int:
        return len(self._readers)

    def __contains__(self, name: object) -> bool:
        return name in self._readers

    def over(self, others: Pictures) -> Pictures:
        """These pictures, and of the others those with other names."""
        return Pictures({**others._readers, **self._readers})


def open_art(folder: FilePath, shown: str = "") -> Pictures:
    """The pictures of a folder of art.

    Args:
        folder: holds the `*.toml` and `*.svg` files.
        shown: the folder as problems name it; by default its own path.

    Raises:
        DataError: what can be seen without reading pictures is wrong; all problems of the folder.
    """
    place = shown or str(folder)
    try:
        readers = _readers(folder, place)
    except (DataError, UnicodeDecodeError, _NotPlainError):
        readers = {name: partial(_same, art) for name, art in load_art(folder, place).items()}
    return Pictures(readers)


class _NotPlainError(Exception):
    """A folder that only `load_art` understands or refuses."""


def _same(art: Art) -> Art:
    return art


def _readers(folder: FilePath, place: str) -> dict[str, Callable[[], Art]]:
    """How each picture of a folder is read."""
    problems: list[Problem] = []
    readers: dict[str, Callable[[], Art]] = {}
    for file in art_files(folder, place, problems):
        path = f"{place}/{file.name}"
        bodies = {file.stem: ""} if file.suffix == ".svg" else _tables(file, path)
        for name, body in bodies.items():
            if name in readers or name == "format" or not PICTURE_NAME.fullmatch(name):
                raise _NotPlainError
            read = partial(_svg, file, path) if file.suffix == ".svg" else partial(_toml, body, path)
            readers[name] = partial(_judged, read, folder, place, name)
    if problems or not readers:
        raise _NotPlainError
    return readers


def _tables(file: FilePath, path: str) -> dict[str, str]:
    """The tables of a file by name, not read yet."""
    text = read_bytes_limited(file, TOML_MAX_BYTES, path).decode()
    # A string over several lines may hold what looks like a header.
    if '"""' in text or "'''" in text:
        raise _NotPlainError
    head, *parts = _HEADER.split(text)
    tables = dict(zip(parts[::2], parts[1::2], strict=True))
    if len(tables) < len(parts) // 2 or parse_toml(head.encode(), path).data != {"format": FORMAT}:
        raise _NotPlainError
    return tables


def _toml(body: str, path: str) -> Art:
    return Art.model_validate(parse_toml(body.encode(), path).data)


def _svg(file: FilePath, path: str) -> Art:
    # Imported for a theme that has such a file, as in `load_art`.
    from kitgen.theme.svg import read_svg

    return read_svg(file, path)


def _judged(read: Callable[[], Art], folder: FilePath, place: str, name: str) -> Art:
    try:
        return read()
    except (DataError, ValidationError):
        return load_art(folder, place)[name]
