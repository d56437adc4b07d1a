"""What is known of one mention of an event while a document is read, and what holds for the document."""

from __future__ import annotations

from dataclasses import dataclass
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
class Setting:
    """What holds for a whole document while its sentences are read."""

    lang: str
    dct: str | None
    countries: dict[str, str]
    source: Attribution | None = None
    heading: DateRange | None = None
    between_states: bool = False  # it names two states or bodies: its days are those of diplomacy


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
