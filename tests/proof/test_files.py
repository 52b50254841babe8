"""Files against the manifest, and pieces on their pages."""

from __future__ import annotations

import pytest

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
    sample.pages["print/firm-paper.pdf"] = 2
    assert faults("files") == ["print/firm-paper.pdf: 1 pages; the manifest has 2"]


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
    assert any(fault.startswith("print/firm-paper.pdf: larger than") for fault in faults("files"))


def test_what_is_printed_again_is_one_file_and_nothing_for_the_host(sample: Sample, faults: Ask) -> None:
    sample.only = ["card:2"]
    sample.files = {"print/again.pdf": sample.files["print/firm-paper.pdf"]}
    sample.pages = {"print/again.pdf": 1}
    assert faults("files") == []
    sample.files["host/solutions.json"] = b"{}"
    (sample.folder / "manifest.json").unlink()
    assert faults("files") == ["host/solutions.json: of no use in what is printed again"]
