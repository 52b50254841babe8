"""What a phone forgives, and what a static page is given."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.errors import KitgenError
from kitgen.locks.contract import OPENED, BoxAnswer, LockPlan, Outcome, OutcomeKind, see_opens
from kitgen.locks.host import HostLock
from kitgen.locks.phone import PhoneLock, check, lock_secrets, plain, salted, see_distinct
from kitgen.mechanisms.contract import Misreading
from kitgen.message import message

BACKWARDS = message("m.backwards")
ECHO = BoxAnswer("B", "door", "ECHO", (Misreading("OHCE", BACKWARDS),))
HUSH = BoxAnswer("C", "doll", "HUSH")
PLAN = LockPlan("house", 1, (ECHO, HUSH))


@pytest.mark.parametrize("typed", ["ECHO", "echo", " e c h o ", "Éch-ö", "ECH0", "ＥＣＨＯ", "e.c.h.o!"])
def test_case_blanks_accents_marks_and_look_alikes_are_forgiven(typed: str) -> None:
    assert check(ECHO, typed) == OPENED


@pytest.mark.parametrize("typed", ["", "ECH", "ECHOO", "HUSH", "ECHŁ", "3CHO"])
def test_anything_else_is_not_yet(typed: str) -> None:
    assert check(ECHO, typed).kind is OutcomeKind.NOT_YET


def test_a_known_slip_is_told_kindly_whatever_its_case() -> None:
    outcome = check(ECHO, "0h-ce")
    assert (outcome.kind, outcome.box, outcome.message) == (OutcomeKind.SLIP, "B", BACKWARDS)


def test_digits_typed_as_letters_are_forgiven() -> None:
    assert check(BoxAnswer("A", "p", "1204"), "I2O4") == OPENED
    assert check(BoxAnswer("A", "p", "SIGHS"), "S1GHS") == OPENED


def test_a_slip_that_is_forgiven_into_the_answer_opens() -> None:
    box = BoxAnswer("A", "p", "1O", (Misreading("I0", message("m.x")),))
    assert check(box, "I0") == OPENED
    assert lock_secrets(LockPlan("act", 1, (box,)), "moth", rounds=1).boxes[0].slips == ()


@settings(derandomize=True, deadline=None)
@given(st.text(max_size=40))
def test_plain_is_its_own_plain_and_blind_to_case_and_accents(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert not set(once) & set("OI -'’")
    assert plain(unicodedata.normalize("NFC", text)) == plain(unicodedata.normalize("NFD", text))


def test_answers_that_a_phone_cannot_tell_apart_are_named() -> None:
    plans = [
        LockPlan("a", 1, (BoxAnswer("A", "one", "1O"),)),
        LockPlan("b", 2, (BoxAnswer("B", "two", "I0"),)),
    ]
    with pytest.raises(KitgenError, match=r"one \(box A\) and two \(box B\)"):
        see_distinct(plans)
    see_distinct([PLAN])


def test_the_hash_is_pbkdf2_of_the_plain_answer_as_any_browser_computes_it() -> None:
    # Recomputed from RFC 8018: one block of 32 bytes is the XOR of the rounds' HMACs.
    import hmac

    block = hmac.new(b"ECH0", b"SALT" + (1).to_bytes(4, "big"), hashlib.sha256).digest()
    total = int.from_bytes(block, "big")
    for _ in range(6):
        block = hmac.new(b"ECH0", block, hashlib.sha256).digest()
        total ^= int.from_bytes(block, "big")
    assert salted(" écho", "SALT", 7) == total.to_bytes(32, "big").hex()


def test_a_page_knows_hashes_and_messages_and_no_answer() -> None:
    secrets = lock_secrets(PLAN, "moth", rounds=3)
    first, second = secrets.boxes
    assert salted("echo", first.salt, 3).startswith(first.right)
    assert [said for start, said in first.slips if salted("ohce", first.salt, 3).startswith(start)] == [
        BACKWARDS
    ]
    assert first.salt != second.salt
    assert lock_secrets(PLAN, "other", rounds=3).boxes[0].right != first.right
    assert "ECHO" not in repr(secrets)
    assert "ECH0" not in repr(secrets)


def test_phone_and_host_open_on_all_boxes_and_name_the_slip() -> None:
    for lock in (PhoneLock(), HostLock()):
        assert lock.outcome(PLAN, {"B": "echo", "C": "hush"}) == OPENED
        assert lock.outcome(PLAN, {"B": "ohce", "C": "x"}).box == "B"
        assert lock.outcome(PLAN, {"B": "echo"}).kind is OutcomeKind.NOT_YET
        assert [outcome.kind.value for outcome in lock.outcomes(PLAN)] == ["opens", "slip"]
        assert lock.pieces() == ()


class _Rusty(PhoneLock):
    """Opens for nobody."""

    def outcome(self, plan: LockPlan, answers: Mapping[str, str]) -> Outcome:
        return Outcome(OutcomeKind.NOT_YET)


def test_a_lock_that_its_own_answers_do_not_open_is_never_printed() -> None:
    see_opens(PhoneLock(), [PLAN])
    with pytest.raises(KitgenError, match="of act house stays shut by its own answers"):
        see_opens(_Rusty(), [PLAN])
