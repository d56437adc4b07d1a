"""RSS and Atom: one document an entry, its text the longest that the entry has."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from sources.identity import document_id, raw_hash
from sources.markup import text_of
from sources.records import DctCandidate, Document
from sources.results import ReadError, Results, unreadable
from sources.written_dates import written_date

SUFFIXES = frozenset({".xml", ".rss", ".atom", ".rdf"})
PUBLISHED, UPDATED = 0.92, 0.6
_START = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)


def sniff(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _START.search(head[:1000]) is not None


def read(data: bytes, name: str) -> Results:
    """Yield a document for each entry with text. Raises `ReadError`: empty, bad-feed."""
    import feedparser

    if not data.strip():
        raise ReadError("empty", "the feed is empty")
    # Bytes in memory only: given a string feedparser would open a path or an address.
    feed = feedparser.parse(io.BytesIO(data))
    if not feed.version:
        raise ReadError("bad-feed", "this XML is neither RSS nor Atom")
    publisher = text_of(feed.feed.get("title", "")) or None
    for number, entry in enumerate(feed.entries, start=1):
        title = " ".join(text_of(entry.get("title", "")).split()) or None
        text = _text(entry)
        if text:
            yield _document(entry, text, title, publisher, raw_hash(data))
        else:
            where = f"{name}#{number}"
            message = f"entry {number} has a title but no text" if title else f"entry {number} is empty"
            yield unreadable(where, "missing-text", message, f"{title}\n{entry.get('link')}".encode())


def _document(entry: Any, text: str, title: str | None, publisher: str | None, raw: str) -> Document:
    url = entry.get("link") or None
    return Document(
        id=document_id(url, text),
        text=text,
        url=url,
        title=title,
        evidence=tuple(_dates(entry)),
        publisher=publisher,
        raw_hash=raw,
    )


def _text(entry: Any) -> str:
    """Return the longest of an entry's contents and its summary, without markup."""
    parts = [content.get("value", "") for content in entry.get("content", ())]
    return max((text_of(part) for part in (*parts, entry.get("summary", ""))), key=len)


def _dates(entry: Any) -> Iterator[DctCandidate]:
    """Yield the entry's publication time, else its last change, as written in the feed.

    feedparser's own reading is not used: it turns every time into UTC and guesses where it cannot read.
    """
    for field, confidence in (("published", PUBLISHED), ("updated", UPDATED)):
        written: str | None = dict.get(entry, field)  # entry.get would take the one for the other
        moment = written_date(written) if written else None
        if written and moment is not None:
            evidence = f"{field}: {written.strip()[:60]}"
            yield DctCandidate(moment.value, moment.precision, "feed", evidence, confidence)
            return
