"""The host's guide: what to buy, print, cut and put out. It holds no answer and no spoiler."""

from __future__ import annotations

from collections.abc import Callable

from kitgen.canvas import Canvas, Face, Metrics, Path, Role
from kitgen.guide.model import GuideKit, GuidePuzzle
from kitgen.layout.flow import Flow
from kitgen.layout.plan import Page
from kitgen.layout.text import fit_line
from kitgen.message import Message, message
from kitgen.theme.frames import panel, stitch
from kitgen.units import Box, Paper

NODE_HEIGHT_MM = 25.0
ROW_GAP_MM = 9.0


def guide_pages(kit: GuideKit, paper: Paper, metrics: Metrics, say: Callable[[Message], str]) -> list[Page]:
    """All pages of `host/guide.pdf`."""
    flow = Flow(paper, metrics, say, "host/guide.pdf")
    flow.title(message("guide.title", title=kit.page.title))
    flow.paragraph(message("guide.intro"))
    flow.paragraph(message("guide.not-playtested"), face=Face.BODY_ITALIC, role=Role.MUTED)
    _shopping(flow, kit)
    _printing(flow, kit)
    flow.heading(message("guide.hints-heading"))
    flow.bullets([message(f"guide.hints.{kit.hints}.{i}", address=kit.page.hint_base) for i in range(1, 4)])
    flow.keep_together(_picture_height_mm(kit) + 25)
    flow.heading(message("guide.flow-heading"))
    flow.paragraph(message("guide.flow-intro"))
    _flow_picture(flow, kit)
    flow.heading(message("guide.minutes-heading"))
    _minutes_table(flow, kit, say)
    flow.heading(message("guide.setup-heading"))
    flow.bullets([message(f"guide.setup.{i}", count=len(kit.puzzles)) for i in range(1, 6)], numbered=True)
    flow.heading(message("guide.evening-heading"))
    flow.bullets([message(f"guide.evening.{i}") for i in range(1, 5)])
    return flow.pages(kit.page, message("guide.what"))


def _shopping(flow: Flow, kit: GuideKit) -> None:
    flow.heading(message("guide.shopping-heading"))
    sheets = sum(kit.sheets.get(name, 0) for name in ("cards.pdf", "sheets.pdf", "props.pdf"))
    firm = kit.sheets.get("cards.pdf", 0) + kit.sheets.get("props.pdf", 0)
    items = [
        message("guide.shopping.paper", count=sheets, firm=firm),
        message("guide.shopping.scissors"),
        *([message("guide.shopping.glue")] if _needs_glue(kit) else []),
        message("guide.shopping.pencils"),
        message("guide.shopping.envelopes", count=len(kit.puzzles) + 1),
        *([message("guide.shopping.phone")] if kit.hints != "none" else []),
    ]
    flow.tick_list(items)


def _needs_glue(kit: GuideKit) -> bool:
    return any(
        line.kind.value == "glue" for p in kit.puzzles for piece in p.page.pieces for line in piece.lines
    )


def _printing(flow: Flow, kit: GuideKit) -> None:
    flow.heading(message("guide.print-heading"))
    flow.bullets([message(f"guide.print.{i}") for i in range(1, 5)], numbered=True)
    flow.heading(message("guide.cut-heading"))
    rows = [
        [
            name,
            flow.say(message("guide.pages", count=pages)),
            flow.say(message(f"guide.cut.{name.partition('.')[0]}")),
        ]
        for name, pages in kit.sheets.items()
        if name in ("cards.pdf", "sheets.pdf", "props.pdf")
    ]
    heads = [message(f"guide.cut-head.{i}") for i in range(1, 4)]
    flow.table(heads, rows, (0.18, 0.16, 0.66))


def _minutes_table(flow: Flow, kit: GuideKit, say: Callable[[Message], str]) -> None:
    heads = [message(f"guide.minutes-head.{i}") for i in range(1, 6)]
    rows = [
        [
            p.page.title,
            say(message(f"guide.level.{p.made.level.value}")),
            say(message("guide.minutes", count=max(1, round(p.minutes)))),
            say(message("guide.minutes", count=max(1, round(p.cutting_minutes)))),
            say(message("print.list-separator")).join(say(need) for need in p.page.needs),
        ]
        for p in kit.puzzles
    ]
    solving = round(sum(p.minutes for p in kit.puzzles))
    cutting = round(sum(p.cutting_minutes for p in kit.puzzles))
    rows.append(
        [
            say(message("guide.minutes-total")),
            "",
            say(message("guide.minutes", count=solving)),
            say(message("guide.minutes", count=cutting)),
            "",
        ]
    )
    flow.table(heads, rows, (0.25, 0.12, 0.13, 0.14, 0.36))
    flow.paragraph(message("guide.minutes-note"), face=Face.BODY_ITALIC, role=Role.MUTED)


def _picture_height_mm(kit: GuideKit) -> float:
    return len({p.act for p in kit.puzzles}) * (NODE_HEIGHT_MM + ROW_GAP_MM) + 2


def _flow_picture(flow: Flow, kit: GuideKit) -> None:
    """Acts from top to bottom, their puzzles side by side, stitches from each to what it opens."""
    acts = sorted({p.act for p in kit.puzzles})
    rows = [[p for p in kit.puzzles if p.act == act] for act in acts]

    def draw(canvas: Canvas, box: Box) -> None:
        places: dict[str, Box] = {}
        for i, row in enumerate(rows):
            y = box.y_mm + i * (NODE_HEIGHT_MM + ROW_GAP_MM)
            _draw_act(canvas, Box(box.x_mm, y, box.width_mm, NODE_HEIGHT_MM), row, places)
        for puzzle in kit.puzzles:
            for need in puzzle.needs:
                if need in places:
                    _draw_need(canvas, places[need], places[puzzle.beat])

    flow.add(_picture_height_mm(kit), draw)


def _draw_act(canvas: Canvas, box: Box, row: list[GuidePuzzle], places: dict[str, Box]) -> None:
    label_mm = 30.0
    label = canvas.say(row[0].page.act)
    act, _, title = label.partition(" · ")
    canvas.text(
        box.x_mm,
        box.y_mm + 9,
        act.upper(),
        face=Face.LABEL_BOLD,
        size_pt=8.5,
        role=Role.ACCENT,
        tracking_pt=0.6,
    )
    size_pt = fit_line(
        canvas.metrics, "flow picture", title, Face.TITLE, label_mm - 2, largest_pt=19, smallest_pt=10
    )
    canvas.text(box.x_mm, box.y_mm + 17, title, face=Face.TITLE, size_pt=size_pt)
    width = min(66.0, (box.width_mm - label_mm) / len(row) - 5)
    for i, puzzle in enumerate(row):
        place = Box(box.x_mm + label_mm + i * (width + 5), box.y_mm, width, box.height_mm)
        places[puzzle.beat] = place
        panel(canvas, place)
        canvas.art(puzzle.page.emblem, Box(place.x_mm + 2.5, place.y_mm + 3, 17, place.height_mm - 6))
        room = place.width_mm - 25
        where = "flow picture"
        name_pt = fit_line(
            canvas.metrics, where, puzzle.page.title, Face.TITLE, room, largest_pt=17, smallest_pt=9
        )
        canvas.text(place.x_mm + 22, place.y_mm + 11, puzzle.page.title, face=Face.TITLE, size_pt=name_pt)
        minutes = canvas.say(message("guide.minutes", count=max(1, round(puzzle.minutes))))
        text = canvas.say(message("guide.node", box=puzzle.page.box, minutes=minutes))
        canvas.text(place.x_mm + 22, place.y_mm + 17.5, text, face=Face.LABEL, size_pt=9, role=Role.MUTED)


def _draw_need(canvas: Canvas, start: Box, end: Box) -> None:
    """A line of stitches with an arrow head from a puzzle to one that needs it."""
    x1, y1, x2, y2 = start.centre_x_mm, start.bottom_mm + 0.8, end.centre_x_mm, end.y_mm - 1.2
    middle = (y1 + y2) / 2
    stitch(canvas, Path((("M", (x1, y1)), ("C", (x1, middle, x2, middle, x2, y2)))))
    canvas.draw(
        Path.polyline([(x2 - 1.6, y2 - 2), (x2, y2 + 0.6), (x2 + 1.6, y2 - 2)], closed=True), fill=Role.ACCENT
    )
