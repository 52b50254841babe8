"""The one road from a kit to a folder of output.

    kit -> answers for all beats -> a proven puzzle each -> what pages say -> PDFs, hints -> manifest -> swap

Each stage below is one function; `build_kit` is the road itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PIL import Image

from kitgen.assembly.documents import JOIN, OPTIONAL, PAPER_HINTS, players_documents
from kitgen.assembly.host import describe_guide, solutions_json
from kitgen.assembly.listing import begin_manifest, complete_manifest
from kitgen.assembly.night import describe_night, lock_plans, wheel_for
from kitgen.assembly.night_plan import describe_plan
from kitgen.assembly.options import BuildOptions, resolve
from kitgen.assembly.paper_hints import describe_paper_hints
from kitgen.assembly.resolved import Made, Resolved, Say
from kitgen.assembly.site import describe_hints, describe_site
from kitgen.budget.budget import budget_of
from kitgen.budget.ink import DPI, InkShares, ink_of, mean_ink, rendered
from kitgen.engine import make_puzzle
from kitgen.guide.host import guide_pages
from kitgen.guide.solutions import solution_pages
from kitgen.hints.join import describe_join
from kitgen.hints.piece_pictures import piece_pictures
from kitgen.kit.answers import assign_answers, too_close
from kitgen.kit.loading import Kit
from kitgen.kit.models import Caps
from kitgen.layout.batches import card_numbers
from kitgen.layout.hint_pages import hint_leaves
from kitgen.layout.join_sheet import join_leaf
from kitgen.layout.leaves import Leaf
from kitgen.layout.plan import NightPrint, Page, Setting
from kitgen.locks.contract import LockPlan
from kitgen.locks.wheel import Wheel
from kitgen.manifest import MANIFEST_NAME, Manifest
from kitgen.mechanisms.contract import Given, Level
from kitgen.message import Message, message
from kitgen.output import check_replaceable, write_output
from kitgen.printing.profile import Duplex
from kitgen.rng import Rng
from kitgen.theme.theme import Theme, load_theme
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import DuplexPrinting, FontMetrics, PdfFile

__all__ = [
    "STAGES",
    "BuildOptions",
    "Built",
    "Prepared",
    "build_kit",
    "build_to",
    "make_puzzles",
    "prepare_kit",
]

Progress = Callable[[str], None]
"""Told the name of each stage as it begins."""

STAGES = 6

STEMS = ("print", "guide", "solutions", "hints", "paper-hints", "join", "locks", "night")
"""Word files that every kit needs besides those of its mechanisms."""


def silent(stage: str) -> None:
    """A `Progress` that tells nobody."""
    del stage


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
    made: Made


@dataclass(frozen=True)
class Prepared:
    """A kit before anything is drawn: proven puzzles, and all that pages say.

    Args:
        chosen: the options with nothing left open.
        made: the proven puzzles by id.
        plans: the answers of each lock.
        wheel: the paper lock, or None.
        manifest: as far as it is known, with its fingerprint.
        night: what players' pages say.
        theme: as this print shows it.
        metrics: text widths.
        setting: what composing pages needs.
    """

    chosen: Resolved
    made: Made
    plans: tuple[LockPlan, ...]
    wheel: Wheel | None
    manifest: Manifest
    night: NightPrint
    theme: Theme
    metrics: FontMetrics
    setting: Setting


def prepare_kit(options: BuildOptions, progress: Progress = silent) -> Prepared:
    """A kit with its puzzles made and everything put into words, ready to be drawn.

    Raises:
        KitgenError: whatever is wrong with options, data or generation.
    """
    progress("load")
    chosen = resolve(options)
    progress("generate and prove")
    # All of them, even where single ones are printed: their cards keep the numbers of the whole kit.
    everything = make_puzzles(chosen.kit, chosen.seed, chosen.levels, chosen.kit.puzzle_order())
    made = {name: everything[name] for name in chosen.puzzles}
    progress("lay out")
    profile = chosen.profile
    theme = load_theme(chosen.kit.theme).printed(profile.ink, profile.face)
    metrics = FontMetrics(theme.faces, profile.typography(chosen.kit.language))
    words = Catalogue.load(chosen.kit.language)
    words.require([*STEMS, *(puzzle.mechanism.slug for puzzle in made.values())])
    say: Say = partial(words.say, names=chosen.names)
    plans = lock_plans(chosen, made)
    wheel = wheel_for(chosen, plans)
    manifest = begin_manifest(chosen, made, plans, wheel)
    night = describe_night(chosen, made, manifest.fingerprint, plans, wheel, say)
    setting = Setting(profile, metrics, say)
    if not chosen.is_whole:
        all_of_it = replace(chosen, puzzles=tuple(everything))
        whole = describe_night(all_of_it, everything, manifest.fingerprint, (), None, say)
        night = replace(night, numbers=card_numbers(whole, setting))
    return Prepared(chosen, made, plans, wheel, manifest, night, theme, metrics, setting)


def build_kit(options: BuildOptions, progress: Progress = silent) -> Built:
    """A whole kit in memory.

    Raises:
        KitgenError: whatever is wrong with options, data, generation or layout; nothing was written.
    """
    ready = prepare_kit(options, progress)
    chosen, made, night, setting = ready.chosen, ready.made, ready.night, ready.setting
    metrics, say, sheet = ready.metrics, ready.setting.say, ready.setting.profile.sheet
    progress("write the pages")
    writer = _Writer(ready.theme, chosen, metrics, say, night.kit.title)
    # What is printed again comes without hints: they went with the first print.
    hints = describe_hints(chosen, made, night, ready.theme, say) if chosen.selection is None else []
    hint_files: dict[str, Sequence[Leaf]] = {
        PAPER_HINTS: hint_leaves(setting, describe_paper_hints(hints, night, say), chosen.hint_paper)
    }
    if chosen.base and chosen.selection is None:
        hint_files[JOIN] = [
            join_leaf(setting, describe_join(night.kit.title, chosen.hints, chosen.base, options.wifi))
        ]
    documents = players_documents(chosen, night, setting, hint_files)
    pages: dict[str, Sequence[Page]] = {f"print/{name}": sheets for name, sheets in documents.items()}
    files: dict[str, bytes] = {}
    budget = None
    with ThreadPoolExecutor(1) as beside:
        # Rendering lets other threads run: pages are measured while the rest is written.
        seen: dict[str, Future[tuple[list[Image.Image], InkShares]]] = {}
        for name, sheets in pages.items():
            files[name] = writer.pdf(_title_of(name, night), sheets)
            if chosen.selection is None and name.removeprefix("print/") not in OPTIONAL:
                seen[name] = beside.submit(_seen, files[name])
    if chosen.base and chosen.selection is None:
        progress("write the hints")
        printed = [(pages[name], one.result()[0]) for name, one in seen.items()]
        pictures = piece_pictures(printed, chosen.profile.origin_mm(), DPI)
        site = describe_site(chosen, made, night, hints, pictures, ready.theme, say)
        files |= {f"hints/{path}": data for path, data in site.items()}
    if chosen.selection is None:
        progress("write the host's files")
        # Caps are meant for the whole kit; a single puzzle keeps them without trying.
        caps = chosen.kit.file.caps if chosen.is_whole else Caps()
        needed = {name: sheets for name, sheets in documents.items() if name not in OPTIONAL}
        budget = budget_of(needed, mean_ink([one.result()[1] for one in seen.values()]), caps)
        guide = describe_guide(chosen, made, night, ready.plans, ready.wheel, documents, budget)
        host = {
            "host/guide.pdf": guide_pages(guide, sheet, metrics, say),
            "host/solutions.pdf": solution_pages(guide, sheet, metrics, say),
        }
        pages |= host
        files |= {name: writer.pdf(_title_of(name, night), sheets) for name, sheets in host.items()}
        plan = None
        if chosen.base:
            plan = describe_plan(chosen, made, night, hints, ready.theme, ready.manifest.minutes, say)
        files["host/solutions.json"] = solutions_json(chosen, made, ready.plans, hints, plan, say)
    counts = {name: len(sheets) for name, sheets in pages.items()}
    manifest = complete_manifest(ready.manifest, chosen, files, counts, documents, budget)
    files[MANIFEST_NAME] = manifest.to_json()
    return Built(dict(sorted(files.items())), manifest, chosen.seed, chosen.phones_can_reach, made)


def _seen(data: bytes) -> tuple[list[Image.Image], InkShares]:
    """A file's pages as pictures, and their ink."""
    pages = rendered(data)
    return pages, ink_of(pages)


def _title_of(name: str, night: NightPrint) -> Message:
    """The title of a PDF, shown by viewers instead of its path."""
    folder, _, stem = name.removesuffix(".pdf").partition("/")
    if folder == "host":
        return message(f"{stem}.title", title=night.kit.title)
    # Files of single envelopes are numbered: `2-envelope-1`.
    return message("print.file.envelope" if stem[0].isdigit() else f"print.file.{stem}")


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


def make_puzzles(kit: Kit, seed: str, levels: Mapping[str, Level], puzzles: Sequence[str]) -> Made:
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
            Given(
                answers={need: answers[need] for need in beat.needs},
                boxes={need: kit.box_of(need) for need in beat.needs},
                decoys=_decoys(kit, beat.id, answers),
            ),
            Rng(seed, "puzzle", puzzle_id, level.value),
            forbidden=[answer for other, answer in answers.items() if other != beat.id],
        )
    return made


def _decoys(kit: Kit, beat_id: str, answers: Mapping[str, str]) -> tuple[str, ...]:
    """What else could stand at a beat and is no answer of this kit, nor near one."""
    taken = answers.values()
    return tuple(
        word for word in kit.answers_of(beat_id) if not any(too_close(word, answer) for answer in taken)
    )


class _Writer:
    """Writes pages as PDFs that share fonts, theme and words."""

    def __init__(
        self, theme: Theme, chosen: Resolved, metrics: FontMetrics, say: Say, kit_title: str
    ) -> None:
        self._theme, self._profile, self._language = theme, chosen.profile, chosen.kit.language
        self._metrics, self._say, self._kit_title = metrics, say, kit_title

    def pdf(self, title: Message, pages: Sequence[Page]) -> bytes:
        """The bytes of one PDF: each sheet in its place on the paper."""
        name = self._say(title)
        full = name if self._kit_title in name else f"{self._kit_title}: {name}"
        profile = self._profile
        has_backs = any(page.is_back for page in pages)
        turned: DuplexPrinting = "long" if profile.duplex is Duplex.LONG else "short"
        file = PdfFile(
            self._theme,
            profile.paper,
            full,
            self._language,
            self._metrics,
            self._say,
            duplex=turned if has_backs else "simplex",
        )
        for page in pages:
            with file.page(profile.origin_mm(back=page.is_back)) as canvas:
                page.draw(canvas)
        return file.to_bytes()
