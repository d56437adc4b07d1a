"""The measures of coreference, against examples that their papers work out by hand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import conll
from benchmarks.conll import Chains, Score


def chains(*words: str) -> Chains:
    """Return chains whose mentions are letters: "abc" is one of three."""
    return [frozenset(word) for word in words]


# Pradhan et al. (2014), the worked example: key {a,b,c} {d,e,f,g}, response {a,b} {c,d} {f,g,h,i}.
PRADHAN = chains("abc", "defg"), chains("ab", "cd", "fghi")
# Bagga and Baldwin (1998), with the figures of Luo (2005) for CEAF: two chains too many in one, twice.
TRUTH = chains("12345", "67", "89ABC")
NEIGHBOURS_JOINED = TRUTH, chains("12345", "6789ABC")
LARGEST_JOINED = TRUTH, chains("1234589ABC", "67")
# Vilain et al. (1995): a chain of four found in two halves lacks one of its three links.
HALVED = chains("ABCD"), chains("AB", "CD")
JOINED = chains("AB", "CD"), chains("ABCD")


@pytest.mark.parametrize(
    ("measure", "pair", "precision", "recall"),
    [
        (conll.muc, HALVED, 1, 2 / 3),
        (conll.muc, JOINED, 2 / 3, 1),
        (conll.muc, NEIGHBOURS_JOINED, 9 / 10, 1),
        (conll.muc, LARGEST_JOINED, 9 / 10, 1),
        (conll.muc, PRADHAN, 2 / 5, 2 / 5),
        (conll.b_cubed, NEIGHBOURS_JOINED, 16 / 21, 1),
        (conll.b_cubed, LARGEST_JOINED, 7 / 12, 1),
        (conll.b_cubed, PRADHAN, 1 / 2, 5 / 12),
        (conll.ceaf_e, NEIGHBOURS_JOINED, 11 / 12, 11 / 18),
        (conll.ceaf_e, LARGEST_JOINED, 5 / 6, 5 / 9),
        (conll.ceaf_e, PRADHAN, 13 / 30, 13 / 20),
        (conll.mentions, PRADHAN, 6 / 8, 6 / 7),
    ],
)
def test_a_measure_gives_what_its_paper_works_out(
    measure: Callable[[Chains, Chains], Score], pair: tuple[Chains, Chains], precision: float, recall: float
) -> None:
    score = measure(*pair)
    assert score.precision.value == pytest.approx(precision)
    assert score.recall.value == pytest.approx(recall)


def test_the_average_is_that_of_three_f1() -> None:
    assert conll.average(conll.scores([PRADHAN])) == pytest.approx((0.4 + 5 / 11 + 0.52) / 3)


def test_what_is_found_wholly_is_right_and_what_is_not_found_is_wrong() -> None:
    assert conll.average(conll.scores([(TRUTH, TRUTH)])) == 1
    assert conll.average(conll.scores([(TRUTH, [])])) == 0
    assert conll.average(conll.scores([([], [])])) == 0


def test_a_corpus_adds_up_what_is_right_and_what_there_is() -> None:
    """Not the documents' scores: a long one weighs more than a short one."""
    found = conll.scores([HALVED, (chains("xy"), [])])
    assert found["muc"].recall.value == pytest.approx(2 / 4)
    assert found["muc"].precision.value == 1


@given(st.integers(1, 5), st.integers(1, 5), st.data())
def test_the_best_pairs_are_those_of_all_that_can_be_tried(
    rows: int, columns: int, data: st.DataObject
) -> None:
    row = st.lists(st.floats(0, 1), min_size=columns, max_size=columns)
    gains = data.draw(st.lists(row, min_size=rows, max_size=rows))
    turned = [list(column) for column in zip(*gains, strict=True)]
    fewer, more = sorted((gains, turned), key=len)
    tried = permutations(range(len(more)), len(fewer))
    most = max(sum(fewer[row][column] for row, column in enumerate(order)) for order in tried)
    pairs = conll.best_pairs(gains)
    assert sum(gains[row][column] for row, column in pairs) == pytest.approx(most)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(fewer)
