"""Drawing is what it was: logs of drawing calls, kept as text, differ only when somebody means it.

After a change that is meant, `pytest tests/test_goldens.py --accept-goldens` writes them anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path

import pytest

from kitgen.build import Built
from kitgen.canvas import Canvas
from kitgen.kit.loading import find_kit, load_kit
from kitgen.layout.answers import answer_pages
from kitgen.layout.cards import rules_cards, story_cards, task_cards, title_card, welcome_cards
from kitgen.layout.furniture import SmallPrint
from kitgen.layout.plan import ActPrint, KitPrint, LockPrint, NightPrint, PuzzlePrint, ReadAloud, Setting
from kitgen.layout.read_aloud import scene_cards
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level, Piece
from kitgen.mechanisms.template import ButtonParams, ButtonRow
from kitgen.message import message
from kitgen.printing.profile import PrintProfile
from kitgen.rng import Rng
from kitgen.theme.theme import load_theme
from kitgen.units import Box
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import FontMetrics
from tests.doubles import RecordingCanvas

FOLDER = Path(__file__).parent / "goldens"
KIT = KitPrint("The Kit", "A tagline", "Welcome to the kit.", "AAAA-BBBB", "", None)
CARD = Box(0, 0, 63, 88)
NAMES = load_kit(find_kit("small-door")).cast_names()


def button_puzzle() -> PuzzlePrint:
    """A puzzle of the template's, as pages see it."""
    mechanism, params = ButtonRow(), ButtonParams()
    clues = mechanism.generate(params, "MOTH", NOTHING_GIVEN, Rng("golden"))
    assert clues is not None
    return PuzzlePrint(
        id="buttons",
        mechanism="template",
        title="Buttons",
        act=message("print.act", number=1, title="One"),
        act_number=1,
        story="A short story.",
        emblem="door",
        box="A",
        box_count=4,
        instructions=mechanism.instructions(params, clues),
        needs=(message("template.group.cards", count=4),),
        pieces=mechanism.pieces(params, clues),
        code="",
        qr=None,
    )


def short(log: list[str]) -> str:
    """A log as it is kept: long paths as their digest, so that a page stays readable."""
    lines = []
    for line in log:
        if len(line) > 160:
            digest = hashlib.sha256(line.encode()).hexdigest()[:12]
            line = f"{line[:110]} … {len(line)} characters, {digest}"
        lines.append(line)
    return "\n".join(lines) + "\n"


@lru_cache
def plain_setting() -> Setting:
    """A4, poker cards, nothing chosen; the real widths of the flagship's faces."""
    say = partial(Catalogue.load("en").say, names=NAMES)
    return Setting(PrintProfile(), FontMetrics(load_theme("midnight-thread").faces), say)


def drawn(draw: object, box: Box | None = None) -> str:
    setting = plain_setting()
    canvas = RecordingCanvas(setting.say)
    # Real widths: what is fitted in print must fit here.
    canvas.metrics = setting.metrics
    if box is None:
        draw(canvas)  # type: ignore[operator]  # a page's or a piece's drawing, told apart by the box
    else:
        draw(canvas, box)  # type: ignore[operator]
    return short(canvas.log)


def layouts() -> Iterator[tuple[str, str]]:
    """Cards and sheets of the layout's own."""
    puzzle = button_puzzle()
    setting = plain_setting()
    yield "card-title", drawn(title_card(KIT, setting)[0].front, CARD)
    yield "card-welcome", drawn(welcome_cards(KIT, setting)[0].front, CARD)
    yield "card-rules", drawn(rules_cards(KIT, setting)[0].front, CARD)
    yield "card-story", drawn(story_cards(puzzle, setting)[0].front, CARD)
    yield "card-task", drawn(task_cards(puzzle, setting)[0].front, CARD)
    lock = LockPrint("A gate", (message("print.cue.opening"), message("print.ending")))
    night = NightPrint(KIT, (ActPrint("one", puzzle.act, 1, "One", (puzzle,), lock),))
    small = SmallPrint(KIT.title, KIT.fingerprint, message("print.what.answers"), 1, 1)
    yield "sheet-answers", drawn(answer_pages(night, setting)[0](small).draw)
    scene = ReadAloud(
        "scene-dawn", "one", puzzle.act, "Dawn", "It is getting light.", message("print.cue.opening"), "moon"
    )
    yield "card-read-aloud", drawn(scene_cards(scene, setting)[0].front, CARD)
    yield "piece-template", drawn(puzzle.pieces[0].front, Box(0, 0, 28, 40))


def pieces(built: Built) -> Iterator[tuple[str, Piece]]:
    """The first piece of each group of each puzzle."""
    for puzzle_id, made in built.made.items():
        groups: set[str] = set()
        for piece in made.mechanism.pieces(made.params, made.clues):
            if piece.group not in groups:
                groups.add(piece.group)
                yield f"{puzzle_id}-{piece.group}", piece


def test_drawing_is_what_it_was(built: Built, request: pytest.FixtureRequest) -> None:
    now = dict(layouts())
    for name, piece in pieces(built):
        now[name] = drawn(piece.front, Box(0, 0, piece.width_mm, piece.height_mm))
    if request.config.getoption("--accept-goldens"):
        FOLDER.mkdir(exist_ok=True)
        for path in FOLDER.glob("*.txt"):
            path.unlink()
        for name, log in now.items():
            (FOLDER / f"{name}.txt").write_text(log, encoding="utf-8")
    kept = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.txt")}
    assert sorted(now) == sorted(kept)
    for name, log in now.items():
        assert log == kept[name], f"{name} is drawn differently; if that is meant, run with --accept-goldens"


def test_a_golden_notices_a_line_moved_by_a_tenth_of_a_millimetre() -> None:
    def moved(by: float) -> str:
        def draw(canvas: Canvas, box: Box) -> None:
            button_puzzle().pieces[0].front(canvas, Box(box.x_mm + by, box.y_mm, box.width_mm, box.height_mm))

        return drawn(draw, Box(0, 0, 28, 40))

    assert moved(0.0) == moved(0.0)
    assert moved(0.0) != moved(0.1)


@pytest.mark.parametrize("level", list(Level))
def test_the_levels_of_the_template_draw_differently(level: Level) -> None:
    mechanism = ButtonRow()
    params = mechanism.preset(level)
    clues = mechanism.generate(params, "MOTH", NOTHING_GIVEN, Rng("golden"))
    assert clues is not None
    assert len(mechanism.pieces(params, clues)) == 4 + params.snipped
