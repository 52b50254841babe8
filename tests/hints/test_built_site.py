"""The flagship kit's own hint pages, from a printed code to the answer, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from kitgen.build import Built
from kitgen.night.app import make_app
from tests.hints.test_pages_in_browser import LOOKS, Look, phone
from tests.night.running import running

pytestmark = pytest.mark.browser


def site_of(built: Built) -> dict[str, bytes]:
    return {p.removeprefix("hints/"): data for p, data in built.files.items() if p.startswith("hints/")}


@pytest.fixture(scope="module")
def address(built: Built) -> Iterator[str]:
    with running(make_app(site_of(built), {"127.0.0.1"})) as base:
        yield base


def pages(built: Built) -> list[str]:
    return sorted(path.removesuffix("index.html") for path in site_of(built) if path.endswith(".html"))


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_page_of_the_kit_fits_the_phone(
    built: Built, browser: Browser, address: str, look: Look
) -> None:
    assert len(pages(built)) == 16 * 5 + 2
    with phone(browser, look) as page:
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        for path in pages(built):
            requests.clear()
            page.goto(f"{address}/{path}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= look.width, path
            for target in (
                page.locator("a, button, label:has(input), input:not([type=checkbox])")
                .filter(visible=True)
                .all()
            ):
                box = target.bounding_box()
                assert box is not None
                assert min(box["width"], box["height"]) >= 48, path
            assert len([url for url in requests if not url.startswith("data:")]) == 1, path


@pytest.mark.parametrize("look", [look for look in LOOKS if look.script], ids=str)
def test_axe_finds_nothing_to_mend_on_any_page(
    built: Built, browser: Browser, address: str, look: Look
) -> None:
    with phone(browser, look) as page:
        for path in pages(built):
            page.goto(f"{address}/{path}")
            found = Axe().run(page)
            assert found.violations_count == 0, (path, found.generate_report())


def test_the_printed_code_leads_to_the_answer_and_no_sooner(
    built: Built, browser: Browser, address: str
) -> None:
    with phone(browser, LOOKS[0]) as page:
        for puzzle in built.manifest.puzzles:
            answer = built.made[puzzle.id].answer
            code = puzzle.hints.rstrip("/").rpartition("/")[2]
            page.goto(f"{address}/{code}/")
            assert page.get_by_role("heading", level=1).inner_text().lower() == puzzle.title.lower()
            for link in (
                "Give me a nudge",
                "Show me the method",
                "I only want the answer",
                "Yes, show the answer",
            ):
                assert answer not in page.content()
                page.get_by_role("link", name=link).click()
            assert page.get_by_text(answer, exact=True).is_visible()
