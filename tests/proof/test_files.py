"""Files against the manifest, and pieces on their pages."""

from __future__ import annotations

import pytest

from kitgen.manifest import PieceEntry
from tests.proof.conftest import Ask
from tests.proof.sample import Sample


def test_a_changed_byte_is_found(sample: Sample, faults: Ask) -> None:
    file = sample.write() / "hints/index.html"
    file.write_bytes(file.read_bytes().replace(b"Type", b"Tape"))
    assert faults("files") == ["hints/index.html: changed since it was built (SHA-256 differs)"]


def test_a_changed_size_is_found(sample: Sample, faults: Ask) -> None:
    file = sample.write() / "hints/index.html"
    file.write_bytes(file.read_bytes() + b" ")
    assert "bytes; the manifest has" in faults("files")[0]


def test_a_wrong_number_of_pages_is_found(sample: Sample, faults: Ask) -> None:
    sample.pages["print/cards.pdf"] = 2
    assert faults("files") == ["print/cards.pdf: 1 pages; the manifest has 2"]


def test_a_missing_file_is_found(sample: Sample, faults: Ask) -> None:
    (sample.write() / "host/guide.pdf").unlink()
    assert faults("files") == ["host/guide.pdf: listed in the manifest, and not there"]


def test_an_output_without_solutions_is_found(sample: Sample, faults: Ask) -> None:
    del sample.files["host/solutions.json"]
    assert faults("files") == ["host/solutions.json: missing from the output"]


def test_an_extra_file_is_found(sample: Sample, faults: Ask) -> None:
    (sample.write() / "notes.txt").write_text("hello")
    assert faults("files") == ["notes.txt: not in the manifest"]


def test_an_empty_folder_is_found(sample: Sample, faults: Ask) -> None:
    (sample.write() / "more").mkdir()
    assert faults("files") == ["more/: a folder without a listed file"]


def test_a_link_is_found_even_to_equal_bytes(sample: Sample, faults: Ask) -> None:
    file = sample.write() / "hints/robots.txt"
    file.rename(sample.folder.parent / "elsewhere.txt")
    file.symlink_to(sample.folder.parent / "elsewhere.txt")
    assert "hints/robots.txt: a link; every file must be real" in faults("files")


def test_a_linked_folder_is_found_and_not_entered(sample: Sample, faults: Ask) -> None:
    (sample.write() / "loop").symlink_to(sample.folder)
    assert faults("files") == ["loop: a link; every file must be real"]


def test_too_large_a_file_is_found_and_not_read(
    sample: Sample, faults: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kitgen.proof.opened.MAX_FILE_BYTES", 3_000)
    assert any(fault.startswith("print/cards.pdf: larger than") for fault in faults("files"))


def _piece(name: str, box: tuple[float, float, float, float], page: int = 1) -> PieceEntry:
    return PieceEntry(
        id=name,
        puzzle="clock-tower",
        group="g",
        envelope="table",
        file="print/cards.pdf",
        page=page,
        box_mm=box,
    )


@pytest.mark.parametrize(
    ("piece", "fault"),
    [
        (_piece("over", (80, 100, 20, 20)), "piece over: lies over piece card"),
        (_piece("edge", (6, 150, 20, 20)), "piece edge: reaches into the margin of 7 mm"),
        (_piece("low", (60, 250, 63, 41)), "piece low: reaches into the margin of 7 mm"),
        (_piece("flat", (60, 150, 0, 20)), "piece flat: reaches into the margin of 7 mm"),
        (_piece("gone", (60, 150, 20, 20), page=2), "piece gone: there is no such page"),
    ],
)
def test_a_misplaced_piece_is_found(sample: Sample, faults: Ask, piece: PieceEntry, fault: str) -> None:
    sample.pieces.append(piece)
    assert fault in faults("pieces")[0]


def test_a_piece_of_no_puzzle_is_found(sample: Sample, faults: Ask) -> None:
    sample.puzzles.pop()
    assert "belongs to no puzzle" in faults("pieces")[0]
