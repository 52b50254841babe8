"""The spine of a night: acts that nobody has to watch, locks, scenes, endings, and the last word.

What no model can know of `kit.toml`: whether a table that plays it always has something to do, opens each
lock with answers it has, and hears each scene when it makes sense.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kitgen.data import KeyPath, TomlFile
from kitgen.errors import Problem
from kitgen.kit.explain import did_you_mean, listed, quoted
from kitgen.kit.flow import all_needs, circles_in, watched
from kitgen.kit.models import ENDINGS, MOST_BEATS_IN_ACT, Beat, KitFile
from kitgen.kit.places import boxes_named

DEFAULT_PLAYERS = 4


def spine_problems(kit: KitFile, source: TomlFile) -> Iterator[Problem]:
    """All that is wrong with the spine of `kit.toml` on its own."""
    yield from _lock_problems(kit, source)
    yield from _scene_problems(kit, source)
    yield from _ending_problems(kit, source)
    yield from _meta_problems(kit, source)
    yield from _act_problems(kit, source)
    if not any(_astray(kit)):
        yield from watching_problems(kit, source, DEFAULT_PLAYERS)
        yield from _idle_problems(kit, source)


def beats_of_act(kit: KitFile, act_id: str) -> list[Beat]:
    """The beats of an act, in the order of the file."""
    return [beat for beat in kit.beats if beat.act == act_id]


def watching_problems(kit: KitFile, source: TomlFile, players: int) -> Iterator[Problem]:
    """Acts in which some of the players would have to watch.

    Inside an act at least half as many puzzles are open as there are players, up to those left of the act,
    whatever was solved first. The last word waits for everything else: the whole table lays it together.

    Args:
        kit: what `kit.toml` says.
        source: its lines.
        players: how many people play.
    """
    least = -(-players // 2)
    for i, act in enumerate(kit.acts):
        beats = beats_of_act(kit, act.id)
        needs = {beat.id: beat.needs for beat in beats if not beat.meta}
        if len(beats) > MOST_BEATS_IN_ACT:
            continue  # told as such, and too many orders to walk through
        found = watched(needs, least)
        if found is None:
            continue
        solved, are_open = found
        after = f"once {listed(sorted(solved))} is solved" if solved else "when its envelope opens"
        left = len(needs) - len(solved)
        what = (
            f"acts[{act.id}]: {after}, only {listed(are_open)} is open while {left} puzzles are left; "
            f"{players} players need {min(least, left)} open at a time, so that nobody watches."
        )
        yield source.problem(("acts", i), what, "Take a need inside the act away, or move a beat to another.")


def _act_problems(kit: KitFile, source: TomlFile) -> Iterator[Problem]:
    for i, act in enumerate(kit.acts):
        count = len(beats_of_act(kit, act.id))
        if count > MOST_BEATS_IN_ACT:
            what = f"acts[{act.id}] has {count} beats; at most {MOST_BEATS_IN_ACT} fit on one lock."
            yield source.problem(("acts", i), what, "Move some of them to another act.")


def _astray(kit: KitFile) -> Iterator[str]:
    """Beats that no walk reaches. The flow's own checks tell of them; here they would be told of twice."""
    numbers = {act.id: act.number for act in kit.acts}
    acts = {beat.id: beat.act for beat in kit.beats}
    yield from (circle[0] for circle in circles_in({beat.id: beat.needs for beat in kit.beats}))
    for beat in kit.beats:
        here = numbers.get(beat.act)
        if here is None or any(numbers.get(acts.get(need, ""), 99) > here for need in beat.needs):
            yield beat.id


def _lock_problems(kit: KitFile, source: TomlFile) -> Iterator[Problem]:
    acts = [act.id for act in kit.acts]
    seen: dict[str, int] = {}
    for i, lock in enumerate(kit.locks):
        name = f"locks[{i + 1}]"
        if lock.act not in acts:
            what = f"{name}.act is {quoted(lock.act)}; it must be one of {listed(acts)}."
            yield source.problem(("locks", i, "act"), what, did_you_mean(lock.act, acts))
            continue
        first = seen.setdefault(lock.act, i)
        if first < i:
            line = source.line_of(("locks", first))
            what = f"{name}.act is {quoted(lock.act)}, as on line {line}; an act has one lock at most."
            yield source.problem(("locks", i, "act"), what, "Take one of the two locks out.")
            continue
        known = _solved_with(kit, {beat.id for beat in beats_of_act(kit, lock.act)}, before=lock.act)
        for language, text in lock.text.items():
            yield from _box_problems(
                text.opened, known, kit, ("locks", i, "text", language, "opened"), name, source
            )
    if kit.locks and not kit.endings and acts and acts[-1] in seen:
        i = seen[acts[-1]]
        what = f"locks[{i + 1}] closes the last act, and there are no endings behind it."
        yield source.problem(("locks", i), what, "Write the three [[endings]], or take this lock out.")


def _scene_problems(kit: KitFile, source: TomlFile) -> Iterator[Problem]:
    acts = [act.id for act in kit.acts]
    beats = {beat.id: beat for beat in kit.beats}
    ids = [scene.id for scene in kit.scenes]
    for i, scene in enumerate(kit.scenes):
        name = f"scenes[{scene.id}]"
        if ids.index(scene.id) < i:
            line = source.line_of(("scenes", ids.index(scene.id), "id"))
            what = f"scenes[{i + 1}].id is {quoted(scene.id)}, as on line {line}; each needs its own."
            yield source.problem(("scenes", i, "id"), what, "Give one of them another id.")
        if scene.act not in acts:
            what = f"{name}.act is {quoted(scene.act)}; it must be one of {listed(acts)}."
            yield source.problem(("scenes", i, "act"), what, did_you_mean(scene.act, acts))
            continue
        if scene.after is not None and (scene.after not in beats or beats[scene.after].act != scene.act):
            own = [beat.id for beat in beats_of_act(kit, scene.act)]
            what = f"{name}.after is {quoted(scene.after)}; it must be a beat of its act: {listed(own)}."
            hint = did_you_mean(scene.after, own) or "A scene lies in the envelope of the act it is read in."
            yield source.problem(("scenes", i, "after"), what, hint)
            continue
        after = [scene.after] if scene.after is not None else []
        known = _solved_with(kit, after, before=scene.act)
        for language, text in scene.text.items():
            for field in ("words", "words_mild"):
                place: KeyPath = ("scenes", i, "text", language, field)
                yield from _box_problems(getattr(text, field) or "", known, kit, place, name, source)


def _solved_with(kit: KitFile, solved: Collection[str], *, before: str) -> set[str]:
    """Beats that are surely solved when some are and an act's envelope is open.

    Args:
        kit: what `kit.toml` says.
        solved: ids of beats that are solved.
        before: id of the act; beats of locked acts before it are solved too, and all that any of them needs.
    """
    acts = [act.id for act in kit.acts]
    closed = [act for act in acts[: acts.index(before)] if _is_closed(kit, act)]
    known = {*solved, *(beat.id for beat in kit.beats if beat.act in closed)}
    needs = {beat.id: beat.needs for beat in kit.beats}
    return known.union(*(all_needs(needs, beat) for beat in known))


def _is_closed(kit: KitFile, act_id: str) -> bool:
    """Whether an act is over before the next one begins: a lock sees to it."""
    return any(lock.act == act_id for lock in kit.locks)


def _box_problems(
    text: str, known: set[str], kit: KitFile, key: KeyPath, name: str, source: TomlFile
) -> Iterator[Problem]:
    """Boxes that a text names and that may still be empty when it is read."""
    ids = [beat.id for beat in kit.beats]
    for beat in boxes_named(text):
        if beat not in ids:
            what = f"{name} has {{box:{beat}}}; beats are {listed(ids)}."
            yield source.problem(key, what, did_you_mean(beat, ids))
        elif beat not in known:
            what = f"{name} has {{box:{beat}}}, whose box may still be empty when this is read."
            yield source.problem(key, what, f"Read it after {beat}, or in an act behind that one's lock.")


def _ending_problems(kit: KitFile, source: TomlFile) -> Iterator[Problem]:
    told = [ending.when for ending in kit.endings]
    for i, when in enumerate(told):
        if told.index(when) < i:
            what = f"endings[{i + 1}].when is {quoted(when)} a second time; each ending stands once."
            yield source.problem(("endings", i, "when"), what, f"The three are {listed(ENDINGS)}.")
    missing = [when for when in ENDINGS if when not in told]
    if told and missing:
        what = f"endings: {listed(missing)} is missing; a kit has all three endings or none."
        yield source.problem(("endings", 0), what, "A night ends with time to spare, just in time, or late.")
    known = {beat.id for beat in kit.beats}
    for i, ending in enumerate(kit.endings):
        for language, text in ending.text.items():
            for field in ("words", "words_mild"):
                words = getattr(text, field) or ""
                place: KeyPath = ("endings", i, "text", language, field)
                yield from _box_problems(words, known, kit, place, f"endings[{ending.when}]", source)


def _meta_problems(kit: KitFile, source: TomlFile) -> Iterator[Problem]:
    metas = [i for i, beat in enumerate(kit.beats) if beat.meta]
    for i in metas[1:]:
        what = f"beats[{kit.beats[i].id}].meta is a second last word; a kit has one at most."
        yield source.problem(("beats", i, "meta"), what, "Let one of them be a beat like the others.")
    for i in metas[:1]:
        beat = kit.beats[i]
        if beat.act != kit.acts[-1].id:
            what = f"beats[{beat.id}] is the last word, and act {quoted(beat.act)} is not the last."
            yield source.problem(("beats", i, "act"), what, f"Move it to act {quoted(kit.acts[-1].id)}.")
        left_out = [other.id for other in kit.beats if other is not beat and other.id not in beat.needs]
        if left_out:
            what = (
                f"beats[{beat.id}].needs leaves out {listed(left_out)}; the last word needs every other beat."
            )
            yield source.problem(("beats", i), what, "Name all other beats in its needs.")


def _idle_problems(kit: KitFile, source: TomlFile) -> Iterator[Problem]:
    """Beats whose answer nothing asks for: no lock, no other beat, and it is not the end."""
    needed = {need for beat in kit.beats for need in beat.needs}
    for i, beat in enumerate(kit.beats):
        is_last = beat.act == kit.acts[-1].id
        if beat.id not in needed and not is_last and not _is_closed(kit, beat.act):
            what = f"beats[{beat.id}]: nothing asks for its answer: no lock, no other beat."
            yield source.problem(
                ("beats", i), what, "Close its act with a lock, or let a later beat need it."
            )
