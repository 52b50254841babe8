"""Pieces of one puzzle laid on sheets as the build lays them, for tests that look at pages of a mechanism."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kitgen.layout.arrange import Spot
from kitgen.layout.batches import night_batches
from kitgen.layout.impose import Sheet, impose
from kitgen.layout.plan import ActPrint, KitPrint, NightPrint, PuzzlePrint, Setting
from kitgen.mechanisms.contract import Instructions, Piece
from kitgen.message import Message, message
from kitgen.printing.profile import PrintProfile
from kitgen.theme.theme import load_theme
from kitgen.units import Paper
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import FontMetrics

KIT = KitPrint("The Kit", "A tagline", "Welcome.", "AAAA-BBBB", "", None)


def sheets_of(
    pieces: Sequence[Piece], paper: Paper, making: Message | None = None, language: str = "en"
) -> list[Sheet]:
    """Sheets with the props of a puzzle under their caption, in the flagship's type, the ruler on the first.

    Raises:
        LayoutError: a piece is larger than a sheet.
    """
    says = message("print.heading.task")
    puzzle = PuzzlePrint(
        id="puzzle",
        mechanism="template",
        title="A Puzzle",
        act=says,
        act_number=1,
        story="A story.",
        emblem="door",
        box="A",
        box_count=4,
        instructions=Instructions(says, says, says, making=making),
        needs=(),
        pieces=tuple(pieces),
        code="",
        qr=None,
        envelope="one",
    )
    profile = PrintProfile(paper=paper)
    metrics = FontMetrics(load_theme("midnight-thread").faces, profile.typography(language))
    setting = Setting(profile, metrics, partial(Catalogue.load(language).say, names={}))
    night = NightPrint(KIT, (ActPrint("one", says, 1, "One", (puzzle,), None),))
    return impose([batch for batch in night_batches(night, setting) if batch.id == "puzzle"], setting)


def spots_of(sheets: Sequence[Sheet]) -> list[Spot]:
    """All pieces on some sheets, sheet by sheet."""
    return [
        spot
        for sheet in sheets
        for region in sheet.regions
        for block in region.blocks
        for spot in block.spots
    ]
