"""Which weights are possible by some scales: plain search, for what players cannot yet tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kitgen.mechanisms.split_scales.clues import LEVEL, Scale, SplitScalesClues
from kitgen.mechanisms.split_scales.params import HEAVIEST

Weights = dict[str, int]


def fixed_letters(clues: SplitScalesClues, picture: int) -> int:
    """How many letters of the answer one picture alone gives away."""
    scales = clues.pictures[picture]
    seen: dict[str, set[str]] = {thing: set() for thing in clues.order}
    for group in _groups(scales):
        wanted = [t for t in clues.order if any(t in scale.things for scale in group)]
        for weights in possible(group):
            for thing in wanted:
                seen[thing].add(clues.letter(weights[thing]))
            if all(len(seen[thing]) > 1 for thing in wanted):
                break
    weighed = {thing for scale in scales for thing in scale.things}
    return sum(thing in weighed and len(letters) < 2 for thing, letters in seen.items())


def answers(clues: SplitScalesClues, most: int = 2) -> tuple[str, ...]:
    """Up to `most` different answers that fit both pictures."""
    found: dict[str, None] = {}
    scales = [scale for _, _, scale in clues.scales]
    loose = [thing for thing in clues.order if not any(thing in scale.things for scale in scales)]
    for weights in possible(scales):
        for heavy in range(1, HEAVIEST + 1 if loose else 2):
            full = weights | dict.fromkeys(loose, heavy)
            found["".join(clues.letter(full[thing]) for thing in clues.order)] = None
            if len(found) >= most:
                return tuple(found)
    return tuple(found)


def _groups(scales: Sequence[Scale]) -> list[list[Scale]]:
    """Scales that share things, directly or through others; things alone on a scale join nothing."""
    groups: list[tuple[set[str], list[Scale]]] = []
    for scale in scales:
        names, members = set(scale.things), [scale]
        rest = []
        for other_names, others in groups:
            if names & other_names:
                names |= other_names
                members = others + members
            else:
                rest.append((other_names, others))
        groups = [*rest, (names, members)]
    return [members for _, members in groups]


def possible(scales: Sequence[Scale]) -> Iterator[Weights]:
    """All weights of the things on the scales that let every scale stand as drawn."""
    names = list(dict.fromkeys(n for s in scales for n in (*s.left.things, *s.right.things)))
    rows = [(dict(scale.counts), scale.number, scale.lean) for scale in scales]
    low, high = dict.fromkeys(names, 1), dict.fromkeys(names, HEAVIEST)
    yield from _split(rows, low, high)


Row = tuple[dict[str, int], int, int]


def _split(rows: Sequence[Row], low: Weights, high: Weights) -> Iterator[Weights]:
    if not _squeeze(rows, low, high):
        return
    free = [name for name in low if low[name] < high[name]]
    if not free:
        yield dict(low)
        return
    # The middle comes first, so that early answers differ in everything that may differ.
    name = min(free, key=lambda n: high[n] - low[n])
    for value in sorted(range(low[name], high[name] + 1), key=_spread(low[name], high[name])):
        yield from _split(rows, low | {name: value}, high | {name: value})


def _spread(low: int, high: int) -> Callable[[int], int]:
    middle = (low + high) // 2
    return lambda value: abs(value - middle)


def _squeeze(rows: Sequence[Row], low: Weights, high: Weights) -> bool:
    """Narrow the bounds in place until nothing moves; False where a scale cannot stand as drawn."""
    moved = True
    while moved:
        moved = False
        for counts, number, lean in rows:
            least = number + sum(c * (low[n] if c > 0 else high[n]) for n, c in counts.items())
            most = number + sum(c * (high[n] if c > 0 else low[n]) for n, c in counts.items())
            # The sum has to be 0 on a level scale, above 0 with the left down, below 0 with the right down.
            floor = 0 if lean == LEVEL else 1 if lean > 0 else -(10**6)
            ceiling = 0 if lean == LEVEL else 10**6 if lean > 0 else -1
            if most < floor or least > ceiling:
                return False
            for name, c in counts.items():
                if low[name] == high[name]:
                    continue
                own_least = c * (low[name] if c > 0 else high[name])
                own_most = c * (high[name] if c > 0 else low[name])
                upper, lower = ceiling - (least - own_least), floor - (most - own_most)
                if c > 0:
                    new_low, new_high = max(low[name], -(-lower // c)), min(high[name], upper // c)
                else:
                    new_low, new_high = max(low[name], -(upper // -c)), min(high[name], -lower // -c)
                if new_low > new_high:
                    return False
                if (new_low, new_high) != (low[name], high[name]):
                    low[name], high[name] = new_low, new_high
                    moved = True
                    break
            if moved:
                break
    return True
