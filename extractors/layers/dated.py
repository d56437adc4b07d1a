"""A time expression with how its value was reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from datelines.sources.records import Precision, Timex


@dataclass(frozen=True, slots=True)
class Dated:
    """A TIMEX3 expression with how it was reached. `start` and `end` are ISO days, both inclusive."""

    timex: Timex
    start: str | None
    end: str | None
    precision: Precision | None
    basis: Literal["text", "text+dct", "text+context"] | None
    steps: tuple[str, ...]
    rule: str
