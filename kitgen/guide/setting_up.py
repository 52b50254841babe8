"""Setting up: one page that says what to cut, what goes into which envelope, and how long it takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kitgen.canvas import Face, Role
from kitgen.guide.model import GuideKit
from kitgen.layout.flow import Flow
from kitgen.layout.plan import TABLE
from kitgen.message import Message, message

PRINTING_SECONDS = 8.0  # assumed: one page on a home printer
STRAIGHT_CUT_SECONDS = 12.0  # assumed: one cut along a ruler across a sheet
CUTS_PER_CARD_SHEET = 8
"""Nine cards: four cuts each way, all from edge to edge."""

WHEEL_MINUTES = 6.0  # assumed: three or more discs with small windows, and the middle
PACKING_SECONDS = 25.0  # assumed: finding and counting what belongs into one envelope


def cutting_total(kit: GuideKit) -> int:
    """Minutes with scissors before the night, for one person."""
    cards = kit.sheets.get("cards.pdf", 0) * CUTS_PER_CARD_SHEET * STRAIGHT_CUT_SECONDS / 60
    wheel = WHEEL_MINUTES if kit.locks == "paper" else 0.0
    return max(1, round(cards + wheel + kit.copies * sum(p.cutting_minutes for p in kit.puzzles)))


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
    flow.tick_list(
        [
            message("guide.packing.row", envelope=name, things=_things(flow, kit, key))
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
    sheets = sum(kit.sheets.values())
    cards = kit.sheets.get("cards.pdf", 0)
    yield message("guide.setup.print", count=sheets), sheets * PRINTING_SECONDS / 60
    yield message("guide.setup.cards", count=cards), cards * CUTS_PER_CARD_SHEET * STRAIGHT_CUT_SECONDS / 60
    if kit.locks == "paper":
        yield message("guide.setup.wheel"), WHEEL_MINUTES
    pieces = kit.copies * sum(p.cutting_minutes for p in kit.puzzles)
    yield message("guide.setup.props"), pieces
    yield message("guide.setup.pack", count=len(kit.envelopes)), len(kit.envelopes) * PACKING_SECONDS / 60


def _things(flow: Flow, kit: GuideKit, envelope: str) -> str:
    """What lies in an envelope, in words that give nothing away: titles, and how many of what."""
    say = flow.say
    puzzles = {p.page.id: p.page for p in kit.puzzles}
    counts: Counter[tuple[str, str]] = Counter()
    for placed in kit.placed:
        if placed.envelope == envelope:
            counts[placed.puzzle, placed.group] += 1
    out = []
    for (puzzle, group), count in counts.items():
        if puzzle not in puzzles:
            out.append(say(message(f"guide.packing.{group}", count=count)))
        elif group == "cards" and count == 2 * kit.copies:
            out.append(say(message("guide.packing.two-cards", title=puzzles[puzzle].title)))
        else:
            what = message(f"{puzzles[puzzle].mechanism}.group.{group}", count=count)
            out.append(say(message("guide.packing.of", title=puzzles[puzzle].title, what=what)))
    return say(message("guide.packing.separator")).join(out)
