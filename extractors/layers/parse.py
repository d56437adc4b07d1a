"""A parsed sentence with what is known of the spans in it: names, titles, time expressions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from datelines.extractors.layers.dated import Dated
from datelines.extractors.layers.entry import Entry
from datelines.extractors.layers.hit import Hit
from datelines.extractors.layers.sentence import Sentence
from datelines.extractors.layers.simplified import Simplified

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A sentence as the parser got it, its parse, and the rows that match its words.
Parsed: TypeAlias = "tuple[Simplified, Doc, list[list[Hit]]]"


@dataclass(frozen=True, slots=True)
class SentenceParse:
    """A sentence, its parse, and the entries over its tokens; `alone` where it is the whole document."""

    number: int
    lang: str
    sentence: Sentence
    doc: Doc
    matches: list[list[Hit]]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    entries: tuple[Entry, ...]
    dated: tuple[tuple[int, Dated], ...]
    heading: bool = False
    alone: bool = False
    over: dict[int, list[Entry]] = field(default_factory=dict)

    def at(self, token: Token) -> list[Entry]:
        """Return the entries that a token is part of."""
        return self.over.get(token.i, [])

    def offset(self, token: Token) -> int:
        return self.starts[token.i]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return document offsets of a token span (end exclusive)."""
        return self.starts[start], self.ends[end - 1]

    def text(self, start: int, end: int) -> str:
        """Return the text of a token span as written."""
        first, last = self.span(start, end)
        return self.sentence.text[first - self.sentence.start : last - self.sentence.start]

    def root(self, start: int, end: int) -> Token | None:
        """Return the head token of a span of document offsets, or None where it has no token."""
        inside = [i for i in range(len(self.starts)) if self.starts[i] < end and start < self.ends[i]]
        return self.doc[inside[0] : inside[-1] + 1].root if inside else None
