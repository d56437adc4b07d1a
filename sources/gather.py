"""From what a source lists to what its addresses answer, by whatever asks the network for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from datelines.seeds.models.sources import Source
from datelines.sources.answers import Answer, Missed, Origin, documents, of_origin
from datelines.sources.entries import Entry, read_listing
from datelines.sources.identity import canonical_address, raw_hash
from datelines.sources.outcomes import Fetched, NotModified, Outcome, Refused, Request
from datelines.sources.readers.feed import entry_document
from datelines.sources.records import Document
from datelines.sources.results import ReadError, Results, unreadable

Ask = Callable[[Sequence[Request]], Sequence[Outcome]]
# How to ask for each of some addresses; None for one that need not be asked.
Recall = Callable[[Sequence[str]], Sequence[Request | None]]
Gathered = tuple[Answer, bytes] | Document | Missed

MOST_SITEMAPS = 5  # of an index: the last ones, where sites put what is new


def all_new(urls: Sequence[str]) -> list[Request | None]:
    """Ask for every address as if for the first time."""
    return [Request(url) for url in urls]


def gather(
    source_id: str, source: Source, listing: Fetched, ask: Ask, recall: Recall = all_new
) -> Iterator[Gathered]:
    """Yield what a source has, by its `listing` and, through `ask`, from the pages it lists.

    A feed that is not followed gives documents, any other source answers with their bytes. What cannot be
    had is a `Missed`.
    """
    told_by = origin(source_id, source)
    try:
        listed, lost = _entries(source, listing, ask)
    except ReadError as error:
        yield Missed(listing.asked, error.kind, error.message, raw_hash(listing.data))
        return
    yield from lost
    entries = _wanted(source, listed, recall)
    if source.follow:
        yield from _followed(entries, ask, told_by)
    else:
        yield from _as_listed([entry for entry, _ in entries], listing, told_by)


def read_gathered(found: Iterator[Gathered]) -> Results:
    """Yield the documents of what was gathered, and an `Unreadable` for what gave none."""
    for item in found:
        match item:
            case Document():
                yield item
            case Missed():
                yield unreadable(item.asked, item.kind, item.message, None)
            case (answer, data):
                yield from documents(answer, data)


def missed(outcome: Refused) -> Missed:
    """Return what is kept of an address that gave no answer."""
    return Missed(outcome.asked, outcome.kind, outcome.message)


def _entries(source: Source, listing: Fetched, ask: Ask) -> tuple[list[Entry], list[Missed]]:
    """Return what is listed, and which of the sitemaps that an index leads to could not be had or read."""
    if source.kind == "page":
        return list(_links(listing)), []
    found = read_listing(listing.data, source.order)
    entries, lost = list(found.entries), list[Missed]()
    further = [Request(urljoin(listing.url, url)) for url in found.further[-MOST_SITEMAPS:]]
    for answer in ask(further) if further else ():
        match answer:
            case Refused():
                lost.append(missed(answer))
            case Fetched():
                try:
                    entries += read_listing(answer.data, source.order).entries
                except ReadError as error:
                    lost.append(Missed(answer.asked, error.kind, error.message, raw_hash(answer.data)))
    return entries, lost


def _links(listing: Fetched) -> Iterator[Entry]:
    """Yield the links of a page with their words, in order.

    Raises `ReadError` for what is no page, or has no link at all: something stands in for the listing.
    """
    try:
        tree = html.fromstring(listing.data)
    except (etree.ParserError, ValueError) as error:
        raise ReadError("bad-html", f"the listing is no web page: {error}") from error
    tree.make_links_absolute(listing.url, handle_failures="ignore")
    links = tree.findall(".//a[@href]")
    if not links:
        raise ReadError("bad-html", "the listing has no link")
    for link in links:
        yield Entry(link.get("href").strip(), " ".join(link.text_content().split()) or None)


def _wanted(source: Source, entries: Sequence[Entry], recall: Recall) -> list[tuple[Entry, Request]]:
    """Return the entries that the source's patterns let through, each address once, with how to ask for it.

    Where there are more than the source's `most`, what was never fetched goes before what may have changed.
    """
    wanted: list[Entry] = []
    seen: set[str] = set()
    for entry in entries:
        address = canonical_address(entry.url)
        if not entry.url or (address not in seen and _lets_through(source, address)):
            seen.add(address)
            wanted.append(entry)
    requests = recall([entry.url or "" for entry in wanted])
    pairs = zip(wanted, requests, strict=True)
    found = [(entry, request) for entry, request in pairs if request is not None]
    found.sort(key=lambda pair: bool(pair[1].etag or pair[1].last_modified))
    return found[: source.most]


def origin(source_id: str, source: Source) -> Origin:
    """Return what a source says of all its documents."""
    return Origin(source_id, source.publisher, source.zone, source.lang, source.order)


def lists(source: Source, url: str) -> bool:
    """Return whether an address is one that a source may list: on its host, and let through."""
    hosts = {(urlsplit(each).hostname or "").removeprefix("www.") for each in (source.url, url)}
    return len(hosts) == 1 and _lets_through(source, canonical_address(url))


def _lets_through(source: Source, address: str) -> bool:
    wanted = source.links is None or re.search(source.links, address) is not None
    return wanted and not any(re.search(pattern, address) for pattern in source.skip)


def _as_listed(entries: Sequence[Entry], listing: Fetched, origin: Origin) -> Iterator[Document | Missed]:
    for entry in entries:
        if entry.text.strip():
            yield of_origin(entry_document(entry, None, raw_hash(listing.data)), origin)
        else:
            where = entry.url or listing.url
            yield Missed(where, "missing-text", f"the feed has no text for {entry.title!r}")


def _followed(
    entries: Sequence[tuple[Entry, Request]], ask: Ask, origin: Origin
) -> Iterator[tuple[Answer, bytes] | Missed]:
    """Ask for what the entries lead to; what an entry says about its page counts as well."""
    leading = [(entry, request) for entry, request in entries if entry.url]
    outcomes = ask([request for _, request in leading]) if leading else ()
    for (entry, _), outcome in zip(leading, outcomes, strict=True):
        match outcome:
            case Refused():
                yield missed(outcome)
            case Fetched() if _is_front_page(outcome.url) and not _is_front_page(outcome.asked):
                yield Missed(outcome.asked, "error-page", "the address leads to the site's front page")
            case Fetched():
                yield answer_of(outcome, origin, entry), outcome.data
            case NotModified():
                pass


def _is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query


def answer_of(fetched: Fetched, origin: Origin | None = None, entry: Entry | None = None) -> Answer:
    """Return what is kept of an answer beside its bytes."""
    return Answer(
        fetched.asked,
        fetched.url,
        fetched.content_type,
        raw_hash(fetched.data),
        origin,
        entry.title if entry else None,
        entry.evidence if entry else (),
    )
