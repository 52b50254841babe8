"""Sealed pages tell nothing to who browses their host, and everything to who has the printed code."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from kitgen.codes import qr_matrix
from kitgen.errors import UsageError
from kitgen.hints.addresses import Rung, hint_url, seal_key, sealed_base
from kitgen.hints.sealed import STEP_BYTES, filled, packed, salt_of, seal_site
from kitgen.hints.site import build_site
from kitgen.night.app import make_app
from kitgen.proof.seals import SealError, opened
from kitgen.words import Catalogue
from tests.hints.reading import Page as Read
from tests.hints.sample import EYES, GLOBE, PALETTE, PUZZLES, SEED
from tests.night.running import running

SAY = Catalogue.load("en").say
PLAIN = build_site("The Small Door", "en", PUZZLES, PALETTE, SAY)


def key_of(code: str) -> str:
    return seal_key(SEED, code)


SITE = seal_site(PLAIN, key_of, "The Small Door", "en", PALETTE, SAY)
CODES = sorted(code for puzzle in PUZZLES for code in puzzle.pages.values())


def test_the_same_files_are_there_and_those_without_a_code_are_as_they_were() -> None:
    assert set(SITE) == set(PLAIN)
    for path in ("index.html", "404.html", "robots.txt"):
        assert SITE[path] == PLAIN[path]
    assert seal_site(PLAIN, key_of, "The Small Door", "en", PALETTE, SAY) == SITE


def test_nothing_of_a_puzzle_stands_in_its_sealed_pages() -> None:
    words = [line for puzzle in PUZZLES for rung in puzzle.rungs for line in rung.lines]
    words += [need for puzzle in PUZZLES for need in puzzle.needs]
    words += [puzzle.title for puzzle in PUZZLES] + [key_of(code) for code in CODES]
    for code in CODES:
        page = SITE[f"{code}/index.html"].decode()
        assert not [word for word in words if word in page]
        assert not [other for other in CODES if other in page]


def test_sealed_pages_differ_in_nothing_but_what_is_covered() -> None:
    shells = {
        re.sub(
            rb'data-salt="\w+" data-covered="[^"]+"|content="default-src[^"]+"',
            b"",
            SITE[f"{code}/index.html"],
        )
        for code in CODES
    }
    assert len(shells) == 1


@pytest.mark.parametrize("code", CODES)
def test_other_hands_open_a_page_by_its_key_and_by_no_other(code: str) -> None:
    page = opened(SITE[f"{code}/index.html"], key_of(code)).decode()
    links = re.findall(r'href="\.\./([0-9A-Z]+)/#([0-9A-Z]{16})"', page)
    assert all(key == key_of(target) for target, key in links)
    assert re.sub(r"/#[0-9A-Z]{16}\"", '/"', page).encode() == PLAIN[f"{code}/index.html"]
    for wrong in ("", "0" * 16, key_of(CODES[0] if code != CODES[0] else CODES[1])):
        with pytest.raises(SealError):
            opened(SITE[f"{code}/index.html"], wrong)


def test_a_page_that_was_tampered_with_does_not_open() -> None:
    page = SITE[f"{EYES.code}/index.html"]
    at = page.index(b'data-covered="') + 40
    changed = page[:at] + (b"A" if page[at : at + 1] != b"A" else b"B") + page[at + 1 :]
    with pytest.raises(SealError):
        opened(changed, key_of(EYES.code))


def test_lengths_tell_nothing() -> None:
    lengths = {len(covered_in(SITE[f"{code}/index.html"])) for code in CODES}
    assert len(lengths) == 1
    longest = max(len(packed(PLAIN[f"{code}/index.html"].decode())) for code in CODES)
    assert longest < lengths.pop() < longest + STEP_BYTES + 200  # keys in links, and the tag
    pages = filled({"one": b"x" * (STEP_BYTES + 1), "other": b""})
    assert {len(page) for page in pages.values()} == {2 * STEP_BYTES}


def covered_in(page: bytes) -> bytes:
    found = re.search(rb'data-covered="([^"]+)"', page)
    assert found
    return base64.b64decode(found[1])


def test_two_texts_under_one_key_share_nothing_that_they_are_encrypted_with() -> None:
    # As a repository shows them that keeps what a kit of the same seed looked like at another level.
    path = f"{EYES.code}/index.html"
    later = PLAIN | {path: PLAIN[path].replace(b"3 scene sheets", b"4 scene sheets")}
    before, after = (
        seal_site(site, key_of, "The Small Door", "en", PALETTE, SAY)[path] for site in (PLAIN, later)
    )
    assert b"4 scene sheets" in opened(after, key_of(EYES.code))
    one, other = covered_in(before), covered_in(after)
    # Under one key and nonce the beginnings of two packed pages would be the same.
    assert one[:4] != other[:4]
    assert sum(a != b for a, b in zip(one, other, strict=True)) > len(one) * 0.9
    plain = packed("the same words")
    assert salt_of(plain, "K" * 16) == salt_of(plain, "K" * 16) != salt_of(plain + b"\0", "K" * 16)
    assert salt_of(plain, "K" * 16) != salt_of(plain, "L" * 16)


def test_the_policy_of_a_sealed_page_allows_what_the_page_inside_needs_and_nothing_else() -> None:
    for code in CODES:
        outer, inner = Read(SITE[f"{code}/index.html"]), Read(PLAIN[f"{code}/index.html"])
        policies = [
            dict(rule.split(" ", 1) for rule in page.meta("Content-Security-Policy").split("; "))
            for page in (outer, inner)
        ]
        for kind in ("style-src", "script-src"):
            sources = policies[0][kind].split()
            assert len(sources) == 2
            assert policies[1][kind] in sources
        assert policies[0]["default-src"] == "'none'"
        assert "connect-src" not in policies[0]


def test_the_printed_code_holds_the_key_behind_the_hash() -> None:
    address = hint_url("https://someone.github.io/small-door", "K7Q2M9XB", "0123456789ABCDEF")
    assert address == "https://someone.github.io/small-door/K7Q2M9XB/#0123456789ABCDEF"
    assert qr_matrix(address).version == 4


@pytest.mark.parametrize(
    "address", ["sealed:http://example.org", "sealed:http://192.168.1.2:8737", "sealed:x", "sealed:"]
)
def test_an_address_where_phones_could_open_nothing_is_refused(address: str) -> None:
    with pytest.raises(UsageError):
        sealed_base(address)


def test_this_machine_itself_may_try_sealed_pages_out() -> None:
    assert sealed_base("sealed:http://localhost:8000") == "http://localhost:8000"
    assert sealed_base("sealed:https://example.org/hints/") == "https://example.org/hints"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running(make_app(SITE, {"localhost"})) as base:
        # Browsers trust this name with cryptography, as they do https.
        yield base.replace("127.0.0.1", "localhost")


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=address)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    yield page
    context.close()
    assert complaints == []


def sealed_path(code: str) -> str:
    return f"/{code}/#{key_of(code)}"


@pytest.mark.browser
def test_a_scanned_address_opens_and_links_lead_on_to_the_answer(phone: Page) -> None:
    requests: list[str] = []
    phone.on("request", lambda request: requests.append(request.url))
    phone.goto(sealed_path(EYES.code))
    expect(phone.get_by_role("heading", level=1)).to_have_text(EYES.title)
    assert len([url for url in requests if not url.startswith("data:")]) == 1
    assert not any(key_of(EYES.code) in url for url in requests if "#" not in url)
    for link in ("Give me a nudge", "Show me the method", "I only want the answer", "Yes, show the answer"):
        phone.get_by_role("link", name=link).click()
    expect(phone.get_by_text(EYES.rungs[-1].lines[0], exact=True)).to_be_visible()
    phone.go_back()
    expect(phone.get_by_role("link", name="Yes, show the answer")).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("link", name="Yes, show the answer")).to_be_visible()


@pytest.mark.browser
def test_what_was_opened_on_this_phone_opens_again_with_its_key(phone: Page) -> None:
    phone.goto(sealed_path(EYES.pages[Rung.NUDGE]))
    expect(phone.locator("#rung")).to_have_text("A nudge")
    phone.goto(sealed_path(EYES.code))
    phone.locator(".opened a").click()
    expect(phone.locator("#rung")).to_have_text("A nudge")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("fragment", "told"),
    [("", "opens by its code alone"), ("#0000000000000000", "does not open"), ("#<script>", "does not open")],
)
def test_without_its_key_a_page_says_what_to_do(phone: Page, fragment: str, told: str) -> None:
    phone.goto(f"/{GLOBE.code}/{fragment}")
    expect(phone.locator("#sealed")).to_contain_text(told)
    expect(phone.get_by_role("heading", level=1)).to_have_text("A sealed page")


@pytest.mark.browser
def test_all_letters_can_be_typed_instead(phone: Page) -> None:
    code, key = EYES.code, key_of(EYES.code)
    whole = code + key
    typed = "-".join(whole[i : i + 4] for i in range(0, 24, 4)).lower().replace("0", "o")
    phone.goto("/")
    phone.get_by_label("Your code").fill(typed)
    phone.get_by_role("button").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(EYES.title)


@pytest.mark.browser
def test_over_plain_http_a_page_says_that_it_cannot_open(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'crypto', {value: {}})")
    page.goto(f"{address}{sealed_path(EYES.code)}")
    expect(page.locator("#sealed")).to_contain_text("must begin with https")
    context.close()
