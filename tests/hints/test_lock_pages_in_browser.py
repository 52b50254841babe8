"""Locks on a phone, in a real browser: the one that the server tries, and the one that tries itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from kitgen.data import package_folder
from kitgen.locks.phone import plain
from kitgen.night.app import make_app
from kitgen.night.locks import Locks, ServedLock
from tests.hints.test_lock_pages import CODE, OPENED, SERVED, STATIC, THEN, say
from tests.hints.test_pages_in_browser import LOOKS, Look, phone
from tests.night.running import running
from tests.night.test_locks import BOXES, SITE

pytestmark = pytest.mark.browser

NEARLY = "Nearly: Read it <from> the other end."
AGAIN = "Not yet. Look at this one again."
PHONE = LOOKS[0]
SCRIPTED = [look for look in LOOKS if look.script and look.width == 320]


@dataclass(frozen=True)
class Kind:
    """A kind of lock page, and where it is.

    Attributes:
        name: `served` or `static`.
        address: of the page.
    """

    name: str
    address: str


async def at_once(seconds: float) -> None:
    """Waits for nothing: tests of the server see how long it would be."""


@contextmanager
def serving(name: str) -> Iterator[Kind]:
    is_served = name == "served"
    site = SITE if is_served else {**SITE, f"{CODE}/index.html": STATIC}
    locks = Locks({CODE: ServedLock(SERVED, BOXES, OPENED, THEN)} if is_served else {}, say)
    with running(make_app(site, {"localhost"}, locks=locks, sleep=at_once)) as base:
        # A name that browsers trust over plain http, as they trust any address over https.
        yield Kind(name, f"{base.replace('127.0.0.1', 'localhost')}/{CODE}/")


@pytest.fixture(scope="module", params=["served", "static"])
def kind(request: pytest.FixtureRequest) -> Iterator[Kind]:
    with serving(request.param) as made:
        yield made


@pytest.fixture(scope="module")
def static() -> Iterator[str]:
    with serving("static") as made:
        yield made.address


def attempt(page: Page, **answers: str) -> None:
    for letter, answer in answers.items():
        page.get_by_label(f"Box {letter}").fill(answer)
    button = page.get_by_role("button", name="Try the lock")
    if page.locator("form[method=post]").count():
        with page.expect_navigation():
            button.click()
    else:
        button.click()
        expect(page.locator("[aria-disabled]")).to_have_count(0)


@pytest.mark.parametrize("look", SCRIPTED, ids=str)
def test_wrong_near_and_right_are_told_at_their_boxes_on_a_narrow_phone(
    browser: Browser, kind: Kind, look: Look
) -> None:
    with phone(browser, look) as page:
        told: list[str] = []
        page.on("console", lambda line: told.append(line.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(kind.address)
        attempt(page, A="ohce", B="12345", C="melee")
        assert page.locator("#A-said").inner_text() == NEARLY
        assert page.locator("#B-said").inner_text() == AGAIN
        assert page.locator("#C-said").inner_text() == "Right. It turns."
        assert page.get_by_text("The lock stays shut.").is_visible()
        assert page.get_by_label("Box C").evaluate("e => e.readOnly")
        assert not page.get_by_label("Box A").evaluate("e => e.readOnly")
        assert page.evaluate("document.documentElement.scrollWidth") <= look.width
        for target in page.locator("button, input").all():
            box = target.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 48
            assert box["x"] + box["width"] <= look.width
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        attempt(page, A="echo", B="10471")
        assert page.get_by_text(OPENED).is_visible()
        assert page.get_by_text(THEN).is_visible()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert told == []  # what a policy refuses would be told here


@pytest.mark.parametrize(
    "typed", [("echo", "10471", "melee"), (" e c h o ", "IO47I", "Mêlée!"), ("Ech0", "1 0471", "ＭＥＬＥＥ")]
)
def test_case_blanks_accents_and_look_alikes_are_forgiven(
    browser: Browser, kind: Kind, typed: tuple[str, str, str]
) -> None:
    with phone(browser, PHONE) as page:
        page.goto(kind.address)
        attempt(page, **dict(zip("ABC", typed, strict=True)))
        assert page.get_by_text(OPENED).is_visible()


def test_nothing_is_shown_until_the_last_box_is_right(browser: Browser, kind: Kind) -> None:
    with phone(browser, PHONE) as page:
        page.goto(kind.address)
        attempt(page)
        assert page.get_by_text("Nothing was tried").is_visible()
        attempt(page, A="echo", C="melee")
        assert page.get_by_text("So far, so good.").is_visible()
        assert page.locator("#B-said").inner_text() == ""
        assert "hinges" not in page.content()
        assert "ECHO" not in page.content()
        attempt(page, B="10471")
        assert page.get_by_text(OPENED).is_visible()


def test_a_keyboard_alone_opens_the_lock(browser: Browser, kind: Kind) -> None:
    with phone(browser, PHONE) as page:
        page.goto(kind.address)
        for answer in ("echo", "10471", "meele"):
            page.keyboard.press("Tab")
            focused = page.locator(":focus-visible")
            assert float(focused.evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)")) >= 2
            page.keyboard.type(answer)
        page.keyboard.press("Enter")
        expect(page.locator("#C-said")).to_have_text(AGAIN)
        page.get_by_label("Box C").focus()
        page.keyboard.press("Control+A")
        page.keyboard.type("melee")
        page.keyboard.press("Tab")
        assert page.locator(":focus-visible").inner_text().startswith("Try the lock")
        page.keyboard.press("Space")
        expect(page.get_by_text(OPENED)).to_be_visible()


def test_the_servers_lock_works_without_script(browser: Browser, kind: Kind) -> None:
    with phone(browser, Look(320, 568, "dark", False)) as page:
        page.goto(kind.address)
        if kind.name == "static":
            assert page.get_by_text("That needs scripts").is_visible()
            assert page.get_by_text("show your answer sheet to the host").is_visible()
            assert not page.get_by_role("button").is_visible()
            return
        attempt(page, A="ohce")
        assert page.get_by_text(NEARLY).is_visible()
        attempt(page, A="echo", B="10471", C="melee")
        assert page.get_by_text(OPENED).is_visible()


def test_a_static_page_over_plain_http_says_what_it_lacks(browser: Browser, static: str) -> None:
    with phone(browser, PHONE) as page:
        page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })")
        page.goto(static)
        assert page.get_by_text("an address with https").is_visible()
        assert not page.get_by_role("button").is_visible()


def test_what_was_right_is_still_right_after_the_page_is_opened_again(browser: Browser, static: str) -> None:
    with phone(browser, PHONE) as page:
        page.goto(static)
        attempt(page, A="echo", B="wrong")
        page.goto(static)
        expect(page.locator("#A-said")).to_have_text("Right. It turns.")
        assert page.get_by_label("Box B").input_value() == ""
        attempt(page, B="10471", C="melee")
        page.goto(static)
        expect(page.get_by_text(OPENED)).to_be_visible()


def test_wrong_tries_rest_longer_and_longer_and_it_is_said(browser: Browser, static: str) -> None:
    with phone(browser, PHONE) as page:
        # The page's clock stands still but for run_for: on a busy machine a rest must not end by itself.
        page.clock.install(time=0)
        page.goto(static)
        page.clock.pause_at(60)
        button, field, said = (
            page.get_by_role("button"),
            page.get_by_label("Box A"),
            page.get_by_role("status"),
        )
        rests = []
        for i in range(11):
            field.fill(f"wrong {i}")
            button.click()
            expect(said).to_contain_text("The lock stays shut.")
            found = re.search(r"Try again in (\d+) s", said.inner_text())
            rests.append(int(found[1]) if found else 0)
            if found:
                # A try while the lock rests is not taken.
                field.press("Enter")
                assert button.get_attribute("aria-disabled") == "true"
                page.clock.run_for(8000)
            expect(page.locator("button:not([aria-disabled])")).to_have_count(1)
            expect(said).to_have_text("The lock stays shut. Below each box stands why.")
        assert rests == [0, 0, 0, 1, 1, 1, 2, 4, 8, 8, 8]
        field.fill("echo")
        button.click()
        expect(page.locator("#A-said")).to_have_text("Right. It turns.")


def test_the_page_forgives_exactly_what_python_forgives(browser: Browser) -> None:
    source = (package_folder("templates") / "hints" / "lock.js").read_text("utf-8")
    found = re.search(r"const plain = (.+);", source)
    assert found
    known = [chr(i) for i in range(0x20, 0x10000) if unicodedata.category(chr(i)) not in ("Cn", "Cs", "Co")]
    texts = [f"o{c}i" for c in known] + ["Straße", "ﬁnger", "İstanbul", "e\u0301cho", "𝐄𝐂𝐇𝐎", "", " - "]
    with phone(browser, PHONE) as page:
        forgiven = page.evaluate(f"texts => texts.map({found[1]})", texts)
    # A browser's tables are newer than Python's; characters that only it knows are nobody's answer.
    both = [(t, p) for t, p in zip(texts, forgiven, strict=True) if "Cn" not in map(unicodedata.category, p)]
    assert len(both) >= len(texts) - 20
    assert [(t, p, plain(t)) for t, p in both if p != plain(t)] == []
