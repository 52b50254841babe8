"""The budget counts what is printed, and caps are told where they are not kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError

from kitgen.budget.budget import Budget, budget_of
from kitgen.budget.ink import InkShares
from kitgen.build import BuildOptions, Built, build_kit
from kitgen.canvas import Canvas
from kitgen.kit.loading import find_kit, load_kit
from kitgen.kit.models import Caps
from kitgen.layout.plan import Cuts, Page
from kitgen.printing.profile import Duplex, PrintProfile
from tests.printed import OUTSIDE_THE_PILE

INK = InkShares(0.0, 0.0, 0.0, 0.1, 3)


def nothing(canvas: Canvas) -> None:
    del canvas


def some_budget(sheets: int, minutes: float, caps: Caps) -> Budget:
    return replace(budget_of({}, INK, caps), sheets=sheets, cutting_minutes=minutes)


def test_backs_are_no_sheets_and_only_pieces_are_firm() -> None:
    cut = Cuts(cards=9, straight=8, shaped_mm=100.0, holes=2)
    documents = {
        "firm.pdf": [Page(nothing, cuts=cut, is_firm=True), Page(nothing, is_back=True)],
        "plain.pdf": [Page(nothing), Page(nothing)],
    }
    budget = budget_of(documents, INK, Caps())
    assert (budget.sheets, budget.firm_sheets, budget.cards) == (3, 1, 9)
    assert (budget.straight_cuts, budget.shaped_mm, budget.holes) == (8, 100.0, 2)
    assert budget.over == ()


@pytest.mark.parametrize(
    ("sheets", "minutes", "over"),
    [
        (24, 25.0, []),
        (25, 25.0, [("sheets", 25, 24)]),
        # Part of a minute is a minute: a host is not told 25 where it takes longer.
        (24, 25.1, [("cutting_minutes", 26, 25)]),
        (30, 50.0, [("sheets", 30, 24), ("cutting_minutes", 50, 25)]),
    ],
)
def test_a_cap_is_kept_up_to_its_number_and_told_beyond_it(
    sheets: int, minutes: float, over: list[tuple[str, int, int]]
) -> None:
    budget = some_budget(sheets, minutes, Caps(sheets=24, cutting_minutes=25))
    assert [(excess.what, excess.count, excess.cap) for excess in budget.over] == over


def test_a_kit_without_caps_is_never_over_them() -> None:
    assert some_budget(400, 500.0, Caps()).over == ()


def test_the_flagship_means_to_take_24_sheets_and_25_minutes() -> None:
    caps = load_kit(find_kit("small-door")).file.caps
    assert (caps.sheets, caps.cutting_minutes) == (24, 25)


@pytest.mark.parametrize("wrong", [{"sheets": 0}, {"sheets": 2.5}, {"cutting_minutes": -1}, {"pages": 3}])
def test_a_cap_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Caps.model_validate(wrong)


def test_the_manifests_budget_agrees_with_its_files_and_pieces(built: Built) -> None:
    manifest = built.manifest
    budget = manifest.budget
    assert budget is not None
    pages = {e.path: e.pages or 0 for e in manifest.files if e.path.startswith("print/")}
    for path in OUTSIDE_THE_PILE:  # nobody needs them to play
        assert pages.pop(path) >= 1
    assert budget.sheets == sum(pages.values())
    sheets_with_cards = {(p.file, p.page) for p in manifest.pieces if p.number}
    cards = [p for p in manifest.pieces if p.number]
    assert budget.cards == len(cards)
    assert len(sheets_with_cards) <= budget.firm_sheets < budget.sheets
    # Every card has at least two cuts of its own, the one to its right and the one below; neighbours in a
    # grid share theirs.
    assert budget.straight_cuts > 2 * len(cards) ** 0.5
    assert budget.caps.sheets == 24
    assert ("sheets" in budget.over) == (budget.sheets > 24)
    assert ("cutting_minutes" in budget.over) == (budget.cutting_minutes > 25)


def test_a_second_page_for_backs_takes_no_second_sheet_and_single_puzzles_have_no_caps() -> None:
    def budget(duplex: Duplex, only: tuple[str, ...] = ()) -> Built:
        profile = PrintProfile(duplex=duplex)
        return build_kit(BuildOptions("trial", seed="moth", hints="none", profile=profile, only=only))

    plain, both = budget(Duplex.NONE).manifest.budget, budget(Duplex.LONG).manifest.budget
    part = budget(Duplex.NONE, ("oil-chest",)).manifest.budget
    assert plain is not None
    assert both is not None
    assert part is not None
    assert both.cards == plain.cards
    assert both.ink.sides > both.sheets
    assert plain.ink.sides == plain.sheets
    assert plain.caps.sheets is not None
    assert part.caps.sheets is None
    again = build_kit(BuildOptions("trial", seed="moth", hints="none", only=("card:3",)))
    assert again.manifest.budget is None
