"""From an address to a draft of a source's file: finds the feed or sitemap, fills in what can be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import escape

import yaml
from lxml import etree, html

from datelines.seeds.models.sources import Source
from datelines.sources.entries import Entry, Listing, is_sitemap, read_listing
from datelines.sources.gather import MOST_SITEMAPS, Ask
from datelines.sources.outcomes import Fetched, Refused, Request
from datelines.sources.results import ReadError
from datelines.sources.robots import parse_robots, robots_address

# Where sites put what they do not link to. The news sitemap goes first: it has dates, the other all pages.
_USUAL = ("/feed/", "/rss", "/rss.xml", "/atom.xml", "/sitemap-news.xml", "/news-sitemap.xml", "/sitemap.xml")
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_HEAD = """\
# A draft. Check publisher, country, independence, zone and terms; read docs/sources.md before enabling it.
"""
_SAMPLE_TITLE, _SAMPLE_TEXT = (
    "A delegation arrives",
    "A delegation came to the capital for two days of talks.",
)
_SAMPLE_PAGE = f"""\
<html><head><title>{_SAMPLE_TITLE}</title></head><body><article><h1>{_SAMPLE_TITLE}</h1>
<p>{_SAMPLE_TEXT}</p>
<p>It visited a power station in the north, and the sides signed the minutes of their meeting.</p>
</article></body></html>
"""


def propose(url: str, ask: Ask) -> str:
    """Return the text of a source's file for the site at `url`.

    Raises `ReadError`: the refusal's kind where the address gives no answer, no-feed where nothing is found.
    """
    (first,) = ask([Request(url)])
    if not isinstance(first, Fetched):
        kind, message = (
            (first.kind, first.message) if isinstance(first, Refused) else ("status", "no content")
        )
        raise ReadError(kind, message)
    for answer in _candidates(first, ask):
        listing = _listing(answer)
        if listing is not None:
            return _draft(answer, listing)
    raise ReadError("no-feed", f"no feed or sitemap found at {url}: describe it as a page of links")


def _candidates(first: Fetched, ask: Ask) -> Iterator[Fetched]:
    """Yield what may be a listing.

    The answer itself, the feeds that it links to, the sitemaps that robots.txt names, the usual places.
    """
    yield first
    yield from _answers(_linked_feeds(first), ask)
    yield from _answers(_named_sitemaps(first, ask), ask)
    yield from _answers((urljoin(first.url, path) for path in _USUAL), ask)


def _answers(urls: Iterable[str], ask: Ask) -> list[Fetched]:
    requests = [Request(url) for url in urls]
    return [answer for answer in (ask(requests) if requests else ()) if isinstance(answer, Fetched)]


def _named_sitemaps(page: Fetched, ask: Ask) -> list[str]:
    """Return the sitemaps of a site's robots.txt, those of news first."""
    (answer,) = ask([Request(robots_address(page.url))])
    if not isinstance(answer, Fetched):
        return []
    named = parse_robots(200, answer.data, "").sitemaps
    return sorted(named, key=lambda url: "news" not in url.lower())[:MOST_SITEMAPS]


def _linked_feeds(page: Fetched) -> Iterator[str]:
    try:
        tree = html.fromstring(page.data)
    except (etree.ParserError, ValueError):  # nothing, or nothing that is HTML
        return
    for link in tree.iterfind(".//link[@href]"):
        if (link.get("type") or "").lower() in _FEED_TYPES:
            yield urljoin(page.url, link.get("href").strip())


def _listing(answer: Fetched) -> Listing | None:
    try:
        listing = read_listing(answer.data)
    except ReadError:  # a page, as most candidates are
        return None
    return listing if listing.entries or listing.further else None


def _draft(answer: Fetched, listing: Listing) -> str:
    host = (urlsplit(answer.url).hostname or "").removeprefix("www.")
    kind = "sitemap" if is_sitemap(answer.data) else "feed"
    name = listing.publisher or host
    fields = {
        "name": name,
        "kind": kind,
        "url": answer.url,
        "publisher": name,
        "independence": "private",
        "zone": "UTC",
        "schedule": "0 * * * *",
        "terms": "not read yet, look for the terms of use before this source is enabled",
        "healthy": _healthy(listing.entries),
        "enabled": False,
        "sample": _sample(kind, f"https://{host}/news/a-delegation-arrives", name),
    }
    Source.model_validate(fields)
    return _HEAD + yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=110)


def _healthy(entries: Sequence[Entry]) -> dict[str, object]:
    """Return bounds around what the listing shows: a third of its pace to three times its pace."""
    days = sorted(
        date.fromisoformat(entry.evidence[0].value[:10])
        for entry in entries
        if entry.evidence and len(entry.evidence[0].value) >= len("2026-03-05")
    )
    span = (days[-1] - days[0]).days + 1 if days else 1
    pace = len(days) / span
    dated = len(days) / len(entries) if entries else 0.0
    most = round(max(3 * pace, 5.0), 1)
    return {"documents_a_day": [round(pace / 3, 1), most], "dated": round(max(dated - 0.1, 0.0), 2)}


def _sample(kind: str, url: str, name: str) -> dict[str, object]:
    if kind == "feed":
        listing = (
            f'<rss version="2.0"><channel><title>{escape(name)}</title>\n'
            f"<item><title>{_SAMPLE_TITLE}</title><link>{url}</link>\n"
            f"<pubDate>Thu, 05 Mar 2026 10:20:00 +0500</pubDate></item>\n</channel></rss>\n"
        )
        published = {"published": "2026-03-05T10:20:00+05:00"}
    else:
        listing, published = f"<urlset><url><loc>{url}</loc></url></urlset>\n", {}
    expect = {"url": url, "title": _SAMPLE_TITLE, **published, "text": _SAMPLE_TITLE}
    return {"listing": listing, "page": _SAMPLE_PAGE, "expect": expect}
