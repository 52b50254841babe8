"""Locks on a phone: typed answers, forgiven what does not matter, checked by a server or a static page.

The server knows the answers and compares them. A static page carries salted slow hashes instead and compares
in the phone. That keeps an answer from being read off the page, no more: whoever tries a word list against
the hashes of a short answer finds it within minutes, and a page that says so is honest.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kitgen.errors import KitgenError
from kitgen.locks.contract import OPENED, BoxAnswer, Lock, LockPlan, Outcome, OutcomeKind
from kitgen.mechanisms.contract import Piece
from kitgen.message import Message, message
from kitgen.rng import secret_code

LOOK_ALIKE = str.maketrans({"O": "0", "I": "1"})
"""Letters that are typed for digits and the other way round; both sides are turned into the digit."""

LONGEST_TYPED = 200
"""Longer input is no answer; it is cut before anything is computed on it."""

ROUNDS = 50_000
"""Rounds of the page's hash: a build hashes some 80 answers and slips at about 20 ms each (measured on one
core), a phone hashes one a try. No number of rounds would protect a word of five letters."""

SALT_CHARACTERS = 16
"""80 bits: no two boxes of any two kits share their hashes."""

HASH_CHARACTERS = 32
"""Of the right answer's hash, in hex: 128 bits."""

SLIP_CHARACTERS = 8
"""Of a slip's: 32 bits tell it well enough from what else is typed, and keep the page short."""

NOT_YET = Outcome(OutcomeKind.NOT_YET, message=message("locks.phone.not-yet"))


def plain(text: str) -> str:
    """What is compared of a typed answer: no case, accents, blanks or other marks; O is 0, I is 1."""
    whole = unicodedata.normalize("NFKD", text[:LONGEST_TYPED]).upper()
    kept = "".join(c for c in whole if c.isalnum())
    return kept.translate(LOOK_ALIKE)


def _same(typed: str, known: str) -> bool:
    """Whether two answers are the same when forgiven, in a time that tells nothing of where they differ."""
    return hmac.compare_digest(plain(typed).encode(), plain(known).encode())


def check(box: BoxAnswer, typed: str) -> Outcome:
    """What a lock says to one typed answer. All known slips are compared, whatever is found before."""
    outcome = NOT_YET
    for slip in reversed(box.slips):
        if _same(typed, slip.answer):
            outcome = Outcome(OutcomeKind.SLIP, box.box, slip.message)
    # Last, so that a slip which is forgiven into the answer never stands in its way.
    return OPENED if _same(typed, box.answer) else outcome


def see_distinct(plans: Sequence[LockPlan]) -> None:
    """See that no two answers of a night are the same when forgiven.

    Raises:
        KitgenError: two are, or one has nothing left to compare; names the puzzles.
    """
    seen: dict[str, BoxAnswer] = {}
    for box in (box for plan in plans for box in plan.boxes):
        known = plain(box.answer)
        if not known:
            raise KitgenError(f"The answer of {box.puzzle} has no letter or digit that a phone could check.")
        if known in seen:
            raise KitgenError(
                f"The answers of {seen[known].puzzle} (box {seen[known].box}) and {box.puzzle} "
                f"(box {box.box}) are the same to a phone: case, marks, O and 0, I and 1 are not told apart.",
                "Choose another answer for one of them.",
            )
        seen[known] = box


def salted(answer: str, salt: str, rounds: int = ROUNDS) -> str:
    """An answer's hash for a static page: PBKDF2 with HMAC-SHA-256 of its plain form, 64 hex characters.

    Args:
        answer: as typed; it is forgiven here, as the page does before it hashes.
        salt: the box's salt; its ASCII bytes are the salt.
        rounds: iterations.

    Source: RFC 8018, section 5.2; the same as WebCrypto's `deriveBits` with `PBKDF2` and 256 bits.
    """
    return hashlib.pbkdf2_hmac("sha256", plain(answer).encode(), salt.encode("ascii"), rounds).hex()


@dataclass(frozen=True)
class BoxSecret:
    """What a static page knows of one box.

    Args:
        box: its letter.
        salt: salt of all its hashes, so that one hash of what is typed is enough.
        right: beginning of the right answer's hash.
        slips: beginning of each known slip's hash, with what to say; in the order of the hashes.
    """

    box: str
    salt: str
    right: str
    slips: tuple[tuple[str, Message], ...]


@dataclass(frozen=True)
class LockSecrets:
    """What a static page knows of one lock.

    Args:
        act: the act that it closes.
        number: its number in the night.
        rounds: iterations of every hash.
        boxes: its boxes in order.
    """

    act: str
    number: int
    rounds: int
    boxes: tuple[BoxSecret, ...]


def lock_secrets(plan: LockPlan, seed: str, rounds: int = ROUNDS) -> LockSecrets:
    """The data of a lock's static page.

    Args:
        plan: the lock.
        seed: the kit's seed, which the salts derive from.
        rounds: iterations of every hash.

    Raises:
        KitgenError: two answers are the same when forgiven.
    """
    see_distinct([plan])
    return LockSecrets(
        plan.act, plan.number, rounds, tuple(_secret(plan, b, seed, rounds) for b in plan.boxes)
    )


def _secret(plan: LockPlan, box: BoxAnswer, seed: str, rounds: int) -> BoxSecret:
    salt = secret_code(seed, f"lock salt {plan.act} {box.box}", SALT_CHARACTERS)
    wrong: dict[str, Message] = {}
    for slip in box.slips:
        if plain(slip.answer) and plain(slip.answer) != plain(box.answer):
            wrong.setdefault(plain(slip.answer), slip.message)
    slips = [(salted(answer, salt, rounds)[:SLIP_CHARACTERS], said) for answer, said in wrong.items()]
    right = salted(box.answer, salt, rounds)[:HASH_CHARACTERS]
    return BoxSecret(box.box, salt, right, tuple(sorted(slips, key=lambda slip: slip[0])))


@dataclass(frozen=True)
class PhoneLock(Lock):
    """Locks that a phone checks; nothing is printed for them."""

    def outcome(self, plan: LockPlan, answers: Mapping[str, str]) -> Outcome:
        """Opens when every box is right; else the first known slip, else 'not yet'."""
        found = [check(box, answers.get(box.box, "")) for box in plan.boxes]
        if all(outcome.kind is OutcomeKind.OPENS for outcome in found):
            return OPENED
        return next((outcome for outcome in found if outcome.kind is OutcomeKind.SLIP), NOT_YET)

    def pieces(self) -> tuple[Piece, ...]:
        """Nothing."""
        return ()
