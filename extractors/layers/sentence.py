"""A sentence by its offsets, and what lies wholly inside each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (or headline, or list item): offsets into the document, end exclusive."""

    start: int
    end: int
    text: str
    paragraph: int


class Spanning(Protocol):
    """Something with offsets into the document's text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def span_of(item: Spanning) -> tuple[int, int]:
    return item.start, item.end


def by_sentence(
    items: Iterable[T], sentences: Sequence[Sentence], span: Callable[[T], tuple[int, int]]
) -> dict[int, list[T]]:
    """Return what lies wholly inside each sentence, by the sentence's place in the list, in the order given.

    `span` gives an item's offsets. Costs one look-up an item, however long the text is.
    """
    starts = [sentence.start for sentence in sentences]
    found: dict[int, list[T]] = {}
    for item in items:
        start, end = span(item)
        number = bisect_right(starts, start) - 1
        if number >= 0 and end <= sentences[number].end:
            found.setdefault(number, []).append(item)
    return found
