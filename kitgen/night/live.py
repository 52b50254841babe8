"""Pages that stay open are told what changes, by server-sent events.

What a page has not been told yet is a set, not a list: a page that does not listen costs no memory, and is
told how things stand, not how they came about. A page that was cut off comes back by itself.

Source: HTML Living Standard, 9.2 (server-sent events).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

MOST_LISTENERS = 600
MOST_FROM_ONE = 24
"""Open pages at one address; behind a router that hides them, a whole table may have one."""

HEARTBEAT_S = 15.0
"""Nothing for longer, and some routers take the line for dead."""

RETRY_MS = 1000

CHANGED = "changed"
OFFER = "offer"


@dataclass(eq=False)
class Listener:
    """One open page.

    Args:
        client: its address.
        team: whose phone it is; None for the host's own pages.
        puzzle: whose page it shows, or empty.
    """

    client: str
    team: str | None = None
    puzzle: str = ""
    waiting: set[str] = field(default_factory=set)
    wakes: asyncio.Event = field(default_factory=asyncio.Event)

    is_over: bool = False

    def tell(self, what: str) -> None:
        """Have it told something, once, however often that happens before it listens."""
        self.waiting.add(what)
        self.wakes.set()

    def end(self) -> None:
        """Have its line closed from this side."""
        self.is_over = True
        self.wakes.set()


class Hub:
    """All open pages."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()

    def __len__(self) -> int:
        return len(self._listeners)

    def has_room(self, client: str) -> bool:
        """Whether one more page of a client may listen."""
        own = sum(listener.client == client for listener in self._listeners)
        return len(self._listeners) < MOST_LISTENERS and own < MOST_FROM_ONE

    @contextmanager
    def listening(self, listener: Listener) -> Iterator[None]:
        """Have a page told of what changes while the block runs."""
        self._listeners.add(listener)
        try:
            yield
        finally:
            self._listeners.discard(listener)

    def close(self) -> None:
        """Close all lines: the server stops, and should not have to cut them off."""
        for listener in self._listeners:
            listener.end()

    def changed(self) -> None:
        """Tell the host's pages that something is different."""
        self._tell(CHANGED, lambda listener: listener.team is None)

    def offer(self, team: str, puzzle: str) -> None:
        """Tell a team's open pages that a hint of a puzzle is offered."""
        self._tell(OFFER, lambda one: one.team == team and one.puzzle in (puzzle, ""))

    def _tell(self, what: str, to: Callable[[Listener], bool]) -> None:
        for listener in self._listeners:
            if to(listener):
                listener.tell(what)


async def told(listener: Listener, heartbeat_s: float = HEARTBEAT_S) -> AsyncIterator[str]:
    """What a page is to be told, as it comes; empty now and then where nothing comes."""
    while not listener.is_over:
        try:
            await asyncio.wait_for(listener.wakes.wait(), heartbeat_s)
        except TimeoutError:
            yield ""
            continue
        listener.wakes.clear()
        waiting, listener.waiting = listener.waiting, set()
        for what in sorted(waiting):
            yield what


def event_text(name: str, data: Mapping[str, object]) -> bytes:
    """One event as it goes over the wire."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
