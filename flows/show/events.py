"""Events as people read them: a day, a month as a month, a line a fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from datelines.dashboard.display import LOCALE
from datelines.dashboard.wording import counted

_ID_SHOWN = 8  # of 16 digits; `explain` takes a beginning that is unique
_COLUMNS = ("date", "event", "type", "factuality", "sources", "id")
_CHANGE_COLUMNS = ("change", "event", "field", "before", "after", "id")


def date_text(start: date | None, end: date | None, precision: str | None) -> str:
    """Return a range as its precision has it: 2025-12-19, 2025-12, 2025, 2025-12-15/2025-12-21.

    A range is written as ISO 8601 intervals are. No date is "undated".
    """
    if start is None or end is None:
        return "undated"
    if precision == "day" and start == end:
        return start.isoformat()
    if precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{start:%Y-%m}"
    if precision == "quarter":
        return f"{start:%Y}-Q{(start.month + 2) // 3}"
    if precision == "year" and start.year == end.year:
        return f"{start:%Y}"
    return f"{start.isoformat()}/{end.isoformat()}"


def unread_text(documents: Mapping[str, int]) -> str:
    """Return what to say of documents that are kept, but not read; `documents` has their number by language.

    >>> unread_text({"fr": 2, "de": 1})
    '3 documents in languages that are not read (2 French, 1 German): kept, and read once they are'
    """
    total, names = counted(sum(documents.values()), "document"), LOCALE.languages
    if len(documents) == 1:
        [lang] = documents
        return f"{total} in {names.get(lang, lang)}, which is not read: kept, and read once it is"
    each = ", ".join(f"{count:,} {names.get(lang, lang)}" for lang, count in documents.items())
    return f"{total} in languages that are not read ({each}): kept, and read once they are"


def event_table(
    columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> tuple[Sequence[str], list[tuple[Any, ...]]]:
    """Return the columns and rows of a timeline that fit a terminal."""
    return _COLUMNS, [_event_row(dict(zip(columns, row, strict=True))) for row in rows]


def _event_row(event: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        date_text(event["date_start"], event["date_end"], event["date_precision"]),
        event["title"],
        f"{event['event_type']}/{event['subtype']}",
        event["factuality"],
        event["n_sources"],
        event["event_id"][:_ID_SHOWN],
    )


def change_table(
    columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> tuple[Sequence[str], list[tuple[Any, ...]]]:
    """Return the columns and rows of a comparison of versions that fit a terminal."""
    return _CHANGE_COLUMNS, [_change_row(dict(zip(columns, row, strict=True))) for row in rows]


def _change_row(change: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        change["change"],
        change["title"],
        change["field"],
        change["value_before"],
        change["value_after"],
        (change["event_id"] or "")[:_ID_SHOWN],
    )


def explanation(event: Mapping[str, Any]) -> str:
    """Return the sentences behind an event and how they were read, as the warehouse recorded it."""
    return "\n".join(
        [*_head(event), *(line for n, r in enumerate(event["reports"], 1) for line in _report(n, r))]
    )


def _head(event: Mapping[str, Any]) -> Iterator[str]:
    when = date_text(event["date_start"], event["date_end"], event["date_precision"])
    yield f"{when}  {event['title']}"
    yield f"event {event['event_id']}"
    read_as = f"{event['event_type']}/{event['subtype']}, {event['factuality']}"
    yield f"{read_as}, confidence {event['confidence']:.2f}"
    for who in event["participants"]:
        yield f"  {who['role']}: {who['name']}{_in_brackets(who['country'])}"
    if event["place"] or event["venue"]:
        where = ", ".join(filter(None, [event["venue"], event["place"]]))
        yield f"  place: {where}{_in_brackets(event['place_country'])}"
    if event["mechanism"]:
        yield f"  mechanism: {event['mechanism']}"
    counts = (("document", "n_documents"), ("source", "n_sources"), ("mention", "n_mentions"))
    yield f"  told by {', '.join(counted(event[column], what) for what, column in counts)}"


def _in_brackets(country: str | None) -> str:
    return f" ({country})" if country else ""


def _report(number: int, report: Mapping[str, Any]) -> Iterator[str]:
    published = f", {report['published_at']:%Y-%m-%d}" if report["published_at"] else ""
    yield ""
    yield f"{number}. {report['publisher'] or 'source unknown'}{published}{_after(' ', report['url'])}"
    yield f'   "{_flat(report["evidence"])}"'
    time = report["document_time"]
    if time["published"]:
        yield f"   published: {time['published']}, {time['published_method']}"
    for mention in report["mentions"]:
        yield f"   told: …{_flat(mention['before'])}[{_flat(mention['text'])}]{_flat(mention['after'])}…"
    if report["meant"]:
        yield "   meant:"
    for who in report["meant"]:
        yield f"     - {_flat(who['text'])} = {_flat(', '.join(who['means']))} ({who['rule']})"
    when = date_text(report["date_start"], report["date_end"], report["date_precision"])
    yield f"   date: {when}{_after(', from ', report['date_basis'])}"
    yield from (f"     - {_flat(step)}" for step in report["date_steps"])
    yield f"   read as: {report['event_type']}/{report['subtype']}, {report['factuality']}"
    yield from (f"     - {_flat(step)}" for step in report["steps"])
    if report["attribution"]:
        yield f"   according to: {report['attribution']}{_after(', via ', report['attribution_via'])}"


def _after(words: str, value: object) -> str:
    return f"{words}{value}" if value else ""


def _flat(text: str | None) -> str:
    """Return text on one line, its outer spaces kept as one: what surrounds a mention goes on."""
    return "".join(c if c.isprintable() else " " for c in text or "")
