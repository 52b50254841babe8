"""Chance and secrets: stable across machines, separate by label, fair."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.rng import CROCKFORD, Rng, canonical_seed, draw_seed, grouped, is_drawn_seed, secret_code


def test_a_stream_gives_the_same_numbers_on_every_machine_and_version() -> None:
    rng = Rng("moth", "hidden-door")
    assert [rng.below(10**6) for _ in range(4)] == [190295, 977328, 179997, 71280]


def test_streams_of_other_labels_are_unrelated() -> None:
    first = [Rng("moth", "a").random() for _ in range(3)]
    assert first != [Rng("moth", "b").random() for _ in range(3)]
    assert Rng("moth", "a", "b").random() != Rng("moth", "ab").random()


def test_deriving_leaves_the_parent_where_it_is() -> None:
    one, two = Rng("s"), Rng("s")
    one.derive("child").random()
    assert one.random() == two.random()


def test_a_drawn_seed_reads_the_same_however_it_is_typed() -> None:
    seed = draw_seed()
    assert is_drawn_seed(seed)
    assert len(seed.split("-")) == 4
    assert canonical_seed(seed.lower().replace("-", " ")) == canonical_seed(seed)
    assert canonical_seed("OIL0-0000-0000-0000") == canonical_seed("0110000000000000")


def test_a_made_up_seed_is_taken_as_it_is() -> None:
    assert canonical_seed(" moth ") == "moth"
    assert not is_drawn_seed("moth")


def test_codes_depend_on_seed_and_label_and_use_only_clear_characters() -> None:
    code = secret_code("moth", "hint:hidden-door", 8)
    assert len(code) == 8
    assert set(code) <= set(CROCKFORD)
    assert code != secret_code("moth", "hint:snow-globe-parents", 8)
    assert code != secret_code("moths", "hint:hidden-door", 8)
    assert grouped("K7Q2M9XB") == "K7Q2-M9XB"


@given(st.integers(1, 50), st.integers(0, 2**32))
@settings(derandomize=True, deadline=None)
def test_below_stays_below_and_shuffles_lose_nothing(n: int, seed: int) -> None:
    rng = Rng(str(seed))
    assert 0 <= rng.below(n) < n
    items = list(range(n))
    assert sorted(rng.shuffled(items)) == items
    assert len(set(rng.sample(items, n // 2))) == n // 2


def test_every_order_of_three_comes_up_about_equally_often() -> None:
    rng = Rng("fair")
    counts = Counter(tuple(rng.shuffled("abc")) for _ in range(6000))
    assert len(counts) == 6
    assert min(counts.values()) > 850


def test_drawing_from_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        Rng("x").below(0)
    with pytest.raises(ValueError, match="sample of 3"):
        Rng("x").sample([1], 3)
