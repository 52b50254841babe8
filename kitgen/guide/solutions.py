"""The host's solutions: each answer, the solved picture, the reasoning in steps, and typical slips."""

from __future__ import annotations

from collections.abc import Callable

from kitgen.canvas import Canvas, Face, Metrics, Role
from kitgen.guide.model import GuideKit, GuidePuzzle
from kitgen.layout.flow import CELL_PT, Flow
from kitgen.layout.plan import Page
from kitgen.mechanisms.contract import Picture
from kitgen.message import Message, message
from kitgen.typesetting.text import body_pt, label_case, label_pt, tracking_pt
from kitgen.units import Box, Paper, mm_from_pt

LARGEST_PICTURE_MM = (188.0, 215.0)
"""Wider than the text: a picture that is made smaller soon has words that nobody can read."""

LONGEST_PART = 12
"""Characters of a wrong answer on one line of its column in a plain print."""


def solution_pages(
    kit: GuideKit, paper: Paper, metrics: Metrics, say: Callable[[Message], str]
) -> list[Page]:
    """All pages of `host/solutions.pdf`."""
    flow = Flow(paper, metrics, say, "host/solutions.pdf")
    flow.title(message("solutions.title", title=kit.page.title))
    flow.paragraph(message("solutions.intro"))
    flow.paragraph(message("solutions.seed", seed=kit.seed))
    if not kit.drawn_seed:
        flow.paragraph(message("solutions.typed-seed"), role=Role.ACCENT)
    _locks(flow, kit)
    for puzzle in kit.puzzles:
        flow.new_page()
        _solution(flow, puzzle)
    return flow.pages(kit.page, message("solutions.what"))


def _locks(flow: Flow, kit: GuideKit) -> None:
    """The host's strip: what opens each lock, act by act."""
    locks = [act.lock for act in kit.acts if act.lock is not None]
    if not locks:
        return
    flow.heading(message("solutions.locks-heading"))
    flow.paragraph(message(f"solutions.locks.{kit.locks}"))
    heads = [message(f"solutions.locks-head.{i}") for i in range(1, 5)]
    rows = []
    for lock in locks:
        boxes = "\n".join(
            flow.say(message("solutions.locks-box", box=box.box, answer=box.answer))
            for box in lock.plan.boxes
        )
        rows.append([lock.title, boxes, lock.card, flow.say(lock.then)])
    flow.table(heads, rows, (0.26, 0.28, 0.14, 0.32))


def _solution(flow: Flow, puzzle: GuidePuzzle) -> None:
    made = puzzle.made
    mechanism = made.mechanism
    flow.title(message("solutions.puzzle", title=puzzle.page.title), size_pt=28)
    flow.add(13, lambda canvas, box: _answer(canvas, box, puzzle))
    flow.paragraph(
        message(
            "solutions.verdict",
            level=message(f"guide.level.{made.level.value}"),
            steps=len(made.solution.steps),
            minutes=max(1, round(puzzle.minutes)),
        ),
        role=Role.MUTED,
    )
    for picture in mechanism.solved(made.params, made.clues, made.solution):
        _picture(flow, picture)
    flow.heading(message("solutions.steps-heading"))
    flow.bullets([step.message for step in made.solution.steps], numbered=True)
    if made.misreadings:
        flow.heading(message("solutions.slips-heading"))
        heads = [message("solutions.slips-head.1"), message("solutions.slips-head.2")]
        rows = [[_breakable(slip.answer, flow.metrics), flow.say(slip.message)] for slip in made.misreadings]
        flow.table(heads, rows, (0.24, 0.76))


def _breakable(answer: str, metrics: Metrics) -> str:
    """A wrong answer in parts that fit their column: some slips read on and on."""
    longest = int(LONGEST_PART * CELL_PT / body_pt(metrics, CELL_PT))
    return " ".join(answer[i : i + longest] for i in range(0, len(answer), longest))


def _answer(canvas: Canvas, box: Box, puzzle: GuidePuzzle) -> None:
    metrics = canvas.metrics
    label = label_case(metrics, canvas.say(message("solutions.answer", box=puzzle.page.box)))
    size_pt = label_pt(metrics, 9)
    gap = tracking_pt(metrics, Face.LABEL_BOLD, size_pt, 0.6)
    y = box.y_mm + 7.5
    canvas.text(box.x_mm, y, label, face=Face.LABEL_BOLD, size_pt=size_pt, role=Role.ACCENT, tracking_pt=gap)
    x = box.x_mm + metrics.width_mm(label, Face.LABEL_BOLD, size_pt) + mm_from_pt(gap) * len(label) + 6
    canvas.text(x, box.y_mm + 8.5, puzzle.made.answer, face=Face.EXACT_BOLD, size_pt=22, tracking_pt=2)


def _picture(flow: Flow, picture: Picture) -> None:
    widest, tallest = LARGEST_PICTURE_MM
    scale = min(widest / picture.width_mm, tallest / picture.height_mm, 1.0)
    caption = picture.caption

    def draw(canvas: Canvas, box: Box) -> None:
        x = box.centre_x_mm - picture.width_mm * scale / 2
        with canvas.moved(x, box.y_mm, scale=scale):
            picture.draw(canvas, Box(0, 0, picture.width_mm, picture.height_mm))

    flow.add(picture.height_mm * scale + 2, draw, with_next_mm=6 if caption else 0)
    if caption is not None:
        flow.paragraph(caption, face=Face.BODY_ITALIC, role=Role.MUTED)
