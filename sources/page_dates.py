"""What the markup of a page says about its publication time: candidates, never a library's guess.

Only values with one reading count (`sources.written_dates`), and the day of a change is no publication day.
htmldate is not asked: from pages with no date but a day of change, a list of other news or "03/05/2026" it
gives a day as well (measured, with its extensive search off), and what it finds besides stands here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement

from datelines.sources.date_lines import date_lines, label_of, time_elements
from datelines.sources.records import DctCandidate
from datelines.sources.written_dates import Order, is_filled_in, written_date

JSON_LD, META, MICRODATA, TIME_ELEMENT, DATE_LINE = 0.95, 0.93, 0.9, 0.75, 0.65
MAX_DEPTH = 6  # of nested JSON-LD: an article stands at the top, in @graph, or as a page's main entity

# https://schema.org/CreativeWork and below: what a page with these types publishes is itself.
_ARTICLE_ENDINGS = ("Article", "Posting", "Report", "Review")
_PAGE_TYPES = frozenset({"WebPage", "ItemPage", "AboutPage"})
# Names in use for the publication time: OpenGraph, Dublin Core, Parse.ly, Sailthru, Highwire and others.
_META_NAMES = frozenset(
    re.findall(
        r"\S+",
        """
        article:published_time article:published og:published_time og:article:published_time article.published
        datepublished date_published publish_date publish-date publishdate pubdate pub_date publication_date
        publication-date publicationdate publishtime published_time published-time originalpublicationdate
        dc.date dc.date.issued dc.date.published dcterms.date dcterms.issued dcterms.created date
        citation_publication_date citation_date parsely-pub-date sailthru.date rnews:datepublished
        cxenseparse:recs:publishtime
        """,
    )
)


def page_dates(tree: HtmlElement, order: Order | None = None) -> tuple[DctCandidate, ...]:
    """Return the candidates of a page's markup, the strongest kind first; `order` is the source's.

    What only stands beside the headline is asked for where nothing says in so many words what it is.
    """
    declared = (
        *_first_candidate(_json_ld_dates(tree), "JSON-LD datePublished", JSON_LD, order),
        *_first_candidate(_meta_dates(tree), "meta", META, order),
        *_first_candidate(_microdata(tree), "microdata datePublished", MICRODATA, order),
    )
    return declared or (
        *_first_candidate(time_elements(tree, order), "time element", TIME_ELEMENT, order),
        *_first_candidate(date_lines(tree, order), "date line", DATE_LINE, order),
    )


def _first_candidate(
    labels: Iterable[str], kind: str, confidence: float, order: Order | None
) -> Iterator[DctCandidate]:
    for label in labels:
        moment = written_date(label, order)
        if moment is not None and is_filled_in(moment):
            evidence = f"{kind}: {' '.join(label.split())[:60]}"
            yield DctCandidate(moment.value, moment.precision, "metadata", evidence, confidence)
            return


def _json_ld_dates(tree: HtmlElement) -> list[str]:
    """Return datePublished of the article in JSON-LD, else of the page.

    A page that describes several articles of different days lists them: then only the one that has the
    page's own address counts.
    """
    nodes = [
        node
        for script in tree.iterfind('.//script[@type="application/ld+json"]')
        for node in _nodes(_loads(script.text or ""), MAX_DEPTH)
        if isinstance(node.get("datePublished"), str)
    ]
    articles = [node for node in nodes if any(name.endswith(_ARTICLE_ENDINGS) for name in _types(node))]
    if len({node["datePublished"][:10] for node in articles}) > 1:
        own = {link.get("href") for link in tree.iterfind('.//link[@rel="canonical"]')}
        articles = [node for node in articles if own & set(_addresses(node))]
    pages = [node for node in nodes if _PAGE_TYPES.intersection(_types(node))]
    return [node["datePublished"] for node in articles + pages]


def _types(node: dict[str, Any]) -> list[str]:
    types = node.get("@type")
    return [name for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)]


def _addresses(node: dict[str, Any]) -> Iterator[str]:
    """Yield the addresses that a JSON-LD object gives itself."""
    for key in ("@id", "url", "mainEntityOfPage"):
        value = node.get(key)
        address = value.get("@id") if isinstance(value, dict) else value
        if isinstance(address, str):
            yield address


def _loads(text: str) -> Any:
    """Return the JSON of a script element; None where the site's JSON is broken, which is its own fault."""
    try:
        return json.loads(text, strict=False)  # raw line breaks in strings are common
    except (ValueError, RecursionError):
        return None


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the objects that are about the page: not those in lists of other articles."""
    if isinstance(data, list) and depth:
        for item in data:
            yield from _nodes(item, depth - 1)
    elif isinstance(data, dict) and depth:
        yield data
        for key in ("@graph", "mainEntity"):
            yield from _nodes(data.get(key), depth - 1)


def _meta_dates(tree: HtmlElement) -> Iterator[str]:
    for meta in tree.iterfind(".//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if name.strip().lower() in _META_NAMES:
            yield meta.get("content")
        elif name == "parsely-page":
            page = _loads(meta.get("content"))
            yield str(page.get("pub_date", "")) if isinstance(page, dict) else ""


def _microdata(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iterfind('.//*[@itemprop="datePublished"]'):
        yield element.get("content") or element.get("datetime") or label_of(element)
