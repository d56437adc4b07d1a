"""A name of the knowledge base, where a text has it."""

from __future__ import annotations

from dataclasses import dataclass

from datelines.seeds.packed import Form, Kind


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a known entity: offsets into the text as given, end exclusive.

    `country` is for whom it acts, or where it lies, on the day asked for; null for bodies and
    formats of several countries. `form` says how it was named.
    """

    start: int
    end: int
    text: str
    id: str
    name: str
    kind: Kind
    form: Form
    country: str | None
    lat: float | None = None
    lon: float | None = None
