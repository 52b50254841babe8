"""The hint pages as files: small, closed, and never a rung too far."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import re
from dataclasses import replace
from itertools import pairwise
from posixpath import join, normpath

import pytest

from kitgen.errors import LayoutError
from kitgen.hints.addresses import Rung
from kitgen.hints.site import PAGE_LIMIT_BYTES, build_site
from kitgen.words import Catalogue
from tests.hints.reading import Page
from tests.hints.sample import EYES, GLOBE, PALETTE, PUZZLES, sample_site

SITE = sample_site()
PAGES = {path: Page(data) for path, data in SITE.items() if path.endswith(".html")}
RUNGS = ("need", *Rung)


def pages_of(puzzle: object) -> dict[str, bytes]:
    return {rung: SITE[f"{folder}/index.html"] for rung, folder in puzzle.pages.items()}  # type: ignore[attr-defined]  # parametrized


def tokens(source: bytes) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", source.decode().lower()))


def targets(path: str) -> set[str]:
    """The files that a page's links lead to."""
    folder = path.removesuffix("index.html")
    return {normpath(join(folder, a["href"], "index.html")) for a in PAGES[path].all("a")}


def test_the_site_is_folders_with_an_index_a_landing_page_and_no_list_of_them() -> None:
    codes = {folder for puzzle in PUZZLES for folder in puzzle.pages.values()}
    assert set(SITE) == {"index.html", "404.html", "robots.txt", *(f"{code}/index.html" for code in codes)}
    for path in ("index.html", "404.html", "robots.txt"):
        assert not any(code.lower() in SITE[path].decode().lower() for code in codes)
    assert list(SITE) == sorted(SITE)


@pytest.mark.parametrize("path", SITE)
def test_every_page_is_smaller_than_one_round_trip_carries(path: str) -> None:
    assert len(gzip.compress(SITE[path], 6)) <= PAGE_LIMIT_BYTES == 14_000


@pytest.mark.parametrize("puzzle", PUZZLES, ids=lambda p: p.id)
def test_the_answer_stands_on_the_answer_page_only(puzzle: object) -> None:
    answer = puzzle.rungs[-1].lines[0].lower()  # type: ignore[attr-defined]  # parametrized
    holding = {path for path, data in SITE.items() if answer in tokens(data)}
    assert holding == {f"{puzzle.folder(Rung.ANSWER)}/index.html"}  # type: ignore[attr-defined]  # parametrized
    assert not any(answer in path.lower() for path in SITE)


def test_no_page_holds_the_words_of_another_rung() -> None:
    said = {
        "need": EYES.needs[1],
        Rung.NUDGE: EYES.rung("nudge").lines[0],
        Rung.METHOD: EYES.rung("method").lines[1],
        Rung.ANSWER: "LANTERN",
    }
    for rung, words in said.items():
        assert [r for r, source in pages_of(EYES).items() if words in source.decode()] == [rung]


def test_a_page_links_to_the_next_and_to_those_before_and_never_further() -> None:
    place = {rung: f"{EYES.folder(rung)}/index.html" for rung in RUNGS}
    ways = {rung: {r for r in RUNGS if place[r] in targets(place[rung])} for rung in RUNGS}
    assert ways == {
        "need": {Rung.NUDGE},
        Rung.NUDGE: {"need", Rung.METHOD, Rung.CONFIRM},
        Rung.METHOD: {"need", Rung.NUDGE, Rung.CONFIRM},
        Rung.CONFIRM: {"need", Rung.ANSWER},
        Rung.ANSWER: {"need", Rung.NUDGE, Rung.METHOD},
    }


def test_single_steps_lie_between_the_method_and_the_answer_and_are_opened_one_by_one() -> None:
    place = {name: f"{folder}/index.html" for name, folder in GLOBE.pages.items()}
    steps = [f"step-{number}" for number in range(1, 6)]
    assert list(place) == ["need", "nudge", "method", *steps, "confirm", "answer"]
    order = ["method", *steps]
    for before, name in pairwise(order):
        later = set(place) - {"need", "nudge", *order[: order.index(name)], "confirm"}
        assert {r for r in later if place[r] in targets(place[before])} == {name}
        assert "One more step" in PAGES[place[before]].text
    for name in steps:
        assert place["confirm"] in targets(place[name])
        assert place["answer"] not in targets(place[name])
    last = PAGES[place["step-5"]]
    assert {place[r] for r in ("need", "nudge", *order[:-1], "confirm")} == targets(place["step-5"])
    assert "One more step" not in last.text
    assert "One step further (5)" in last.text
    assert "The rest is yours." in last.text


def test_a_single_step_is_told_on_its_own_page_only() -> None:
    for name in ("step-1", "step-2", "step-5"):
        words = html.escape(GLOBE.rung(name).lines[0])
        assert [r for r, source in pages_of(GLOBE).items() if words in source.decode()] == [name]


def test_the_answer_is_the_last_rung_or_the_site_is_refused() -> None:
    with pytest.raises(ValueError, match="its last rung is method, not the answer"):
        built(replace(EYES, rungs=EYES.rungs[:-1]))


def test_codes_that_are_not_linked_are_not_in_the_source() -> None:
    for path, data in SITE.items():
        linked = targets(path) | {path} if path in PAGES else set()
        for puzzle in PUZZLES:
            for folder in puzzle.pages.values():
                assert folder not in data.decode() or f"{folder}/index.html" in linked


def test_the_answer_is_only_reached_through_a_plain_question() -> None:
    answer = f"{EYES.folder(Rung.ANSWER)}/index.html"
    assert [path for path in PAGES if answer in targets(path)] == [f"{EYES.folder(Rung.CONFIRM)}/index.html"]
    assert "Do you want to see the answer now?" in PAGES[f"{EYES.folder(Rung.CONFIRM)}/index.html"].text


@pytest.mark.parametrize("path", PAGES)
def test_links_are_relative_and_stay_inside_the_site(path: str) -> None:
    for link in PAGES[path].all("a"):
        assert re.fullmatch(r"\.\./[0-9A-Z]+/", link["href"])
    assert targets(path) <= set(SITE)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_loaded_from_anywhere(path: str) -> None:
    names = {name for name, _ in PAGES[path].tags}
    assert not names & {"img", "iframe", "object", "embed", "video", "audio", "base"}
    assert [link["href"][:5] for link in PAGES[path].all("link")] == ["data:"]
    assert all(values.get("src", "data:").startswith("data:") for _, values in PAGES[path].tags)
    assert "url(" not in PAGES[path].style
    assert "@import" not in PAGES[path].style
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", SITE[path].decode())


@pytest.mark.parametrize("path", PAGES)
def test_the_policy_allows_this_style_and_this_script_and_nothing_else(path: str) -> None:
    def sha(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    page = PAGES[path]
    rules = dict(rule.split(" ", 1) for rule in page.meta("Content-Security-Policy").split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == sha(page.style)
    assert rules.get("script-src") == (sha(page.script) if page.script else None)
    assert bool(page.script) == (path != "404.html")
    # Style and handlers in attributes would be dropped by the policy.
    assert not any(name == "style" or name.startswith("on") for _, values in page.tags for name in values)


@pytest.mark.parametrize("path", PAGES)
def test_pages_say_their_language_and_ask_not_to_be_indexed(path: str) -> None:
    assert PAGES[path].all("html") == [{"lang": "en"}]
    assert "noindex" in PAGES[path].meta("robots")
    assert [name for name, _ in PAGES[path].tags].count("h1") == 1
    assert [name for name, _ in PAGES[path].tags].count("main") == 1


def test_the_rung_is_told_in_words() -> None:
    for number, rung in enumerate(("need", Rung.NUDGE, Rung.METHOD, Rung.ANSWER), start=1):
        page = PAGES[f"{EYES.folder(rung)}/index.html"]
        assert f"Act IV · Hint {number} of 4" in page.text
        current = [values["aria-label"] for _, values in page.tags if values.get("aria-current") == "step"]
        assert len(current) == 1
        assert current[0].startswith(f"Hint {number} of 4: ")
    assert "Act IV · Hint 5 of 9" in PAGES[f"{GLOBE.folder('step-2')}/index.html"].text


def test_words_are_text_whatever_they_hold() -> None:
    nudge = SITE[f"{GLOBE.folder(Rung.NUDGE)}/index.html"].decode()
    method = SITE[f"{GLOBE.folder(Rung.METHOD)}/index.html"].decode()
    assert "&lt;i&gt;first&lt;/i&gt; &amp; {{ 7 * 7 }}" in nudge
    assert "<script>alert" not in method
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in method
    assert "Snow &amp; &lt;Glass&gt;" in nudge


def built(*puzzles: object, **values: object) -> dict[str, bytes]:
    return build_site("Kit", "en", puzzles, PALETTE, Catalogue.load("en").say, **values)  # type: ignore[arg-type]  # parametrized


@pytest.mark.parametrize(
    "emblem",
    [
        "<b>x</b>",
        "<svg><script>alert(1)</script></svg>",
        '<svg onload="alert(1)"></svg>',
        '<svg><a href="http://x">x</a></svg>',
        '<svg style="x"></svg>',
        '<svg><use xlink:href="#x"/></svg>',
        '<svg><path d="M0 0"/></svg><img src="http://x">',
    ],
)
def test_an_emblem_is_shapes_or_refused(emblem: str) -> None:
    with pytest.raises(ValueError, match="more than shapes"):
        built(replace(EYES, emblem=emblem))


def test_a_code_that_is_used_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="used twice"):
        built(EYES, replace(GLOBE, code=EYES.code))


@pytest.mark.parametrize("code", ["", "K7Q2M9X", "k7q2m9xb", "../../AB", "K7Q2M9XU"])
def test_a_code_that_is_none_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="not a code of 8 characters"):
        built(replace(EYES, code=code))


def test_a_page_too_large_for_one_round_trip_is_refused_by_name() -> None:
    long = replace(
        EYES.rungs[0], lines=(" ".join(hashlib.sha256(bytes([n])).hexdigest() for n in range(256)),)
    )
    with pytest.raises(LayoutError, match="the nudge hint of three-eyes-hunt: the page has"):
        built(replace(EYES, rungs=(long, *EYES.rungs[1:])))


def test_the_titles_own_letters_are_inside_the_page_where_they_fit() -> None:
    small = built(EYES, title_font=lambda title: b"wOFF" + title.encode())
    assert base64.b64encode(b"wOFFThe Three Eyes").decode() in small[f"{EYES.code}/index.html"].decode()
    heavy = b"".join(hashlib.sha256(bytes([i, j])).digest() for i in range(2) for j in range(256))
    large = built(EYES, title_font=lambda title: heavy)
    assert "@font-face" not in large[f"{EYES.code}/index.html"].decode()


@pytest.mark.parametrize("value", ["red", "#fff", "#16213f;}body{display:none", ""])
def test_a_colour_is_a_colour(value: str) -> None:
    with pytest.raises(ValueError, match="accent must each be given as #rrggbb"):
        build_site("Kit", "en", (), {**PALETTE, "accent": value}, Catalogue.load("en").say)


def test_equal_words_make_equal_bytes() -> None:
    assert sample_site() == SITE


def luminance(colour: str) -> float:
    """Source: WCAG 2.2, definition of relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("body", "white"), ("body", "paper"), ("muted", "shade"), ("muted", "white"), ("muted", "paper"),
        ("accent", "white"), ("accent", "paper"), ("on-band", "band"), ("glow", "band"), ("shade", "band"),
    ],
)  # fmt: skip
def test_every_pair_of_text_and_ground_has_contrast(text: str, ground: str) -> None:
    light, dark = sorted((luminance(PALETTE[text]), luminance(PALETTE[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
