"""A kit with sealed hints as it is really built: proof passes it, and finds what is open, shut or astray."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kitgen.build import BuildOptions, build_kit
from kitgen.hints.addresses import hint_code, rung_code
from kitgen.hints.sealed import encrypt, packed, salt_of
from kitgen.mechanisms.contract import Level
from kitgen.output import write_output
from kitgen.proof.prove import prove_output
from kitgen.proof.seals import opened
from tests.proof.spoiling import SOLUTIONS, Spoiled

SEED = "moth and moon"
PUZZLE = "mouse-passage"
FIRST = hint_code(SEED, PUZZLE)
NUDGE = rung_code(SEED, PUZZLE, "nudge")
ADDRESS = "https://anna.github.io/lamp"


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trial kit with sealed hints and locks."""
    folder = tmp_path_factory.mktemp("sealed") / "kit"
    options = BuildOptions("trial", seed=SEED, hints=f"sealed:{ADDRESS}", locks="phone", players=2)
    write_output(folder, build_kit(options).files)
    return folder


@pytest.fixture
def sealed(kit: Path, tmp_path: Path) -> Spoiled:
    return Spoiled(kit, tmp_path / "spoiled")


def page_of(kit: Spoiled, code: str) -> Path:
    return kit.folder / "hints" / code / "index.html"


def key_of(kit: Spoiled, code: str) -> str:
    return str(kit.read(SOLUTIONS)["seals"][code])


def reseal(kit: Spoiled, code: str, change: Callable[[str], str]) -> None:
    """Change what is sealed in a page, under its own key."""
    path, key = page_of(kit, code), key_of(kit, code)
    before = opened(path.read_bytes(), key).decode()
    after = change(before)
    assert after != before
    plain = packed(after)
    salt = salt_of(plain, key)
    covered = base64.b64encode(encrypt(plain, key, salt)).decode()
    page = re.sub(r'data-covered="[^"]+"', f'data-covered="{covered}"', path.read_text("utf-8"))
    path.write_text(re.sub(r'data-salt="\w+"', f'data-salt="{salt}"', page), "utf-8")


def answer_of(kit: Spoiled) -> str:
    return next(str(puzzle["answer"]) for puzzle in kit.read(SOLUTIONS)["puzzles"] if puzzle["id"] == PUZZLE)


def test_a_kit_with_sealed_hints_is_built_and_passes_the_whole_proof(kit: Path) -> None:
    report = prove_output(kit)
    assert report.ok, "\n".join(report.lines())
    pages = list((kit / "hints").glob("*/index.html"))
    assert len(pages) > 15
    assert all(b"data-covered" in page.read_bytes() for page in pages)


@pytest.mark.slow
def test_the_flagship_kit_with_all_its_single_steps_passes_too(tmp_path: Path) -> None:
    options = BuildOptions(
        "small-door", seed=SEED, hints=f"sealed:{ADDRESS}", difficulty=Level.FIENDISH, locks="phone"
    )
    write_output(tmp_path / "kit", build_kit(options).files)
    report = prove_output(tmp_path / "kit")
    assert report.ok, "\n".join(report.lines())


def test_a_page_that_lies_open_is_found(sealed: Spoiled) -> None:
    path = page_of(sealed, NUDGE)
    path.write_bytes(opened(path.read_bytes(), key_of(sealed, NUDGE)))
    assert f"hints/{NUDGE}/index.html: it is not sealed" in sealed.faults("hints")


def test_a_page_that_its_key_does_not_open_is_found(sealed: Spoiled) -> None:
    path = page_of(sealed, NUDGE)
    page = path.read_text("utf-8")
    at = page.index('data-covered="') + 200
    path.write_text(page[:at] + ("A" if page[at] != "A" else "B") + page[at + 1 :], "utf-8")
    assert any("does not open by the key" in fault for fault in sealed.faults("hints"))


def test_a_link_without_its_key_is_found(sealed: Spoiled) -> None:
    reseal(sealed, FIRST, lambda page: page.replace(f"#{key_of(sealed, NUDGE)}", ""))
    assert f"hints/{FIRST}/index.html: a link to ../{NUDGE}/ does not carry its key" in sealed.faults("hints")


def test_a_title_around_what_is_sealed_is_found(sealed: Spoiled) -> None:
    title = next(puzzle["title"] for puzzle in sealed.read()["puzzles"] if puzzle["id"] == PUZZLE)
    path = page_of(sealed, NUDGE)
    path.write_bytes(path.read_bytes().replace(b"</main>", f"<p>{title}</p></main>".encode()))
    assert f"hints/{NUDGE}/index.html: it names {PUZZLE} without being opened" in sealed.faults("hints")


def test_an_answer_that_is_sealed_in_too_early_a_page_is_found(sealed: Spoiled) -> None:
    answer = answer_of(sealed)
    reseal(sealed, NUDGE, lambda page: page.replace("</main>", f"<p>{answer}</p></main>"))
    assert any("before its last page" in fault for fault in sealed.faults("hints"))


def test_what_acts_in_a_sealed_page_or_around_it_is_found(sealed: Spoiled) -> None:
    reseal(sealed, NUDGE, lambda page: page.replace("</main>", "<script>go()</script></main>"))
    path = page_of(sealed, FIRST)
    path.write_bytes(path.read_bytes().replace(b"</main>", b"<iframe></iframe></main>"))
    found = sealed.faults("active")
    assert f"hints/{NUDGE}/index.html: a script whose hash is not in its policy" in found
    assert f"hints/{FIRST}/index.html: it leads outside: <iframe>" in found


@pytest.mark.parametrize("other", ["", "0123456789ABCDEF"])
def test_a_printed_code_without_the_key_of_its_page_is_found(sealed: Spoiled, other: str) -> None:
    # The paper is hard to change, and what it is held against is not.
    key = key_of(sealed, FIRST)
    sealed.change(lambda file: file["seals"].update({FIRST: other}), SOLUTIONS)
    assert any(f"#{key}" in fault for fault in sealed.faults("codes"))
