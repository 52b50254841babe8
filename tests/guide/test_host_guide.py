"""The host's guide: what it promises stands in it, its counts are the kit's, and its short path is short."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pypdfium2
import pytest

from kitgen.build import BuildOptions, Built, build_kit
from kitgen.printing.profile import CARD_FORMATS, Duplex, Envelopes, Ink, Lettering, PrintProfile
from kitgen.units import PAPERS

BUILD_MINUTES = 2.0
"""`make kit` on a machine with a usual connection, downloads included: half a minute here, be generous."""

FIRST_ENVELOPE_MINUTES = 18
"""From download to the first envelope of the trial kit, the host being the lock."""


def pages(built: Built) -> list[str]:
    document = pypdfium2.PdfDocument(built.files["host/guide.pdf"])
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
        return [re.sub(r"\s+", " ", text.replace("\ufffe\r\n", "").replace("\r\n", " ")) for text in texts]
    finally:
        document.close()


def set_up_page(built: Built) -> str:
    return next(text for text in pages(built) if "What goes where" in text)


@pytest.fixture(scope="module")
def trial() -> Built:
    return build_kit(BuildOptions("trial", seed="moth", hints="none", locks="host"))


def test_everything_a_host_asks_for_has_a_heading(built: Built) -> None:
    text = " ".join(pages(built))
    for heading in (
        "At a glance",
        "For parents",
        "What this print takes",
        "What you need",
        "Print",
        "If you want to play too",
        "If something is torn or lost",
        "Set up",
        "What goes where",
        "How the evening runs",
        "The first minute",
        "When the time runs out",
        "When to offer a hint",
        "For the youngest",
        "Tidy up, and play again",
        "Your night",
        "A KEEPSAKE",
    ):
        assert heading in text, heading
    assert "No human table has playtested this kit yet" in text


def test_setting_up_is_one_page_whose_counts_are_those_of_the_print(built: Built) -> None:
    text = set_up_page(built)
    budget = built.manifest.budget
    assert budget is not None
    assert f"Print {budget.ink.sides} sides" in text
    assert f"Cut {budget.firm_sheets} sheets: first cut the blocks of a sheet apart" in text
    assert f"then {budget.straight_cuts} straight cuts" in text
    assert f"{budget.cutting_minutes} minutes" in text
    assert f"Glue the {len(built.manifest.envelopes)} labels" in text
    locks = Counter(piece.envelope for piece in built.manifest.pieces if piece.group == "lock-entries")
    for act in (envelope.id for envelope in built.manifest.envelopes if envelope.id != "end"):
        assert f"the lock leaf of this act, with {locks[act]} entries" in text
    for envelope in ("table", *(envelope.id for envelope in built.manifest.envelopes)):
        numbers = sorted(p.number for p in built.manifest.pieces if p.envelope == envelope and p.number)
        assert f"cards {numbers[0]} to {numbers[-1]}" in text


def test_what_the_print_takes_is_what_the_manifest_says(built: Built) -> None:
    text = " ".join(pages(built))
    budget = built.manifest.budget
    assert budget is not None
    assert f"{budget.sheets}, of which {budget.firm_sheets} are cut up" in text
    assert f"Cards\n{budget.cards}" in text or f"Cards {budget.cards}" in text
    assert f"About {budget.cutting_minutes} minutes for one person" in text
    ink = budget.ink
    colours = f"Cyan {ink.cyan} %, magenta {ink.magenta} %, yellow {ink.yellow} %, black {ink.black} %"
    assert f"{colours} of a side, on the mean of {ink.sides} printed sides" in text
    for what, sentence in (
        ("sheets", f"takes {budget.sheets} sheets; the kit is meant to take 24"),
        (
            "cutting_minutes",
            f"takes {budget.cutting_minutes} minutes with scissors; the kit is meant to take 25",
        ),
    ):
        assert (sentence in text) == (what in budget.over), what


PRINTS: list[tuple[dict[str, Any], tuple[str, ...], tuple[str, ...]]] = [
    (
        {},
        ("print/firm-paper.pdf", "160 g/m², A4", "one side", "C5 or larger", "--envelopes covers", "labels"),
        ("sleeve", "both sides", "Fold and glue", "large print", "dyslexic", "are moved"),
    ),
    (
        {"duplex": Duplex.LONG},
        ("both sides, turned over the long edge", "Look at the back of the first sheet"),
        ("short edge", "Two glue sticks"),
    ),
    ({"duplex": Duplex.SHORT}, ("both sides, turned over the short edge",), ("long edge",)),
    (
        {"duplex": Duplex.FOLD},
        ("100 to 120 g/m²", "Two glue sticks", "Fold and glue the cards", "only then cut", "one side"),
        ("160 g/m²", "both sides"),
    ),
    (
        {"sleeves": True},
        ("sleeves with backs", "63 × 88 mm", "into their sleeves", "old playing card"),
        ("glue stick: covers",),
    ),
    ({"sleeves": True, "cards": CARD_FORMATS["tarot"]}, ("70 × 120 mm",), ("63 × 88 mm",)),
    (
        {"envelopes": Envelopes.COVERS},
        (
            "print/1-table.pdf",
            "print/2-envelope-1.pdf",
            "print/3-last-envelope.pdf",
            "from page",
            "face down",
        ),
        ("firm-paper.pdf", "C5 or larger", "labels"),
    ),
    ({"ink": Ink.GREY}, ("'Greyscale'", "Black "), ("Colour is for beauty", "Cyan")),
    ({"ink": Ink.SAVER}, ("saves ink",), ("Colour is for beauty",)),
    ({"large_print": True}, ("large print",), ()),
    ({"face": Lettering.LEGIBLE}, ("for dyslexic readers",), ()),
    ({"offset_mm": (1.0, 0.0)}, ("moved for the printer",), ()),
    ({"paper": PAPERS["letter"]}, ("160 g/m², Letter", "6 × 9 inches"), ("A4", "C5")),
]


@pytest.mark.parametrize(("print_", "said", "unsaid"), PRINTS, ids=lambda value: str(value)[:60])
def test_the_guide_tells_what_to_do_with_this_print_and_with_no_other(
    print_: dict[str, Any], said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    profile = PrintProfile(**print_)
    built = build_kit(BuildOptions("trial", seed="moth", hints="none", locks="host", profile=profile))
    text = " ".join(pages(built))
    assert [words for words in said if words not in text] == []
    assert [words for words in unsaid if words in text] == []
    for entry in built.manifest.files:
        if entry.path.startswith("print/"):
            assert f"{entry.path} {entry.pages} " in text


def test_in_german_numbers_have_a_comma() -> None:
    built = build_kit(BuildOptions("trial", seed="moth", hints="none", language="de"))
    assert built.manifest.budget is not None
    cyan = str(built.manifest.budget.ink.cyan).replace(".", ",")
    assert f"Cyan {cyan} %, Magenta " in " ".join(pages(built))


def test_each_piece_of_each_puzzle_is_on_the_packing_list_of_its_envelope(built: Built) -> None:
    text = set_up_page(built)
    titles = {puzzle.id: puzzle.title for puzzle in built.manifest.puzzles}
    for number, act in enumerate(["house", "other-side", "caught", "game", "key"], start=1):
        start = text.index(f"Envelope {number},")
        end = text.find("Envelope", start + 5)
        row = text[start : end if end > 0 else text.index("The last envelope")]
        inside = {piece.puzzle for piece in built.manifest.pieces if piece.envelope == act} - {"kit"}
        assert {name for name in titles if titles[name] in row} == inside


def test_rungs_are_offered_one_after_the_other(built: Built) -> None:
    text = " ".join(pages(built))
    table = text[text.index("A NUDGE") : text.index("For the youngest")]
    rows = re.findall(r"after (\d+) min after (\d+) min after (\d+) min", table)
    assert len(rows) == len(built.made)
    assert all(int(a) < int(b) < int(c) for a, b, c in rows)


def test_no_answer_stands_in_the_guide(built: Built) -> None:
    text = " ".join(pages(built)).upper()
    for puzzle in built.made.values():
        assert not re.search(rf"\b{puzzle.answer}\b", text)


def test_from_download_to_the_first_envelope_takes_no_longer_than_the_readme_says(trial: Built) -> None:
    text = set_up_page(trial)
    steps = text[text.index("TAKES ABOUT") : text.index("In a hurry")]
    minutes = [int(found) for found in re.findall(r"(\d+) minutes?", steps)]
    assert len(minutes) == 4
    assert sum(minutes) + BUILD_MINUTES <= FIRST_ENVELOPE_MINUTES


def test_the_gentle_print_says_so(built: Built) -> None:
    gentle = build_kit(BuildOptions("small-door", seed="moth", hints="none", fright="mild"))
    assert "This print has the gentle words" in " ".join(pages(gentle))
    assert "This print has the full words" in " ".join(pages(built))
