"""What the markup of a page says about its publication time: candidates, never a library's guess.

Only values with one reading count (`sources.written_dates`), and the day of a change is no publication day.
htmldate is not asked: from pages with no date but a day of change, a list of other news or "03/05/2026" it
gives a day as well (measured, with its extensive search off), and what it finds besides stands here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from sources.records import DctCandidate
from sources.written_dates import MAX_LABEL, Order, is_filled_in, written_date

Find = Callable[[HtmlElement], list[HtmlElement]]  # the dated elements below one

JSON_LD, META, MICRODATA, TIME_ELEMENT, DATE_LINE = 0.95, 0.93, 0.9, 0.75, 0.65
_OTHER_DATES = (
    "update",
    "modif",
    "event",
    "deadline",
    "birth",
    "calendar",
    "datepicker",
    "timeline",
    "related",
)
MAX_DEPTH = 6  # of nested JSON-LD: an article stands at the top, in @graph, or as a page's main entity

# Elements that call themselves a date of publication, and not one of change, of an event or of a deadline.
# The first look is at parts of the words whose case hardly varies: XPath has no lower case to speak of.
_DATE_NAMES = ("date", "publish", "posted", "time")
_PARTS = [f"contains(@{name}, {part!r})" for name in ("class", "id") for part in ("ate", "ubl", "ost", "ime")]
_MAYBE_DATED = etree.XPath(f".//*[{' or '.join(_PARTS)}]")
_TIMES = etree.XPath(".//time[@datetime]")
_ASIDE = ("nav", "footer", "aside")
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
        *_first_candidate(_agreeing(tree, _TIMES, order), "time element", TIME_ELEMENT, order),
        *_first_candidate(_agreeing(tree, _date_lines, order), "date line", DATE_LINE, order),
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


def _microdata(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iterfind('.//*[@itemprop="datePublished"]'):
        yield element.get("content") or element.get("datetime") or _label(element)


def _date_lines(scope: HtmlElement) -> list[HtmlElement]:
    return [element for element in _MAYBE_DATED(scope) if _is_date_line(element)]


def _is_date_line(element: HtmlElement) -> bool:
    name = f"{element.get('class', '')} {element.get('id', '')}".lower()
    return (
        element.tag != "time"
        and any(word in name for word in _DATE_NAMES)
        and not any(word in name for word in _OTHER_DATES)
        and next(element.iterancestors(*_ASIDE), None) is None
    )


def _agreeing(tree: HtmlElement, find: Find, order: Order | None) -> list[str]:
    """Return the labels of dated elements near the headline, else on the page, if all name one day.

    A page that lists other news shows their days too; where days differ none is taken.
    """
    for scope in (*_headline_scopes(tree), tree):
        labels = [element.get("datetime") or _label(element) for element in find(scope)]
        days = {moment.value[:10] for label in labels if (moment := written_date(label, order)) is not None}
        if days:
            return labels if len(days) == 1 else []
    return []


def _label(element: HtmlElement) -> str:
    """Return an element's text if it is short; no more of a long one is looked at than tells that it is."""
    text = ""
    for piece in element.itertext():
        text += piece
        if len(text.strip()) > 2 * MAX_LABEL:
            return ""
    return text


def _headline_scopes(tree: HtmlElement) -> list[HtmlElement]:
    """Return what directly surrounds the first headline, the nearest first."""
    headline = tree.find(".//h1")
    return list(islice(headline.iterancestors(), 2)) if headline is not None else []
