"""Output appears whole or not at all, and nothing that kitgen did not write is ever lost."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kitgen.errors import OutputError
from kitgen.manifest import (
    MANIFEST_NAME,
    FileEntry,
    KitName,
    Manifest,
    Options,
    Printing,
    read_manifest,
    sha256_hex,
)
from kitgen.output import check_replaceable, write_output
from kitgen.printing.profile import PrintProfile, plain_settings

PRINTING = Printing.model_validate(plain_settings(PrintProfile()))


def some_files(text: str = "page") -> dict[str, bytes]:
    """A tiny output with a true manifest."""
    data = {"print/firm-paper.pdf": text.encode(), "host/guide.pdf": b"guide"}
    manifest = Manifest(
        kitgen="0",
        kit=KitName(id="k", title="K", version="1", language="en"),
        fingerprint="AAAA-BBBB",
        options=Options(
            difficulty="easy",
            levels={},
            cast="",
            names={},
            players=4,
            fright="full",
            locks="none",
            copies=1,
            printing=PRINTING,
            hints="none",
            hints_address="",
            only=[],
        ),
        files=[FileEntry(path=p, sha256=sha256_hex(b), bytes=len(b)) for p, b in data.items()],
    )
    return {**data, MANIFEST_NAME: manifest.to_json()}


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_an_output_is_written_with_its_folders_and_read_back(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "kit"
    write_output(target, some_files())
    assert contents(target) == some_files()
    assert read_manifest(target).kit.id == "k"
    assert [p.name for p in target.parent.iterdir()] == ["kit"]


def test_an_unchanged_output_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "kit"
    write_output(target, {**some_files("old"), **some_files("old")})
    write_output(target, some_files("new"))
    assert contents(target) == some_files("new")
    assert [p.name for p in tmp_path.iterdir()] == ["kit"]


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    write_output(tmp_path / "kit", some_files())
    assert contents(tmp_path / "kit") == some_files()


@pytest.mark.parametrize("extra", ["notes.txt", "print/mine.pdf", ".hidden"])
def test_a_file_that_is_not_ours_is_named_and_kept(tmp_path: Path, extra: str) -> None:
    target = tmp_path / "kit"
    write_output(target, some_files())
    (target / extra).write_text("mine")
    with pytest.raises(OutputError, match=rf"{extra} is not part of the kit"):
        write_output(target, some_files("new"))
    assert (target / extra).read_text() == "mine"
    assert (target / "print/firm-paper.pdf").read_bytes() == b"page"


def test_a_changed_file_is_named_and_kept(tmp_path: Path) -> None:
    target = tmp_path / "kit"
    write_output(target, some_files())
    (target / "print/firm-paper.pdf").write_text("my notes")
    with pytest.raises(OutputError, match=r"print/firm-paper\.pdf was changed"):
        write_output(target, some_files("new"))
    assert (target / "print/firm-paper.pdf").read_text() == "my notes"


def test_a_folder_without_manifest_is_refused(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_text("dear")
    with pytest.raises(OutputError, match=r"files that kitgen did not write, such as photo\.jpg"):
        check_replaceable(tmp_path)


def test_a_file_or_a_link_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(OutputError, match="it is a file"):
        check_replaceable(file)
    link = tmp_path / "link"
    link.symlink_to(tmp_path)
    with pytest.raises(OutputError, match="it is a link"):
        check_replaceable(link)


def test_a_folder_linked_into_an_output_is_not_part_of_it(tmp_path: Path) -> None:
    target = tmp_path / "kit"
    write_output(target, some_files())
    (tmp_path / "elsewhere").mkdir()
    (target / "linked").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="linked is not part of the kit"):
        check_replaceable(target)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "may not write there"),
        (errno.EIO, "could not be written"),
    ],
)
def test_a_disk_that_fails_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    target = tmp_path / "kit"
    write_output(target, some_files("old"))
    real = Path.write_bytes

    def failing(self: Path, data: bytes) -> int:
        if self.name == "guide.pdf":
            raise OSError(number, os.strerror(number))
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", failing)
    with pytest.raises(OutputError, match=words) as caught:
        write_output(target, some_files("new"))
    assert caught.value.hint
    monkeypatch.undo()
    assert contents(target) == some_files("old")
    assert [p.name for p in tmp_path.iterdir()] == ["kit"]


def test_a_swap_that_fails_brings_the_old_output_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kit"
    write_output(target, some_files("old"))
    real = Path.rename

    def failing(self: Path, other: Path) -> Path:
        if "-new-" in self.name:
            raise OSError(errno.EIO, "no")
        return real(self, other)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OutputError):
        write_output(target, some_files("new"))
    monkeypatch.undo()
    assert contents(target) == some_files("old")


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> str:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    with pytest.raises(OutputError, match="may not write there"):
        write_output(tmp_path / "kit", some_files())


@pytest.mark.parametrize(
    "text", ["", "{", '{"format": 2}', "[]", '{"format": 1, "files": [{"path": "../x"}]}']
)
def test_a_manifest_that_kitgen_did_not_write_is_no_manifest(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST_NAME).write_text(text)
    with pytest.raises(OutputError, match=MANIFEST_NAME):
        read_manifest(tmp_path)
