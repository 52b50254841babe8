"""The one road from a kit to a folder of output.

    kit -> answers for all beats -> a proven puzzle each -> what pages say -> PDFs, hints -> manifest -> swap

Each stage below is one function; `build_kit` is the road itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kitgen import __version__
from kitgen.canvas import Face, Role
from kitgen.codes import qr_matrix
from kitgen.checking import theme_problems
from kitgen.effort import cutting_minutes, solving_minutes
from kitgen.engine import Accepted, make_puzzle
from kitgen.errors import DataError, UsageError
from kitgen.guide.host import guide_pages
from kitgen.guide.model import GuideKit, GuidePuzzle
from kitgen.guide.solutions import solution_pages
from kitgen.hints.addresses import checked_base, hint_code, hint_url, lan_base, landing_url, rung_codes
from kitgen.hints.site import PuzzleHints, build_site
from kitgen.kit.answers import assign_answers
from kitgen.kit.cast import resolve_cast
from kitgen.kit.loading import Kit, find_kit, load_kit
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
    MANIFEST_NAME,
    FileEntry,
    KitName,
    Manifest,
    Options,
    PieceEntry,
    PuzzleEntry,
    RulerEntry,
    sha256_hex,
)
from kitgen.mechanisms.contract import Given, Level, Piece
from kitgen.message import Message, message
from kitgen.output import check_replaceable, write_output
from kitgen.rng import Rng, base32, draw_seed, grouped, is_drawn_seed, secret_code
from kitgen.theme.art import art_svg
from kitgen.theme.theme import Theme, load_theme
from kitgen.theme.webfont import title_font
from kitgen.units import PAPERS, Paper
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import FontMetrics, PdfFile

EMBLEM_PX = 96
Say = Callable[[Message], str]
Progress = Callable[[str], None]
"""Told the name of each stage as it begins."""

STAGES = 6


def silent(stage: str) -> None:
    """A `Progress` that tells nobody."""
    del stage


@dataclass(frozen=True)
class BuildOptions:
    """What a host asked for.

    Args:
        kit: a kit's name, or a folder that holds one.
        seed: the kit's seed, or None to draw one.
        difficulty: level of every puzzle that `levels` does not name.
        levels: level by puzzle id.
        cast: name of the cast, or empty for the kit's own choice.
        names: name by role, laid over the cast.
        paper: `a4` or `letter`.
        hints: `lan`, `none` or an address.
        only: ids of the puzzles to print; all where empty.
    """

    kit: str
    seed: str | None = None
    difficulty: Level = Level.NORMAL
    levels: Mapping[str, Level] = field(default_factory=dict)
    cast: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    paper: str = "a4"
    hints: str = "lan"
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Built:
    """A kit in memory, ready to be written.

    Args:
        files: bytes by path, manifest included.
        manifest: the same as in the files.
        seed: typed or drawn.
        phones_can_reach: False where hints were asked for at home and this machine has no network.
        made: the proven puzzles by id.
    """

    files: Mapping[str, bytes]
    manifest: Manifest
    seed: str
    phones_can_reach: bool
    made: Mapping[str, Accepted]


@dataclass(frozen=True)
class _Resolved:
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


def build_kit(options: BuildOptions, progress: Progress = silent) -> Built:
    """A whole kit in memory.

    Raises:
        KitgenError: whatever is wrong with options, data, generation or layout; nothing was written.
    """
    progress("load")
    chosen = _resolve(options)
    progress("generate and prove")
    made = make_puzzles(chosen.kit, chosen.seed, chosen.levels, chosen.puzzles)
    progress("lay out")
    theme = load_theme(chosen.kit.theme)
    metrics = FontMetrics(theme.faces)
    say: Say = partial(Catalogue.load(chosen.kit.language).say, names=chosen.names)
    manifest = _manifest(chosen, made)
    kit_page, pages = _pages(chosen, made, manifest)
    files: dict[str, bytes] = {}
    progress("write the pages")
    writer = _Writer(theme, chosen, metrics, say, kit_page.title)
    documents = _players_documents(kit_page, pages, chosen.paper)
    for name, sheets in documents.items():
        files[f"print/{name}"] = writer.pdf(message(f"print.file.{name.partition('.')[0]}"), sheets)
    guide = _guide(chosen, made, kit_page, pages, documents)
    guide_sheets = guide_pages(guide, chosen.paper, metrics, say)
    solution_sheets = solution_pages(guide, chosen.paper, metrics, say)
    files["host/guide.pdf"] = writer.pdf(message("guide.title", title=kit_page.title), guide_sheets)
    files["host/solutions.pdf"] = writer.pdf(
        message("solutions.title", title=kit_page.title), solution_sheets
    )
    files["host/solutions.json"] = _solutions_json(chosen.seed, made)
    counts = {f"print/{name}": len(sheets) for name, sheets in documents.items()}
    counts |= {"host/guide.pdf": len(guide_sheets), "host/solutions.pdf": len(solution_sheets)}
    if chosen.base:
        progress("write the hints")
        site = _site(chosen, made, pages, theme, say)
        files |= {f"hints/{path}": data for path, data in site.items()}
    manifest = _completed(manifest, files, counts, documents)
    files[MANIFEST_NAME] = manifest.to_json()
    return Built(dict(sorted(files.items())), manifest, chosen.seed, chosen.phones_can_reach, made)


def build_to(options: BuildOptions, target: Path, progress: Progress = silent) -> Built:
    """Build a kit and write it to `target`, whole or not at all.

    Raises:
        KitgenError: see `build_kit` and `kitgen.output.write_output`.
    """
    # Asked first too, so that nobody waits for a kit that cannot be written.
    check_replaceable(target)
    built = build_kit(options, progress)
    progress("save")
    write_output(target, built.files)
    return built


def _resolve(options: BuildOptions) -> _Resolved:
    kit = load_kit(find_kit(options.kit))
    missing = theme_problems(kit)
    if missing:
        raise DataError(missing)
    ids = kit.puzzle_order()
    for name in (*options.levels, *options.only):
        if name not in ids:
            raise UsageError(f"The kit {kit.id} has no puzzle {name!r}; it has {', '.join(ids)}.")
    reachable = True
    base = ""
    if options.hints == "lan":
        base, reachable = lan_base()
    elif options.hints != "none":
        base = checked_base(options.hints)
    cast, names = resolve_cast(kit, options.cast, options.names)
    return _Resolved(
        kit,
        options.seed or draw_seed(),
        {name: options.levels.get(name, options.difficulty) for name in ids},
        cast,
        names,
        PAPERS[options.paper],
        options.hints if options.hints in ("lan", "none") else "url",
        base,
        reachable,
        tuple(name for name in ids if not options.only or name in options.only),
    )


def make_puzzles(
    kit: Kit, seed: str, levels: Mapping[str, Level], puzzles: Sequence[str]
) -> dict[str, Accepted]:
    """A proven puzzle for each id, with answers that were drawn for the whole kit at once.

    Raises:
        GenerationError: no draw was accepted.
        DataError: the lists of answers cannot be satisfied.
    """
    answers = assign_answers(kit, seed)
    made = {}
    for puzzle_id in puzzles:
        beat = kit.beat_of(puzzle_id)
        level = levels[puzzle_id]
        made[puzzle_id] = make_puzzle(
            kit.mechanism_of(puzzle_id),
            kit.params_for(puzzle_id, level),
            level,
            answers[beat.id],
            Given({need: answers[need] for need in beat.needs}),
            Rng(seed, "puzzle", puzzle_id, level.value),
            forbidden=[answer for other, answer in answers.items() if other != beat.id],
        )
    return made


def _manifest(chosen: _Resolved, made: Mapping[str, Accepted]) -> Manifest:
    """The manifest as far as it is known before anything is drawn, with its fingerprint."""
    kit = chosen.kit
    puzzles = []
    for puzzle_id, puzzle in made.items():
        pieces = puzzle.mechanism.pieces(puzzle.params, puzzle.clues)
        beat = kit.beat_of(puzzle_id)
        puzzles.append(
            PuzzleEntry(
                id=puzzle_id,
                beat=beat.id,
                act=beat.act,
                title=kit.text_of(puzzle_id).title,
                mechanism=puzzle.mechanism.slug,
                level=puzzle.level.value,
                minutes=round(solving_minutes(puzzle.mechanism.techniques, puzzle.solution, pieces), 1),
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


def _pages(
    chosen: _Resolved, made: Mapping[str, Accepted], manifest: Manifest
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
        pieces = puzzle.mechanism.pieces(puzzle.params, puzzle.clues)
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
            box="ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number],
            answer_length=len(puzzle.answer),
            instructions=instructions,
            needs=_needs(puzzle.mechanism.slug, pieces) + ((instructions.tools,) if instructions.tools else ()),
            pieces=pieces,
            code=grouped(code) if chosen.base else "",
            qr=qr_matrix(hint_url(chosen.base, code)) if chosen.base else None,
        )
    return kit_page, pages


def _needs(slug: str, pieces: Sequence[Piece]) -> tuple[Message, ...]:
    """One message for each group of pieces, in the order of printing."""
    counts: dict[str, int] = {}
    for piece in pieces:
        counts[piece.group] = counts.get(piece.group, 0) + piece.copies
    return tuple(message(f"{slug}.group.{group}", count=count) for group, count in counts.items())


def _players_documents(
    kit: KitPrint, pages: Mapping[str, PuzzlePrint], paper: Paper
) -> dict[str, list[Page]]:
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


class _Writer:
    """Writes pages as PDFs that share fonts, theme and words."""

    def __init__(
        self, theme: Theme, chosen: _Resolved, metrics: FontMetrics, say: Say, kit_title: str
    ) -> None:
        self._theme, self._paper, self._language = theme, chosen.paper, chosen.kit.language
        self._metrics, self._say, self._kit_title = metrics, say, kit_title

    def pdf(self, title: Message, pages: Sequence[Page]) -> bytes:
        """The bytes of one PDF."""
        name = self._say(title)
        full = name if self._kit_title in name else f"{self._kit_title}: {name}"
        file = PdfFile(self._theme, self._paper, full, self._language, self._metrics, self._say)
        for page in pages:
            with file.page() as canvas:
                page.draw(canvas)
        return file.to_bytes()


def _guide(
    chosen: _Resolved,
    made: Mapping[str, Accepted],
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


def _site(
    chosen: _Resolved,
    made: Mapping[str, Accepted],
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


def _solutions_json(seed: str, made: Mapping[str, Accepted]) -> bytes:
    puzzles = [{"id": puzzle_id, "answer": puzzle.answer} for puzzle_id, puzzle in made.items()]
    text = json.dumps({"format": 1, "seed": seed, "puzzles": puzzles}, indent=2, ensure_ascii=False)
    return (text + "\n").encode()


def _completed(
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
