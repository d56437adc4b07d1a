"""Answers from the web: which reader their type leads to, and what their address is."""

from __future__ import annotations

import pytest

from datelines.sources.readers.page import own_address
from datelines.sources.records import Document
from datelines.sources.results import MAX_BYTES, Unreadable
from datelines.sources.web import media_type, read_answer

PAGE = """<!doctype html><html><head><title>A visit</title>{head}</head><body><article><h1>A visit</h1>
<p>The minister arrived in the capital on Thursday and spoke for a long time about water.</p>
<p>{more} He left on the next day, and nobody saw him again.</p></article></body></html>"""
FEED = b"""<rss version="2.0"><channel><title>Steppe News</title><item><title>A</title>
<link>https://example.org/a</link><description>He came.</description></item></channel></rss>"""
URL = "https://example.org/2025/12/19/a"


def page(head: str = "", more: str = "") -> bytes:
    return PAGE.format(head=head, more=more).encode()


@pytest.mark.parametrize(
    ("header", "media", "charset"),
    [
        ("text/html", "text/html", None),
        ("Text/HTML; Charset=UTF-8", "text/html", "UTF-8"),
        ("text/html; a=b; charset='cp1251'", "text/html", "cp1251"),
        ("", "", None),
    ],
)
def test_a_content_type_has_a_media_type_and_perhaps_a_charset(
    header: str, media: str, charset: str | None
) -> None:
    assert media_type(header) == (media, charset)


@pytest.mark.parametrize(
    ("data", "content_type", "url"),
    [
        (page(), "text/html", URL),
        (page(), "application/xhtml+xml; charset=utf-8", URL),
        (page(), "", URL),
        (page(), "application/octet-stream", URL),
        (b"He came.", "text/plain", URL),
        (b"He came.", "", "https://example.org/a.txt"),
        (FEED, "application/rss+xml", "https://example.org/feed"),
        (FEED, "text/xml", "https://example.org/feed"),
    ],
)
def test_the_type_of_an_answer_leads_to_its_reader(data: bytes, content_type: str, url: str) -> None:
    (found,) = read_answer(data, url, content_type)
    assert isinstance(found, Document)
    assert found.url == ("https://example.org/a" if data == FEED else url)


@pytest.mark.parametrize(
    ("data", "content_type", "url"),
    [
        (b"\x89PNG", "image/png", URL),
        (b"var a", "text/javascript", URL),
        (b"\x89PNG", "", URL),
        (b"User-agent: *", "text/plain", "https://example.org/robots.txt"),
    ],
)
def test_what_holds_no_text_is_left_out(data: bytes, content_type: str, url: str) -> None:
    assert list(read_answer(data, url, content_type)) == []


def test_the_header_names_the_encoding_where_it_fits() -> None:
    data = PAGE.format(head="", more="Ол Қазақстанға келді.").encode("utf-8")
    for content_type in ("text/html; charset=utf-8", "text/html; charset=martian", "text/html"):
        (found,) = read_answer(data, URL, content_type)
        assert isinstance(found, Document)
        assert "Қазақстанға" in found.text
    cyrillic = PAGE.format(head="", more="Он прибыл в столицу.").encode("koi8-r")
    (found,) = read_answer(cyrillic, URL, "text/html; charset=koi8-r")
    assert isinstance(found, Document)
    assert "Он прибыл в столицу." in found.text


@pytest.mark.parametrize(
    ("said", "address"),
    [
        (None, "https://example.org/a?print=1"),
        ("https://example.org/a", "https://example.org/a"),
        ("https://www.example.org/a", "https://www.example.org/a"),
        ("https://other.example/a", "https://example.org/a?print=1"),
        ("https://example.org/", "https://example.org/a?print=1"),
    ],
)
def test_a_page_may_say_its_address_but_not_that_of_another(said: str | None, address: str) -> None:
    assert own_address("https://example.org/a?print=1", said) == address
    assert own_address(None, said) == said


@pytest.mark.parametrize(
    ("data", "kind"), [(b"<html></html>", "no-text"), (b"x" * (MAX_BYTES + 1), "too-large")]
)
def test_a_page_that_cannot_be_read_is_one_line(data: bytes, kind: str) -> None:
    (found,) = read_answer(data, URL, "text/html")
    assert isinstance(found, Unreadable)
    assert (found.kind, found.where) == (kind, URL)
