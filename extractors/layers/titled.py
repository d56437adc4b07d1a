"""An office, where a text names it."""

from __future__ import annotations

from dataclasses import dataclass

from datelines.extractors.layers.days import Span


@dataclass(frozen=True, slots=True)
class Titled:
    """An office in the text, with or without a name. Offsets are code points, end exclusive.

    `person_id` is a known person who is named; `holder_id` the one who held the office on the day
    where nobody is named. `office` is null where country or list is not known. `other_time` says that
    the text means a day other than its own: "former", and "then", "late", "incoming" too. `years` are
    those that the sentence names.
    """

    start: int
    end: int
    text: str
    office: str | None
    role: str
    country: str | None
    person_start: int | None
    person_end: int | None
    person_text: str | None
    person_id: str | None
    holder_id: str | None
    former: bool
    other_time: bool = False
    asked: tuple[Span, ...] = ()
