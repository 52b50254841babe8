"""A kit's hints for tests: two puzzles, with words that would show if they stood on a wrong page."""

from __future__ import annotations

from collections.abc import Mapping

from kitgen.canvas import Role
from kitgen.hints.addresses import hint_code, rung_codes
from kitgen.hints.site import PuzzleHints, build_site
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

EYES = PuzzleHints(
    id="three-eyes-hunt",
    title="The Three Eyes",
    act_label="Act IV",
    emblem=EMBLEM,
    code=hint_code(SEED, "three-eyes-hunt"),
    rung_codes=rung_codes(SEED, "three-eyes-hunt"),
    needs=("3 scene sheets", "1 seeing stone, a card with holes"),
    nudge="One corner of the stone is notched. Where does it belong?",
    method=(
        "The vine from the gate ends at the notch.",
        "Only one seat stays free.",
        "Count the mice by ring.",
    ),
    answer="LANTERN",
    answer_form="Seven letters, read from left to right.",
)

GLOBE = PuzzleHints(
    id="snow-globe-parents",
    title="Snow & <Glass>",
    act_label="Act IV",
    emblem="",
    code=hint_code(SEED, "snow-globe-parents"),
    rung_codes=rung_codes(SEED, "snow-globe-parents"),
    needs=("1 globe to fold, with an uncommonlyunbreakablylongcompoundwordofthesortthatoverflows on it",),
    nudge='"Rows" <i>first</i> & {{ 7 * 7 }}',
    method=("<script>alert(1)</script>",),
    answer="40917",
    answer_form="Five digits.",
)

PUZZLES = (EYES, GLOBE)


def sample_site() -> dict[str, bytes]:
    """The site of both puzzles."""
    return build_site("The Small Door", "en", PUZZLES, PALETTE, Catalogue.load("en").say)
