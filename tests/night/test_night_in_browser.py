"""The night's own pages in a real browser: everybody can use them, at every size and without a script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from kitgen.hints.addresses import Rung
from kitgen.night.app import make_app
from kitgen.night.desk import Desk
from kitgen.night.opening import team_code
from kitgen.night.plan import HouseRules
from tests.hints.conftest import browser
from tests.hints.sample import EYES, sample_site
from tests.night.running import running
from tests.night.sample_night import SAY, a_desk, a_night

__all__ = ["browser"]

pytestmark = pytest.mark.browser

SITE = sample_site()
NUDGE = f"/{EYES.pages[Rung.NUDGE]}/"


def _prepared() -> Desk:
    """A night with something of everything on its pages."""
    desk = a_desk(teams=2)
    desk.name_team("1", "W" * 24)
    desk.start()
    desk.see("1", desk.plan.puzzles[EYES.id])
    puzzle = desk.plan.puzzles[EYES.id]
    desk.open_rung("1", puzzle, puzzle.rungs[0], desk.terms("1", puzzle, puzzle.rungs[0]))
    desk.offer("2", EYES.id)
    desk.open_act("1", "act-1")
    desk.try_lock("2", "act-1", {"A": "near", "B": "again", "C": "right"})
    desk.note("averyveryverylongwordthatnobodycanbreakandthatgoesonandonandonandon " * 3)
    desk.set_rules(HouseRules(cost_minutes=2))
    desk.record.fault = "database or disk is full"
    return desk


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, Desk]]:
    desk = _prepared()
    night = a_night(desk)
    night.console._codes = lambda: [
        team_code(desk, team, code, "http://192.168.178.20:8737", SAY)
        for code, team in desk.team_codes.items()
    ]
    with running(make_app(SITE, {"127.0.0.1"}, night=night), desk.hub) as base:
        yield base, desk


def paths(desk: Desk) -> list[str]:
    code = next(iter(desk.team_codes))
    return ["/host", "/host/codes", f"/board/{desk.board_key}/", "/team/", f"/team/{code}/", NUDGE]


def opened(
    browser: Browser, desk: Desk, base: str, width: int, scheme: str, *, script: bool
) -> Iterator[tuple[str, Page]]:
    context = browser.new_context(
        viewport={"width": width, "height": 740},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(f"{base}/host")
    yield "/host without the key", page
    page.goto(f"{base}{NUDGE}")
    yield "a hint without a team", page
    page.goto(f"{base}/host/{desk.host_key}")
    for path in paths(desk):
        page.goto(f"{base}{path}")
        yield path, page
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_of_the_night_has_an_accessibility_violation(
    browser: Browser, served: tuple[str, Desk], width: int, scheme: str
) -> None:
    base, desk = served
    for path, page in opened(browser, desk, base, width, scheme, script=True):
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"


@pytest.mark.parametrize("width", [320, 390])
def test_no_page_of_the_night_scrolls_sideways_and_every_target_is_large(
    browser: Browser, served: tuple[str, Desk], width: int
) -> None:
    base, desk = served
    for path, page in opened(browser, desk, base, width, "light", script=False):
        cards = page.locator("main *").all()
        right = max(box["x"] + box["width"] for card in cards if (box := card.bounding_box()))
        assert right <= width, path
        for target in page.locator("button, a, summary, input:not([type=checkbox])").all():
            if not target.is_visible():
                continue
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= 48, (path, target.inner_text(), box)


def test_the_console_works_without_a_script(browser: Browser, served: tuple[str, Desk]) -> None:
    base, desk = served
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/host/{desk.host_key}")
    page.get_by_role("button", name="5 minutes more").click()
    assert page.url == f"{base}/host"
    assert page.get_by_text("+5 minutes more").first.is_visible()
    context.close()


def test_nothing_is_asked_for_outside_this_machine(browser: Browser, served: tuple[str, Desk]) -> None:
    base, desk = served
    context = browser.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(f"{base}/host/{desk.host_key}")
    for path in paths(desk):
        page.goto(f"{base}{path}")
    assert asked
    assert [url for url in asked if not url.startswith((base, "data:"))] == []
    context.close()


def test_what_the_host_is_doing_survives_news(browser: Browser, served: tuple[str, Desk]) -> None:
    base, desk = served
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{base}/host/{desk.host_key}")
    page.get_by_label("A note for the result card").fill("half a sentence")
    page.locator("#act-2-act-1 summary").click()
    folded = page.locator("#act-2-act-1").get_attribute("open") is None
    limit = page.locator(".clock span")
    before = limit.inner_text()
    page.locator("#do-more").focus()
    page.request.post(f"{base}/host/do", form={"do": "add:5"}, headers={"Origin": base})
    # The news did come, and laid the page anew.
    expect(limit).not_to_have_text(before)
    assert page.get_by_label("A note for the result card").input_value() == "half a sentence"
    assert (page.locator("#act-2-act-1").get_attribute("open") is None) is folded
    assert page.evaluate("document.activeElement.id") == "do-more"
    context.close()
