"""What is known of one mention of an event while a document is read, and those of one happening."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from datelines.extractors.layers.hit import Hit
from datelines.extractors.layers.parse import SentenceParse
from datelines.seeds.models.events import EventType, Subtype
from datelines.sources.records import (
    Attribution,
    DateRange,
    Factuality,
    MechanismRef,
    Participant,
    Passage,
    Place,
    Position,
)

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Draft:
    """One mention of an event, before mentions of one happening are merged."""

    hit: Hit
    unit: SentenceParse
    kind: EventType
    subtype: Subtype
    cameo: str | None
    factuality: Factuality
    participants: tuple[Participant, ...]
    date: DateRange | None
    cost: float
    attribution: Attribution | None
    place: Place | None
    venue: Passage | None
    mechanism: MechanismRef | None
    position: Position | None
    work_title: Passage | None
    evidence: tuple[int, int]
    pointing: bool
    ordinal: int | None
    steps: tuple[str, ...]

    @property
    def head(self) -> Token:
        return self.hit.head

    @property
    def nominal(self) -> bool:
        return bool(self.hit.row.trigger.noun)


@dataclass
class Cluster:
    """The drafts of one happening, in order; the first that says most leads."""

    drafts: list[Draft] = field(default_factory=list)

    @property
    def lead(self) -> Draft:
        return max(self.drafts, key=_worth)


def _worth(draft: Draft) -> tuple[int, int, int, int]:
    """Rank mentions: one that is dated, in a sentence, a verb, with more parties, and early."""
    return (
        int(draft.date is not None and draft.date.basis != "inherited"),
        int(not draft.unit.heading),
        int(not draft.nominal) + len(draft.participants) + int(draft.place is not None),
        -draft.evidence[0],
    )
