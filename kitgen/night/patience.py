"""How long a client waits after wrong addresses.

Somebody who tries codes gets slower and slower; everybody else notices nothing. What is remembered about
clients has a fixed size, however many there are.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

FREE_MISSES = 3  # a slip of the thumb, and what browsers ask for on their own
FIRST_DELAY_S = 0.25
LONGEST_DELAY_S = 8.0
FORGET_AFTER_S = 120.0
MOST_CLIENTS = 512
MOST_WAITING = 4  # of one client; a person never has more wrong pages open


@dataclass
class _Client:
    misses: int = 0
    waiting: int = 0
    last_miss_s: float = 0.0


class Patience:
    """Remembers who asked for wrong addresses.

    Args:
        clock: seconds, only ever growing.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._clients: OrderedDict[str, _Client] = OrderedDict()

    def __len__(self) -> int:
        return len(self._clients)

    def is_exhausted(self, client: str) -> bool:
        """Whether a client has as many wrong addresses waiting as one may have: it gets nothing now."""
        known = self._clients.get(client)
        return known is not None and known.waiting >= MOST_WAITING

    def miss(self, client: str) -> float:
        """Note a wrong address. The caller waits for the seconds returned, then calls `waited`."""
        now = self._clock()
        known = self._clients.setdefault(client, _Client())
        self._clients.move_to_end(client)
        if now - known.last_miss_s > FORGET_AFTER_S:
            known.misses = 0
        known.misses += 1
        known.waiting += 1
        known.last_miss_s = now
        while len(self._clients) > MOST_CLIENTS:
            self._clients.popitem(last=False)
        late = known.misses - FREE_MISSES
        # The exponent is capped too: misses grow without end, floats do not.
        return min(LONGEST_DELAY_S, FIRST_DELAY_S * 2.0 ** min(late - 1, 16)) if late > 0 else 0.0

    def waited(self, client: str) -> None:
        """A wait that `miss` asked for is over."""
        known = self._clients.get(client)
        if known is not None and known.waiting:
            known.waiting -= 1
