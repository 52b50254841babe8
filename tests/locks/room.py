"""The room that the wheel has on paper: where the build lays it, at the worst of all offsets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kitgen.layout.batches import night_batches
from kitgen.layout.impose import Sheet, impose
from kitgen.layout.plan import KitPrint, NightPrint, Setting
from kitgen.mechanisms.contract import Piece
from kitgen.printing.profile import LARGEST_OFFSET_MM, PrintProfile
from kitgen.theme.theme import load_theme
from kitgen.units import Paper
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import FontMetrics

KIT = KitPrint("The Kit", "A tagline", "Welcome.", "AAAA-BBBB", "", None, locks="paper")


def wheel_sheets(pieces: Sequence[Piece], paper: Paper, language: str = "en") -> list[Sheet]:
    """Sheets with the parts of a wheel and what stands over them, in real type.

    Raises:
        LayoutError: a part is larger than its sheet.
    """
    furthest = (LARGEST_OFFSET_MM, -LARGEST_OFFSET_MM)
    profile = PrintProfile(paper=paper, offset_mm=furthest, large_print=True)
    metrics = FontMetrics(load_theme("midnight-thread").faces, profile.typography(language))
    setting = Setting(profile, metrics, partial(Catalogue.load(language).say, names={}))
    batches = night_batches(NightPrint(KIT, (), lock_props=tuple(pieces)), setting)
    return impose([batch for batch in batches if batch.id == "kit"], setting)
