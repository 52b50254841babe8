"""A kit's hints for tests: two puzzles, with words that would show if they stood on a wrong page."""

from __future__ import annotations

from collections.abc import Mapping

from kitgen.canvas import Role
from kitgen.hints.addresses import Rung, hint_code, rung_code
from kitgen.hints.rungs import HintRung
from kitgen.hints.site import PuzzleHints, build_site
from kitgen.message import message
from kitgen.words import Catalogue

SEED = "hints for tests"

PALETTE: Mapping[str, str] = {
    Role.BODY: "#15172b",
    Role.MUTED: "#3d4a78",
    Role.ACCENT: "#b3262e",
    Role.BAND: "#16213f",
    Role.ON_BAND: "#fffdf6",
    Role.GLOW: "#f2c84b",
    Role.PAPER: "#fffdf6",
    Role.SHADE: "#f3ecdc",
    Role.STONE: "#c8b99a",
    Role.WHITE: "#ffffff",
}

EMBLEM = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 80" width="96" height="77" aria-hidden="true">'
    '<path d="M10 40C10 16 30 8 52 10C80 11 92 24 90 42C88 62 70 72 48 70C22 69 10 58 10 40" fill="#16213f"/>'
    '<path d="M50 24L70 53H30Z" fill="#fffdf6" stroke="#f2c84b" stroke-width="3"/></svg>'
)


def rung(puzzle: str, name: str, *lines: str, number: int = 0) -> HintRung:
    """A rung of a puzzle of these tests; with a number, a single step."""
    heading = message("hints.rung.step", number=number) if number else message(f"hints.rung.{name}")
    return HintRung(name, heading, lines, rung_code(SEED, puzzle, name))


EYES = PuzzleHints(
    id="three-eyes-hunt",
    title="The Three Eyes",
    act_label="Act IV",
    emblem=EMBLEM,
    code=hint_code(SEED, "three-eyes-hunt"),
    needs=("3 scene sheets", "1 seeing stone, a card with holes"),
    answer_form="Seven letters, read from left to right.",
    rungs=(
        rung("three-eyes-hunt", "nudge", "One corner of the stone is notched. Where does it belong?"),
        rung(
            "three-eyes-hunt",
            "method",
            "The vine from the gate ends at the notch.",
            "Only one seat stays free.",
            "Count the mice by ring.",
        ),
        rung("three-eyes-hunt", "answer", "LANTERN"),
    ),
    confirm_code=rung_code(SEED, "three-eyes-hunt", Rung.CONFIRM),
)

GLOBE = PuzzleHints(
    id="snow-globe-parents",
    title="Snow & <Glass>",
    act_label="Act IV",
    emblem="",
    code=hint_code(SEED, "snow-globe-parents"),
    needs=("1 globe to fold, with an uncommonlyunbreakablylongcompoundwordofthesortthatoverflows on it",),
    answer_form="Five digits.",
    rungs=(
        rung("snow-globe-parents", "nudge", '"Rows" <i>first</i> & {{ 7 * 7 }}'),
        rung("snow-globe-parents", "method", "<script>alert(1)</script>"),
        rung("snow-globe-parents", "step-1", "Row 3 is <b>full</b>.", number=1),
        rung("snow-globe-parents", "step-2", "So column 2 is empty.", number=2),
        rung("snow-globe-parents", "step-3", "So is column 5.", number=3),
        rung("snow-globe-parents", "step-4", "That fills row 7.", number=4),
        rung("snow-globe-parents", "step-5", "Row 8 follows.", "The rest is yours.", number=5),
        rung("snow-globe-parents", "answer", "40917"),
    ),
    confirm_code=rung_code(SEED, "snow-globe-parents", Rung.CONFIRM),
)

PUZZLES = (EYES, GLOBE)


def sample_site() -> dict[str, bytes]:
    """The site of both puzzles."""
    return build_site("The Small Door", "en", PUZZLES, PALETTE, Catalogue.load("en").say)
