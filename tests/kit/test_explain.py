"""What a schema allows, in words; and values that must not spoil the sentence they are told in."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kitgen.kit.explain import allowed, faults, quoted


class Sample(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    low: Annotated[int, Field(ge=3)] = 3
    below: Annotated[float, Field(lt=2)] = 1.0
    pair: Annotated[list[int], Field(min_length=2, max_length=2)] = Field(default_factory=lambda: [1, 2])
    some: Annotated[list[int], Field(min_length=1)] = Field(default_factory=lambda: [1])
    either: int | str = 1
    nested: dict[str, int] = Field(default_factory=dict)


def said(data: dict[str, Any]) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        Sample.model_validate(data)
    return [fault.message for fault in faults(caught.value, Sample, lambda key: ".".join(map(str, key)))]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"low": 1}, "low is 1; it must be at least 3."),
        ({"low": True}, "low is true; it must be a whole number at least 3."),
        ({"below": 2}, "below is 2; it must be below 2."),
        ({"pair": [1]}, "pair has 1 item; it must be a list of 2 items."),
        ({"some": []}, "some has 0 items; it must be a list of at least 1 item."),
        ({"some": {}}, "some is a table; it must be a list of at least 1 item."),
        ({"nested": {"a": "b"}}, 'nested.a is "b"; it must be a whole number.'),
        ({"low": None}, "low is a NoneType; it must be a whole number at least 3."),
    ],
)
def test_each_limit_is_told_in_words(data: dict[str, Any], message: str) -> None:
    assert said(data) == [message]


def test_where_a_schema_has_no_words_the_checkers_own_are_used() -> None:
    assert said({"either": 1.5}) == [
        "either.int is 1.5; it must be a valid integer.",
        "either.str is 1.5; it must be a valid string.",
    ]


def test_a_bad_item_is_told_once_and_not_as_a_list_too_short() -> None:
    assert said({"pair": [1, "b"]}) == ['pair.1 is "b"; it must be a whole number.']


def test_long_and_unseen_values_are_cut_and_shown_as_codes() -> None:
    assert quoted("x" * 1000) == '"' + "x" * 39 + '…"'
    assert quoted("a\x1b[2J\n") == '"a\\u001b[2J\\u000a"'


def test_a_schema_without_a_type_allows_nothing_that_can_be_told() -> None:
    assert allowed({}, {}) == ""
