"""What feeds (RSS, Atom, JSON Feed) and sitemaps list: addresses, and what they say about their texts."""

from __future__ import annotations

import codecs
import gzip
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from lxml import etree

from datelines.sources.bounded import bounded
from datelines.sources.decode import decode_text
from datelines.sources.markup import text_of
from datelines.sources.records import DctCandidate
from datelines.sources.results import MAX_BYTES, ReadError
from datelines.sources.written_dates import Order, is_filled_in, written_date

PUBLISHED, UPDATED = 0.92, 0.6
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version')
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b")
_ENCODING = re.compile(r"^(<\?xml[^>]*?)\s+encoding\s*=\s*[\"'][^\"']*[\"']")
_LOCAL = etree.XPath("local-name()")


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a feed or a page of a sitemap; `text` is empty where only the page has it."""

    url: str | None
    title: str | None = None
    text: str = ""
    evidence: tuple[DctCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """`publisher` is the feed's title; `further` are the sitemaps that an index leads to."""

    entries: tuple[Entry, ...]
    publisher: str | None = None
    further: tuple[str, ...] = ()


def read_listing(data: bytes, order: Order | None = None) -> Listing:
    """Return what a feed or sitemap lists. Raises `ReadError`: empty, bad-feed, too-large, bad-archive."""
    data = _unpacked(data)
    if not data.strip():
        raise ReadError("empty", "the feed is empty")
    if is_json_feed(data):
        return _json_feed(data, order)
    return _sitemap(data, order) if _SITEMAP.search(data[:4000]) else _feed(data, order)


def is_json_feed(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and _JSON_FEED.search(data[:4000]) is not None


def is_sitemap(data: bytes) -> bool:
    return _SITEMAP.search(data[:4000]) is not None


def _unpacked(data: bytes) -> bytes:
    """Return the bytes of a sitemap that may lie gzipped under its address."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed, bounded(packed, 10 * MAX_BYTES) as stream:  # type: ignore[arg-type]
        return stream.read()


def _feed(data: bytes, order: Order | None) -> Listing:
    import feedparser

    # Bytes in memory only: given a string feedparser would open a path or an address.
    feed = feedparser.parse(io.BytesIO(_in_utf_8(data)))
    if not feed.get("version"):  # feedparser gives nothing at all for no bytes at all
        raise ReadError("bad-feed", "this XML is neither RSS nor Atom")
    is_atom = feed.version.startswith("atom")
    entries = tuple(_feed_entry(entry, is_atom, order) for entry in feed.entries)
    return Listing(entries, _line(feed.feed.get("title", "")))


def _in_utf_8(data: bytes) -> bytes:
    """Return a feed that a byte order mark says is in UTF-16 or UTF-32 in UTF-8, which all read alike."""
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return data
    return _ENCODING.sub(r"\1", decode_text(data), count=1).encode()


def _feed_entry(entry: Any, is_atom: bool, order: Order | None) -> Entry:
    """Return an entry with the longest of its contents and its summary as text.

    feedparser's own reading of dates is not used: it turns every time into UTC and guesses where it cannot
    read. `dict.get` is, because its entries give the date of a change for a missing date of publication.
    What it calls an update is one in Atom; in RSS it is dc:date, the time of the item.
    """
    parts = [content.get("value", "") for content in entry.get("content", ())]
    text = max((text_of(part) for part in (*parts, entry.get("summary", ""))), key=len)
    published, updated = dict.get(entry, "published"), dict.get(entry, "updated")
    written = {"published": published or (None if is_atom else updated), "updated": updated}
    return Entry(entry.get("link") or None, _line(entry.get("title", "")), text, _dates(written, order))


def _json_feed(data: bytes, order: Order | None) -> Listing:
    """Read https://www.jsonfeed.org/version/1.1/ and 1."""
    try:
        feed = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise ReadError("bad-json", f"the feed is not JSON: {error.msg}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise ReadError("bad-feed", "the JSON feed has no items")
    entries = tuple(_json_entry(item, order) for item in items if isinstance(item, dict))
    return Listing(entries, _line(feed.get("title")))


def _json_entry(item: dict[str, Any], order: Order | None) -> Entry:
    plain, marked = item.get("content_text"), item.get("content_html")
    text = plain if isinstance(plain, str) else text_of(marked) if isinstance(marked, str) else ""
    url = item.get("url")
    written = {"published": item.get("date_published"), "updated": item.get("date_modified")}
    return Entry(
        url if isinstance(url, str) else None, _line(item.get("title")), text, _dates(written, order)
    )


def _sitemap(data: bytes, order: Order | None) -> Listing:
    """Read https://www.sitemaps.org/protocol.html with Google's news extension.

    A page's <lastmod> is that of its last change, of a comment or a menu even, and no evidence here.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(data, parser)
    if root is None:
        raise ReadError("bad-feed", "the sitemap is not XML")
    entries, further = [], []
    for node in root.iterchildren(etree.Element):
        fields = {
            str(_LOCAL(child)): (child.text or "").strip() for child in node.iterdescendants(etree.Element)
        }
        address = next(
            (str(child.text).strip() for child in node if _LOCAL(child) == "loc" and child.text), None
        )
        if str(_LOCAL(node)) == "sitemap" and address:
            further.append(address)
        elif address:
            written = {"published": fields.get("publication_date"), "updated": None}
            entries.append(Entry(address, _line(fields.get("title")), "", _dates(written, order)))
    return Listing(tuple(entries), None, tuple(further))


def _line(markup: object) -> str | None:
    """Return a title without markup, on one line."""
    return " ".join(text_of(markup).split()) or None if isinstance(markup, str) else None


def _dates(written: dict[str, object], order: Order | None) -> tuple[DctCandidate, ...]:
    """Return the publication time, else that of the last change, as written."""
    return tuple(_first_dates(written, order))[:1]


def _first_dates(written: dict[str, object], order: Order | None) -> Iterator[DctCandidate]:
    for field, confidence in (("published", PUBLISHED), ("updated", UPDATED)):
        value = written[field]
        moment = written_date(value, order) if isinstance(value, str) else None
        if isinstance(value, str) and moment is not None and is_filled_in(moment):
            evidence = f"{field}: {value.strip()[:60]}"
            yield DctCandidate(moment.value, moment.precision, "feed", evidence, confidence)
