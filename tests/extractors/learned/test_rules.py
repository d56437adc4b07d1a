"""What each seat's rule makes of its features: the numbers that were in the code before there were seats."""

from __future__ import annotations

import pytest

from datelines.extractors.learned import attach, confidence, corefer
from datelines.extractors.learned import type as type_seat

WAYS = {
    "a day beside its verb": ({"timex-step": 2, "words": 1}, 2 * 0.9 + 0.03),
    "a day beside another verb that is joined": (
        {"timex-step": 2, "timex-conjunct": 1, "crossed-shared": 1, "words": 6},
        8 * 0.9 + 4 + 6 * 0.03,
    ),
    "a day of saying": ({"event-reported": 1, "timex-step": 2, "words": 5}, 2 * 0.9 + 30 + 5 * 0.03),
    "a day beyond a semicolon": ({"timex-step": 1, "apart": 1, "words": 9}, 0.9 + 12 + 9 * 0.03),
    "a day in another tree": ({"unrelated": 1, "words": 7}, 25),
}


@pytest.mark.parametrize(("features", "cost"), WAYS.values(), ids=list(WAYS))
def test_a_way_through_the_tree_costs(features: dict[str, float], cost: float) -> None:
    assert attach.SEAT.rule(features) == cost


def test_no_step_is_without_a_cost() -> None:
    apart = {"words", "unrelated", "apart"}
    for name in attach.FEATURES.keys() - apart:
        assert attach.cost({name: 1.0}) > 0, name


REPORTS = {
    "undated, of nobody known": ({}, 0.57),
    "dated in its own clause, by a known party": ({"dated": 1, "near": 1, "known-party": 1}, 0.88),
    "the same, told again": ({"dated": 1, "near": 1, "known-party": 1, "told-again": 1}, 0.91),
    "dated by its frame": ({"inherited": 1, "known-party": 1}, 0.65),
    "possible, and undated": ({"unsure": 1}, 0.46),
}


@pytest.mark.parametrize(("features", "likely"), REPORTS.values(), ids=list(REPORTS))
def test_a_report_is_as_likely_right_as_before(features: dict[str, float], likely: float) -> None:
    assert round(confidence.SEAT.rule(features), 2) == likely


def test_a_row_with_words_of_its_own_goes_before_one_that_takes_any() -> None:
    assert type_seat.SEAT.rule({"slot-word": 1}) > type_seat.SEAT.rule({"slot": 1})
    assert type_seat.SEAT.rule({"slot": 1}) == type_seat.SEAT.rule({"slot": 1, "noun": 1, "consumed": 2})


def test_of_two_named_before_a_pronoun_the_nearer_is_meant_and_both_before_the_last_subject() -> None:
    nearer, farther, subject = (
        corefer.SEAT.rule(features)
        for features in (
            {"named-before": 1, "between": 0},
            {"named-before": 1, "between": 1},
            {"last-subject": 1},
        )
    )
    assert nearer > farther > subject
