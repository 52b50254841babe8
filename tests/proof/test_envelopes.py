"""What lies in which envelope: real kits are right, and each wrong place is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.proof.check_envelopes import words_read_aloud
from kitgen.proof.opened import Output
from tests.proof.conftest import Build
from tests.proof.spoiling import CARDS, Spoiled, Table


def test_the_flagship_and_the_trial_kit_are_sound(spoiled: Spoiled, spoiled_door: Spoiled) -> None:
    assert spoiled.faults("envelopes") == []
    assert spoiled_door.faults("envelopes") == []


def test_two_packs_are_sound_and_have_one_of_everything_else(kits: Build, tmp_path: Path) -> None:
    packs = Spoiled(kits(copies=2), tmp_path / "packs")
    assert packs.faults("envelopes") == []
    stories = [piece for piece in packs.read()["pieces"] if piece["id"].endswith("/story")]
    assert len(stories) == 2 * len(packs.read()["puzzles"])
    packs.pieces(lambda pieces: pieces.remove(stories[-1]))
    story = stories[-1]["id"]
    assert packs.faults("envelopes") == [
        f"{story}: printed 1 times; each of 2 packs needs it once",
        f"{story}: printed 1 times, which makes no 2 packs",
    ]


def test_a_single_pack_is_not_two(spoiled: Spoiled) -> None:
    spoiled.change(lambda manifest: manifest["options"].update(copies=2))
    faults = spoiled.faults("envelopes")
    for puzzle in spoiled.read()["puzzles"]:
        assert f"{puzzle['id']}/task: printed 1 times; each of 2 packs needs it once" in faults


def test_an_envelope_that_does_not_exist_is_found(spoiled: Spoiled) -> None:
    name = spoiled.read()["pieces"][-1]["id"]
    spoiled.move(name, "attic")
    assert f"{name}: its envelope attic does not exist" in spoiled.faults("envelopes")


@pytest.mark.parametrize("envelope", ["table", "end"])
@pytest.mark.parametrize("kind", ["story", "task", "piece"])
def test_a_puzzles_card_or_piece_outside_its_act_is_found(spoiled: Spoiled, envelope: str, kind: str) -> None:
    puzzle = spoiled.read()["puzzles"][0]
    own = [piece["id"] for piece in spoiled.read()["pieces"] if piece["puzzle"] == puzzle["id"]]
    cards = (f"{puzzle['id']}/story", f"{puzzle['id']}/task")
    name = {"story": cards[0], "task": cards[1]}.get(kind) or next(n for n in own if n not in cards)
    spoiled.move(name, envelope)
    assert f"{name}: it lies in {envelope}; its puzzle is in {puzzle['act']}" in spoiled.faults("envelopes")


def test_a_piece_in_another_act_is_found_unless_the_last_word_earns_it(spoiled_door: Spoiled) -> None:
    manifest = spoiled_door.read()
    first, *_, last = [e["id"] for e in manifest["envelopes"] if e["id"] != "end"]
    party = manifest["puzzles"][-1]["id"]
    earned = [p for p in manifest["pieces"] if p["puzzle"] == party and p["envelope"] not in (last, first)]
    assert earned, "some of the last word's pieces are earned on the way"
    doll = next(p for p in manifest["pieces"] if p["puzzle"] == "the-doll" and p["group"] == "dolls")
    spoiled_door.move(doll["id"], last)
    assert spoiled_door.faults("envelopes") == [f"{doll['id']}: it lies in {last}; its puzzle is in {first}"]


def test_the_last_words_story_lies_in_its_own_act(spoiled_door: Spoiled) -> None:
    spoiled_door.move("garden-party/story", "house")
    assert spoiled_door.faults("envelopes") == ["garden-party/story: it lies in house; its puzzle is in key"]


@pytest.mark.parametrize("card", ["story", "task"])
def test_a_missing_card_is_found(spoiled: Spoiled, card: str) -> None:
    name = f"{spoiled.read()['puzzles'][0]['id']}/{card}"
    spoiled.pieces(lambda pieces: pieces.remove(next(p for p in pieces if p["id"] == name)))
    assert spoiled.faults("envelopes") == [f"{name}: printed 0 times; each of 1 packs needs it once"]


def test_a_puzzle_without_pieces_is_found(spoiled: Spoiled) -> None:
    puzzle = spoiled.read()["puzzles"][0]["id"]
    cards = {f"{puzzle}/story", f"{puzzle}/task"}

    def strip(manifest: Table) -> None:
        manifest["pieces"] = [p for p in manifest["pieces"] if p["puzzle"] != puzzle or p["id"] in cards]

    spoiled.change(strip)
    assert spoiled.faults("envelopes") == [f"{puzzle}: it has cards and no pieces"]


def test_an_act_without_puzzles_and_a_puzzle_without_act_are_found(spoiled_door: Spoiled) -> None:
    def to_attic(manifest: Table) -> None:
        for puzzle in manifest["puzzles"]:
            if puzzle["act"] == "caught":
                puzzle["act"] = "attic"

    spoiled_door.change(to_attic)
    assert spoiled_door.faults("envelopes") == [
        "envelope caught: no puzzle lies in it",
        "the-locked-room: its act attic has no envelope",
        "behind-the-mirror: its act attic has no envelope",
        "three-ghosts: its act attic has no envelope",
    ]


def test_an_envelope_twice_and_an_end_that_is_not_last_are_found(spoiled: Spoiled) -> None:
    spoiled.change(lambda manifest: manifest["envelopes"].append({"id": "end", "scenes": []}))
    assert spoiled.faults("envelopes") == [
        "envelope end: it is listed twice",
        "envelopes: table is none of them, and end must be the last",
    ]


def test_what_is_needed_all_night_lies_on_the_table_once(spoiled: Spoiled) -> None:
    act = spoiled.read()["envelopes"][0]["id"]
    spoiled.move("kit/plate", act)
    spoiled.pieces(lambda pieces: pieces.append(spoiled.piece("kit/rules")))
    assert spoiled.faults("envelopes") == [
        "kit/rules: printed 2 times; the table needs one",
        f"kit/plate: it lies in {act}; it is needed on the table from the start",
    ]


def test_a_locks_card_in_another_act_is_found(spoiled_door: Spoiled) -> None:
    name = next(p["id"] for p in spoiled_door.read()["pieces"] if p["id"].startswith("kit/lock-house-"))
    spoiled_door.move(name, "game")
    expected = f"{name}: it lies in game; a lock's card lies in the act that it closes"
    assert expected in spoiled_door.faults("envelopes")


def test_a_scene_in_another_envelope_missing_or_twice_is_found(spoiled_door: Spoiled) -> None:
    spoiled_door.move("kit/scene-arrival", "game")
    extra = dict(spoiled_door.piece("kit/scene-well"))
    gone = spoiled_door.piece("kit/scene-present")
    spoiled_door.pieces(lambda pieces: pieces.append(extra))
    spoiled_door.pieces(lambda pieces: pieces.remove(gone))
    assert set(spoiled_door.faults("envelopes")) == {
        "kit/scene-well: printed 2 times; the table needs one",
        "kit/scene-arrival: printed 0 times in house; the manifest has it 1 times",
        "kit/scene-arrival: printed 1 times in game; the manifest has it 0 times",
        "kit/scene-well: printed 2 times in key; the manifest has it 1 times",
        "kit/scene-present: printed 0 times in caught; the manifest has it 1 times",
    }


def test_all_three_endings_lie_in_the_last_envelope_and_nothing_else_does(spoiled: Spoiled) -> None:
    spoiled.pieces(lambda pieces: pieces.remove(spoiled.piece("kit/ending-just-in-time")))
    [fault] = spoiled.faults("envelopes")
    assert fault == (
        "endings: printed are next-morning in end, time-to-spare in end; "
        "all three belong in end, or there is no such envelope"
    )
    spoiled.change(lambda manifest: manifest["envelopes"].pop())
    assert any(fault.startswith("endings: printed are") for fault in spoiled.faults("envelopes"))


def test_an_ending_in_an_act_and_a_stranger_at_the_end_are_found(spoiled: Spoiled) -> None:
    act = spoiled.read()["envelopes"][0]["id"]
    spoiled.move("kit/ending-just-in-time", act)
    spoiled.move("kit/welcome", "end")
    faults = spoiled.faults("envelopes")
    assert "kit/welcome: it lies in end, where only the endings are" in faults
    assert any(f"just-in-time in {act}" in fault for fault in faults)


def test_a_scene_of_too_many_words_is_found(spoiled_door: Spoiled) -> None:
    page = spoiled_door.piece("kit/scene-arrival")["page"]
    words = _words(spoiled_door, "kit/scene-arrival")
    long = " ".join(["a"] * (67 - words))
    assert spoiled_door.reword(CARDS, {"somersaults": f"somersaults {long}"}, page)
    assert any(
        fault.startswith("kit/scene-") and "words are read aloud; it must be 5 to 60" in fault
        for fault in spoiled_door.faults("envelopes")
    )


def test_a_blank_scene_is_found(spoiled: Spoiled) -> None:
    def blank(pieces: list[Table]) -> None:
        next(p for p in pieces if p["id"] == "kit/ending-next-morning")["box_mm"] = [1.0, 1.0, 5.0, 5.0]

    spoiled.pieces(blank)
    assert spoiled.faults("envelopes") == [
        "kit/ending-next-morning: 0 words are read aloud; it must be 5 to 60"
    ]


def _words(kit: Spoiled, name: str) -> int:
    with Output(kit.folder) as output:
        return words_read_aloud(output, [p for p in output.manifest.pieces if p.id == name])


def test_words_are_counted_without_label_title_and_cue(spoiled_door: Spoiled) -> None:
    page = spoiled_door.piece("kit/scene-arrival")["page"]
    before = _words(spoiled_door, "kit/scene-arrival")
    assert 30 < before < 61
    assert spoiled_door.redraw(CARDS, lambda text: text.replace("THE HOUSE", "THE VERY OLD HOUSE"), page)
    assert _words(spoiled_door, "kit/scene-arrival") == before


def test_a_text_over_several_cards_is_one_text(kits: Build, tmp_path: Path) -> None:
    kit = Spoiled(kits(large_print=True), tmp_path / "large")
    names = [piece["id"] for piece in kit.read()["pieces"]]
    assert "kit/ending-next-morning-2" in names, "large print needs more cards"
    assert kit.faults("envelopes") == []
    kit.move("kit/ending-next-morning-2", kit.read()["envelopes"][0]["id"])
    assert any(fault.startswith("endings: printed are") for fault in kit.faults("envelopes"))


def test_a_missing_label_and_one_too_many_are_found(spoiled: Spoiled) -> None:
    act = spoiled.read()["envelopes"][0]["id"]
    spoiled.pieces(lambda pieces: pieces.remove(spoiled.piece(f"kit/label-{act}")))
    assert spoiled.faults("envelopes") == [f"kit/label-{act}: printed 0 times for {act}; it must be 1"]
    spoiled.change(lambda manifest: manifest["options"]["printing"].update(envelopes="covers"))
    assert spoiled.faults("envelopes") == ["kit/label-end: printed 1 times for end; it must be 0"]
