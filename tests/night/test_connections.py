"""Nobody keeps a connection for nothing, and others are served meanwhile."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest

from kitgen.night import connections
from kitgen.night.app import make_app
from kitgen.night.live import Hub
from kitgen.night.server import night_server, server_config
from tests.hints.sample import EYES, sample_site
from tests.night.running import running_server

SITE = sample_site()


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """A server as `kitgen serve` runs it, but with little patience."""
    monkeypatch.setattr(connections, "HEADER_SECONDS", 1.0)
    monkeypatch.setattr(connections, "MOST_FROM_ONE", 20)
    config = server_config(make_app(SITE, {"127.0.0.1"}))
    with running_server(night_server(config, Hub())) as base:
        host, _, port = base.removeprefix("http://").partition(":")
        yield host, int(port)


def is_closed(connection: socket.socket) -> bool:
    """Whether the other side gives up within some seconds."""
    connection.settimeout(10)
    try:
        return connection.recv(1000) == b""
    except ConnectionError:
        return True


def fetch(address: tuple[str, int]) -> int:
    return httpx.get(f"http://{address[0]}:{address[1]}/{EYES.code}/", timeout=10).status_code


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "])
def test_whoever_says_nothing_or_never_ends_is_cut_off(address: tuple[str, int], begun: bytes) -> None:
    with socket.create_connection(address) as connection:
        connection.sendall(begun)
        assert is_closed(connection)


def test_letter_by_letter_is_too_slow_as_well(address: tuple[str, int]) -> None:
    with socket.create_connection(address) as connection:
        sent = 0
        try:
            for letter in b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: " + b"x" * 140:
                connection.sendall(bytes([letter]))
                sent += 1
                time.sleep(0.02)
        except ConnectionError:
            pass
        assert sent < 140 or is_closed(connection)


def test_a_connection_that_is_used_stays_open_between_requests(address: tuple[str, int]) -> None:
    with httpx.Client(base_url=f"http://{address[0]}:{address[1]}") as client:
        for _ in range(4):
            assert client.get(f"/{EYES.code}/").status_code == 200
            time.sleep(0.15)


def test_one_address_cannot_take_all_places(address: tuple[str, int]) -> None:
    with ExitStack() as stack:
        greedy = [stack.enter_context(socket.create_connection(address)) for _ in range(40)]
        assert sum(is_closed(connection) for connection in greedy[20:]) == 20
    # The greedy one is gone, so there is room again.
    for _ in range(50):
        try:
            assert fetch(address) == 200
            break
        except httpx.HTTPError:
            time.sleep(0.1)
    else:
        pytest.fail("no room was made")


def test_many_idle_connections_do_not_keep_others_out(address: tuple[str, int]) -> None:
    with ExitStack() as stack:
        for _ in range(15):
            stack.enter_context(socket.create_connection(address))
        assert fetch(address) == 200
