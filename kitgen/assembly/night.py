"""The night on paper: what pages say of the kit, its puzzles, its locks and its scenes."""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.assembly.minutes import planned_minutes
from kitgen.assembly.resolved import Made, Resolved, Say
from kitgen.codes import qr_matrix
from kitgen.effort import rounded_minutes
from kitgen.engine import Accepted
from kitgen.hints.addresses import hint_code, hint_url, landing_url, lock_code
from kitgen.kit.models import Act, Scene
from kitgen.layout.batches import LOCK_ENTRIES
from kitgen.layout.plan import (
    END,
    ActPrint,
    KitPrint,
    LockPrint,
    NightPrint,
    PuzzlePrint,
    ReadAloud,
    Tile,
)
from kitgen.locks.contract import BoxAnswer, Lock, LockPlan, see_opens
from kitgen.locks.host import HostLock
from kitgen.locks.leaf import leaf_entries
from kitgen.locks.paper import PaperLock
from kitgen.locks.phone import PhoneLock
from kitgen.locks.signs import Sign
from kitgen.locks.wheel import Wheel, make_wheel
from kitgen.mechanisms.contract import Piece
from kitgen.message import Message, message
from kitgen.rng import Rng, grouped


def lock_plans(chosen: Resolved, made: Made) -> tuple[LockPlan, ...]:
    """The answers of each lock, with their known slips; none where the night has no locks."""
    if chosen.locks == "none":
        return ()
    kit = chosen.kit
    plans: list[LockPlan] = []
    for act, puzzles in chosen.acts():
        if kit.lock_of(act.id) is None:
            continue
        boxes = tuple(_box_answer(kit.box_of(kit.beat_of(name).id), name, made[name]) for name in puzzles)
        plans.append(LockPlan(act.id, len(plans) + 1, boxes))
    return tuple(plans)


def _box_answer(box: str, name: str, puzzle: Accepted) -> BoxAnswer:
    spec = puzzle.mechanism.answer_spec(puzzle.params)
    told = None if spec.choices is None else spec.shortest
    return BoxAnswer(box, name, puzzle.answer, puzzle.misreadings, told)


def lock_for(chosen: Resolved, plans: Sequence[LockPlan], wheel: Wheel | None) -> Lock:
    """What closes the acts of this night, seen to open by the right answers.

    Raises:
        KitgenError: a lock stays shut by them; nobody should find that out at the table.
    """
    lock: Lock = HostLock()
    if wheel is not None:
        lock = PaperLock(wheel)
    elif chosen.locks == "phone":
        lock = PhoneLock()
    see_opens(lock, plans)
    return lock


def wheel_for(chosen: Resolved, plans: Sequence[LockPlan]) -> Wheel | None:
    """The paper lock of the whole night, where locks are of paper."""
    return make_wheel(plans, Rng(chosen.seed, "locks")) if plans and chosen.locks == "paper" else None


def describe_night(
    chosen: Resolved, made: Made, fingerprint: str, plans: Sequence[LockPlan], wheel: Wheel | None, say: Say
) -> NightPrint:
    """What all players' pages say."""
    voice = chosen.voice()
    qr = qr_matrix(landing_url(chosen.base)) if chosen.base else None
    planned = rounded_minutes(planned_minutes(chosen, made, plans))
    kit = KitPrint(
        voice.title, voice.tagline, voice.welcome, fingerprint, chosen.base, qr, locks=chosen.locks
    )
    acts = tuple(
        ActPrint(
            act.id,
            _act_label(chosen, act),
            act.number,
            voice.act_title(act),
            tuple(_puzzle(chosen, name, made[name], wheel) for name in puzzles),
            _lock(chosen, act, plans, wheel),
        )
        for act, puzzles in chosen.acts()
    )
    return NightPrint(
        kit,
        acts,
        tuple(_read_aloud(chosen, say, planned)) if chosen.is_whole else (),
        tuple(_lock_entries(chosen, wheel, say)) if wheel else (),
        lock_for(chosen, plans, wheel).pieces(),
        wheel.signs if wheel else None,
        is_whole=chosen.is_whole,
    )


def _act_label(chosen: Resolved, act: Act) -> Message:
    return message("print.act", number=act.number, title=chosen.voice().act_title(act))


def _puzzle(chosen: Resolved, name: str, puzzle: Accepted, wheel: Wheel | None) -> PuzzlePrint:
    kit, voice = chosen.kit, chosen.voice()
    beat = kit.beat_of(name)
    act = kit.act_of(name)
    instructions = puzzle.mechanism.instructions(puzzle.params, puzzle.clues)
    code = hint_code(chosen.seed, name)
    key = chosen.key_of(code)
    return PuzzlePrint(
        id=name,
        mechanism=puzzle.mechanism.slug,
        title=voice.puzzle_title(name),
        act=_act_label(chosen, act),
        act_number=act.number,
        story=voice.puzzle_story(name),
        emblem=kit.puzzles[name].emblem,
        box=kit.box_of(beat.id),
        box_count=_box_count(puzzle),
        instructions=instructions,
        needs=_needs(puzzle.mechanism.slug, puzzle.pieces, instructions.tools),
        pieces=puzzle.pieces,
        code=grouped(code + key) if chosen.base else "",
        qr=qr_matrix(hint_url(chosen.base, code, key)) if chosen.base else None,
        envelope=act.id,
        earned={
            piece.id: chosen.earned_in(beat, piece)
            for piece in puzzle.pieces
            if piece.earned_by and chosen.is_whole
        },
        signs=_signs(puzzle, kit.box_of(beat.id), wheel) if wheel else {},
    )


def _box_count(puzzle: Accepted) -> int:
    spec = puzzle.mechanism.answer_spec(puzzle.params)
    # Twelve tags and six boxes would leave the tags of six letters.
    return len(puzzle.answer) if spec.choices is None else spec.longest


def _signs(puzzle: Accepted, box: str, wheel: Wheel) -> dict[int, Sign]:
    """The signs under a puzzle's boxes.

    Where the answer is one of a few printed ones, a sign under each box would pick it out. There only so
    many boxes have a sign as it takes, mostly one, that no known slip passes both signs and rings; a third
    of the other wrong answers pass the sign, and the lock tells the rest.
    """
    row = dict(enumerate(wheel.signs.row(puzzle.answer)))
    spec = puzzle.mechanism.answer_spec(puzzle.params)
    if spec.choices is None:
        return row

    def passes(slip: str, place: int) -> bool:
        return slip[place : place + 1] != "" and wheel.signs.of(slip[place]) is row[place]

    dialled = [dial.position - 1 for lock in wheel.locks for dial in lock.dials if dial.box == box]
    left = [s.answer for s in puzzle.misreadings]
    left = [s for s in left if all(s[i : i + 1] == puzzle.answer[i] for i in dialled)]
    shown: dict[int, Sign] = {}
    while left or not shown:
        # Rather a place that every printed answer has: a later one tells something of the length.
        best = min(
            (place for place in row if place not in shown),
            key=lambda place: (
                sum(passes(slip, place) for slip in left) + (place >= spec.shortest) * 0.5,
                place,
            ),
        )
        shown[best] = row[best]
        left = [slip for slip in left if passes(slip, best)]
    return shown


def _needs(slug: str, pieces: Sequence[Piece], tools: Message | None) -> tuple[Message, ...]:
    """One message for each group of pieces in the order of printing, and the tools."""
    counts: dict[str, int] = {}
    for piece in pieces:
        counts[piece.group] = counts.get(piece.group, 0) + piece.copies
    groups = tuple(message(f"{slug}.group.{group}", count=count) for group, count in counts.items())
    return (*groups, tools) if tools else groups


def _lock(chosen: Resolved, act: Act, plans: Sequence[LockPlan], wheel: Wheel | None) -> LockPrint | None:
    plan = next((plan for plan in plans if plan.act == act.id), None)
    lock = chosen.kit.lock_of(act.id)
    if plan is None or lock is None:
        return None
    title = chosen.voice().lock_title(lock)
    if wheel is not None:
        return LockPrint(title, tuple(dial.words() for dial in wheel.lock_of(plan).dials))
    if chosen.locks == "phone":
        code = lock_code(chosen.seed, act.id)
        key = chosen.key_of(code)
        steps = (message("print.lock.phone"), message("print.lock.phone-type"))
        return LockPrint(title, steps, grouped(code + key), qr_matrix(hint_url(chosen.base, code, key)))
    return LockPrint(title, (message("print.lock.host"),))


def envelope_message(chosen: Resolved, envelope: str) -> Message:
    """The words for an envelope: 'envelope 2 (The other side)'."""
    if envelope == END:
        return message("print.envelope.end")
    act = next(act for act in chosen.kit.acts if act.id == envelope)
    return message("print.envelope.act", number=act.number, title=chosen.voice().act_title(act))


def after_act(chosen: Resolved, act_id: str) -> Message:
    """What to open when an act's lock opens."""
    envelopes = chosen.envelopes()
    following = envelopes[envelopes.index(act_id) + 1 :]
    if not following:
        return message("print.lock.then-done")
    return message("print.lock.then-open", envelope=envelope_message(chosen, following[0]))


def lock_opened(chosen: Resolved, act_id: str, say: Say) -> str:
    """What is read as an act's lock opens."""
    lock = chosen.kit.lock_of(act_id)
    assert lock is not None, "only acts with a lock are asked for"
    return chosen.voice(say(message("print.box", box="{box}"))).lock_opened(lock)


LEAF_WIDTH_MM = 189.0

ENTRIES = ((11.0, 1.22, 3, 24.6), (16.0, 1.22, 2, 62.0), (16.0, 1.4, 2, 84.0))
"""Columns of a lock's leaf and the height of its entries in mm, by the smallest text and the line height that
they have room for."""


def _lock_entries(chosen: Resolved, wheel: Wheel, say: Say) -> list[Tile]:
    typography = chosen.profile.typography(chosen.kit.language)
    columns, height = next(
        (columns, height)
        for body_pt, line_height, columns, height in ENTRIES
        if typography.least_body_pt <= body_pt and typography.line_height <= line_height
    )
    tiles = []
    for lock in wheel.locks:
        act_id = lock.plan.act
        opened = lock_opened(chosen, act_id, say)
        for entry in leaf_entries(wheel, lock, opened, after_act(chosen, act_id)):
            tiles.append(
                Tile(
                    f"kit/lock-{act_id}-{entry.name}",
                    "kit",
                    LOCK_ENTRIES,
                    act_id,
                    LEAF_WIDTH_MM / columns,
                    height,
                    entry.front,
                    columns=columns,
                    stays_whole=True,
                    keeps_margin=True,
                )
            )
    return tiles


def _read_aloud(chosen: Resolved, say: Say, minutes: int) -> list[ReadAloud]:
    kit = chosen.kit
    voice = chosen.voice(say(message("print.box", box="{box}")))
    cards = []
    for scene in kit.file.scenes:
        act = next(act for act in kit.acts if act.id == scene.act)
        title, words = voice.scene(scene)
        cue = _cue(chosen, scene)
        label = _act_label(chosen, act)
        cards.append(ReadAloud(f"scene-{scene.id}", act.id, label, title, words, cue, scene.art or ""))
    for ending in kit.file.endings:
        title, words = voice.scene(ending)
        cue = message(f"print.cue.{ending.when}", minutes=minutes, early=minutes - SPARE_MINUTES)
        cards.append(ReadAloud(f"ending-{ending.when}", END, message("print.ending"), title, words, cue, ""))
    return cards


SPARE_MINUTES = 10
"""Minutes left at the last lock that count as time to spare."""


def _cue(chosen: Resolved, scene: Scene) -> Message:
    """When a scene is read; opening scenes of one envelope are counted, so that their order is plain."""
    if scene.after:
        return message("print.cue.after", box=chosen.kit.box_of(scene.after))
    opening = [s.id for s in chosen.kit.file.scenes if s.act == scene.act and not s.after]
    if len(opening) == 1:
        return message("print.cue.opening")
    return message("print.cue.opening-of", number=opening.index(scene.id) + 1, of=len(opening))
