"""Weights that were trained, with the card that says of what, how well and by which script."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from datelines.seeds.loader import SeedModel

Number = Annotated[float, Field(allow_inf_nan=False)]


class Card(SeedModel):
    """Where weights come from. `score` is cross-validated: no document is scored by what it trained; `rule`
    is the same of the rule whose place the table takes. `features` is the seat's fingerprint."""

    data: tuple[str, ...] = Field(min_length=1)
    features: str = Field(pattern=r"^[0-9a-f]{16}$")
    score: dict[str, Number] = Field(min_length=1)
    rule: dict[str, Number] = Field(min_length=1)
    date: str = Field(pattern=r"^\d{4}-\d\d-\d\d$")
    script: str = Field(pattern=r"^training/\w+/\w+\.py$")


class WeightTable(SeedModel):
    """One file ``weights/<seat>/<lang>.yml``: a weight for each feature of a seat."""

    card: Card
    intercept: Number = 0.0
    weights: dict[str, Number] = Field(min_length=1)
