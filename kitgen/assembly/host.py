"""What the host's files say: guide, solutions, and the answers for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from kitgen.assembly.documents import OPTIONAL
from kitgen.assembly.minutes import planned_minutes, puzzle_minutes
from kitgen.assembly.night import after_act, lock_opened
from kitgen.assembly.resolved import Made, Resolved, Say
from kitgen.budget.budget import Budget
from kitgen.guide.model import GuideAct, GuideKit, GuideLock, GuidePuzzle, guide_file
from kitgen.hints.addresses import lock_code
from kitgen.hints.rungs import tells_steps
from kitgen.hints.site import PuzzleHints
from kitgen.kit.models import Act
from kitgen.layout.plan import NightPrint, Page
from kitgen.locks.contract import LockPlan
from kitgen.locks.wheel import Wheel
from kitgen.night.plan import NightPlan
from kitgen.rng import is_drawn_seed


def describe_guide(
    chosen: Resolved,
    made: Made,
    night: NightPrint,
    plans: Sequence[LockPlan],
    wheel: Wheel | None,
    documents: Mapping[str, Sequence[Page]],
    budget: Budget,
) -> GuideKit:
    """The kit as a host sees it."""
    kit, voice = chosen.kit, chosen.voice()
    by_act = {plan.act: plan for plan in plans}
    acts = []
    for act in night.acts:
        plan = by_act.get(act.id)
        puzzles = tuple(
            GuidePuzzle(
                page=page,
                made=made[page.id],
                beat=kit.beat_of(page.id).id,
                needs=tuple(kit.beat_of(page.id).needs),
                minutes=puzzle_minutes(made[page.id]),
                demands=made[page.id].mechanism.demands(made[page.id].params),
                has_step_rungs=tells_steps(made[page.id].level),
            )
            for page in act.puzzles
        )
        scenes = tuple(scene for scene in night.read_aloud if scene.envelope == act.id)
        lock = _lock(chosen, plan, wheel) if plan else None
        acts.append(
            GuideAct(act.id, act.number, voice.act_title(_act(chosen, act.id)), puzzles, scenes, lock)
        )
    return GuideKit(
        page=night.kit,
        acts=tuple(acts),
        envelopes=tuple(chosen.envelopes()),
        budget=budget,
        files=tuple(
            guide_file(name, pages, is_optional=name in OPTIONAL) for name, pages in documents.items()
        ),
        profile=chosen.profile,
        placed=tuple(placed for pages in documents.values() for page in pages for placed in page.placed),
        hints=chosen.hints,
        hint_paper=chosen.hint_paper,
        locks=chosen.locks,
        players=chosen.players,
        minutes=planned_minutes(chosen, made, plans),
        has_endings=chosen.is_whole and bool(kit.file.endings),
        mild=chosen.mild,
        copies=chosen.copies,
        parents=voice.parents,
        certificate=voice.certificate,
        seed=chosen.seed,
        drawn_seed=is_drawn_seed(chosen.seed),
    )


def _act(chosen: Resolved, act_id: str) -> Act:
    return next(act for act in chosen.kit.acts if act.id == act_id)


def _lock(chosen: Resolved, plan: LockPlan, wheel: Wheel | None) -> GuideLock:
    lock = chosen.kit.lock_of(plan.act)
    assert lock is not None, "plans are made of locks"
    card = ""
    if wheel is not None:
        own = wheel.lock_of(plan)
        settings = own.settings(plan.answers())
        assert settings is not None, "dials were chosen on the right answers"
        card = wheel.name_of(own, settings)
    return GuideLock(plan, chosen.voice().lock_title(lock), card, after_act(chosen, plan.act))


def solutions_json(
    chosen: Resolved,
    made: Made,
    plans: Sequence[LockPlan],
    hints: Sequence[PuzzleHints],
    plan: NightPlan | None,
    say: Say,
) -> bytes:
    """Seed, answers, locks and the plan of the night for programs; `kitgen serve` works by it."""
    puzzles = [{"id": puzzle_id, "answer": puzzle.answer} for puzzle_id, puzzle in made.items()]
    locks: list[dict[str, Any]] = [
        {
            "act": plan.act,
            "opened": lock_opened(chosen, plan.act, say),
            "then": say(after_act(chosen, plan.act)),
            "boxes": [
                {
                    "box": box.box,
                    "puzzle": box.puzzle,
                    "answer": box.answer,
                    "slips": [{"answer": slip.answer, "say": say(slip.message)} for slip in box.slips],
                }
                for box in plan.boxes
            ],
        }
        for plan in plans
    ]
    document: dict[str, Any] = {"format": 1, "seed": chosen.seed, "puzzles": puzzles, "locks": locks}
    if chosen.hints == "sealed":
        codes = [code for puzzle in hints for code in puzzle.pages.values()]
        codes += [lock_code(chosen.seed, lock.act) for lock in plans if chosen.locks == "phone"]
        document["seals"] = {code: chosen.key_of(code) for code in sorted(codes)}
    if plan is not None:
        document["night"] = plan.model_dump(mode="json")
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()
