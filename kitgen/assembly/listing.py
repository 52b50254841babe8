"""The manifest: what was asked for before anything is drawn, and every file and piece afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Literal, cast

from kitgen import __version__
from kitgen.assembly.minutes import planned_minutes, puzzle_minutes
from kitgen.assembly.resolved import Made, Resolved
from kitgen.budget.budget import Budget
from kitgen.engine import Accepted
from kitgen.hints.addresses import hint_code, hint_url, lock_code
from kitgen.layout.plan import Page, Placed
from kitgen.locks.contract import LockPlan
from kitgen.locks.wheel import Wheel
from kitgen.manifest import (
    BackEntry,
    BudgetEntry,
    CapsEntry,
    DialEntry,
    EnvelopeEntry,
    FileEntry,
    InkEntry,
    KitName,
    LockEntry,
    Manifest,
    Options,
    PieceEntry,
    Printing,
    PuzzleEntry,
    RulerEntry,
    StripEntry,
    sha256_hex,
)
from kitgen.mechanisms.contract import Level
from kitgen.printing.profile import Duplex, PrintProfile
from kitgen.rng import base32, grouped, secret_code
from kitgen.units import Box

Locks = Literal["paper", "phone", "host", "none"]


def begin_manifest(chosen: Resolved, made: Made, plans: Sequence[LockPlan], wheel: Wheel | None) -> Manifest:
    """The manifest as far as it is known before anything is drawn, with its fingerprint."""
    kit = chosen.kit
    manifest = Manifest(
        kitgen=__version__,
        kit=KitName(
            id=kit.id, title=chosen.voice().title, version=kit.version, language=kit.language, theme=kit.theme
        ),
        fingerprint="",
        options=Options(
            difficulty=_common_level(chosen.levels),
            levels={name: level.value for name, level in chosen.levels.items()},
            cast=chosen.cast,
            names=chosen.names,
            players=chosen.players,
            fright="mild" if chosen.mild else "full",
            locks=cast("Locks", chosen.locks),
            copies=chosen.copies,
            printing=Printing.of(chosen.profile),
            hints=chosen.hints,
            hints_address=chosen.base,
            hint_paper=chosen.hint_paper.value,
            wifi=chosen.ssid,
            only=list(chosen.puzzles) if chosen.selection is None else chosen.selection.names(),
        ),
        puzzles=[_puzzle(chosen, name, puzzle) for name, puzzle in made.items()],
        locks=[_lock(chosen, plan, wheel) for plan in plans],
        envelopes=[
            # Scenes are printed with the whole kit only.
            EnvelopeEntry(
                id=name,
                scenes=[s.id for s in kit.file.scenes if s.act == name] if chosen.is_whole else [],
            )
            for name in chosen.envelopes()
        ],
        minutes=round(planned_minutes(chosen, made, plans), 1),
    )
    # The seed's share keeps prints of two seeds apart where no hint codes do; it says nothing of the seed.
    basis = manifest.to_json() + secret_code(chosen.seed, "fingerprint", 16).encode()
    fingerprint = grouped(base32(hashlib.sha256(basis).digest(), 8))
    return manifest.model_copy(update={"fingerprint": fingerprint})


def _puzzle(chosen: Resolved, name: str, puzzle: Accepted) -> PuzzleEntry:
    beat = chosen.kit.beat_of(name)
    return PuzzleEntry(
        id=name,
        beat=beat.id,
        act=beat.act,
        title=chosen.voice().puzzle_title(name),
        mechanism=puzzle.mechanism.slug,
        level=puzzle.level.value,
        minutes=round(puzzle_minutes(puzzle), 1),
        box=chosen.kit.box_of(beat.id),
        hints=hint_url(chosen.base, hint_code(chosen.seed, name)) if chosen.base else "",
    )


def _lock(chosen: Resolved, plan: LockPlan, wheel: Wheel | None) -> LockEntry:
    lock = chosen.kit.lock_of(plan.act)
    assert lock is not None, "plans are made of locks"
    dials = wheel.lock_of(plan).dials if wheel else ()
    is_phone = chosen.locks == "phone"
    return LockEntry(
        act=plan.act,
        title=chosen.voice().lock_title(lock),
        boxes=[box.box for box in plan.boxes],
        dials=[
            DialEntry(ring=dial.ring, box=dial.box, position=dial.position, against=dial.against)
            for dial in dials
        ],
        url=hint_url(chosen.base, lock_code(chosen.seed, plan.act)) if is_phone else "",
    )


def _common_level(levels: Mapping[str, Level]) -> str:
    names = sorted({level.value for level in levels.values()})
    return names[0] if len(names) == 1 else "mixed"


def _piece(file: str, number: int, placed: Placed, profile: PrintProfile) -> PieceEntry:
    back = None
    if placed.back is not None:
        is_beside = profile.duplex is Duplex.FOLD or not profile.is_two_sided
        back = BackEntry(
            page=number if is_beside else number + 1,
            box_mm=_box_on_paper(placed.back, profile, back=not is_beside),
        )
    return PieceEntry(
        id=placed.id,
        puzzle=placed.puzzle,
        group=placed.group,
        envelope=placed.envelope,
        number=placed.number,
        file=file,
        page=number,
        box_mm=_box_on_paper(placed.box, profile),
        turned=placed.turned,
        back=back,
    )


def _on_paper(point: tuple[float, float], profile: PrintProfile) -> tuple[float, float]:
    x, y = profile.origin_mm()
    return round(point[0] + x, 3), round(point[1] + y, 3)


def _box_on_paper(
    box: Box, profile: PrintProfile, *, back: bool = False
) -> tuple[float, float, float, float]:
    """A box on the sheet as it lies on the paper."""
    x, y = profile.origin_mm(back=back)
    return round(box.x_mm + x, 3), round(box.y_mm + y, 3), round(box.width_mm, 3), round(box.height_mm, 3)


def complete_manifest(
    manifest: Manifest,
    chosen: Resolved,
    files: Mapping[str, bytes],
    counts: Mapping[str, int],
    documents: Mapping[str, Sequence[Page]],
    budget: Budget | None,
) -> Manifest:
    """The manifest with every file, every piece's place, every ruler, and what the print costs."""
    numbered = [
        (f"print/{name}", number, page)
        for name, sheets in documents.items()
        for number, page in enumerate(sheets, start=1)
    ]
    profile = chosen.profile
    pieces = [
        _piece(file, number, placed, profile) for file, number, page in numbered for placed in page.placed
    ]
    rulers = [
        RulerEntry(
            file=file,
            page=number,
            from_mm=_on_paper(page.ruler.start_mm, profile),
            to_mm=_on_paper(page.ruler.end_mm, profile),
            length_mm=page.ruler.length_mm,
        )
        for file, number, page in numbered
        if page.ruler is not None
    ]
    strips = [
        StripEntry(
            puzzle=strip.puzzle,
            file=file,
            page=number,
            panels_mm=[_box_on_paper(box, profile) for box in strip.panels],
        )
        for file, number, page in numbered
        for strip in page.strips
    ]
    entries = [
        FileEntry(path=path, sha256=sha256_hex(data), bytes=len(data), pages=counts.get(path))
        for path, data in sorted(files.items())
    ]
    return manifest.model_copy(
        update={
            "files": entries,
            "pieces": pieces,
            "rulers": rulers,
            "hint_strips": strips,
            "budget": _budget(budget) if budget is not None else None,
        }
    )


def _budget(budget: Budget) -> BudgetEntry:
    return BudgetEntry(
        sheets=budget.sheets,
        firm_sheets=budget.firm_sheets,
        cards=budget.cards,
        straight_cuts=budget.straight_cuts,
        shaped_mm=round(budget.shaped_mm),
        holes=budget.holes,
        cutting_minutes=budget.whole_minutes,
        ink=InkEntry(**budget.ink.per_cent(), sides=budget.ink.sides),
        caps=CapsEntry(sheets=budget.caps.sheets, cutting_minutes=budget.caps.cutting_minutes),
        over=[excess.what for excess in budget.over],
    )
