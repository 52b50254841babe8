"""Locks as they are printed: real ones open, and whatever is spoiled in one place is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.locks.contract import CHARACTERS
from kitgen.locks.wheel import Wheel, WheelLock, make_wheel
from kitgen.locks.wheel_pieces import wheel_pieces
from kitgen.manifest import DialEntry, PieceEntry
from kitgen.message import Message
from kitgen.proof.check_locks import check_locks
from kitgen.proof.opened import Output
from kitgen.proof.sign_reading import sign_sheets
from kitgen.proof.wheel_reading import UnreadableWheelError, read_wheel
from kitgen.rng import Rng
from kitgen.theme.theme import load_theme
from kitgen.units import PAPERS, Box
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import FontMetrics, PdfFile
from tests.locks.cases import night
from tests.proof.conftest import HTTPS, Build
from tests.proof.sample import Sample
from tests.proof.spoiling import CARDS, PROPS, SHEETS, SOLUTIONS, Spoiled, Table

LOCK = "the lock of tower"


def test_the_flagships_wheel_opens_every_lock(output: Path) -> None:
    with Output(output) as opened:
        looked_at, faults = check_locks(opened)
    assert faults == []
    assert looked_at.startswith("5 paper locks with 16 boxes, ")


@pytest.mark.parametrize("locks", ["paper", "phone", "host"])
def test_each_kind_of_lock_of_the_trial_kit_is_sound(kits: Build, tmp_path: Path, locks: str) -> None:
    kit = Spoiled(kits(paper="letter", locks=locks), tmp_path / "kit")
    assert kit.read()["options"]["locks"] == locks
    assert kit.faults("locks") == kit.faults("envelopes") == kit.faults("codes") == kit.faults("hints") == []


@pytest.mark.slow
@pytest.mark.parametrize("kit", ["small-door", "trial"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("locks", ["paper", "phone", "host"])
def test_every_kind_of_lock_of_every_kit_passes_on_both_papers(
    kits: Build, tmp_path: Path, kit: str, paper: str, locks: str
) -> None:
    made = Spoiled(kits(kit, paper, locks), tmp_path / "kit")
    assert made.faults("locks") == made.faults("envelopes") == made.faults("spoilers") == []


# --- The wheel, with up to four rings and a scale on the plate's rim.


def printed(sample: Sample, wheel: Wheel) -> Path:
    """The pieces of a wheel on pages of their own."""
    theme = load_theme("midnight-thread")
    metrics, words = FontMetrics(theme.faces), Catalogue.load("en")

    def say(said: Message) -> str:
        return words.say(said)

    file = PdfFile(theme, PAPERS["a4"], "The wheel", "en", metrics, say)
    for page, piece in enumerate(wheel_pieces(wheel), start=1):
        box = Box(10.0, 20.0, piece.width_mm, piece.height_mm)
        with file.page() as canvas:
            piece.front(canvas, box)
            for line in piece.lines:
                canvas.line(line.path.moved(box.x_mm, box.y_mm), line.kind)
        entry = {"puzzle": "kit", "group": piece.group, "envelope": "table", "file": PROPS, "page": page}
        place = (box.x_mm, box.y_mm, box.width_mm, box.height_mm)
        sample.pieces.append(PieceEntry.model_validate({"id": f"kit/{piece.id}", "box_mm": place, **entry}))
    sample.files[PROPS] = file.to_bytes()
    return sample.write()


def dials_of(lock: WheelLock) -> list[DialEntry]:
    return [DialEntry(ring=d.ring, box=d.box, position=d.position, against=d.against) for d in lock.dials]


@pytest.mark.parametrize("sizes", [(2, 1), (3, 2), (4, 3), (5, 6, 6)])
def test_the_printed_wheel_reads_as_it_was_made_at_every_setting(
    sample: Sample, sizes: tuple[int, ...]
) -> None:
    plans = night(7, *sizes)
    wheel = make_wheel(plans, Rng("moth", "locks"))
    chance = Rng("turns", "proof")
    with Output(printed(sample, wheel)) as output:
        read = read_wheel(output)
        assert len(read.discs) == wheel.rings + 1
        assert (read.discs[0].characters is not None) is wheel.has_rim
        for lock in wheel.locks:
            right = lock.plan.answers()
            tries = [right]
            tries += [{box: _shaken(word, chance) for box, word in right.items()} for _ in range(60)]
            for answers in tries:
                settings = lock.settings(answers)
                assert settings is not None
                assert read.name(dials_of(lock), answers) == wheel.name_of(lock, settings)
            assert read.name(dials_of(lock), dict.fromkeys(right, "")) is None


def _shaken(word: str, chance: Rng) -> str:
    return "".join(chance.choice(CHARACTERS) for _ in word)


def test_a_dial_against_a_rim_that_is_not_there_cannot_be_set(kits: Build) -> None:
    with Output(kits()) as output:
        wheel = read_wheel(output)
    dial = DialEntry(ring=1, box="A", position=1, against=("B", 1))
    with pytest.raises(UnreadableWheelError, match="rim"):
        wheel.name([dial], {"A": "X", "B": "Y"})
    with pytest.raises(UnreadableWheelError, match="ring 9"):
        wheel.name([dial.model_copy(update={"ring": 9})], {"A": "X", "B": "Y"})


# --- Paper, spoiled.


def answer_page(kit: Spoiled) -> int:
    """Where the answer sheet is."""
    page: int = kit.piece("kit/answers")["page"]
    return page


def opening(kit: Spoiled) -> str:
    """The id of the card that opens the trial kit's lock."""
    solution = kit.read(SOLUTIONS)["locks"][0]
    with Output(kit.folder) as output:
        answers = {box["box"]: box["answer"] for box in solution["boxes"]}
        name = read_wheel(output).name(output.manifest.locks[0].dials, answers)
    return f"kit/lock-tower-{name}"


def test_two_numbers_of_a_track_exchanged_are_found(spoiled: Spoiled) -> None:
    page = spoiled.piece("kit/plate")["page"]
    number = opening(spoiled).split("-")[2]
    other = next(n for n in ("12", "13", "14", "23") if n != number)
    assert spoiled.redraw(PROPS, lambda text: {number: other, other: number}.get(text, text), page)
    faults = spoiled.faults("locks")
    assert f"{LOCK}: the right answers lead to 0 cards" in faults or any("does not say" in f for f in faults)


def test_a_number_that_stands_twice_on_a_track_is_found(spoiled: Spoiled) -> None:
    page = spoiled.piece("kit/plate")["page"]
    number = opening(spoiled).split("-")[2]
    seen: list[str] = []

    def double(text: str) -> str:
        first = text.isdigit() and len(text) == 2 and text != number and not seen
        return (seen.append(text) or number) if first else text  # type: ignore[func-returns-value]

    assert spoiled.redraw(PROPS, double, page) == 1
    [fault] = spoiled.faults("locks")
    assert fault == "the wheel cannot be turned: disc 0 bears the same character or number twice"


def test_a_number_that_is_missing_is_found(spoiled: Spoiled) -> None:
    number = opening(spoiled).split("-")[2]
    assert spoiled.redraw(PROPS, lambda t: "?" if t == number else t, spoiled.piece("kit/plate")["page"])
    assert spoiled.faults("locks") == [
        "the wheel cannot be turned: kit/plate: no one track of 36 numbers is printed there"
    ]


def test_two_characters_of_a_ring_exchanged_are_found(spoiled: Spoiled) -> None:
    box = spoiled.read(SOLUTIONS)["locks"][0]["boxes"][0]
    dial = next(d for d in spoiled.read()["locks"][0]["dials"] if d["box"] == box["box"])
    own = box["answer"][dial["position"] - 1]
    other = "Q" if own != "Q" else "X"
    for page in {p["page"] for p in spoiled.read()["pieces"] if p["group"] == "rings"}:
        spoiled.redraw(PROPS, lambda text: {own: other, other: own}.get(text, text), page)
    assert spoiled.faults("locks") != []


@pytest.mark.parametrize(
    ("by", "fault"),
    [((0.0, 9.0), "has 0 windows over the numbers below it"), ((0.0, 0.0), "is smaller than a number")],
)
def test_a_window_that_shows_no_number_is_found(
    spoiled: Spoiled, by: tuple[float, float], fault: str
) -> None:
    """Moved by so much, or shrunk to half where it lies."""

    def change(corners: list[list[float]]) -> list[list[float]]:
        middle = [sum(axis) / 4 for axis in zip(*corners, strict=True)]
        if any(by):
            return [[x + by[0], y + by[1]] for x, y in corners]
        return [[(x + middle[0]) / 2, (y + middle[1]) / 2] for x, y in corners]

    for page in {p["page"] for p in spoiled.read()["pieces"] if p["group"] == "rings"}:
        spoiled.reshape(PROPS, page, change)
    assert any(fault in found for found in spoiled.faults("locks"))


def test_a_window_that_shows_two_numbers_is_found(spoiled: Spoiled) -> None:
    def widen(corners: list[list[float]]) -> list[list[float]]:
        middle = [sum(axis) / 4 for axis in zip(*corners, strict=True)]
        return [[3 * x - 2 * middle[0], 3 * y - 2 * middle[1]] for x, y in corners]

    for page in {p["page"] for p in spoiled.read()["pieces"] if p["group"] == "rings"}:
        spoiled.reshape(PROPS, page, widen)
    faults = spoiled.faults("locks")
    assert any("shows two numbers at once" in fault for fault in faults), faults


def test_a_plate_without_an_arrow_is_found(spoiled: Spoiled) -> None:
    spoiled.reshape(PROPS, spoiled.piece("kit/plate")["page"], lambda corners: [corners[0]] * 4)
    assert spoiled.faults("locks") == [
        "the wheel cannot be turned: kit/plate: 0 arrows are drawn; one is needed"
    ]


@pytest.mark.parametrize("name", ["kit/plate", "kit/rings"])
def test_a_missing_part_of_the_wheel_is_found(spoiled: Spoiled, name: str) -> None:
    spoiled.pieces(lambda pieces: pieces.remove(spoiled.piece(name)))
    assert any(fault.startswith("the wheel cannot be turned") for fault in spoiled.faults("locks"))


def test_an_opening_card_that_is_missing_or_in_another_envelope_is_found(spoiled: Spoiled) -> None:
    name = opening(spoiled)
    spoiled.move(name, "end")
    assert spoiled.faults("locks") == [f"{LOCK}: the right answers lead to 0 cards"]
    spoiled.pieces(lambda pieces: pieces.remove(spoiled.piece(name)))
    assert spoiled.faults("locks") == [f"{LOCK}: the right answers lead to 0 cards"]


def test_names_exchanged_between_two_cards_are_found(spoiled: Spoiled) -> None:
    name = opening(spoiled).removeprefix("kit/lock-tower-")
    other = next(
        p["id"].removeprefix("kit/lock-tower-")
        for p in spoiled.read()["pieces"]
        if p["group"] == "lock-entries" and not p["id"].endswith(name)
    )
    spoiled.redraw(CARDS, lambda text: {name: other, other: name}.get(text, text))
    faults = spoiled.faults("locks")
    assert f"kit/lock-tower-{name}: the name printed on it is {other}" in faults
    assert any("it does not say what is read as the lock of tower opens" in fault for fault in faults)
    assert any("it opens the lock of tower at a wrong setting" in fault for fault in faults)


def test_a_card_without_a_name_and_two_of_one_name_are_found(spoiled: Spoiled) -> None:
    deck = [p["id"] for p in spoiled.read()["pieces"] if p["group"] == "lock-entries"]
    first, second = (name.removeprefix("kit/lock-tower-") for name in deck[:2])
    spoiled.redraw(CARDS, lambda text: first if text == second else text)
    assert f"{LOCK}: two cards are named {first}" in spoiled.faults("locks")
    spoiled.redraw(CARDS, lambda text: "-" if text == first else text)
    assert f"kit/lock-tower-{first}: the name printed on it is missing" in spoiled.faults("locks")


def test_a_slips_card_that_names_another_box_is_found(spoiled: Spoiled) -> None:
    assert spoiled.reword(CARDS, {"box A": "box B", "box B": "box A"})
    faults = spoiled.faults("locks")
    assert f"{LOCK}: no card tells of a known slip of box A" in faults
    assert any("a known slip of box A leads there, and it names another" in fault for fault in faults)


def test_dials_that_read_another_character_are_found(spoiled: Spoiled) -> None:
    def later(manifest: Table) -> None:
        for dial in manifest["locks"][0]["dials"]:
            dial["position"] = 3 if dial["position"] != 3 else 2

    spoiled.change(later)
    assert spoiled.faults("locks") != []


def test_dials_out_of_order_are_found(spoiled: Spoiled) -> None:
    spoiled.change(lambda manifest: manifest["locks"][0]["dials"].reverse())
    assert f"{LOCK}: ring 3 of a dial is not printed, or not in order" in spoiled.faults("locks")


# --- The signs.


def test_a_key_that_lacks_a_character_or_has_it_twice_is_found(spoiled: Spoiled) -> None:
    assert (
        spoiled.redraw(SHEETS, lambda text: text[:-2] if _is_key(text) else text, answer_page(spoiled)) == 3
    )
    fault = "kit/answers: its key has rows of 11, 11, 11; it must be 3 of 12, each character once"
    assert spoiled.faults("locks") == [fault]


def test_a_key_with_a_character_twice_is_found(spoiled: Spoiled) -> None:
    assert (
        spoiled.redraw(
            SHEETS, lambda text: f"{text[:-1]}{text[0]}" if _is_key(text) else text, answer_page(spoiled)
        )
        == 3
    )
    fault = "kit/answers: its key has rows of 12, 12, 12; it must be 3 of 12, each character once"
    assert spoiled.faults("locks") == [fault]


def _is_key(text: str) -> bool:
    return len(text) == 23 and set(text[1::2]) == {" "}


def test_signs_that_are_not_those_of_the_answer_are_found(spoiled: Spoiled) -> None:
    with Output(spoiled.folder) as output:
        key = sign_sheets(output)[0].sign_of
    answer = spoiled.read(SOLUTIONS)["locks"][0]["boxes"][0]["answer"]
    own = answer[0]
    other = next(c for c in CHARACTERS if key[c] != key[own] and c not in answer)
    swap = str.maketrans({own: other, other: own})
    spoiled.redraw(SHEETS, lambda text: text.translate(swap) if _is_key(text) else text, answer_page(spoiled))
    assert "kit/answers: the signs under box A are not those of its answer" in spoiled.faults("locks")


def test_a_slip_that_the_signs_do_not_tell_is_found(spoiled: Spoiled) -> None:
    with Output(spoiled.folder) as output:
        key = sign_sheets(output)[0].sign_of
    box = spoiled.read(SOLUTIONS)["locks"][0]["boxes"][0]
    last = box["answer"][-1]
    twin = next(c for c in CHARACTERS if key[c] == key[last] and c != last)
    slip = {"answer": box["answer"][:-1] + twin, "say": "So close."}
    spoiled.change(lambda host: host["locks"][0]["boxes"][0]["slips"].append(slip), SOLUTIONS)
    assert "kit/answers: a known slip of box A has the same signs as its answer" in spoiled.faults("locks")


def test_a_choice_has_one_sign_and_every_other_row_of_boxes_is_full(output: Path) -> None:
    with Output(output) as opened:
        rows = [row for sheet in sign_sheets(opened) for row in sheet.rows]
        puzzles, answers = opened.manifest.puzzles, opened.answers()
    for puzzle, row in zip(puzzles, rows, strict=True):
        if puzzle.mechanism == "line-up":
            assert len(row.signs) == 1
            assert row.boxes >= len(answers[puzzle.id])
        else:
            assert row.is_full
            assert row.boxes == len(answers[puzzle.id])


def test_a_slip_of_a_choice_that_opens_the_lock_is_found(spoiled_door: Spoiled) -> None:
    """Where one box alone has a sign, a wrong word must at least turn a ring otherwise or fail there."""
    with Output(spoiled_door.folder) as output:
        sheet = sign_sheets(output)[0]
    lock = spoiled_door.read(SOLUTIONS)["locks"][0]
    doll = next(i for i, box in enumerate(lock["boxes"]) if box["puzzle"] == "the-doll")
    answer = lock["boxes"][doll]["answer"]
    dials, letter = spoiled_door.read()["locks"][0]["dials"], lock["boxes"][doll]["box"]
    read = {dial["position"] for dial in dials if dial["box"] == letter}
    kept = {position - 1 for position in read} | set(sheet.rows[doll].signs)
    wrong = "".join(c if i in kept else "Q" for i, c in enumerate(answer))
    slip = {"answer": wrong, "say": "So close."}
    spoiled_door.change(lambda host: host["locks"][0]["boxes"][doll]["slips"].append(slip), SOLUTIONS)
    [fault] = spoiled_door.faults("locks")
    assert fault.endswith("opens it, and its signs agree")


def test_a_missing_answer_sheet_or_row_of_boxes_is_found(spoiled: Spoiled) -> None:
    spoiled.change(lambda manifest: manifest["puzzles"].pop())
    assert any("signs stand under 3 rows of boxes" in fault for fault in spoiled.faults("locks"))
    spoiled.pieces(lambda pieces: pieces.remove(spoiled.piece("kit/answers")))
    assert "kit/answers: it is not printed" in spoiled.faults("locks")


# --- The lists, the strip, the phone.


@pytest.mark.parametrize(
    ("path", "key", "value", "fault"),
    [
        ("manifest.json", "act", "attic", "the lock of attic is not there and in the manifest once each"),
        ("manifest.json", "boxes", ["A", "B"], f"{LOCK} has other boxes in the manifest than in {SOLUTIONS}"),
        (SOLUTIONS, "opened", "", f"{SOLUTIONS}: {LOCK} says nothing as it opens"),
        (SOLUTIONS, "boxes", [], f"{LOCK} does not take the answers of the puzzles of its act"),
    ],
)
def test_lists_that_contradict_each_other_are_found(
    spoiled: Spoiled, path: str, key: str, value: object, fault: str
) -> None:
    spoiled.change(lambda table: table["locks"][0].update({key: value}), path)
    assert any(found.endswith(fault) for found in spoiled.faults("locks"))


def test_a_box_with_another_answer_than_its_puzzle_is_found(spoiled: Spoiled) -> None:
    spoiled.change(lambda host: host["locks"][0]["boxes"][0].update(answer="ZEBRA"), SOLUTIONS)
    faults = spoiled.faults("locks")
    assert any(fault.startswith(f"{SOLUTIONS}: box A has another answer than its puzzle") for fault in faults)
    assert "host/solutions.pdf: it does not show the answer of box A" in faults


@pytest.mark.parametrize("locks", ["paper", "host"])
def test_a_strip_without_the_answers_is_found(kits: Build, tmp_path: Path, locks: str) -> None:
    kit = Spoiled(kits(paper="letter", locks=locks), tmp_path / "kit")
    (kit.folder / "host/solutions.pdf").write_bytes((kit.folder / "host/guide.pdf").read_bytes())
    assert kit.faults("locks") == [
        f"host/solutions.pdf: it does not show the answer of box {b}" for b in "ABC"
    ]


@pytest.fixture
def phone(kits: Build, tmp_path: Path) -> Spoiled:
    return Spoiled(kits(paper="letter", locks="phone"), tmp_path / "phone")


def page_of_lock(kit: Spoiled) -> Path:
    folder = str(kit.read()["locks"][0]["url"]).rstrip("/").rpartition("/")[2]
    return kit.folder / "hints" / folder / "index.html"


def test_a_locks_page_that_is_missing_is_found(phone: Spoiled) -> None:
    page_of_lock(phone).unlink()
    [fault] = phone.faults("locks")
    assert fault.startswith(f"{LOCK}: there is no page at ")


def test_a_locks_code_that_is_not_printed_is_found(phone: Spoiled) -> None:
    address = f"{HTTPS}/ZZZZZZZZ/"
    phone.change(lambda manifest: manifest["locks"][0].update(url=address))
    assert phone.faults("locks") == [
        f"kit/answers: {LOCK} has no code there that leads to {address}",
        f"{LOCK}: there is no page at {address}",
    ]


def test_a_lock_without_an_address_is_found(phone: Spoiled) -> None:
    phone.change(lambda manifest: manifest["locks"][0].update(url=""))
    assert phone.faults("locks") == [
        f"{LOCK} has no address of its own",
        f"{LOCK}: there is no page at no address",
    ]


@pytest.mark.parametrize("place", ["<p>{}</p>", "<!-- {} -->", "<script>const a = '{}'</script>"])
def test_a_locks_page_that_holds_an_answer_or_what_is_read_is_found(phone: Spoiled, place: str) -> None:
    lock = phone.read(SOLUTIONS)["locks"][0]
    page = page_of_lock(phone)
    before = page.read_text("utf-8")
    page.write_text(before + place.format(lock["boxes"][0]["answer"]), "utf-8")
    assert any(
        fault.endswith(f"gives away the answer of {lock['boxes'][0]['puzzle']}")
        for fault in phone.faults("locks")
    )
    page.write_text(before + place.format(lock["opened"]), "utf-8")
    assert any("before it does" in fault for fault in phone.faults("locks"))


def test_a_locks_card_in_a_kit_without_locks_is_found(spoiled: Spoiled) -> None:
    spoiled.change(lambda manifest: (manifest["options"].update(locks="none"), manifest["locks"].clear()))
    deck = [p["id"] for p in spoiled.read()["pieces"] if p["group"] == "lock-entries"]
    assert spoiled.faults("locks") == [f"{name}: a lock's card, though there are no locks" for name in deck]
