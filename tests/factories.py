"""Small synthetic documents and extractions for tests of the warehouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from datelines.sources.records import (
    Chain,
    ChainMention,
    DateRange,
    Document,
    Extraction,
    MechanismRef,
    Participant,
    Passage,
    Place,
    Plover,
    Position,
    Published,
    Report,
    ReviewItem,
    Span,
    Topic,
)
from datelines.warehouse import Extracted
from datelines.warehouse.knowledge import of_events

FETCHED = "2026-02-01T08:00:00+00:00"
NO_KNOWLEDGE = replace(
    of_events(),
    region_members=tuple(
        {"region": "central-asia", "country": code} for code in ("KAZ", "KGZ", "TJK", "TKM", "UZB")
    ),
)


def person(
    name: str, country: str | None = "KAZ", id: str | None = None, role: Any = "source"
) -> Participant:
    """Return a participant whose text is its name."""
    return Participant(
        text=name, start=None, end=None, name=name, id=id, kind="person", country=country, role=role
    )


def report(
    text: str,
    id: str = "e1",
    date: str | None = "2025-12-19",
    until: str | None = None,
    precision: Any = "day",
    type: str = "CONSULT",
    subtype: str = "meeting",
    participants: Sequence[Participant] = (person("Aida Seitkali"), person("Ken Mori", "JPN", role="target")),
    factuality: Any = "asserted",
    mechanism: str | None = None,
    stage: Any = None,
    ordinal: int | None = None,
    position: tuple[str, str, Any] | None = None,
    place: tuple[str, str] | None = None,
    confidence: float = 0.9,
    **more: Any,
) -> Report:
    """Return a report whose only mention is `text`, which its document must contain at the start."""
    return Report(
        id=id,
        type=type,
        subtype=subtype,
        cameo="040",
        plover=Plover("CONSULT"),
        title=text,
        work_title=None,
        date=DateRange(date, until or date, precision, "text") if date else None,
        factuality=factuality,
        attribution=None,
        participants=tuple(participants),
        place=Place(place[0], None, None, place[0], place[1]) if place else None,
        venue=None,
        mechanism=MechanismRef(mechanism, mechanism, mechanism, None, None, stage, ordinal)
        if mechanism
        else None,
        position=Position(position[0], Topic(None, position[1]), position[2]) if position else None,
        evidence=Passage(text, 0, len(text)),
        mentions=(Span(0, len(text)),),
        confidence=confidence,
        salience=1.0,
        **more,
    )


def chain(
    id: str,
    *mentions: tuple[int, int, Any],
    name: str | None = None,
    members: Sequence[str] = (),
    rule: str = "those last told of together",
) -> Chain:
    """Return a chain whose mentions after the first, each (start, end, form), are linked to the first."""
    linked = (
        ChainMention(start, end, form, "named in the text" if form == "name" else rule, 0 if number else None)
        for number, (start, end, form) in enumerate(mentions)
    )
    return Chain(id, tuple(linked), name, None, "group" if members else "person", None, tuple(members))


def extracted(
    id: str,
    *reports: Report,
    text: str | None = None,
    published: str | None = "2025-12-20",
    publisher: str | None = "Steppe Wire",
    url: str | None = None,
    review: Sequence[ReviewItem] = (),
    version: str = "1",
    seeds: str = "s1",
    **more: Any,
) -> Extracted:
    """Return a document with its extraction; its text is that of the first report unless given."""
    words = (
        text if text is not None else (reports[0].evidence.text if reports else f"Nothing happened in {id}.")
    )
    document = Document(id=id, text=words, url=url, publisher=publisher, title=f"Title of {id}")
    dct = Published(published, "day", "given", 1.0) if published else Published()
    extraction = Extraction(
        id=id,
        lang="en",
        status="ok",
        title=document.title,
        url=url,
        text=words,
        published=dct,
        events=tuple(reports),
        review=tuple(review),
        **more,
    )
    return Extracted(document, extraction, version, seeds)
