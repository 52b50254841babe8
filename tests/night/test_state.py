"""Where a night stands is counted up from what happened, and from nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.kit.models import HintPolicy
from kitgen.night.desk import LONGEST_NOTE, MOST_MINUTES, Desk, tidy
from kitgen.night.events import TABLE, Event, Kind
from kitgen.night.plan import HouseRules
from kitgen.night.policy import FREE, Terms
from kitgen.night.state import NightState
from tests.hints.sample import EYES, GLOBE
from tests.night.sample_night import PLAN, Clock, a_desk

EYES_PLAN, GLOBE_PLAN = PLAN.puzzles[EYES.id], PLAN.puzzles[GLOBE.id]
NUDGE, METHOD, CONFIRM, ANSWER = EYES_PLAN.rungs


def test_the_clock_leaves_out_pauses_and_stops_at_the_end() -> None:
    clock = Clock()
    desk = a_desk(clock)
    clock.minutes(5)
    assert desk.state.clock.elapsed_s(desk.now()) == 0
    desk.start()
    clock.minutes(10)
    desk.pause()
    clock.minutes(30)
    assert desk.state.clock.elapsed_s(desk.now()) == 600
    desk.start()
    clock.minutes(2)
    desk.end("won")
    clock.minutes(100)
    assert desk.state.clock.elapsed_s(desk.now()) == 720
    assert desk.state.clock.outcome == "won"


def test_an_end_that_was_none_is_taken_back() -> None:
    clock = Clock()
    desk = a_desk(clock)
    desk.start()
    clock.minutes(10)
    desk.end("lost")
    clock.minutes(3)
    desk.start()
    clock.minutes(1)
    assert desk.state.clock.outcome == ""
    assert desk.state.clock.elapsed_s(desk.now()) == 660


@pytest.mark.parametrize("twice", ["start", "pause"])
def test_pressing_a_button_twice_changes_nothing(twice: str) -> None:
    desk = a_desk()
    desk.start()
    getattr(desk, twice)()
    moments = len(desk.state.moments)
    getattr(desk, twice)()
    assert len(desk.state.moments) == moments


def test_a_night_that_has_not_begun_cannot_end() -> None:
    desk = a_desk()
    desk.end("won")
    assert desk.state.moments == []


def test_opening_a_hint_counts_once_and_only_for_its_team() -> None:
    desk = a_desk(teams=2)
    for _ in range(2):
        desk.open_rung("1", EYES_PLAN, NUDGE, FREE)
    desk.open_rung("1", EYES_PLAN, CONFIRM, FREE)
    assert list(desk.state.teams["1"].puzzles[EYES.id].rungs) == ["nudge"]
    assert desk.state.teams["2"].puzzles[EYES.id].rungs == {}
    assert desk.state.next_hint("1", EYES_PLAN) == METHOD
    assert desk.state.next_hint("2", EYES_PLAN) == NUDGE


def test_a_lock_that_opens_solves_its_act_and_begins_the_next() -> None:
    clock = Clock()
    desk = a_desk(clock)
    desk.start()
    clock.minutes(7)
    desk.open_act(TABLE, "act-1")
    team = desk.state.teams[TABLE]
    assert team.puzzles[EYES.id].solved_s == 420
    assert (team.acts["act-2"].begun_s, team.acts["act-2"].opened_s) == (420, None)
    assert team.puzzles[GLOBE.id].solved_s is None


def test_scanning_a_later_acts_code_tells_that_the_acts_before_are_open() -> None:
    desk = a_desk()
    desk.start()
    desk.see(TABLE, GLOBE_PLAN)
    assert desk.state.teams[TABLE].acts["act-2"].begun_s == 0


def test_the_host_offers_the_next_hint_once_until_it_is_taken() -> None:
    desk = a_desk()
    assert desk.offer(TABLE, EYES.id)
    assert not desk.offer(TABLE, EYES.id)
    assert desk.state.offered(TABLE, EYES_PLAN) == NUDGE
    desk.open_rung(TABLE, EYES_PLAN, NUDGE, FREE)
    assert desk.state.offered(TABLE, EYES_PLAN) is None
    assert desk.offer(TABLE, EYES.id)
    assert desk.state.offered(TABLE, EYES_PLAN) == METHOD


def test_nothing_is_offered_beyond_the_answer() -> None:
    desk = a_desk()
    desk.open_rung(TABLE, EYES_PLAN, ANSWER, FREE)
    assert not desk.offer(TABLE, EYES.id)


def test_by_default_hints_open_at_once_and_for_nothing() -> None:
    desk = a_desk()
    assert desk.terms(TABLE, EYES_PLAN, ANSWER) == FREE


def test_hints_wait_for_their_minute_of_playing_time() -> None:
    clock = Clock()
    desk = a_desk(clock, policy=HintPolicy(from_minute=5))
    assert desk.terms(TABLE, EYES_PLAN, NUDGE) == Terms(5, waits_for_start=True)
    desk.start()
    clock.minutes(3.5)
    assert desk.terms(TABLE, EYES_PLAN, NUDGE) == Terms(2)
    desk.pause()
    clock.minutes(60)
    assert desk.terms(TABLE, EYES_PLAN, NUDGE) == Terms(2)
    desk.start()
    clock.minutes(1.5)
    assert desk.terms(TABLE, EYES_PLAN, NUDGE) == FREE


def test_what_is_open_stays_open_and_an_offer_neither_waits_nor_costs() -> None:
    clock = Clock()
    desk = a_desk(clock, policy=HintPolicy(from_minute=5, cost_minutes=2))
    desk.start()
    desk.offer(TABLE, EYES.id)
    assert desk.terms(TABLE, EYES_PLAN, NUDGE) == FREE
    assert desk.terms(TABLE, EYES_PLAN, METHOD) == Terms(5)
    desk.open_rung(TABLE, EYES_PLAN, NUDGE, desk.terms(TABLE, EYES_PLAN, NUDGE))
    assert desk.terms(TABLE, EYES_PLAN, NUDGE) == FREE
    assert desk.terms(TABLE, EYES_PLAN, CONFIRM) == FREE
    assert desk.state.teams[TABLE].cost_minutes == 0


def test_whoever_is_stuck_long_enough_pays_nothing() -> None:
    clock = Clock()
    desk = a_desk(clock, policy=HintPolicy(cost_minutes=2, free_after_minutes=15))
    desk.start()
    clock.minutes(10)
    assert desk.terms(TABLE, EYES_PLAN, NUDGE) == Terms(cost_minutes=2)
    desk.open_rung(TABLE, EYES_PLAN, NUDGE, Terms(cost_minutes=2))
    clock.minutes(5)
    assert desk.terms(TABLE, EYES_PLAN, METHOD) == FREE
    assert desk.state.teams[TABLE].cost_minutes == 2


def test_without_timers_nothing_waits_and_nothing_costs() -> None:
    desk = a_desk(policy=HintPolicy(from_minute=5, cost_minutes=2))
    desk.set_rules(HouseRules(from_minute=5, cost_minutes=2, timers=False))
    assert desk.terms(TABLE, EYES_PLAN, NUDGE) == FREE


def test_what_is_typed_is_tidied_and_kept_short() -> None:
    desk = a_desk(teams=2)
    desk.note("  one\n two\x00\u202e three " + "x" * 400)
    note = desk.state.moments[-1].event.detail
    assert note.startswith("one two three x")
    assert len(note) == LONGEST_NOTE
    desk.note(" \n ")
    assert len(desk.state.moments) == 1
    desk.add_minutes(10**6)
    assert desk.state.clock.added_minutes == MOST_MINUTES
    assert tidy("a" * 30, 24) == "a" * 24


def test_events_of_another_print_change_nothing() -> None:
    strange = [
        Event(1.0, Kind.RUNG, "9", EYES.id, "nudge"),
        Event(2.0, Kind.RUNG, TABLE, "no-such-puzzle", "nudge"),
        Event(3.0, Kind.OPENED, TABLE, "no-such-act"),
    ]
    state = NightState(PLAN, [TABLE], strange)
    assert all(not puzzle.rungs for puzzle in state.teams[TABLE].puzzles.values())


ACTIONS = st.sampled_from(
    ["start", "pause", "won", "lost", "offer", "rung", "see", "open-1", "open-2", "solved", "unsolved", "add"]
)


def _act(desk: Desk, action: str) -> None:
    match action:
        case "start":
            desk.start()
        case "pause":
            desk.pause()
        case "won" | "lost":
            desk.end(action)
        case "offer":
            desk.offer(TABLE, EYES.id)
        case "rung":
            following = desk.state.next_hint(TABLE, EYES_PLAN)
            if following:
                desk.open_rung(TABLE, EYES_PLAN, following, desk.terms(TABLE, EYES_PLAN, following))
        case "see":
            desk.see(TABLE, GLOBE_PLAN)
        case "open-1" | "open-2":
            desk.open_act(TABLE, f"act-{action[-1]}")
        case "solved" | "unsolved":
            desk.mark(TABLE, EYES.id, solved=action == "solved")
        case _:
            desk.add_minutes(5)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ACTIONS, st.integers(0, 600)), max_size=25))
def test_the_same_events_always_give_the_same_state(story: list[tuple[str, int]]) -> None:
    clock = Clock()
    desk = a_desk(clock, policy=HintPolicy(from_minute=2, cost_minutes=1))
    for action, seconds in story:
        clock.now += seconds
        _act(desk, action)
    again = NightState(desk.plan, [TABLE], desk.record.events)
    assert (again.clock, again.teams, again.rules) == (desk.state.clock, desk.state.teams, desk.state.rules)
    assert again.clock.elapsed_s(desk.now()) <= clock.now - 1_700_000_000.0
