"""Pieces: sound ones pass, and whatever is misplaced, missing, unnumbered or uncut is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.manifest import BackEntry, PieceEntry
from tests.proof.conftest import Ask, Build
from tests.proof.sample import CARD, Draw, Pen, Sample, cards, frame, pdf
from tests.proof.spoiling import CARDS, Spoiled

PAGE = f"{CARDS} page 1: piece"


def _piece(name: str, box: tuple[float, float, float, float], page: int = 1) -> PieceEntry:
    return PieceEntry(
        id=name, puzzle="clock-tower", group="g", envelope="I", file=CARDS, page=page, box_mm=box
    )


def test_the_sample_and_the_trial_kit_are_sound(sample: Sample, faults: Ask, spoiled: Spoiled) -> None:
    assert faults("pieces") == []
    assert spoiled.faults("pieces") == []


@pytest.mark.parametrize(
    ("piece", "fault"),
    [
        (_piece("over", (80, 100, 20, 20)), "piece over: lies over piece attic-window/story"),
        (_piece("edge", (6, 250, 20, 20)), "piece edge: reaches into the margin of 7 mm"),
        (_piece("low", (60, 250, 63, 41)), "piece low: reaches into the margin of 7 mm"),
        (_piece("flat", (60, 250, 0, 20)), "piece flat: reaches into the margin of 7 mm"),
        (_piece("gone", (60, 250, 20, 20), page=2), "piece gone: there is no such page"),
        (_piece("bare", (60, 230, 20, 20)), "piece bare: nothing is printed there"),
    ],
)
def test_a_misplaced_piece_is_found(sample: Sample, faults: Ask, piece: PieceEntry, fault: str) -> None:
    sample.pieces.append(piece)
    assert fault in faults("pieces")[0]


def test_pieces_that_touch_do_not_overlap(sample: Sample, faults: Ask) -> None:
    sample.pieces.append(_piece("beside", (150.04, 69.96, 30, 30)))
    assert faults("pieces") == []
    sample.pieces.append(_piece("on", (150, 69.9, 10, 10)))
    (sample.folder / "manifest.json").unlink()
    assert f"{PAGE} on: lies over piece attic-window/prop" in faults("pieces")


def test_a_piece_of_no_puzzle_is_found(sample: Sample, faults: Ask) -> None:
    sample.puzzles.pop()
    assert "belongs to no puzzle" in faults("pieces")[0]


def test_a_back_over_another_piece_is_found(sample: Sample, faults: Ask) -> None:
    back = BackEntry(page=1, box_mm=(30, 40, *CARD))
    sample.pieces[0] = sample.pieces[0].model_copy(update={"back": back})
    assert any("attic-window/story, its back: lies over" in fault for fault in faults("pieces"))


def _renumbered(sample: Sample, index: int, number: int) -> None:
    sample.pieces[index] = sample.pieces[index].model_copy(update={"number": number})


def test_a_gap_in_the_numbers_is_found(sample: Sample, faults: Ask) -> None:
    _renumbered(sample, 3, 5)
    found = faults("pieces")
    assert "card 4: it is missing; there are cards up to 5" in found
    assert f"{PAGE} clock-tower/task: its number 5 does not stand at its foot" in found


def test_a_number_on_two_cards_is_found(sample: Sample, faults: Ask) -> None:
    _renumbered(sample, 2, 2)
    found = faults("pieces")
    assert "card 2: attic-window/task and clock-tower/story have this number" in found
    assert "card 3: it is missing; there are cards up to 4" in found


def test_a_card_twice_in_one_pack_is_found(sample: Sample, faults: Ask) -> None:
    sample.pieces.append(sample.pieces[1].model_copy(update={"file": "print/plain-paper.pdf"}))
    assert "card 2: printed 2 times; it must be 1" in faults("pieces")


def test_what_is_printed_again_may_be_any_card_but_only_once(sample: Sample, faults: Ask) -> None:
    sample.only = ["card:3"]
    kept, sample.pieces = sample.pieces[2], [sample.pieces[2]]
    assert faults("pieces") == []
    sample.pieces = [kept, kept]
    (sample.folder / "manifest.json").unlink()
    assert "card 3: printed 2 times; once is asked for" in faults("pieces")


@pytest.mark.parametrize(
    ("dx", "dy", "what"), [(0, -9, "higher"), (3, 0, "beside the middle")], ids=lambda value: str(value)
)
def test_a_number_elsewhere_than_at_the_foot_is_found(
    sample: Sample, faults: Ask, dx: float, dy: float, what: str
) -> None:
    del what
    sample.files[CARDS] = pdf(_drawn_with_number_at(CARD[0] / 2 - 0.8 + dx, CARD[1] - 2.5 + dy))
    assert faults("pieces") == [f"{PAGE} attic-window/story: its number 1 does not stand at its foot"]


def _drawn_with_number_at(x: float, y: float) -> Draw:
    def draw(pen: Pen) -> None:
        for number in range(4):
            left, top = 20 + CARD[0] * (number % 2), 30 + CARD[1] * (number // 2)
            frame(pen, left, top, *CARD)
            at = (x, y) if number == 0 else (CARD[0] / 2 - 0.8, CARD[1] - 2.5)
            pen.text(left + at[0], top + at[1], str(number + 1), 8)
        frame(pen, 150, 30, 40, 40)

    return draw


@pytest.mark.parametrize(("moved", "is_found"), [(0.08, False), (0.15, True)])
def test_lines_beside_the_edge_of_a_card_are_found(
    sample: Sample, faults: Ask, moved: float, is_found: bool
) -> None:
    def draw(pen: Pen) -> None:
        for number in range(4):
            left, top = 20 + CARD[0] * (number % 2), 30 + CARD[1] * (number // 2)
            frame(pen, left + moved, top, *CARD)
            pen.text(left + CARD[0] / 2 - 0.8, top + CARD[1] - 2.5, str(number + 1), 8)
        frame(pen, 150, 30, 40, 40)

    sample.files[CARDS] = pdf(draw)
    own = [fault for fault in faults("pieces") if fault.startswith(f"{PAGE} attic-window/story: no line")]
    assert bool(own) is is_found


def test_lines_that_belong_to_no_card_do_not_serve(sample: Sample, faults: Ask) -> None:
    def draw(pen: Pen) -> None:
        cards(pen)
        frame(pen, 30, 220, *(60.0, 40.0))
        pen.text(59.2, 262.5, "5", 8)

    sample.files[CARDS] = pdf(draw)
    sample.pieces.append(_piece("lower", (30.0, 220.0, 60.0, 45.0)).model_copy(update={"number": 5}))
    assert faults("pieces") == [
        f"{PAGE} lower: no line to cut or fold along at its bottom and left and right"
    ]


def test_two_packs_have_each_number_twice_where_it_is_a_puzzles(kits: Build, tmp_path: Path) -> None:
    packs = Spoiled(kits(copies=2), tmp_path / "packs")
    assert packs.faults("pieces") == []
    packs.change(lambda manifest: manifest["options"].update(copies=3))
    assert any(fault.endswith("printed 2 times; it must be 3") for fault in packs.faults("pieces"))


def test_a_part_of_a_kit_keeps_the_numbers_of_the_whole(sample: Sample, faults: Ask) -> None:
    del sample.pieces[1]
    assert faults("pieces") == ["card 2: it is missing; there are cards up to 4"]
    sample.levels = {"attic-window": "easy", "clock-tower": "easy", "third": "easy"}
    (sample.folder / "manifest.json").unlink()
    assert faults("pieces") == []
