"""The hint pages in a real browser at a phone's size, from this machine's own server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from kitgen.hints.addresses import Rung
from kitgen.hints.site import PuzzleHints
from kitgen.night.app import make_app
from tests.hints.sample import EYES, GLOBE, PUZZLES, sample_site
from tests.night.running import running

pytestmark = pytest.mark.browser

Scheme = Literal["dark", "light"]
SITE = sample_site()
SEEN: list[str] = []
"""Paths that reached the server, in order."""


@dataclass(frozen=True)
class Look:
    """How a phone is held and set."""

    width: int
    height: int
    scheme: Scheme
    script: bool

    def __str__(self) -> str:
        return f"{self.width}x{self.height}-{self.scheme}-{'script' if self.script else 'no-script'}"


LOOKS = [
    Look(width, height, scheme, script)
    for width, height in ((320, 568), (390, 844))
    for scheme in ("dark", "light")
    for script in (True, False)
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    app = make_app(SITE, {"127.0.0.1"})

    async def noting(scope: Any, receive: Any, send: Any) -> None:
        SEEN.append(scope["path"])
        await app(scope, receive, send)

    with running(noting) as base:
        yield base


@contextmanager
def phone(browser: Browser, look: Look) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.scheme,
        java_script_enabled=look.script,
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def paths(puzzle: PuzzleHints) -> list[str]:
    return [f"/{folder}/" for folder in puzzle.pages.values()]


EVERY_PAGE = ["/", "/404.html", *(path for puzzle in PUZZLES for path in paths(puzzle))]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_pages_fit_the_phone_with_large_targets_in_one_request(
    browser: Browser, address: str, look: Look
) -> None:
    with phone(browser, look) as page:
        told: list[str] = []
        page.on("console", lambda line: told.append(line.text))
        SEEN.clear()
        for path in EVERY_PAGE:
            page.goto(address + path)
            width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert width[0] <= width[1] == look.width, path
            for target in (
                page.locator("a, button, label:has(input), input:not([type=checkbox])")
                .filter(visible=True)
                .all()
            ):
                box = target.bounding_box()
                assert box is not None
                assert min(box["width"], box["height"]) >= 48, (path, target)
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= look.width
        page.wait_for_load_state("networkidle")
        assert SEEN == EVERY_PAGE  # one request each, and none for an icon
        assert told == []  # a style or script that its policy refuses would be told here


@pytest.mark.parametrize("look", [look for look in LOOKS if look.script], ids=str)
def test_axe_finds_nothing_to_mend(browser: Browser, address: str, look: Look) -> None:
    with phone(browser, look) as page:
        for path in ["/", "/404.html", *paths(EYES), f"/{GLOBE.code}/"]:
            page.goto(address + path)
            found = Axe().run(page)
            assert found.violations_count == 0, (path, found.generate_report())


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_player_walks_from_the_scan_to_the_answer(browser: Browser, address: str, look: Look) -> None:
    with phone(browser, look) as page:
        page.goto(f"{address}/{EYES.code}/")
        assert page.get_by_role("listitem").filter(has_text="3 scene sheets").is_visible()
        assert page.get_by_text(EYES.answer_form).is_visible()
        page.get_by_role("link", name="Give me a nudge").click()
        assert page.get_by_text(EYES.rung("nudge").lines[0]).is_visible()
        page.get_by_role("link", name="Show me the method").click()
        assert page.get_by_text(EYES.rung("method").lines[2]).is_visible()
        page.get_by_role("link", name="Hint 2 of 4: A nudge").click()
        page.get_by_role("link", name="I only want the answer").click()
        assert page.get_by_text("Do you want to see the answer now?").is_visible()
        assert not page.get_by_text("LANTERN").is_visible()
        page.get_by_role("link", name="Yes, show the answer").click()
        assert page.get_by_text("LANTERN", exact=True).is_visible()
        page.get_by_role("link", name="Hint 1 of 4: What you need").click()
        assert page.url == f"{address}/{EYES.code}/"


@pytest.mark.parametrize("look", LOOKS[:2], ids=str)
def test_a_typed_code_leads_to_its_puzzle_with_and_without_script(
    browser: Browser, address: str, look: Look
) -> None:
    typed = f" {EYES.code[:4].lower()}-{EYES.code[4:]}"
    with phone(browser, look) as page:
        page.goto(f"{address}/")
        page.get_by_label("Your code").fill(typed)
        page.get_by_role("button", name="Open the hints").click()
        page.wait_for_url(f"{address}/{EYES.code}/")
        assert page.get_by_role("heading", name="The Three Eyes").is_visible()


def test_any_static_host_serves_the_folder_in_a_sub_path(browser: Browser, tmp_path: Path) -> None:
    for path, data in SITE.items():
        file = tmp_path / "room" / "hints" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            base = f"http://127.0.0.1:{server.server_address[1]}/room/hints"
            with phone(browser, LOOKS[0]) as page:
                page.goto(f"{base}/")
                page.get_by_label("Your code").fill(EYES.code)
                page.get_by_role("button", name="Open the hints").click()
                page.wait_for_url(f"{base}/{EYES.code}/")
                for name in (
                    "Give me a nudge",
                    "Show me the method",
                    "I only want the answer",
                    "Yes, show the answer",
                ):
                    page.get_by_role("link", name=name).click()
                assert page.url == f"{base}/{EYES.folder(Rung.ANSWER)}/"
                assert page.get_by_text("LANTERN", exact=True).is_visible()
        finally:
            server.shutdown()
            thread.join()


def test_keyboards_show_where_they_are(browser: Browser, address: str) -> None:
    with phone(browser, LOOKS[0]) as page:
        page.goto(f"{address}/{EYES.folder(Rung.NUDGE)}/")
        names = []
        for _ in range(3):
            page.keyboard.press("Tab")
            focused = page.locator(":focus-visible")
            assert float(focused.evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)")) >= 2
            names.append(focused.get_attribute("aria-label") or focused.inner_text().split("\n")[0])
        assert names == ["Hint 1 of 4: What you need", "Show me the method", "I only want the answer"]


def test_nothing_moves_for_those_who_ask_for_stillness(browser: Browser, address: str) -> None:
    def durations(motion: Literal["reduce", "no-preference"]) -> str:
        context = browser.new_context(reduced_motion=motion)
        try:
            page = context.new_page()
            page.goto(f"{address}/{EYES.code}/")
            return str(page.locator("a.go").evaluate("e => getComputedStyle(e).transitionDuration"))
        finally:
            context.close()

    assert durations("reduce") == "0s"
    assert durations("no-preference") != "0s"
