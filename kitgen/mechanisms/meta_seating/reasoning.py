"""Seating the guests as a table of people would, one sentence at a time.

Everything here is sound: a guest is seated only where no other chair is left. So guests who are all seated
are the only seating there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kitgen.mechanisms.contract import Level, Step, Technique
from kitgen.mechanisms.meta_seating.clues import PartyClues, Rule, card_id, chair_name, rule_said, tag_id
from kitgen.mechanisms.meta_seating.seating import UNARY, own_chairs, partner_chairs
from kitgen.message import Message, message

TECHNIQUES: Mapping[str, Technique] = MappingProxyType(
    {
        "ask": Technique(Level.EASY, 15.0),
        "gift": Technique(Level.EASY, 20.0),
        "place": Technique(Level.EASY, 12.0),
        "last": Technique(Level.EASY, 5.0),
        "read": Technique(Level.EASY, 20.0),
        "left": Technique(Level.NORMAL, 25.0),
        "only": Technique(Level.NORMAL, 30.0),
        "narrow": Technique(Level.NORMAL, 35.0),
        "what-if": Technique(Level.HARD, 60.0),
        "what-if-again": Technique(Level.FIENDISH, 65.0),
    }
)
"""Easy: by a guest's own card and guests who sit. Normal: by what others say of a guest, or of guests who
stand yet. Hard: by trying a chair. Fiendish: by trying one, and then another."""

SHORT_CHAIN = 4
"""Guests that may have to sit down before a 'what if' fails; more cannot be held in mind."""

ENDLESS = 1000


@dataclass
class _Table:
    """Who sits where, and who may still sit where."""

    m: int
    may: list[int]
    chairs: list[int]

    def copy(self) -> _Table:
        return _Table(self.m, list(self.may), list(self.chairs))

    def free(self) -> int:
        taken = sum(1 << chair for chair in self.chairs if chair >= 0)
        return (1 << self.m) - 1 - taken

    def standing(self) -> list[int]:
        return [guest for guest in range(self.m) if self.chairs[guest] < 0]


def bits(mask: int) -> list[int]:
    """The chairs of a mask, in order."""
    return [i for i in range(mask.bit_length()) if mask >> i & 1]


class Reasoner:
    """Seats guests by rules and writes down why.

    Args:
        clues: what is printed.
        rules: the rules of all cards and of the gifts, in the cases that hold.
        tags: by rule, which gift tag it stands on; rules of place cards are missing.
    """

    def __init__(self, clues: PartyClues, rules: Sequence[Rule], tags: Mapping[Rule, int]) -> None:
        self.clues = clues
        # In an order of their own, so that a grade never hangs on which card was printed first.
        self.rules = tuple(sorted(rules, key=lambda rule: (rule.guest, rule.other, rule.kind, rule.chairs)))
        self.tags = tags
        m = len(clues.cards)
        self.table = _Table(m, [(1 << m) - 1] * m, [-1] * m)
        self.own = [[r for r in self.rules if r.guest == guest] for guest in range(m)]
        self.about = [[r for r in self.rules if r.other == guest] for guest in range(m)]
        self.steps: list[Step] = []
        self.seated_at = [-1] * m  # the step that seated a guest
        self.narrowed_at: list[list[int]] = [[] for _ in range(m)]

    def run(self, patience: int = ENDLESS) -> bool:
        """Seat everybody; whether that worked.

        Args:
            patience: how often guests may be held against each other or a chair be tried.
        """
        ways = (self._last, self._place, self._left, self._only)
        while self.table.standing():
            if any(way() for way in ways):
                continue
            patience -= 1
            if patience < 0 or not self._look_ahead():
                return False
        return True

    def _mask(self, table: _Table, guest: int, *, heard: bool) -> int:
        """Free chairs by the guest's own words and, if `heard`, by all that is known of the guest."""
        mask = table.free()
        for rule in self.own[guest]:
            if rule.kind in UNARY:
                mask &= own_chairs(rule, table.m)
            elif table.chairs[rule.other] >= 0:
                mask &= partner_chairs(rule.kind, table.m, table.chairs[rule.other], backwards=False)
        if heard:
            mask &= table.may[guest]
            for rule in self.about[guest]:
                if table.chairs[rule.guest] >= 0:
                    mask &= partner_chairs(rule.kind, table.m, table.chairs[rule.guest], backwards=True)
        return mask

    def _place(self) -> bool:
        for guest in self.table.standing():
            mask = self._mask(self.table, guest, heard=False)
            if mask.bit_count() == 1:
                return self._seat(guest, bits(mask)[0], "place", self._rules_on(guest, heard=False))
        return False

    def _last(self) -> bool:
        standing = self.table.standing()
        if len(standing) != 1:
            return False
        mask = self._mask(self.table, standing[0], heard=True)
        return mask.bit_count() == 1 and self._seat(standing[0], bits(mask)[0], "last", ())

    def _left(self) -> bool:
        for guest in self.table.standing():
            mask = self._mask(self.table, guest, heard=True)
            if mask.bit_count() == 1:
                return self._seat(guest, bits(mask)[0], "left", self._rules_on(guest, heard=True))
        return False

    def _only(self) -> bool:
        masks = {guest: self._mask(self.table, guest, heard=True) for guest in self.table.standing()}
        for chair in bits(self.table.free()):
            takers = [guest for guest, mask in masks.items() if mask >> chair & 1]
            if len(takers) == 1:
                everybody = [r for g in masks for r in self._rules_on(g, heard=True)]
                return self._seat(takers[0], chair, "only", everybody)
        return False

    def _look_ahead(self) -> bool:
        """Rule out chairs: first in a way that seats somebody at once, otherwise in any way."""
        for at_once in (True, False):
            for narrow in self._narrowings():
                if not at_once or self._seats_somebody(narrow[1], narrow[3]):
                    self._narrow(*narrow)
                    return True
            trials = sorted(self._trials(), key=lambda trial: trial[0])
            for _, guest, chair, wrong in trials:
                mask = self._mask(self.table, guest, heard=True) & ~(1 << chair)
                if not at_once or self._seats_somebody(guest, mask):
                    self._what_if(guest, chair, wrong)
                    return True
        return False

    def _seats_somebody(self, guest: int, mask: int) -> bool:
        """Whether somebody can sit down as soon as a guest is known to take one of these chairs."""
        table = self.table.copy()
        table.may[guest] &= mask
        masks = {g: self._mask(table, g, heard=True) for g in table.standing()}
        return next(_forced(table, masks), None) is not None

    def _narrowings(self) -> Iterator[tuple[Rule, int, int, int]]:
        """Two guests who stand yet, held against each other: rule, guest, other, chairs left."""
        table = self.table
        for rule in self.rules:
            if rule.kind in UNARY or table.chairs[rule.guest] >= 0 or table.chairs[rule.other] >= 0:
                continue
            for guest, other, backwards in (
                (rule.guest, rule.other, False),
                (rule.other, rule.guest, True),
            ):
                mask = self._mask(table, guest, heard=True)
                fits = 0
                for chair in bits(self._mask(table, other, heard=True)):
                    fits |= partner_chairs(rule.kind, table.m, chair, backwards=backwards)
                if 0 < (mask & fits).bit_count() < mask.bit_count():
                    yield rule, guest, other, mask & fits

    def _narrow(self, rule: Rule, guest: int, other: int, mask: int) -> None:
        self.table.may[guest] &= mask
        text = message(
            "meta-seating.step.narrow",
            guest=self._name(guest),
            speaker=self._name(rule.guest),
            rule=rule_said(self.clues, rule),
            chairs=self._chairs(mask),
        )
        uses = [*self._why(guest), *self._why(other)]
        self._add(text, "narrow", uses, [rule], f"{guest} in {bits(mask)}")
        self.narrowed_at[guest].append(len(self.steps) - 1)

    def _trials(self) -> Iterator[tuple[int, int, int, Message]]:
        """Chairs that fail soon: after how many guests, whose trial, which chair, what goes wrong."""
        for guest in self.table.standing():
            for chair in bits(self._mask(self.table, guest, heard=True)):
                found = self._fails(guest, chair)
                if found:
                    yield found[0], guest, chair, found[1]

    def _what_if(self, guest: int, chair: int, wrong: Message) -> None:
        self.table.may[guest] &= ~(1 << chair)
        text = message(
            "meta-seating.step.what-if",
            guest=self._name(guest),
            chair=chair_name(self.clues, chair),
            wrong=wrong,
        )
        everybody = [i for g in range(self.table.m) for i in self._why(g)]
        again = any(step.technique == "what-if" for step in self.steps)
        technique = "what-if-again" if again else "what-if"
        self._add(text, technique, everybody, self.rules, f"{guest} not on {chair}")
        self.narrowed_at[guest].append(len(self.steps) - 1)

    def _fails(self, guest: int, chair: int) -> tuple[int, Message] | None:
        """After how many more guests a trial fails, and how; None if it does not soon."""
        table = self.table.copy()
        table.chairs[guest] = chair
        for length in range(SHORT_CHAIN + 1):
            masks = {g: self._mask(table, g, heard=True) for g in table.standing()}
            for g, mask in masks.items():
                if not mask:
                    return length, message("meta-seating.step.no-chair", guest=self._name(g))
            for c in bits(table.free()):
                if not any(mask >> c & 1 for mask in masks.values()):
                    return length, message("meta-seating.step.no-guest", chair=chair_name(self.clues, c))
            forced = next(_forced(table, masks), None)
            if forced is None:
                return None
            table.chairs[forced[0]] = forced[1]
        return None

    def _rules_on(self, guest: int, *, heard: bool) -> list[Rule]:
        """The rules that speak of this guest and of chairs, or of guests who sit."""
        chairs = self.table.chairs
        rules = [r for r in self.own[guest] if r.kind in UNARY or chairs[r.other] >= 0]
        return rules + [r for r in self.about[guest] if heard and chairs[r.guest] >= 0]

    def _seat(self, guest: int, chair: int, technique: str, rules: Sequence[Rule]) -> bool:
        values = {"guest": self._name(guest), "chair": chair_name(self.clues, chair)}
        key = technique
        if technique == "place" and len(rules) == 1:
            key, values["rule"] = "place-by", rule_said(self.clues, rules[0])
            key = "place-told" if rules[0].kind == "chair" else key
        partners = [g for r in rules for g in (r.guest, r.other) if g not in (guest, -1)]
        uses = [i for g in partners for i in self._why(g)] + self.narrowed_at[guest]
        if technique in ("last", "left", "only") or len(rules) != 1:
            uses += [i for i in self.seated_at if i >= 0]
        if technique == "only":
            uses += [i for g in self.table.standing() for i in self.narrowed_at[g]]
        self.table.chairs[guest] = chair
        self._add(
            message(f"meta-seating.step.{key}", **values), technique, uses, rules, f"{guest} on {chair}"
        )
        self.seated_at[guest] = len(self.steps) - 1
        return True

    def _why(self, guest: int) -> list[int]:
        """The steps that what is known of a guest rests on."""
        return [self.seated_at[guest]] if self.seated_at[guest] >= 0 else self.narrowed_at[guest]

    def _add(
        self, text: Message, technique: str, uses: Sequence[int], rules: Sequence[Rule], fact: str
    ) -> None:
        tags = sorted({self.tags[rule] for rule in rules if rule in self.tags})
        guests = sorted({rule.guest for rule in rules if rule not in self.tags})
        pieces = (*(card_id(g) for g in guests), *(tag_id(t) for t in tags))
        self.steps.append(Step(text, technique, tuple(sorted(set(uses))), pieces, fact))

    def _name(self, guest: int) -> Message:
        return self.clues.cards[guest].name()

    def _chairs(self, mask: int) -> Message:
        """Chairs in a row, in words."""
        names = [chair_name(self.clues, chair) for chair in bits(mask)]
        text = names[-1]
        for i, name in enumerate(reversed(names[:-1])):
            text = message(f"meta-seating.step.{'or' if i == 0 else 'comma'}", a=name, b=text)
        return text


def _forced(table: _Table, masks: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Guests with one chair left, then chairs with one guest left."""
    for guest, mask in masks.items():
        if mask.bit_count() == 1:
            yield guest, bits(mask)[0]
    for chair in bits(table.free()):
        takers = [guest for guest, mask in masks.items() if mask >> chair & 1]
        if len(takers) == 1:
            yield takers[0], chair


def trimmed(steps: Sequence[Step]) -> list[Step]:
    """The steps that the last one of each guest's seating rests on; looks that led nowhere fall away."""
    needed = {i for i, step in enumerate(steps) if step.technique in ("place", "last", "left", "only")}
    for i in reversed(range(len(steps))):
        if i in needed:
            needed |= set(steps[i].uses)
    kept = sorted(needed)
    new = {old: i for i, old in enumerate(kept)}
    return [
        Step(s.message, s.technique, tuple(new[u] for u in s.uses), s.pieces, s.fact)
        for s in (steps[i] for i in kept)
    ]
