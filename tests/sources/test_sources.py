"""Sources: every file holds its own sample, and what a source lists becomes documents of that source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from datelines.seeds.models.published import IdScheme
from datelines.seeds.models.sources import Source, sources
from datelines.sources.check import check_found, check_sample
from datelines.sources.gather import Ask, Recall, all_new, gather, read_gathered
from datelines.sources.identity import canonical_address
from datelines.sources.outcomes import Fetched, NotModified, Outcome, Refused, Request
from datelines.sources.propose import propose
from datelines.sources.readers import by_suffix
from datelines.sources.records import DctCandidate, Document
from datelines.sources.results import ReadError, Result, Unreadable
from tests import ROOT

PAGE = b"""<!doctype html><html><head><title>A visit</title>
<meta property="article:published_time" content="2026-03-05T10:00:00+05:00"></head>
<body><article><h1>A visit</h1>
<p>The minister arrived in the capital on Thursday and spoke for a long time about water.</p>
<p>He left on the next day, and nobody saw him again in this season of the year.</p></article>"""
FEED = b"""<rss version="2.0"><channel><title>Steppe</title>
<item><title>A</title><link>https://example.org/news/a</link>
<pubDate>Thu, 05 Mar 2026 10:01:00 +0500</pubDate>
<description>He came.</description></item>
<item><title>B</title><link>https://example.org/news/b?utm_source=rss</link></item>
<item><title>B again</title><link>https://example.org/news/b</link></item>
<item><title>C</title><link>https://example.org/sport/c</link><description>They played.</description></item>
</channel></rss>"""
INDEX = b"""<sitemapindex><sitemap><loc>/1.xml</loc></sitemap><sitemap><loc>https://example.org/2.xml</loc></sitemap>
</sitemapindex>"""
SITEMAP = b"<urlset><url><loc>https://example.org/news/a</loc></url></urlset>"
LINKS = b"""<a href="/news/a">A</a><a href="https://example.org/news/b"> B </a><a href="/about">About</a>
<a href="mailto:x@example.org">Mail</a><a href="http://[bad">Bad</a>"""


def source(**fields: object) -> Source:
    known: dict[str, object] = {
        "name": "Steppe",
        "kind": "feed",
        "url": "https://example.org/feed",
        "lang": "en",
        "publisher": "Steppe News",
        "independence": "private",
        "zone": "Asia/Almaty",
        "terms": "made up",
        "healthy": {"documents_a_day": [0, 9], "dated": 1},
        "sample": {"listing": "", "expect": {"text": ""}},
    }
    return Source.model_validate(known | fields)


class Web:
    """Answers by address, and which addresses were asked for."""

    def __init__(self, answers: dict[str, bytes | Outcome]) -> None:
        self.answers, self.asked = answers, list[str]()

    def ask(self, requests: Sequence[Request]) -> list[Outcome]:
        self.asked += [request.url for request in requests]
        return [self._answer(request.url) for request in requests]

    def _answer(self, url: str) -> Outcome:
        found = self.answers.get(url, Refused(url, "status", "the host answers 404"))
        return Fetched(url, url, found, "text/html", None, None) if isinstance(found, bytes) else found


def listing(data: bytes, url: str = "https://example.org/feed") -> Fetched:
    return Fetched(url, url, data, "text/xml", None, None)


def gathered(name: str, source: Source, listing: Fetched, ask: Ask, recall: Recall = all_new) -> list[Result]:
    return list(read_gathered(gather(name, source, listing, ask, recall)))


def urls(found: list[Result]) -> list[str | None]:
    return [item.url for item in found if isinstance(item, Document)]


@pytest.mark.parametrize("name", sorted(sources()))
def test_the_sample_of_a_source_gives_what_its_file_says(name: str) -> None:
    assert check_sample(name, sources()[name]) == []


@pytest.mark.parametrize("name", sorted(sources()))
def test_a_source_that_ships_is_off_until_someone_has_seen_it_work(name: str) -> None:
    shipped = sources()[name]
    assert (shipped.enabled, shipped.verified) == (False, None)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "page"},
        {"kind": "sitemap", "follow": False},
        {"enabled": True},
        {"zone": "Asia/Nowhere"},
        {"url": "not an address"},
        {"url": "file:///etc/passwd"},
        {"links": "("},
        {"schedule": "hourly"},
        {"healthy": {"documents_a_day": [9, 1], "dated": 1}},
        {"colour": "red"},
    ],
)
def test_a_source_that_cannot_work_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        source(**fields)


def test_a_feed_is_followed_and_each_page_is_a_document_of_the_source() -> None:
    web = Web({"https://example.org/news/a": PAGE})
    found = gathered("steppe", source(links="/news/"), listing(FEED), web.ask)
    assert web.asked == ["https://example.org/news/a", "https://example.org/news/b?utm_source=rss"]
    document, refusal = found
    assert isinstance(document, Document)
    assert (document.source, document.publisher, document.zone, document.lang) == (
        "steppe",
        "Steppe News",
        "Asia/Almaty",
        "en",
    )
    assert [(candidate.method, candidate.value) for candidate in document.evidence] == [
        ("metadata", "2026-03-05T10:00:00+05:00"),
        ("feed", "2026-03-05T10:01:00+05:00"),
    ]
    assert isinstance(refusal, Unreadable)
    assert (refusal.kind, refusal.where) == ("status", "https://example.org/news/b?utm_source=rss")


def test_a_feed_that_is_not_followed_is_read_as_it_stands() -> None:
    found = gathered("steppe", source(follow=False, skip=["/sport/"]), listing(FEED), Web({}).ask)
    assert urls(found) == ["https://example.org/news/a"]
    assert [item.kind for item in found if isinstance(item, Unreadable)] == ["missing-text"]


def test_what_is_known_and_what_is_skipped_is_not_fetched() -> None:
    web = Web({})
    known = canonical_address("http://example.org/news/b")

    def recall(urls: Sequence[str]) -> list[Request | None]:
        return [None if canonical_address(url) == known else Request(url) for url in urls]

    assert gathered("steppe", source(skip=["/sport/", "/a$"]), listing(FEED), web.ask, recall) == []
    assert web.asked == []


def test_no_more_than_the_most_are_fetched() -> None:
    web = Web({})
    gathered("steppe", source(most=1), listing(FEED), web.ask)
    assert web.asked == ["https://example.org/news/a"]


def test_an_unchanged_page_gives_nothing() -> None:
    web = Web({"https://example.org/news/a": NotModified("https://example.org/news/a")})
    assert gathered("steppe", source(links="/a$"), listing(FEED), web.ask) == []


def test_an_article_that_leads_to_the_front_page_is_gone() -> None:
    url = "https://example.org/news/a"
    home = Fetched(url, "https://example.org/", PAGE, "text/html", None, None)
    (found,) = gathered("steppe", source(links="/a$"), listing(FEED), Web({url: home}).ask)
    assert isinstance(found, Unreadable)
    assert (found.where, found.kind) == (url, "error-page")


def test_an_index_of_sitemaps_leads_to_pages_and_one_out_of_reach_is_no_harm() -> None:
    web = Web({"https://example.org/2.xml": SITEMAP, "https://example.org/news/a": PAGE})
    found = gathered("steppe", source(kind="sitemap"), listing(INDEX), web.ask)
    assert urls(found) == ["https://example.org/news/a"]
    assert web.asked == [
        "https://example.org/1.xml",
        "https://example.org/2.xml",
        "https://example.org/news/a",
    ]


def test_a_sitemap_that_cannot_be_had_or_read_leaves_the_others() -> None:
    index = INDEX.replace(b"</sitemapindex>", b"<sitemap><loc>/3.xml</loc></sitemap></sitemapindex>")
    web = Web({"https://example.org/2.xml": SITEMAP, "https://example.org/3.xml": b"nonsense"})
    web.answers["https://example.org/news/a"] = PAGE
    found = gathered("steppe", source(kind="sitemap"), listing(index), web.ask)
    assert urls(found) == ["https://example.org/news/a"]
    assert [(item.where, item.kind) for item in found if isinstance(item, Unreadable)] == [
        ("https://example.org/1.xml", "status"),
        ("https://example.org/3.xml", "bad-feed"),
    ]


def test_a_page_of_links_leads_to_those_that_match() -> None:
    web = Web({"https://example.org/news/a": PAGE, "https://example.org/news/b": PAGE})
    found = gathered("steppe", source(kind="page", links="/news/"), listing(LINKS), web.ask)
    assert urls(found) == ["https://example.org/news/a", "https://example.org/news/b"]


def test_a_listing_that_is_none_is_one_line() -> None:
    (found,) = gathered("steppe", source(), listing(b"<html></html>"), Web({}).ask)
    assert isinstance(found, Unreadable)
    assert (found.kind, found.where) == ("bad-feed", "https://example.org/feed")


def test_a_sample_that_does_not_hold_says_where() -> None:
    sample = {"listing": FEED.decode(), "page": PAGE.decode(), "expect": {"text": "Another", "title": "B"}}
    problems = check_sample("steppe", source(sample=sample))
    assert [problem.partition(":")[0] for problem in problems] == ["url", "title", "published", "text"]
    assert check_sample("steppe", source(links="/nothing/", sample=sample))[0].startswith(
        "the sample gives no"
    )


@pytest.mark.parametrize(
    ("healthy", "problems"),
    [
        ({"documents_a_day": [0, 1], "dated": 0.5}, []),
        ({"documents_a_day": [0, 1], "dated": 0.9}, ["75% of 4 documents have a time, 90% is usual"]),
        ({"documents_a_day": [1, 9], "dated": 0.5}, ["0.8 documents a day, 1 to 9 is usual"]),
        ({"documents_a_day": [0, 0.5], "dated": 0.5}, ["0.8 documents a day, 0 to 0.5 is usual"]),
    ],
)
def test_a_source_is_measured_by_its_healthy_bounds(healthy: dict[str, object], problems: list[str]) -> None:
    found = [dated(day) for day in ("2026-03-01", "2026-03-03T10:00Z", "2026-03-05", None)]
    assert check_found(source(healthy=healthy), found) == problems


def test_the_pace_of_a_single_day_is_not_judged() -> None:
    assert check_found(source(healthy={"documents_a_day": [5, 9], "dated": 1}), [dated("2026-03-01")]) == []


def test_a_source_most_of_which_cannot_be_had_is_not_healthy() -> None:
    lost = [Unreadable(str(n), f"/{n}", "status", "the host answers 404", None) for n in range(4)]
    (problem,) = check_found(source(), [dated("2026-03-01"), *lost])
    assert problem.startswith("4 of 5 addresses gave none: /0: the host answers 404; /1")


def dated(day: str | None) -> Document:
    evidence = (DctCandidate(day, "day", "feed", "", 0.9),) if day else ()
    return Document(id=str(day), text="A text.", evidence=evidence)


def drafted(text: str) -> Source:
    return Source.model_validate(yaml.safe_load(text))


DATED_FEED = b"""<rss version="2.0"><channel><title>Steppe &amp; News</title>
<item><title>A</title><pubDate>Thu, 05 Mar 2026 10:00:00 +0500</pubDate></item>
<item><title>B</title><pubDate>Fri, 06 Mar 2026 10:00:00 +0500</pubDate></item>
<item><title>C</title><pubDate>05/03/2026</pubDate></item></channel></rss>"""


@pytest.mark.parametrize(
    ("answers", "kind", "url"),
    [
        ({"https://example.org/": DATED_FEED}, "feed", "https://example.org/"),
        ({"https://example.org/": SITEMAP}, "sitemap", "https://example.org/"),
        (
            {
                "https://example.org/": b'<link type="application/rss+xml" href="/en.xml">',
                "https://example.org/en.xml": DATED_FEED,
            },
            "feed",
            "https://example.org/en.xml",
        ),
        (
            {"https://example.org/": PAGE, "https://example.org/sitemap.xml": INDEX},
            "sitemap",
            "https://example.org/sitemap.xml",
        ),
        (
            {
                "https://example.org/": PAGE,
                "https://example.org/robots.txt": b"Sitemap: https://example.org/all.xml\n"
                b"Sitemap: https://example.org/map/news.xml\n",
                "https://example.org/all.xml": INDEX,
                "https://example.org/map/news.xml": SITEMAP,
                "https://example.org/sitemap.xml": INDEX,
            },
            "sitemap",
            "https://example.org/map/news.xml",
        ),
        (
            {
                "https://example.org/": b"",
                "https://example.org/rss": PAGE,
                "https://example.org/rss.xml": FEED,
            },
            "feed",
            "https://example.org/rss.xml",
        ),
    ],
)
def test_a_site_is_proposed_by_its_feed_or_sitemap(answers: dict[str, Any], kind: str, url: str) -> None:
    draft = drafted(propose("https://example.org/", Web(answers).ask))
    assert (draft.kind, draft.url, draft.enabled) == (kind, url, False)
    assert check_sample("draft", draft) == []


def test_a_draft_says_what_the_feed_shows() -> None:
    text = propose("https://example.org/", Web({"https://example.org/": DATED_FEED}).ask)
    draft = drafted(text)
    assert text.startswith("# A draft.")
    assert (draft.name, draft.healthy.documents_a_day, draft.healthy.dated) == (
        "Steppe & News",
        (0.3, 5.0),
        0.57,
    )


def test_a_site_without_a_feed_or_an_answer_is_one_line() -> None:
    with pytest.raises(ReadError, match="no feed or sitemap found"):
        propose("https://example.org/", Web({"https://example.org/": PAGE}).ask)
    with pytest.raises(ReadError, match="404"):
        propose("https://example.org/", Web({}).ask)


DOCS = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")


def example(kind: str) -> Any:
    (block,) = re.findall(rf"```yaml\n# seeds/{kind}\n(.*?)```", DOCS, re.S)
    return yaml.load(block, Loader=yaml.BaseLoader)


def test_the_source_shown_in_the_documentation_holds_its_sample() -> None:
    assert check_sample("example", Source.model_validate(example("sources"))) == []


def test_the_id_scheme_shown_in_the_documentation_is_one() -> None:
    shown = IdScheme.model_validate(example("id_schemes"))
    (form,), (post,) = shown.forms, shown.holds
    found = re.search(form.match, post.url)
    assert found is not None
    seconds = ((int(found[1]) >> form.shift) + form.epoch) // 1000
    assert datetime.fromtimestamp(seconds, UTC).isoformat() == post.at.replace("Z", "+00:00")
    assert not any(re.search(form.match, url) for url in shown.fails if shown.hosts[0] in url)


def test_the_documentation_names_every_suffix_that_is_read() -> None:
    rows = "\n".join(
        line for line in DOCS.split("### What does not change")[0].splitlines() if line.startswith("|")
    )
    assert set(re.findall(r"`(\.\w+)`", rows)) == set(by_suffix())


def test_the_documentation_names_every_word_for_what_is_no_document() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "sources").rglob("*.py"))
    used = set(re.findall(r'(?:ReadError|RecordError)\(\s*"([a-z-]+)"|unreadable\([^"]+?, "([a-z-]+)"', code))
    words = {first or second for first, second in used} - {"status", "no-feed"}
    named = set(re.findall(r"`([a-z-]+)`", DOCS.split("### What is not a document")[1].split("## When")[0]))
    assert words <= named, words - named
