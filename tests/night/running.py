"""A real server on this machine's loopback, on a port that the system chooses."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from kitgen.night.live import Hub
from kitgen.night.server import night_server


@contextmanager
def running(app: Any, hub: Hub | None = None) -> Iterator[str]:
    """Serve an application while the block runs; gives its address without a trailing slash."""
    config = uvicorn.Config(
        app, http="h11", ws="none", lifespan="off", log_level="warning", timeout_graceful_shutdown=2
    )
    with running_server(night_server(config, hub or Hub())) as base:
        yield base


@contextmanager
def running_server(server: uvicorn.Server) -> Iterator[str]:
    """Run a server while the block runs; gives its address without a trailing slash."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=20)
            assert not thread.is_alive()
