"""Connections that nobody may keep for nothing.

Uvicorn waits for ever for the end of a request's headers. Whoever opens a connection and says nothing, or
says it one letter a minute, is cut off here; so is whoever opens more at once than any table needs.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_SECONDS = 10.0
MOST_CONNECTIONS = 1_200
MOST_FROM_ONE = 160
"""Of one address: twelve phones behind one router with six connections each, twice over."""


@lru_cache(maxsize=1)
def quick_protocol() -> type[H11Protocol]:
    """Uvicorn's protocol with a limit to waiting, and to connections from one address."""
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class QuickProtocol(H11Protocol):
        """As above."""

        _from: ClassVar[Counter[str]] = Counter()
        _client = ""
        _deadline: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            """A connection is opened; it must come to a request soon."""
            super().connection_made(transport)
            self._client = self.client[0] if self.client else ""
            self._from[self._client] += 1
            if self._from[self._client] > MOST_FROM_ONE:
                transport.abort()
                return
            self._await_request()

        def connection_lost(self, exc: Exception | None) -> None:
            """It is closed."""
            self._from[self._client] -= 1
            if not self._from[self._client]:
                del self._from[self._client]
            self._stop_waiting()
            super().connection_lost(exc)

        def handle_events(self) -> None:
            """Something came in; if it makes a request, nobody waits any more."""
            super().handle_events()
            if self.cycle is not None and not self.cycle.response_complete:
                self._stop_waiting()

        def on_response_complete(self) -> None:
            """The answer is out; the next request must come as soon as the first."""
            # Before uvicorn's own turn, which may take up a request that has come meanwhile.
            self._await_request()
            super().on_response_complete()

        def _await_request(self) -> None:
            self._stop_waiting()
            if self.transport.is_closing():
                return
            self._deadline = self.loop.call_later(HEADER_SECONDS, self.transport.abort)

        def _stop_waiting(self) -> None:
            if self._deadline is not None:
                self._deadline.cancel()
                self._deadline = None

    return QuickProtocol
