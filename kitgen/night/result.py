"""The card that is left of a night: who made it, in what time, with how many hints, and its moments.

As a PDF to print and keep, and as a picture to send round. It names no answer, so the kit can be played again
by others.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.errors import KitgenError
from kitgen.message import message
from kitgen.night.desk import Desk
from kitgen.night.events import Kind
from kitgen.night.plan import NightPlan
from kitgen.night.views import Say, TeamView, clock_text, team_name, team_views
from kitgen.theme.frames import bullet_button, panel, sheet_frame, stitch, title_band
from kitgen.theme.theme import Theme, load_theme
from kitgen.typesetting.text import fit_line, fit_text, label_case
from kitgen.units import Box, Paper
from kitgen.writers.pdf import FontMetrics, PdfFile

CARD = Paper("card", 150.0, 210.0)
PICTURE_DPI = 150
PLAIN_THEME = "paper"
MOST_MOMENTS = 9
MOST_TEAMS = 12
WHERE = "result card"


@dataclass(frozen=True)
class TeamResult:
    """What one team did.

    Args:
        name: empty where all are one table.
        seconds: played until its last lock opened, or until now.
        cost: minutes that hints added.
        is_through: whether its last lock is open.
        view: the rest.
    """

    name: str
    seconds: float
    cost: int
    is_through: bool
    view: TeamView


def results(desk: Desk, say: Say) -> list[TeamResult]:
    """All teams, the best first: who is through before who is not, then by time with what hints cost."""
    now = desk.state.clock.elapsed_s(desk.now())
    last = desk.plan.acts[-1].id
    found = []
    for view in team_views(desk, say):
        opened = desk.state.teams[view.id].acts[last].opened_s
        is_through = opened is not None or (not view.name and desk.state.clock.outcome == "won")
        found.append(TeamResult(view.name, now if opened is None else opened, view.cost, is_through, view))
    return sorted(found, key=lambda one: (not one.is_through, -one.view.solved, one.seconds + 60 * one.cost))


def moments(desk: Desk, say: Say) -> list[str]:
    """What is worth telling: first what the night itself knows, then the host's notes."""
    return [*_counted(desk, say), *_notes(desk, say)][:MOST_MOMENTS]


def _counted(desk: Desk, say: Say) -> Iterator[str]:
    spans, hints, locks = [], [], []
    for team, state in desk.state.teams.items():
        who = team_name(desk, team, say)
        for puzzle in desk.plan.puzzles.values():
            own = state.puzzles[puzzle.id]
            title = f"{puzzle.title} ({who})" if who else puzzle.title
            begun = state.acts[desk.plan.act_of[puzzle.id]].begun_s
            if own.solved_s is not None and begun is not None:
                # An act's puzzles end together where only its lock tells; that says nothing of one of them.
                spans.append((own.solved_s - max(begun, own.seen_s or begun), title))
            hints.append((len(own.rungs), title))
        locks += [act.opened_s for act in state.acts.values() if act.opened_s is not None]
    if locks:
        yield say(message("night.card.first-lock", time=clock_text(min(locks))))
    if len(spans) > 1:
        for key, (seconds, title) in (("quickest", min(spans)), ("longest", max(spans))):
            yield say(message(f"night.card.{key}", title=title, minutes=max(1, round(seconds / 60))))
    most, title = max(hints, default=(0, ""))
    if most:
        yield say(message("night.card.most-hints", title=title, count=most))
    elif locks:
        yield say(message("night.card.no-hints"))


def _notes(desk: Desk, say: Say) -> Iterator[str]:
    for moment in desk.state.moments:
        if moment.event.kind is Kind.NOTE:
            time = clock_text(moment.second)
            yield say(message("night.card.note-at", time=time, text=moment.event.detail))


def result_card(desk: Desk, title: str, language: str, say: Say, form: str) -> bytes:
    """The card.

    Args:
        desk: the night.
        title: of the kit.
        language: of all words, as a BCP 47 tag.
        say: puts messages into words.
        form: `pdf` or `png`.
    """
    theme = theme_of(desk.plan)
    metrics = FontMetrics(theme.faces)
    name = f"{title}: {say(message('night.card.title'))}"
    file = PdfFile(theme, CARD, name, language, metrics, say)
    with file.page() as canvas:
        _draw(canvas, desk, title)
    return file.to_bytes() if form == "pdf" else _picture(file.to_bytes())


def theme_of(plan: NightPlan) -> Theme:
    """The kit's theme; a plain one where it is not to be had any more."""
    try:
        return load_theme(plan.theme)
    except KitgenError:
        return load_theme(PLAIN_THEME)


def _picture(data: bytes) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        picture = document[0].render(scale=PICTURE_DPI / 72).to_pil()
    finally:
        document.close()
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw(canvas: Canvas, desk: Desk, title: str) -> None:
    box = Box(0, 0, CARD.width_mm, CARD.height_mm).inset(6)
    canvas.draw(Path.rect(Box(0, 0, CARD.width_mm, CARD.height_mm)), fill=Role.WHITE)
    sheet_frame(canvas, box)
    band = Box(box.x_mm + 5, box.y_mm + 5, box.width_mm - 10, 24)
    title_band(canvas, band)
    _line(canvas, title, band.centre_x_mm, band.y_mm + 16, band.width_mm - 30, Face.TITLE, 34, Role.ON_BAND)
    label = label_case(canvas.metrics, canvas.say(message("night.card.title")))
    started = desk.state.clock.started
    if started is not None:
        label = f"{label}  ·  {date.fromtimestamp(started).isoformat()}"
    _line(canvas, label, box.centre_x_mm, band.bottom_mm + 9, 100, Face.LABEL_BOLD, 11, Role.ACCENT)
    inner = Box(box.x_mm + 12, band.bottom_mm + 14, box.width_mm - 24, 0)
    ranked = results(desk, canvas.say)[:MOST_TEAMS]
    if desk.has_teams:
        y = _teams(canvas, inner, ranked, timed=desk.state.rules.timers)
    else:
        y = _table(canvas, inner, desk, ranked[0])
    _moments(canvas, Box(inner.x_mm, y + 6, inner.width_mm, box.bottom_mm - 10 - y - 6), desk)


def _table(canvas: Canvas, inner: Box, desk: Desk, result: TeamResult) -> float:
    """One table's night; gives the y below it."""
    outcome = desk.state.clock.outcome
    key = "made-it" if result.is_through else "ran-out" if outcome else "still"
    words = canvas.say(message(f"night.card.{key}"))
    y = inner.y_mm
    _line(canvas, words, inner.centre_x_mm, y + 7, inner.width_mm, Face.BODY_BOLD, 17, Role.BODY)
    rows = []
    if desk.state.rules.timers:
        time = clock_text(result.seconds)
        _line(canvas, time, inner.centre_x_mm, y + 24, inner.width_mm, Face.EXACT_BOLD, 40, Role.ACCENT)
        y += 18
        if result.cost:
            rows.append(("with-cost", clock_text(result.seconds + 60 * result.cost)))
    solved = canvas.say(message("night.card.all", solved=result.view.solved, all=result.view.of))
    tries = sum(act.tries for act in result.view.acts)
    rows += [("puzzles", solved), ("hints", str(result.view.hints)), ("tries", str(tries))]
    y += 12
    panel(canvas, Box(inner.x_mm, y, inner.width_mm, 7 * len(rows) + 5))
    for i, (name, value) in enumerate(rows):
        line = y + 7.5 + 7 * i
        label = canvas.say(message(f"night.card.{name}"))
        canvas.text(inner.x_mm + 5, line, label, face=Face.BODY, size_pt=12, role=Role.BODY)
        canvas.text(
            inner.right_mm - 5, line, value, face=Face.EXACT_BOLD, size_pt=12, role=Role.BODY, align="right"
        )
    return y + 7 * len(rows) + 5


def _teams(canvas: Canvas, inner: Box, ranked: list[TeamResult], *, timed: bool) -> float:
    """All teams by rank; gives the y below them."""
    y = inner.y_mm + 2
    for i, one in enumerate(ranked):
        line = y + 8 * i + 5
        place = f"{i + 1}."
        canvas.text(inner.x_mm, line, place, face=Face.EXACT_BOLD, size_pt=12, role=Role.ACCENT)
        _line(canvas, one.name, inner.x_mm + 9, line, 62, Face.BODY_BOLD, 13, Role.BODY, align="left")
        solved = canvas.say(message("night.card.all", solved=one.view.solved, all=one.view.of))
        canvas.text(inner.x_mm + 92, line, solved, face=Face.EXACT, size_pt=11, role=Role.BODY, align="right")
        if timed:
            time = clock_text(one.seconds + 60 * one.cost)
            canvas.text(
                inner.right_mm, line, time, face=Face.EXACT_BOLD, size_pt=12, role=Role.BODY, align="right"
            )
        stitch(canvas, Path.line(inner.x_mm, line + 2.4, inner.right_mm, line + 2.4), Role.MUTED)
    return y + 8 * len(ranked)


def _moments(canvas: Canvas, room: Box, desk: Desk) -> None:
    told = moments(desk, canvas.say)
    if not told or room.height_mm < 16:
        return
    label = label_case(canvas.metrics, canvas.say(message("night.card.moments")))
    _line(
        canvas, label, room.x_mm, room.y_mm + 4, room.width_mm, Face.LABEL_BOLD, 10, Role.ACCENT, align="left"
    )
    y, size_pt = room.y_mm + 8, 11.0
    for text in told:
        shown = _known(canvas, text, Face.BODY)
        size_mm = (room.width_mm - 7, 15.0)
        block = fit_text(canvas.metrics, WHERE, shown, Face.BODY, size_mm, largest_pt=size_pt, smallest_pt=8)
        if y + block.height_mm > room.bottom_mm:
            return
        bullet_button(canvas, room.x_mm + 1.6, y + block.leading_mm / 2)
        block.draw(canvas, Box(room.x_mm + 6, y, room.width_mm - 6, block.height_mm))
        y += block.height_mm + 1.6


def _line(
    canvas: Canvas, text: str, x: float, y: float, width: float, face: Face, largest_pt: float, role: Role,
    *, align: str = "centre",
) -> None:  # fmt: skip
    """One line as large as it fits."""
    shown = _known(canvas, text, face)
    size_pt = fit_line(canvas.metrics, WHERE, shown, face, width, largest_pt=largest_pt, smallest_pt=5)
    canvas.text(
        x, y, shown, face=face, size_pt=size_pt, role=role, align="left" if align == "left" else "centre"
    )


def _known(canvas: Canvas, text: str, face: Face) -> str:
    """The text without signs that the face has no shape for, such as pictures that a host typed."""
    missing = canvas.metrics.missing(text, face)
    return "".join(c for c in text if c not in missing).strip() or "–"
