"""From what a source lists to its documents, by whatever asks the network for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from lxml import html

from seeds.models.sources import Source
from sources.entries import Entry, read_listing
from sources.identity import canonical_address, document_id, raw_hash
from sources.outcomes import Fetched, NotModified, Outcome, Refused, Request
from sources.readers.feed import entry_document
from sources.records import Document
from sources.results import ReadError, Result, Results, unreadable
from sources.web import read_answer

Ask = Callable[[Sequence[Request]], Sequence[Outcome]]

MOST_SITEMAPS = 5  # of an index: the last ones, where sites put what is new


def gather(source_id: str, source: Source, listing: Fetched, ask: Ask, known: Container[str] = ()) -> Results:
    """Yield what a source has, read from its `listing` and, through `ask`, from the pages it lists.

    `known` are canonical addresses that need not be fetched again. What cannot be fetched or read is an
    `Unreadable` for its address.
    """
    try:
        entries = list(_wanted(source, _entries(source, listing, ask), known))
    except ReadError as error:
        yield unreadable(listing.url, error.kind, error.message, listing.data)
        return
    for item in _followed(source, entries, ask) if source.follow else _as_listed(entries, listing):
        yield _of_source(item, source_id, source) if isinstance(item, Document) else item


def refused(outcome: Refused) -> Result:
    """Return what is kept of an address that gave no answer."""
    return unreadable(outcome.asked, outcome.kind, outcome.message, None)


def _entries(source: Source, listing: Fetched, ask: Ask) -> Iterator[Entry]:
    if source.kind == "page":
        yield from _links(listing)
        return
    found = read_listing(listing.data, source.order)
    yield from found.entries
    further = [Request(urljoin(listing.url, url)) for url in found.further[-MOST_SITEMAPS:]]
    for answer in ask(further) if further else ():
        if isinstance(answer, Fetched):  # a sitemap that is out of reach today will be there another day
            yield from read_listing(answer.data, source.order).entries


def _links(listing: Fetched) -> Iterator[Entry]:
    """Yield the links of a page with their words, in order."""
    tree = html.fromstring(listing.data)
    tree.make_links_absolute(listing.url, handle_failures="ignore")
    for link in tree.iterfind(".//a[@href]"):
        yield Entry(link.get("href").strip(), " ".join(link.text_content().split()) or None)


def _wanted(source: Source, entries: Iterator[Entry], known: Container[str]) -> Iterator[Entry]:
    """Yield the entries that the source's patterns let through, each address once."""
    seen: set[str] = set()
    for entry in entries:
        address = canonical_address(entry.url)
        if entry.url and (address in seen or address in known or not _lets_through(source, address)):
            continue
        seen.add(address)
        yield entry
        if len(seen) == source.most:
            return


def _lets_through(source: Source, address: str) -> bool:
    wanted = source.links is None or re.search(source.links, address) is not None
    return wanted and not any(re.search(pattern, address) for pattern in source.skip)


def _as_listed(entries: Sequence[Entry], listing: Fetched) -> Results:
    for entry in entries:
        if entry.text.strip():
            yield entry_document(entry, None, raw_hash(listing.data))
        else:
            where = entry.url or listing.url
            yield unreadable(where, "missing-text", f"the feed has no text for {entry.title!r}", None)


def _followed(source: Source, entries: Sequence[Entry], ask: Ask) -> Results:
    """Fetch what the entries lead to; what an entry says about its page counts as well."""
    leading = [entry for entry in entries if entry.url]
    outcomes = ask([Request(entry.url or "") for entry in leading]) if leading else ()
    for entry, outcome in zip(leading, outcomes, strict=True):
        if isinstance(outcome, Refused):
            yield refused(outcome)
        elif not isinstance(outcome, NotModified):
            for item in read_answer(outcome.data, outcome.url, outcome.content_type, order=source.order):
                yield _with_entry(item, entry) if isinstance(item, Document) else item


def _with_entry(document: Document, entry: Entry) -> Document:
    return replace(
        document, title=document.title or entry.title, evidence=(*document.evidence, *entry.evidence)
    )


def _of_source(document: Document, source_id: str, source: Source) -> Document:
    url = document.url if document.url and urlsplit(document.url).hostname else None
    return replace(
        document,
        id=document_id(url, document.text),
        url=url,
        lang=source.lang or document.lang,
        publisher=source.publisher,
        zone=source.zone,
        source=source_id,
    )


def check_sample(source_id: str, source: Source) -> list[str]:
    """Return what a source's own sample gives that it should not; nothing where all is as expected."""
    page = (source.sample.page or "").encode()

    def ask(requests: Sequence[Request]) -> Sequence[Outcome]:
        return [Fetched(request.url, request.url, page, "text/html", None, None) for request in requests]

    content_type = "text/html" if source.kind == "page" else "application/xml"
    listing = Fetched(source.url, source.url, source.sample.listing.encode(), content_type, None, None)
    found = list(gather(source_id, source, listing, ask))
    if not found:
        return ["the sample gives no document: do `links` and `skip` let its addresses through?"]
    first, expect = found[0], source.sample.expect
    if not isinstance(first, Document):
        return [f"the sample cannot be read: {first.message}"]
    published = max(first.evidence, key=lambda candidate: candidate.confidence, default=None)
    given = {"url": first.url, "title": first.title, "published": published.value if published else None}
    wrong = [
        f"{field}: expected {getattr(expect, field)!r}, found {value!r}"
        for field, value in given.items()
        if getattr(expect, field) != value
    ]
    if not first.text.startswith(expect.text):
        wrong.append(f"text: expected it to begin {expect.text!r}, it begins {first.text[:80]!r}")
    return wrong
