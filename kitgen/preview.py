"""Pages as pictures: a PNG of each, and one contact sheet, so that a host sees a kit before printing it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image

from kitgen.errors import OutputError
from kitgen.manifest import read_manifest
from kitgen.output import files_below, swap_in

CONTACT_COLUMNS = 4
CONTACT_WIDTH_PX = 380
CONTACT_GAP_PX = 16
CONTACT_NAME = "contact-sheet.png"


def preview_output(
    folder: Path,
    target: Path,
    *,
    dpi: int = 100,
    players_only: bool = False,
    progress: Callable[[str], None] | None = None,
) -> list[str]:
    """Write PNGs of a finished output's pages.

    Args:
        folder: the output.
        target: folder for the pictures; replaced only if it holds nothing but PNGs.
        dpi: pixels an inch.
        players_only: leave out what only the host reads.
        progress: told of each page.

    Returns:
        The names of the pictures, the contact sheet last.

    Raises:
        OutputError: there is no output, a PDF is broken, or the target holds something else.
    """
    check_pictures_only(target, "--into")
    manifest = read_manifest(folder)
    files: dict[str, bytes] = {}
    small: list[Image.Image] = []
    # Players' pages come first, as on the table.
    for entry in sorted(manifest.files, key=lambda entry: (not entry.path.startswith("print/"), entry.path)):
        if entry.pages is None or (players_only and not entry.path.startswith("print/")):
            continue
        stem = Path(entry.path).stem
        for number, picture in enumerate(_render(folder / entry.path, dpi), start=1):
            name = f"{stem}-{number:02d}.png"
            files[name] = png(picture)
            small.append(thumbnail(picture))
            if progress:
                progress(name)
    if progress:
        progress(CONTACT_NAME)
    files[CONTACT_NAME] = png(contact_sheet(small))
    swap_in(target, files)
    return list(files)


def check_pictures_only(target: Path, option: str) -> None:
    """Make sure that pictures written to `target` replace nothing but pictures.

    Args:
        target: the folder.
        option: how another one is chosen.

    Raises:
        OutputError: it is no folder, or holds anything but PNGs.
    """
    hint = f"Choose another folder with {option}."
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise OutputError(f"{target}: it is not a folder.", hint)
    for path in files_below(target):
        if path.suffix != ".png" or path.is_symlink() or path.parent != target:
            raise OutputError(f"{target}: it holds {path.name}, which is no picture.", hint)


def _render(path: Path, dpi: int) -> list[Image.Image]:
    try:
        document = pypdfium2.PdfDocument(path)
        try:
            return [page.render(scale=dpi / 72).to_pil() for page in document]
        finally:
            document.close()
    except (pypdfium2.PdfiumError, OSError) as error:
        raise OutputError(f"{path}: it cannot be read as a PDF: {error}.", "Build the kit again.") from error


def thumbnail(picture: Image.Image) -> Image.Image:
    """A picture as small as the contact sheet shows it."""
    height = round(picture.height * CONTACT_WIDTH_PX / picture.width)
    return picture.resize((CONTACT_WIDTH_PX, height), Image.Resampling.LANCZOS)


def contact_sheet(small: list[Image.Image]) -> Image.Image:
    """Thumbnails in rows on one sheet.

    Args:
        small: made by `thumbnail`.
    """
    rows = [small[i : i + CONTACT_COLUMNS] for i in range(0, len(small), CONTACT_COLUMNS)]
    width = CONTACT_COLUMNS * (CONTACT_WIDTH_PX + CONTACT_GAP_PX) + CONTACT_GAP_PX
    height = sum(max(page.height for page in row) + CONTACT_GAP_PX for row in rows) + CONTACT_GAP_PX
    sheet = Image.new("RGB", (width, height), (140, 134, 120))
    y = CONTACT_GAP_PX
    for row in rows:
        for i, page in enumerate(row):
            sheet.paste(page, (CONTACT_GAP_PX + i * (CONTACT_WIDTH_PX + CONTACT_GAP_PX), y))
        y += max(page.height for page in row) + CONTACT_GAP_PX
    return sheet


def png(picture: Image.Image, dpi: int | None = None) -> bytes:
    """A picture as the bytes of a PNG.

    Args:
        picture: what to write.
        dpi: pixels an inch to note in it, or None.
    """
    buffer = io.BytesIO()
    if dpi is None:
        picture.save(buffer, "PNG")
    else:
        picture.save(buffer, "PNG", dpi=(dpi, dpi))
    return buffer.getvalue()
