"""Files that people wrote: limits, sentences about what is broken, and the line of every key."""

from __future__ import annotations

import os
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitgen.data import (
    KeyPath,
    load_toml,
    package_folder,
    parse_toml,
    read_bytes_limited,
    shown_path,
    size_text,
)
from kitgen.errors import DataError, Problem


def problem_of(path: Path, limit: int = 1000) -> Problem:
    with pytest.raises(DataError) as caught:
        load_toml(path, "kits/a.toml", limit)
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


def test_package_data_lies_beside_the_package_in_a_checkout() -> None:
    assert (package_folder("puzzles") / "small-door" / "kit.toml").is_file()
    assert (package_folder("templates") / "words").is_dir()


def test_a_file_of_100_mb_is_named_with_its_limit_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.toml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    problem = problem_of(path, 1_000_000)
    assert str(problem) == "kits/a.toml: the file has 100 MB; at most 1 MB are read."
    assert problem.hint


def test_bytes_up_to_the_limit_are_read_and_one_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert read_bytes_limited(path, 5) == b"12345"
    with pytest.raises(DataError, match=r"5 bytes; at most 4 bytes"):
        read_bytes_limited(path, 4)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert "there is no such file" in problem_of(tmp_path / "none.toml").message
    assert "this is a folder" in problem_of(tmp_path).message


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    assert "no plain file" in problem_of(pipe).message


def test_a_name_that_no_file_can_have_is_a_problem(tmp_path: Path) -> None:
    assert "cannot be read" in problem_of(tmp_path / "a\0b.toml").message
    assert "cannot be read" in problem_of(tmp_path / ("n" * 5000)).message


def test_bytes_that_are_not_utf8_are_named_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes('a = 1\nb = 2\nc = "caf\u00e9"\n'.encode("latin-1"))
    problem = problem_of(path)
    assert str(problem) == "kits/a.toml:3: byte 0xE9 is not UTF-8."
    assert "UTF-8" in problem.hint


def test_a_byte_order_mark_is_passed_over() -> None:
    assert parse_toml(b"\xef\xbb\xbfa = 1\r\nb = 2\r\n", "a").line_of(("b",)) == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = = 2\n", 2),
        ("a = 1\n\nb = [1,\n", 4),
        ("a = 1\na = 2\n", 2),
        ("x", 1),
        ("d = 2026-13-45", 1),
    ],
)
def test_broken_toml_is_told_with_its_line_and_a_next_step(text: str, line: int) -> None:
    with pytest.raises(DataError) as caught:
        parse_toml(text.encode(), "kits/a.toml")
    problem = caught.value.problems[0]
    assert problem.line == line
    assert "not valid TOML" in problem.message
    assert "quote" in problem.hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = " + "[" * 40 + "]" * 40, "deep"),
        ("a = " + "[" * 50_000, "deep"),
        ("n = 0x" + "F" * 5000, "64 bits"),
        ("n = " + "9" * 5000, "not valid TOML"),
        ("n = inf", "finite"),
        ("n = [1.0, nan]", "finite"),
    ],
    ids=["nested", "hostile nesting", "huge hex", "huge decimal", "infinite", "not a number"],
)
def test_values_beyond_reason_are_refused(text: str, said: str) -> None:
    with pytest.raises(DataError) as caught:
        parse_toml(f"ok = 1\n{text}\n".encode(), "a.toml")
    assert said in caught.value.message


TEXT = (
    r'''# a comment = 1
a = 1
"b c".d = [1, 2, # ] no end
  "x]\"", [3,
  4], {k = 1, l = "}"}]
m = """
foo \""" "" bar""""
'q.r' = 1979-05-27 07:32:00
[t . u]
x = 'C:\'
[[beats]]
id = "a"
[beats.text.en]
q = '''
    + "'''\n'' \\'''"
    + r"""
[[beats]]
answers = [
  "A", "B",

  "C",
]
[[beats.sub]]
z = 1
"""
)


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("a",), 2),
        (("b c", "d", 1), 3),
        (("b c", "d", 2), 4),
        (("b c", "d", 3, 1), 5),
        (("b c", "d", 4, "l"), 5),
        (("q.r",), 8),
        (("t", "u"), 9),
        (("t", "u", "x"), 10),
        (("beats", 0, "id"), 12),
        (("beats", 0, "text", "en", "q"), 14),
        (("beats", 1, "answers", 0), 18),
        (("beats", 1, "answers", 2), 20),
        (("beats", 1, "sub", 0, "z"), 23),
        (("beats", 1, "missing"), 16),
        (("t", "u", "x", "deeper", 3), 10),
        (("nowhere",), 1),
        ((), 1),
    ],
)
def test_every_key_and_item_has_its_line_or_that_of_its_nearest_table(key: KeyPath, line: int) -> None:
    assert parse_toml(TEXT.encode(), "a").line_of(key) == line


def key_paths(value: Any, key: KeyPath = ()) -> list[KeyPath]:
    items: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [path for name, item in items for path in [(*key, name), *key_paths(item, (*key, name))]]


WORDS = st.text(alphabet="ab'\"\\[]{}#=,.\n \u00e9", max_size=8)
VALUES = st.recursive(
    st.integers(-9, 9) | st.booleans() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def as_toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "[ # ]\n" + "".join(f"{as_toml(item)} ,\n" for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)} = {as_toml(item)}" for key, item in value.items()) + "}"
    return str(value)


@given(st.dictionaries(WORDS, VALUES, max_size=4))
def test_the_scanner_finds_the_same_keys_as_tomllib_each_on_a_line_that_has_it(data: dict[str, Any]) -> None:
    text = "".join(f"{quoted(key)} = {as_toml(value)}\n" for key, value in data.items())
    assert tomllib.loads(text) == data
    file = parse_toml(text.encode(), "a")
    assert sorted(file.lines, key=repr) == sorted(key_paths(data), key=repr)
    rows = text.split("\n")
    for key, line in file.lines.items():
        wanted = quoted(key[-1]) if isinstance(key[-1], str) else ""
        assert wanted in rows[line - 1]


@given(st.binary(max_size=60) | st.text(alphabet="a=[]{}\"'\n.#1 ", max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    with suppress(DataError):
        assert parse_toml(data, "a.toml").shown_path == "a.toml"


def test_paths_are_shown_from_the_working_folder_where_they_lie_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown_path(tmp_path / "kits" / "a.toml") == "kits/a.toml"
    assert shown_path(Path("kits/a.toml")) == "kits/a.toml"
    assert shown_path(tmp_path.parent / "b.toml") == (tmp_path.parent / "b.toml").as_posix()


def test_sizes_are_told_in_units_that_people_use() -> None:
    assert [size_text(n) for n in (12, 640_000, 104_857_600)] == ["12 bytes", "640 kB", "104.9 MB"]
