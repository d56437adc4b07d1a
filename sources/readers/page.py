"""Web pages: the main text by trafilatura, title, address and publisher, dates from the markup."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from datelines.seeds.models.error_pages import error_title
from datelines.sources.identity import document_id, raw_hash
from datelines.sources.page_dates import page_dates
from datelines.sources.records import Document
from datelines.sources.results import ReadError, Results
from datelines.sources.written_dates import Order

SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_START = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b",
    re.I | re.S,
)
_COUNTED = ("p", "div", "li", "tr", "td", "dd", "dt", "section", "h1", "h2", "h3", "h4", "h5", "h6", "br")
_BLOCKS = etree.XPath(f"count(.//*[{' or '.join(f'self::{name}' for name in _COUNTED)}])")
LONGEST_EXCUSE = 1_000  # characters of a page that stands in for an article
MOST_REPLACED = 50  # of so many letters, one that could not be read: an old page may have a few
MANY_BLOCKS, MOST_BLOCKS = 5_000, 30_000  # a long news page has five hundred


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def read(data: bytes, _name: str) -> Results:
    """Yield the document of a page. Raises `ReadError`: empty, and those of `read_page`.

    The language that a page declares is left alone: it is often that of the site and not of the text.
    """
    if not data.strip():
        raise ReadError("empty", "the page is empty")
    yield read_page(data, None)


def read_page(
    data: bytes, url: str | None, order: Order | None = None, charset: str | None = None
) -> Document:
    """Return the document of a page that was found at `url`, else at the address it gives itself.

    `charset` is what the answer's header said. Raises `ReadError`: bad-html, no-text, bad-encoding,
    too-large, error-page.
    """
    from trafilatura import bare_extraction
    from trafilatura.metadata import examine_meta, extract_title, extract_url
    from trafilatura.utils import load_html

    tree = load_html(_decoded(data, charset))
    if tree is None:
        raise ReadError("bad-html", "this is not a web page")
    page: Any = bare_extraction(tree, url=url, include_comments=False, fast=_has_many_blocks(tree))
    if page is None or not (page.text or "").strip():
        raise ReadError("no-text", "no main text found in the page")
    if page.text.count("\N{REPLACEMENT CHARACTER}") > len(page.text) // MOST_REPLACED:
        raise ReadError(
            "bad-encoding", "many of the page's bytes are no letters in any encoding that fits it"
        )
    _refuse_error_page(tree, page.text)
    # trafilatura's own metadata would bring htmldate's date along: see datelines.sources.page_dates.
    about = examine_meta(tree)
    address = own_address(url, about.url or extract_url(tree))
    return Document(
        id=document_id(address, page.text),
        text=page.text,
        url=address,
        title=about.title or extract_title(tree) or None,
        evidence=page_dates(tree, order),
        publisher=about.sitename or None,
        raw_hash=raw_hash(data),
    )


def _refuse_error_page(tree: HtmlElement, text: str) -> None:
    """Raise `ReadError` (error-page) for a page that says that the article is not there."""
    if len(text) > LONGEST_EXCUSE:
        return
    for path in (".//title", ".//h1"):
        title = " ".join((tree.findtext(path) or "").split())
        if error_title().match(title):
            raise ReadError("error-page", f"the page calls itself {title[:60]!r} and holds no article")


def _has_many_blocks(tree: HtmlElement) -> bool:
    """Return whether a page has too many blocks for the thorough extraction.

    Its second opinion (jusText) takes time by the square of their number, minutes for a page of 5 MB; the
    quick way takes it too, at a hundredth of the cost. Raises `ReadError` (too-large) beyond that.
    """
    blocks = int(_BLOCKS(tree))
    if blocks > MOST_BLOCKS:
        raise ReadError("too-large", f"the page has {blocks:,} blocks, more than {MOST_BLOCKS:,}")
    return blocks > MANY_BLOCKS


def own_address(found_at: str | None, said: str | None) -> str | None:
    """Return a page's address: the one it says, unless that is of another site or the site's front page."""
    if found_at is None or not said:
        return found_at or said or None
    found, own = urlsplit(found_at), urlsplit(said)
    same_site = (found.hostname or "").removeprefix("www.") == (own.hostname or "").removeprefix("www.")
    return said if same_site and own.path.strip("/") else found_at


def _decoded(data: bytes, charset: str | None) -> bytes | str:
    """Return the page as text where its header names an encoding that fits, else as it is.

    A byte order mark goes before the header (https://html.spec.whatwg.org/multipage/parsing.html,
    "determining the character encoding"); without either the library reads the page's own declaration.
    """
    if charset is None or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return data
    try:
        return data.decode(charset)
    except (LookupError, UnicodeDecodeError):  # an encoding that does not exist, or not the page's
        return data
