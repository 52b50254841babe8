"""The host's guide: what to buy, print, cut and put out. It holds no answer and no spoiler."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from kitgen.canvas import Face, Metrics, Role
from kitgen.effort import rounded_minutes
from kitgen.guide.certificate import certificate
from kitgen.guide.flow_picture import flow_picture, picture_mm
from kitgen.guide.model import GuideKit, GuidePuzzle
from kitgen.guide.printing import budget_table, printing, shopping
from kitgen.guide.setting_up import setting_up
from kitgen.layout.flow import Flow
from kitgen.layout.hint_strips import HintPaper
from kitgen.layout.plan import Page
from kitgen.mechanisms.contract import Demand
from kitgen.message import Message, message
from kitgen.units import Paper

NUDGE_AFTER, METHOD_AFTER, ANSWER_AFTER = 0.7, 1.2, 2.0
"""When a rung is offered, in median minutes of its puzzle: assumed, so that most tables finish in time."""

PAPER_HINTS_MM = 50.0
"""A heading with what is said below it, in plain print."""

HARD_FOR_CHILDREN = frozenset({Demand.ARITHMETIC, Demand.FINE_SIGHT, Demand.LANGUAGE})

Say = Callable[[Message], str]


def guide_pages(kit: GuideKit, paper: Paper, metrics: Metrics, say: Say) -> list[Page]:
    """All pages of `host/guide.pdf`."""
    flow = Flow(paper, metrics, say, "host/guide.pdf")
    flow.title(message("guide.title", title=kit.page.title))
    flow.paragraph(message("guide.intro"))
    flow.paragraph(message("guide.not-playtested"), face=Face.BODY_ITALIC, role=Role.MUTED)
    _at_a_glance(flow, kit)
    _parents(flow, kit)
    budget_table(flow, kit)
    shopping(flow, kit)
    printing(flow, kit)
    _hints(flow, kit)
    setting_up(flow, kit)
    _flow(flow, kit)
    _evening(flow, kit)
    _rungs(flow, kit)
    _youngest(flow, kit)
    _afterwards(flow, kit)
    certificate(flow, kit)
    return flow.pages(kit.page, message("guide.what"))


def _at_a_glance(flow: Flow, kit: GuideKit) -> None:
    flow.heading(message("guide.glance-heading"))
    minutes = rounded_minutes(kit.minutes)
    items = [
        message("guide.glance.time", minutes=message("guide.minutes", count=minutes), players=kit.players),
        message("guide.glance.prepare", minutes=message("guide.minutes", count=kit.budget.whole_minutes)),
        message(
            "guide.glance.shape", puzzles=len(kit.puzzles), acts=message("guide.acts", count=len(kit.acts))
        ),
    ]
    flow.bullets(items)


def _parents(flow: Flow, kit: GuideKit) -> None:
    if not kit.parents:
        return
    flow.heading(message("guide.parents-heading"))
    flow.paragraph(kit.parents)
    flow.paragraph(message(f"guide.fright.{'mild' if kit.mild else 'full'}"), role=Role.MUTED)


def _hints(flow: Flow, kit: GuideKit) -> None:
    if kit.hints != "none":
        flow.heading(message("guide.hints-heading"))
        told = [message(f"guide.hints.{kit.hints}.{i}", address=kit.page.hint_base) for i in range(1, 4)]
        flow.bullets([*told, message(f"guide.hints.{kit.hints}.join")])
    if kit.hint_paper is not HintPaper.NONE:
        flow.keep_together(PAPER_HINTS_MM)
        flow.heading(message("guide.paper-hints-heading"))
        when = "alone" if kit.hints == "none" else "beside"
        keys = (when, kit.hint_paper.value, "use")
        flow.bullets([message(f"guide.paper-hints.{key}") for key in keys])


def _flow(flow: Flow, kit: GuideKit) -> None:
    flow.keep_together(min(picture_mm(kit, flow.metrics) + 30, 230))
    flow.heading(message("guide.flow-heading"))
    flow.paragraph(message("guide.flow-intro"))
    flow_picture(flow, kit)
    flow.paragraph(message("guide.minutes-note"), face=Face.BODY_ITALIC, role=Role.MUTED)


def _evening(flow: Flow, kit: GuideKit) -> None:
    flow.heading(message("guide.opening-heading"))
    flow.bullets([message(f"guide.opening.{i}") for i in range(1, 5)], numbered=True)
    flow.heading(message("guide.evening-heading"))
    items = [message("guide.evening.envelopes"), message("guide.evening.answers")]
    if kit.locks != "none":
        items.append(message(f"guide.evening.lock-{kit.locks}"))
    items += [message("guide.evening.wrong"), message("guide.evening.wait")]
    flow.bullets(items)
    if kit.has_endings:
        flow.heading(message("guide.time-heading"))
        minutes = rounded_minutes(kit.minutes)
        late = message("guide.minutes", count=minutes + minutes // 4)
        said = message("guide.minutes", count=minutes)
        flow.bullets([message(f"guide.time.{i}", minutes=said, late=late) for i in range(1, 4)])


def _rungs(flow: Flow, kit: GuideKit) -> None:
    flow.keep_together(60)
    flow.heading(message("guide.rungs-heading"))
    flow.paragraph(message("guide.rungs-intro"))
    heads = [message(f"guide.rungs-head.{i}") for i in range(1, 5)]
    rows = []
    for puzzle in kit.puzzles:
        times = [
            flow.say(message("guide.after", minutes=max(2, round(puzzle.minutes * share))))
            for share in (NUDGE_AFTER, METHOD_AFTER, ANSWER_AFTER)
        ]
        rows.append([puzzle.page.title, *times])
    flow.table(heads, rows, (0.34, 0.22, 0.22, 0.22))
    in_steps = [p for p in kit.puzzles if p.has_step_rungs]
    if in_steps:
        flow.paragraph(message("guide.rungs-steps", puzzles=_titles(flow, in_steps)))


def _youngest(flow: Flow, kit: GuideKit) -> None:
    flow.heading(message("guide.youngest-heading"))
    gentle = [p for p in kit.puzzles if not p.demands & HARD_FOR_CHILDREN]
    if gentle:
        flow.paragraph(message("guide.youngest.these", puzzles=_titles(flow, gentle)))
    for demand in (Demand.LANGUAGE, Demand.ARITHMETIC, Demand.FINE_SIGHT):
        asking = [p for p in kit.puzzles if demand in p.demands]
        if asking:
            flow.paragraph(message(f"guide.youngest.{demand.value}", puzzles=_titles(flow, asking)))


def _titles(flow: Flow, puzzles: list[GuidePuzzle]) -> str:
    return flow.say(message("print.list-separator")).join(p.page.title for p in puzzles)


def _afterwards(flow: Flow, kit: GuideKit) -> None:
    flow.heading(message("guide.tidy-heading"))
    used_up = Counter(p.page.title for p in kit.puzzles if _is_written_on(p))
    flow.bullets([message("guide.tidy.1"), message("guide.tidy.2"), message("guide.tidy.3")])
    if used_up:
        flow.paragraph(
            message("guide.tidy.again", puzzles=flow.say(message("print.list-separator")).join(used_up))
        )
    flow.keep_together(50)
    flow.heading(message("guide.night-heading"))
    flow.paragraph(message("guide.night-intro"))
    heads = [message(f"guide.night-head.{i}") for i in range(1, 5)]
    rows = [[flow.say(message("print.act-short", number=act.number)), "", "", ""] for act in kit.acts]
    rows += [[flow.say(message("guide.night-end")), "", "", ""]]
    flow.table(heads, rows, (0.16, 0.16, 0.16, 0.52), least_mm=9.0)


def _is_written_on(puzzle: GuidePuzzle) -> bool:
    """Whether players write or glue on its pieces, so that another night needs a fresh print of them."""
    return puzzle.page.instructions.tools is not None
