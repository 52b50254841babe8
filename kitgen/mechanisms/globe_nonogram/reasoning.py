"""From printed clues to a proven number, with the reasoning a host can follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from types import MappingProxyType
from typing import cast

from kitgen.mechanisms.contract import Level, Solution, Step, Technique, Verdict, hardest
from kitgen.mechanisms.globe_nonogram.board import ROW, PanelProof, Probe, Visit, prove
from kitgen.mechanisms.globe_nonogram.clues import START_MARK, Cells, GlobeClues, Panel
from kitgen.mechanisms.globe_nonogram.glyphs import read_ring
from kitgen.message import Message, message

TECHNIQUES: Mapping[str, Technique] = MappingProxyType(
    {
        "finish": Technique(Level.EASY, 9),
        "whole": Technique(Level.EASY, 10),
        "edge": Technique(Level.EASY, 14),
        "overlap": Technique(Level.EASY, 18),
        "reason": Technique(Level.NORMAL, 40),
        "probe": Technique(Level.HARD, 120),
        "probe-again": Technique(Level.FIENDISH, 150),
        "join": Technique(Level.EASY, 90),
        "read": Technique(Level.EASY, 8),
    }
)
"""Seconds are for one sweep along the rows or the columns of a panel, or for one line or assumption."""

State = tuple[tuple[int, ...], tuple[Cells, ...]]
"""Panels round the globe, the one left of the star first, and each panel's cells; both by print order."""


def rings(panels: Sequence[Panel]) -> Iterator[tuple[int, ...]]:
    """Every way to close the panels to a ring in which half marks meet, with one star, left of it first."""

    def grown(ring: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        end = panels[ring[-1]].right_mark
        if len(ring) == len(panels):
            if end == panels[ring[0]].left_mark:
                yield ring
            return
        for i, panel in enumerate(panels):
            if i not in ring and panel.left_mark == end:
                yield from grown((*ring, i))

    if [panel.right_mark for panel in panels].count(START_MARK) == 1:
        for i, panel in enumerate(panels):
            if panel.right_mark == START_MARK:
                yield from grown((i,))


def state_of(solution: Solution) -> State:
    """The one state of a proven globe."""
    return cast(State, solution.states[0])  # the contract only knows that states can be hashed


def read_state(clues: GlobeClues, state: State) -> str:
    """The number that a solved and glued globe shows, or the empty string."""
    order, cells = state
    return read_ring([cells[i] for i in order], clues.panels[0].width)


def solve_globe(clues: GlobeClues) -> Solution:
    """Prove the number, or say why it is not proven."""
    shapes = {(panel.width, panel.height) for panel in clues.panels}
    if len(shapes) != 1:
        return Solution(Verdict.GAVE_UP, ())
    proofs = [prove(panel) for panel in clues.panels]
    orders = list(rings(clues.panels))
    if not orders or not all(proof.solutions for proof in proofs):
        return Solution(Verdict.GAVE_UP, ())
    states: list[State] = []
    for order, *cells in product(orders, *(proof.solutions for proof in proofs)):
        states.append((order, tuple(cells)))
        if len(states) == 2:
            break
    answers = tuple(dict.fromkeys(answer for state in states if (answer := read_state(clues, state))))
    if len(states) > 1:
        return Solution(Verdict.SEVERAL, answers, tuple(states))
    if not all(proof.exhausted and proof.reasoned for proof in proofs):
        return Solution(Verdict.GAVE_UP, answers, tuple(states))
    steps = _steps(clues, proofs, states[0], answers)
    techniques = [visit.technique for proof in proofs for visit in proof.visits]
    used = [step.technique for step in steps if step.technique not in ("join", "read")]
    return Solution(
        Verdict.UNIQUE,
        answers,
        tuple(states),
        steps,
        hardest([TECHNIQUES[technique].tier for technique in used]),
        MappingProxyType(
            {
                "looks": len(techniques),
                "line_logic": techniques.count("reason"),
                "probes": techniques.count("probe"),
            }
        ),
    )


def piece_ids(clues: GlobeClues) -> tuple[str, ...]:
    """Neutral ids in print order, which is shuffled."""
    return tuple(f"panel-{'abcde'[i]}" for i in range(len(clues.panels)))


def mark(name: str) -> Message:
    """A mark in words."""
    return message(f"globe-nonogram.mark.{name}")


def panel_name(panel: Panel) -> Message:
    """What players and hosts call a panel: by the half marks at its foot."""
    return message("globe-nonogram.panel", left=mark(panel.left_mark), right=mark(panel.right_mark))


def line_list(axis: str, indices: Iterable[int]) -> Message:
    """'row 4' or 'columns 2, 5, 7', counted from 1."""
    numbers = [str(i + 1) for i in sorted(indices)]
    return message(f"globe-nonogram.lines.{axis}", count=len(numbers), numbers=", ".join(numbers))


def _steps(
    clues: GlobeClues, proofs: Sequence[PanelProof], state: State, answers: tuple[str, ...]
) -> tuple[Step, ...]:
    ids = piece_ids(clues)
    steps: list[Step] = []
    last: list[tuple[int, ...]] = []
    for panel, proof, piece in zip(clues.panels, proofs, ids, strict=True):
        before = len(steps)
        settled_by: dict[tuple[int, int], int] = {}
        for sweep in sweeps(proof.visits):
            uses = sorted({settled_by[cell] for visit in sweep for cell in visit.rests_on()})
            for visit in sweep:
                for cell in visit.settled():
                    settled_by[cell] = len(steps)
            step = _sweep_step(panel, sweep, tuple(uses), piece)
            if step.technique == "probe" and any(earlier.technique == "probe" for earlier in steps):
                step = replace(step, technique="probe-again")
            steps.append(step)
        last.append((len(steps) - 1,) if len(steps) > before else ())
    order, _ = state
    names = [f"{clues.panels[i].left_mark}-{clues.panels[i].right_mark}" for i in order]
    steps.append(Step(message("globe-nonogram.step.join"), "join", (), ("directions", *ids), " ".join(names)))
    joint = len(steps) - 1
    for place, digit in enumerate(answers[0] if answers else ""):
        a, b = order[place], order[(place + 1) % len(order)]
        text = message(
            "globe-nonogram.step.read", mark=mark(clues.panels[a].right_mark), digit=digit, place=place + 1
        )
        uses_read = tuple(sorted({*last[a], *last[b], joint}))
        steps.append(Step(text, "read", uses_read, (ids[a], ids[b]), f"{place + 1}: {digit}"))
    return tuple(steps)


def sweeps(visits: Iterable[Visit]) -> Iterator[list[Visit]]:
    """Looks along the same way that do not build on each other; a probe stands alone."""
    group: list[Visit] = []
    for visit in visits:
        if group and (
            "probe" in (visit.technique, group[0].technique)
            or group[0].axis != visit.axis
            or any(other.index == visit.index for other in group)
        ):
            yield group
            group = []
        group.append(visit)
    if group:
        yield group


def seconds_for(visits: Iterable[Visit]) -> float:
    """How long the reasoning on one panel takes by the techniques' seconds."""
    return sum(TECHNIQUES[_technique(sweep)].seconds for sweep in sweeps(visits))


def _technique(sweep: Sequence[Visit]) -> str:
    """The hardest technique of a sweep."""
    return max((visit.technique for visit in sweep), key=list(TECHNIQUES).index)


def _sweep_step(panel: Panel, sweep: Sequence[Visit], uses: tuple[int, ...], piece: str) -> Step:
    name, axis = panel_name(panel), sweep[0].axis
    fact = f"{panel.left_mark}-{panel.right_mark}: " + " / ".join(
        _fact(panel, visit) for visit in sorted(sweep, key=lambda visit: visit.index)
    )
    if sweep[0].probe is not None:
        return Step(_probe_text(name, sweep[0].probe), "probe", uses, (piece,), fact)
    technique = _technique(sweep)
    hard = line_list(axis, [visit.index for visit in sweep if visit.technique == technique])
    rest = [visit.index for visit in sweep if visit.technique != technique]
    also: Message | str = message("globe-nonogram.step.also", lines=line_list(axis, rest)) if rest else ""
    text = message(f"globe-nonogram.step.{technique}", panel=name, lines=hard, also=also)
    return Step(text, technique, uses, (piece,), fact)


def _probe_text(name: Message, probe: Probe) -> Message:
    return message(
        f"globe-nonogram.step.probe-{'filled' if probe.filled else 'blank'}",
        panel=name,
        row=probe.row + 1,
        column=probe.column + 1,
        dead=line_list(probe.axis, [probe.index]),
    )


def _fact(panel: Panel, visit: Visit) -> str:
    length = panel.width if visit.axis == ROW else panel.height
    cells = "".join(
        "#" if visit.filled >> p & 1 else "." if visit.blank >> p & 1 else " " for p in range(length)
    )
    return f"{visit.axis} {visit.index + 1} [{cells}]"
