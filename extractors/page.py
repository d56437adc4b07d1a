"""A document as far as it is read: the only value that is passed from step to step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from datelines.extractors.layers.dated import Dated
from datelines.extractors.layers.draft import Cluster, Draft
from datelines.extractors.layers.hit import Hit
from datelines.extractors.layers.memory import Cast, Introduced, People
from datelines.extractors.layers.name import Name
from datelines.extractors.layers.parse import SentenceParse
from datelines.extractors.layers.sentence import Sentence
from datelines.extractors.layers.simplified import Simplified, Stretch
from datelines.extractors.layers.titled import Titled
from datelines.extractors.layers.turn import Turn
from datelines.sources.records import (
    Attribution,
    Chain,
    DateRange,
    Document,
    Published,
    Report,
    ReviewItem,
    Unread,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Page:
    """A document with the layers found so far; each is given by one step of the pipeline, and empty before.

    Offsets are code points into `document.text`. Layers of sentences are keyed by the sentence's number,
    which is its place in `sentences`.
    """

    document: Document
    lang: str = ""  # BCP-47 primary tag, empty where no language is told
    is_read: bool = False  # whether events are read in that language
    published: Published = field(default_factory=Published)
    dct: str | None = None  # ISO day of publication, in the source's own zone
    text: str = ""  # what is read of the document: other languages' paragraphs are blank
    unread: tuple[Unread, ...] = ()
    dated: tuple[Dated, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    names: tuple[Name, ...] = ()
    titles: tuple[Titled, ...] = ()
    ranked: tuple[Titled, ...] = ()  # titles whose office nobody knows
    gated: tuple[int, ...] = ()  # numbers of the sentences that may hold an event
    folded: Mapping[int, Sequence[Stretch]] = field(default_factory=dict)  # what becomes one word
    plain: Mapping[int, Simplified] = field(default_factory=dict)
    docs: Mapping[int, Doc] = field(default_factory=dict)
    matches: Mapping[int, list[list[Hit]]] = field(default_factory=dict)
    units: tuple[SentenceParse, ...] = ()
    credited: Attribution | None = None  # whom a line credits for the whole document
    heading_date: DateRange | None = None  # the day that the first line names: what is listed is on that day
    between_states: bool = False  # it names two states or bodies: its days are those of diplomacy
    turns: Mapping[int, Turn] = field(default_factory=dict)
    hits: Mapping[int, list[Hit]] = field(default_factory=dict)
    introduced: Introduced = field(default_factory=lambda: Introduced(""))
    people: People = field(default_factory=lambda: People(""))
    cast: Cast = field(default_factory=lambda: Cast(Introduced(""), People("")))
    drafts: tuple[Draft, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    reports: tuple[Report, ...] = ()
    chains: tuple[Chain, ...] = ()
    review: tuple[ReviewItem, ...] = ()
