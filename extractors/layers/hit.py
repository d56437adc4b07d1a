"""A trigger where a sentence has it, with the words in its slots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from datelines.seeds.models.events import EventType, Subtype, Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Row:
    """A trigger with the type whose file it stands in, and the subtype that it names."""

    kind: EventType
    subtype: Subtype
    trigger: Trigger

    @property
    def rule(self) -> str:
        return f"{self.kind.type.lower()}/{self.trigger.id}"


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger found in a parsed sentence: its row, the head token, the tokens in each slot, and how well it
    fits by the seat `type`."""

    row: Row
    head: Token
    slots: dict[str, list[Token]]
    consumed: frozenset[int]
    weight: float


Slots = dict[str, list["Token"]]
