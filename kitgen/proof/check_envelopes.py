"""What lies in which envelope: nothing too late to be used, nothing before its time, and short to read."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kitgen.manifest import PieceEntry
from kitgen.proof.check_files import OF_THE_KIT, Finding
from kitgen.proof.check_locks import in_reading_order, joined_lines
from kitgen.proof.check_pieces import LOCK_ENTRIES
from kitgen.proof.opened import Output
from kitgen.proof.placed_marks import PlacedText
from kitgen.proof.wheel_reading import texts_in

TABLE, END = "table", "end"
"""What lies out from the start, and the envelope that ends the night."""

ENDINGS = ("time-to-spare", "just-in-time", "next-morning")
MOST_WORDS = 60
"""Read aloud in under half a minute."""

NAMES_WORDS = 6
"""What names of several words may add to a text that was counted before they were filled in."""

CUE_WORDS = 12
"""What a cue may add where it is set in the face and size of the words: legible lettering has no italics."""

FEWEST_WORDS = 5
NEEDED_CARDS = ("story", "task")
"""Cards of every puzzle."""

_SCENE = re.compile(r"kit/scene-(.+)")
_ENDING = re.compile(r"kit/ending-(.+)")
_GOES_ON = re.compile(r"(.+)-\d{1,2}")
_LABEL = re.compile(r"kit/label-(.+)")


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
    if output.is_reprint:
        return f"{len(manifest.pieces)} pieces printed again", faults
    faults += _puzzle_faults(output, order)
    faults += _kit_faults(output)
    faults += _scene_faults(output)
    faults += _ending_faults(output, order)
    faults += _label_faults(output, order)
    spoken = _spoken(output)
    for name, cards in spoken.items():
        words = words_read_aloud(output, list({card.id: card for card in cards}.values()))
        cue = CUE_WORDS if output.manifest.options.printing.face == "legible" else 0
        if not FEWEST_WORDS <= words <= MOST_WORDS + NAMES_WORDS + cue:
            faults.append(f"{name}: {words} words are read aloud; it must be {FEWEST_WORDS} to {MOST_WORDS}")
    return f"{len(manifest.pieces)} pieces in {len(order)} envelopes, {len(spoken)} texts read aloud", faults


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
        if piece.group == LOCK_ENTRIES:
            own = re.fullmatch(r"kit/lock-(.+?)-\d\d(-\d{1,2})*", piece.id)
            if own is None or own[1] != piece.envelope or piece.envelope not in locked:
                yield f"{piece.id}: it lies in {piece.envelope}; a lock's card lies in the act that it closes"
        elif not is_scene and not _LABEL.fullmatch(piece.id) and piece.envelope != TABLE:
            yield f"{piece.id}: it lies in {piece.envelope}; it is needed on the table from the start"


def _spoken(output: Output) -> dict[str, list[PieceEntry]]:
    """The cards of each text that is read aloud, by its id; a long one goes on over several cards."""
    known = [f"kit/scene-{scene}" for envelope in output.manifest.envelopes for scene in envelope.scenes]
    known += [f"kit/ending-{when}" for when in ENDINGS]
    found: defaultdict[str, list[PieceEntry]] = defaultdict(list)
    for piece in output.manifest.pieces:
        if _SCENE.fullmatch(piece.id) or _ENDING.fullmatch(piece.id):
            goes_on = _GOES_ON.fullmatch(piece.id)
            whole = goes_on[1] if goes_on and goes_on[1] in (*known, *found) else piece.id
            found[piece.id if piece.id in known else whole].append(piece)
    return found


def _scene_faults(output: Output) -> Iterator[str]:
    """Scenes of the manifest and scenes on paper are the same, envelope by envelope."""
    envelopes = output.manifest.envelopes
    printed: Counter[tuple[str, str]] = Counter()
    for name, cards in _spoken(output).items():
        if match := _SCENE.fullmatch(name):
            # Each of its cards once, and all in one envelope.
            for envelope in {card.envelope for card in cards}:
                printed[match[1], envelope] += max(Counter(card.id for card in cards).values())
    wanted = Counter((scene, envelope.id) for envelope in envelopes for scene in envelope.scenes)
    for scene, envelope in sorted({*printed, *wanted}):
        have, need = printed[scene, envelope], wanted[scene, envelope]
        if have != need or need > 1:
            yield f"kit/scene-{scene}: printed {have} times in {envelope}; the manifest has it {need} times"


def _ending_faults(output: Output, order: Sequence[str]) -> Iterator[str]:
    """All three endings lie in the last envelope and nothing else but its label; or there is none."""
    spoken = _spoken(output)
    endings = [(match[1], cards) for name, cards in spoken.items() if (match := _ENDING.fullmatch(name))]
    printed = sorted(
        (when, card.envelope)
        for when, cards in endings
        for card in cards
        if _ENDING.fullmatch(card.id)
        if card.id == f"kit/ending-{when}" or card.envelope != END
    )
    wanted = sorted((when, END) for when in ENDINGS) if END in order else []
    if printed != wanted:
        found = ", ".join(f"{when} in {envelope}" for when, envelope in printed) or "none"
        yield f"endings: printed are {found}; all three belong in {END}, or there is no such envelope"
    for piece in output.manifest.pieces:
        if piece.envelope == END and not _ENDING.fullmatch(piece.id) and not _LABEL.fullmatch(piece.id):
            yield f"{piece.id}: it lies in {END}, where only the endings are"


def _label_faults(output: Output, order: Sequence[str]) -> Iterator[str]:
    """A label for each envelope, or a cover for each, which is no piece."""
    printed = Counter((m[1], p.envelope) for p in output.manifest.pieces if (m := _LABEL.fullmatch(p.id)))
    has_labels = output.is_whole and output.manifest.options.printing.envelopes == "labels"
    wanted = (
        Counter((name, name) for name in dict.fromkeys(order)) if has_labels else Counter[tuple[str, str]]()
    )
    for name, envelope in sorted({*printed, *wanted}):
        have, need = printed[name, envelope], wanted[name, envelope]
        if have != need:
            yield f"kit/label-{name}: printed {have} times for {envelope}; it must be {need}"


def words_read_aloud(output: Output, cards: Sequence[PieceEntry]) -> int:
    """How many words are read of some cards: labels, title and cue are set in other faces or sizes.

    The block is the longest of what is set alike.
    """
    words: Counter[tuple[str, float]] = Counter()
    for card in cards:
        alike: defaultdict[tuple[str, float], list[PlacedText]] = defaultdict(list)
        for text in in_reading_order(texts_in(output, card)):
            if text.text.strip():
                alike[text.font, round(text.size_pt, 1)].append(text)
        for style, texts in alike.items():
            words[style] += len(joined_lines(texts).split())
    return max(words.values(), default=0)
