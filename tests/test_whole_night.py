"""A whole night through the options that shape it: locks, packs, fright, language, players."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache

import pypdfium2
import pytest

from kitgen.build import BuildOptions, Built, build_kit
from kitgen.errors import UsageError


@cache
def night(**changes: object) -> Built:
    return build_kit(BuildOptions(**{"kit": "trial", "seed": "moth", "hints": "none", **changes}))  # type: ignore[arg-type]  # the tests give what the fields ask for


def words(built: Built, path: str) -> str:
    document = pypdfium2.PdfDocument(built.files[path])
    try:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    return re.sub(r"\s+", " ", text.replace("\ufffe", ""))


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
            assert order.index(entry.envelope) == order.index(acts[beat]) + 1


def test_scenes_name_boxes_and_never_what_stands_in_them(built: Built) -> None:
    text = words(built, "print/cards.pdf")
    assert "in box A" in text
    assert "{" not in text
    for made in built.made.values():
        assert not re.search(rf"\b{made.answer}\b", text, re.IGNORECASE)


def test_host_locks_print_no_wheel_and_a_strip_in_the_solutions() -> None:
    built = night(locks="host")
    kit = {piece.group for piece in built.manifest.pieces if piece.puzzle == "kit"}
    assert kit == {"cards", "sheets", "scenes"}
    assert "Show your answers to the host" in words(built, "print/sheets.pdf")
    strip = words(built, "host/solutions.pdf")
    assert "You are the lock" in strip
    for made in built.made.values():
        assert f": {made.answer}" in strip


def test_paper_locks_name_the_card_in_the_solutions_and_not_elsewhere() -> None:
    built = night()
    (lock,) = built.manifest.locks
    assert len(lock.dials) == 3
    solutions = words(built, "host/solutions.pdf")
    names = [piece.id for piece in built.manifest.pieces if piece.group == "lock-cards"]
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
    assert "pack 2 of 2" in words(two, "print/props.pdf")


def test_gentle_words_stand_where_the_author_wrote_some_and_change_no_puzzle(built: Built) -> None:
    gentle = build_kit(
        BuildOptions("small-door", seed="moth", hints="http://192.168.1.20:8737", fright="mild")
    )
    assert {n: m.clues for n, m in gentle.made.items()} == {n: m.clues for n, m in built.made.items()}
    assert words(gentle, "print/cards.pdf") != words(built, "print/cards.pdf")
    assert gentle.files["print/sheets.pdf"] != b""


def test_the_trial_kit_speaks_german_with_german_answers() -> None:
    built = night(language="de")
    assert built.manifest.kit.language == "de"
    assert built.manifest.kit.title == "Die dunkle Lampe"
    german, english = (
        {name: made.answer for name, made in night(language=language).made.items()} for language in ("de", "")
    )
    assert german != english
    text = words(built, "print/cards.pdf") + words(built, "host/guide.pdf")
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
    text = words(built, "print/sheets.pdf")
    assert f"{len(doll.answer)} letters, from" not in text
