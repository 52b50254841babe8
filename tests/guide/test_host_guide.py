"""The host's guide: what it promises stands in it, its counts are the kit's, and its short path is short."""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2
import pytest

from kitgen.build import BuildOptions, Built, build_kit

BUILD_MINUTES = 2.0
"""`make kit` on a machine with a usual connection, downloads included: half a minute here, be generous."""

FIRST_ENVELOPE_MINUTES = 15


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
        "What you need",
        "Print",
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
    sheets = sum(entry.pages or 0 for entry in built.manifest.files if entry.path.startswith("print/"))
    assert f"Print {sheets} pages" in text
    counts = Counter(
        (piece.envelope, piece.group) for piece in built.manifest.pieces if piece.puzzle == "kit"
    )
    for act in (envelope.id for envelope in built.manifest.envelopes if envelope.id != "end"):
        assert f"the {counts[act, 'lock-cards']} lock cards" in text
    for envelope in built.manifest.envelopes:
        number = counts[envelope.id, "scenes"]
        assert f"{number} card{'s' if number > 1 else ''} to read aloud" in text


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


def test_from_download_to_the_first_envelope_takes_a_quarter_of_an_hour(trial: Built) -> None:
    text = set_up_page(trial)
    steps = text[text.index("TAKES ABOUT") : text.index("In a hurry")]
    minutes = [int(found) for found in re.findall(r"(\d+) minutes?", steps)]
    assert len(minutes) == 4
    assert sum(minutes) + BUILD_MINUTES <= FIRST_ENVELOPE_MINUTES


def test_the_gentle_print_says_so(built: Built) -> None:
    gentle = build_kit(BuildOptions("small-door", seed="moth", hints="none", fright="mild"))
    assert "This print has the gentle words" in " ".join(pages(gentle))
    assert "This print has the full words" in " ".join(pages(built))
