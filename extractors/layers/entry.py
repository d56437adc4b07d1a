"""Something named in a sentence, by whatever room found it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from datelines.sources.records import ActorKind

EntryKind = Literal[
    "person", "country", "organisation", "place", "venue", "mechanism", "topic", "region", "title"
]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something named in a sentence. `start` and `end` cover the whole phrase, title included;
    `text` with `at` is the name as written. All offsets are the document's."""

    start: int
    end: int
    kind: EntryKind
    text: str
    at: tuple[int, int]
    id: str | None = None
    name: str | None = None
    country: str | None = None
    form: str = "name"
    lat: float | None = None
    lon: float | None = None
    known: bool = True


def actor_kind(entry: Entry) -> ActorKind | None:
    """Return how an entry takes part, or None where it does not act."""
    if entry.kind in {"person", "title"}:
        return "person"
    if entry.kind == "country":
        return "country"
    if entry.kind == "organisation":
        return "organisation"
    return None
