"""The hint server over real sockets: its pages, and nothing else."""

from __future__ import annotations

import asyncio
import http.client
import socket
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from kitgen.hints.addresses import Rung
from kitgen.night.app import make_app
from kitgen.night.patience import FREE_MISSES, MOST_WAITING, Patience
from kitgen.night.replies import SECURITY_HEADERS
from tests.hints.sample import EYES, sample_site
from tests.night.running import running

SITE = sample_site()


class Naps:
    """Stands in for waiting: notes how long, and waits for `open` where told to."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.open = threading.Event()
        self.open.set()

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        while not self.open.is_set():
            await asyncio.sleep(0.005)


@pytest.fixture
def naps() -> Naps:
    return Naps()


@pytest.fixture
def client(naps: Naps) -> Iterator[httpx.Client]:
    with (
        running(make_app(SITE, {"127.0.0.1", "Hints.Test"}, sleep=naps)) as base,
        httpx.Client(base_url=base) as client,
    ):
        yield client


def raw(
    client: httpx.Client, target: str, method: str = "GET", host: str | None = "127.0.0.1"
) -> tuple[int, bytes]:
    """A request whose target is sent as it is, which httpx would tidy up."""
    parts = urlsplit(str(client.base_url))
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.putrequest(method, target, skip_host=True)
        if host is not None:
            connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("path", SITE)
def test_every_page_comes_byte_by_byte(client: httpx.Client, path: str) -> None:
    for address in {f"/{path}", f"/{path.removesuffix('index.html')}"}:
        answer = client.get(address)
        assert (answer.status_code, answer.content) == (200, SITE[path])
    kind = "text/plain" if path.endswith(".txt") else "text/html"
    assert answer.headers["content-type"] == f"{kind}; charset=utf-8"


@pytest.mark.parametrize("path", ["/", f"/{EYES.code}/", f"/{EYES.code}", "/nothing", "/?code=x"])
def test_every_answer_carries_the_security_headers(client: httpx.Client, path: str) -> None:
    for method in ("GET", "HEAD", "POST"):
        answer = client.request(method, path)
        assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
        assert "set-cookie" not in answer.headers


def test_head_says_the_same_without_a_body(client: httpx.Client) -> None:
    get, head = client.get(f"/{EYES.code}/"), client.head(f"/{EYES.code}/")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_other_methods_are_refused_with_those_that_work(client: httpx.Client, method: str) -> None:
    answer = client.request(method, f"/{EYES.code}/")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "typed",
    [
        f"/{EYES.code}",
        f"/{EYES.code.lower()}",
        f"/{EYES.code.lower()}/",
        f"/{EYES.code[:4]}-{EYES.code[4:]}",
        f"/{EYES.code.replace('0', 'o').replace('1', 'l')}",
        f"/?code={EYES.code[:4]}-{EYES.code[4:].lower()}",
        f"/?code=%20{EYES.code}%20",
    ],
)
def test_a_code_as_people_type_it_leads_to_its_one_address(client: httpx.Client, typed: str) -> None:
    answer = client.get(typed, follow_redirects=True)
    assert (answer.status_code, answer.content) == (200, SITE[f"{EYES.code}/index.html"])
    assert answer.url.path == f"/{EYES.code}/"
    assert client.get(typed).headers["location"] in (f"./{EYES.code}/", f"../{EYES.code}/")


@pytest.mark.parametrize("path", ["/?code=", "/?other=1"])
def test_the_landing_page_comes_where_no_code_was_typed(client: httpx.Client, path: str) -> None:
    assert client.get(path).content == SITE["index.html"]


@pytest.mark.parametrize(
    "target",
    [
        "/nothing/",
        "/?code=ABCD1234",
        "/?code=" + "A" * 5000,
        "/../manifest.json",
        "/..%2fmanifest.json",
        "/%2e%2e/host/solutions.json",
        "//etc/passwd",
        "/\\..\\manifest.json",
        f"/{EYES.code}/../../host/solutions.json",
        f"/{EYES.code}//",
        f"//{EYES.code}/",
        f"/{EYES.code}/%00",
        f"/{EYES.code}/index.html/",
        f"/{EYES.code[:7]}/",
        f"/{EYES.code}/{EYES.folder(Rung.NUDGE)}/",
        "/.git/config",
        "/favicon.ico",
        "/%ff%fe",
    ],
)
def test_whatever_is_not_a_page_is_not_found_and_tells_nothing(client: httpx.Client, target: str) -> None:
    status, body = raw(client, target)
    assert (status, body) == (404, SITE["404.html"])


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.2", "localhost", "127.0.0.1.evil.example", "[::1]:80"]
)
def test_another_hosts_name_is_refused(client: httpx.Client, host: str) -> None:
    status, body = raw(client, f"/{EYES.code}/", host=host)
    assert (status, body) == (421, b"421 Misdirected Request\n")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8737", "hints.test", "HINTS.TEST:1"])
def test_its_own_names_are_taken_with_any_port_and_case(client: httpx.Client, host: str) -> None:
    assert raw(client, f"/{EYES.code}/", host=host)[0] == 200


@pytest.mark.parametrize("host", [None, "", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:80:80"])
def test_a_host_header_that_is_none_is_refused(client: httpx.Client, host: str | None) -> None:
    assert raw(client, "/", host=host)[0] in (400, 421)


def test_wrong_addresses_wait_longer_and_longer_and_right_ones_never(
    client: httpx.Client, naps: Naps
) -> None:
    for i in range(12):
        assert client.get(f"/WRONG{i}/").status_code == 404
    assert naps.seconds[:FREE_MISSES] == [0.0] * FREE_MISSES
    late = naps.seconds[FREE_MISSES:]
    assert late[:4] == [0.25, 0.5, 1.0, 2.0]
    assert max(late) == late[-1] == 8.0
    assert client.get(f"/{EYES.code}/").status_code == 200
    assert len(naps.seconds) == 12


def test_others_are_served_while_somebody_waits(client: httpx.Client, naps: Naps) -> None:
    naps.open.clear()
    parts = urlsplit(str(client.base_url))
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as waiting:
        waiting.sendall(b"GET /WRONG/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert client.get(f"/{EYES.code}/").status_code == 200
        naps.open.set()
        assert waiting.recv(12) == b"HTTP/1.1 404"


def test_many_guesses_at_once_get_nothing_not_even_a_right_one(client: httpx.Client, naps: Naps) -> None:
    naps.open.clear()
    parts = urlsplit(str(client.base_url))
    guesses = [
        socket.create_connection((parts.hostname, parts.port), timeout=10) for _ in range(MOST_WAITING)
    ]
    try:
        for guess in guesses:
            guess.sendall(b"GET /WRONG/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        while len(naps.seconds) < MOST_WAITING:
            naps.open.wait(0.01)
        assert client.get(f"/{EYES.code}/").status_code == 429
        naps.open.set()
        assert [guess.recv(12) for guess in guesses] == [b"HTTP/1.1 404"] * MOST_WAITING
        assert client.get(f"/{EYES.code}/").status_code == 200
    finally:
        for guess in guesses:
            guess.close()


def test_what_is_remembered_of_clients_is_bounded_and_forgotten() -> None:
    now = 0.0
    patience = Patience(clock=lambda: now)
    for i in range(5000):
        patience.miss(f"10.0.{i // 256}.{i % 256}")
    assert len(patience) == 512
    delays = [patience.miss("me") for _ in range(6)]
    assert delays[-1] > 0
    now = 1000.0
    assert patience.miss("me") == 0.0


def test_misses_without_end_still_wait_no_longer_than_the_cap() -> None:
    patience = Patience(clock=lambda: 0.0)
    assert max(patience.miss("me") for _ in range(5000)) == 8.0
