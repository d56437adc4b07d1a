"""iCalendar (RFC 5545): a dated event is an all-day entry over the whole range that its date leaves open.

An entry that is dated more widely than a day says so in its title and in X-DATELINES-PRECISION. UID is
the id under which the event was first published. SEQUENCE grows with each document that tells the event
and with each version of the rules, so that a calendar takes the later file for the newer. An undated
event cannot stand in a calendar and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from datelines.dashboard.cells import address, flat, harmless, objects, one_line
from datelines.dashboard.display import safe_link, when

if TYPE_CHECKING:
    from datelines.dashboard.formats import About
    from datelines.warehouse.reader import Stream

SUFFIXES = (".ics",)
BINARY = False
NEEDS = ("event_id", "date_start", "date_end", "date_precision", "title", "n_documents", "last_reported_at")
_STATUS = {"asserted": "CONFIRMED", "negated": "CANCELLED"}  # whatever else may yet happen is TENTATIVE
_TOLD = {
    "event_type": "Type",
    "subtype": "Kind",
    "factuality": "Factuality",
    "participants": "Participants",
    "sources": "Told by",
}
_PER_VERSION = 100_000  # no event is told by so many documents
_NEVER_PUBLISHED = datetime(1970, 1, 1)  # noqa: DTZ001  stored times are UTC without a zone
_OCTETS = 75  # of a line, its end not counted


def written(rows: Stream, about: About) -> Iterator[bytes]:
    yield _lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//datelines//timeline//EN", "CALSCALE:GREGORIAN")
    yield _lines(_property("X-WR-CALNAME", f"datelines {about.view}".strip()))
    for batch in rows.batches:
        events = (event for event in objects(rows.columns, batch) if event["date_start"] is not None)
        yield b"".join(_entry(event, about) for event in events)
    yield _lines("END:VCALENDAR")


def _entry(event: Mapping[str, Any], about: About) -> bytes:
    told = event["last_reported_at"] or _NEVER_PUBLISHED
    after = min(event["date_end"], date.max - timedelta(days=1)) + timedelta(days=1)  # DTEND is exclusive
    where = ", ".join(filter(None, [event.get("venue"), event.get("place")]))
    kinds = ",".join(_escaped(event[name]) for name in ("event_type", "subtype") if event.get(name))
    factuality = event.get("factuality", "planned")  # views of plans need not say that they are
    link = safe_link(event.get("evidence_url"))
    properties = [
        "BEGIN:VEVENT",
        _property("UID", f"{about.first_ids.get(event['event_id'], event['event_id'])}@datelines"),
        f"DTSTAMP:{told:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{max(about.versions - 1, 0) * _PER_VERSION + max(event['n_documents'] - 1, 0)}",
        f"DTSTART;VALUE=DATE:{_day(event['date_start'])}",
        f"DTEND;VALUE=DATE:{_day(after)}",
        _property("SUMMARY", _summary(event)),
        _property("DESCRIPTION", _description(event)),
        _property("LOCATION", where) if where else "",
        f"CATEGORIES:{kinds}" if kinds else "",
        f"STATUS:{_STATUS.get(factuality, 'TENTATIVE')}",
        "TRANSP:TRANSPARENT",
        f"URL:{address(link)}" if link else "",
        _property("X-DATELINES-PRECISION", event["date_precision"]),
        _property("X-DATELINES-FACTUALITY", factuality),
        "END:VEVENT",
    ]
    return _lines(*filter(None, properties))


def _summary(event: Mapping[str, Any]) -> str:
    if event["date_precision"] in ("day", "interval"):
        return one_line(event["title"])
    return f"{one_line(event['title'])} (some time in {_when(event)})"


def _description(event: Mapping[str, Any]) -> str:
    lines = [
        f"Date: {_when(event)} (precision: {event['date_precision']})",
        *(f"{label}: {flat(event[column])}" for column, label in _TOLD.items() if event.get(column)),
        f"“{event['evidence']}”" if event.get("evidence") else "",
    ]
    return "\n".join(one_line(line) for line in lines if line)


def _when(event: Mapping[str, Any]) -> str:
    return when(event["date_start"], event["date_end"], event["date_precision"])


def _day(value: date) -> str:
    return f"{value.year:04d}{value.month:02d}{value.day:02d}"  # strftime does not pad years everywhere


def _property(name: str, text: str) -> str:
    return f"{name}:{_escaped(text)}"


def _escaped(text: str) -> str:
    """Return text as RFC 5545, 3.3.11 has it: no line break, semicolon or comma ends it."""
    clean = harmless(text)
    for character, written_as in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        clean = clean.replace(character, written_as)
    return clean


def _lines(*lines: str) -> bytes:
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _folded(line: str) -> bytes:
    """Return a line cut so that none has more than 75 octets and no character is cut in two."""
    rest, pieces, room = line.encode(), [], _OCTETS
    while len(rest) > room:
        cut = room
        while rest[cut] & 0b1100_0000 == 0b1000_0000:  # inside a character
            cut -= 1
        pieces.append(rest[:cut])
        rest, room = rest[cut:], _OCTETS - 1  # a further line begins with a space
    return b"\r\n ".join([*pieces, rest])
