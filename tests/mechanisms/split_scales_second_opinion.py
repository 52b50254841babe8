"""Split scales once more, from the printed rules: weights put in one after the other until no scale objects.

Nothing here comes from the mechanism but the shape of its clues. Every thing weighs a whole number of
stitches from 1 to 24. A
level scale carries as much on its left as on its right, a leaning one more on the side that
hangs low. The things pull the rope in the order printed on the well; 1 shows the rope's first letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from kitgen.mechanisms.contract import Given

HEAVIEST = 24

Line = tuple[dict[str, int], int, int]
"""Things by how many more of them lie left than right, iron left less right, and the lean."""


def _lines(scales: Any) -> list[Line]:
    out = []
    for scale in scales:
        more = Counter(scale.left.things)
        more.subtract(Counter(scale.right.things))
        out.append(({t: n for t, n in more.items() if n}, scale.left.number - scale.right.number, scale.lean))
    return out


def _may_stand(line: Line, weights: dict[str, int]) -> bool:
    """Whether some weights of what is still unknown let the scale stand as drawn, judged by the extremes."""
    more, iron, lean = line
    least = most = iron
    for thing, count in more.items():
        ends = [count * weights[thing]] if thing in weights else [count, count * HEAVIEST]
        least, most = least + min(ends), most + max(ends)
    return least <= 0 <= most if lean == 0 else most > 0 if lean > 0 else least < 0


def weighings(scales: Any, things: Any) -> Iterator[dict[str, int]]:
    """All weights of the things that let all scales stand as drawn."""
    lines = _lines(scales)

    def go(weights: dict[str, int]) -> Iterator[dict[str, int]]:
        if not all(_may_stand(line, weights) for line in lines):
            return
        unknown = [[t for t in more if t not in weights] for more, _, lean in lines if lean == 0]
        short = min(filter(None, unknown), key=len, default=[t for t in things if t not in weights])
        if not short:
            yield dict(weights)
            return
        for weight in range(1, HEAVIEST + 1):
            yield from go({**weights, short[0]: weight})

    yield from go({})


def readings(clues: Any, given: Given) -> set[str]:
    """Every answer that the printed rules allow, as far as two."""
    del given
    scales = [scale for picture in clues.pictures for scale in picture]
    on_scales = [thing for scale in scales for thing in (*scale.left.things, *scale.right.things)]
    # What decides the answer comes last, so that two answers are met early.
    things = sorted({*clues.order, *on_scales}, key=lambda thing: thing in clues.order)
    found: set[str] = set()
    for weights in weighings(scales, things):
        found.add("".join(clues.rope[weights[thing] - 1] for thing in clues.order))
        if len(found) > 1:
            break
    return found
