"""The measures of coreference: MUC, B³ and CEAF-e, whose mean F1 is the CoNLL-2012 average.

As defined by Vilain et al. (1995), Bagga and Baldwin (1998) and Luo (2005), put together by Pradhan et al.
(2014), "Scoring Coreference Partitions of Predicted Mentions: A Reference Implementation". Mentions are
anything hashable; a chain is the set of its mentions, and no mention stands in two chains of one side.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

Chains = Sequence[frozenset[Hashable]]


@dataclass(frozen=True, slots=True)
class Ratio:
    """What is right of all there is; ratios of documents add up to that of a corpus."""

    right: float = 0.0
    total: float = 0.0

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(self.right + other.right, self.total + other.total)

    @property
    def value(self) -> float:
        return self.right / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of one measure."""

    precision: Ratio = Ratio()
    recall: Ratio = Ratio()

    def __add__(self, other: Score) -> Score:
        return Score(self.precision + other.precision, self.recall + other.recall)

    @property
    def f1(self) -> float:
        p, r = self.precision.value, self.recall.value
        return 2 * p * r / (p + r) if p + r else 0.0


def mentions(key: Chains, response: Chains) -> Score:
    """Score the mentions alone, in whatever chain they stand."""
    wanted, found = frozenset().union(*key), frozenset().union(*response)
    right = len(wanted & found)
    return Score(Ratio(right, len(found)), Ratio(right, len(wanted)))


def muc(key: Chains, response: Chains) -> Score:
    """Score links: how many must be added to the other side's partition to join each chain again."""
    return Score(_links(response, key), _links(key, response))


def _links(chains: Chains, others: Chains) -> Ratio:
    of = {mention: number for number, other in enumerate(others) for mention in other}
    right = total = 0
    for chain in chains:
        parts = {of.get(mention, mention) if mention in of else ("alone", mention) for mention in chain}
        right += len(chain) - len(parts)
        total += len(chain) - 1
    return Ratio(right, total)


def b_cubed(key: Chains, response: Chains) -> Score:
    """Score each mention by how much of its chain stands with it on the other side."""
    return Score(_overlaps(response, key), _overlaps(key, response))


def _overlaps(chains: Chains, others: Chains) -> Ratio:
    right = sum(len(chain & other) ** 2 / len(chain) for chain in chains for other in others)
    return Ratio(right, sum(map(len, chains)))


def ceaf_e(key: Chains, response: Chains) -> Score:
    """Score the best pairing of chains, each pair by the share that the two have in common."""
    likeness = [[_likeness(chain, other) for other in response] for chain in key]
    best = sum(likeness[row][column] for row, column in best_pairs(likeness))
    return Score(Ratio(best, len(response)), Ratio(best, len(key)))


def _likeness(chain: frozenset[Hashable], other: frozenset[Hashable]) -> float:
    return 2 * len(chain & other) / (len(chain) + len(other))


def best_pairs(gains: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the pairs of row and column, each used once, whose gains add up to the most (Kuhn, 1955).

    The Hungarian method by shortest augmenting paths, on costs that are the gains' negatives.
    """
    if not gains or not gains[0]:
        return []
    if len(gains) > len(gains[0]):
        turned = [list(column) for column in zip(*gains, strict=True)]
        return sorted((row, column) for column, row in best_pairs(turned))
    rows, columns = len(gains), len(gains[0])
    by_row, by_column = [0.0] * (rows + 1), [0.0] * (columns + 1)  # the potentials; 0 stands for nobody
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0], at = row, 0
        least, before = [float("inf")] * (columns + 1), [0] * (columns + 1)
        reached = [False] * (columns + 1)
        while row_of[at]:
            reached[at] = True
            for column in range(1, columns + 1):
                cost = -gains[row_of[at] - 1][column - 1] - by_row[row_of[at]] - by_column[column]
                if not reached[column] and cost < least[column]:
                    least[column], before[column] = cost, at
            nearest = min((c for c in range(1, columns + 1) if not reached[c]), key=least.__getitem__)
            step = least[nearest]
            for column in range(columns + 1):
                if reached[column]:
                    by_row[row_of[column]] += step
                    by_column[column] -= step
                else:
                    least[column] -= step
            at = nearest
        while at:
            row_of[at] = row_of[before[at]]
            at = before[at]
    return sorted((row_of[column] - 1, column - 1) for column in range(1, columns + 1) if row_of[column])


MEASURES: dict[str, Callable[[Chains, Chains], Score]] = {"muc": muc, "b3": b_cubed, "ceafe": ceaf_e}


def scores(pairs: Iterable[tuple[Chains, Chains]]) -> dict[str, Score]:
    """Return each measure over a corpus of pairs of key and response, that of the mentions first."""
    total = {name: Score() for name in ("mentions", *MEASURES)}
    for key, response in pairs:
        for name, measure in (("mentions", mentions), *MEASURES.items()):
            total[name] += measure(key, response)
    return total


def average(found: dict[str, Score]) -> float:
    """Return the CoNLL-2012 average: the mean F1 of the three measures."""
    return sum(found[name].f1 for name in MEASURES) / len(MEASURES)
