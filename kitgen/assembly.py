"""What a made kit says of itself: to players' pages, to the guide, to the hint site and to the manifest.

Between `build`, which walks the road, and the rooms that lay out and write: nothing here draws or decides.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kitgen import __version__
from kitgen.canvas import Face, Role
from kitgen.codes import qr_matrix
from kitgen.effort import cutting_minutes, solving_minutes
from kitgen.engine import Accepted
from kitgen.guide.model import GuideKit, GuidePuzzle
from kitgen.hints.addresses import hint_code, hint_url, landing_url, rung_codes
from kitgen.hints.site import PuzzleHints, build_site
from kitgen.kit.kit import Kit
from kitgen.layout.cards import (
    impose_cards,
    piece_cards,
    rules_card,
    story_card,
    task_card,
    title_card,
    welcome_card,
)
from kitgen.layout.plan import KitPrint, Page, PuzzlePrint
from kitgen.layout.props import prop_pages
from kitgen.layout.sheets import sheet_pages
from kitgen.manifest import (
    FileEntry,
    KitName,
    Manifest,
    Options,
    PieceEntry,
    PuzzleEntry,
    RulerEntry,
    sha256_hex,
)
from kitgen.mechanisms.contract import Level, Piece
from kitgen.message import Message, message
from kitgen.rng import base32, grouped, is_drawn_seed, secret_code
from kitgen.theme.art import art_svg
from kitgen.theme.theme import Theme
from kitgen.theme.webfont import title_font
from kitgen.units import Paper

EMBLEM_PX = 96
BOX_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Say = Callable[[Message], str]
Made = Mapping[str, Accepted]
"""The proven puzzles by id, in the order of the flow."""


@dataclass(frozen=True)
class Resolved:
    """The options with nothing left open."""

    kit: Kit
    seed: str
    levels: dict[str, Level]
    cast: str
    names: dict[str, str]
    paper: Paper
    hints: str
    base: str
    phones_can_reach: bool
    puzzles: tuple[str, ...]


def begin_manifest(chosen: Resolved, made: Made) -> Manifest:
    """The manifest as far as it is known before anything is drawn, with its fingerprint."""
    kit = chosen.kit
    puzzles = []
    for puzzle_id, puzzle in made.items():
        beat = kit.beat_of(puzzle_id)
        puzzles.append(
            PuzzleEntry(
                id=puzzle_id,
                beat=beat.id,
                act=beat.act,
                title=kit.text_of(puzzle_id).title,
                mechanism=puzzle.mechanism.slug,
                level=puzzle.level.value,
                minutes=round(
                    solving_minutes(puzzle.mechanism.techniques, puzzle.solution, puzzle.pieces), 1
                ),
                hints=hint_url(chosen.base, hint_code(chosen.seed, puzzle_id)) if chosen.base else "",
            )
        )
    manifest = Manifest(
        kitgen=__version__,
        kit=KitName(id=kit.id, title=kit.title(chosen.names), version=kit.version, language=kit.language),
        fingerprint="",
        options=Options(
            difficulty=_common_level(chosen.levels),
            levels={name: level.value for name, level in chosen.levels.items()},
            cast=chosen.cast,
            names=chosen.names,
            paper="a4" if chosen.paper.name == "a4" else "letter",
            hints=chosen.hints,
            hints_address=chosen.base,
            only=list(chosen.puzzles),
        ),
        puzzles=puzzles,
    )
    # The seed's share keeps prints of two seeds apart where no hint codes do; it says nothing of the seed.
    basis = manifest.to_json() + secret_code(chosen.seed, "fingerprint", 16).encode()
    fingerprint = grouped(base32(hashlib.sha256(basis).digest(), 8))
    return manifest.model_copy(update={"fingerprint": fingerprint})


def _common_level(levels: Mapping[str, Level]) -> str:
    names = sorted({level.value for level in levels.values()})
    return names[0] if len(names) == 1 else "mixed"


def describe_pages(
    chosen: Resolved, made: Made, manifest: Manifest
) -> tuple[KitPrint, dict[str, PuzzlePrint]]:
    """What pages say about the kit and about each puzzle."""
    kit = chosen.kit
    text = kit.texts(chosen.names)
    kit_page = KitPrint(
        text.title,
        text.tagline,
        text.welcome,
        manifest.fingerprint,
        chosen.base,
        qr_matrix(landing_url(chosen.base)) if chosen.base else None,
    )
    pages = {}
    for number, (puzzle_id, puzzle) in enumerate(made.items()):
        words = kit.text_of(puzzle_id, chosen.names)
        instructions = puzzle.mechanism.instructions(puzzle.params, puzzle.clues)
        act = kit.act_of(puzzle_id)
        code = hint_code(chosen.seed, puzzle_id)
        pages[puzzle_id] = PuzzlePrint(
            id=puzzle_id,
            mechanism=puzzle.mechanism.slug,
            title=words.title,
            act=message("print.act", number=act.number, title=kit.act_title(act.id, chosen.names)),
            story=words.story,
            emblem=kit.puzzles[puzzle_id].emblem,
            box=BOX_LETTERS[number],
            answer_length=len(puzzle.answer),
            instructions=instructions,
            needs=_needs(puzzle.mechanism.slug, puzzle.pieces, instructions.tools),
            pieces=puzzle.pieces,
            code=grouped(code) if chosen.base else "",
            qr=qr_matrix(hint_url(chosen.base, code)) if chosen.base else None,
        )
    return kit_page, pages


def _needs(slug: str, pieces: Sequence[Piece], tools: Message | None) -> tuple[Message, ...]:
    """One message for each group of pieces in the order of printing, and the tools."""
    counts: dict[str, int] = {}
    for piece in pieces:
        counts[piece.group] = counts.get(piece.group, 0) + piece.copies
    groups = tuple(message(f"{slug}.group.{group}", count=count) for group, count in counts.items())
    return (*groups, tools) if tools else groups


def players_documents(kit: KitPrint, pages: Mapping[str, PuzzlePrint], paper: Paper) -> dict[str, list[Page]]:
    """Pages of each players' PDF, in print order."""
    puzzles = list(pages.values())
    cards = [title_card(kit), welcome_card(kit), rules_card(kit)]
    for puzzle in puzzles:
        cards += [story_card(puzzle), task_card(puzzle), *piece_cards(puzzle)]
    return {
        "cards.pdf": impose_cards(cards, paper, kit, message("print.what.cards")),
        "sheets.pdf": sheet_pages(puzzles, paper, kit),
        "props.pdf": prop_pages(puzzles, paper, kit),
    }


def describe_guide(
    chosen: Resolved,
    made: Made,
    kit_page: KitPrint,
    pages: Mapping[str, PuzzlePrint],
    documents: Mapping[str, Sequence[Page]],
) -> GuideKit:
    kit = chosen.kit
    puzzles = []
    for puzzle_id, puzzle in made.items():
        page = pages[puzzle_id]
        beat = kit.beat_of(puzzle_id)
        act = kit.act_of(puzzle_id)
        puzzles.append(
            GuidePuzzle(
                page=page,
                made=puzzle,
                beat=beat.id,
                act=act.number,
                act_title=kit.act_title(act.id, chosen.names),
                needs=tuple(beat.needs),
                minutes=solving_minutes(puzzle.mechanism.techniques, puzzle.solution, page.pieces),
                cutting_minutes=cutting_minutes(page.pieces),
            )
        )
    sheets = {name: len(sheets) for name, sheets in documents.items()}
    return GuideKit(kit_page, tuple(puzzles), sheets, chosen.hints, chosen.seed, is_drawn_seed(chosen.seed))


def describe_site(
    chosen: Resolved,
    made: Made,
    pages: Mapping[str, PuzzlePrint],
    theme: Theme,
    say: Say,
) -> dict[str, bytes]:
    puzzles = []
    for puzzle_id, puzzle in made.items():
        page = pages[puzzle_id]
        hints = puzzle.mechanism.hints(puzzle.params, puzzle.clues, puzzle.solution)
        puzzles.append(
            PuzzleHints(
                id=puzzle_id,
                title=page.title,
                act_label=say(message("print.act-short", number=chosen.kit.act_of(puzzle_id).number)),
                emblem=art_svg(theme.art[page.emblem], theme.hex_colours, EMBLEM_PX),
                code=hint_code(chosen.seed, puzzle_id),
                rung_codes=rung_codes(chosen.seed, puzzle_id),
                needs=tuple(say(need) for need in page.needs),
                nudge=say(hints.nudge),
                method=tuple(say(step) for step in hints.method),
                answer=puzzle.answer,
                answer_form=say(page.instructions.answer_form),
            )
        )
    palette = {role.value: theme.hex_colours[role] for role in Role}
    letters = partial(title_font, theme.faces[Face.TITLE])
    return build_site(chosen.kit.title(chosen.names), chosen.kit.language, puzzles, palette, say, letters)


def solutions_json(seed: str, made: Made) -> bytes:
    puzzles = [{"id": puzzle_id, "answer": puzzle.answer} for puzzle_id, puzzle in made.items()]
    text = json.dumps({"format": 1, "seed": seed, "puzzles": puzzles}, indent=2, ensure_ascii=False)
    return (text + "\n").encode()


def complete_manifest(
    manifest: Manifest,
    files: Mapping[str, bytes],
    counts: Mapping[str, int],
    documents: Mapping[str, Sequence[Page]],
) -> Manifest:
    """The manifest with every file, every piece's place and every ruler."""
    pieces, rulers = [], []
    for name, sheets in documents.items():
        for number, page in enumerate(sheets, start=1):
            pieces += [
                PieceEntry(
                    id=placed.id,
                    puzzle=placed.puzzle,
                    group=placed.group,
                    file=f"print/{name}",
                    page=number,
                    box_mm=(
                        round(placed.box.x_mm, 3),
                        round(placed.box.y_mm, 3),
                        round(placed.box.width_mm, 3),
                        round(placed.box.height_mm, 3),
                    ),
                )
                for placed in page.placed
            ]
            if page.ruler is not None:
                rulers.append(
                    RulerEntry(
                        file=f"print/{name}",
                        page=number,
                        from_mm=page.ruler.start_mm,
                        to_mm=page.ruler.end_mm,
                        length_mm=page.ruler.length_mm,
                    )
                )
    entries = [
        FileEntry(path=path, sha256=sha256_hex(data), bytes=len(data), pages=counts.get(path))
        for path, data in sorted(files.items())
    ]
    return manifest.model_copy(update={"files": entries, "pieces": pieces, "rulers": rulers})
