"""RSS, Atom and JSON feeds: one document an entry that has a text."""

from __future__ import annotations

import re

from datelines.sources.entries import Entry, is_json_feed, is_sitemap, read_listing
from datelines.sources.identity import document_id, raw_hash
from datelines.sources.records import Document
from datelines.sources.results import ReadError, Results, unreadable

SUFFIXES = frozenset({".xml", ".rss", ".atom", ".rdf"})
_START = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)


def sniff(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    is_xml = start.startswith(b"<") and _START.search(head[:1000]) is not None
    return is_xml or is_json_feed(head)


def read(data: bytes, name: str) -> Results:
    """Yield a document for each entry with text. Raises `ReadError`: empty, bad-feed, bad-json."""
    if is_sitemap(data):
        raise ReadError("bad-feed", "a sitemap lists addresses and holds no text")
    listing = read_listing(data)
    for number, entry in enumerate(listing.entries, start=1):
        if entry.text.strip():
            yield entry_document(entry, listing.publisher, raw_hash(data))
        else:
            what = "has a title but no text" if entry.title else "is empty"
            raw = f"{entry.title}\n{entry.url}".encode()
            yield unreadable(f"{name}#{number}", "missing-text", f"entry {number} {what}", raw)


def entry_document(entry: Entry, publisher: str | None, raw: str) -> Document:
    """Return the document of an entry; `raw` is the hash of the feed's bytes."""
    return Document(
        id=document_id(entry.url, entry.text),
        text=entry.text,
        url=entry.url,
        title=entry.title,
        evidence=entry.evidence,
        publisher=publisher,
        raw_hash=raw,
    )
