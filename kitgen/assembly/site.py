"""The hint site: a puzzle's rungs in words, its emblem, its codes; and the locks, where phones try them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from kitgen.assembly.night import after_act, lock_opened, lock_plans
from kitgen.assembly.resolved import Made, Resolved, Say
from kitgen.canvas import Face, Role
from kitgen.engine import Accepted
from kitgen.hints.addresses import Rung, hint_code, lock_code, rung_codes
from kitgen.hints.locks import LockPage, build_lock_pages
from kitgen.hints.piece_pictures import PiecePictures
from kitgen.hints.rungs import HintRung, hint_rungs, rung_names, what_is_told
from kitgen.hints.sealed import seal_site
from kitgen.hints.site import PuzzleHints, build_site
from kitgen.hints.use_order import groups_of, use_order
from kitgen.layout.plan import NightPrint
from kitgen.locks.phone import see_distinct
from kitgen.message import message
from kitgen.theme.art import art_svg
from kitgen.theme.theme import Theme
from kitgen.theme.webfont import title_font

EMBLEM_PX = 96


def describe_hints(
    chosen: Resolved, made: Made, night: NightPrint, theme: Theme, say: Say
) -> list[PuzzleHints]:
    """The hints of each puzzle in words, for phones and for paper alike."""
    puzzles = []
    for act in night.acts:
        for page in act.puzzles:
            puzzle = made[page.id]
            rungs, confirm_code = puzzle_rungs(chosen.seed, page.id, puzzle, say)
            puzzles.append(
                PuzzleHints(
                    id=page.id,
                    title=page.title,
                    act_label=say(message("print.act-short", number=act.number)),
                    emblem=art_svg(theme.art[page.emblem], theme.hex_colours, EMBLEM_PX),
                    code=hint_code(chosen.seed, page.id),
                    needs=tuple(say(need) for need in page.needs),
                    answer_form=say(page.instructions.answer_form),
                    uses=use_order(puzzle.pieces, puzzle.solution.steps),
                    rungs=rungs,
                    confirm_code=confirm_code,
                )
            )
    return puzzles


def describe_site(
    chosen: Resolved,
    made: Made,
    night: NightPrint,
    puzzles: Sequence[PuzzleHints],
    pictures: PiecePictures,
    theme: Theme,
    say: Say,
) -> dict[str, bytes]:
    """All pages of the hint site by path."""
    puzzles = [replace(puzzle, pictures=_pictures(made, puzzle.id, pictures)) for puzzle in puzzles]
    palette = {role.value: theme.hex_colours[role] for role in Role}
    # What is sealed cannot be packed any further, and leaves no room for a title's own letters.
    letters = None if chosen.hints == "sealed" else partial(title_font, theme.faces[Face.TITLE])
    title, language = night.kit.title, chosen.kit.language
    is_live = chosen.hints == "lan"
    site = build_site(title, language, puzzles, palette, say, letters, is_live=is_live)
    if chosen.locks == "phone":
        # At home `kitgen serve` tries answers; elsewhere nobody but the page can.
        seed = "" if chosen.hints == "lan" else chosen.seed
        locks = _lock_pages(chosen, made, night, say)
        site |= build_lock_pages(title, language, locks, palette, say, letters, seed)
    if chosen.hints == "sealed":
        site = seal_site(site, chosen.key_of, title, language, palette, say)
    return dict(sorted(site.items()))


def _pictures(made: Made, puzzle: str, pictures: PiecePictures) -> tuple[bytes, ...]:
    """A picture for each line of what one needs, as far as these are pieces."""
    return tuple(pictures.get((puzzle, group), b"") for group in groups_of(made[puzzle].pieces))


def puzzle_rungs(seed: str, puzzle_id: str, made: Accepted, say: Say) -> tuple[tuple[HintRung, ...], str]:
    """A puzzle's rungs behind its first page in order, and the code of the question before the answer."""
    hints = made.mechanism.hints(made.params, made.clues, made.solution)
    told = what_is_told(made.level, hints, made.solution, made.mechanism.techniques, made.answer, say)
    codes = rung_codes(seed, puzzle_id, rung_names(told))
    return hint_rungs(told, made.solution, made.answer, codes, say), codes[Rung.CONFIRM]


def _lock_pages(chosen: Resolved, made: Made, night: NightPrint, say: Say) -> Iterator[LockPage]:
    """What stands on the page of each lock."""
    plans = lock_plans(chosen, made)
    see_distinct(plans)
    numbers = {act.id: act.number for act in night.acts}
    for plan in plans:
        lock = chosen.kit.lock_of(plan.act)
        assert lock is not None, "plans are made of locks"
        yield LockPage(
            plan=plan,
            title=chosen.voice().lock_title(lock),
            act_label=say(message("print.act-short", number=numbers[plan.act])),
            code=lock_code(chosen.seed, plan.act),
            opened=lock_opened(chosen, plan.act, say),
            then=say(after_act(chosen, plan.act)),
        )
