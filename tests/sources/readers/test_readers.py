"""Bytes in, documents out: text exactly as stored, and one clear line for what is no document."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from datelines.seeds.models.error_pages import error_pages, error_title
from datelines.seeds.models.formats import FormatExample, record_formats
from datelines.seeds.models.page_labels import page_labels
from datelines.sources.date_lines import of_publication
from datelines.sources.identity import canonical_address, document_id
from datelines.sources.markup import text_of
from datelines.sources.moments import parse_moment
from datelines.sources.read import (
    MAX_BYTES,
    RecordError,
    Unreadable,
    read_all,
    read_bytes,
    read_path,
    read_record,
)
from datelines.sources.readers.page import MANY_BLOCKS, MOST_BLOCKS, read_page
from datelines.sources.records import Document
from datelines.sources.written_dates import written_date

PAGE = """<!doctype html>
<html lang="en"><head><title>A visit</title>{head}</head><body><nav>Home News</nav><article><h1>A visit</h1>
<p>The minister arrived in the capital on Thursday and spoke for a long time about water.</p>
<p>He left on the next day, and nobody saw him again in this season of the year.</p></article>
{body}</body></html>"""
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Steppe News</title>
<item><title>A visit &amp;amp; talks</title><link>https://example.org/visit</link>{date}
<description>&lt;p&gt;The minister arrived.&lt;/p&gt;&lt;p&gt;He spoke.&lt;/p&gt;</description></item>
{more}</channel></rss>"""


def document(data: bytes | str, name: str) -> Document:
    found = read_bytes(data.encode() if isinstance(data, str) else data, name)
    assert isinstance(found, Document), found
    return found


def refusal(data: bytes | str, name: str) -> Unreadable:
    found = read_bytes(data.encode() if isinstance(data, str) else data, name)
    assert isinstance(found, Unreadable), found
    assert "\n" not in found.message
    return found


@pytest.mark.parametrize(
    ("written", "value", "precision"),
    [
        ("2025-12-19", "2025-12-19", "day"),
        ("20251219", "2025-12-19", "day"),
        ("2025-W51-5", "2025-12-19", "day"),
        ("2025-12", "2025-12", "month"),
        ("2025", "2025", "year"),
        ("2025-12-19T11:36:19Z", "2025-12-19T11:36:19Z", "second"),
        ("2025-12-19T11:36:19.123456+05:00", "2025-12-19T11:36:19+05:00", "second"),
        ("2025-12-19T11:36+0500", "2025-12-19T11:36+05:00", "minute"),
        ("2025-12-19T11:36-03", "2025-12-19T11:36-03:00", "minute"),
        ("2025-12-19 11:36:19", "2025-12-19T11:36:19", "second"),
        ("2025-12-19 11:36:19 UTC", "2025-12-19T11:36:19Z", "second"),
        ("20251219T113619Z", "2025-12-19T11:36:19Z", "second"),
        ("2025-12-19T11Z", "2025-12-19T11Z", "hour"),
        ("Fri, 19 Dec 2025 11:36:19 +0500", "2025-12-19T11:36:19+05:00", "second"),
        ("19 Dec 2025 11:36 GMT", "2025-12-19T11:36Z", "minute"),
        ("Fri, 19 Dec 2025 11:36:19 ALMT", "2025-12-19T11:36:19", "second"),
        ("Fri, 19 Dec 2025 11:36:19 EST", "2025-12-19T11:36:19-05:00", "second"),
    ],
)
def test_a_machine_written_date_is_as_precise_as_it_is_written(
    written: str, value: str, precision: str
) -> None:
    moment = parse_moment(written)
    assert moment is not None
    assert (moment.value, moment.precision) == (value, precision)


@pytest.mark.parametrize(
    "written",
    [
        "03/05/2026",
        "5.3.2026",
        "19 December",
        "tomorrow",
        "1766144179",
        "2025-02-30",
        "2025-12-19T25:00",
        "202512",
        "2025-12-19T11:36+25:00",
        "Чт, 05 мар 2026 23:40:00 +0500",
        "２０２５-12-19",
        "19 Foo 2025 11:36 GMT",
        "",
    ],
)
def test_what_is_no_such_date_is_not_guessed(written: str) -> None:
    assert parse_moment(written) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://Example.org:80/a?utm_source=mail&id=5#top", "https://example.org/a?id=5"),
        ("example.org/a/", "https://example.org/a/"),
        ("//example.org/a", "https://example.org/a"),
        (" https://example.org/a ", "https://example.org/a"),
    ],
)
def test_one_address_has_one_spelling(one: str, other: str) -> None:
    assert canonical_address(one) == canonical_address(other) != ""


def test_different_addresses_stay_different() -> None:
    spellings = ["https://example.org/a?id=5", "https://example.org/a?id=6", "https://example.org/#!/a", ""]
    assert len({canonical_address(url) for url in spellings}) == len(spellings)


def test_an_id_hashes_address_and_text() -> None:
    assert document_id("http://example.org/a", "x") == document_id("https://example.org/a#b", "x")
    assert (
        len({document_id(None, "x"), document_id(None, "y"), document_id("https://example.org/a", "x")}) == 3
    )


@pytest.mark.parametrize(
    "text", [" a\r\nb\n\n", "\ta\u2028b\x0b", "e\u0301 é ﬁ Қазақ 西安 😀", "---\nno header\n---\n"]
)
def test_plain_text_is_used_exactly_as_it_stands(text: str) -> None:
    assert document(text, "news.txt").text == text
    assert document(text, "news.md").text == text


def test_the_text_of_a_record_is_used_exactly_as_it_stands() -> None:
    text = " a\r\nb\u2028\n\0 é e\u0301 "
    assert read_record(orjson.dumps({"id": "a", "text": text}), 1).text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Қазақ тілі", "utf-8-sig"),
        ("Қазақ тілі", "utf-16"),
        ("Президент прибыл в столицу и провёл переговоры о торговле и транспорте.", "cp1251"),
        ("总统在首都发表了演讲,并签署了关于运输和能源的协定。", "gb18030"),
    ],
)
def test_other_encodings_are_told_by_signature_or_by_a_library(text: str, encoding: str) -> None:
    assert document(text.encode(encoding), "news.txt").text == text


def test_a_header_is_metadata_and_the_text_what_follows() -> None:
    found = document(
        "---\r\ntitle: A visit\nlang: en-GB\npublished: 2025-12-19\nurl: https://example.org/a\n"
        "publisher: Steppe News\nzone: Asia/Almaty\nsources:\n  - https://example.org/b\n---\n\nHe came.\n",
        "visit.md",
    )
    assert found.text == "\nHe came.\n"
    assert (found.title, found.lang, found.published, found.url, found.publisher, found.zone) == (
        "A visit",
        "en",
        "2025-12-19",
        "https://example.org/a",
        "Steppe News",
        "Asia/Almaty",
    )
    assert found.id == document_id("https://example.org/a", found.text)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"", "a.txt", "empty"),
        (b" \n", "a.txt", "empty"),
        (b"---\ntitle: a\n---\n", "a.md", "empty"),
        (b"---\npublished: 03/05/2026\n---\ntext", "a.md", "bad-published"),
        (b"---\ntitle: [a, b]\n---\ntext", "a.md", "bad-field"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "a.txt", "binary"),
        (b"a\0b", "a.txt", "binary"),
        (bytes(range(1, 9)) * 99, "-", "binary"),
        (b"\xef\xbb\xbf\xff", "a.txt", "bad-encoding"),
        (b"x" * MAX_BYTES, "a.txt", "too-large"),
        (b"<p>" + b"x" * MAX_BYTES, "a.html", "too-large"),
        (b"", "a.html", "empty"),
        (b"<html><body>" + b"<div>" * 20_000 + b"x" + b"</div>" * 20_000, "a.html", "no-text"),
        (b"{", "a.json", "bad-json"),
        (b"[1", "a.json", "bad-json"),
        (b"[]", "a.json", "empty"),
        (b'{"id": "a"}', "a.json", "missing-text"),
        (b"<a/>", "a.xml", "bad-feed"),
        (b"", "a.xml", "empty"),
    ],
)
def test_what_is_no_document_is_one_clear_line(data: bytes, name: str, kind: str) -> None:
    found = refusal(data, name)
    assert found.kind == kind
    assert found.where == name
    assert found.raw == (None if kind == "too-large" else data)
    assert found.key == refusal(data, name).key


@pytest.mark.parametrize(
    ("record", "kind", "id"),
    [
        (b"not json", "bad-json", None),
        (b'{"text": NaN}', "bad-json", None),
        (b'{"text": "\\ud800"}', "bad-json", None),
        (b'{"text": "\xff"}', "bad-encoding", None),
        (b'"text"', "bad-json", None),
        (b'{"id": "a"}', "missing-text", "a"),
        (b'{"id": "a", "text": null}', "missing-text", "a"),
        (b'{"id": "a", "text": ["x"]}', "missing-text", "a"),
        (b'{"id": "a", "text": ""}', "empty", "a"),
        (b'{"id": "a", "text": " \\n"}', "empty", "a"),
        (b'{"id": ["a"], "text": "x"}', "bad-field", None),
        (b'{"id": "a", "text": "x", "url": 5}', "bad-field", "a"),
        (b'{"id": "a", "text": "x", "published": "03/05/2026"}', "bad-published", "a"),
        (b'{"id": "a", "text": "x", "published": 1766144179}', "bad-published", "a"),
        (b'{"id": "a", "text": "x", "lang": "the English"}', "bad-lang", "a"),
    ],
)
def test_a_record_that_cannot_be_read_says_why(record: bytes, kind: str, id: str | None) -> None:
    with pytest.raises(RecordError) as caught:
        read_record(record, 7)
    assert (caught.value.kind, caught.value.id) == (kind, id)
    assert "line 7" in caught.value.message


def test_a_record_keeps_its_id_and_what_it_gives() -> None:
    found = read_record(
        '{"id": "x/1", "text": "He came.", "published": "Fri, 19 Dec 2025 11:36:19 +0500", "lang": "EN-us", '
        '"url": "https://example.org/a", "title": "A visit", "gold": [1]}',
        1,
    )
    assert (found.id, found.published, found.lang) == ("x/1", "2025-12-19T11:36:19+05:00", "en")
    assert (found.url, found.title) == ("https://example.org/a", "A visit")


FORMATS = [
    pytest.param(example, id=f"{name}-{index}")
    for name, form in record_formats().items()
    for index, example in enumerate(form.holds)
]
NO_FORMATS = [
    pytest.param(name, record, id=f"{name}-{index}")
    for name, form in record_formats().items()
    for index, record in enumerate(form.fails)
]


@pytest.mark.parametrize("example", FORMATS)
def test_a_record_of_another_program_is_read_by_its_fields(example: FormatExample) -> None:
    found = read_record(orjson.dumps(dict(example.record)), 1)
    fields = {field: getattr(found, field) for field in ("text", "published", "url", "title", "lang")}
    assert {field: value for field, value in fields.items() if value is not None} == dict(example.gives)


def test_a_record_with_our_own_field_is_ours_whatever_else_it_has() -> None:
    (cc_news,) = record_formats()["cc-news"].holds
    found = read_record(orjson.dumps({**cc_news.record, "id": "a", "published": "2018-03-06"}), 1)
    assert (found.id, found.published) == ("a", "2018-03-06")


@pytest.mark.parametrize(("name", "record"), NO_FORMATS)
def test_a_record_without_the_signature_is_not_of_that_program(name: str, record: dict[str, str]) -> None:
    assert not record.keys() >= set(record_formats()[name].signature)


def test_a_record_without_an_id_gets_a_content_hash() -> None:
    assert read_record('{"text": "He came."}', 1).id == document_id(None, "He came.")
    assert read_record('{"id": 12, "text": "He came."}', 1).id == "12"


def test_a_bad_line_leaves_the_others(tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    lines = [
        b'{"id": "a", "text": "one"}',
        b"",
        b"broken",
        b'{"id": "a", "text": "two"}',
        b'{"id": "b", "text": "three"}',
    ]
    file.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(lines))
    found = list(read_path(file))
    assert [item.text for item in found if isinstance(item, Document)] == ["one", "three"]
    refused = [(item.kind, item.where) for item in found if isinstance(item, Unreadable)]
    assert refused == [("bad-json", f"{file}:3"), ("repeated-id", f"{file}:4")]


@pytest.mark.parametrize("name", ["news.json", "-"])
def test_a_list_of_records_is_read_like_lines(name: str) -> None:
    data = b'\n[{"id": "a", "text": "one"}, 5, {"id": "b", "text": "two"}, {"id": "b", "text": "three"}]'
    found = list(read_all(data, name))
    assert [item.text for item in found if isinstance(item, Document)] == ["one", "two"]
    assert [(item.kind, item.where) for item in found if isinstance(item, Unreadable)] == [
        ("bad-json", f"{name}:2"),
        ("repeated-id", f"{name}:4"),
    ]


def test_a_line_too_long_is_skipped_without_being_held(tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_bytes(b'{"text": "' + b"x" * MAX_BYTES + b'"}\n{"text": "short"}\n')
    first, second = read_path(file)
    assert isinstance(first, Unreadable)
    assert (first.kind, first.raw) == ("too-large", None)
    assert isinstance(second, Document)
    assert second.text == "short"


def test_a_folder_is_read_in_order_and_without_what_is_hidden(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name, text in {
        "b/2.txt": "two",
        "1.md": "one",
        ".hidden/3.txt": "no",
        "b/.4.txt": "no",
        "5": "five",
    }.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "table.csv").write_text("a,b")
    found = list(read_path(tmp_path))
    assert [item.text for item in found if isinstance(item, Document)] == ["one", "five", "two"]
    assert [item.kind for item in found if isinstance(item, Unreadable)] == ["unknown-format"]


@pytest.mark.parametrize("suffix", [".csv", ".TSV", ".xlsx"])
def test_a_table_is_refused_alike_by_name_in_a_folder_and_for_extract(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"table{suffix}"
    file.write_text("day,text\n2012-05-03,Ken Mori visited Almaty.\n")
    found = [*read_path(file), *read_path(tmp_path), read_bytes(file.read_bytes(), str(file))]
    assert {item for item in found if isinstance(item, Unreadable)} == set(found)
    assert len(set(found)) == 1
    assert "a table is not read; make it JSON lines" in str(found[0])


def test_a_path_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    (found,) = read_path(tmp_path / "nothing.txt")
    assert isinstance(found, Unreadable)
    assert found.kind == "not-found"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ('{"text": "one"}', "one"),
        ('{\n  "text": "one"\n}', "one"),
        ("plain {text}", "plain {text}"),
        ("<p>not a page", "<p>not a page"),
    ],
)
def test_input_without_a_name_is_recognised_by_its_bytes(data: str, text: str) -> None:
    assert document(data, "-").text == text


def test_several_documents_are_not_one() -> None:
    assert refusal('{"text": "one"}\n{"text": "two"}', "-").kind == "several-documents"
    assert len(list(read_all(b'{"text": "one"}\n{"text": "two"}', "-"))) == 2


def test_a_page_gives_its_main_text_by_paragraphs() -> None:
    head = (
        '<link rel="canonical" href="https://example.org/a"><meta property="og:site_name" content="Steppe">'
    )
    found = document(PAGE.format(head=head, body="<footer>All rights reserved</footer>"), "-")
    assert found.text.splitlines()[-2:] == [
        "The minister arrived in the capital on Thursday and spoke for a long time about water.",
        "He left on the next day, and nobody saw him again in this season of the year.",
    ]
    assert "Home" not in found.text
    assert "rights" not in found.text
    assert (found.title, found.url, found.publisher) == ("A visit", "https://example.org/a", "Steppe")
    assert found.lang is None
    assert found.evidence == ()


@pytest.mark.parametrize("title", error_pages().holds)
def test_a_page_in_place_of_an_article_is_told_by_its_title(title: str) -> None:
    assert error_title().match(title)


@pytest.mark.parametrize("title", error_pages().fails)
def test_a_title_that_only_begins_like_one_is_an_article(title: str) -> None:
    assert not error_title().match(title)


@pytest.mark.parametrize(
    ("head", "body"), [("404 Not Found", "Sorry"), ("The Steppe News", "Page not found")]
)
def test_an_error_page_sent_as_if_all_were_well_is_one_line(head: str, body: str) -> None:
    text = f"<p>{'We looked for it everywhere and it is not here. ' * 3}</p>"
    page = f"<html><head><title>{head}</title></head><body><h1>{body}</h1>{{}}</body></html>"
    found = read_bytes(page.format(text).encode(), "a.html")
    assert isinstance(found, Unreadable)
    assert found.kind == "error-page"
    long = "".join(
        f"<p>In article {n} of the law it says who may come and who may not.</p>" for n in range(30)
    )
    assert isinstance(read_bytes(page.format(long).encode(), "a.html"), Document)


def test_bytes_that_are_no_letters_are_no_page_and_a_few_lost_ones_do_no_harm() -> None:
    sentence = "<p>The two ministers spoke about water on Thursday, and left on the next day.</p>"
    page = "<html><head><title>A visit</title></head><body><article>{}</article></body></html>"
    lost = page.format(sentence * 5 + "<p>Ra\N{REPLACEMENT CHARACTER}met was there, too.</p>")
    assert isinstance(read_bytes(lost.encode(), "a.html"), Document)
    mostly = page.format(f"{sentence}<p>" + "k\N{REPLACEMENT CHARACTER} Jx " * 40)
    found = read_bytes(mostly.encode(), "a.html")
    assert isinstance(found, Unreadable)
    assert found.kind == "bad-encoding"


def test_a_page_of_very_many_blocks_is_read_the_quick_way_or_not_at_all() -> None:
    many = PAGE.format(head="", body="<p>x</p>" * MANY_BLOCKS)
    assert "spoke for a long time about water" in document(many, "a.html").text
    assert refusal(PAGE.format(head="", body="<p>x</p>" * MOST_BLOCKS), "a.html").kind == "too-large"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "utf-16"])
def test_a_page_without_a_charset_is_decoded(encoding: str) -> None:
    page = PAGE.replace(
        "The minister arrived", "Министр прибыл в столицу с официальным визитом и провёл переговоры"
    )
    assert (
        "Министр прибыл в столицу" in document(page.format(head="", body="").encode(encoding), "a.html").text
    )


DAY, TIME = "2026-03-05", "2026-03-05T23:40:00+05:00"
LD_ARTICLE = '{"@type": "Article", "url": "https://example.org/a", "datePublished": "2026-03-05"}'
LD_OTHER = '{"@type": "Article", "url": "https://example.org/b", "datePublished": "2020-01-01"}'
CANONICAL = '<link rel="canonical" href="https://example.org/a">'
LD_PAGE = '{"@type": "WebPage", "datePublished": "2020-01-01"}'
LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "values"),
    [
        (LD.format('{"@type": "NewsArticle", "datePublished": "2026-03-05T23:40:00+05:00"}'), [TIME]),
        (LD.format('{"@graph": [{"@type": ["Report"], "datePublished": "2026-03-05"}]}'), [DAY]),
        (LD.format(f"[{LD_PAGE}, {LD_ARTICLE}]"), [DAY]),
        (LD.format(f"[{LD_ARTICLE}, {LD_OTHER}]"), []),
        (LD.format(f"[{LD_OTHER}, {LD_ARTICLE}]") + CANONICAL, [DAY]),
        (LD.format(f'{{"@type": "ItemList", "itemListElement": [{LD_ARTICLE}]}}'), []),
        (LD.format('{"@type": "NewsArticle", "dateModified": "2026-03-05"}'), []),
        (LD.format('{"@type": "NewsArticle", "datePublished": "03/05/2026"}'), []),
        (LD.format("{broken"), []),
        (f'<meta property="article:published_time" content="{TIME}">', [TIME]),
        (f'<meta property="article:modified_time" content="{TIME}">', []),
        ('<meta name="date" content="03/05/2026">', []),
        ('<meta name="date" content="0001-01-01T00:00:00">', []),
        ('<meta name="date" content="1970-01-01T00:00:00Z">', []),
        ('<meta name="date" content="1975-08-01">', ["1975-08-01"]),
        (f"<meta name='parsely-page' content='{{\"pub_date\": \"{TIME}\"}}'>", [TIME]),
        ("<meta name='parsely-page' content='{broken'>", []),
        ('<meta name="DC.date.issued" content="2026-03">', ["2026-03"]),
        ('<meta name="pubdate" content="Thu, 05 Mar 2026 10:00:00 GMT">', ["2026-03-05T10:00:00Z"]),
    ],
)
def test_dates_in_the_markup_count_where_they_have_one_reading(head: str, values: list[str]) -> None:
    found = document(PAGE.format(head=head, body=""), "a.html")
    assert [candidate.value for candidate in found.evidence] == values
    assert all(candidate.method == "metadata" for candidate in found.evidence)


@pytest.mark.parametrize(
    "body",
    [
        "<p>© 2015 Steppe News</p>",
        "<p>The summit takes place on 17 November 2026 in the capital.</p>",
        "<div class='date'>03/05/2026</div>",
        "<div class='date'>05.03.2026</div>",
        "<div class='date'>1 March 2026</div><div class='date'>2 March 2026</div>",
        "<div class='event-date'>5 March 2026</div>",
        "<time class='event-date' datetime='2026-11-17'>17 November</time>",
        "<time datetime='2026-03-06'>Updated on 6 March</time>",
        "<div class='date'>Updated: 6 March 2026</div>",
        "<div class='date'>Conference opens: 20 December 2026</div>",
        "<div class='date'>3 hours ago</div>",
        "<div class='date'>05.03.26</div>",
        "<div class='date'>5 มีนาคม 2569</div>",
        "<header><div class='current-date'>Tuesday, 24 November 2026</div></header>",
        "<div id='today-date'>24 November 2026</div>",
        "<div class='latest'><a href='/b'>Other news</a> <time datetime='2026-01-02'>2 January</time></div>",
        "<li><a href='/b'>A bridge opens over the river</a> <span class='date'>2 January 2026</span></li>",
        "<a href='/b'>A bridge <time datetime='2026-01-02'>2 January</time></a>",
        "<div class='updated date'>5 March 2026</div>",
        "<footer><div class='date'>5 March 2026</div></footer>",
        "<time datetime='2026-03-05'>a</time><time datetime='2026-04-05'>b</time>",
        "<a href='/2026/03/05/another'>Another text</a>",
    ],
)
def test_no_day_is_invented_from_a_page(body: str) -> None:
    assert document(PAGE.format(head="", body=body), "a.html").evidence == ()


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("5 March 2026", "2026-03-05"),
        ("Published on March 5, 2026", "2026-03-05"),
        ("5 марта 2026, 23:40", "2026-03-05T23:40"),
        ("2026 жылғы 5 наурыз", "2026-03-05"),
        ("2026-yil 5-mart", "2026-03-05"),
        ("5 марти 2026", "2026-03-05"),
        ("Published: 5 March 2026 Updated: 6 March 2026", "2026-03-05"),
        ("Posted by Aida Serik: 5 March 2026", "2026-03-05"),
        ("Thu Mar 05 2026 10:00:00 GMT+0500 (East Kazakhstan Time)", "2026-03-05T10:00:00+05:00"),
        ("5 March 2026, 10:00 UTC+5", "2026-03-05T10:00"),
        ("5. März 2026", "2026-03-05"),
        ("5 de marzo de 2026", "2026-03-05"),
        ("2026年3月5日 10:20", "2026-03-05T10:20"),
        ("19.12.2025", "2025-12-19"),
    ],
)
def test_a_date_line_beside_the_headline_dates_a_page(label: str, value: str) -> None:
    page = PAGE.replace("</h1>", f"</h1><span class='news-date'>{label}</span>")
    (candidate,) = document(page.format(head="", body="<p class=date>1 May 2020</p>"), "a.html").evidence
    assert (candidate.value, candidate.method) == (value, "metadata")
    assert candidate.confidence < 0.7


@pytest.mark.parametrize("label", page_labels().holds)
def test_a_label_of_a_publication_is_told(label: str) -> None:
    assert written_date(of_publication(label))


@pytest.mark.parametrize("label", page_labels().fails)
def test_a_label_of_another_day_is_told(label: str) -> None:
    assert written_date(of_publication(label)) is None


def test_a_byline_with_a_link_does_not_hide_its_date() -> None:
    line = (
        "<div><a href='/by/aida'>Aida Serik</a> <time datetime='2026-03-05T10:00+05:00'>5 March</time></div>"
    )
    found = document(PAGE.format(head="", body=line), "a.html")
    assert [candidate.value for candidate in found.evidence] == ["2026-03-05T10:00+05:00"]


def test_the_order_of_day_and_month_is_the_sources_to_say() -> None:
    page = (
        PAGE.replace("</h1>", "</h1><span class='date'>05.03.2026</span>").format(head="", body="").encode()
    )
    assert read_page(page, None).evidence == ()
    assert [candidate.value for candidate in read_page(page, None, "dmy").evidence] == ["2026-03-05"]
    assert [candidate.value for candidate in read_page(page, None, "mdy").evidence] == ["2026-05-03"]


def test_the_only_time_element_of_a_page_dates_it() -> None:
    (candidate,) = document(
        PAGE.format(head="", body="<time datetime='2026-03-05T10:00Z'>5.3.</time>"), "a.html"
    ).evidence
    assert candidate.value == "2026-03-05T10:00Z"


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "-"])
def test_a_feed_entry_is_a_document_with_its_time_as_written(name: str) -> None:
    date = "<pubDate>Fri, 19 Dec 2025 23:10:00 +0500</pubDate>"
    found = document(FEED.format(date=date, more=""), name)
    assert found.text == "The minister arrived.\nHe spoke."
    assert (found.title, found.url, found.publisher) == (
        "A visit & talks",
        "https://example.org/visit",
        "Steppe News",
    )
    (candidate,) = found.evidence
    assert (candidate.value, candidate.method) == ("2025-12-19T23:10:00+05:00", "feed")


@pytest.mark.parametrize("written", ["05/03/2026", "05.03.2026", "31 ноября 2026", "Thursday"])
def test_a_feeds_date_with_several_readings_is_not_guessed(written: str) -> None:
    assert document(FEED.format(date=f"<pubDate>{written}</pubDate>", more=""), "a.xml").evidence == ()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Чт, 05 мар 2026 23:40:00 +0500", "2026-03-05T23:40:00+05:00"),
        ("2026年03月05日", "2026-03-05"),
        ("Thu, 05 Mar 2026 23:40:00 ALMT", "2026-03-05T23:40:00"),
    ],
)
def test_a_feeds_date_is_read_in_its_language_and_keeps_its_zone(written: str, value: str) -> None:
    (candidate,) = document(FEED.format(date=f"<pubDate>{written}</pubDate>", more=""), "a.xml").evidence
    assert candidate.value == value


def test_an_entry_without_text_leaves_the_others() -> None:
    feed = FEED.format(date="", more="<item><title>Only a title</title></item>")
    first, second = read_all(feed.encode(), "a.xml")
    assert isinstance(first, Document)
    assert isinstance(second, Unreadable)
    assert (second.kind, second.where) == ("missing-text", "a.xml#2")


def test_an_atom_entry_is_dated_by_its_publication() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Steppe</title><entry><title>A</title>'
        '<updated>2026-03-09T00:00:00Z</updated>{}<content type="html">&lt;p&gt;He came.&lt;/p&gt;</content>'
        "</entry></feed>"
    )
    (dated,) = document(atom.format("<published>2026-03-05T10:00:00+05:00</published>"), "a.atom").evidence
    (changed,) = document(atom.format(""), "a.atom").evidence
    assert (dated.value, changed.value) == ("2026-03-05T10:00:00+05:00", "2026-03-09T00:00:00Z")
    assert dated.confidence > changed.confidence


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    feed = FEED.replace("<rss", f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]><rss', 1).format(
        date="", more=""
    )
    found = list(read_all(feed.replace("He spoke.", "&x;").encode(), "a.xml"))
    assert "the secret" not in repr(found)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One <b>two</b>three</p><p>Four<br>five</p>", "One twothree\nFour\nfive"),
        ("a<script>x</script> b<!-- c --> c &amp; d", "a b c & d"),
        ("<table><tr><td>a</td><td>b</td></tr></table>tail", "a\nb\ntail"),
        ("no markup", "no markup"),
        ("<!-- only -->", ""),
        ("", ""),
    ],
)
def test_markup_becomes_lines(markup: str, text: str) -> None:
    assert text_of(markup) == text
