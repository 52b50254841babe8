"""What lies in which envelope: nothing too late to be used, nothing before its time, and short to read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kitgen.manifest import PieceEntry
from kitgen.proof.check_files import OF_THE_KIT, Finding
from kitgen.proof.check_locks import LOCK_CARDS
from kitgen.proof.opened import Output
from kitgen.proof.wheel_reading import marks_in

TABLE, END = "table", "end"
"""What lies out from the start, and the envelope that ends the night."""

ENDINGS = ("time-to-spare", "just-in-time", "next-morning")
MOST_WORDS = 60
"""Read aloud in under half a minute."""

NAMES_WORDS = 6
"""What names of several words may add to a text that was counted before they were filled in."""

FEWEST_WORDS = 5
NEEDED_CARDS = ("story", "task")
"""Cards of every puzzle."""

_SCENE = re.compile(r"kit/scene-(.+)")
_ENDING = re.compile(r"kit/ending-(.+)")


def check_envelopes(output: Output) -> Finding:
    """Every piece lies in an envelope that exists and in the right one, every scene once and short."""
    manifest = output.manifest
    order = [envelope.id for envelope in manifest.envelopes]
    faults = [
        f"envelope {name}: it is listed twice" for name in sorted({n for n in order if order.count(n) > 1})
    ]
    if END in order[:-1] or TABLE in order:
        faults.append(f"envelopes: {TABLE} is none of them, and {END} must be the last")
    faults += [
        f"{piece.id}: its envelope {piece.envelope} does not exist"
        for piece in manifest.pieces
        if piece.envelope not in (TABLE, *order)
    ]
    faults += _puzzle_faults(output, order)
    faults += _kit_faults(output)
    faults += _scene_faults(output)
    faults += _ending_faults(output, order)
    spoken = [piece for piece in manifest.pieces if _SCENE.fullmatch(piece.id) or _ENDING.fullmatch(piece.id)]
    for piece in spoken:
        words = words_read_aloud(output, piece)
        if not FEWEST_WORDS <= words <= MOST_WORDS + NAMES_WORDS:
            faults.append(
                f"{piece.id}: {words} words are read aloud; it must be {FEWEST_WORDS} to {MOST_WORDS}"
            )
    return f"{len(manifest.pieces)} pieces in {len(order)} envelopes, {len(spoken)} cards read aloud", faults


def _puzzle_faults(output: Output, order: Sequence[str]) -> Iterator[str]:
    """Each puzzle's cards and pieces, and as many packs of them as were asked for."""
    manifest = output.manifest
    copies = manifest.options.copies
    acts = [name for name in order if name != END]
    for act in acts:
        if not any(puzzle.act == act for puzzle in manifest.puzzles):
            yield f"envelope {act}: no puzzle lies in it"
    for puzzle in manifest.puzzles:
        if puzzle.act not in acts:
            yield f"{puzzle.id}: its act {puzzle.act} has no envelope"
            continue
        pieces = [piece for piece in manifest.pieces if piece.puzzle == puzzle.id]
        counts = Counter(piece.id for piece in pieces)
        for card in NEEDED_CARDS:
            name = f"{puzzle.id}/{card}"
            if counts[name] != copies:
                yield f"{name}: printed {counts[name]} times; each of {copies} packs needs it once"
        for name, count in counts.items():
            if count % copies:
                yield f"{name}: printed {count} times, which makes no {copies} packs"
        if not any(piece.id.split("/")[-1] not in NEEDED_CARDS for piece in pieces):
            yield f"{puzzle.id}: it has cards and no pieces"
        # Pieces of the last word alone are earned: they may lie where the answers before it lead.
        early = acts if puzzle.act == acts[-1] else [puzzle.act]
        for piece in pieces:
            is_card = piece.id.split("/")[-1] in NEEDED_CARDS
            if piece.envelope not in ([puzzle.act] if is_card else early):
                yield f"{piece.id}: it lies in {piece.envelope}; its puzzle is in {puzzle.act}"


def _kit_faults(output: Output) -> Iterator[str]:
    """What belongs to all puzzles is there once; a deck lies where its lock is."""
    of_kit = [piece for piece in output.manifest.pieces if piece.puzzle == OF_THE_KIT]
    for name, count in Counter(piece.id for piece in of_kit).items():
        if count > 1:
            yield f"{name}: printed {count} times; the table needs one"
    locked = {lock.act for lock in output.manifest.locks}
    for piece in of_kit:
        is_scene = _SCENE.fullmatch(piece.id) or _ENDING.fullmatch(piece.id)
        if piece.group == LOCK_CARDS:
            own = re.fullmatch(r"kit/lock-(.+?)-\d\d(-\d\d)*", piece.id)
            if own is None or own[1] != piece.envelope or piece.envelope not in locked:
                yield f"{piece.id}: it lies in {piece.envelope}; a lock's card lies in the act that it closes"
        elif not is_scene and piece.envelope != TABLE:
            yield f"{piece.id}: it lies in {piece.envelope}; it is needed on the table from the start"


def _scene_faults(output: Output) -> Iterator[str]:
    """Scenes of the manifest and scenes on paper are the same, envelope by envelope."""
    pieces, envelopes = output.manifest.pieces, output.manifest.envelopes
    printed = Counter((match[1], p.envelope) for p in pieces if (match := _SCENE.fullmatch(p.id)))
    wanted = Counter((scene, envelope.id) for envelope in envelopes for scene in envelope.scenes)
    for scene, envelope in sorted({*printed, *wanted}):
        have, need = printed[scene, envelope], wanted[scene, envelope]
        if have != need or need > 1:
            yield f"kit/scene-{scene}: printed {have} times in {envelope}; the manifest has it {need} times"


def _ending_faults(output: Output, order: Sequence[str]) -> Iterator[str]:
    """All three endings lie in the last envelope and nothing else; or there is none."""
    printed = sorted((m[1], p.envelope) for p in output.manifest.pieces if (m := _ENDING.fullmatch(p.id)))
    wanted = sorted((when, END) for when in ENDINGS) if END in order else []
    if printed != wanted:
        found = ", ".join(f"{when} in {envelope}" for when, envelope in printed) or "none"
        yield f"endings: printed are {found}; all three belong in {END}, or there is no such envelope"
    for piece in output.manifest.pieces:
        if piece.envelope == END and not _ENDING.fullmatch(piece.id):
            yield f"{piece.id}: it lies in {END}, where only the endings are"


def words_read_aloud(output: Output, piece: PieceEntry) -> int:
    """How many words of a card are read: its label, title and cue stand above in other faces or sizes.

    The block is known by its lowest line: what is set like it is read.
    """
    texts = [text for text in marks_in(output, piece)[0] if text.text.strip()]
    if not texts:
        return 0
    last = max(texts, key=lambda text: text.baseline_mm)
    block = [t for t in texts if t.font == last.font and abs(t.size_pt - last.size_pt) < 0.05]
    return sum(len(text.text.split()) for text in block)
