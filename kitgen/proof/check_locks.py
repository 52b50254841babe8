"""Every lock can be opened with what is printed, and says no more than it should.

Paper: the wheel is read from its pages (`wheel_reading`), turned by the answer sheet's dials, and the card
is looked up whose printed name stands in the windows. Phone: its code is scanned and its page searched.
Whatever the kind, the host's strip has each box's answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kitgen.manifest import LockEntry, PieceEntry
from kitgen.proof.check_codes import DPIS, hint_folder, parts_of, scanned
from kitgen.proof.check_files import Finding
from kitgen.proof.check_hints import page_words
from kitgen.proof.check_pieces import LOCK_ENTRIES
from kitgen.proof.hint_graph import page_path
from kitgen.proof.lock_solutions import BoxSolution, LockSolution, lock_solutions
from kitgen.proof.opened import SOLUTIONS, SOLUTIONS_PDF, Output
from kitgen.proof.placed_marks import PlacedText
from kitgen.proof.sign_reading import SHEET, SignRow, UnreadableSignsError, sign_sheets
from kitgen.proof.tokens import Needle, folded
from kitgen.proof.wheel_reading import PrintedWheel, UnreadableWheelError, read_wheel, texts_in

_NAME = re.compile(r"\d\d(-\d\d)+")

MOST_SINGLE_SIGNS = 2
"""Signs in a row whose answer is picked from a few printed ones: more would pick it out."""


@dataclass(frozen=True)
class PrintedCard:
    """A lock's card as it is printed.

    Args:
        piece: its entry in the manifest.
        name: the numbers at its top.
        text: everything else on it, in reading order.
    """

    piece: PieceEntry
    name: str
    text: str

    def says(self, text: str) -> bool:
        """Whether a text stands on it, wherever its lines break."""
        return bool(text) and squeezed(text) in squeezed(self.text)

    def names_box(self, box: BoxSolution) -> bool:
        """Whether it names a box outside of what it says of the box's slips."""
        rest = _plain(self.text)
        for _, said in box.slips:
            rest = rest.replace(_plain(said), " ")
        return re.search(rf"(?<!\w){re.escape(box.box)}(?!\w)", rest) is not None


@dataclass(frozen=True)
class _Checked:
    """The writing boxes of a puzzle, and the key that tells which sign a character has."""

    row: SignRow
    key: Mapping[str, int]

    def passes(self, answer: str) -> bool:
        return self.row.passes(answer, self.key)


def squeezed(text: str) -> str:
    """A text without blanks, line breaks and hyphens, for comparing what is broken into lines."""
    return re.sub(r"[\s\u2010\u00ad-]+", "", text)


def joined_lines(texts: Sequence[PlacedText]) -> str:
    """Texts in one line; a word that was broken with a hyphen stands together again."""
    return re.sub(r"(?<=\w[\u2010\u00ad-]) (?=\w)", "", " ".join(text.text for text in texts))


def _plain(text: str) -> str:
    """A text without hyphens, which may be the author's or those of a break."""
    return " ".join(re.sub(r"[\u2010\u00ad-]", "", text).split())


def check_locks(output: Output) -> Finding:
    """Locks open by the right answers, tell known slips, and give nothing away."""
    kind, locks = output.manifest.options.locks, output.manifest.locks
    if output.is_reprint:
        return "nothing: only single pieces are printed again", []
    solutions = lock_solutions(output)
    if kind == "none" or not locks:
        strays = [piece.id for piece in output.manifest.pieces if piece.group == LOCK_ENTRIES]
        return "no locks", [f"{stray}: a lock's card, though there are no locks" for stray in strays]
    faults = list(_listed_faults(output, solutions))
    known = [lock for lock in locks if lock.act in solutions]
    tries = 0
    if kind == "paper":
        tries, found = _paper_faults(output, known, solutions)
        faults += found
    if kind == "phone":
        faults += _phone_faults(output, known, solutions)
    faults += _strip_faults(output, known, solutions)
    boxes = sum(len(lock.boxes) for lock in locks)
    tried = f", {tries} turns of the printed wheel" if tries else ""
    return f"{len(locks)} {kind} locks with {boxes} boxes{tried}", faults


def _listed_faults(output: Output, solutions: Mapping[str, LockSolution]) -> Iterator[str]:
    """The manifest's locks against the host's file, and each box against its puzzle."""
    acts = [lock.act for lock in output.manifest.locks]
    for act in sorted({*acts, *solutions}):
        if acts.count(act) != 1 or act not in solutions:
            yield f"{SOLUTIONS}: the lock of {act} is not there and in the manifest once each"
    letters = {(puzzle.act, puzzle.id): puzzle.box for puzzle in output.manifest.puzzles}
    answers = output.answers()
    for lock in output.manifest.locks:
        solution = solutions.get(lock.act)
        if solution is None:
            continue
        if [box.box for box in solution.boxes] != lock.boxes or len(set(lock.boxes)) < len(lock.boxes):
            yield f"the lock of {lock.act} has other boxes in the manifest than in {SOLUTIONS}"
        if not solution.opened or not solution.then:
            yield f"{SOLUTIONS}: the lock of {lock.act} says nothing as it opens"
        own = {puzzle: letter for (act, puzzle), letter in letters.items() if act == lock.act}
        if own != {box.puzzle: box.box for box in solution.boxes}:
            yield f"the lock of {lock.act} does not take the answers of the puzzles of its act"
        for box in solution.boxes:
            if not box.answer or box.answer != answers.get(box.puzzle):
                yield f"{SOLUTIONS}: box {box.box} has another answer than its puzzle {box.puzzle}"


def _paper_faults(
    output: Output, locks: Sequence[LockEntry], solutions: Mapping[str, LockSolution]
) -> tuple[int, list[str]]:
    signs, faults = _signs(output)
    faults += _sign_faults(output, solutions, signs)
    try:
        wheel = read_wheel(output)
    except UnreadableWheelError as error:
        return 0, [*faults, f"the wheel cannot be turned: {error}"]
    tries = 0
    decks = {lock.act: _deck(output, lock.act) for lock in locks}
    for lock in locks:
        solution = solutions[lock.act]
        try:
            faults += _deck_faults(wheel, lock, solution, decks)
            faults += _slip_faults(wheel, lock, solution, decks[lock.act], signs)
        except UnreadableWheelError as error:
            faults.append(f"the lock of {lock.act}: {error}")
        tries += 1 + sum(len(box.slips) for box in solution.boxes)
    return tries, faults


def _deck(output: Output, act: str) -> list[PrintedCard]:
    """The cards in an act's envelope, read from the page."""
    found = []
    for piece in output.manifest.pieces:
        if piece.group == LOCK_ENTRIES and piece.envelope == act:
            lines = in_reading_order(texts_in(output, piece))
            names = [line.text for line in lines if _NAME.fullmatch(line.text)]
            text = joined_lines([line for line in lines if not _NAME.fullmatch(line.text)])
            found.append(PrintedCard(piece, names[0] if len(names) == 1 else "", text))
    return found


def in_reading_order(texts: Sequence[PlacedText]) -> list[PlacedText]:
    """Texts line by line, each from its beginning, however the piece lies on its page."""

    def key(text: PlacedText) -> tuple[float, float]:
        line, along = text.line_and_along_mm
        return round(line, 1), along

    return sorted(texts, key=key)


def _deck_faults(
    wheel: PrintedWheel, lock: LockEntry, solution: LockSolution, decks: Mapping[str, Sequence[PrintedCard]]
) -> Iterator[str]:
    """One deck: its names, what opens, and what each known slip leads to.

    The numbers of a track all differ, so each turn of the rings has a name of its own and one name opens.
    """
    deck, where = decks[lock.act], f"the lock of {lock.act}"
    for card in deck:
        if not card.name or not card.piece.id.endswith(f"-{card.name}"):
            yield f"{card.piece.id}: the name printed on it is {card.name or 'missing'}"
    names = [card.name for card in deck]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{where}: two cards are named {name}"
    opening = wheel.name(lock.dials, solution.answers())
    opens = [card for card in deck if card.name == opening]
    if len(opens) != 1 or opening is None:
        yield f"{where}: the right answers lead to {len(opens)} cards"
    elif not (opens[0].says(solution.opened) and opens[0].says(solution.then)):
        yield f"{opens[0].piece.id}: it does not say what is read as the lock of {lock.act} opens"
    for act, cards in decks.items():
        # What to open next may be the same words behind two locks; what is read is not.
        told = [solution.opened, *([solution.then] if act == lock.act else [])]
        for card in cards:
            if card not in opens and any(map(card.says, told)):
                yield f"{card.piece.id}: it opens the lock of {lock.act} at a wrong setting"


def _slip_faults(
    wheel: PrintedWheel,
    lock: LockEntry,
    solution: LockSolution,
    deck: Sequence[PrintedCard],
    signs: Mapping[str, _Checked],
) -> Iterator[str]:
    """Known slips, each with all other answers right: some card tells of the box, and none of another one.

    Where the dials do not read what differs, the signs under the boxes must.
    """
    right = solution.answers()
    opening = wheel.name(lock.dials, right)
    for box in solution.boxes:
        others = [other for other in solution.boxes if other is not box]
        led = {wrong: wheel.name(lock.dials, {**right, box.box: wrong}) for wrong, _ in box.slips}
        names = set(led.values())
        for wrong, name in led.items():
            unseen = box.puzzle in signs and signs[box.puzzle].passes(wrong)
            if name is not None and name == opening and wrong != box.answer and unseen:
                yield f"the lock of {lock.act}: a known slip of box {box.box} opens it, and its signs agree"
        found = [card for card in deck if card.name in names - {None, opening}]
        if names - {None, opening} and not any(card.names_box(box) for card in found):
            yield f"the lock of {lock.act}: no card tells of a known slip of box {box.box}"
        for card in found:
            if not card.names_box(box) and any(map(card.names_box, others)):
                yield f"{card.piece.id}: a known slip of box {box.box} leads there, and it names another"


def _signs(output: Output) -> tuple[dict[str, _Checked], list[str]]:
    """The writing boxes by puzzle, and why they cannot be told."""
    try:
        sheets = sign_sheets(output)
    except UnreadableSignsError as error:
        return {}, [str(error)]
    if any(sheet.sign_of != sheets[0].sign_of for sheet in sheets):
        return {}, ["kit/answers: its pages have different keys"]
    rows = [row for sheet in sheets for row in sheet.rows]
    acts = [envelope.id for envelope in output.manifest.envelopes]
    listed = [puzzle for puzzle in output.manifest.puzzles if puzzle.act in acts]
    puzzles = sorted(listed, key=lambda puzzle: acts.index(puzzle.act))
    if len(rows) != len(puzzles):
        what = f"signs stand under {len(rows)} rows of boxes; there are {len(puzzles)} puzzles"
        return {}, [f"kit/answers: {what}"]
    key = sheets[0].sign_of
    return {puzzle.id: _Checked(row, key) for puzzle, row in zip(puzzles, rows, strict=True)}, []


def _sign_faults(
    output: Output, solutions: Mapping[str, LockSolution], signs: Mapping[str, _Checked]
) -> Iterator[str]:
    """Signs under the boxes: those of the right answer, and, where all boxes have one, of no known slip."""
    answers = output.answers()
    letters = {puzzle.id: puzzle.box for puzzle in output.manifest.puzzles}
    boxes = {box.puzzle: box for solution in solutions.values() for box in solution.boxes}
    for puzzle, checked in signs.items():
        if not checked.passes(answers.get(puzzle, "")):
            yield f"kit/answers: the signs under box {letters[puzzle]} are not those of its answer"
        elif not checked.row.is_full and not 1 <= len(checked.row.signs) <= MOST_SINGLE_SIGNS:
            yield f"kit/answers: box {letters[puzzle]} has signs under some of its places"
        elif checked.row.is_full and puzzle in boxes:
            box = boxes[puzzle]
            if any(wrong != box.answer and checked.passes(wrong) for wrong, _ in box.slips):
                yield f"kit/answers: a known slip of box {box.box} has the same signs as its answer"


def _phone_faults(
    output: Output, locks: Sequence[LockEntry], solutions: Mapping[str, LockSolution]
) -> Iterator[str]:
    """Each lock's code is on the answer sheet and leads to a page that gives nothing away."""
    printed = set()
    for piece in output.manifest.pieces:
        pdf = output.pdf(piece.file) if SHEET.fullmatch(piece.id) else None
        if pdf is not None and 1 <= piece.page <= pdf.pages:
            near = scanned(pdf.picture(piece.page - 1, DPIS[1]))
            printed |= {parts_of(text) for text in near}
    needles = {puzzle: Needle(answer) for puzzle, answer in output.answers().items()}
    urls = [parts_of(lock.url) for lock in locks]
    for lock in locks:
        folder = hint_folder(output, lock.url)
        path = page_path(folder)
        if not lock.url or urls.count(parts_of(lock.url)) > 1:
            yield f"the lock of {lock.act} has no address of its own"
        elif parts_of(lock.url) not in printed:
            yield f"kit/answers: the lock of {lock.act} has no code there that leads to {lock.url}"
        if not folder or path not in output.files:
            yield f"the lock of {lock.act}: there is no page at {lock.url or 'no address'}"
            continue
        source = folded(output.read(path).decode("utf-8", "replace"))
        words = page_words(output, path)
        for puzzle, needle in needles.items():
            if needle.within(words) or needle.within(source):
                yield f"{path} gives away the answer of {puzzle}"
        said = squeezed(folded(solutions[lock.act].opened))
        if said and said in squeezed(source):
            yield f"{path} says what is read as the lock of {lock.act} opens before it does"


def _strip_faults(
    output: Output, locks: Sequence[LockEntry], solutions: Mapping[str, LockSolution]
) -> Iterator[str]:
    """The host's strip: each box's letter with its answer."""
    pdf = output.pdf(SOLUTIONS_PDF)
    words = "\n".join(pdf.text(i) for i in range(pdf.pages)) if pdf else ""
    for lock in locks:
        for box in solutions[lock.act].boxes:
            strip = rf"(?<!\w){re.escape(box.box)}\W{{1,3}}{re.escape(box.answer)}(?!\w)"
            if not box.answer or re.search(strip, words) is None:
                yield f"{SOLUTIONS_PDF}: it does not show the answer of box {box.box}"
