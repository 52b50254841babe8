"""The faces of cards in every format and print: all said, in the safe zone, in sizes that can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache, partial

import pytest

from kitgen.assembly.listing import begin_manifest
from kitgen.assembly.night import describe_night, lock_plans, wheel_for
from kitgen.assembly.options import BuildOptions, resolve
from kitgen.build import make_puzzles
from kitgen.canvas import Align, Face, Metrics, Role
from kitgen.codes import qr_matrix
from kitgen.errors import LayoutError
from kitgen.layout.answer_strip import answer_strip, boxes_a_row
from kitgen.layout.cards import (
    draw_card_number,
    piece_cards,
    rules_cards,
    story_cards,
    task_cards,
    title_card,
    welcome_cards,
)
from kitgen.layout.plan import KitPrint, NightPrint, Setting, Tile
from kitgen.layout.read_aloud import scene_cards
from kitgen.message import Message, message
from kitgen.printing.profile import CARD_FORMATS, Lettering, PrintProfile
from kitgen.theme.frames import SMALLEST_ANSWER_BOX_MM
from kitgen.theme.theme import Theme, load_theme
from kitgen.units import Box, mm_from_pt
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import FontMetrics
from tests.doubles import RecordingCanvas

KITS = [("small-door", "en"), ("trial", "en"), ("trial", "de")]
PRINTS = {
    "plain": PrintProfile(),
    "large": PrintProfile(large_print=True),
    "legible": PrintProfile(face=Lettering.LEGIBLE),
}
BODY = {Face.BODY, Face.BODY_BOLD, Face.BODY_ITALIC}
LABEL = {Face.LABEL, Face.LABEL_BOLD}


@lru_cache(maxsize=8)
def told(kit: str, language: str) -> tuple[NightPrint, Theme, Callable[[Message], str]]:
    """A kit's night as pages see it, its theme, and its words."""
    chosen = resolve(BuildOptions(kit, seed="moth", language=language, hints="http://192.168.1.20:8737"))
    made = make_puzzles(chosen.kit, chosen.seed, chosen.levels, chosen.puzzles)
    say = partial(Catalogue.load(language).say, names=chosen.names)
    plans = lock_plans(chosen, made)
    wheel = wheel_for(chosen, plans)
    print_of = begin_manifest(chosen, made, plans, wheel).fingerprint
    night = describe_night(chosen, made, print_of, plans, wheel, say)
    return night, load_theme(chosen.kit.theme), say


def night_of(kit: str, language: str) -> NightPrint:
    return told(kit, language)[0]


def setting_of(kit: str, language: str, cards: str, how: str) -> Setting:
    profile = replace(PRINTS[how], cards=CARD_FORMATS[cards])
    _, theme, say = told(kit, language)
    faces = theme.printed(profile.ink, profile.face).faces
    return Setting(profile, FontMetrics(faces, profile.typography(language)), say)


def runs(night: NightPrint, setting: Setting) -> Iterator[tuple[str, tuple[Tile, ...]]]:
    """Every run of cards, with the words that it has to say."""
    yield night.kit.title, title_card(night.kit, setting)
    yield night.kit.welcome, welcome_cards(night.kit, setting)
    rules = message("print.rules", check=message(f"print.rules-check.{night.kit.locks}"))
    yield setting.say(rules), rules_cards(night.kit, setting)
    for scene in night.read_aloud:
        yield scene.words, scene_cards(scene, setting)
    for puzzle in night.puzzles:
        yield puzzle.story, story_cards(puzzle, setting)
        task = setting.say(puzzle.instructions.task) + " " + setting.say(puzzle.instructions.done)
        yield task, task_cards(puzzle, setting)


class Watching(RecordingCanvas):
    """Notes where words stand: (text, face, size, its box) in mm from the card's corner."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting.say)
        self.real: Metrics = setting.metrics
        self.words: list[tuple[str, Face, float, Box]] = []

    def text(
        self,
        x_mm: float,
        y_mm: float,
        text: str,
        *,
        face: Face,
        size_pt: float,
        role: Role = Role.BODY,
        align: Align = "left",
        tracking_pt: float = 0.0,
    ) -> None:
        self.texts.append(text)
        width = self.real.width_mm(text, face, size_pt) + mm_from_pt(tracking_pt) * (len(text) - 1)
        left = {"left": x_mm, "centre": x_mm - width / 2, "right": x_mm - width}[align]
        self.metrics = self.real
        em = mm_from_pt(size_pt)
        self.words.append((text, face, size_pt, Box(left, y_mm - 0.7 * em, width, 0.92 * em)))


def drawn(tile: Tile, setting: Setting) -> Watching:
    canvas = Watching(setting)
    canvas.metrics = setting.metrics
    tile.front(canvas, Box(0, 0, tile.width_mm, tile.height_mm))
    return canvas


def letters(text: str) -> str:
    """A text without blanks and hyphens, which lines may add and take."""
    return "".join(c for c in text if c.isalnum())


@pytest.mark.parametrize("how", sorted(PRINTS))
@pytest.mark.parametrize("cards", sorted(CARD_FORMATS))
@pytest.mark.parametrize(("kit", "language"), KITS)
def test_every_card_says_all_its_words_inside_the_safe_zone(
    kit: str, language: str, cards: str, how: str
) -> None:
    night = night_of(kit, language)
    setting = setting_of(kit, language, cards, how)
    size, typography = setting.profile.cards, setting.metrics.typography
    safe = Box(0, 0, size.width_mm, size.height_mm).inset(size.safe_mm)
    for words, tiles in runs(night, setting):
        said = []
        for tile in tiles:
            assert (tile.width_mm, tile.height_mm) == (size.width_mm, size.height_mm)
            assert tile.is_card
            canvas = drawn(tile, setting)
            for text, face, size_pt, box in canvas.words:
                assert safe.contains(box), (tile.id, text, box)
                assert size_pt >= 8
                assert size_pt >= typography.least_body_pt or face not in BODY, (tile.id, text)
                assert size_pt >= typography.least_label_pt or face not in LABEL, (tile.id, text)
            kinds = {Face.TITLE} if tile.id == "kit/title" else BODY
            said += [text for text, face, _, _ in canvas.words if face in kinds]
        assert letters(words) in letters("".join(said)), tiles[0].id
        first, *others = [tile.id for tile in tiles]
        assert others == [f"{first}-{number}" for number in range(2, len(tiles) + 1)]


@pytest.mark.parametrize("how", sorted(PRINTS))
@pytest.mark.parametrize("cards", sorted(CARD_FORMATS))
def test_no_words_lie_on_other_words_or_on_the_number(cards: str, how: str) -> None:
    night = night_of("trial", "de")
    setting = setting_of("trial", "de", cards, how)
    for _, tiles in runs(night, setting):
        for tile in tiles:
            canvas = drawn(tile, setting)
            draw_card_number(canvas, Box(0, 0, tile.width_mm, tile.height_mm), 120)
            boxes = [(text, box.inset(0.05, 0.28 * box.height_mm)) for text, _, _, box in canvas.words]
            for i, (text, box) in enumerate(boxes):
                for other, placed in boxes[:i]:
                    apart = (
                        box.x_mm >= placed.right_mm
                        or placed.x_mm >= box.right_mm
                        or box.y_mm >= placed.bottom_mm
                        or placed.y_mm >= box.bottom_mm
                    )
                    assert apart, (tile.id, text, other)


def test_a_plain_poker_print_needs_one_card_each() -> None:
    night = night_of("small-door", "en")
    setting = setting_of("small-door", "en", "poker", "plain")
    assert [tiles[0].id for _, tiles in runs(night, setting) if len(tiles) > 1] == []


def test_large_print_goes_on_over_further_cards_that_say_which_they_are() -> None:
    night = night_of("small-door", "en")
    setting = setting_of("small-door", "en", "poker", "large")
    tiles = task_cards(night.puzzles[1], setting)
    assert len(tiles) > 2
    for number, tile in enumerate(tiles, start=1):
        assert f"{number} OF {len(tiles)}" in " ".join(drawn(tile, setting).texts)


def test_legible_cards_have_no_capitals_but_codes() -> None:
    night = night_of("small-door", "en")
    setting = setting_of("small-door", "en", "poker", "legible")
    for _, tiles in runs(night, setting):
        for text, face, _, _ in (word for tile in tiles for word in drawn(tile, setting).words):
            assert face is not Face.BODY_ITALIC
            assert face not in LABEL or not text.isupper(), text


@pytest.mark.parametrize("how", sorted(PRINTS))
@pytest.mark.parametrize("cards", sorted(CARD_FORMATS))
def test_a_hint_code_lies_whole_on_the_first_card_clear_of_words_and_number(cards: str, how: str) -> None:
    night = night_of("trial", "en")
    setting = setting_of("trial", "en", cards, how)
    for puzzle in night.puzzles:
        assert puzzle.qr is not None
        tiles = story_cards(puzzle, setting)
        logs = [drawn(tile, setting) for tile in tiles]
        codes = [[entry for entry in c.log if entry.startswith(f"draw fill={Role.BLACK}")] for c in logs]
        assert [len(found) for found in codes] == [1] + [0] * (len(tiles) - 1)
        canvas = logs[0]
        # The quiet zone is the one white square of the code's size.
        zones = [
            Box(x, y, puzzle.qr.side_mm, puzzle.qr.side_mm)
            for entry in canvas.log
            if entry.startswith(f"draw fill={Role.WHITE}")
            for x, y in [corner(entry)]
            if abs(width_of(entry) - puzzle.qr.side_mm) < 0.02
        ]
        assert len(zones) == 1
        tagged = drawn(tiles[0], setting)
        draw_card_number(
            tagged, Box(0, 0, setting.profile.cards.width_mm, setting.profile.cards.height_mm), 120
        )
        for text, _, _, box in tagged.words:
            clear = (
                box.right_mm <= zones[0].x_mm + 0.05
                or box.bottom_mm <= zones[0].y_mm + 0.7
                or box.y_mm >= zones[0].bottom_mm - 0.7
            )
            assert clear, (tiles[0].id, text)


def corner(entry: str) -> tuple[float, float]:
    x, y = entry.split(" M")[-1].split(" ")[0].split(",")
    return float(x), float(y)


def width_of(entry: str) -> float:
    xs = [float(part[1:].split(",")[0]) for part in entry.split(" ") if part[:1] in "ML" and "," in part]
    return max(xs) - min(xs)


@pytest.mark.parametrize("count", range(1, 16))
@pytest.mark.parametrize("width_mm", [24.0, 33.6, 45.0, 51.0, 58.0])
def test_answer_boxes_are_large_enough_to_write_in_whatever_the_width(count: int, width_mm: float) -> None:
    night = night_of("trial", "en")
    puzzle = replace(night.puzzles[0], box_count=count)
    rows = -(-count // boxes_a_row(width_mm))
    room = Box(5, 5, width_mm, rows * 6.4 + (rows - 1) * 1.0)
    places = answer_strip(RecordingCanvas(), room, puzzle)
    assert len(places) == count
    for i, place in enumerate(places):
        assert room.contains(place, slack_mm=0.01)
        assert place.width_mm >= SMALLEST_ANSWER_BOX_MM - 1e-6
        assert not any(abs(p.x_mm - place.x_mm) < 5 and abs(p.y_mm - place.y_mm) < 5 for p in places[:i])
    order = [(round(p.y_mm, 3), p.x_mm) for p in places]
    assert order == sorted(order)


def test_a_word_wider_than_a_card_is_an_error_that_names_the_format_and_a_way_out() -> None:
    setting = setting_of("trial", "en", "mini", "large")
    kit = KitPrint("Kit", "", "A word: " + "8" * 40, "AAAA-BBBB", "", None)
    with pytest.raises(LayoutError) as caught:
        welcome_cards(kit, setting)
    assert "card kit/welcome" in caught.value.message
    assert "mini" in caught.value.message
    assert "8888" in caught.value.message
    assert "--cards" in str(caught.value.hint)


def test_cards_of_pieces_keep_what_their_piece_says() -> None:
    night = night_of("small-door", "en")
    for puzzle in night.puzzles:
        for tile in piece_cards(puzzle):
            piece = next(p for p in puzzle.pieces if tile.id == f"{puzzle.id}/{p.id}")
            assert (tile.width_mm, tile.height_mm) == (piece.width_mm, piece.height_mm)
            assert (tile.back, tile.lines, tile.tolerance_mm) == (piece.back, piece.lines, piece.tolerance_mm)
            assert tile.envelope == puzzle.envelope_of(piece)


def test_a_card_without_hints_has_no_code() -> None:
    night = night_of("trial", "en")
    setting = setting_of("trial", "en", "poker", "plain")
    canvas = drawn(story_cards(replace(night.puzzles[0], qr=None, code=""), setting)[0], setting)
    assert not any(f"fill={Role.BLACK}" in entry for entry in canvas.log)


@pytest.mark.parametrize("how", sorted(PRINTS))
@pytest.mark.parametrize("cards", sorted(CARD_FORMATS))
def test_an_address_at_home_fits_with_its_code_in_every_format(cards: str, how: str) -> None:
    setting = setting_of("trial", "en", cards, how)
    address = "http://192.168.100.200:8737"
    kit = KitPrint(
        "Kit", "", "Welcome.", "AAAA-BBBB", address, qr_matrix(f"{address}/".upper()), locks="none"
    )
    last = drawn(rules_cards(kit, setting)[-1], setting)
    assert "".join(text for text, face, _, _ in last.words if face is Face.EXACT) == address
    assert any(entry.startswith(f"draw fill={Role.BLACK}") for entry in last.log)


def test_a_long_address_is_shown_on_the_rules_card_whole() -> None:
    setting = setting_of("trial", "en", "bridge", "large")
    address = "https://a-long-name.of-a-host.example.org"
    kit = KitPrint("Kit", "", "Welcome.", "AAAA-BBBB", address, qr_matrix(f"{address}/"), locks="none")
    said = [
        text
        for tile in rules_cards(kit, setting)
        for text, face, _, _ in drawn(tile, setting).words
        if face is Face.EXACT
    ]
    assert "".join(said) == address
