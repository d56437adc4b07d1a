"""What the scripts share: reading documents, a logistic fit, how good it is, the table that is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from benchmarks.common import Record
from benchmarks.scores import calibration
from datelines.extractors.learned.seat import Linear, Logistic, Scorer, Seat
from datelines.extractors.page import Page
from datelines.extractors.pipeline import STEPS
from datelines.seeds.models.weights import Card, WeightTable
from datelines.sources.records import Document

ROUNDS, ENOUGH = 50, 1e-9  # Newton's steps at most, and the change of a weight at which they end
SURELY = 1e-6  # no probability counts as nearer to 0 or 1 than this: one mistake must not cost infinity
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Example:
    """One case of a seat, from which document, and whether it is right."""

    document: str
    features: Mapping[str, float]
    right: bool


def document(record: Record, lang: str) -> Document:
    """Return a gold document without its answers."""
    url, title, published = (record.get(key) for key in ("url", "title", "dct"))
    return Document(record["id"], record["text"], url=url, title=title, lang=lang, published=published)


def pages(documents: Iterable[Document]) -> list[Page]:
    """Return documents in languages that are read, with all their layers."""
    read = [Page(one) for one in documents]
    for step in STEPS:
        read = step.run(read)
    return read


def fit(examples: Sequence[Example], seat: Seat, ridge: float) -> Linear:
    """Return the weights by which a logistic sum tells best what is right.

    `ridge` holds them near 0: half of it times the square of each weight is added to the loss, for the
    intercept apart. Newton's method, which has one answer for one input, whatever order that comes in.
    """
    names = sorted(seat.features)
    values = np.array([[1.0, *(one.features.get(name, 0.0) for name in names)] for one in examples])
    right = np.array([float(one.right) for one in examples])
    held = np.diag([0.0, *([ridge] * len(names))])
    weights = np.zeros(len(names) + 1)
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (likely - right) + held @ weights
        bend = (values.T * (likely * (1 - likely))) @ values + held
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < ENOUGH:
            break
    intercept, *each = (round(float(weight), DIGITS) for weight in weights)
    return Linear(dict(zip(names, each, strict=True)), intercept)


def left_out(examples: Sequence[Example], seat: Seat, ridge: float) -> list[float]:
    """Return for each example what weights say that were fitted to all other documents."""
    scorers: dict[str, Scorer] = {
        name: Logistic(fit([one for one in examples if one.document != name], seat, ridge))
        for name in {one.document for one in examples}
    }
    return [scorers[one.document](one.features) for one in examples]


def measures(likely: Sequence[float], right: Sequence[bool]) -> dict[str, float]:
    """Return log-loss, Brier score and expected calibration error, of which less is better, and the area
    under the ROC curve: how often what is right is given more than what is wrong."""
    given, told = np.clip(likely, SURELY, 1 - SURELY), np.array(right, dtype=bool)
    losses = np.where(told, -np.log(given), -np.log(1 - given))
    pairs = np.sign(given[told][:, None] - given[~told][None, :])
    found = {
        "log-loss": losses.mean(),
        "brier": ((given - told) ** 2).mean(),
        "ece": calibration(zip(likely, right, strict=True))[1],
        "auc": (pairs.mean() + 1) / 2 if pairs.size else 0.5,
    }
    return {name: round(float(value), DIGITS) for name, value in found.items()}


def table(seat: Seat, weights: Linear, card: Card) -> WeightTable:
    """Return the table of fitted weights in the order of the seat's features."""
    each = {name: weights.weights[name] for name in seat.features}
    return WeightTable(card=card, intercept=weights.intercept, weights=each)


def write(found: WeightTable, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(found.model_dump(mode="json"), sort_keys=False, allow_unicode=True)
    path.write_text(text, encoding="utf-8")
