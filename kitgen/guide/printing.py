"""What this print takes, what to buy for it, and which file goes on which paper."""

from __future__ import annotations

from collections.abc import Iterator

from kitgen.canvas import Face, Role
from kitgen.guide.model import GuideFile, GuideKit
from kitgen.layout.flow import Flow
from kitgen.message import Message, message
from kitgen.printing.profile import Duplex, Envelopes, Lettering

NAMES_SHARE = 0.28
"""Width of the first column of the budget."""

PARAGRAPH_MM = 48.0
"""A heading with the paragraph below it, in large print."""


def decimal(tenths: int) -> Message:
    """A number with one decimal, written as the language does."""
    return message("guide.decimal", whole=tenths // 10, tenths=tenths % 10)


def budget_table(flow: Flow, kit: GuideKit) -> None:
    """Sheets, cards, cuts, minutes and ink in a table, with a note on caps that are not kept."""
    flow.keep_together(70)
    flow.heading(message("guide.budget-heading"))
    heads = [message(f"guide.budget-head.{i}") for i in (1, 2)]
    rows = [[flow.say(name), flow.say(value)] for name, value in _budget_rows(kit)]
    flow.table(heads, rows, (NAMES_SHARE, 1 - NAMES_SHARE))
    for excess in kit.budget.over:
        over = message(
            f"guide.budget.over-{excess.what.replace('_', '-')}", count=excess.count, cap=excess.cap
        )
        flow.paragraph(over, face=Face.BODY_BOLD)
    flow.paragraph(message("guide.budget-note"), face=Face.BODY_ITALIC, role=Role.MUTED)


def _budget_rows(kit: GuideKit) -> Iterator[tuple[Message, Message]]:
    budget = kit.budget
    yield (
        message("guide.budget.sheets"),
        message("guide.budget.sheets-of", count=budget.sheets, firm=budget.firm_sheets),
    )
    yield message("guide.budget.cards"), message("guide.budget.cards-of", cards=budget.cards)
    yield (
        message("guide.budget.cutting"),
        message("guide.budget.cutting-of", minutes=message("guide.minutes", count=budget.whole_minutes)),
    )
    yield message("guide.budget.cuts"), _cuts(kit)
    yield message("guide.budget.ink"), _ink(kit)


def _cuts(kit: GuideKit) -> Message:
    """Straight cuts, then what else there is."""
    budget = kit.budget
    said = message("guide.budget.straight", count=budget.straight_cuts)
    if budget.shaped_mm:
        metres = decimal(max(1, round(budget.shaped_mm / 100)))
        said = message("guide.budget.and", first=said, second=message("guide.budget.shaped", metres=metres))
    if budget.holes:
        holes = message("guide.budget.holes", count=budget.holes)
        said = message("guide.budget.and", first=said, second=holes)
    return said


def _ink(kit: GuideKit) -> Message:
    shares = {name: round(10 * share) for name, share in kit.budget.ink.per_cent().items()}
    said = {name: decimal(tenths) for name, tenths in shares.items()}
    has_colour = any(shares[name] for name in ("cyan", "magenta", "yellow"))
    key = "guide.budget.ink-colour" if has_colour else "guide.budget.ink-black"
    return message(key, **said, sides=kit.budget.ink.sides)


def shopping(flow: Flow, kit: GuideKit) -> None:
    """What is needed, to tick."""
    flow.heading(message("guide.shopping-heading"))
    flow.tick_list([*_paper(kit), *_tools(kit), *_for_the_table(kit)])


def _is_folded(kit: GuideKit) -> bool:
    """Whether cards become twice as thick."""
    return kit.profile.duplex is Duplex.FOLD and not kit.profile.sleeves


def _paper(kit: GuideKit) -> Iterator[Message]:
    budget, profile = kit.budget, kit.profile
    paper = message(f"guide.paper-size.{profile.paper.name}")
    plain = budget.sheets - budget.firm_sheets
    firm = "folded" if _is_folded(kit) else "firm"
    if profile.sleeves:
        firm = "in-sleeves"
    if budget.firm_sheets:
        yield message(f"guide.shopping.{firm}", count=budget.firm_sheets, paper=paper)
    if plain:
        yield message("guide.shopping.plain", count=plain, paper=paper)
    if profile.sleeves:
        cards = sum(placed.number > 0 for placed in kit.placed)
        size = message(f"guide.sleeves.{profile.cards.name}")
        yield message("guide.shopping.sleeves", count=cards, size=size)


def _tools(kit: GuideKit) -> Iterator[Message]:
    profile = kit.profile
    yield message("guide.shopping.scissors")
    if _is_folded(kit) and kit.budget.cards:
        yield message("guide.shopping.glue-folded", count=kit.budget.cards)
    else:
        yield message(f"guide.shopping.glue-{profile.envelopes.value}")
    if kit.locks == "paper":
        yield message("guide.shopping.pin")


def _for_the_table(kit: GuideKit) -> Iterator[Message]:
    if kit.profile.envelopes is Envelopes.LABELS:
        size = message(f"guide.envelope-size.{kit.profile.paper.name}")
        yield message("guide.shopping.envelopes", count=len(kit.envelopes), size=size)
    else:
        yield message("guide.shopping.no-envelopes")
    yield message("guide.shopping.pencils")
    if kit.hints != "none":
        yield message("guide.shopping.phone")


def printing(flow: Flow, kit: GuideKit) -> None:
    """Which file goes on which paper, how the dialogue is set, and what to do when something goes wrong."""
    flow.keep_together(60)
    flow.heading(message("guide.print-heading"))
    heads = [message(f"guide.files-head.{i}") for i in range(1, 5)]
    rows = [
        [f"print/{file.name}", str(file.pages), flow.say(_kind(file, kit)), flow.say(_sides(file, kit))]
        for file in kit.files
    ]
    flow.table(heads, rows, (0.3, 0.1, 0.28, 0.32))
    flow.bullets(list(_steps(kit)), numbered=True)
    flow.keep_together(PARAGRAPH_MM)
    flow.heading(message("guide.playing-heading"))
    flow.paragraph(message(f"guide.print.playing-{kit.profile.envelopes.value}"))
    flow.keep_together(PARAGRAPH_MM)
    flow.heading(message("guide.again-heading"))
    flow.paragraph(message("guide.print.again"))


def _kind(file: GuideFile, kit: GuideKit) -> Message:
    """The paper of a file."""
    if file.is_optional:
        return message(f"guide.paper.{file.name.removesuffix('.pdf')}")
    if not file.firm:
        return message("guide.paper.plain")
    name = "folded" if _is_folded(kit) else "firm"
    if file.firm[0] == 1:
        return message(f"guide.paper.{name}")
    return message(f"guide.paper.{name}-from", page=file.firm[0])


def _sides(file: GuideFile, kit: GuideKit) -> Message:
    if not file.has_backs:
        return message("guide.sides.one")
    return message(f"guide.sides.{kit.profile.duplex.value}")


def _steps(kit: GuideKit) -> Iterator[Message]:
    profile = kit.profile
    yield message("guide.print.size")
    yield message("guide.print.ruler")
    if profile.is_two_sided and any(file.has_backs for file in kit.files):
        yield message("guide.print.backs")
    if any(placed.back for placed in kit.placed) and not profile.is_two_sided:
        yield message("guide.print.fold")
    if profile.shift_mm != (0.0, 0.0):
        yield message("guide.print.moved")
    yield message(f"guide.print.ink-{profile.ink.value}")
    if profile.large_print:
        yield message("guide.print.large")
    if profile.face is Lettering.LEGIBLE:
        yield message("guide.print.legible")
