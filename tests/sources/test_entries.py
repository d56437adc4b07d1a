"""Feeds and sitemaps: what they list, with its time as written."""

from __future__ import annotations

import gzip

import orjson
import pytest

from datelines.sources.entries import Listing, read_listing
from datelines.sources.read import read_all, read_bytes
from datelines.sources.records import Document
from datelines.sources.results import ReadError, Unreadable

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://example.org/a </loc><lastmod>2026-03-09</lastmod><n:news>
<n:publication><n:name>Steppe</n:name></n:publication>
<n:publication_date>2026-03-05T10:00:00+05:00</n:publication_date><n:title>A &amp; B</n:title>
</n:news></url>
<url><loc>https://example.org/b</loc><lastmod>2026-03-09</lastmod></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://example.org/1.xml</loc>
</sitemap><sitemap><loc>https://example.org/2.xml.gz</loc></sitemap></sitemapindex>"""
WRITTEN, DAY = "2026-03-05T10:00:00+05:00", "2026-03-06"
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Steppe News",
    "items": [
        {
            "url": "https://example.org/a",
            "title": "A",
            "content_text": "He came.\n",
            "date_published": WRITTEN,
        },
        {"url": "https://example.org/b", "content_html": "<p>He</p><p>spoke.</p>", "date_modified": DAY},
        {"title": "Only a title"},
    ],
}


def times(listing: Listing) -> list[list[tuple[str, str]]]:
    return [
        [(candidate.method, candidate.value) for candidate in entry.evidence] for entry in listing.entries
    ]


@pytest.mark.parametrize("data", [SITEMAP.encode(), gzip.compress(SITEMAP.encode())])
def test_a_sitemap_lists_pages_and_a_change_is_no_publication(data: bytes) -> None:
    listing = read_listing(data)
    assert [entry.url for entry in listing.entries] == ["https://example.org/a", "https://example.org/b"]
    assert [entry.title for entry in listing.entries] == ["A & B", None]
    assert times(listing) == [[("feed", "2026-03-05T10:00:00+05:00")], []]


def test_an_index_of_sitemaps_leads_on() -> None:
    assert read_listing(INDEX.encode()).further == (
        "https://example.org/1.xml",
        "https://example.org/2.xml.gz",
    )


@pytest.mark.parametrize("name", ["feed.json", "feed.xml", "-"])
def test_a_json_feed_gives_documents(name: str) -> None:
    found = list(read_all(orjson.dumps(JSON_FEED), name))
    documents = [item for item in found if isinstance(item, Document)]
    assert [(item.text, item.url, item.publisher) for item in documents] == [
        ("He came.\n", "https://example.org/a", "Steppe News"),
        ("He\nspoke.", "https://example.org/b", "Steppe News"),
    ]
    assert [item.evidence[0].value for item in documents] == ["2026-03-05T10:00:00+05:00", "2026-03-06"]
    assert [item.kind for item in found if isinstance(item, Unreadable)] == ["missing-text"]


def test_a_record_that_speaks_of_json_feeds_is_a_record() -> None:
    found = read_bytes(b'{"text": "see https://jsonfeed.org/version/1.1"}', "a.json")
    assert isinstance(found, Document)


RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Steppe</title></channel>
<item><title>A</title><link>https://example.org/a</link><dc:date>2026-03-05T10:20:00+05:00</dc:date></item></rdf:RDF>"""
ENCODED = b"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<item><title><![CDATA[A & <b>B</b>]]></title><description>Short.</description>
<content:encoded><![CDATA[<p>A long text.</p><script>x</script><p>With a second paragraph.</p>]]>
</content:encoded></item></channel></rss>"""
XHTML = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">A &amp;amp; B</title>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>He came.</p><p>He spoke.</p></div>
</content></entry></feed>"""


def test_an_item_of_rss_1_is_dated_by_its_dublin_core() -> None:
    (entry,) = read_listing(RDF).entries
    assert [(candidate.value, candidate.confidence) for candidate in entry.evidence] == [
        ("2026-03-05T10:20:00+05:00", 0.92)
    ]


@pytest.mark.parametrize(
    ("data", "title", "text"),
    [
        (ENCODED, "A & B", "A long text.\nWith a second paragraph."),
        (XHTML, "A & B", "He came.\nHe spoke."),
    ],
)
def test_the_longest_text_of_an_entry_counts_without_its_markup(data: bytes, title: str, text: str) -> None:
    (entry,) = read_listing(data).entries
    assert (entry.title, entry.text) == (title, text)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Thu, 5 Mar 2026 10:20:00 +05:00", "2026-03-05T10:20:00+05:00"),
        ("Thursday, 05 March 2026 10:20:00 GMT", "2026-03-05T10:20:00Z"),
        ("2026-03-05 10:20:00", "2026-03-05T10:20:00"),
        ("Thu Mar 05 10:20:00 +0500 2026", "2026-03-05T10:20:00+05:00"),
        ("Thu Mar  5 10:20:00 UTC 2026", "2026-03-05T10:20:00Z"),
        ("March 5, 2026 10:20 AM", "2026-03-05"),
        ("5 мар. 2026 10:20", "2026-03-05T10:20"),
    ],
)
def test_the_forms_in_which_feeds_write_a_time(written: str, value: str) -> None:
    item = f"<item><title>A</title><pubDate>{written}</pubDate></item>"
    feed = f'<rss version="2.0"><channel>{item}</channel></rss>'
    assert times(read_listing(feed.encode())) == [[("feed", value)]]


def test_the_order_of_day_and_month_is_the_sources_to_say() -> None:
    item = b"<item><title>A</title><pubDate>05.03.2026 10:00</pubDate></item>"
    feed = b'<rss version="2.0"><channel>' + item + b"</channel></rss>"
    assert times(read_listing(feed)) == [[]]
    assert times(read_listing(feed, "dmy")) == [[("feed", "2026-03-05T10:00")]]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b"<html></html>", "bad-feed"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "bad-feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "bad-json"),
        (gzip.compress(b"<urlset>" + b" " * 60_000_000), "too-large"),
        (gzip.compress(SITEMAP.encode())[:-9], "bad-archive"),
    ],
)
def test_what_is_no_feed_says_why(data: bytes, kind: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_listing(data)
    assert caught.value.kind == kind


@pytest.mark.parametrize(
    ("element", "inner"),
    [
        ("urlset", "<url><loc>https://example.org/&f;&l9;</loc></url>"),
        ("rss", "<channel><item><title>&f;&l9;</title></item></channel>"),
    ],
)
def test_entities_neither_multiply_nor_read_files(element: str, inner: str) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<!DOCTYPE x [<!ENTITY l0 "lol"><!ENTITY f SYSTEM "file:///etc/passwd">{laughs}]>'
    data = f"<?xml version='1.0'?>{body}<{element}>{inner}</{element}>".encode()
    try:
        shown = repr(read_listing(data))
    except ReadError as error:
        shown = error.message
    assert len(shown) < 10_000
    assert "root:" not in shown


def test_a_sitemap_among_files_is_one_line() -> None:
    found = read_bytes(SITEMAP.encode(), "sitemap.xml")
    assert isinstance(found, Unreadable)
    assert "sitemap" in found.message
