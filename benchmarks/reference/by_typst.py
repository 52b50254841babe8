"""The reference pages by typst, through its Python binding."""

from __future__ import annotations

import shutil
from pathlib import Path

import typst


class Maker:
    """Makes kits one after the other with one compiler, which keeps fonts and pictures.

    Args:
        folder: what `prepare` wrote.
        tagged: whether the PDF gets a structure for screen readers; kitgen's has none.
    """

    def __init__(self, folder: Path, *, tagged: bool = False) -> None:
        main = folder / "reference.typ"
        shutil.copyfile(Path(__file__).parent / "reference.typ", main)
        self._tagged = tagged
        self._compiler = typst.Compiler(
            input=main,
            root=folder,
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder / "fonts"]
            ),
        )

    def make(self, number: int) -> bytes:
        """The 32 pages of a kit as a PDF."""
        made = self._compiler.compile(sys_inputs={"kit": str(number)}, format="pdf", pdf_tags=self._tagged)
        assert isinstance(made, bytes)
        return made
