"""The proof's own reading of PDF objects, on small pieces of syntax and on hostile ones."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitgen.proof.pdf_objects import Name, PdfSyntaxError, Ref, inflated, read_objects, strings, text_of


@pytest.mark.parametrize(
    ("syntax", "value"),
    [
        (b"<< /A 1 /B [ -2.5 true null /N#20x ] >>", {"A": 1, "B": [-2.5, True, None, Name("N x")]}),
        (b"(a (b) \\) \\101\\n\\\r\nc)", b"a (b) ) A\nc"),
        (b"<48 65 6>", b"He`"),
        (b"[7 0 R 1 2]", [Ref(7, 0), 1, 2]),
        (b"% words\n % more\n<</K/V>>", {"K": Name("V")}),
    ],
)
def test_values_are_read_as_the_standard_has_them(syntax: bytes, value: object) -> None:
    (item,) = read_objects(b"3 0 obj " + syntax + b" endobj")
    assert item.number == 3
    assert item.value == value


def test_what_looks_like_an_object_inside_a_stream_is_not_one() -> None:
    data = b"1 0 obj <</Length 17>> stream\n9 0 obj (x) endob\nendstream endobj trailer <</Root 1 0 R>>"
    assert [item.number for item in read_objects(data)] == [1, 0]


def test_objects_packed_into_a_stream_are_read() -> None:
    packed = zlib.compress(b"5 0 6 4 (a) (b)")
    head = b"2 0 obj <</Type/ObjStm/N 2/First 8/Filter/FlateDecode/Length %d>> stream\n" % len(packed)
    found = read_objects(head + packed + b"\nendstream endobj")
    assert [(item.number, item.value) for item in found[1:]] == [(5, b"a"), (6, b"b")]


def test_a_stream_that_blows_up_is_refused() -> None:
    packed = zlib.compress(bytes(30_000_000))
    head = b"2 0 obj <</Filter/FlateDecode/Length %d>> stream\n" % len(packed)
    (item,) = read_objects(head + packed + b"\nendstream endobj")
    with pytest.raises(PdfSyntaxError, match="larger than"):
        inflated(item)


@pytest.mark.parametrize("encoded", [b"Moth", "\ufeffMoth".encode("utf-16-be"), b"\xef\xbb\xbfMoth"])
def test_strings_are_read_in_every_encoding(encoded: bytes) -> None:
    assert text_of(encoded) == "Moth"


def test_strings_carry_their_key_and_identifiers_are_left_out() -> None:
    assert list(strings({"Title": b"a", "Kids": [{"T": b"b"}], "ID": [b"c"]})) == [("Title", "a"), ("T", "b")]


@pytest.mark.parametrize(
    "data",
    [b"1 0 obj " + b"%" * 50_000, b"1 0 obj " + b"[" * 50_000, b"1 0 obj (" + b"(" * 50_000, b"1 0 obj >>"],
    ids=["comments", "arrays", "brackets", "end"],
)
def test_hostile_syntax_is_refused_at_once(data: bytes) -> None:
    with pytest.raises(PdfSyntaxError):
        read_objects(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_objects(b"1 0 obj " + data)
    except PdfSyntaxError:
        return
