"""Answers from the web to documents: by their content type, at their address."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from datelines.sources.identity import document_id
from datelines.sources.read import read_all
from datelines.sources.readers import by_content, by_suffix
from datelines.sources.readers.page import read_page
from datelines.sources.records import Document
from datelines.sources.results import MAX_BYTES, ReadError, Results, unreadable
from datelines.sources.written_dates import Order

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
# Media types that hold text, and the suffix that their reader goes by.
_SUFFIXES = {
    "application/atom+xml": ".atom",
    "application/feed+json": ".json",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/xml": ".xml",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "text/xml": ".xml",
}
_UNTOLD = frozenset({"", "application/octet-stream", "binary/octet-stream"})


def media_type(header: str) -> tuple[str, str | None]:
    """Return the media type of a Content-Type in lower case, and the charset if it gives one."""
    media, *parameters = header.split(";")
    pairs = (parameter.partition("=") for parameter in parameters)
    charset = next((value for name, _, value in pairs if name.strip().lower() == "charset"), "").strip(" \"'")
    return media.strip().lower(), charset or None


def read_answer(
    data: bytes, url: str, content_type: str, where: str | None = None, order: Order | None = None
) -> Results:
    """Yield the documents of an answer from `url`; nothing for media that hold no text.

    `content_type` is the header as it was sent, `order` the source's order of day and month in digits.
    """
    media, charset = media_type(content_type)
    path = urlsplit(url).path
    if media in _PAGES or (media in _UNTOLD and _looks_like_a_page(data, path)):
        yield from _page(data, url, charset, where or url, order)
        return
    suffix = PurePosixPath(path).suffix.lower() if media in _UNTOLD else _SUFFIXES.get(media)
    if suffix in by_suffix() and not path.endswith("/robots.txt"):
        for item in read_all(data, where or url, suffix):
            yield _at(item, url) if isinstance(item, Document) and item.url is None else item


def _looks_like_a_page(data: bytes, path: str) -> bool:
    known = PurePosixPath(path).suffix.lower() in by_suffix()
    return not known and by_content(data[:4096]) is by_suffix()[".html"]


def _page(data: bytes, url: str, charset: str | None, where: str, order: Order | None) -> Results:
    if len(data) > MAX_BYTES:
        yield unreadable(where, "too-large", f"the page is larger than {MAX_BYTES:,} bytes", None)
        return
    try:
        yield read_page(data, url, order, charset)
    except ReadError as error:
        yield unreadable(where, error.kind, error.message, data)


def _at(document: Document, url: str) -> Document:
    return replace(document, url=url, id=document_id(url, document.text))
