"""Meta seating: guests whom earlier answers invited are seated round a table, and their cards spell a word.

**The rules, as players hear them.** Every puzzle that was solved has earned a place card or a gift tag. The
dark bar of a place card names a box of the answer sheet and one of its characters; the four sides of the
card stand for four ranges of characters. Turn the card until the side with the right range is on top
(towards the title over the table): its letter counts. Each card also says where its guest sits. A gift
tag names a character as well; of its two lines, the one with the right range counts: it turns its guest's
card further, or says where its guest sits. When all sit, read the top letters from plate 1 clockwise.

**A worked example** for five guests, with rose, moon, star, leaf and bell clockwise from plate 1. Box
A holds OTTER, box B 407, box C MOTH, box D ROPE, box E LAMP, box F QUILT, box G INK::

    card  dark bar             sides, clockwise from the top         sits
    1     box A, letter 1      A-E: T  F-L: S  M-R: N  S-Z: R        at the star
    2     box B, digit 2       0-1: O  2-4: U  5-6: A  7-9: E        one chair clockwise from 1
    3     box C, letter 4      A-E: B  F-L: H  M-R: D  S-Z: F        at the rose or at the moon
    4     box D, last letter   A-E: A  F-L: I  M-R: E  S-Z: U        next to 3
    5     box E, letter 3      A-E: H  F-L: D  M-R: T  S-Z: L        one chair clockwise from 2
    gift  box F, letter 2      for 3: A-M at the rose, N-Z at the moon
    gift  box G, letter 1      for 2: A-M a quarter turn clockwise, N-Z half a turn

O, 0, H, E and M turn N, O, H, A and T to the top. U of QUILT puts guest 3 on the moon, I of INK turns
card 2 by a quarter: its left side, E, is now at the top. The star takes 1, the leaf 2, the bell 5, and
the rose is left for 4: plates 1 to 5 read A, H, N, E, T. (A test seats them.)

**How the generator aims.** It draws a seating, then pairs of guests who would change chairs if a gift said
otherwise. Place cards say only what is true in all these seatings, so that each of those gifts is needed;
what is left of the gifts turns cards. Four letters of a card are all vowels or all consonants of about the
same frequency: without its answer a card cannot be told by sound. *Direct* cards speak of chairs and of
guests who sit before; *relative* and *doubtful* ones of anybody. Second sentences come where the seating
would not be unique; then every sentence goes that neither the single seating nor its grade needs. With
fewer earlier answers than letters some boxes are asked twice; with more, the others earn gifts.

**What the solver knows.** It turns every card as the answers say (all ways where one is missing) and tries
all seatings (`seating`). For a single one it seats the guests as people would (`reasoning`). Easy: by the
guest's own card and guests who sit. Normal: by what others say of a guest, by the only taker of a chair, by
holding two guests against each other who stand yet. Hard: by what goes wrong within a few guests when one
takes a chair. A seating that cannot be found this way is given up.

**Impossible.** One role for two guests. (Where more guests are named than the answer has letters, the last
ones bring gifts.) Where earlier answers are missing altogether, or are more than 16, `generate` says so:
params know nothing of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from itertools import islice, product
from typing import ClassVar

from kitgen.mechanisms.contract import (
    AnswerSpec,
    Demand,
    Given,
    Hints,
    Instructions,
    Level,
    Mechanism,
    Misreading,
    Picture,
    Piece,
    Solution,
    Step,
    Verdict,
    hardest,
)
from kitgen.mechanisms.meta_seating import drawing, reasoning
from kitgen.mechanisms.meta_seating.clues import (
    LETTERS,
    SIDES,
    GiftTag,
    PartyClues,
    PlaceCard,
    Question,
    Rule,
    card_id,
    rule_said,
    tag_id,
)
from kitgen.mechanisms.meta_seating.generate import draw_clues
from kitgen.mechanisms.meta_seating.params import LONGEST, PRESETS, SHORTEST, MetaSeatingParams, impossible
from kitgen.mechanisms.meta_seating.seating import keeps, seatings
from kitgen.message import Message, message
from kitgen.rng import Rng

State = tuple[tuple[int, ...], tuple[int, ...]]
"""A finished table: the chair of every guest, and the side at the top of every card."""

TOLD_GIFTS = 4
"""Gifts whose slips are told. Each may change a single letter, and three signs under the boxes of the
answer sheet cannot tell more such words apart."""

MOST_STATES = 5000
"""States that are looked at for a second word; a table so open has shown itself to be open."""

__all__ = ["GiftTag", "MetaSeating", "MetaSeatingParams", "PartyClues", "PlaceCard", "Question", "Rule"]


class MetaSeating(Mechanism[MetaSeatingParams, PartyClues]):
    """Place cards that earlier answers turn and seat; the word reads round the table."""

    slug = "meta-seating"
    version = 1
    techniques = reasoning.TECHNIQUES
    params_type = MetaSeatingParams
    uses_given: ClassVar[bool] = True

    def preset(self, level: Level) -> MetaSeatingParams:
        return PRESETS[level]

    def answer_spec(self, params: MetaSeatingParams) -> AnswerSpec:
        del params
        return AnswerSpec(LETTERS, SHORTEST, LONGEST)

    def impossible(self, params: MetaSeatingParams, answer: str) -> str:
        return impossible(params, answer)

    def generate(self, params: MetaSeatingParams, answer: str, given: Given, rng: Rng) -> PartyClues | None:
        return draw_clues(params, answer, given, rng)

    def solve(self, clues: PartyClues, given: Given) -> Solution:
        found: list[State] = []
        words: list[str] = []
        for count, state in enumerate(_states(clues, given.answers)):
            found.append(state)
            word = read_table(clues, state)
            if word not in words:
                words.append(word)
            if len(words) > 1 or count == MOST_STATES:
                break
        states = tuple(found[:2])
        if len(found) != 1:
            return Solution(Verdict.SEVERAL, tuple(words), states)
        steps = _steps(clues, given, words[0])
        if steps is None:
            return Solution(Verdict.GAVE_UP, tuple(words), states)
        tier = hardest([self.techniques[step.technique].tier for step in steps])
        counts = {"what-ifs": sum(step.technique.startswith("what-if") for step in steps)}
        return Solution(Verdict.UNIQUE, tuple(words), states, steps, tier, counts)

    def pieces(self, params: MetaSeatingParams, clues: PartyClues) -> tuple[Piece, ...]:
        del params
        return (
            drawing.table(clues),
            *(drawing.place_card(clues, guest) for guest in range(len(clues.cards))),
            *(drawing.gift_tag(clues, tag) for tag in range(len(clues.tags))),
        )

    def instructions(self, params: MetaSeatingParams, clues: PartyClues) -> Instructions:
        kind = "gifts" if clues.tags else "cards"
        reads = message(f"meta-seating.reads.{params.reads}")
        return Instructions(
            message(f"meta-seating.task.{kind}"),
            message(f"meta-seating.done.{kind}", what=reads),
            message(f"meta-seating.answer-form-{params.reads}", count=len(clues.cards)),
            tools=message("meta-seating.tools"),
            making=message("meta-seating.making"),
        )

    def hints(self, params: MetaSeatingParams, clues: PartyClues, solution: Solution) -> Hints:
        del params
        card = clues.cards[0]
        method = [message("meta-seating.hint.turn", guest=card.name(), question=card.question.said())]
        first = next(s for s in solution.steps if s.technique not in ("ask", "gift"))
        method.append(message("meta-seating.hint.first", step=first.message))
        if any(s.technique == "what-if" for s in solution.steps):
            method.append(message("meta-seating.hint.what-if"))
        if clues.tags:
            turns = any(tag.turns for tag in clues.tags)
            method.append(message(f"meta-seating.hint.gifts-{'turn' if turns else 'seat'}"))
        return Hints(message("meta-seating.nudge"), tuple(method))

    def solved(self, params: MetaSeatingParams, clues: PartyClues, solution: Solution) -> tuple[Picture, ...]:
        del params
        chairs, tops = _parts(solution.states[0])
        return (drawing.solved(clues, chairs, tops),)

    def misreadings(self, clues: PartyClues, solution: Solution) -> tuple[Misreading, ...]:
        chairs, tops = _parts(solution.states[0])
        word = solution.answers[0]
        slips: list[tuple[str, str, Message | None]] = [
            ("anticlockwise", word[0] + word[:0:-1], None),
            ("head", word[clues.top :] + word[: clues.top], None),
            ("second", word[1:] + word[0], None),
            ("upside-down", read_table(clues, (chairs, tuple((t + 2) % SIDES for t in tops))), None),
        ]
        for index, tag in enumerate(clues.tags[:TOLD_GIFTS]):
            name = clues.cards[tag.guest].name()
            if tag.turns:
                turn = _turn_given(solution, index)
                other = sum(tag.turns) - turn
                left = _with_top(clues, chairs, tops, tag.guest, turn)
                wrong_range = _with_top(clues, chairs, tops, tag.guest, turn - other)
                slips += [("gift-left", left, name), ("gift-range", wrong_range, name)]
            else:
                other_seats = _seats_of_other_case(clues, index, chairs)
                slips += [("gift-range", read_table(clues, (seats, tops)), name) for seats in other_seats]
        known = {word}
        found = []
        for slip, wrong, guest in slips:
            if wrong not in known:
                known.add(wrong)
                key = f"meta-seating.slip.{slip}"
                found.append(Misreading(wrong, message(key, guest=guest) if guest else message(key)))
        return tuple(found)

    def demands(self, params: MetaSeatingParams) -> frozenset[Demand]:
        del params
        return frozenset({Demand.SCISSORS})


def read_table(clues: PartyClues, state: State) -> str:
    """The top letters from plate 1 clockwise."""
    chairs, tops = state
    letters = {chair: clues.cards[g].letters[tops[g]] for g, chair in enumerate(chairs)}
    return "".join(letters[chair] for chair in range(len(chairs)))


def _parts(state: Hashable) -> State:
    assert isinstance(state, tuple)
    chairs, tops = state
    return chairs, tops


def _turn_given(solution: Solution, tag: int) -> int:
    """By how many quarters a gift turned its card, as the solver found."""
    step = next(s for s in solution.steps if s.technique == "gift" and s.pieces[0] == tag_id(tag))
    what = step.message.values["what"]
    assert isinstance(what, Message)
    return int(what.key.rsplit(".", 1)[1])


def _seats_of_other_case(clues: PartyClues, wrong: int, chairs: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The seating by the case of one gift that does not hold, if there is one only."""
    rules = [rule for card in clues.cards for rule in card.rules]
    for index, tag in enumerate(clues.tags):
        rules += [rule for rule in tag.rules if keeps(rule, chairs) is (index != wrong)]
    found = list(islice(seatings(len(chairs), rules), 2))
    return found if len(found) == 1 else []


def _with_top(
    clues: PartyClues, chairs: tuple[int, ...], tops: tuple[int, ...], guest: int, back: int
) -> str:
    """What is read where one card was turned so many quarters less."""
    other = tuple((top + back) % SIDES if g == guest else top for g, top in enumerate(tops))
    return read_table(clues, (chairs, other))


def _cases(question: Question, count: int, answers: Mapping[str, str]) -> tuple[int, ...]:
    """The case an answer tells; all of them where it is missing."""
    case = question.range_of(answers)
    return tuple(range(count)) if case is None else (case,)


def _states(clues: PartyClues, answers: Mapping[str, str]) -> Iterator[State]:
    """Every finished table that the answers allow, without repeats."""
    tops: list[list[int]] = []
    for guest, card in enumerate(clues.cards):
        turns = [tag for tag in clues.tags if tag.turns and tag.guest == guest]
        cases = [_cases(card.question, SIDES, answers)]
        cases += [_cases(tag.question, len(tag.turns), answers) for tag in turns]
        sides = set()
        for side, *turned in product(*cases):
            sides.add((side - sum(t.turns[c] for t, c in zip(turns, turned, strict=True))) % SIDES)
        tops.append(sorted(sides))
    own = [rule for card in clues.cards for rule in card.rules]
    seating_tags = [tag for tag in clues.tags if tag.rules]
    told = [_cases(tag.question, len(tag.rules), answers) for tag in seating_tags]
    seen = set()
    for choice in product(*told):
        gifts = [tag.rules[case] for tag, case in zip(seating_tags, choice, strict=True)]
        for chairs in seatings(len(clues.cards), [*own, *gifts]):
            if chairs not in seen:
                seen.add(chairs)
                yield from ((chairs, sides) for sides in product(*tops))


def _steps(clues: PartyClues, given: Given, word: str) -> tuple[Step, ...] | None:
    """All reasoning in order; None where people could not find the seating."""
    steps = [_ask(clues, guest, given) for guest in range(len(clues.cards))]
    gifts: dict[int, int] = {}
    rules = [rule for card in clues.cards for rule in card.rules]
    stands_on: dict[Rule, int] = {}
    for index, tag in enumerate(clues.tags):
        case = tag.question.range_of(given.answers)
        assert case is not None
        gifts[index] = len(steps)
        steps.append(_gift(clues, index, case, given))
        if tag.rules:
            rules.append(tag.rules[case])
            stands_on[tag.rules[case]] = index
    reasoner = reasoning.Reasoner(clues, rules, stands_on)
    if not reasoner.run():
        return None
    offset = len(steps)
    for step in reasoning.trimmed(reasoner.steps):
        told = {place for tag, place in gifts.items() if tag_id(tag) in step.pieces}
        uses = sorted(told | {use + offset for use in step.uses})
        steps.append(Step(step.message, step.technique, tuple(uses), step.pieces, step.fact))
    text = message("meta-seating.step.read", count=len(word), word=word)
    return (*steps, Step(text, "read", tuple(range(len(steps))), ("table",), word))


def _asked(question: Question, given: Given) -> dict[str, str | int | Message]:
    case = question.range_of(given.answers)
    assert case is not None
    low, high = question.ranges()[case]
    return {
        "question": question.said(),
        "character": question.character(given.answers),
        "low": low,
        "high": high,
    }


def _ask(clues: PartyClues, guest: int, given: Given) -> Step:
    card = clues.cards[guest]
    case = card.question.range_of(given.answers)
    assert case is not None
    text = message(
        "meta-seating.step.ask",
        guest=card.name(),
        letter=card.letters[case],
        **_asked(card.question, given),
    )
    return Step(text, "ask", (), (card_id(guest),), f"card {guest + 1} shows side {case}")


def _gift(clues: PartyClues, index: int, case: int, given: Given) -> Step:
    tag = clues.tags[index]
    values = {"guest": clues.cards[tag.guest].name(), **_asked(tag.question, given)}
    if tag.rules:
        text = message("meta-seating.step.gift", what=rule_said(clues, tag.rules[case]), **values)
        return Step(text, "gift", (), (tag_id(index),), f"gift {index + 1} seats {tag.guest + 1}")
    what = message(f"meta-seating.turn.{tag.turns[case]}")
    text = message("meta-seating.step.gift", what=what, **values)
    pieces = (tag_id(index), card_id(tag.guest))
    return Step(text, "gift", (tag.guest,), pieces, f"card {tag.guest + 1} turned by {tag.turns[case]}")
