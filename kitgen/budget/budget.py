"""The budget of a print: what hosts want to know before they begin."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kitgen.budget.ink import InkShares
from kitgen.effort import scissors_minutes
from kitgen.kit.models import Caps
from kitgen.layout.plan import Cuts, Page

CapName = Literal["sheets", "cutting_minutes"]


@dataclass(frozen=True)
class Excess:
    """One cap that a print does not keep.

    Args:
        what: which cap.
        count: what the print takes.
        cap: what its kit means to keep to.
    """

    what: CapName
    count: int
    cap: int


@dataclass(frozen=True)
class Budget:
    """What the players' files cost.

    Args:
        sheets: sheets of paper.
        firm_sheets: those of them that want firm paper: pieces, nearly all of them to cut out.
        cards: cards to cut, those of the locks' decks among them.
        straight_cuts: cuts along a ruler from edge to edge of a block.
        shaped_mm: length of outlines that are no rectangles.
        holes: windows and slits.
        cutting_minutes: minutes one person with scissors and a ruler needs.
        ink: mean ink of a printed side.
        caps: what the kit means to keep to.
    """

    sheets: int
    firm_sheets: int
    cards: int
    straight_cuts: int
    shaped_mm: float
    holes: int
    cutting_minutes: float
    ink: InkShares
    caps: Caps

    @property
    def whole_minutes(self) -> int:
        """Minutes of cutting as hosts are told them: rounded up, since nobody minds being done early."""
        return math.ceil(round(self.cutting_minutes, 3))

    @property
    def over(self) -> tuple[Excess, ...]:
        """The caps that this print does not keep; a note to hosts and authors, never an error."""
        pairs: tuple[tuple[CapName, int, int | None], ...] = (
            ("sheets", self.sheets, self.caps.sheets),
            ("cutting_minutes", self.whole_minutes, self.caps.cutting_minutes),
        )
        return tuple(
            Excess(what, count, cap) for what, count, cap in pairs if cap is not None and count > cap
        )


def budget_of(documents: Mapping[str, Sequence[Page]], ink: InkShares, caps: Caps) -> Budget:
    """The budget of some files of pages.

    Args:
        documents: pages by file name.
        ink: as measured on the finished files.
        caps: what the kit means to keep to.
    """
    fronts = [page for pages in documents.values() for page in pages if not page.is_back]
    cuts = Cuts(
        cards=sum(page.cuts.cards for page in fronts),
        straight=sum(page.cuts.straight for page in fronts),
        shaped_mm=sum(page.cuts.shaped_mm for page in fronts),
        holes=sum(page.cuts.holes for page in fronts),
    )
    return Budget(
        sheets=len(fronts),
        firm_sheets=sum(page.is_firm for page in fronts),
        cards=cuts.cards,
        straight_cuts=cuts.straight,
        shaped_mm=cuts.shaped_mm,
        holes=cuts.holes,
        cutting_minutes=scissors_minutes(cuts.straight, cuts.shaped_mm, cuts.holes),
        ink=ink,
        caps=caps,
    )
