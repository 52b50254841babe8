"""What `kitgen show` tells of a kit before anything is printed.

Minutes are measured, not typed in: a few puzzles of each level are made from fixed seeds and solved. What a
print costs is counted on a whole print that is made in memory.
"""

from __future__ import annotations

import json
from collections import Counter
from statistics import median

from kitgen.build import BuildOptions, build_kit, make_puzzles
from kitgen.effort import solving_minutes
from kitgen.engine import Accepted
from kitgen.errors import UsageError
from kitgen.kit.loading import Kit, find_kit, list_kits, load_kit
from kitgen.manifest import BudgetEntry
from kitgen.mechanisms.contract import Level
from kitgen.printing.profile import PrintProfile

SAMPLE_SEEDS = ("show-1", "show-2", "show-3")


def overview_lines(name: str, profile: PrintProfile) -> list[str]:
    """Lines about a kit, or about one puzzle of a kit that is found by name.

    Args:
        name: a kit, a folder that holds one, or a puzzle.
        profile: the print to count paper, cuts and ink of.

    Raises:
        UsageError: nothing has that name.
        KitgenError: the kit cannot be printed so.
    """
    try:
        kit = load_kit(find_kit(name))
    except UsageError:
        for folder in list_kits():
            kit = load_kit(folder)
            if name in kit.puzzle_order():
                lines = _puzzle_lines(kit, name, with_params=True)
                return [*lines, "", *_print_lines(str(folder), profile, name)]
        raise
    voice = kit.voice()
    lines = [voice.title, voice.tagline, ""]
    for act in kit.acts:
        lines.append(f"Act {act.number}: {voice.act_title(act)}")
        for puzzle_id in kit.puzzle_order():
            if kit.act_of(puzzle_id).id == act.id:
                lines += [f"  {line}" for line in _puzzle_lines(kit, puzzle_id)]
        lock = kit.lock_of(act.id)
        scenes = sum(scene.act == act.id for scene in kit.file.scenes)
        if lock is not None:
            lines.append(f"  lock: {voice.lock_title(lock)}")
        if scenes:
            lines.append(f"  cards to read aloud: {scenes}")
    lines += ["", *_print_lines(name, profile)]
    if len(kit.languages) > 1:
        lines += ["", f"Languages: {', '.join(kit.languages)}"]
    roles = ", ".join(f"{role} ({value})" for role, value in kit.cast_names().items())
    lines += ["", f"Casts: {', '.join(kit.casts)}", f"Roles for --name: {roles}"]
    return lines


def _puzzle_lines(kit: Kit, puzzle_id: str, *, with_params: bool = False) -> list[str]:
    samples = {level: _samples(kit, puzzle_id, level) for level in Level}
    beat = kit.beat_of(puzzle_id)
    mechanism = kit.mechanism_of(puzzle_id)
    lines = [
        f"{puzzle_id}: {kit.voice().puzzle_title(puzzle_id)} (mechanism {mechanism.slug})",
        f"  needs: {', '.join(beat.needs) or 'nothing before it'}",
    ]
    for level, made in samples.items():
        pieces = [puzzle.pieces for puzzle in made]
        minutes = median(
            solving_minutes(mechanism.techniques, puzzle.solution, part)
            for puzzle, part in zip(made, pieces, strict=True)
        )
        groups = Counter(piece.group for piece in pieces[0])
        parts = ", ".join(f"{count} {group}" for group, count in groups.items())
        lines.append(f"  {level:<7} {minutes:4.0f} min; pieces: {parts}")
        if with_params:
            params = kit.params_for(puzzle_id, level).model_dump(mode="json")
            lines += [f"          {key} = {json.dumps(value)}" for key, value in params.items()]
    demands = sorted(demand.value for demand in mechanism.demands(samples[Level.NORMAL][0].params))
    lines.append(f"  asks for: {', '.join(demands) or 'nothing special'}")
    return lines


def _samples(kit: Kit, puzzle_id: str, level: Level) -> list[Accepted]:
    levels = dict.fromkeys(kit.puzzle_order(), level)
    return [make_puzzles(kit, seed, levels, [puzzle_id])[puzzle_id] for seed in SAMPLE_SEEDS]


def _print_lines(kit: str, profile: PrintProfile, *only: str) -> list[str]:
    """What a print costs, with everything but the profile at its default."""
    built = build_kit(BuildOptions(kit, seed=SAMPLE_SEEDS[0], profile=profile, only=only))
    assert built.manifest.budget is not None, "only single pieces have none"
    return ["This print takes", *(f"  {line}" for line in budget_lines(built.manifest.budget))]


def budget_lines(budget: BudgetEntry) -> list[str]:
    """A budget in a few lines for a terminal, with a note for each cap that it does not keep."""
    ink = budget.ink
    straight = f"{budget.straight_cuts} straight cuts"
    shaped = f", {budget.shaped_mm / 1000:.1f} m of outlines" if budget.shaped_mm else ""
    holes = f", {budget.holes} {'hole' if budget.holes == 1 else 'holes'}" if budget.holes else ""
    lines = [
        f"{budget.sheets} sheets of paper, {budget.firm_sheets} to cut up: {budget.cards} cards, and pieces",
        f"{budget.cutting_minutes} minutes with scissors: {straight}{shaped}{holes}",
        f"ink on {ink.sides} sides, in per cent of a side: "
        f"cyan {ink.cyan:.1f}, magenta {ink.magenta:.1f}, yellow {ink.yellow:.1f}, black {ink.black:.1f}",
    ]
    caps = budget.caps
    meant = [
        f"{cap} {unit}"
        for cap, unit in ((caps.sheets, "sheets"), (caps.cutting_minutes, "minutes with scissors"))
        if cap is not None
    ]
    if meant and not budget.over:
        lines.append(f"within what the kit is meant to take: {' and '.join(meant)} at most")
    return lines + over_lines(budget)


def over_lines(budget: BudgetEntry) -> list[str]:
    """A note for each of the kit's caps that a print does not keep."""
    told = {
        "sheets": (budget.sheets, "sheets", budget.caps.sheets),
        "cutting_minutes": (budget.cutting_minutes, "minutes with scissors", budget.caps.cutting_minutes),
    }
    return [
        f"Note: this print takes {count} {unit}; the kit is meant to take {cap} at most."
        for count, unit, cap in (told[what] for what in budget.over)
    ]
