"""What a host asked for, and the same with nothing left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kitgen.assembly.resolved import Resolved, Selection
from kitgen.checking import theme_problems
from kitgen.errors import DataError, UsageError
from kitgen.hints.addresses import SEALED, checked_base, hints_kind, lan_base, sealed_base
from kitgen.hints.wifi import Wifi
from kitgen.kit.cast import resolve_cast
from kitgen.kit.loading import find_kit, load_kit
from kitgen.kit.spine import DEFAULT_PLAYERS, watching_problems
from kitgen.layout.hint_strips import HintPaper
from kitgen.mechanisms.contract import Level
from kitgen.printing.profile import Ink, PrintProfile
from kitgen.rng import draw_seed


@dataclass(frozen=True)
class BuildOptions:
    """What a host asked for.

    Args:
        kit: a kit's name, or a folder that holds one.
        seed: the kit's seed, or None to draw one.
        difficulty: level of every puzzle that `levels` does not name; the kit's own choice where None.
        levels: level by puzzle id.
        cast: name of the cast, or empty for the kit's own choice.
        names: name by role, laid over the cast.
        profile: paper, printer and eyes that it is printed for.
        hints: `lan`, `none`, an address, or `sealed:` and an address.
        home: this computer's address for `lan`, as an earlier build found it; looked up where empty.
        only: ids of the puzzles to print, or `card:12` and `piece:<id>` to print single pieces again; all
            where empty.
        players: how many people play.
        locks: `paper`, `phone` or `host`.
        fright: `full` or `mild`.
        language: one that the kit is written in, or empty for its own.
        copies: how many packs of the puzzles are printed.
        hint_paper: how hints are printed besides: `fold`, `film` or `none`.
        wifi: the network that the join sheet's code leads into, or None for no such code.
    """

    kit: str
    seed: str | None = None
    difficulty: Level | None = None
    levels: Mapping[str, Level] = field(default_factory=dict)
    cast: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    profile: PrintProfile = field(default_factory=PrintProfile)
    hints: str = "lan"
    home: str = ""
    only: tuple[str, ...] = ()
    players: int = DEFAULT_PLAYERS
    locks: str = "paper"
    fright: str = "full"
    language: str = ""
    copies: int = 1
    hint_paper: str = HintPaper.FOLD.value
    wifi: Wifi | None = None


def resolve(options: BuildOptions) -> Resolved:
    """The options with every default filled in.

    Raises:
        DataError: the kit's files are wrong, or its acts leave players watching.
        UsageError: something is asked for that there is not, or that contradicts itself.
    """
    kit = load_kit(find_kit(options.kit)).in_language(options.language)
    problems = theme_problems(kit) + list(watching_problems(kit.file, kit.source, options.players))
    if problems:
        raise DataError(problems)
    ids = kit.puzzle_order()
    wanted, selection = _only(options.only)
    for name in (*options.levels, *wanted):
        if name not in ids:
            raise UsageError(f"The kit {kit.id} has no puzzle {name!r}; it has {', '.join(ids)}.")
    reachable = True
    base = ""
    if options.hints == "lan":
        base, reachable = (options.home, True) if options.home else lan_base()
    elif options.hints.startswith(SEALED):
        base = sealed_base(options.hints)
    elif options.hints != "none":
        base = checked_base(options.hints)
    _check_phone_locks(options, base)
    cast, names = resolve_cast(kit, options.cast, options.names)
    difficulty = options.difficulty or Level(kit.file.difficulty)
    puzzles = tuple(name for name in ids if not wanted or name in wanted)
    return Resolved(
        kit,
        options.seed or draw_seed(),
        {name: options.levels.get(name, difficulty) for name in ids},
        cast,
        names,
        options.profile,
        hints_kind(options.hints),
        base,
        reachable,
        puzzles,
        selection,
        options.players,
        options.locks if kit.file.locks and len(puzzles) == len(ids) else "none",
        options.fright == "mild",
        options.copies,
        _hint_paper(options),
        _ssid(options, selection),
    )


def _ssid(options: BuildOptions, selection: Selection | None) -> str:
    """The name of the Wi-Fi that phones join by a code; the password stays where it is."""
    if options.wifi is None:
        return ""
    if options.hints == "none":
        raise UsageError(
            "--wifi is for phones that open hints, and --hints is none.", "Leave one of the two out."
        )
    if selection is not None:
        raise UsageError(
            "--wifi is for the join sheet, and single pieces are printed again without one.",
            "Leave --wifi out.",
        )
    return options.wifi.ssid


def _hint_paper(options: BuildOptions) -> HintPaper:
    """How hints are printed; film tells colours apart, and only full ink has them."""
    kind = HintPaper(options.hint_paper)
    ink = options.profile.ink
    if kind is HintPaper.FILM and ink is not Ink.FULL:
        raise UsageError(
            f"--hint-paper film needs colours, and --ink {ink} prints none.",
            "Choose --hint-paper fold, or --ink full.",
        )
    return kind


def _only(names: Sequence[str]) -> tuple[list[str], Selection | None]:
    """What `--only` names: puzzles, or single cards and pieces.

    Raises:
        UsageError: both at once, or a card without a number.
    """
    cards: set[int] = set()
    pieces: set[str] = set()
    puzzles = []
    for name in names:
        kind, colon, rest = name.partition(":")
        if colon and kind == "card":
            if not (rest.isascii() and rest.isdigit() and 0 < int(rest) < 10_000):
                raise UsageError(f"--only {name}: a card is named by the number on it, such as card:12.")
            cards.add(int(rest))
        elif colon and kind == "piece" and rest:
            pieces.add(rest)
        elif colon:
            raise UsageError(
                f"--only {name}: there is nothing of that kind.", "Name a puzzle, card:12, or piece:<id>."
            )
        else:
            puzzles.append(name)
    if puzzles and (cards or pieces):
        raise UsageError(
            "--only names whole puzzles and single pieces; they are printed in two runs.",
            "Leave out one kind.",
        )
    selection = Selection(frozenset(cards), frozenset(pieces)) if cards or pieces else None
    return puzzles, selection


def _check_phone_locks(options: BuildOptions, base: str) -> None:
    """A lock on a phone needs somebody who checks: `kitgen serve`, or WebCrypto, which plain http lacks."""
    if options.locks != "phone":
        return
    if options.hints == "none":
        raise UsageError(
            "--locks phone needs hint pages, and --hints is none.",
            "Choose --locks paper, or say with --hints where phones find the pages.",
        )
    if options.hints != "lan" and not base.lower().startswith("https://"):
        raise UsageError(
            f"--locks phone does not work on a static site over plain http ({base}).",
            "Choose --locks paper, an https address, or --hints lan with `kitgen serve`.",
        )
