"""What a phone remembers of a puzzle, in a real browser: ticks, pieces in use, hints that were opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from kitgen.hints.addresses import Rung
from kitgen.hints.site import build_site
from kitgen.hints.use_order import Use
from kitgen.night.app import make_app
from kitgen.words import Catalogue
from tests.hints.sample import EYES, GLOBE, PALETTE
from tests.night.running import running

pytestmark = pytest.mark.browser

THREE = replace(
    EYES,
    needs=("3 scenes", "1 stone", "1 <b>card</b>", "a pencil"),
    # The scenes first, then the stone with them, then the card.
    uses=(Use(0, (0,)), Use(1, (0, 1)), Use(2, (2,))),
)
FIRST, NUDGE = f"/{THREE.code}/", f"/{THREE.pages[Rung.NUDGE]}/"
CHECK = "Is all of it on the table?"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    site = build_site("The Small Door", "en", (THREE, GLOBE), PALETTE, Catalogue.load("en").say)
    with running(make_app(site, {"127.0.0.1"})) as base:
        yield base


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=address)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def test_the_first_piece_that_lies_unused_is_asked_for(phone: Page) -> None:
    phone.goto(FIRST)
    next_ = phone.locator("#next")
    expect(next_).to_contain_text(CHECK)
    phone.get_by_label("1 stone").check()
    expect(next_).to_have_text("Look for this first: 3 scenes.")
    phone.get_by_label("3 scenes").check()
    expect(next_).to_contain_text("You have not used this yet: 3 scenes.")
    phone.get_by_role("button", name="We have used it").click()
    expect(next_).to_contain_text("You have not used this yet: 1 stone.")
    phone.get_by_role("button", name="We have used it").click()
    expect(next_).to_have_text("Look for this first: 1 <b>card</b>.")
    phone.get_by_label("1 <b>card</b>").check()
    phone.get_by_role("button", name="We have used it").click()
    expect(next_).to_contain_text("Everything is in use.")


def test_what_was_ticked_and_opened_is_there_again_and_can_be_forgotten(phone: Page) -> None:
    phone.goto(FIRST)
    phone.get_by_label("3 scenes").check()
    phone.get_by_role("button", name="We have used it").click()
    phone.locator("a.go").click()
    expect(phone).to_have_url(f"{phone.url.rpartition('/')[0].rpartition('/')[0]}{NUDGE}")
    phone.goto(FIRST)
    expect(phone.get_by_label("3 scenes")).to_be_checked()
    expect(phone.locator("#next")).to_have_text("Look for this first: 1 stone.")
    again = phone.locator(".opened a")
    assert [link.get_attribute("href") for link in again.all()] == [f"..{NUDGE}"]
    phone.get_by_role("button", name="Start afresh on this phone").click()
    expect(phone.get_by_label("3 scenes")).not_to_be_checked()
    expect(phone.locator(".opened")).to_have_count(0)


def test_keys_alone_go_from_tick_to_tick_and_never_lose_their_place(phone: Page) -> None:
    phone.goto(FIRST)
    expect(phone.get_by_role("button", name="Start afresh on this phone")).to_be_hidden()
    phone.get_by_label("3 scenes").focus()
    phone.keyboard.press("Space")
    expect(phone.get_by_role("button", name="Start afresh on this phone")).to_be_visible()
    phone.get_by_role("button", name="We have used it").focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("#next")).to_have_text("Look for this first: 1 stone.")
    expect(phone.locator("#next")).to_be_focused()


def test_one_puzzle_remembers_nothing_of_another(phone: Page) -> None:
    phone.goto(NUDGE)
    phone.goto(f"/{GLOBE.code}/")
    expect(phone.locator(".opened")).to_have_count(0)


@pytest.mark.parametrize(
    "kept",
    [
        '{"on": [], "used": [], "opened": {"javascript:alert(1)": ["x", ""], "../../host": ["y", ""]}}',
        '{"on": [], "used": [], "opened": {"0123456789ABCDEF": null}}',
        '{"on": ["x", 99], "used": [null], "opened": {"0123456789ABCDEF": ["x", "#x onclick=alert(1)"]}}',
        '{"on": 5, "used": 7, "opened": null}',
        "[",
        "null",
        '"x"',
    ],
)
def test_what_somebody_else_put_there_leads_nowhere(phone: Page, kept: str) -> None:
    phone.goto(FIRST)
    phone.evaluate("([name, kept]) => localStorage.setItem(name, kept)", [f"kitgen {THREE.code}", kept])
    phone.reload()
    expect(phone.locator(".opened")).to_have_count(0)
    phone.get_by_label("3 scenes").check()
    expect(phone.locator("#next")).to_contain_text("You have not used this yet")


def test_without_storage_everything_works_but_the_memory(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() {throw new Error('private')}})"
    )
    page.goto(FIRST)
    page.get_by_label("3 scenes").check()
    expect(page.locator("#next")).to_contain_text("You have not used this yet: 3 scenes.")
    page.locator("a.go").click()
    expect(page.locator("#rung")).to_have_text("A nudge")
    assert complaints == []
    context.close()


def test_without_a_script_all_words_are_there(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(FIRST)
    for need in THREE.needs:
        assert page.get_by_text(need, exact=True).is_visible()
    assert page.get_by_text(CHECK).is_visible()
    assert page.locator("input").count() == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_full_of_ticks_and_memories_has_no_accessibility_violation(
    browser: Browser, address: str, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 600},
        base_url=address,
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(NUDGE)
    page.goto(FIRST)
    page.get_by_label("3 scenes").check()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for target in page.locator("button, label:has(input), .opened a").all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 48
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()
