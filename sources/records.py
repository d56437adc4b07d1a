"""The frozen models that every layer shares. This module imports nothing of ours.

Offsets are Unicode code points into ``Document.text``, end exclusive. Days are ISO 8601 strings
(``2025-12-19``), both ends of a range inclusive. The field names are those of the extraction
record (docs/record.md), so that ``dataclasses.asdict`` of an `Extraction` is that record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Precision = Literal["day", "week", "month", "quarter", "season", "half", "year", "decade", "interval"]
Basis = Literal["text", "text+dct", "text+context", "dct", "inherited"]
Factuality = Literal["asserted", "planned", "possible", "negated", "underspecified"]
Role = Literal["source", "target"]
MentionForm = Literal["name", "title", "description", "pronoun", "group"]
ActorKind = Literal["person", "organisation", "country", "group"]
Stage = Literal["proposed", "established", "convened", "renamed"]
Stance = Literal["support", "oppose", "call-for", "underspecified"]
DctMethod = Literal["given", "metadata", "feed", "url-date", "url-id", "dateline"]
DctPrecision = Literal["second", "minute", "hour", "day", "month", "year"]
Status = Literal["ok", "unsupported-language"]
ReviewKind = Literal[
    "office-holder-unknown",
    "office-holder-out-of-time",
    "name-contradiction",
    "date-contradiction",
    "dct-contradiction",
    "low-confidence",
    "unknown-actor",
    "mechanism-out-of-order",
]


@dataclass(frozen=True, slots=True)
class DctCandidate:
    """One piece of evidence for the document creation time.

    `value` is ISO 8601, as precise as the evidence: a date, or a date-time with its offset where
    the evidence has one. `confidence` is 0-1.
    """

    value: str
    precision: DctPrecision
    method: DctMethod
    evidence: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Published:
    """The document creation time (DCT): the best candidate's values, or nulls without evidence."""

    value: str | None = None
    precision: DctPrecision | None = None
    method: DctMethod | None = None
    confidence: float | None = None
    candidates: tuple[DctCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader hands on: text exactly as stored, and what its container said about it.

    `published` is what the caller gave; `evidence` what a page's metadata or a feed entry said.
    `zone` is the source's IANA time zone, `publisher` its name; both may be unknown. `raw_hash`
    is the SHA-256 of the bytes it was read from.
    """

    id: str
    text: str
    url: str | None = None
    title: str | None = None
    lang: str | None = None
    published: str | None = None
    evidence: tuple[DctCandidate, ...] = ()
    zone: str | None = None
    publisher: str | None = None
    source: str | None = None
    raw_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3 expression. `value` keeps its holes where nothing fills them (XXXX-12-19)."""

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class DateRange:
    """When an event happened: a pair of ISO days, both inclusive, never open-ended.

    `timex` is an index into the extraction's `timexes`; `steps` say how the range was reached.
    """

    start: str
    end: str
    precision: Precision
    basis: Basis
    timex: int | None = None
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A span with its text; offsets are null where the value is inherited."""

    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who the text credits; `via` is who passed it on where sources are nested."""

    text: str
    start: int | None
    end: int | None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who took part. `name` and `id` are the knowledge base's; `country` ISO 3166-1 alpha-3.

    An id without a name is inferred: the holder, on that day, of an office that the text names alone.
    """

    text: str
    start: int | None
    end: int | None
    name: str | None
    id: str | None
    kind: ActorKind
    country: str | None
    role: Role
    chain: str | None = None  # the chain of the document whose mention this is


@dataclass(frozen=True, slots=True)
class Place:
    text: str
    start: int | None
    end: int | None
    name: str | None
    country: str | None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class MechanismRef:
    """A standing format that the event belongs to, with the stage of its life that it tells."""

    id: str | None
    name: str
    text: str
    start: int | None
    end: int | None
    stage: Stage | None = None
    ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    id: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Position:
    holder: str
    topic: Topic
    stance: Stance


@dataclass(frozen=True, slots=True)
class Plover:
    """The code that PLOVER's own manual gives, time and modality folded in; null for statements."""

    root: str | None
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A happening as one document tells it: an item of the record's `events`."""

    id: str
    type: str
    subtype: str
    cameo: str | None
    plover: Plover
    title: str
    work_title: Passage | None
    date: DateRange | None
    factuality: Factuality
    attribution: Attribution | None
    participants: tuple[Participant, ...]
    place: Place | None
    venue: Passage | None
    mechanism: MechanismRef | None
    position: Position | None
    evidence: Passage
    mentions: tuple[Span, ...]
    confidence: float
    salience: float
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChainMention:
    """One place at which somebody is meant: offsets into the text, how, and by which rule that was found out.

    `antecedent` is the index, in the chain's own list, of the mention that it was linked to.
    """

    start: int
    end: int
    form: MentionForm
    rule: str
    antecedent: int | None


@dataclass(frozen=True, slots=True)
class Chain:
    """All mentions of one person, country or body in a document.

    Of a group, `members` are the chains of those whom it means together. `id` is the document's own: "c1" is
    the one that is mentioned first.
    """

    id: str
    mentions: tuple[ChainMention, ...]
    name: str | None
    entity: str | None
    kind: ActorKind
    country: str | None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """What a person should look at, and why; the text itself is never corrected."""

    kind: ReviewKind
    text: str
    why: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A paragraph in a language that is not read; `lang` is its BCP-47 primary tag where it can be told."""

    start: int
    end: int
    lang: str | None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read in one document: the record of ``datelines extract``."""

    id: str
    lang: str | None
    status: Status
    title: str | None
    url: str | None
    text: str
    published: Published
    timexes: tuple[Timex, ...] = ()
    events: tuple[Report, ...] = ()
    review: tuple[ReviewItem, ...] = field(default=())
    unread: tuple[Unread, ...] = ()
    chains: tuple[Chain, ...] = ()
