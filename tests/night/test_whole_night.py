"""A whole night in three browsers on a real `kitgen serve`, which is killed hard in the middle."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from kitgen.build import BuildOptions, build_kit
from kitgen.manifest import read_manifest
from kitgen.night.events import Event, Kind
from kitgen.night.folder import diary_path
from kitgen.night.record import Record
from kitgen.output import write_output
from tests.hints.conftest import browser

__all__ = ["browser"]

READY = "What happens is kept in"
PHONE: ViewportSize = {"width": 360, "height": 740}
SOON_MS = 15_000


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def fingerprint_of(output: Path) -> str:
    return read_manifest(output).fingerprint


STARTED: list[subprocess.Popen[str]] = []


@pytest.fixture(autouse=True)
def nothing_is_left_running() -> Iterator[None]:
    """Whatever a test that failed left behind is ended, so that others find their port free."""
    yield
    for process in STARTED:
        if process.poll() is None:
            process.kill()
        process.wait(timeout=20)
    STARTED.clear()


class Serving:
    """`kitgen serve` as a process of its own, which can be killed and started again."""

    def __init__(self, output: Path, *options: str) -> None:
        self._output, self._options = output, options
        self._log = output.parent / f"serve-{uuid.uuid4()}.log"
        self._process: subprocess.Popen[str] | None = None

    def said(self) -> str:
        """All that it has said since it was started last."""
        return self._log.read_text(encoding="utf-8")

    def start(self) -> None:
        """Start it, and wait until it serves or has ended."""
        with self._log.open("w", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "kitgen", "serve", str(self._output), "--teams", "2", *self._options],
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                text=True,
            )
        STARTED.append(self._process)
        while READY not in self.said() and self._process.poll() is None:
            time.sleep(0.05)

    def kill(self) -> None:
        """As a laptop dies: nothing is closed, nothing is tidied up."""
        self._end(signal.SIGKILL)

    def stop(self) -> str:
        """As a host stops it, with Ctrl+C; gives all that it said."""
        assert self._process is not None
        while READY in self.said() and not self._answers() and self._process.poll() is None:
            time.sleep(0.05)
        self._end(signal.SIGINT)
        return self.said()

    def _answers(self) -> bool:
        parts = urlsplit(self.door())
        try:
            return httpx.get(f"http://{parts.netloc}/").status_code == 200
        except httpx.HTTPError:
            return False

    def _end(self, how: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(how)
        self._process.wait(timeout=20)

    def door(self) -> str:
        """The address of the host's console."""
        found = re.search(r"http://\S+/host/\S+", self.said())
        assert found
        return found[0]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("night") / "kit"
    options = BuildOptions("trial", seed="moth", locks="phone", home=f"http://127.0.0.1:{_free_port()}")
    write_output(folder, build_kit(options).files)
    return folder


@contextmanager
def opened(browser: Browser) -> Iterator[tuple[BrowserContext, list[str]]]:
    """A browser of its own, and every complaint of its pages."""
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    complaints: list[str] = []
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    try:
        yield context, complaints
    finally:
        context.close()


def _join(phone: Page, address: str, name: str) -> None:
    phone.goto(address)
    phone.get_by_label("Your team's name").fill(name)
    phone.get_by_role("button", name="Save the name").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(f"You are {name}")


@pytest.mark.browser
@pytest.mark.slow
def test_a_night_from_scan_to_result_card_loses_nothing(browser: Browser, output: Path) -> None:
    plan = json.loads((output / "host" / "solutions.json").read_bytes())
    manifest = json.loads((output / "manifest.json").read_bytes())
    first = plan["night"]["acts"][0]["puzzles"][0]
    scanned = next(one["hints"] for one in manifest["puzzles"] if one["id"] == first["id"]).lower()
    scanned = scanned.replace(first["code"].lower(), first["code"])
    serving = Serving(output)
    serving.start()
    with (
        opened(browser) as (host_context, host_errors),
        opened(browser) as (context_a, errors_a),
        opened(browser) as (context_b, errors_b),
    ):
        host, phone_a, phone_b = host_context.new_page(), context_a.new_page(), context_b.new_page()
        host.goto(serving.door())
        host.get_by_role("button", name="Start the clock").click()
        expect(host.get_by_role("button", name="Pause")).to_be_visible()

        codes = host_context.new_page()
        codes.goto(host.url.replace("/host", "/host/codes"))
        addresses = codes.locator(".codes small").all_inner_texts()
        assert len(addresses) == 2
        _join(phone_a, addresses[0], "Moths")
        _join(phone_b, addresses[1], "<i>Owls</i>")

        # Team A scans and opens a hint; the console shows it at once.
        phone_a.goto(scanned)
        phone_a.locator("a.go").click()
        moths = host.locator(".team", has_text="Moths")
        expect(moths.get_by_text("A nudge (0:00)")).to_be_visible(timeout=SOON_MS)

        # Team B has the puzzle's page open; the host offers a hint, and it appears there and nowhere else.
        phone_b.goto(scanned)
        owls = host.locator(".team", has_text="<i>Owls</i>")
        owls.get_by_role("button", name=f"Offer a hint: {first['title']}").click()
        offer = phone_b.locator("#news a")
        expect(offer).to_be_visible(timeout=SOON_MS)
        assert phone_a.locator("#news a").count() == 0

        # The laptop dies. Open pages find it again by themselves, and nothing is lost.
        serving.kill()
        expect(host.locator("#line")).to_contain_text("No connection", timeout=SOON_MS)
        serving.start()
        expect(host.locator("#line")).to_contain_text("Connected", timeout=SOON_MS)
        expect(moths.get_by_text("A nudge (0:00)")).to_be_visible()
        offer.click()
        expect(phone_b.get_by_text("Hint 2 of 4").first).to_be_visible()
        expect(owls.get_by_text("A nudge (0:00)")).to_be_visible(timeout=SOON_MS)

        # Team A opens every lock with the right answers.
        for lock, told in zip(manifest["locks"], plan["locks"], strict=True):
            phone_a.goto(lock["url"])
            for box in told["boxes"]:
                phone_a.get_by_label(f"Box {box['box']}").fill(box["answer"])
            phone_a.get_by_role("button", name="Try the lock").click()
            expect(phone_a.get_by_role("heading", name="The lock opens")).to_be_visible()
        expect(moths.get_by_text("lock open").first).to_be_visible(timeout=SOON_MS)

        host.get_by_label("A note for the result card").fill("The door was never locked.")
        host.get_by_role("button", name="Keep it").click()
        expect(host.get_by_text("The door was never locked.")).to_be_visible(timeout=SOON_MS)
        host.get_by_role("button", name="They made it").click()
        expect(host.get_by_text("they made it")).to_be_visible(timeout=SOON_MS)
        card = host_context.request.get(host.url.replace("/host", "/host/result.pdf")).body()
        picture = host_context.request.get(host.url.replace("/host", "/host/result.png")).body()
        assert (host_errors, errors_a, errors_b) == ([], [], [])
    said = serving.stop().strip().splitlines()
    assert "goes on where it was left" in said[-2]
    assert said[-1] == "The hints are closed. Good night."
    document = pypdfium2.PdfDocument(card)
    words = " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    assert "1. Moths" in words
    assert "2. <i>Owls</i>" in words
    assert "The door was never locked." in words
    assert not any(one["answer"] in words for one in plan["puzzles"])
    assert picture.startswith(b"\x89PNG")


@pytest.mark.slow
def test_a_night_that_is_over_stays_so_until_another_begins(output: Path, tmp_path: Path) -> None:
    played = tmp_path / "kit"
    shutil.copytree(output, played)
    with Record(diary_path(played, is_new=False), fingerprint_of(played)) as diary:
        diary.note_fact("teams", "2")
        diary.add(Event(1.0, Kind.STARTED))
        diary.add(Event(60.0, Kind.ENDED, detail="won"))
    serving = Serving(played)
    serving.start()
    assert "This night is over" in serving.stop()
    another = Serving(played, "--new-night")
    another.start()
    assert "night-2.sqlite" in another.said()
    assert "This night is over" not in another.stop()


@pytest.mark.slow
def test_a_night_goes_on_with_the_teams_that_it_began_with(output: Path, tmp_path: Path) -> None:
    played = tmp_path / "kit"
    shutil.copytree(output, played)
    with Record(diary_path(played, is_new=False), fingerprint_of(played)) as diary:
        diary.note_fact("teams", "4")
        diary.add(Event(1.0, Kind.STARTED))
    serving = Serving(played)
    serving.start()
    assert "this night began with 4 teams, not 2" in " ".join(serving.stop().split())
