"""Where a night stands, counted up from its events.

Nothing here is stored: the same events always give the same state.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kitgen.night.events import Event, Kind
from kitgen.night.plan import HouseRules, NightPlan, PuzzlePlan, RungPlan


@dataclass
class Clock:
    """The night's one clock, in seconds since 1970.

    Attributes:
        started: when it began to run, or None.
        stopped: when it was last paused or ended, or None while it runs.
        lost: seconds that it stood still so far.
        added_minutes: what the host gave besides.
        outcome: `won` or `lost` once the night is over, else empty.
    """

    started: float | None = None
    stopped: float | None = None
    lost: float = 0.0
    added_minutes: float = 0.0
    outcome: str = ""

    @property
    def runs(self) -> bool:
        """Whether time passes."""
        return self.started is not None and self.stopped is None

    def elapsed_s(self, now: float) -> float:
        """Seconds of play so far; 0 before the start."""
        if self.started is None:
            return 0.0
        until = now if self.stopped is None else self.stopped
        return max(0.0, until - self.started - self.lost)

    def stop(self, at: float) -> None:
        """Let it stand still."""
        if self.runs:
            self.stopped = at

    def go_on(self, at: float) -> None:
        """Let it run again."""
        if self.stopped is not None:
            self.lost += max(0.0, at - self.stopped)
            self.stopped = None


@dataclass
class PuzzleState:
    """One puzzle of one team; times are seconds of play.

    Attributes:
        seen_s: when its first page was opened, or None.
        rungs: by name of a rung, when it was opened.
        solved_s: when it was solved, as the lock or the host says.
        offers: how many hints the host offered.
        taken: how many of these were opened.
    """

    seen_s: float | None = None
    rungs: dict[str, float] = field(default_factory=dict)
    solved_s: float | None = None
    offers: int = 0
    taken: int = 0


@dataclass
class ActState:
    """One act of one team; times are seconds of play.

    Attributes:
        begun_s: when its envelope was opened as far as anybody knows, or None.
        opened_s: when its lock opened.
        tries: how often its lock was tried in vain.
    """

    begun_s: float | None = None
    opened_s: float | None = None
    tries: int = 0


@dataclass
class TeamState:
    """All of one team.

    Attributes:
        name: as it calls itself, or empty.
        puzzles: by id.
        acts: by id.
        cost_minutes: what its hints cost so far.
    """

    name: str
    puzzles: dict[str, PuzzleState]
    acts: dict[str, ActState]
    cost_minutes: float = 0.0


@dataclass(frozen=True)
class Moment:
    """An event with the seconds of play at which it happened."""

    second: float
    event: Event


class NightState:
    """The night of all teams.

    Args:
        plan: the kit.
        teams: their ids; one `TABLE` for a night without teams.
        events: what happened so far.
    """

    def __init__(self, plan: NightPlan, teams: Iterable[str], events: Iterable[Event] = ()) -> None:
        self.plan = plan
        self.clock = Clock()
        self.rules = HouseRules.of(plan.policy)
        self.moments: list[Moment] = []
        self.teams = {
            team: TeamState(
                "",
                {name: PuzzleState() for name in plan.puzzles},
                {act.id: ActState() for act in plan.acts},
            )
            for team in teams
        }
        for event in events:
            self.apply(event)

    def apply(self, event: Event) -> None:
        """Count one more event in. What speaks of teams or puzzles that are not there changes nothing."""
        self._clock(event)
        second = self.clock.elapsed_s(event.at)
        self.moments.append(Moment(second, event))
        if event.kind is Kind.POLICY:
            self.rules = HouseRules.model_validate_json(event.detail)
            return
        team = self.teams.get(event.team)
        if team is None:
            return
        if event.kind is Kind.NAMED:
            team.name = event.detail
        elif event.about in team.puzzles:
            self._puzzle(team, team.puzzles[event.about], event, second)
        elif event.about in team.acts:
            self._act(team, event, second)

    def _clock(self, event: Event) -> None:
        clock = self.clock
        match event.kind:
            case Kind.STARTED if clock.started is None:
                clock.started = event.at
                for team in self.teams.values():
                    self._begin(team, self.plan.acts[0].id, 0.0)
            case Kind.PAUSED:
                clock.stop(event.at)
            case Kind.RESUMED if not clock.outcome:
                clock.go_on(event.at)
            case Kind.ADDED:
                clock.added_minutes += event.minutes
            case Kind.ENDED:
                clock.stop(event.at)
                clock.outcome = event.detail
            case Kind.REOPENED if clock.outcome:
                clock.outcome = ""
                clock.go_on(event.at)
            case _:
                pass

    def _puzzle(self, team: TeamState, puzzle: PuzzleState, event: Event, second: float) -> None:
        match event.kind:
            case Kind.SEEN:
                if puzzle.seen_s is None:
                    puzzle.seen_s = second
                self._begin(team, self.plan.act_of[event.about], second)
            case Kind.RUNG if event.detail not in puzzle.rungs:
                puzzle.rungs[event.detail] = second
                team.cost_minutes += event.minutes
                puzzle.taken += puzzle.taken < puzzle.offers
            case Kind.OFFERED:
                puzzle.offers += 1
            case Kind.SOLVED if puzzle.solved_s is None:
                puzzle.solved_s = second
            case Kind.UNSOLVED:
                puzzle.solved_s = None
            case _:
                pass

    def _act(self, team: TeamState, event: Event, second: float) -> None:
        act = team.acts[event.about]
        if event.kind is Kind.TRIED:
            act.tries += 1
            self._begin(team, event.about, second)
        elif event.kind is Kind.OPENED and act.opened_s is None:
            act.opened_s = second
            self._begin(team, event.about, second)
            for puzzle in self.plan.act(event.about).puzzles:
                state = team.puzzles[puzzle.id]
                if state.solved_s is None:
                    state.solved_s = second
            following = self._after(event.about)
            if following:
                self._begin(team, following, second)

    def _begin(self, team: TeamState, act_id: str, second: float) -> None:
        """An act's envelope is open; so are those before it."""
        for act in self.plan.acts:
            state = team.acts[act.id]
            if state.begun_s is None:
                state.begun_s = second
            if act.id == act_id:
                return

    def _after(self, act_id: str) -> str:
        ids = [act.id for act in self.plan.acts]
        return (*ids, "")[ids.index(act_id) + 1]

    def limit_minutes(self) -> float:
        """How long the night is meant to take, with what the host added."""
        return max(0.0, self.plan.minutes + self.clock.added_minutes)

    def since_s(self, team: str, puzzle: str, now: float) -> float:
        """For how many seconds of play a team has had a puzzle."""
        state = self.teams[team]
        begun = state.acts[self.plan.act_of[puzzle]].begun_s
        known = [second for second in (state.puzzles[puzzle].seen_s, begun) if second is not None]
        return max(0.0, self.clock.elapsed_s(now) - min(known)) if known else 0.0

    def next_hint(self, team: str, puzzle: PuzzlePlan) -> RungPlan | None:
        """The first hint that a team has not opened; None where there is none left."""
        opened = self.teams[team].puzzles[puzzle.id].rungs
        hints = puzzle.hints()
        last = max((i for i, rung in enumerate(hints) if rung.name in opened), default=-1)
        return hints[last + 1] if last + 1 < len(hints) else None

    def offered(self, team: str, puzzle: PuzzlePlan) -> RungPlan | None:
        """The hint that the host offers a team and that it has not opened."""
        state = self.teams[team].puzzles[puzzle.id]
        return self.next_hint(team, puzzle) if state.offers > state.taken else None
