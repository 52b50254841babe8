"""What no single file can know: whether the files of a kit fit each other.

Each check takes what could be read and yields all problems it sees, so that an author mends them in one go.
"""

from __future__ import annotations

import stat
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kitgen.data import KeyPath, TomlFile, size_text
from kitgen.errors import Problem
from kitgen.kit.explain import did_you_mean, listed, quoted
from kitgen.kit.flow import circles_in
from kitgen.kit.models import FEWEST_ANSWERS, AuthorModel, Beat, KitFile, PuzzleFile
from kitgen.kit.params import resolve_params
from kitgen.kit.places import box_place, boxes_named, faulty_places
from kitgen.kit.spine import spine_problems
from kitgen.mechanisms import REGISTRY, AnyMechanism, load_mechanism
from kitgen.mechanisms.contract import Level, MechanismParams

ASSET_MAX_BYTES = 10_000_000


@dataclass(frozen=True)
class ReadPuzzle:
    """A puzzle file that could be read.

    Args:
        file: what it says.
        source: its lines.
        path: where it lies.
        mechanism: its mechanism, or None where there is no such mechanism.
        params: params by level, for the levels where they are sound.
    """

    file: PuzzleFile
    source: TomlFile
    path: Path
    mechanism: AnyMechanism | None = None
    params: Mapping[Level, MechanismParams] = field(default_factory=dict)


def checked_puzzle(file: PuzzleFile, source: TomlFile, path: Path) -> tuple[ReadPuzzle, list[Problem]]:
    """A puzzle file with its mechanism and params, and all that is wrong with it on its own."""
    problems = list(_named_as(file.id, path.stem, "file", source))
    if file.mechanism not in REGISTRY:
        known = sorted(REGISTRY)
        what = f"mechanism {quoted(file.mechanism)} does not exist; known are {listed(known)}."
        problems.append(source.problem(("mechanism",), what, did_you_mean(file.mechanism, known)))
        return ReadPuzzle(file, source, path), problems
    mechanism = load_mechanism(file.mechanism)
    params: dict[Level, MechanismParams] = {}
    for level in Level:
        resolved, faults = resolve_params(mechanism, file, level, source)
        # What `[params]` says wrong is wrong at every level: told once.
        problems += [fault for fault in faults if fault not in problems]
        if resolved is not None:
            params[level] = resolved
    return ReadPuzzle(file, source, path, mechanism, params), problems


def kit_problems(kit: KitFile, source: TomlFile, folder: Path) -> Iterator[Problem]:
    """All that is wrong with `kit.toml` on its own."""
    yield from _named_as(kit.id, folder.resolve().name, "folder", source)
    yield from _once("acts", [act.id for act in kit.acts], source)
    yield from _once("beats", [beat.id for beat in kit.beats], source)
    for i in range(1, len(kit.acts)):
        before, number = kit.acts[i - 1].number, kit.acts[i].number
        if number <= before:
            name = f"acts[{kit.acts[i].id}].number"
            what = f"{name} is {number}; it must be above {before}, the number of the act before it."
            yield source.problem(("acts", i, "number"), what, "Number the acts in the order of the file.")
    yield from _cast_problems(kit, source)
    yield from _flow_problems(kit, source)
    for i, beat in enumerate(kit.beats):
        yield from _repeated_answers(beat, beat.answers, ("beats", i, "answers"), source)
        for language, answers in beat.answers_in.items():
            yield from _repeated_answers(beat, answers, ("beats", i, "answers_in", language), source)
        yield from _answer_language_problems(kit, beat, i, source)
    yield from spine_problems(kit, source)
    yield from _kit_text_problems(kit, source)


def _named_as(given: str, name: str, what: str, source: TomlFile) -> Iterator[Problem]:
    if given != name:
        message = f"id is {quoted(given)}; it must be {quoted(name)}, like the name of its {what}."
        yield source.problem(("id",), message, f"Change the id, or rename the {what}.")


def _once(key: str, ids: list[str], source: TomlFile) -> Iterator[Problem]:
    for i, name in enumerate(ids):
        first = ids.index(name)
        if first < i:
            line = source.line_of((key, first, "id"))
            what = (
                f"{key}[{i + 1}].id is {quoted(name)}, as on line {line}; every one needs an id of its own."
            )
            yield source.problem((key, i, "id"), what, "Give one of them another id.")


def _cast_problems(kit: KitFile, source: TomlFile) -> Iterator[Problem]:
    if kit.default_cast not in kit.cast:
        what = f"default_cast is {quoted(kit.default_cast)}; it must be one of {listed(kit.cast)}."
        yield source.problem(("default_cast",), what, did_you_mean(kit.default_cast, kit.cast))
    first = next(iter(kit.cast))
    for name, roles in kit.cast.items():
        if set(roles) == set(kit.cast[first]):
            continue
        missing = [role for role in kit.cast[first] if role not in roles]
        extra = [role for role in roles if role not in kit.cast[first]]
        parts = [f"lacks {listed(missing)}"] * bool(missing) + [f"has {listed(extra)} too many"] * bool(extra)
        what = f"cast.{name} {' and '.join(parts)}; all casts must name the same roles as cast.{first}."
        yield source.problem(("cast", name), what, "Name every role in every cast.")


def _flow_problems(kit: KitFile, source: TomlFile) -> Iterator[Problem]:
    acts = {act.id: act.number for act in reversed(kit.acts)}
    beats = {beat.id: beat for beat in reversed(kit.beats)}
    for i, beat in enumerate(kit.beats):
        name = f"beats[{beat.id}]"
        if beat.act not in acts:
            what = f"{name}.act is {quoted(beat.act)}; it must be one of {listed(a.id for a in kit.acts)}."
            yield source.problem(
                ("beats", i, "act"), what, did_you_mean(beat.act, acts) or "Declare it in [[acts]]."
            )
        for j, need in enumerate(beat.needs):
            place: KeyPath = ("beats", i, "needs", j)
            if need not in beats:
                what = f"{name}.needs names {quoted(need)}; beats are {listed(b.id for b in kit.beats)}."
                yield source.problem(place, what, did_you_mean(need, beats) or "Name a beat, not a puzzle.")
            elif acts.get(beats[need].act, 0) > acts.get(beat.act, 99):
                what = (
                    f"{name}.needs names {quoted(need)}, which is in the later act "
                    f"{quoted(beats[need].act)}: it can never be reached. "
                    f"Needs must lie in act {quoted(beat.act)} or before it."
                )
                yield source.problem(place, what, "Move one of the two beats to another act.")
    for circle in circles_in({beat.id: beat.needs for beat in kit.beats}):
        i = next(i for i, beat in enumerate(kit.beats) if beat.id == circle[0])
        way = " needs ".join(circle)
        what = f"beats[{circle[0]}].needs goes in a circle: {way}. None of them can ever be solved."
        yield source.problem(("beats", i, "needs"), what, "Take one of these needs away.")
    used = {beat.act for beat in kit.beats}
    for i, act in enumerate(kit.acts):
        # A beat whose act is misspelt is told of above and may well be the one that is missed here.
        if act.id not in used and used <= set(acts):
            what = f"acts[{act.id}] has no beat; every act needs at least one."
            yield source.problem(("acts", i), what, "Give it a beat, or take the act out.")


def _answer_language_problems(kit: KitFile, beat: Beat, index: int, source: TomlFile) -> Iterator[Problem]:
    """A kit that is written in a language has its answers in it too."""
    if kit.language in beat.answers_in:
        what = f"beats[{beat.id}].answers_in has {quoted(kit.language)}, the language of `answers`."
        yield source.problem(("beats", index, "answers_in", kit.language), what, "Take it out.")
    for language in kit.text:
        if language != kit.language and language not in beat.answers_in:
            what = f"beats[{beat.id}] has no answers_in.{language}; the kit is written in {quoted(language)}."
            yield source.problem(
                ("beats", index), what, f"Add answers_in.{language}, {FEWEST_ANSWERS} or more."
            )


def _repeated_answers(
    beat: Beat, answers: tuple[str, ...], key: KeyPath, source: TomlFile
) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for j, answer in enumerate(answers):
        first = seen.setdefault(answer.casefold(), j)
        if first < j:
            line = source.line_of((*key, first))
            what = (
                f"beats[{beat.id}].answers has {quoted(answer)} twice (first on line {line}); once is enough."
            )
            yield source.problem((*key, j), what, "Take one of them out.")


def _text_problems(
    texts: Mapping[str, AuthorModel],
    key: KeyPath,
    name: str,
    kit: KitFile,
    source: TomlFile,
    *,
    boxes: bool = False,
) -> Iterator[Problem]:
    """Texts by language: places that are no role, and languages of the kit that are not there.

    Args:
        texts: words by language.
        key: where they stand.
        name: how sentences call the place, such as `acts[house].text`.
        kit: what `kit.toml` says.
        source: the file's lines.
        boxes: whether these texts may name boxes.
    """
    for language in dict.fromkeys((kit.language, *kit.text)):
        if language not in texts:
            whose = "the kit's language" if language == kit.language else "which the kit is written in"
            what = f"{name} has no {quoted(language)}, {whose}; it has {listed(texts)}."
            yield source.problem((*key, "text"), what, f"Add a table for {language}.")
    roles = set().union(*kit.cast.values())
    for language, words in texts.items():
        for field_name, text in dict(words).items():
            faulty = faulty_places(text or "", roles)
            if not boxes:
                faulty += [f"{{{box_place(beat)}}}" for beat in boxes_named(text or "")]
            for place in faulty:
                what = f"{name}.{language}.{field_name} has {place}; places are {listed(_braced(roles))}."
                hint = did_you_mean(place.strip("{}"), roles) or "Only roles of the cast can be filled in."
                yield source.problem((*key, "text", language, field_name), what, hint)


def _braced(roles: Collection[str]) -> list[str]:
    return [f"{{{role}}}" for role in sorted(roles)]


def _kit_text_problems(kit: KitFile, source: TomlFile) -> Iterator[Problem]:
    yield from _text_problems(kit.text, (), "text", kit, source)
    for i, act in enumerate(kit.acts):
        yield from _text_problems(act.text, ("acts", i), f"acts[{act.id}].text", kit, source)
    for i, lock in enumerate(kit.locks):
        yield from _text_problems(lock.text, ("locks", i), f"locks[{i + 1}].text", kit, source, boxes=True)
    for i, scene in enumerate(kit.scenes):
        name = f"scenes[{scene.id}].text"
        yield from _text_problems(scene.text, ("scenes", i), name, kit, source, boxes=True)
    for i, ending in enumerate(kit.endings):
        name = f"endings[{ending.when}].text"
        yield from _text_problems(ending.text, ("endings", i), name, kit, source, boxes=True)


def together_problems(
    kit: KitFile, source: TomlFile, puzzles: Mapping[str, ReadPuzzle], broken: Collection[str]
) -> Iterator[Problem]:
    """All that is wrong between `kit.toml` and the puzzle files.

    Args:
        kit: what `kit.toml` says.
        source: its lines.
        puzzles: the puzzle files that could be read, by id.
        broken: names of puzzle files that could not be read; they are not told of twice.
    """
    used: dict[str, str] = {}
    for i, beat in enumerate(kit.beats):
        for j, puzzle_id in enumerate(beat.puzzles):
            place: KeyPath = ("beats", i, "puzzles", j)
            if puzzle_id not in puzzles:
                if puzzle_id not in broken:
                    what = (
                        f"beats[{beat.id}].puzzles names {quoted(puzzle_id)}; puzzles are {listed(puzzles)}."
                    )
                    hint = did_you_mean(puzzle_id, puzzles) or f"Write {puzzle_id}.toml beside kit.toml."
                    yield source.problem(place, what, hint)
                continue
            if puzzle_id in used:
                what = (
                    f"beats[{beat.id}].puzzles names {quoted(puzzle_id)}, "
                    f"which beats[{used[puzzle_id]}] has already."
                )
                yield source.problem(
                    place, what, "A puzzle stands for one beat; copy its file under another id."
                )
                continue
            used[puzzle_id] = beat.id
            yield from _carrying_problems(beat, i, puzzles[puzzle_id], source)
            yield from _given_problems(beat, i, puzzles[puzzle_id], source)
    yield from _choice_problems(kit, source, puzzles)
    for puzzle_id, puzzle in puzzles.items():
        yield from _text_problems(puzzle.file.text, (), "text", kit, puzzle.source)
        if puzzle_id not in used:
            what = f"no beat of kit.toml uses the puzzle {quoted(puzzle_id)}."
            hint = f'Add it to a beat: puzzles = ["{puzzle_id}"]. Or take the file away.'
            yield puzzle.source.problem(("id",), what, hint)


def _carrying_problems(beat: Beat, index: int, puzzle: ReadPuzzle, source: TomlFile) -> Iterator[Problem]:
    """Answers that the puzzle cannot carry at some level, and params that cannot work with them."""
    mechanism = puzzle.mechanism
    if mechanism is None:
        return
    unworkable: set[str] = set()
    own: list[tuple[KeyPath, str]] = [(("answers", j), answer) for j, answer in enumerate(beat.answers)]
    for language, answers in beat.answers_in.items():
        own += [(("answers_in", language, j), answer) for j, answer in enumerate(answers)]
    for place, answer in own:
        reasons: dict[str, list[str]] = {}
        for level, params in puzzle.params.items():
            reason = mechanism.answer_spec(params).problem(answer)
            if reason:
                reasons.setdefault(reason, []).append(level)
                continue
            reason = mechanism.impossible(params, answer)
            key: KeyPath = (
                ("levels", level.value) if getattr(puzzle.file.levels, level.value) else ("params",)
            )
            if reason and reason not in unworkable:
                unworkable.add(reason)
                what = f"params of level {level} cannot work with the answer {quoted(answer)}: {reason}."
                yield puzzle.source.problem(
                    key, what, f"See `kitgen show {puzzle.file.id}` for what the levels use."
                )
        if reasons:
            said = "; ".join(
                reason if len(levels) == len(puzzle.params) else f"at {' and '.join(levels)} {reason}"
                for reason, levels in reasons.items()
            )
            where = ".".join(map(str, place[:-1]))
            what = (
                f"beats[{beat.id}].{where} has {quoted(answer)}, which {puzzle.file.id} "
                f"({mechanism.slug}) cannot carry: {said}."
            )
            hint = "Change it or take it out; every answer must suit every level."
            yield source.problem(("beats", index, *place), what, hint)


def _given_problems(beat: Beat, index: int, puzzle: ReadPuzzle, source: TomlFile) -> Iterator[Problem]:
    """The last word must be made of what was found, and no other puzzle can be."""
    mechanism = puzzle.mechanism
    if mechanism is None or mechanism.uses_given == beat.meta:
        return
    if beat.meta:
        what = (
            f"beats[{beat.id}].meta is true, but {puzzle.file.id} ({mechanism.slug}) uses no earlier answers."
        )
        yield source.problem(("beats", index, "meta"), what, "Use a mechanism such as meta-seating there.")
    else:
        what = f"beats[{beat.id}]: {puzzle.file.id} ({mechanism.slug}) is made of earlier answers."
        yield source.problem(("beats", index), what, "Say `meta = true` there, and needs = all other beats.")


def _choice_problems(kit: KitFile, source: TomlFile, puzzles: Mapping[str, ReadPuzzle]) -> Iterator[Problem]:
    """A lock must not hang on a puzzle alone whose answer is one of a few printed ones."""
    for i, lock in enumerate(kit.locks):
        beats = [beat for beat in kit.beats if beat.act == lock.act]
        if len(beats) != 1 or beats[0].puzzles[0] not in puzzles:
            continue
        puzzle = puzzles[beats[0].puzzles[0]]
        for params in puzzle.params.values():
            spec = puzzle.mechanism.answer_spec(params) if puzzle.mechanism else None
            if spec is not None and spec.choices is not None:
                what = (
                    f"locks[{i + 1}] hangs on {puzzle.file.id} alone, whose answer is one of {spec.choices} "
                    "printed ones: it could be guessed."
                )
                yield source.problem(("locks", i), what, "Put another beat into that act.")
                break


def asset_problems(assets: Collection[str], source: TomlFile, folder: Path) -> Iterator[Problem]:
    """Assets that are missing, too large, or not inside the kit's folder (links are followed first)."""
    for i, asset in enumerate(assets):
        reason, hint = _asset_fault(asset, folder)
        if reason:
            yield source.problem(("assets", i), f"assets names {quoted(asset)}: {reason}.", hint)


def _asset_fault(asset: str, folder: Path) -> tuple[str, str]:
    inside = "Copy the file into the kit's folder and name it from there, with forward slashes."
    if "\\" in asset or Path(asset).is_absolute():
        return "it must be a path inside the kit's folder", inside
    try:
        home = folder.resolve()
        place = (folder / asset).resolve()
        if not place.is_relative_to(home):
            return "it lies outside the kit's folder", inside
        status = place.stat()
    except FileNotFoundError:
        return "there is no such file in the kit's folder", "Check its name, capitals included."
    except (OSError, RuntimeError, ValueError) as error:
        return f"it cannot be read ({getattr(error, 'strerror', None) or 'a link that goes nowhere'})", inside
    if not stat.S_ISREG(status.st_mode):
        return "it is no plain file", "Name a file."
    if status.st_size > ASSET_MAX_BYTES:
        return (
            f"it has {size_text(status.st_size)}; at most {size_text(ASSET_MAX_BYTES)} are allowed",
            "Make it smaller.",
        )
    return "", ""
