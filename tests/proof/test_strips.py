"""Hints on paper: answers stand in the last panel of their own strips; what hides them is measured."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from kitgen.canvas import Role
from kitgen.proof.opened import PAPER_HINTS
from kitgen.theme.contrast import ratio
from kitgen.theme.theme import FILM_COLOURS
from tests.proof.conftest import Build
from tests.proof.spoiling import Spoiled

CHECKS = ("strips", "order", "fonts", "margins", "ink", "spoilers", "files", "pdf")


def strips(kit: Spoiled, change: Any) -> None:
    """Change the list of strips."""
    kit.change(lambda manifest: change(manifest["hint_strips"]))


def redraw(kit: Spoiled, change: Any) -> None:
    """Change the operators of every page of the strips, and of the pictures on them."""
    path = kit.folder / PAPER_HINTS
    with pikepdf.open(io.BytesIO(path.read_bytes())) as file:
        for sheet in file.pages:
            drawn = [step for step in map(change, pikepdf.parse_content_stream(sheet)) if step is not None]
            sheet.Contents = file.make_stream(pikepdf.unparse_content_stream(drawn))
        file.save(path)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("kind", ["fold", "film"])
def test_printed_strips_have_no_fault(kits: Build, tmp_path: Path, kind: str, paper: str) -> None:
    kit = Spoiled(kits(hint_paper=kind, paper=paper), tmp_path / "kit")
    assert {name: kit.faults(name) for name in CHECKS} == {name: [] for name in CHECKS}


def test_strips_in_large_print_have_no_fault(kits: Build, tmp_path: Path) -> None:
    kit = Spoiled(kits(large_print=True), tmp_path / "kit")
    assert {name: kit.faults(name) for name in CHECKS} == {name: [] for name in CHECKS}


def test_the_flagship_has_a_strip_for_each_puzzle(spoiled_door: Spoiled) -> None:
    assert spoiled_door.faults("strips") == []
    assert len(spoiled_door.read()["hint_strips"]) == len(spoiled_door.read()["puzzles"])


def test_an_answer_in_a_panel_before_the_last_is_found(spoiled: Spoiled) -> None:
    def swap(found: list[Any]) -> None:
        panels = found[0]["panels_mm"]
        panels[-1], panels[-2] = panels[-2], panels[-1]

    strips(spoiled, swap)
    name = spoiled.read()["hint_strips"][0]["puzzle"]
    faults = spoiled.faults("strips")
    assert any(f"gives away the answer of {name}" in fault for fault in faults)
    assert any(f"{name}: its last panel does not give its answer" in fault for fault in faults)


def test_an_answer_on_the_strip_of_another_puzzle_is_found(spoiled: Spoiled) -> None:
    def swap(found: list[Any]) -> None:
        found[0]["puzzle"], found[1]["puzzle"] = found[1]["puzzle"], found[0]["puzzle"]

    strips(spoiled, swap)
    assert sum("gives away the answer of" in fault for fault in spoiled.faults("strips")) == 2


def test_an_answer_beside_the_strips_is_found(spoiled: Spoiled) -> None:
    strips(spoiled, lambda found: found.pop(0))
    faults = spoiled.faults("strips")
    assert any("beside the strips" in fault for fault in faults)
    assert any("it has no strip of hints" in fault for fault in faults)


def test_words_of_a_hint_that_become_the_answer_are_found(spoiled: Spoiled) -> None:
    answers = {p["id"]: p["answer"] for p in spoiled.read("host/solutions.json")["puzzles"]}
    changed = spoiled.redraw(
        PAPER_HINTS, lambda text: list(answers.values())[1] if text == next(iter(answers.values())) else text
    )
    assert changed == 1
    faults = spoiled.faults("strips")
    assert any(f"gives away the answer of {list(answers)[1]}" in fault for fault in faults)


def test_an_answer_that_stands_upright_on_a_folded_strip_is_found(kits: Build, tmp_path: Path) -> None:
    kit = Spoiled(kits(hint_paper="film"), tmp_path / "kit")
    kit.change(lambda manifest: manifest["options"].update(hint_paper="fold"))
    assert any("must stand on its head" in fault for fault in kit.faults("strips"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda found: found[0]["panels_mm"][1].__setitem__(3, 3.0), "higher than the one that it is folded"),
        (lambda found: found[0]["panels_mm"][0].__setitem__(0, 2.0), "reaches into the margin"),
        (lambda found: found[0]["panels_mm"][0].__setitem__(2, 20.0), "not as large as the others"),
        (lambda found: found[1].update(panels_mm=found[0]["panels_mm"]), "lies on another one"),
        (
            lambda found: found[0].update(panels_mm=found[0]["panels_mm"][:2]),
            "1 hints on strips; 3 is the least",
        ),
        (lambda found: found[0].update(page=9), "on page 9, which is not there"),
        (lambda found: found[0].update(file="print/plain-paper.pdf"), "it must be in print/paper-hints.pdf"),
        (lambda found: found[0].update(puzzle="nobody"), "a strip of hints for no puzzle"),
    ],
)
def test_strips_of_a_wrong_shape_or_place_are_found(spoiled: Spoiled, change: Any, told: str) -> None:
    strips(spoiled, change)
    assert any(told in fault for fault in spoiled.faults("strips"))


def test_strips_that_nobody_asked_for_are_found(spoiled: Spoiled) -> None:
    spoiled.change(lambda manifest: manifest["options"].update(hint_paper="none"))
    assert spoiled.faults("strips") == [f"{PAPER_HINTS}: it is there, though no hints were to be printed"]


def test_a_missing_sheet_of_strips_is_found(spoiled: Spoiled) -> None:
    (spoiled.folder / PAPER_HINTS).unlink()
    assert f"{PAPER_HINTS}: missing, though hints were to be printed" in spoiled.faults("strips")


def test_small_words_on_strips_are_found(spoiled: Spoiled) -> None:
    def smaller(step: Any) -> Any:
        if str(step.operator) != "Tf":
            return step
        return pikepdf.ContentStreamInstruction(
            [step.operands[0], float(step.operands[1]) * 0.7], step.operator
        )

    redraw(spoiled, smaller)
    assert any("9 is the least" in fault for fault in spoiled.faults("strips"))
    spoiled.change(lambda manifest: manifest["options"]["printing"].update(large_print=True))
    assert any("in large print" in fault for fault in spoiled.faults("strips"))


def test_words_over_the_edge_of_a_panel_are_found(spoiled: Spoiled) -> None:
    strips(spoiled, lambda found: found[0]["panels_mm"][1].__setitem__(2, 30.0))
    assert any("reaches over the edge of its panel" in fault for fault in spoiled.faults("strips"))


def test_film_colours_read_through_a_red_filter_and_not_without() -> None:
    def red(colour: str) -> str:
        return "#" + colour[1:3] * 3

    blue = FILM_COLOURS[Role.FILM_BLUE]
    grounds = [colour for role, colour in FILM_COLOURS.items() if role is not Role.FILM_BLUE] + ["#ffffff"]
    assert len(grounds) == 5
    assert min(ratio(red(blue), red(ground)) for ground in grounds) >= 4.5
    assert max(ratio(blue, ground) for ground in grounds) <= 2.0
    # Nothing of the thicket stays to be seen beside white paper.
    assert max(ratio(red(ground), "#ffffff") for ground in grounds) <= 1.01


def test_words_for_film_without_a_thicket_are_found(kits: Build, tmp_path: Path) -> None:
    kit = Spoiled(kits(hint_paper="film"), tmp_path / "kit")
    redraw(kit, lambda step: None if str(step.operator) == "Do" else step)
    assert any("too little lies around it to hide it" in fault for fault in kit.faults("ink"))


@pytest.mark.parametrize(
    ("blue", "told"),
    [
        ((0.62, 0.91, 0.96), "through red film; 4.5:1 is the least"),
        ((0.2, 0.6, 0.9), "without film; 2.0:1 is the most"),
    ],
)
def test_words_for_film_of_a_wrong_blue_are_found(
    kits: Build, tmp_path: Path, blue: tuple[float, float, float], told: str
) -> None:
    kit = Spoiled(kits(hint_paper="film"), tmp_path / "kit")

    def recoloured(step: Any) -> Any:
        is_blue = str(step.operator) == "rg" and abs(float(step.operands[0]) - 0x6F / 255) < 0.01
        return pikepdf.ContentStreamInstruction(list(blue), step.operator) if is_blue else step

    redraw(kit, recoloured)
    assert any(told in fault for fault in kit.faults("ink"))
