"""A whole night through the options that shape it: locks, packs, fright, language, players."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache

import pytest

from kitgen.build import BuildOptions, Built, build_kit
from kitgen.errors import UsageError
from tests.printed import page_words, words_in, words_of

PLAYERS = ("print/firm-paper.pdf", "print/plain-paper.pdf")


@cache
def night(**changes: object) -> Built:
    return build_kit(BuildOptions(**{"kit": "trial", "seed": "moth", "hints": "none", **changes}))  # type: ignore[arg-type]  # the tests give what the fields ask for


def words(built: Built, path: str) -> str:
    return words_of(built.files[path])


def players_words(built: Built) -> str:
    return " ".join(words(built, path) for path in PLAYERS)


def card_words(built: Built) -> str:
    """What stands on all cards, one after the other."""
    return " ".join(
        words_in(built.files[piece.file], piece.page, piece.box_mm)
        for piece in built.manifest.pieces
        if piece.number or piece.group == "lock-entries"
    )


def test_every_act_has_an_envelope_and_the_endings_have_the_last(built: Built) -> None:
    assert [envelope.id for envelope in built.manifest.envelopes] == [
        "house",
        "other-side",
        "caught",
        "game",
        "key",
        "end",
    ]
    inside = {piece.envelope for piece in built.manifest.pieces}
    assert inside == {"table", *(envelope.id for envelope in built.manifest.envelopes)}


def test_place_cards_are_earned_after_the_act_of_their_puzzle(built: Built) -> None:
    acts = {p.beat: p.act for p in built.manifest.puzzles}
    order = [envelope.id for envelope in built.manifest.envelopes]
    party = built.made["garden-party"]
    earned = {piece.id: piece.earned_by for piece in party.pieces if piece.earned_by}
    assert set(earned.values()) == set(acts) - {"twins-name"}
    for entry in built.manifest.pieces:
        beat = earned.get(entry.id.removeprefix("garden-party/"))
        if entry.puzzle == "garden-party" and beat:
            # What the last act earns lies in its own envelope: there is none between it and the party.
            last = order.index(acts["twins-name"])
            assert order.index(entry.envelope) == min(order.index(acts[beat]) + 1, last)


def test_scenes_name_boxes_and_never_what_stands_in_them(built: Built) -> None:
    text = card_words(built)
    assert "in box A" in text
    assert "{" not in text
    for made in built.made.values():
        assert not re.search(rf"\b{made.answer}\b", text, re.IGNORECASE)


def test_host_locks_print_no_wheel_and_a_strip_in_the_solutions() -> None:
    built = night(locks="host")
    kit = {piece.group for piece in built.manifest.pieces if piece.puzzle == "kit"}
    assert kit == {"cards", "sheets", "scenes", "labels"}
    assert "Show your answers to the host" in words(built, "print/plain-paper.pdf")
    strip = words(built, "host/solutions.pdf")
    assert "You are the lock" in strip
    for made in built.made.values():
        assert f": {made.answer}" in strip


def test_paper_locks_name_the_card_in_the_solutions_and_not_elsewhere() -> None:
    built = night()
    (lock,) = built.manifest.locks
    assert len(lock.dials) == 3
    solutions = words(built, "host/solutions.pdf")
    names = [piece.id for piece in built.manifest.pieces if piece.group == "lock-entries"]
    assert [name for name in names if name.removeprefix("kit/lock-tower-") in solutions]
    assert len(names) >= 6


def test_phone_locks_are_refused_where_they_cannot_work() -> None:
    with pytest.raises(UsageError, match="--hints is none"):
        night(locks="phone")
    with pytest.raises(UsageError, match="plain http") as caught:
        night(locks="phone", hints="http://example.org/kit")
    assert "--locks paper" in caught.value.hint


def test_a_second_pack_holds_the_puzzles_again_and_nothing_else_twice() -> None:
    one, two = night(), night(copies=2)

    def counted(built: Built) -> Counter[tuple[str, str]]:
        return Counter((piece.puzzle, piece.id) for piece in built.manifest.pieces)

    single, double = counted(one), counted(two)
    assert set(single) == set(double)
    for (puzzle, name), number in single.items():
        assert double[puzzle, name] == (number if puzzle == "kit" else 2 * number), name
    pages = [page for name in PLAYERS for page in page_words(two.files[name])]
    second = ["The Dark Lamp, pack 2 of 2 · print" in page for page in pages]
    assert second == ["The Dark Lamp · print" not in page for page in pages]
    assert any(second)


def test_a_card_of_the_second_pack_has_the_number_of_the_same_card_in_the_first() -> None:
    numbers: dict[str, list[int]] = {}
    for piece in night(copies=2).manifest.pieces:
        if piece.number:
            numbers.setdefault(piece.id, []).append(piece.number)
    once = {piece.id: piece.number for piece in night().manifest.pieces if piece.number}
    assert {name: [once[name]] * len(found) for name, found in numbers.items()} == numbers
    assert {len(found) for found in numbers.values()} == {1, 2}


def test_gentle_words_stand_where_the_author_wrote_some_and_change_no_puzzle(built: Built) -> None:
    gentle = build_kit(
        BuildOptions("small-door", seed="moth", hints="http://192.168.1.20:8737", fright="mild")
    )
    assert {n: m.clues for n, m in gentle.made.items()} == {n: m.clues for n, m in built.made.items()}
    assert card_words(gentle) != card_words(built)
    sheets = {piece.id for piece in built.manifest.pieces if piece.file == "print/plain-paper.pdf"}
    assert sheets == {piece.id for piece in gentle.manifest.pieces if piece.file == "print/plain-paper.pdf"}


def test_the_trial_kit_speaks_german_with_german_answers() -> None:
    built = night(language="de")
    assert built.manifest.kit.language == "de"
    assert built.manifest.kit.title == "Die dunkle Lampe"
    german, english = (
        {name: made.answer for name, made in night(language=language).made.items()} for language in ("de", "")
    )
    assert german != english
    text = players_words(built) + words(built, "host/guide.pdf")
    assert "Ihr braucht" in text or "IHR BRAUCHT" in text
    assert not re.search(r"\b(the|and|your|envelope)\b", text)


def test_a_language_that_the_kit_is_not_written_in_is_refused() -> None:
    with pytest.raises(UsageError, match="is not written in"):
        build_kit(BuildOptions("small-door", seed="moth", language="de"))


def test_the_trial_kit_takes_about_ten_minutes() -> None:
    for seed in ("moth", "gull", "lamp"):
        assert 7 <= night(seed=seed).manifest.minutes <= 13


def test_solutions_for_programs_hold_what_a_server_needs_to_try_locks() -> None:
    document = json.loads(night().files["host/solutions.json"])
    (lock,) = document["locks"]
    assert [box["box"] for box in lock["boxes"]] == ["A", "B", "C"]
    assert lock["opened"]
    assert lock["then"]


def test_single_puzzles_are_printed_without_locks_and_scenes() -> None:
    built = night(only=("oil-chest",))
    assert built.manifest.locks == []
    assert built.manifest.options.locks == "none"
    assert {piece.puzzle for piece in built.manifest.pieces} == {"kit", "oil-chest"}
    assert not [piece for piece in built.manifest.pieces if piece.group == "scenes"]


def test_an_answer_picked_from_printed_ones_shows_neither_its_length_nor_itself(built: Built) -> None:
    doll = built.made["the-doll"]
    spec = doll.mechanism.answer_spec(doll.params)
    assert spec.choices == 12
    dials = [dial for lock in built.manifest.locks for dial in lock.dials if dial.box == "A"]
    assert dials
    assert all(dial.position <= spec.shortest for dial in dials)
    text = words(built, "print/plain-paper.pdf")
    assert "4 to 8 letters, from" in text
    assert f"{len(doll.answer)} letters, from" not in text


def test_the_title_page_is_a_file_of_its_own_that_nothing_counts(built: Built) -> None:
    manifest = built.manifest
    assert not any(piece.file == "print/cover.pdf" for piece in manifest.pieces)
    assert "sheet 1 of 1" in words(built, "print/cover.pdf")
    sides = sum(entry.pages or 0 for entry in manifest.files if entry.path in PLAYERS)
    assert manifest.budget is not None
    assert manifest.budget.sheets == manifest.budget.ink.sides == sides
    assert "lid of your box" in words(built, "host/guide.pdf")
