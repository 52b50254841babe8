"""The night's desk: whatever happens is written down here, counted in, and told to open pages.

No web in it: the rooms that speak to phones and to the host call it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from kitgen.night.events import TABLE, Event, Kind
from kitgen.night.live import Hub
from kitgen.night.plan import HouseRules, NightPlan, PuzzlePlan, RungPlan
from kitgen.night.policy import Terms, terms_of
from kitgen.night.record import Record
from kitgen.night.state import NightState
from kitgen.rng import secret_key

LONGEST_NAME = 24
LONGEST_NOTE = 300
MOST_MINUTES = 120
MOST_NOTES = 500
CODE_CHARACTERS = 8
KEY_CHARACTERS = 16

OUTCOMES = ("won", "lost")

ALIKE = str.maketrans("OIL", "011")
"""What people type for the signs that codes are made of."""


class Desk:
    """One night as it goes on.

    Args:
        plan: the kit.
        record: where events are written down.
        teams: how many teams play, from 1.
        clock: seconds since 1970; tests bring their own.
    """

    def __init__(
        self, plan: NightPlan, record: Record, teams: int = 1, clock: Callable[[], float] = time.time
    ) -> None:
        self.plan = plan
        self.record = record
        self.hub = Hub()
        self._clock = clock
        self.team_codes = self._codes(teams)
        self.host_key = self._key("host key", KEY_CHARACTERS)
        self.board_key = self._key("board key", KEY_CHARACTERS)
        self.state = NightState(plan, self.team_codes.values(), record.events)

    def _codes(self, teams: int) -> dict[str, str]:
        """By code, the team that it makes a phone's owner a member of; by nothing, where all are one."""
        if teams == 1:
            return {"": TABLE}
        numbers = [str(number) for number in range(1, teams + 1)]
        return {self._key(f"team {number}", CODE_CHARACTERS): number for number in numbers}

    def _key(self, name: str, characters: int) -> str:
        """A key that stays the same when a night is taken up again."""
        if not self.record.fact(name):
            self.record.note_fact(name, secret_key(characters))
        return self.record.fact(name)

    def now(self) -> float:
        """Seconds since 1970."""
        return self._clock()

    @property
    def has_teams(self) -> bool:
        """Whether phones belong to teams."""
        return TABLE not in self.state.teams

    def _happens(
        self, kind: Kind, team: str = TABLE, about: str = "", detail: str = "", minutes: float = 0.0
    ) -> None:
        event = Event(self.now(), kind, team, about, detail, minutes)
        self.record.add(event)
        self.state.apply(event)
        self.hub.changed()

    def takes_forms(self, code: str) -> bool:
        """Whether the page of this code may be sent: a hint that has its price."""
        page = self.plan.pages.get(code)
        return page is not None and page[1] is not None and page[1].counts

    # What phones do.

    def see(self, team: str, puzzle: PuzzlePlan) -> None:
        """A team's phone opened a puzzle's first page."""
        if self.state.teams[team].puzzles[puzzle.id].seen_s is None:
            self._happens(Kind.SEEN, team, puzzle.id)

    def terms(self, team: str, puzzle: PuzzlePlan, rung: RungPlan) -> Terms:
        """What a hint takes now."""
        return terms_of(self.state, team, puzzle, rung, self.now())

    def open_rung(self, team: str, puzzle: PuzzlePlan, rung: RungPlan, terms: Terms) -> None:
        """A team's phone opened a hint on these terms; a second time nothing happens."""
        if rung.counts and rung.name not in self.state.teams[team].puzzles[puzzle.id].rungs:
            self._happens(Kind.RUNG, team, puzzle.id, rung.name, terms.cost_minutes)

    def try_lock(self, team: str, act: str, looks: Mapping[str, str]) -> None:
        """A lock was tried: by box, `right`, `near` or `again`; boxes that were empty are left out."""
        if not looks:
            return
        said = " ".join(f"{box}:{look}" for box, look in looks.items())
        self._happens(Kind.TRIED, team, act, said)

    def open_act(self, team: str, act: str) -> None:
        """A lock opened, by the right answers or by the host's word."""
        if self.state.teams[team].acts[act].opened_s is None:
            self._happens(Kind.OPENED, team, act)

    def name_team(self, team: str, name: str) -> None:
        """A team calls itself something."""
        self._happens(Kind.NAMED, team, detail=tidy(name, LONGEST_NAME))

    # What the host does.

    def start(self) -> None:
        """The night begins, or goes on after a pause or an end that was none."""
        clock = self.state.clock
        if clock.started is None:
            self._happens(Kind.STARTED)
        elif clock.outcome:
            self._happens(Kind.REOPENED)
        elif not clock.runs:
            self._happens(Kind.RESUMED)

    def pause(self) -> None:
        """The clock stands still."""
        if self.state.clock.runs:
            self._happens(Kind.PAUSED)

    def add_minutes(self, minutes: int) -> None:
        """The night becomes longer, or shorter where it is less than 0."""
        self._happens(Kind.ADDED, minutes=max(-MOST_MINUTES, min(MOST_MINUTES, minutes)))

    def end(self, outcome: str) -> None:
        """The night is over: `won` or `lost`."""
        if outcome in OUTCOMES and self.state.clock.started is not None and not self.state.clock.outcome:
            self._happens(Kind.ENDED, detail=outcome)

    def offer(self, team: str, puzzle: str) -> bool:
        """Offer a team the next hint of a puzzle; False where there is none or one is offered already."""
        plan = self.plan.puzzles[puzzle]
        if self.state.next_hint(team, plan) is None or self.state.offered(team, plan) is not None:
            return False
        self._happens(Kind.OFFERED, team, puzzle)
        self.hub.offer(team, puzzle)
        return True

    def mark(self, team: str, puzzle: str, *, solved: bool) -> None:
        """Note whether a puzzle is solved."""
        if (self.state.teams[team].puzzles[puzzle].solved_s is not None) is not solved:
            self._happens(Kind.SOLVED if solved else Kind.UNSOLVED, team, puzzle)

    def note(self, text: str) -> None:
        """Write something into the diary."""
        kept = tidy(text, LONGEST_NOTE)
        notes = sum(moment.event.kind is Kind.NOTE for moment in self.state.moments)
        if kept and notes < MOST_NOTES:
            self._happens(Kind.NOTE, detail=kept)

    def set_rules(self, rules: HouseRules) -> None:
        """Give hints by other rules from now on."""
        if rules != self.state.rules:
            self._happens(Kind.POLICY, detail=rules.model_dump_json())


def tidy(text: str, longest: int) -> str:
    """What somebody typed, on one line, without signs that are not to be seen, and not too long."""
    kept = "".join(c for c in " ".join(text.split()) if c.isprintable())
    return kept[:longest].strip()
