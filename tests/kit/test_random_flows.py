"""Random kits: either no problem is found and every table gets through, or what is named happens to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from kitgen.errors import Problem
from kitgen.kit.loading import load_kit, problems_in
from kitgen.kit.spine import watching_problems
from kitgen.mechanisms import REGISTRY
from kitgen.mechanisms.contract import AnswerSpec
from tests.kit.flows import Card, Flow, Moment, Table, write_kit
from tests.kit.stubs import StubParams, StubWall

KINDS = {
    "goes in a circle": "stuck",
    "it can never be reached": "stuck",
    ".needs names": "stuck",
    "so that nobody watches": "watching",
    "nothing asks for its answer": "idle",
    "whose box may still be empty": "early",
    "has {box:": "early",
    "last word": "meta",
    "fit on one lock": "many",
    "has no beat": "empty",
    "no endings behind it": "endless",
    "it must be a beat of its act": "stray card",
    "it could be guessed": "guessed",
}
"""What a sentence says, by words that are in it; the first that fits."""


class StubLast(StubWall):
    """Made of earlier answers."""

    slug = "stub-last"
    uses_given: ClassVar[bool] = True


class StubChoice(StubWall):
    """Its answer is one of twelve printed ones."""

    slug = "stub-choice"

    def answer_spec(self, params: StubParams) -> AnswerSpec:
        return AnswerSpec("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 3, 5, choices=12)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for one kit after the other, and mechanisms that cost nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(REGISTRY, "stub-wall", "tests.kit.stubs:StubWall")
        patch.setitem(REGISTRY, "stub-last", "tests.kit.test_random_flows:StubLast")
        patch.setitem(REGISTRY, "stub-choice", "tests.kit.test_random_flows:StubChoice")
        yield tmp_path_factory.mktemp("flow", numbered=False)


def kind_of(problem: Problem) -> str:
    """The kind of fault that a problem names."""
    for words, kind in KINDS.items():
        if words in problem.message:
            return kind
    return f"unexpected: {problem}"


@st.composite
def likely_flows(draw: st.DrawFn) -> Flow:
    """Flows that an author might write: many are sound, others have a fault or two."""
    acts = draw(st.integers(1, 4))
    where = [act for act in range(acts) for _ in range(draw(st.sampled_from([1, 2, 2, 3, 4, 6])))]
    if len(where) < 20 and draw(st.booleans()):
        where.append(acts - 1)
    beats: list[Moment] = []
    for i, act in enumerate(where):
        before = [j for j in range(i) if where[j] < act or draw(st.integers(0, 9)) == 0]
        needs = draw(st.lists(st.sampled_from(before), max_size=2, unique=True)) if before else []
        beats.append(Moment(act, tuple(needs), choice=draw(st.integers(0, 3)) == 0))
    if draw(st.integers(0, 2)) == 0:
        left_out = draw(st.integers(0, 3 * len(beats)))
        needs = [i for i in range(len(beats)) if i != left_out]
        beats.append(Moment(acts - 1, tuple(needs), meta=True))
    open_act = draw(st.integers(-3, acts - 1))
    locked = frozenset(range(acts)) - {open_act}
    beat = st.integers(0, len(beats) - 1)
    opened = {act: _boxes(draw, beats, act + 1) for act in sorted(locked)}
    cards = []
    for _ in range(draw(st.integers(0, 3))):
        after = draw(st.none() | beat)
        act = draw(st.integers(0, acts - 1)) if after is None else beats[after].act
        cards.append(Card(act, after, _boxes(draw, beats, act + draw(st.integers(0, 1)))))
    return Flow(acts, tuple(beats), locked, opened, tuple(cards), draw(st.integers(0, 9)) > 0)


def _boxes(draw: st.DrawFn, beats: list[Moment], act: int) -> tuple[int, ...]:
    """At most one box of a beat of the acts before one, more rarely of any."""
    found = [i for i, beat in enumerate(beats) if beat.act < act] or list(range(len(beats)))
    return tuple(draw(st.lists(st.sampled_from(found), max_size=1)))


@st.composite
def wild_flows(draw: st.DrawFn) -> Flow:
    """Nonsense of every sort: circles, needs of later acts, of themselves and of nobody, crowded acts."""
    acts, count = draw(st.integers(1, 5)), draw(st.integers(1, 20))
    act, beat = st.integers(0, acts - 1), st.integers(0, count - 1)
    need = st.integers(0, count)  # one more than there are
    beats = tuple(
        Moment(
            draw(act),
            tuple(draw(st.lists(need, max_size=2, unique=True))) if draw(st.integers(0, 3)) == 0 else (),
            meta=draw(st.integers(0, 19)) == 0,
            choice=draw(st.booleans()),
        )
        for _ in range(count)
    )
    locked = draw(st.frozensets(act))
    boxes = st.lists(beat, max_size=1).map(tuple)
    opened = {act: draw(boxes) for act in sorted(locked)}
    cards = draw(st.lists(st.builds(Card, act, st.none() | beat, boxes), max_size=2))
    return Flow(acts, beats, locked, opened, tuple(cards), draw(st.booleans()))


@settings(
    derandomize=True,
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
)
@given(likely_flows() | likely_flows() | wild_flows())
def test_a_random_flow_is_proven_or_its_fault_is_named(folder: Path, flow: Flow) -> None:
    table = Table(flow)
    write_kit(flow, folder)
    problems = problems_in(folder)
    named, met = {kind_of(problem) for problem in problems}, table.faults()
    event(", ".join(sorted(met)) or "sound")
    assert bool(named) == bool(met), (named, met, [str(problem) for problem in problems])
    if "stuck" in met:
        # A night that cannot be played through: what it would have been like is nobody's knowledge.
        hidden = {"watching", "idle", "early", "guessed"}
        assert named - hidden == met - hidden
        return
    assert named == met
    if not met:
        kit = load_kit(folder)
        for players in range(1, 9):
            told = list(watching_problems(kit.file, kit.source, players))
            assert bool(told) is table.somebody_watches(players), players


def test_the_table_itself_knows_a_good_night_from_bad_ones() -> None:
    good = Flow(2, (Moment(0), Moment(0), Moment(1, (0,)), Moment(1, (1,))), frozenset({0}))
    assert Table(good).faults() == set()
    circle = Flow(1, (Moment(0, (1,)), Moment(0, (0,))))
    assert Table(circle).faults() == {"stuck"}
    later = Flow(2, (Moment(0, (1,)), Moment(1)))
    assert Table(later).faults() == {"stuck"}
    queue = Flow(1, (Moment(0), Moment(0, (0,)), Moment(0, (1,))))
    assert Table(queue).faults() == {"watching"}
    assert Table(queue).faults(players=2) == set()
    idle = Flow(2, (Moment(0), Moment(1)))
    assert Table(idle).faults() == {"idle"}
