"""What `kitgen show` tells of a kit before anything is printed.

Minutes are measured, not typed in: a few puzzles of each level are made from fixed seeds and solved.
"""

from __future__ import annotations

import json
from collections import Counter
from statistics import median

from kitgen.build import make_puzzles
from kitgen.effort import cutting_minutes, solving_minutes
from kitgen.engine import Accepted
from kitgen.errors import UsageError
from kitgen.kit.loading import Kit, find_kit, list_kits, load_kit
from kitgen.mechanisms.contract import Level

SAMPLE_SEEDS = ("show-1", "show-2", "show-3")


def overview_lines(name: str) -> list[str]:
    """Lines about a kit, or about one puzzle of a kit that is found by name.

    Raises:
        UsageError: nothing has that name.
    """
    try:
        kit = load_kit(find_kit(name))
    except UsageError:
        for folder in list_kits():
            kit = load_kit(folder)
            if name in kit.puzzle_order():
                return _puzzle_lines(kit, name, with_params=True)
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
        cutting = median(cutting_minutes(part) for part in pieces)
        lines.append(f"  {level:<7} {minutes:4.0f} min, {cutting:3.0f} min cutting; pieces: {parts}")
        if with_params:
            params = kit.params_for(puzzle_id, level).model_dump(mode="json")
            lines += [f"          {key} = {json.dumps(value)}" for key, value in params.items()]
    demands = sorted(demand.value for demand in mechanism.demands(samples[Level.NORMAL][0].params))
    lines.append(f"  asks for: {', '.join(demands) or 'nothing special'}")
    return lines


def _samples(kit: Kit, puzzle_id: str, level: Level) -> list[Accepted]:
    levels = dict.fromkeys(kit.puzzle_order(), level)
    return [make_puzzles(kit, seed, levels, [puzzle_id])[puzzle_id] for seed in SAMPLE_SEEDS]
