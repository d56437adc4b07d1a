"""The day that stands beside a page's headline: `time` elements, and elements that call themselves a date.

None of them says in so many words what it is. So only those near the headline count, else the only ones of
the page, where all name one day; and none that belongs to another text, to a change, or to a visit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from datelines.seeds.models.page_labels import page_labels
from datelines.sources.written_dates import MAX_LABEL, Order, written_date

Find = Callable[[HtmlElement], list[HtmlElement]]  # the dated elements below one

_DATE_NAMES = ("date", "publish", "posted", "time")
# Parts of names of dates that are not of publication, and of what holds other texts than the page's own.
_OTHER_DATES = re.compile(
    "update|modif|event|deadline|birth|calendar|datepicker|timeline|today|current|clock|weather|expire"
)
_OTHER_TEXTS = re.compile(
    "related|latest|recent|popular|sidebar|widget|teaser|recommend|also|more|similar|trending|archive|comment"
)
_ASIDE = frozenset({"nav", "footer", "aside"})
_DEPTH = 6  # levels around an element whose names tell what it belongs to
# The first look is at parts of the words whose case hardly varies: XPath has no lower case to speak of.
_PARTS = [f"contains(@{name}, {part!r})" for name in ("class", "id") for part in ("ate", "ubl", "ost", "ime")]
_MAYBE_DATED = etree.XPath(f".//*[{' or '.join(_PARTS)}]")
_TIMES = etree.XPath(".//time[@datetime]")
_PREFACE = re.compile(r"([^:：|\d]*)[:：]\s*(?=\D{0,20}\d)")


def time_elements(tree: HtmlElement, order: Order | None) -> list[str]:
    """Return the values of the time elements that date a page."""
    return _agreeing(tree, _dated_times, order)


def date_lines(tree: HtmlElement, order: Order | None) -> list[str]:
    """Return the texts of the elements that call themselves its date."""
    return _agreeing(tree, _dated_lines, order)


def of_publication(label: str) -> str:
    """Return the part of a label that may hold the day of publication, by the words beside it.

    >>> of_publication("Published: 5 March 2026, updated: 6 March 2026")
    'Published: 5 March 2026, '
    >>> of_publication("Deadline: 20 December 2026")
    ''
    """
    changes, publications = _words()
    change = changes.search(label)
    before = label[: change.start()] if change else label
    preface = _PREFACE.match(" ".join(before.split()))
    about = preface[1].strip().lower() if preface else ""
    known = not about or about in page_labels().alone or publications.search(about) is not None
    return before if known else ""


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    labels = page_labels()
    changes, publications = (
        re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
        for words in (labels.changes, labels.publications)
    )
    return changes, publications


def _agreeing(tree: HtmlElement, find: Find, order: Order | None) -> list[str]:
    """Return the labels of dated elements near the headline, else on the page, if all name one day.

    A page that lists other news shows their days too; where days differ none is taken.
    """
    for scope in (*_headline_scopes(tree), tree):
        labels = [_value(element) for element in find(scope)]
        days = {moment.value[:10] for label in labels if (moment := written_date(label, order)) is not None}
        if days:
            return labels if len(days) == 1 else []
    return []


def _headline_scopes(tree: HtmlElement) -> list[HtmlElement]:
    """Return what directly surrounds the first headline, the nearest first."""
    headline = tree.find(".//h1")
    return list(islice(headline.iterancestors(), 2)) if headline is not None else []


def _dated_times(scope: HtmlElement) -> list[HtmlElement]:
    return [element for element in _TIMES(scope) if _is_own(element)]


def _dated_lines(scope: HtmlElement) -> list[HtmlElement]:
    return [
        element
        for element in _MAYBE_DATED(scope)
        if element.tag != "time" and any(word in _names(element) for word in _DATE_NAMES) and _is_own(element)
    ]


def _value(element: HtmlElement) -> str:
    """Return what dates an element: its machine's date unless its text tells of a change, or its text."""
    text = label_of(element)
    told = of_publication(text)
    return element.get("datetime") or told if told or not text else ""


def _is_own(element: HtmlElement) -> bool:
    """Return whether a dated element is of the page's own text, by its name and those of what holds it."""
    if _OTHER_DATES.search(_names(element)) or _is_teaser(element):
        return False
    around = islice(element.iterancestors(), _DEPTH)
    return not any(each.tag in _ASIDE or _OTHER_TEXTS.search(_names(each)) for each in around)


def _is_teaser(element: HtmlElement) -> bool:
    """Return whether an element stands in a link, or beside one to a text of as many words as a headline."""
    if element.tag == "a" or next(element.iterancestors("a"), None) is not None:
        return True
    holder = element.getparent()
    links = holder.iterfind(".//a[@href]") if holder is not None and holder.find(".//h1") is None else ()
    return any(len(label_of(link).split()) > _BYLINE for link in links)


_BYLINE = 3  # words of a link that may be an author's name


def _names(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}".lower()


def label_of(element: HtmlElement) -> str:
    """Return an element's text if it is short; no more of a long one is looked at than tells that it is."""
    text = ""
    for piece in element.itertext():
        text += piece
        if len(text.strip()) > 2 * MAX_LABEL:
            return ""
    return text
