"""The signs on the answer sheet catch every known slip and leave every answer open."""

from __future__ import annotations

import pytest

from kitgen.canvas import Canvas
from kitgen.errors import KitgenError
from kitgen.locks.contract import CHARACTERS, BoxAnswer, LockPlan
from kitgen.locks.sign_art import draw_sign, draw_sign_key
from kitgen.locks.signs import Sign, Signs, make_signs
from kitgen.mechanisms.contract import Misreading
from kitgen.message import message
from kitgen.rng import Rng
from kitgen.units import Box
from tests.doubles import RecordingCanvas
from tests.locks.cases import night


@pytest.mark.parametrize("seed", range(60))
def test_right_answers_pass_and_every_known_slip_fails(seed: int) -> None:
    plans = night(seed, 3, 4, 3, 3, 3)
    signs = make_signs(plans, Rng(str(seed), "signs"))
    for box in (box for plan in plans for box in plan.boxes):
        assert signs.passes(box.answer, box.answer)
        for slip in box.slips:
            assert not signs.passes(slip.answer, box.answer), f"{slip.answer} for {box.answer}"


def test_each_sign_has_twelve_characters_three_or_four_of_them_digits() -> None:
    signs = make_signs(night(1, 3, 3), Rng("1"))
    shares = [signs.characters(sign) for sign in Sign]
    assert sorted("".join(shares)) == sorted(CHARACTERS)
    assert [len(share) for share in shares] == [12, 12, 12]
    assert sorted(sum(c.isdigit() for c in share) for share in shares) == [3, 3, 4]


def test_slips_that_no_signs_can_tell_are_an_error_that_names_the_box() -> None:
    # Ten digits in three signs: some two of one sign are always confused.
    slips = [
        BoxAnswer("A", "ghosts", a, tuple(Misreading(b, message("m.x")) for b in "0123456789" if b != a))
        for a in "0123456789"
    ]
    with pytest.raises(KitgenError, match=r"No signs .* box A \(ghosts\)"):
        make_signs([LockPlan("act", 1, tuple(slips))], Rng("1"))


def test_what_is_written_wrongly_fails_without_an_error() -> None:
    signs = Signs((Sign.MOON,) * len(CHARACTERS))
    assert signs.passes("HUSH", "ECHO")
    assert not signs.passes("HUS", "ECHO")
    assert not signs.passes("hush", "ECHO")


@pytest.mark.parametrize("sign", list(Sign))
def test_a_sign_keeps_to_its_size_round_its_middle(sign: Sign) -> None:
    canvas = RecordingCanvas()
    draw_sign(canvas, 10, 20, 3, sign)
    assert Box(8.5, 18.5, 3, 3).contains(canvas.ink(), slack_mm=0.05)
    assert canvas.ink().width_mm > 2.2


def test_the_three_signs_are_three_shapes() -> None:
    def log(sign: Sign) -> list[str]:
        canvas = RecordingCanvas()
        draw_sign(canvas, 0, 0, 3, sign)
        return canvas.log

    assert len({"".join(log(sign)) for sign in Sign}) == 3


def test_the_key_lists_every_character_beside_its_sign_and_stays_in_its_box() -> None:
    signs = make_signs(night(2, 2), Rng("2"))
    canvas: Canvas = RecordingCanvas()
    assert isinstance(canvas, RecordingCanvas)
    draw_sign_key(canvas, Box(5, 5, 62, 15), signs)
    assert Box(5, 5, 62, 15).contains(canvas.ink(), slack_mm=0.01)
    assert sorted("".join(canvas.texts).replace(" ", "")) == sorted(CHARACTERS)
    assert min(canvas.sizes_pt) >= 8
