"""Running text over as many pages as it takes: headings, paragraphs, lists, tables and pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, LineKind, Metrics, Path, Role
from kitgen.layout.furniture import SmallPrint, draw_small_print
from kitgen.layout.plan import KitPrint, Page
from kitgen.message import Message
from kitgen.printing.profile import UNPRINTABLE_MM
from kitgen.theme.frames import bullet_button
from kitgen.typesetting.text import TextBlock, body_pt, fit_text, label_case, label_pt
from kitgen.units import Box, Paper, mm_from_pt

MARGIN_MM = 18.0
BODY_PT, CELL_PT, NUMBER_PT = 11.0, 10.5, 9.5
HEAD_PT, HEAD_GAP_PT = 8.0, 0.4
"""Size of a table's heads, and the room between their letters."""
COLUMN_GAP_MM = 3.0
Drawing = Callable[[Canvas], None]


class Flow:
    """Collects blocks from top to bottom and breaks them into pages.

    Args:
        paper: the sheet.
        metrics: text widths.
        say: puts messages into words.
        where: name of the document, for errors.
    """

    def __init__(self, paper: Paper, metrics: Metrics, say: Callable[[Message], str], where: str) -> None:
        self.paper, self.metrics, self.say, self.where = paper, metrics, say, where
        self.left_mm = MARGIN_MM
        self.width_mm = paper.width_mm - 2 * MARGIN_MM
        self._bottom_mm = paper.height_mm - MARGIN_MM
        self._pages: list[list[Drawing]] = [[]]
        self._y = MARGIN_MM

    def _take(self, height_mm: float, with_next_mm: float = 0.0) -> float:
        """Room of a height on this page, or on a new one; returns its top."""
        if self._y + height_mm + with_next_mm > self._bottom_mm and self._pages[-1]:
            self.new_page()
        top = self._y
        self._y += height_mm
        return top

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        self._pages.append([])
        self._y = MARGIN_MM

    def keep_together(self, height_mm: float) -> None:
        """Start a new page unless this one has room for what follows."""
        if self._y + height_mm > self._bottom_mm and self._pages[-1]:
            self.new_page()

    def space(self, height_mm: float) -> None:
        """Leave some room free, if the page goes on."""
        self._y += height_mm

    def add(self, height_mm: float, draw: Callable[[Canvas, Box], None], with_next_mm: float = 0.0) -> None:
        """A drawing of the full width; it stays on one page with `with_next_mm` of what follows."""
        top = self._take(height_mm, with_next_mm)
        box = Box(self.left_mm, top, self.width_mm, height_mm)
        self._pages[-1].append(lambda canvas: draw(canvas, box))

    def _block(self, text: str, face: Face, size_pt: float, width_mm: float) -> TextBlock:
        gap = HEAD_GAP_PT if face is Face.LABEL_BOLD else 0.0
        return fit_text(
            self.metrics, self.where, text, face, (width_mm, 1e6), largest_pt=size_pt, letter_gap_pt=gap
        )

    def title(self, text: Message, size_pt: float = 34) -> None:
        """A title across the page with a row of stitches under it."""
        block = self._block(self.say(text), Face.TITLE, size_pt, self.width_mm)

        def draw(canvas: Canvas, box: Box) -> None:
            y = block.draw(canvas, box, role=Role.BODY)
            canvas.line(Path.line(box.x_mm, y + 1.5, box.right_mm, y + 1.5), LineKind.STITCH)

        self.add(block.height_mm + 5, draw, with_next_mm=15)

    def heading(self, text: Message) -> None:
        """A heading that stays with what follows."""
        words = self.say(text)
        self.space(2.5 if self._pages[-1] else 0)

        def draw(canvas: Canvas, box: Box) -> None:
            canvas.text(box.x_mm, box.y_mm + 5.8, words, face=Face.TITLE, size_pt=20, role=Role.ACCENT)

        self.add(9, draw, with_next_mm=14)

    def paragraph(self, text: Message | str, *, face: Face = Face.BODY, role: Role = Role.BODY) -> None:
        """A paragraph; it may not be longer than a page."""
        block = self._block(text if isinstance(text, str) else self.say(text), face, BODY_PT, self.width_mm)
        self.add(block.height_mm + 1.5, lambda canvas, box: _ignore(block.draw(canvas, box, role=role)))

    def bullets(self, items: Sequence[Message], *, numbered: bool = False) -> None:
        """A list with buttons, or with numbers, before its items."""
        indent = 7.5
        for number, item in enumerate(items, start=1):
            block = self._block(self.say(item), Face.BODY, BODY_PT, self.width_mm - indent)
            self.add(block.height_mm + 0.9, _bullet(block, indent, str(number) if numbered else ""))

    def tick_list(self, items: Sequence[Message]) -> None:
        """A list with boxes to tick."""
        for item in items:
            block = self._block(self.say(item), Face.BODY, BODY_PT, self.width_mm - 7.5)
            self.add(block.height_mm + 0.9, _tick(block, 7.5))

    def table(
        self,
        heads: Sequence[Message],
        rows: Sequence[Sequence[str]],
        shares: Sequence[float],
        *,
        least_mm: float = 0.0,
    ) -> None:
        """A table with a thin line under each row; text columns from the left, numbers as they come.

        Args:
            heads: over the columns.
            rows: a text for each cell; rows with empty cells are written in by hand.
            shares: width of each column as a share of the page.
            least_mm: height that each row has at least.
        """
        titles = [label_case(self.metrics, self.say(head)) for head in heads]
        widths = self._column_widths(titles, rows, shares)
        head_row = [
            self._block(title, Face.LABEL_BOLD, HEAD_PT, width - COLUMN_GAP_MM)
            for title, width in zip(titles, widths, strict=True)
        ]
        head_mm = max(block.height_mm for block in head_row) + 2.8
        blocks = [
            [
                self._block(cell, Face.BODY, CELL_PT, w - COLUMN_GAP_MM)
                for cell, w in zip(row, widths, strict=True)
            ]
            for row in rows
        ]

        def draw_head(canvas: Canvas, box: Box) -> None:
            x = box.x_mm
            for block, width in zip(head_row, widths, strict=True):
                block.draw(canvas, Box(x, box.y_mm + 1.3, width, block.height_mm), role=Role.ACCENT)
                x += width
            canvas.draw(
                Path.line(box.x_mm, box.bottom_mm - 0.6, box.right_mm, box.bottom_mm - 0.6),
                stroke=Role.FRAME,
                width_mm=0.35,
            )

        self.add(head_mm, draw_head, with_next_mm=10)
        for row in blocks:
            self.add(max(least_mm, max(block.height_mm for block in row) + 1.6), _row(row, widths))
        self.space(2)

    def _column_widths(
        self, titles: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float]
    ) -> list[float]:
        """Widths by shares, but none narrower than its widest word: what is missing the others give."""
        wanted = [self.width_mm * share for share in shares]
        least = [
            COLUMN_GAP_MM
            + max(
                self._widest_mm(title, Face.LABEL_BOLD, label_pt(self.metrics, HEAD_PT)),
                *(self._widest_mm(row[i], Face.BODY, body_pt(self.metrics, CELL_PT)) for row in rows),
            )
            for i, title in enumerate(titles)
        ]
        missing = sum(max(0.0, need - width) for need, width in zip(least, wanted, strict=True))
        spare = sum(max(0.0, width - need) for need, width in zip(least, wanted, strict=True))
        given = min(1.0, missing / spare) if spare else 0.0
        return [
            max(width, need) if width <= need else width - given * (width - need)
            for need, width in zip(least, wanted, strict=True)
        ]

    def _widest_mm(self, text: str, face: Face, size_pt: float) -> float:
        """The widest word of a text; tracked letters are set a little wider than they are measured."""
        tracking = 1.0 + 2 * self.metrics.typography.tracking_em
        words = text.replace("\u00a0", "_").split()
        return max((self.metrics.width_mm(word, face, size_pt) for word in words), default=0.0) * tracking

    def pages(self, kit: KitPrint, what: Message) -> list[Page]:
        """The finished pages with their small print."""
        out = []
        for number, drawings in enumerate(self._pages, start=1):
            small = SmallPrint(kit.title, kit.fingerprint, what, number, len(self._pages))
            out.append(Page(_page(drawings, small, self.paper)))
        return out


def _ignore(value: object) -> None:
    del value


def _page(drawings: Sequence[Drawing], small: SmallPrint, paper: Paper) -> Drawing:
    def draw(canvas: Canvas) -> None:
        for drawing in drawings:
            drawing(canvas)
        draw_small_print(canvas, small, paper, UNPRINTABLE_MM + 5)

    return draw


def _bullet(block: TextBlock, indent_mm: float, number: str) -> Callable[[Canvas, Box], None]:
    def draw(canvas: Canvas, box: Box) -> None:
        if number:
            baseline = box.y_mm + (block.leading_mm + mm_from_pt(block.size_pt) * CAP_HEIGHT) / 2
            canvas.text(
                box.x_mm + indent_mm - 2.2,
                baseline,
                number,
                face=Face.EXACT_BOLD,
                size_pt=label_pt(canvas.metrics, NUMBER_PT),
                role=Role.ACCENT,
                align="right",
            )
        else:
            bullet_button(canvas, box.x_mm + 2.2, box.y_mm + block.leading_mm / 2)
        block.draw(canvas, Box(box.x_mm + indent_mm, box.y_mm, box.width_mm - indent_mm, box.height_mm))

    return draw


def _tick(block: TextBlock, indent_mm: float) -> Callable[[Canvas, Box], None]:
    def draw(canvas: Canvas, box: Box) -> None:
        side = 3.0
        place = Box(box.x_mm + 0.5, box.y_mm + (block.leading_mm - side) / 2, side, side)
        canvas.draw(Path.rect(place, 0.5), stroke=Role.FRAME, width_mm=0.35)
        block.draw(canvas, Box(box.x_mm + indent_mm, box.y_mm, box.width_mm - indent_mm, box.height_mm))

    return draw


def _row(cells: Sequence[TextBlock], widths_mm: Sequence[float]) -> Callable[[Canvas, Box], None]:
    def draw(canvas: Canvas, box: Box) -> None:
        x = box.x_mm
        for cell, width in zip(cells, widths_mm, strict=True):
            cell.draw(canvas, Box(x, box.y_mm + 0.4, width - 3, box.height_mm))
            x += width
        y = box.bottom_mm - 0.4
        canvas.draw(Path.line(box.x_mm, y, box.right_mm, y), stroke=Role.MUTED, width_mm=0.2)

    return draw
