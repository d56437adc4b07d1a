"""A seat: a question that reading weighs. Its rule answers, unless a language has a table of weights for it.

The rooms that ask work out the features; here stands what they are called, what they mean and what the rule
makes of them. `docs/learned.md` says how a table is made.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, Protocol

from datelines.seeds import ROOT, SeedError, read_seed
from datelines.seeds.loader import line_of
from datelines.seeds.models.weights import WeightTable

# What a scorer gives: how likely something is, how well a candidate fits, how far a candidate is.
Gives = Literal["probability", "fit", "cost"]
_LENGTH = 16
_STEEPEST = 700.0  # beyond it `exp` overflows, and the probability is 0 anyway


class Scorer(Protocol):
    """What weighs a case by its features; one that a case does not have may be left out, for 0."""

    def __call__(self, features: Mapping[str, float], /) -> float: ...


@dataclass(frozen=True, slots=True)
class Linear:
    """A weighted sum. A feature without a weight is a mistake of who asks: it raises KeyError."""

    weights: Mapping[str, float]
    intercept: float = 0.0

    def __call__(self, features: Mapping[str, float], /) -> float:
        total = self.intercept
        for name, value in features.items():
            total += self.weights[name] * value
        return total


@dataclass(frozen=True, slots=True)
class Logistic:
    """A weighted sum as a probability."""

    sum: Linear

    def __call__(self, features: Mapping[str, float], /) -> float:
        return 1 / (1 + math.exp(min(-self.sum(features), _STEEPEST)))


@dataclass(frozen=True, slots=True, eq=False)
class Seat:
    """A question with its features, each with its meaning, and the rule that answers by default.

    `weights` are those of the rule, feature by feature: what docs/learned.md shows.
    """

    name: str
    asks: str
    gives: Gives
    features: Mapping[str, str]
    weights: Mapping[str, float]
    rule: Scorer

    @property
    def fingerprint(self) -> str:
        """Return a hash of what a table must have been trained for: the seat, and its features by name."""
        told = "\n".join((self.name, self.gives, *sorted(self.features)))
        return hashlib.sha256(told.encode()).hexdigest()[:_LENGTH]

    def scorer(self, lang: str, root: Path = ROOT) -> Scorer:
        """Return what answers for a language: its table where there is one, else the rule.

        Raises `SeedError` where the table is for other features than the seat has.
        """
        return _scorer(self, lang, root)


@cache
def _scorer(seat: Seat, lang: str, root: Path) -> Scorer:
    path = root / "weights" / seat.name / f"{lang}.yml"
    return trained(seat, path) if path.exists() else seat.rule


def trained(seat: Seat, path: Path) -> Scorer:
    """Return the scorer of a table. Raises `SeedError` where it does not fit the seat."""
    table = read_seed(path, WeightTable)
    if table.card.features != seat.fingerprint:
        line = line_of(path, ("card", "features"))
        message = f"trained for other features than the seat {seat.name} has now: {seat.fingerprint}"
        raise SeedError(path, line, message)
    line = line_of(path, ("weights",))
    if unknown := sorted(table.weights.keys() - seat.features.keys()):
        raise SeedError(path, line, f"the seat {seat.name} has no feature {', '.join(unknown)}")
    if missing := sorted(seat.features.keys() - table.weights.keys()):
        raise SeedError(path, line, f"no weight for {', '.join(missing)}")
    total = Linear(table.weights, table.intercept)
    return Logistic(total) if seat.gives == "probability" else total
