"""Setting up: one page that says what to cut, what goes into which envelope, and how long it takes."""

from __future__ import annotations

from collections.abc import Iterator

from kitgen.canvas import Face, Role
from kitgen.guide.model import GuideKit
from kitgen.layout.flow import Flow
from kitgen.layout.packing import Item, packing_lists
from kitgen.layout.plan import TABLE
from kitgen.message import Message, message
from kitgen.printing.profile import Duplex, Envelopes

PRINTING_SECONDS = 8.0  # assumed: one page on a home printer
WHEEL_MINUTES = 3.0  # assumed: stacking the discs and joining their middle
FOLDING_SECONDS = 15.0  # assumed: a card's share of folding a row, spreading glue and pressing it
SLEEVE_SECONDS = 5.0  # assumed: one card slipped into its sleeve
LABEL_SECONDS = 15.0  # assumed: one label glued on
COVER_SECONDS = 45.0  # assumed: one cover folded, and glued along two sides
PACKING_SECONDS = 25.0  # assumed: finding and counting what belongs into one envelope


def setting_up(flow: Flow, kit: GuideKit) -> None:
    """Add the page: the steps with their minutes, and a packing list for each envelope."""
    flow.new_page()
    flow.heading(message("guide.setup-heading"))
    flow.table(
        [message("guide.setup-head.1"), message("guide.setup-head.2")],
        [[flow.say(text), _minutes(flow, minutes)] for text, minutes in _steps(kit)],
        (0.82, 0.18),
    )
    flow.paragraph(message("guide.setup-note"), face=Face.BODY_ITALIC, role=Role.MUTED)
    flow.heading(message("guide.packing-heading"))
    items = [Item(placed.puzzle, placed.group, placed.envelope, placed.number) for placed in kit.placed]
    lists = packing_lists(items, [puzzle.page for puzzle in kit.puzzles], flow.say)
    between = flow.say(message("guide.packing.separator"))
    flow.tick_list(
        [
            message(
                "guide.packing.row", envelope=name, things=between.join(map(flow.say, lists.get(key, [])))
            )
            for key, name in _rows(kit)
        ]
    )


def _rows(kit: GuideKit) -> list[tuple[str, Message]]:
    titles = {act.id: message("guide.packing.act", number=act.number, title=act.title) for act in kit.acts}
    envelopes = [(name, titles.get(name, message("guide.packing.end"))) for name in kit.envelopes]
    return [(TABLE, message("guide.packing.table")), *envelopes]


def _minutes(flow: Flow, minutes: float) -> str:
    return flow.say(message("guide.minutes", count=max(1, round(minutes))))


def _steps(kit: GuideKit) -> Iterator[tuple[Message, float]]:
    """What the host does before the night, with minutes."""
    sides, cards, envelopes = kit.budget.ink.sides, kit.budget.cards, len(kit.envelopes)
    yield message("guide.setup.print", count=sides), sides * PRINTING_SECONDS / 60
    if kit.profile.duplex is Duplex.FOLD and not kit.profile.sleeves:
        yield message("guide.setup.fold"), cards * FOLDING_SECONDS / 60
    cuts = message("guide.setup.cut", count=kit.budget.firm_sheets, cuts=kit.budget.straight_cuts)
    yield cuts, kit.budget.whole_minutes
    if kit.profile.sleeves:
        sleeved = sum(placed.number > 0 for placed in kit.placed)
        yield message("guide.setup.sleeves", count=sleeved), sleeved * SLEEVE_SECONDS / 60
    if kit.locks == "paper":
        yield message("guide.setup.wheel"), WHEEL_MINUTES
    making = LABEL_SECONDS if kit.profile.envelopes is Envelopes.LABELS else COVER_SECONDS
    yield message(f"guide.setup.{kit.profile.envelopes.value}", count=envelopes), envelopes * making / 60
    yield message("guide.setup.pack", count=envelopes), envelopes * PACKING_SECONDS / 60
