"""The host's solutions: each answer, the solved picture, the reasoning in steps, and typical slips."""

from __future__ import annotations

from collections.abc import Callable

from kitgen.canvas import Canvas, Face, Metrics, Role
from kitgen.guide.model import GuideKit, GuidePuzzle
from kitgen.layout.flow import Flow
from kitgen.layout.plan import Page
from kitgen.mechanisms.contract import Picture
from kitgen.message import Message, message
from kitgen.units import Box, Paper

LARGEST_PICTURE_MM = (174.0, 150.0)


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
    for puzzle in kit.puzzles:
        flow.new_page()
        _solution(flow, puzzle)
    return flow.pages(kit.page, message("solutions.what"))


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
        rows = [[slip.answer, flow.say(slip.message)] for slip in made.misreadings]
        flow.table(heads, rows, (0.2, 0.8))


def _answer(canvas: Canvas, box: Box, puzzle: GuidePuzzle) -> None:
    label = canvas.say(message("solutions.answer", box=puzzle.page.box)).upper()
    canvas.text(
        box.x_mm, box.y_mm + 7.5, label, face=Face.LABEL_BOLD, size_pt=9, role=Role.ACCENT, tracking_pt=0.6
    )
    x = box.x_mm + canvas.metrics.width_mm(label, Face.LABEL_BOLD, 9) + 8
    canvas.text(x, box.y_mm + 8.5, puzzle.made.answer, face=Face.EXACT_BOLD, size_pt=22, tracking_pt=2)


def _picture(flow: Flow, picture: Picture) -> None:
    width = min(flow.width_mm, LARGEST_PICTURE_MM[0])
    scale = min(width / picture.width_mm, LARGEST_PICTURE_MM[1] / picture.height_mm, 1.0)
    caption = picture.caption

    def draw(canvas: Canvas, box: Box) -> None:
        x = box.centre_x_mm - picture.width_mm * scale / 2
        with canvas.moved(x, box.y_mm, scale=scale):
            picture.draw(canvas, Box(0, 0, picture.width_mm, picture.height_mm))

    flow.add(picture.height_mm * scale + 2, draw, with_next_mm=6 if caption else 0)
    if caption is not None:
        flow.paragraph(caption, face=Face.BODY_ITALIC, role=Role.MUTED)
