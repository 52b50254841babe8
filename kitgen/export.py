"""Cards as pictures for print-on-demand services: a PNG a side, with bleed, and a sheet that shows them all.

The kit is made again in memory from what its manifest says was asked for and the seed among the host's
solutions, so that pictures show the same cards as the PDFs. Services cut every card by itself: what touches
its edge has to go on beyond it, by the bleed on all four sides.
"""

from __future__ import annotations

import ctypes
import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from kitgen.build import BuildOptions, Prepared, prepare_kit
from kitgen.errors import OutputError, UsageError
from kitgen.hints.addresses import asked_for
from kitgen.layout.backs import draw_back
from kitgen.layout.batches import night_batches
from kitgen.layout.cards import draw_card_number
from kitgen.layout.plan import Tile
from kitgen.manifest import Manifest, Printing, read_manifest
from kitgen.mechanisms.contract import Level
from kitgen.output import swap_in
from kitgen.preview import CONTACT_NAME, check_pictures_only, contact_sheet, png, thumbnail
from kitgen.printing.profile import BLEED_MM, CARD_FORMATS, Duplex, PrintProfile
from kitgen.units import PAPERS, Box, Paper
from kitgen.writers.pdf import PdfFile

DPI = 300
"""What print-on-demand services ask for."""

SOLUTIONS = "host/solutions.json"
MAX_SOLUTIONS_BYTES = 5_000_000


@dataclass(frozen=True)
class Export:
    """What was written.

    Args:
        names: of the pictures, the contact sheet last.
        sizes: width and height in mm, with bleed, and in pixels, of each format of card there is.
        cards: how many cards there are.
        has_backs: whether their backs are there too.
    """

    names: tuple[str, ...]
    sizes: tuple[tuple[float, float, int, int], ...]
    cards: int
    has_backs: bool


@dataclass(frozen=True)
class _Card:
    """A card and the beginning of its files' names."""

    name: str
    tile: Tile

    @property
    def page(self) -> Paper:
        """The card with its bleed."""
        return Paper("card", self.tile.width_mm + 2 * BLEED_MM, self.tile.height_mm + 2 * BLEED_MM)

    @property
    def box(self) -> Box:
        """The trimmed card on that page."""
        return Box(BLEED_MM, BLEED_MM, self.tile.width_mm, self.tile.height_mm)

    @property
    def size_px(self) -> tuple[int, int]:
        """Pixels of its pictures."""
        return _pixels(self.page.width_mm), _pixels(self.page.height_mm)


@dataclass(frozen=True)
class _Picture:
    """One side of a card as a PNG, and as the contact sheet shows it."""

    data: bytes
    small: Image.Image


def _picture(image: Image.Image) -> _Picture:
    whole = _with_bleed(image)
    return _Picture(png(whole, DPI), thumbnail(whole))


def _pixels(length_mm: float) -> int:
    return round(length_mm / 25.4 * DPI)


def export_cards(
    folder: Path,
    target: Path,
    *,
    kit: str = "",
    backs: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Export:
    """Write a PNG of every card of a finished output, and a contact sheet.

    Cards are in the order of their numbers. Packs besides the first have the same cards and are not written
    again.

    Args:
        folder: the output.
        target: folder for the pictures; replaced only if it holds nothing but PNGs.
        kit: where the kit lies, if it is not one of kitgen's own.
        backs: write the backs, even if the output was printed without any.
        progress: told of each picture.

    Raises:
        OutputError: there is no output, it has no seed, it is another kit by now, or the target holds
            something else.
        KitgenError: the kit cannot be made any more.
    """
    check_pictures_only(target, "--into")
    manifest = read_manifest(folder)
    ready = _made_again(folder, manifest, kit)
    has_backs = backs or ready.chosen.profile.has_card_backs
    cards = _cards(ready)
    if not cards:
        raise OutputError(f"{folder}: it has no cards.", "Build the whole kit, without --only.")
    files: dict[str, bytes] = {}
    small: list[Image.Image] = []
    for name, picture in _pictures(ready, cards, has_backs):
        files[name] = picture.data
        if not any(other is picture.small for other in small):
            small.append(picture.small)  # the theme's back once is enough
        if progress:
            progress(name)
    files[CONTACT_NAME] = png(contact_sheet(small))
    if progress:
        progress(CONTACT_NAME)
    swap_in(target, files)
    sizes = dict.fromkeys((card.page.width_mm, card.page.height_mm, *card.size_px) for card in cards)
    return Export(tuple(files), tuple(sizes), len(cards), has_backs)


def _made_again(folder: Path, manifest: Manifest, kit: str) -> Prepared:
    """The output's kit, made again and seen to be the same one."""
    options = manifest.options
    try:
        ready = prepare_kit(
            BuildOptions(
                kit=kit or manifest.kit.id,
                seed=_seed(folder),
                levels={name: Level(level) for name, level in options.levels.items()},
                cast=options.cast,
                names=options.names,
                profile=_profile(options.printing),
                hints=asked_for(options.hints, options.hints_address),
                home=options.hints_address if options.hints == "lan" else "",
                only=tuple(puzzle.id for puzzle in manifest.puzzles),
                players=options.players,
                locks=options.locks if options.locks != "none" else "paper",
                fright=options.fright,
                language=manifest.kit.language,
                copies=options.copies,
            )
        )
    except (UsageError, ValueError) as error:
        raise OutputError(
            f"{folder}: its kit {manifest.kit.id} cannot be made again: {error}",
            "Say where the kit lies with --kit DIR, or build it again and export that.",
        ) from error
    if ready.manifest.fingerprint != manifest.fingerprint:
        raise OutputError(_changed(folder, manifest, ready.manifest), "Build it again and export that.")
    return ready


def _changed(folder: Path, before: Manifest, now: Manifest) -> str:
    """What tells an output from the same kit made again."""
    if before.kitgen != now.kitgen:
        why = f"it was built by kitgen {before.kitgen}, and this is {now.kitgen}"
    elif before.kit.version != now.kit.version:
        why = f"it has version {before.kit.version} of the kit, which has version {now.kit.version} by now"
    else:
        why = "the kit, its seed or what the manifest says was changed since"
    prints = f"{now.fingerprint}, not {before.fingerprint}"
    return f"{folder}: made again, it would be another print ({prints}): {why}."


def _seed(folder: Path) -> str:
    path = folder / SOLUTIONS
    hint = "Name a whole output, with the host's files; reprints of single pieces have none."
    if not path.is_file():
        raise OutputError(f"{folder}: it has no {SOLUTIONS}, where the seed stands.", hint)
    if path.stat().st_size > MAX_SOLUTIONS_BYTES:
        raise OutputError(f"{path}: larger than {MAX_SOLUTIONS_BYTES} bytes; not ours.", hint)
    try:
        document = json.loads(path.read_bytes())
    except (ValueError, RecursionError, OSError) as error:
        raise OutputError(f"{path}: it cannot be read as JSON: {error}.", hint) from error
    seed = document.get("seed") if isinstance(document, dict) else None
    if not isinstance(seed, str) or not seed.strip():
        raise OutputError(f"{path}: it names no seed.", hint)
    return seed


def _profile(printing: Printing) -> PrintProfile:
    """The profile of a manifest.

    Raises:
        ValueError: it names a format of cards that there is not.
    """
    cards = CARD_FORMATS.get(printing.cards)
    if cards is None:
        raise ValueError(
            f"there is no format of cards {printing.cards[:40]!r}; there are {', '.join(CARD_FORMATS)}."
        )
    return PrintProfile(
        paper=PAPERS[printing.paper],
        cards=cards,
        duplex=printing.duplex,
        ink=printing.ink,
        offset_mm=printing.offset_mm,
        back_offset_mm=printing.back_offset_mm,
        large_print=printing.large_print,
        sleeves=printing.sleeves,
        face=printing.face,
        envelopes=printing.envelopes,
    )


def _cards(ready: Prepared) -> list[_Card]:
    """All cards in the order of their numbers; names tell nothing but that."""
    # On a sheet that is folded, a card has its back beside it; here each side has a picture of its own.
    flat = replace(ready.setting, profile=replace(ready.chosen.profile, duplex=Duplex.LONG))
    batches = night_batches(ready.night, flat, lambda tile: tile.is_card)
    tiles = [tile for batch in batches for tile in batch.tiles]
    numbered = sorted((tile for tile in tiles if tile.number), key=lambda tile: tile.number)
    digits = max(2, len(str(len(numbered))))
    return [_Card(f"card-{tile.number:0{digits}}", tile) for tile in numbered]


def _pictures(ready: Prepared, cards: Sequence[_Card], has_backs: bool) -> Iterator[tuple[str, _Picture]]:
    """Name and picture of each side of each card, in order."""
    backs: dict[tuple[int, int], _Picture] = {}
    for card in cards:
        yield f"{card.name}-front.png", _picture(_front(ready, card))
        if not has_backs:
            continue
        if card.tile.back is not None:
            yield f"{card.name}-back.png", _picture(_back(ready, card))
            continue
        # The theme's back is the same for all cards of a size.
        if card.size_px not in backs:
            backs[card.size_px] = _picture(_back(ready, card))
        yield f"{card.name}-back.png", backs[card.size_px]


def _file(ready: Prepared, card: _Card) -> PdfFile:
    language = ready.chosen.kit.language
    return PdfFile(ready.theme, card.page, card.name, language, ready.metrics, ready.setting.say)


def _front(ready: Prepared, card: _Card) -> Image.Image:
    file = _file(ready, card)
    with file.page() as canvas:
        card.tile.front(canvas, card.box)
        if card.tile.number:
            draw_card_number(canvas, card.box, card.tile.number)
    return _rendered(file.to_bytes(), card.size_px)


def _back(ready: Prepared, card: _Card) -> Image.Image:
    file = _file(ready, card)
    with file.page() as canvas:
        draw_back(canvas, card.tile, card.box, ready.chosen.profile, BLEED_MM)
    return _rendered(file.to_bytes(), card.size_px)


def _rendered(data: bytes, size_px: tuple[int, int]) -> Image.Image:
    """The one page of a PDF in exactly so many pixels; pdfium's own helper would round up."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        bitmap = pypdfium2.PdfBitmap.new_native(*size_px, pdfium.FPDFBitmap_BGR)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, *size_px)
        flags = ctypes.c_int(pdfium.FPDF_ANNOT)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, *size_px, 0, flags)
        picture: Image.Image = bitmap.to_pil().convert("RGB")
        return picture
    finally:
        document.close()


def _with_bleed(picture: Image.Image) -> Image.Image:
    """The picture with its ground going on to the edge.

    Most faces stop at the trim, since neighbours on a sheet share their cuts. Whatever ends there is drawn
    on straight outwards, so that a cut a little off shows no white sliver; bare paper goes on as bare paper.
    A face that reaches the picture's edge by itself is left as it is.
    """
    width, height = picture.size
    bleed = math.ceil(BLEED_MM / 25.4 * DPI)  # the first pixel that lies wholly inside the trim
    inner = picture.crop((bleed, bleed, width - bleed, height - bleed))
    rim = Image.new("L", picture.size, 255)
    rim.paste(0, (1, 1, width - 1, height - 1))
    drawn = ImageChops.invert(picture.convert("L"))
    if ImageChops.multiply(drawn, rim).getbbox() is not None:
        return picture
    out = Image.new("RGB", picture.size, (255, 255, 255))
    across, along = inner.size
    edges = (
        ((0, 0, 1, 1), (0, 0, bleed, bleed)),
        ((across - 1, 0, across, 1), (width - bleed, 0, width, bleed)),
        ((0, along - 1, 1, along), (0, height - bleed, bleed, height)),
        ((across - 1, along - 1, across, along), (width - bleed, height - bleed, width, height)),
        ((0, 0, across, 1), (bleed, 0, width - bleed, bleed)),
        ((0, along - 1, across, along), (bleed, height - bleed, width - bleed, height)),
        ((0, 0, 1, along), (0, bleed, bleed, height - bleed)),
        ((across - 1, 0, across, along), (width - bleed, bleed, width, height - bleed)),
    )
    for source, place in edges:
        size = place[2] - place[0], place[3] - place[1]
        out.paste(inner.crop(source).resize(size, Image.Resampling.NEAREST), place[:2])
    out.paste(inner, (bleed, bleed))
    return out
