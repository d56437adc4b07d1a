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

from icalendar import Calendar, Event
from icalendar.prop import vText

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
_END = b"END:VCALENDAR\r\n"


class _Text(vText):
    """Harmless text; a backslash before an N stays one, where the library would make a line break of it."""

    def __new__(cls, text: str) -> _Text:
        return super().__new__(cls, harmless(text))

    def to_ical(self) -> bytes:
        return rb"\\N".join(vText(piece).to_ical() for piece in self.split(r"\N"))


def written(rows: Stream, about: About) -> Iterator[bytes]:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//datelines//timeline//EN")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", _Text(f"datelines {about.view}".strip()))
    yield calendar.to_ical(sorted=False).removesuffix(_END)  # entries are written as their rows are read
    for batch in rows.batches:
        events = (event for event in objects(rows.columns, batch) if event["date_start"] is not None)
        yield b"".join(_entry(event, about).to_ical(sorted=False) for event in events)
    yield _END


def _entry(event: Mapping[str, Any], about: About) -> Event:
    after = min(event["date_end"], date.max - timedelta(days=1)) + timedelta(days=1)  # DTEND is exclusive
    factuality = event.get("factuality", "planned")  # views of plans need not say that they are
    entry = Event()
    entry.add("UID", _Text(f"{about.first_ids.get(event['event_id'], event['event_id'])}@datelines"))
    entry.add("DTSTAMP", event["last_reported_at"] or _NEVER_PUBLISHED)
    entry.add("SEQUENCE", max(about.versions - 1, 0) * _PER_VERSION + max(event["n_documents"] - 1, 0))
    entry.add("DTSTART", event["date_start"])
    entry.add("DTEND", after)
    entry.add("SUMMARY", _Text(_summary(event)))
    entry.add("DESCRIPTION", _Text(_description(event)))
    if where := ", ".join(filter(None, [event.get("venue"), event.get("place")])):
        entry.add("LOCATION", _Text(where))
    if kinds := [_Text(event[name]) for name in ("event_type", "subtype") if event.get(name)]:
        entry.add("CATEGORIES", kinds)
    entry.add("STATUS", _STATUS.get(factuality, "TENTATIVE"))
    entry.add("TRANSP", "TRANSPARENT")
    if link := safe_link(event.get("evidence_url")):
        entry.add("URL", address(link))
    entry.add("X-DATELINES-PRECISION", _Text(event["date_precision"]))
    entry.add("X-DATELINES-FACTUALITY", _Text(factuality))
    return entry


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
