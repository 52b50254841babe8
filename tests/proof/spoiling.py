"""A built kit of which a test spoils one place: in a list, in the host's file, or in a printed page."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from kitgen.proof.opened import Output
from kitgen.proof.prove import CHECKS

CARDS = PROPS = "print/firm-paper.pdf"
SHEETS = "print/plain-paper.pdf"
SOLUTIONS = "host/solutions.json"
Table = dict[str, Any]


class Spoiled:
    """A copy of a built kit's folder."""

    def __init__(self, built: Path, folder: Path) -> None:
        self.folder = Path(shutil.copytree(built, folder))

    def faults(self, name: str) -> list[str]:
        """What one check finds now."""
        check = next(check for known, _, check in CHECKS if known == name)
        with Output(self.folder) as output:
            return check(output)[1]

    def read(self, path: str = "manifest.json") -> Table:
        """One of the kit's JSON files."""
        document: Table = json.loads((self.folder / path).read_text("utf-8"))
        return document

    def change(self, change: Callable[[Table], object], path: str = "manifest.json") -> None:
        """Change one of the kit's JSON files."""
        document = self.read(path)
        change(document)
        (self.folder / path).write_text(json.dumps(document), "utf-8")

    def pieces(self, change: Callable[[list[Table]], object]) -> None:
        """Change the list of pieces."""
        self.change(lambda manifest: change(manifest["pieces"]))

    def piece(self, name: str) -> Table:
        """The first piece with that id."""
        return next(piece for piece in self.read()["pieces"] if piece["id"] == name)

    def move(self, name: str, envelope: str) -> None:
        """Lay a piece into another envelope."""
        self.pieces(lambda pieces: [p.update(envelope=envelope) for p in pieces if p["id"] == name])

    def reword(self, path: str, words: Mapping[str, str], page: int | None = None) -> int:
        """Exchange parts of what single text operators draw; how often that was done."""
        return self.redraw(path, lambda text: _exchanged(text, words), page)

    def redraw(self, path: str, change: Callable[[str], str], page: int | None = None) -> int:
        """Change what text operators draw, on one page (from 1) or on all."""
        count = 0
        with pikepdf.open(io.BytesIO((self.folder / path).read_bytes())) as file:
            for number, sheet in enumerate(file.pages, start=1):
                if page not in (None, number):
                    continue
                drawn: list[Any] = list(pikepdf.parse_content_stream(sheet))
                fonts = {str(name): _codes_of(font) for name, font in sheet.Resources.Font.items()}
                state = [""]  # the font in force, and those that wait for a Q
                for i, step in enumerate(drawn):
                    operator = str(step.operator)
                    if operator == "q":
                        state.append(state[-1])
                    elif operator == "Q":
                        state.pop()
                    elif operator == "Tf":
                        state[-1] = str(step.operands[0])
                    elif operator == "Tj":
                        before = fonts[state[-1]].decoded(bytes(step.operands[0]))
                        after = change(before)
                        count += after != before
                        shown = pikepdf.String(fonts[state[-1]].encoded(after))
                        drawn[i] = pikepdf.ContentStreamInstruction([shown], step.operator)
                sheet.Contents = file.make_stream(pikepdf.unparse_content_stream(drawn))
            file.save(self.folder / path)
        return count

    def reshape(self, path: str, page: int, change: Callable[[list[list[float]]], list[list[float]]]) -> None:
        """Change the corners of every straight four-cornered outline of a page (in its own units)."""
        with pikepdf.open(io.BytesIO((self.folder / path).read_bytes())) as file:
            sheet = file.pages[page - 1]
            drawn: list[Any] = list(pikepdf.parse_content_stream(sheet))
            for i in range(len(drawn) - 4):
                if [str(step.operator) for step in drawn[i : i + 4]] != ["m", "l", "l", "l"]:
                    continue
                corners = [[float(value) for value in step.operands] for step in drawn[i : i + 4]]
                for j, corner in enumerate(change(corners)):
                    drawn[i + j] = pikepdf.ContentStreamInstruction(corner, drawn[i + j].operator)
            sheet.Contents = file.make_stream(pikepdf.unparse_content_stream(drawn))
            file.save(self.folder / path)


@dataclass(frozen=True)
class _Codes:
    """How a font's characters are written in its texts.

    Args:
        size: bytes of one character.
        characters: by code.
    """

    size: int
    characters: Mapping[int, str]

    def decoded(self, shown: bytes) -> str:
        codes = (shown[i : i + self.size] for i in range(0, len(shown), self.size))
        return "".join(self.characters[int.from_bytes(code, "big")] for code in codes)

    def encoded(self, text: str) -> bytes:
        codes = {character: code.to_bytes(self.size, "big") for code, character in self.characters.items()}
        return b"".join(codes[character] for character in text)


def _codes_of(font: Any) -> _Codes:
    table = font.ToUnicode.read_bytes()
    first = re.search(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>", table)
    assert first is not None, "every font of ours says how long its codes are"
    pairs = []
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        pairs += re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part)
    known = {int(code, 16): bytes.fromhex(shown.decode()).decode("utf-16-be") for code, shown in pairs}
    size = len(first[1]) // 2
    return _Codes(size, {code: text for code, text in known.items() if code != 0xFFFF and text != "\0"})


def _exchanged(text: str, words: Mapping[str, str]) -> str:
    for old, new in words.items():
        if old in text:
            return text.replace(old, new)
    return text
