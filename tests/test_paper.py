"""What a print profile makes of a night: equal bytes, pieces printed again, covers, labels, sheet numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import pikepdf
import pytest

from kitgen.build import BuildOptions, Built, build_kit
from kitgen.errors import UsageError
from kitgen.manifest import MANIFEST_NAME, PieceEntry
from kitgen.printing.profile import CARD_FORMATS, Duplex, Envelopes, Ink, PrintProfile
from kitgen.units import PAPERS
from tests.printed import OUTSIDE_THE_PILE, PT_PER_MM, Picture, page_words, picture

ADDRESS = "http://192.168.1.20:8737"
COVERS = PrintProfile(envelopes=Envelopes.COVERS)
PROFILES = {
    "both sides": PrintProfile(duplex=Duplex.LONG),
    "saver": PrintProfile(ink=Ink.SAVER),
    "letter": PrintProfile(paper=PAPERS["letter"], cards=CARD_FORMATS["tarot"]),
    "covers": COVERS,
}


def fresh(kit: str, profile: PrintProfile, **changes: object) -> Built:
    asked = {"kit": kit, "seed": "moth", "hints": ADDRESS, "profile": profile, **changes}
    return build_kit(BuildOptions(**asked))  # type: ignore[arg-type]  # the tests give what the fields ask for


@cache
def night(kit: str = "trial", profile: PrintProfile | None = None, **changes: object) -> Built:
    return fresh(kit, profile or PrintProfile(), **changes)


def players_files(built: Built) -> list[str]:
    """Players' files in print order, and what lies beside the pile."""
    return [path for path in sorted(built.files) if path.startswith("print/")]


def piled_files(built: Built) -> list[str]:
    """Players' files that are played with, in print order."""
    return [path for path in players_files(built) if path not in OUTSIDE_THE_PILE]


# --- equal bytes ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PROFILES)
def test_equal_profiles_give_equal_bytes_whatever_was_printed_in_between(name: str) -> None:
    first = fresh("trial", PROFILES[name])
    other = next(profile for key, profile in PROFILES.items() if key != name)
    assert fresh("trial", other).files != first.files
    again = fresh("trial", PROFILES[name])
    assert list(again.files) == list(first.files)
    assert [path for path, data in again.files.items() if data != first.files[path]] == []


def test_a_profile_changes_no_puzzle() -> None:
    clues = {name: made.clues for name, made in night().made.items()}
    for profile in PROFILES.values():
        assert {name: made.clues for name, made in night("trial", profile).made.items()} == clues


# --- printing again -------------------------------------------------------------------------------


def upright(built: Built, piece: PieceEntry, dpi: float = 150.0) -> Picture:
    """A piece as it lies on its page, cut out half a millimetre inside its edge and turned upright.

    The page itself is cut, and not its picture, so that pixels fall on the same places of the piece wherever
    it lies.
    """
    with pikepdf.open(io.BytesIO(built.files[piece.file])) as document:
        page = document.pages[piece.page - 1]
        x, y, width, height = piece.box_mm
        paper_mm = float(page.mediabox[3]) / PT_PER_MM
        inside = (x + 0.5, paper_mm - y - height + 0.5, x + width - 0.5, paper_mm - y - 0.5)
        page.mediabox = pikepdf.Array([round(value * PT_PER_MM, 4) for value in inside])
        for name in ("/CropBox", "/TrimBox", "/BleedBox"):
            if name in page:
                del page[name]
        page.rotate(270 if piece.turned else 0, relative=False)
        out = io.BytesIO()
        document.save(out)
    return picture(out.getvalue(), piece.page, dpi)


def assert_same_drawing(one: Picture, other: Picture) -> None:
    assert abs(one.shape[0] - other.shape[0]) <= 1
    assert abs(one.shape[1] - other.shape[1]) <= 1
    height, width = (min(a, b) for a, b in zip(one.shape, other.shape, strict=True))
    apart = np.abs(one[:height, :width].astype(int) - other[:height, :width].astype(int))
    assert apart.mean() < 1.0
    assert (apart > 96).mean() < 0.005
    assert one.std() > 5, "nothing is drawn there"


def of_name(built: Built, name: str) -> PieceEntry:
    kind, _, rest = name.partition(":")
    number = int(rest) if kind == "card" else 0
    return next(p for p in built.manifest.pieces if (p.number == number if number else p.id == rest))


AGAIN = (
    ("small-door", ("card:12",)),
    ("small-door", ("piece:hidden-door/brick-03",)),
    ("small-door", ("piece:hidden-door/mat",)),
    ("trial", ("card:3", "card:7", "piece:mouse-passage/strip-bell", "piece:kit/plate")),
)


@pytest.mark.parametrize(
    ("kit", "names"), AGAIN, ids=lambda value: "+".join(value) if isinstance(value, tuple) else value
)
@pytest.mark.parametrize("duplex", [Duplex.NONE, Duplex.LONG])
def test_what_is_printed_again_is_drawn_as_in_the_whole_print(
    kit: str, names: tuple[str, ...], duplex: Duplex
) -> None:
    profile = PrintProfile(duplex=duplex)
    whole = night(kit, profile)
    again = night(kit, profile, only=names)
    assert sorted(again.files) == [MANIFEST_NAME, "print/again.pdf"]
    assert again.manifest.options.only == sorted(names)
    assert {piece.id for piece in again.manifest.pieces} == {of_name(whole, name).id for name in names}
    for name in names:
        assert_same_drawing(upright(again, of_name(again, name)), upright(whole, of_name(whole, name)))


def test_another_seeds_piece_is_no_piece_of_this_print() -> None:
    strip = "piece:mouse-passage/strip-bell"
    ours, theirs = night(only=(strip,)), night(only=(strip,), seed="owl")
    with pytest.raises(AssertionError):
        assert_same_drawing(upright(ours, of_name(ours, strip)), upright(theirs, of_name(theirs, strip)))


def test_pieces_printed_again_say_where_they_go_and_share_a_sheet() -> None:
    again = night(only=("card:3", "card:7", "piece:mouse-passage/strip-bell"))
    (page,) = page_words(again.files["print/again.pdf"])
    assert "sheet 1 of 1" in page
    assert "The Mouse's Way · envelope 1" in page
    assert {piece.number for piece in again.manifest.pieces} == {0, 3, 7}


@pytest.mark.parametrize(
    ("only", "said"),
    [
        (("card:999",), "there is no such card; this print has cards 1 to 15"),
        (("card:0",), "a card is named by the number on it, such as card:12"),
        (("card:two",), "a card is named by the number on it, such as card:12"),
        (("piece:mouse-passage/ladder",), "there is no such piece; there are mouse-passage/"),
        (("piece:attic/strip-1",), "there is no such piece; there are "),
        (("sheet:1",), "there is nothing of that kind"),
        (("card:3", "oil-chest"), "two runs"),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, tuple) else None,
)
def test_a_piece_that_there_is_not_is_named_with_what_there_is(only: tuple[str, ...], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        night(only=only)
    assert said in caught.value.message
    assert only[0] in caught.value.message or len(only) > 1
    assert caught.value.hint or "such as" in said or "cards 1 to" in said


# --- envelopes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kit", "acts"), [("trial", 1), ("small-door", 5)])
def test_with_covers_each_file_holds_one_envelope_and_its_cover_lies_on_top(kit: str, acts: int) -> None:
    built = night(kit, COVERS)
    names = ["1-table", *(f"{n + 1}-envelope-{n}" for n in range(1, acts + 1)), f"{acts + 2}-last-envelope"]
    assert piled_files(built) == [f"print/{name}.pdf" for name in names]
    envelopes = ["table", *(envelope.id for envelope in built.manifest.envelopes)]
    for path, envelope in zip(piled_files(built), envelopes, strict=True):
        pieces = [piece for piece in built.manifest.pieces if piece.file == path]
        assert {piece.envelope for piece in pieces} == {envelope}
        assert not [piece.id for piece in pieces if piece.page == 1]
        first, *rest = page_words(built.files[path])
        what = "title page" if envelope == "table" else "cover"
        assert f" · {what} · " in first
        assert not [page for page in rest if f" · {what} · " in page]
    whole = night(kit)
    found = sorted(piece.id for piece in built.manifest.pieces)
    assert found == sorted(piece.id for piece in whole.manifest.pieces if piece.group != "labels")


def test_a_cover_lists_the_cards_that_belong_in_its_envelope() -> None:
    built = night("small-door", COVERS)
    for path, envelope in zip(piled_files(built)[1:], built.manifest.envelopes, strict=True):
        cover = page_words(built.files[path])[0]
        numbers = {p.number for p in built.manifest.pieces if p.envelope == envelope.id and p.number}
        listed: set[int] = set()
        for run in re.findall(r"cards (\d[\d, to]*)", cover):
            for part in run.split(","):
                ends = [int(end) for end in re.findall(r"\d+", part)]
                listed |= set(range(ends[0], ends[-1] + 1)) if ends else set()
        assert listed == numbers


def test_there_is_a_label_for_each_envelope_and_with_covers_for_none(built: Built) -> None:
    labels = [piece for piece in built.manifest.pieces if piece.group == "labels"]
    # They lie wherever a sheet has room, so in any order.
    envelopes = [envelope.id for envelope in built.manifest.envelopes]
    assert sorted(piece.envelope for piece in labels) == sorted(envelopes)
    assert len({piece.id for piece in labels}) == len(labels)
    assert not [piece for piece in night("trial", COVERS).manifest.pieces if piece.group == "labels"]


# --- numbers of sheets ----------------------------------------------------------------------------


def sheet_numbers(pages: Sequence[str]) -> list[tuple[str, int, int]]:
    """What the small print of each page says: 'sheet' or 'back of sheet', its number, of how many."""
    found = []
    for page in pages:
        said = re.findall(r"· (sheet|back of sheet) (\d+) of (\d+)", page)
        assert len(said) <= 1
        found += [(kind, int(number), int(of)) for kind, number, of in said] or [("", 0, 0)]
    return found


@pytest.mark.parametrize(
    ("profile", "copies"),
    [
        (PrintProfile(), 1),
        (PrintProfile(duplex=Duplex.LONG), 1),
        (PrintProfile(duplex=Duplex.SHORT, envelopes=Envelopes.COVERS), 1),
        (PrintProfile(duplex=Duplex.FOLD), 2),
    ],
    ids=["plain", "long", "short, covers", "fold, two packs"],
)
def test_sheets_are_numbered_through_all_files(profile: PrintProfile, copies: int) -> None:
    built = night("trial", profile, copies=copies)
    numbers = {path: sheet_numbers(page_words(built.files[path])) for path in players_files(built)}
    for path in set(OUTSIDE_THE_PILE) & set(numbers):
        # No part of the pile, so numbered by itself.
        own = numbers.pop(path)
        assert [number for kind, number, _ in own if kind == "sheet"] == list(range(1, len(own) + 1))
    said = [number for path in numbers for number in numbers[path]]
    fronts = [number for kind, number, _ in said if kind == "sheet"]
    assert fronts == list(range(1, len(fronts) + 1))
    assert {of for kind, _, of in said if kind} == {len(fronts)}
    # A back follows its front, and says so unless it is blank.
    assert said[0][0] == "sheet"
    for (_, before, _), (kind, number, _) in pairwise(said):
        assert number == before if kind == "back of sheet" else number in (before + 1, 0) or before == 0
    assert ("back of sheet" in {kind for kind, _, _ in said}) is profile.is_two_sided
