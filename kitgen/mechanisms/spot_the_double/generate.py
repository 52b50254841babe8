"""The generator: furnishes a room, changes as many things as the answer has letters, stitches the sampler."""

from __future__ import annotations

from dataclasses import replace

from kitgen.mechanisms.spot_the_double.clues import (
    PATTERNS,
    ROWS,
    SLOTS,
    Column,
    DoubleClues,
    Kind,
    Placed,
)
from kitgen.mechanisms.spot_the_double.params import TWIN_KINDS, DoubleParams
from kitgen.mechanisms.spot_the_double.reasoning import changes, mirrored_place
from kitgen.mechanisms.spot_the_double.things import THINGS
from kitgen.rng import Rng

BOLD = (("plain", "dark"), ("plain", "checks"), ("dark", "dots"), ("dark", "plain"))
"""Pairs of patterns that differ at first sight."""

COARSE = ("plain", "dark", "dots", "checks")
"""What things bear where patterns are to differ at first sight."""

FINE = tuple(pattern for pattern in PATTERNS if pattern not in ("plain", "dark"))
"""Patterns that must be looked at to be told apart."""

FILLING = "AAABCDDEEEEEFGHHIIIKLLLMNNNOOOPRRRSSSTTTUUVWY"
"""Letters for the rest of the sampler, about as often as in words, so that the answer's do not stand out."""

LARGE_SHARE = 0.7
LEAST_TAG, MOST_TAG = 11, 98

Plan = list[list[Kind]]


def draw_clues(params: DoubleParams, answer: str, rng: Rng) -> DoubleClues | None:
    """A draw: the two rooms and the sampler, or None where an order by mistake reads the same."""
    plan = _plan(params, len(answer), rng)
    if plan is None:
        return None
    home = _furnish(params, rng)
    rooms = _change(params, home, plan, rng)
    if rooms is None:
        return None
    kinds = tuple(kind for kind in Kind if kind in params.kinds)
    things = rng.shuffled(sorted({placed.thing for room in rooms for placed in room}))
    bare = tuple(Column(thing, tuple("?" for _ in kinds)) for thing in things)
    twice = params.twins > 0
    clues = DoubleClues(*rooms, kinds, bare, params.tagged, params.mirrored, twice)
    return _stitch(clues, answer, rng)


def _plan(params: DoubleParams, count: int, rng: Rng) -> Plan | None:
    """Kinds of change for each thing to be changed: each kind twice at most, a size if possible."""
    twins = min(params.twins, count // 3)
    plan: Plan = []
    for _ in range(twins):
        used = [kind for pair in plan for kind in pair]
        free = [k for k in params.kinds if k in TWIN_KINDS and used.count(k) == 0 and k is not Kind.TURNED]
        if not free:
            return None
        second = Kind.TURNED if Kind.TURNED in params.kinds else rng.choice(free)
        plan.append([rng.choice(free), second])
    used = [kind for pair in plan for kind in pair]
    pool = rng.shuffled(params.kinds) + rng.shuffled(params.kinds)
    measured = [kind for kind in pool if kind in (Kind.BIGGER, Kind.SMALLER)]
    if measured and not {Kind.BIGGER, Kind.SMALLER} & set(used):
        pool.remove(measured[0])
        pool.insert(0, measured[0])
    for kind in used:
        pool.remove(kind)
    if len(pool) < count - len(used):
        return None
    return plan + [[kind] for kind in pool[: count - len(used)]]


def _furnish(params: DoubleParams, rng: Rng) -> list[Placed]:
    """Every thing of the two rooms at its place, each row with a free place or more."""
    room = [0, 0, 0]
    for _ in range(params.things):
        open_rows = [row for row in range(len(ROWS)) if room[row] < SLOTS[row]]
        fewest = max(SLOTS[row] - room[row] for row in open_rows)
        room[rng.choice([row for row in open_rows if SLOTS[row] - room[row] == fewest])] += 1
    placed = []
    for row, count in enumerate(room):
        names = rng.sample([name for name, thing in THINGS.items() if thing.row == row], count)
        for name, slot in zip(names, sorted(rng.sample(range(SLOTS[row]), count)), strict=True):
            pattern = rng.choice(COARSE if params.bold else FINE)
            facing = 1 if rng.chance(0.5) else -1
            large = True if params.bold else rng.chance(LARGE_SHARE)
            placed.append(Placed(name, row, slot, facing, pattern, large))
    return placed


def _change(
    params: DoubleParams, home: list[Placed], plan: Plan, rng: Rng
) -> tuple[tuple[Placed, ...], tuple[Placed, ...]] | None:
    """Both rooms, with a thing drawn for each entry of the plan."""
    before = {placed.thing: placed for placed in home}
    after = {placed.thing: _through(placed, mirrored=params.mirrored) for placed in home}
    taken = {(placed.row, placed.slot) for placed in home}
    untouched = rng.shuffled(sorted(before))
    for kinds in plan:
        fits = [thing for thing in untouched if _fits(kinds, before[thing], taken)]
        if not fits:
            return None
        thing = fits[0]
        untouched.remove(thing)
        for kind in kinds:
            _apply(kind, thing, before, after, taken, params, rng)

    def room(things: dict[str, Placed]) -> tuple[Placed, ...]:
        return tuple(sorted(things.values(), key=lambda placed: (placed.row, placed.slot)))

    return room(before), room(after)


def _through(placed: Placed, *, mirrored: bool) -> Placed:
    """The same thing in the other room before anything is changed."""
    if not mirrored:
        return placed
    return replace(placed, slot=mirrored_place(placed.row, placed.slot), facing=-placed.facing)


def _fits(kinds: list[Kind], placed: Placed, taken: set[tuple[int, int]]) -> bool:
    """Whether a thing can be changed so: parts and cloth of small ones are too little."""
    if {Kind.PART, Kind.PATTERN} & set(kinds) and not placed.large:
        return False
    return Kind.MOVED not in kinds or bool(_free(placed.row, taken))


def _free(row: int, taken: set[tuple[int, int]]) -> list[int]:
    return [slot for slot in range(SLOTS[row]) if (row, slot) not in taken]


def _apply(
    kind: Kind,
    thing: str,
    before: dict[str, Placed],
    after: dict[str, Placed],
    taken: set[tuple[int, int]],
    params: DoubleParams,
    rng: Rng,
) -> None:
    """Change one thing in one way, in whichever room it takes."""
    there = after[thing]
    if kind is Kind.GONE:
        del after[thing]
    elif kind is Kind.NEW:
        del before[thing]
    elif kind is Kind.MOVED:
        slot = rng.choice(_free(there.row, taken))
        taken.add((there.row, slot))
        shown = mirrored_place(there.row, slot) if params.mirrored else slot
        after[thing] = replace(there, slot=shown)
    elif kind is Kind.TURNED:
        after[thing] = replace(there, facing=-there.facing)
    elif kind is Kind.PATTERN:
        old, new = _two_patterns(params, rng)
        before[thing] = replace(before[thing], pattern=old)
        after[thing] = replace(there, pattern=new)
    elif kind is Kind.PART:
        after[thing] = replace(there, whole=False)
    else:
        before[thing] = replace(before[thing], large=kind is Kind.SMALLER)
        after[thing] = replace(there, large=kind is Kind.BIGGER)


def _two_patterns(params: DoubleParams, rng: Rng) -> tuple[str, str]:
    if params.bold:
        return rng.choice(BOLD)
    old, new = rng.sample(FINE, 2)
    return old, new


def _stitch(clues: DoubleClues, answer: str, rng: Rng) -> DoubleClues | None:
    """The sampler with the answer's letters in their cells, every column without a letter twice."""
    found = changes(clues)
    if found is None or len(found) != len(answer):
        return None
    owners = list(dict.fromkeys(change.thing for change in found))
    tags = {column.thing: 0 for column in clues.columns}
    if clues.tagged:
        rng.shuffle(owners)
        numbers = rng.sample(range(LEAST_TAG, MOST_TAG + 1), len(tags))
        tags = dict(zip(tags, numbers, strict=True))
        for owner, number in zip(owners, sorted(tags[owner] for owner in owners), strict=True):
            tags[owner] = number
    ordered = sorted(found, key=lambda change: owners.index(change.thing))
    cells = {(c.thing, c.kind): letter for c, letter in zip(ordered, answer, strict=True)}
    columns = [_column(column.thing, clues.kinds, tags[column.thing], cells, rng) for column in clues.columns]
    if any(column is None for column in columns):
        return None
    whole = tuple(column for column in columns if column is not None)
    by_place = "".join(cells[change.thing, change.kind] for change in found)
    at = [column.thing for column in whole]
    by_column = "".join(
        cells[change.thing, change.kind] for change in sorted(found, key=lambda c: at.index(c.thing))
    )
    if answer == by_column or (clues.tagged and answer == by_place):
        return None
    return replace(clues, columns=whole)


def _column(
    thing: str, kinds: tuple[Kind, ...], tag: int, cells: dict[tuple[str, Kind], str], rng: Rng
) -> Column | None:
    fixed = {kind: cells[thing, kind] for kind in kinds if (thing, kind) in cells}
    if len(set(fixed.values())) < len(fixed):
        return None
    pool = FILLING + "".join(cells.values())
    letters: list[str] = []
    for kind in kinds:
        letter = fixed.get(kind, "")
        while not letter or (kind not in fixed and letter in {*letters, *fixed.values()}):
            letter = rng.choice(pool)
        letters.append(letter)
    return Column(thing, tuple(letters), tag)
