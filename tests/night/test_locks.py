"""Locks tried by the server, over real sockets."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from kitgen.build import BuildOptions, build_kit
from kitgen.errors import ServeError
from kitgen.manifest import read_manifest
from kitgen.night.app import make_app
from kitgen.night.forms import LARGEST_BODY_BYTES, is_own_form
from kitgen.night.host_file import read_host_file
from kitgen.night.locks import Locks, ServedLock, load_locks
from kitgen.night.patience import FREE_MISSES, MOST_WAITING, Patience
from kitgen.night.server import load_site
from kitgen.output import write_output
from tests.hints.sample import EYES, sample_site
from tests.hints.test_lock_pages import BACKWARDS, CODE, OPENED, PLAN, SERVED, STATIC, THEN, box, say
from tests.night.running import running

RIGHT = {"A": "ECHO", "B": "10471", "C": "MELEE"}
SITE = {**sample_site(), f"{CODE}/index.html": SERVED}
PATH = f"/{CODE}/"
SLIP = "Nearly: Read it &lt;from&gt; the other end."
BOXES = tuple(
    box(one.box, one.answer, *((slip.answer, f"Nearly: {BACKWARDS}") for slip in one.slips))
    for one in PLAN.boxes
)


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


class Clock:
    """Seconds, as a test says."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def naps() -> Naps:
    return Naps()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(naps: Naps, clock: Clock) -> Iterator[httpx.Client]:
    other = ServedLock(SERVED, BOXES, OPENED, THEN)
    locks = Locks({CODE: ServedLock(SERVED, BOXES, OPENED, THEN), "0THER0NE": other}, say, Patience(clock))
    site = {**SITE, "0THER0NE/index.html": SERVED}
    with (
        running(make_app(site, {"127.0.0.1"}, locks=locks, sleep=naps)) as base,
        httpx.Client(base_url=base, headers={"Origin": base}) as client,
    ):
        yield client


def test_the_page_comes_as_it_was_built_and_names_an_origin_when_sent(client: httpx.Client) -> None:
    answer = client.get(PATH)
    assert (answer.status_code, answer.content) == (200, SERVED)
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"
    assert client.head(PATH).content == b""
    assert client.get(f"/{CODE.lower()}", follow_redirects=True).content == SERVED


def test_each_box_is_told_alone_and_empty_ones_are_not_tried(client: httpx.Client) -> None:
    page = client.post(PATH, data={"A": "echo", "B": "", "C": ""}).text
    assert page.count("Right. It turns.") == 1
    assert "So far, so good" in page
    page = client.post(PATH, data={"A": "ohce", "B": "99999"}).text
    assert SLIP in page
    assert page.count("Not yet. Look at this one again.") == 1
    assert "The lock stays shut." in page


def test_what_was_typed_stays_and_is_text(client: httpx.Client) -> None:
    page = client.post(PATH, data={"A": "échö", "B": '"><script>alert(1)</script>'}).text
    assert 'value="échö"' in page
    assert "<script" not in page
    assert "&#34;&gt;&lt;script&gt;" in page


@pytest.mark.parametrize("typed", [RIGHT, {"A": " e-c-h-0", "B": "IO47I", "C": "Mêlée"}])
def test_all_right_opens_at_once_and_only_then_shows_what_is_read(
    client: httpx.Client, naps: Naps, typed: dict[str, str]
) -> None:
    for missing in typed:
        page = client.post(PATH, data={**typed, missing: ""}).text
        assert "hinges" not in page
        assert THEN not in page
    page = client.post(PATH, data=typed).text
    assert OPENED.replace("&", "&amp;") in page
    assert THEN in page
    assert "<form" not in page
    assert naps.seconds == []


@pytest.mark.parametrize("data", [{}, {"A": ""}, {"A": " - ", "B": "", "C": ""}])
def test_nothing_typed_is_told_and_costs_nothing(
    client: httpx.Client, naps: Naps, data: dict[str, str]
) -> None:
    answer = client.post(PATH, data=data or {"A": ""})
    assert "Nothing was tried" in answer.text
    assert naps.seconds == []


def test_wrong_tries_wait_longer_up_to_a_cap_and_never_lock_out(
    client: httpx.Client, naps: Naps, clock: Clock
) -> None:
    for _ in range(14):
        answer = client.post(PATH, data={"A": "wrong"})
        assert (answer.status_code, "The lock stays shut." in answer.text) == (200, True)
    assert naps.seconds[:FREE_MISSES] == [0.0] * FREE_MISSES
    assert naps.seconds[FREE_MISSES:9] == [0.25, 0.5, 1.0, 2.0, 4.0, 8.0]
    assert set(naps.seconds[9:]) == {8.0}
    assert "hinges" in client.post(PATH, data=RIGHT).text
    assert len(naps.seconds) == 14
    clock.now += 121
    client.post(PATH, data={"A": "wrong"})
    assert naps.seconds[-1] == 0.0


def test_each_lock_and_the_hints_have_patience_of_their_own(client: httpx.Client, naps: Naps) -> None:
    for _ in range(6):
        client.post(PATH, data={"A": "ohce"})
    assert naps.seconds[-1] == 1.0
    client.post("/0THER0NE/", data={"A": "wrong"})
    client.get("/WRONG/")
    assert naps.seconds[-2:] == [0.0, 0.0]


def test_more_tries_at_once_than_are_taken_are_told_kindly_and_not_checked(
    client: httpx.Client, naps: Naps
) -> None:
    naps.open.clear()
    parts = urlsplit(str(client.base_url))
    body = b"A=wrong"
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: {parts.netloc}\r\nOrigin: http://{parts.netloc}\r\n"
        "Connection: close\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    tries = [socket.create_connection((parts.hostname, parts.port), timeout=10) for _ in range(MOST_WAITING)]
    try:
        for sent in tries:
            sent.sendall(head.encode() + body)
        while len(naps.seconds) < MOST_WAITING:
            naps.open.wait(0.01)
        answer = client.post(PATH, data=RIGHT)
        assert answer.status_code == 429
        assert "still busy with your other tries" in answer.text
        assert "hinges" not in answer.text
        assert 'value="10471"' in answer.text
        assert client.get(PATH).status_code == 200
        naps.open.set()
        assert [sent.recv(12) for sent in tries] == [b"HTTP/1.1 200"] * MOST_WAITING
        assert client.post(PATH, data=RIGHT).status_code == 200
    finally:
        naps.open.set()
        for sent in tries:
            sent.close()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_a_form_from_elsewhere_is_refused(client: httpx.Client, naps: Naps, headers: dict[str, str]) -> None:
    answer = client.post(PATH, data=RIGHT, headers=headers)
    assert (answer.status_code, answer.text) == (403, "403 Forbidden\n")


def test_own_forms_are_known_by_origin_or_by_what_the_browser_vouches_for() -> None:
    assert is_own_form("http://192.168.1.20:8737", "", "192.168.1.20:8737")
    assert is_own_form("https://Hints.Home", "same-origin", "hints.home")
    assert is_own_form("", "same-origin", "hints.home")
    assert not is_own_form("", "", "hints.home")
    assert not is_own_form("file://hints.home", "", "hints.home")


@pytest.mark.parametrize("path", [f"/{EYES.code}/", "/", "/NOTHING/", f"/{CODE}", "/404.html"])
def test_nothing_else_takes_a_form(client: httpx.Client, path: str) -> None:
    answer = client.post(path, data=RIGHT)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_lock_knows_three_methods(client: httpx.Client, method: str) -> None:
    answer = client.request(method, PATH)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST")


@pytest.mark.parametrize(
    "body",
    [
        b"D=x",
        b"A=x&D=x",
        b"A=x&A=y",
        b"A=x&A=y&B=z&C=u",
        b"A",
        b"A=%ff%fe",
        b"A=\xff",
        b"A=" + b"x" * 201,
        b"opened=1",
    ],
)
def test_a_body_that_is_not_this_locks_form_is_refused(client: httpx.Client, naps: Naps, body: bytes) -> None:
    answer = client.post(
        PATH, content=body, headers={"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
    )
    assert answer.status_code == 400
    assert naps.seconds == []


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
def test_other_kinds_of_body_are_refused(client: httpx.Client, kind: str) -> None:
    assert client.post(PATH, content=b"A=ECHO", headers={"Content-Type": kind}).status_code == 415


def test_a_body_too_large_is_refused_before_it_is_read_whole(client: httpx.Client) -> None:
    parts = urlsplit(str(client.base_url))
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.putrequest("POST", PATH)
        connection.putheader("Origin", str(client.base_url).rstrip("/"))
        connection.putheader("Content-Type", "application/x-www-form-urlencoded")
        connection.putheader("Content-Length", "1000000")
        connection.endheaders()
        connection.send(b"A=" + b"x" * LARGEST_BODY_BYTES)  # a hundredth of what is promised
        assert connection.getresponse().status == 413
    finally:
        connection.close()


def test_a_body_that_never_ends_is_given_up(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kitgen.night.forms.BODY_SECONDS", 0.05)
    parts = urlsplit(str(client.base_url))
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.putrequest("POST", PATH)
        connection.putheader("Origin", str(client.base_url).rstrip("/"))
        connection.putheader("Content-Type", "application/x-www-form-urlencoded")
        connection.putheader("Content-Length", "10")
        connection.endheaders()
        assert connection.getresponse().status == 408
    finally:
        connection.close()


def test_without_the_answers_a_lock_says_so_to_whoever_asks() -> None:
    app = make_app(SITE, {"127.0.0.1"}, locks=Locks({CODE: ServedLock(SERVED)}, say))
    with running(app) as base, httpx.Client(base_url=base, headers={"Origin": base}) as client:
        for answer in (client.get(PATH), client.post(PATH, data=RIGHT)):
            assert answer.status_code == 503
            assert "This lock cannot be tried here" in answer.text
            assert "<form" not in answer.text
        assert client.get(f"/{EYES.code}/").status_code == 200


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """The trial kit as a host has it at home."""
    folder = tmp_path / "kit"
    write_output(folder, build_kit(BuildOptions("trial", seed="moth", locks="phone")).files)
    return folder


def loaded(output: Path) -> dict[str, ServedLock]:
    manifest = read_manifest(output)
    return load_locks(output, manifest, load_site(output, manifest), read_host_file(output, manifest))


def test_locks_are_loaded_from_the_hosts_file_and_open_a_real_kit(output: Path) -> None:
    ((code, lock),) = loaded(output).items()
    document = json.loads((output / "host" / "solutions.json").read_bytes())["locks"][0]
    assert (lock.opened, lock.then) == (document["opened"], document["then"])
    right = {one["box"]: one["answer"] for one in document["boxes"]}
    slip = document["boxes"][0]["slips"][0]
    locks = Locks({code: lock}, say)
    assert lock.opened.encode() in locks.attempt(code, right).page
    tried = locks.attempt(code, {"A": slip["answer"]})
    assert tried.is_wrong
    assert f"Nearly: {slip['say']}".encode() in tried.page
    assert not any(lock.opened.encode() in path.read_bytes() for path in (output / "hints").rglob("*.*"))


def test_a_missing_hosts_file_leaves_locks_that_cannot_be_tried(output: Path) -> None:
    (output / "host" / "solutions.json").unlink()
    assert [lock.boxes for lock in loaded(output).values()] == [()]


def test_a_changed_hosts_file_is_refused(output: Path) -> None:
    file = output / "host" / "solutions.json"
    file.write_bytes(file.read_bytes().replace(b"moth", b"mice"))
    with pytest.raises(ServeError, match=r"solutions\.json: it was changed"):
        loaded(output)


def test_a_hosts_file_is_never_read_through_a_link(output: Path) -> None:
    (output / "host").rename(output.parent / "elsewhere")
    (output / "host").symlink_to(output.parent / "elsewhere")
    assert [lock.boxes for lock in loaded(output).values()] == [()]


def test_a_page_that_tries_answers_itself_is_no_lock_of_the_servers(output: Path) -> None:
    manifest = read_manifest(output)
    site = load_site(output, manifest)
    (code,) = loaded(output)
    with_static = {**site, f"{code}/index.html": STATIC}
    assert load_locks(output, manifest, with_static, read_host_file(output, manifest)) == {}
