"""What the host's pages show of a night, ready to be set in a template. No answer is among it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kitgen.message import Message, message
from kitgen.night.desk import Desk
from kitgen.night.events import TABLE, Kind
from kitgen.night.plan import ActPlan, PuzzlePlan
from kitgen.night.state import Moment, TeamState

Say = Callable[[Message], str]

SHOWN_MOMENTS = 40


@dataclass(frozen=True)
class ClockView:
    """The clock.

    Args:
        seconds: played so far.
        shown: the same as `0:34`.
        limit: minutes that the night is meant to take.
        runs: whether time passes.
        begun: whether it ever ran.
        outcome: `won`, `lost` or empty.
    """

    seconds: int
    shown: str
    limit: int
    runs: bool
    begun: bool
    outcome: str


@dataclass(frozen=True)
class HintView:
    """One hint that was opened: what it is called, and when."""

    label: str
    at: str


@dataclass(frozen=True)
class PuzzleView:
    """One puzzle of one team.

    Args:
        id: the puzzle's slug.
        title: as on its sheet.
        state: `closed`, `open` or `solved`.
        minutes: for how long it has been open.
        solved_at: as `0:34`, or empty.
        hints: those that were opened, in order.
        offer: `free` where a hint can be offered, `made` where one waits, `none` where all are open.
    """

    id: str
    title: str
    state: str
    minutes: int
    solved_at: str
    hints: tuple[HintView, ...]
    offer: str


@dataclass(frozen=True)
class ActView:
    """One act of one team; `state` is `closed`, `open` or `done`."""

    id: str
    label: str
    title: str
    state: str
    tries: int
    puzzles: tuple[PuzzleView, ...]


@dataclass(frozen=True)
class TeamView:
    """One team.

    Args:
        id: in events.
        name: as it calls itself, or 'Team 2'; empty where all are one table.
        acts: in order.
        solved: how many puzzles are solved.
        of: how many there are.
        hints: how many hints were opened.
        cost: minutes that they cost.
    """

    id: str
    name: str
    acts: tuple[ActView, ...]
    solved: int
    of: int
    hints: int
    cost: int


@dataclass(frozen=True)
class MomentView:
    """One line of the diary."""

    at: str
    who: str
    what: str


def clock_text(seconds: float) -> str:
    """Seconds as hours and minutes: `0:34`."""
    minutes = int(seconds // 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


def clock_view(desk: Desk) -> ClockView:
    """The clock as it stands."""
    clock = desk.state.clock
    seconds = clock.elapsed_s(desk.now())
    limit = round(desk.state.limit_minutes())
    begun = clock.started is not None
    return ClockView(int(seconds), clock_text(seconds), limit, clock.runs, begun, clock.outcome)


def team_name(desk: Desk, team: str, say: Say) -> str:
    """What a team is called; empty where all are one table."""
    if team == TABLE:
        return ""
    return desk.state.teams[team].name or say(message("night.team.number", number=team))


def team_views(desk: Desk, say: Say) -> tuple[TeamView, ...]:
    """All teams."""
    return tuple(_team(desk, team, state, say) for team, state in desk.state.teams.items())


def _team(desk: Desk, team: str, state: TeamState, say: Say) -> TeamView:
    acts = tuple(_act(desk, team, state, act) for act in desk.plan.acts)
    return TeamView(
        team,
        team_name(desk, team, say),
        acts,
        sum(puzzle.solved_s is not None for puzzle in state.puzzles.values()),
        len(state.puzzles),
        sum(len(puzzle.rungs) for puzzle in state.puzzles.values()),
        round(state.cost_minutes),
    )


def _act(desk: Desk, team: str, state: TeamState, act: ActPlan) -> ActView:
    own = state.acts[act.id]
    how = "done" if own.opened_s is not None else "open" if own.begun_s is not None else "closed"
    puzzles = tuple(_puzzle(desk, team, puzzle) for puzzle in act.puzzles)
    return ActView(act.id, act.label, act.title, how, own.tries, puzzles)


def _puzzle(desk: Desk, team: str, puzzle: PuzzlePlan) -> PuzzleView:
    state = desk.state.teams[team]
    own = state.puzzles[puzzle.id]
    begun = state.acts[desk.plan.act_of[puzzle.id]].begun_s is not None
    how = "solved" if own.solved_s is not None else "open" if begun else "closed"
    hints = tuple(
        HintView(rung.label, clock_text(own.rungs[rung.name]))
        for rung in puzzle.hints()
        if rung.name in own.rungs
    )
    offer = "free"
    if desk.state.next_hint(team, puzzle) is None:
        offer = "none"
    elif desk.state.offered(team, puzzle) is not None:
        offer = "made"
    minutes = int(desk.state.since_s(team, puzzle.id, desk.now()) // 60)
    solved_at = clock_text(own.solved_s) if own.solved_s is not None else ""
    return PuzzleView(puzzle.id, puzzle.title, how, minutes, solved_at, hints, offer)


def diary(desk: Desk, say: Say) -> tuple[MomentView, ...]:
    """The last things that happened, the newest first."""
    lines = []
    for moment in reversed(desk.state.moments[-SHOWN_MOMENTS:]):
        words = moment_words(desk, moment, say)
        if words:
            who = team_name(desk, moment.event.team, say) if moment.event.team in desk.state.teams else ""
            lines.append(MomentView(clock_text(moment.second), who, words))
    return tuple(lines)


def moment_words(desk: Desk, moment: Moment, say: Say) -> str:
    """What happened in words; empty for what belongs to another print of the kit."""
    event = moment.event
    values: dict[str, str] = {"text": event.detail, "name": event.detail, "minutes": f"{event.minutes:+.0f}"}
    key = event.kind.value
    if event.about in desk.plan.puzzles:
        puzzle = desk.plan.puzzles[event.about]
        labels = {rung.name: rung.label for rung in puzzle.rungs}
        values |= {"title": puzzle.title, "label": labels.get(event.detail, event.detail)}
    elif event.about in {act.id for act in desk.plan.acts}:
        values |= {"act": desk.plan.act(event.about).label, "boxes": _boxes(event.detail, say)}
    elif event.about:
        return ""
    if event.kind is Kind.ENDED:
        key = f"ended-{event.detail}"
    return say(message(f"night.diary.{key}", **values))


def _boxes(detail: str, say: Say) -> str:
    def words() -> Iterator[str]:
        for tried in detail.split():
            box, _, look = tried.partition(":")
            yield say(message(f"night.diary.box-{look}", box=box))

    return ", ".join(words())
