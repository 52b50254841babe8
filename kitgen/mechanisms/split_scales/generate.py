"""From an answer to two pictures of scales, neither of which is enough."""

from __future__ import annotations

from dataclasses import dataclass, field

from kitgen.mechanisms.split_scales.clues import LEVEL, Pan, Scale, SplitScalesClues
from kitgen.mechanisms.split_scales.params import HEAVIEST, THINGS, WINDOW_CELLS, SplitScalesParams
from kitgen.mechanisms.split_scales.reasoning import Row, candidates
from kitgen.mechanisms.split_scales.search import fixed_letters
from kitgen.rng import Rng

MOST_ON_PAN = 5
MOST_SUM = 49
MOST_SCALES = 4
"""On one picture."""

DRAWS = 30
"""Tries inside one draw, before the engine is told that it came to nothing."""

LISTED = ((2, 3), (3, 2), (1, 3), (3, 1), (1, 4), (4, 1))
DECOYS = "AAEEEIIOOURSTTLLNNDCMPHGBYWKFV"


@dataclass
class _Bench:
    """Pictures under construction."""

    rng: Rng
    known: dict[str, int] = field(default_factory=dict)
    last: list[str] = field(default_factory=list)
    pictures: tuple[list[Scale], list[Scale]] = field(default_factory=lambda: ([], []))

    def side(self) -> int:
        """The picture with fewer scales; by lot where both have as many."""
        a, b = map(len, self.pictures)
        return self.rng.below(2) if a == b else int(a > b)

    def put(self, picture: int, scale: Scale) -> bool:
        """Add a scale, its sides as chance has it; False where the picture is full."""
        if self.rng.chance(0.5):
            scale = Scale(scale.right, scale.left, -scale.lean)
        self.pictures[picture].append(scale)
        return len(self.pictures[picture]) <= MOST_SCALES

    def balance(self, asked: list[str], others: list[str], weights: dict[str, int]) -> Scale | None:
        """A level scale with these things on its two sides; an iron weight makes up the rest."""
        more = sum(weights[n] for n in asked) - sum(weights[n] for n in others)
        left = Pan(tuple(self.rng.shuffled(asked)), max(0, -more))
        right = Pan(tuple(self.rng.shuffled(others)), max(0, more))
        fair = all(0 < p.size <= MOST_ON_PAN and p.weight(weights) <= MOST_SUM for p in (left, right))
        return Scale(left, right) if fair else None

    def tie(self) -> list[str]:
        """What of the known goes on a new scale: something just found, so that it has to be told first."""
        if not self.last:
            return []
        some = [self.rng.choice(self.last)]
        rest = [name for name in self.known if name not in some]
        if rest and self.rng.chance(0.25):
            some.append(self.rng.choice(rest))
        return some

    def find(self, *things: str, weights: dict[str, int]) -> bool:
        """From here on these are known."""
        self.known.update((name, weights[name]) for name in things)
        self.last = list(things)
        return True


def draw_clues(params: SplitScalesParams, answer: str, rng: Rng) -> SplitScalesClues | None:
    """One draw; None where it came to nothing."""
    for _ in range(DRAWS):
        clues = _draw(params, answer, rng)
        if clues and max(fixed_letters(clues, 0), fixed_letters(clues, 1)) <= 1:
            return clues
    return None


def _draw(params: SplitScalesParams, answer: str, rng: Rng) -> SplitScalesClues | None:
    count = max(params.things, len(answer))
    names = [*rng.shuffled(THINGS[:-1])[: count - 1], THINGS[-1]]
    order = [*names[: len(answer) - 1], names[-1]]
    plan = _plan(params, count, rng)
    if not plan:
        return None
    weights = _weights(names, rng)
    bench = _Bench(rng)
    waiting = rng.shuffled(names)
    for link in plan:
        size = {"three": 3, "single": 1, "halve": 1}.get(link, 2)
        mine, waiting = waiting[:size], waiting[size:]
        if link in ("list", "swap", "replace", "three"):
            _lighten(mine, weights, link, rng)
        if not _LINKS[link](bench, mine, weights):
            return None
    if len(set(weights.values())) < len(weights):
        return None
    rope = _rope([weights[name] for name in order], answer, rng)
    pictures = tuple(tuple(rng.shuffled(picture)) for picture in bench.pictures)
    return SplitScalesClues((pictures[0], pictures[1]), tuple(order), rope) if rope else None


def _plan(params: SplitScalesParams, count: int, rng: Rng) -> list[str]:
    """Links of the chain; the first of them is never halved and single only where nothing else is there."""
    links = ["replace"] * params.replaces + ["list"] * params.lists
    room = count - 2 * len(links) - params.halves
    links += [rng.choice(("three", "swap")) if room > 2 else "swap" for _ in range(params.crosses)]
    left = count - sum(3 if link == "three" else 2 for link in links) - params.halves
    if left < 0:
        return []
    links = rng.shuffled(links)
    singles = rng.shuffled(["halve"] * params.halves + ["single"] * left)
    if not links:
        return ["single", *sorted(singles[1:])] if "single" in singles else singles
    rest = rng.shuffled([*links[1:], *singles])
    return [links[0], *rest]


def _weights(names: list[str], rng: Rng) -> dict[str, int]:
    return dict(zip(names, rng.sample(range(2, HEAVIEST + 1), len(names)), strict=True))


def _lighten(mine: list[str], weights: dict[str, int], link: str, rng: Rng) -> None:
    """Things that lie on scales by twos and threes are light, so that sums stay small."""
    others = {weights[name] for name in weights if name not in mine}
    most = {"list": 9, "replace": 15}.get(link, 14)
    free = [w for w in range(1, most + 1) if w not in others]
    weights.update(zip(mine, rng.sample(free, len(mine)), strict=True))


def _single(bench: _Bench, mine: list[str], weights: dict[str, int]) -> bool:
    known = bench.tie()
    beside = [known.pop()] if len(known) > 1 and bench.rng.chance(0.5) else []
    scale = bench.balance([*mine, *beside], known, weights)
    return scale is not None and bench.put(bench.side(), scale) and bench.find(*mine, weights=weights)


def _halve(bench: _Bench, mine: list[str], weights: dict[str, int]) -> bool:
    times = 3 if weights[mine[0]] <= 8 and bench.rng.chance(0.4) else 2
    scale = bench.balance(mine * times, bench.tie(), weights)
    return scale is not None and bench.put(bench.side(), scale) and bench.find(*mine, weights=weights)


def _replace(bench: _Bench, mine: list[str], weights: dict[str, int]) -> bool:
    """x balances some of y; on the other picture x and y lie together."""
    x, y = sorted(mine, key=lambda name: -weights[name])
    a, rng = bench.side(), bench.rng
    times = rng.between(1, max(1, min(3, weights[x] // weights[y])))
    first = bench.balance([x], [y] * times, weights)
    second = bench.balance([x] * rng.between(1, 2) + [y] * rng.between(1, 2), bench.tie(), weights)
    if not first or not second:
        return False
    return bench.put(a, first) and bench.put(1 - a, second) and bench.find(x, y, weights=weights)


def _list(bench: _Bench, mine: list[str], weights: dict[str, int]) -> bool:
    """Few whole numbers fit; a leaning scale of the other picture leaves one pair of them."""
    x, y = mine
    a, rng = bench.side(), bench.rng
    cx, cy = rng.choice(LISTED)
    level = bench.balance([x] * cx + [y] * cy, bench.tie(), weights)
    if not level:
        return False
    fits = candidates(Row((0, 0), {x: cx, y: cy}, -cx * weights[x] - cy * weights[y], LEVEL, frozenset()))
    if not 2 <= len(fits) <= 3:
        return False
    forms = [
        Scale(Pan((x,) * i, n), Pan((y,) * j, m))
        for i, j in ((1, 1), (2, 1), (1, 2))
        for n, m in ((0, 0), *((k, 0) for k in range(1, 7)), *((0, k) for k in range(1, 7)))
    ]
    for scale in rng.shuffled(forms):
        more = [scale.left.weight(pair) - scale.right.weight(pair) for pair in fits]
        true = scale.left.weight(weights) - scale.right.weight(weights)
        if abs(true) > 1 and sum(value * true > 0 for value in more) == 1 and 0 not in more:
            leaning = Scale(scale.left, scale.right, 1 if true > 0 else -1)
            return bench.put(a, level) and bench.put(1 - a, leaning) and bench.find(x, y, weights=weights)
    return False


def _swap(bench: _Bench, mine: list[str], weights: dict[str, int]) -> bool:
    """Two scales with the same things in other numbers, one on each picture."""
    x, y = mine
    a, rng = bench.side(), bench.rng
    (p, q), (r, s) = rng.choice((((2, 1), (1, 2)), ((1, 1), (2, 1)), ((2, 1), (2, 2)), ((3, 1), (1, 1))))
    first = bench.balance([x] * p + [y] * q, bench.tie(), weights)
    second = bench.balance([x] * r + [y] * s, bench.tie(), weights)
    if not first or not second:
        return False
    return bench.put(a, first) and bench.put(1 - a, second) and bench.find(x, y, weights=weights)


def _three(bench: _Bench, mine: list[str], weights: dict[str, int]) -> bool:
    """Each pair of three things on one scale."""
    a = bench.side()
    for i, left_out in enumerate(mine):
        scale = bench.balance(
            [name for name in mine if name != left_out], bench.tie() if i == 0 else [], weights
        )
        if not scale or not bench.put(1 - a if i == 1 else a, scale):
            return False
    return bench.find(*mine, weights=weights)


_LINKS = {
    "single": _single,
    "halve": _halve,
    "replace": _replace,
    "list": _list,
    "swap": _swap,
    "three": _three,
}


def _rope(pulls: list[int], answer: str, rng: Rng) -> tuple[str, ...]:
    """Letters of the rope: the answer's where the weights pull, decoys elsewhere."""
    length = HEAVIEST + WINDOW_CELLS
    cells = [""] * length
    for weight, letter in zip(pulls, answer, strict=True):
        cells[weight - 1] = letter
    free = [i for i, cell in enumerate(cells) if not cell]
    decoys = rng.shuffled(DECOYS)[: len(free)]
    for place, letter in zip(free, decoys, strict=True):
        cells[place] = letter
    read = "".join(cells)
    return () if answer in read or answer in read[::-1] else tuple(cells)
