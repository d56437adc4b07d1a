"""Fetching into the home folder: what is new is kept once, asked for politely, and read again at any time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from datelines.flows import cli
from datelines.flows.run.portions import plan, read
from datelines.flows.terminal import Problem
from datelines.flows.visit import fetch
from datelines.flows.visit.fetch import (
    ALLOWED_HOSTS,
    Fetching,
    default_manners,
    described,
    fetch_addresses,
    fetch_source,
    ledger,
    pending,
    private_host,
    settle,
    settled,
)
from datelines.sources.outcomes import Manners
from datelines.sources.records import Document
from datelines.sources.results import Unreadable
from tests.local_site import LOCAL, NEWS, Site, answer, serving

MORNING = datetime(2026, 3, 5, 8, tzinfo=UTC)
MANNERS = Manners(seconds_between=0, allowed_hosts=frozenset({NEWS}), tries=1)
SOURCE = """
name: The Steppe News
kind: {kind}
url: {url}
publisher: The Steppe News
independence: private
zone: Asia/Almaty
terms: made up
follow: {follow}
most: {most}
healthy: {{documents_a_day: [0, 40], dated: 0.5}}
sample: {{listing: none, expect: {{text: none}}}}
"""


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


def page(title: str, more: str = "") -> bytes:
    return f"""<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>The minister came to the capital on Thursday and spoke for a long time about water. {more}</p>
<p>He left on the next day, and nobody saw him again in this season of the year.</p></article>""".encode()


def feed(site: Site, *paths: str) -> bytes:
    items = "".join(
        f"<item><title>{path}</title><link>{site.url(path)}</link><description>About {path}.</description>"
        "<pubDate>Thu, 05 Mar 2026 10:01:00 +0500</pubDate></item>"
        for path in paths
    )
    return f'<rss version="2.0"><channel><title>Steppe</title>{items}</channel></rss>'.encode()


def describe(home: Path, site: Site, kind: str = "feed", follow: str = "true", most: int = 50) -> None:
    folder = fetch.own_sources(home)
    folder.mkdir(parents=True, exist_ok=True)
    text = SOURCE.format(kind=kind, url=site.url("/feed"), follow=follow, most=most)
    text += "links: /news/\n" if kind == "page" else ""
    (folder / "steppe.yml").write_text(text, encoding="utf-8")


def go(home: Path, at: datetime = MORNING, manners: Manners = MANNERS) -> Fetching:
    return fetch_source("steppe", home, at, manners, LOCAL)


def found_in(files: list[Path]) -> list[Document | Unreadable]:
    return [item for portion in plan(files) for _, item in read(portion)]


def titles(files: list[Path]) -> list[Any]:
    return [item.title if isinstance(item, Document) else item.kind for item in found_in(files)]


def test_what_a_source_has_waits_for_an_ingest_and_is_read_without_network(
    site: Site, tmp_path: Path
) -> None:
    describe(tmp_path, site)
    site.answers["/feed"] = answer(feed(site, "/a", "/b"))
    site.answers["/a"] = answer(page("A visit"), Content_Type="text/html")
    fetched = go(tmp_path)
    assert (fetched.new, [missed.kind for missed in fetched.missed], fetched.trouble) == (1, ["status"], None)
    assert pending(tmp_path) == [fetched.file]
    asked = len(site.asked)
    document, refusal = found_in(pending(tmp_path))
    assert isinstance(document, Document)
    assert (document.source, document.publisher, document.zone) == (
        "steppe",
        "The Steppe News",
        "Asia/Almaty",
    )
    assert [candidate.value for candidate in document.evidence] == ["2026-03-05T10:01:00+05:00"]
    assert isinstance(refusal, Unreadable)
    assert (refusal.where, refusal.kind) == (site.url("/b"), "status")
    settle(pending(tmp_path))
    assert pending(tmp_path) == []
    assert found_in(settled(tmp_path)) == [document]
    assert len(site.asked) == asked


def test_an_hour_later_nothing_is_fetched_that_was_fetched(site: Site, tmp_path: Path) -> None:
    describe(tmp_path, site)
    site.answers["/feed"] = answer(feed(site, "/a", "/gone"), ETag='"1"')
    site.answers["/a"] = answer(page("A visit"), Content_Type="text/html")
    go(tmp_path)
    site.asked.clear()
    again = go(tmp_path, MORNING + timedelta(hours=1))
    assert (again.file, again.new, again.missed) == (None, 0, ())
    assert site.paths() == ["/robots.txt", "/feed"]
    assert site.asked[-1][2]["If-None-Match"] == '"1"'


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (
            "sitemap",
            b"<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>",
        ),
        ("feed", b"<p>We are moving house."),
        ("page", random.Random("listing").randbytes(4000)),  # noqa: S311
        ("page", b"<html><body><p>Back in an hour.</p></body></html>"),
    ],
)
def test_a_listing_that_is_none_is_trouble_each_time_though_it_stays_the_same(
    kind: str, body: bytes, site: Site, tmp_path: Path
) -> None:
    describe(tmp_path, site, kind)
    site.answers["/feed"] = answer(body, Content_Type="text/html", ETag='"1"')
    for hour in range(3):
        assert go(tmp_path, MORNING + timedelta(hours=hour)).trouble
        assert "If-None-Match" not in site.asked[-1][2]
    assert ledger(tmp_path).state("steppe").failures == 3


def test_an_article_is_asked_for_again_for_some_days_and_its_versions_are_kept(
    site: Site, tmp_path: Path
) -> None:
    describe(tmp_path, site)
    site.answers["/feed"] = answer(feed(site, "/a"))
    site.answers["/a"] = answer(page("A visit"), Content_Type="text/html", ETag='"a"')
    go(tmp_path)
    assert go(tmp_path, MORNING + timedelta(days=1)).new == 0  # the same bytes
    assert site.asked[-1][2]["If-None-Match"] == '"a"'
    site.answers["/a"] = answer(page("A visit", "It was a Friday."), Content_Type="text/html")
    assert go(tmp_path, MORNING + timedelta(days=2)).new == 1
    site.asked.clear()
    assert go(tmp_path, MORNING + timedelta(days=9)).new == 0
    assert "/a" not in site.paths()
    first, second = found_in(pending(tmp_path))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.url == second.url
    assert first.id != second.id


def test_what_was_out_of_reach_is_fetched_though_the_feed_has_not_changed(site: Site, tmp_path: Path) -> None:
    describe(tmp_path, site)
    site.answers["/feed"] = answer(feed(site, "/a"), ETag='"1"')
    site.answers["/a"] = answer(status=503)
    first = go(tmp_path)
    assert [(missed.kind, missed.message) for missed in first.missed] == [("later", "the host answers 503")]
    site.answers["/a"] = answer(page("A visit"), Content_Type="text/html")
    assert go(tmp_path, MORNING + timedelta(hours=1)).new == 1
    assert "If-None-Match" not in next(headers for _, path, headers in site.asked[2:] if path == "/feed")


def test_what_was_too_many_comes_the_next_time(site: Site, tmp_path: Path) -> None:
    describe(tmp_path, site, most=1)
    site.answers["/feed"] = answer(feed(site, "/a", "/b"), ETag='"1"')
    site.answers["/a"] = site.answers["/b"] = answer(page("A visit"), Content_Type="text/html")
    assert [go(tmp_path, MORNING + timedelta(hours=hour)).new for hour in range(3)] == [1, 1, 0]
    assert [path for path in site.paths() if path in {"/a", "/b"}] == ["/a", "/b"]


def test_a_feed_that_is_not_followed_gives_each_entry_once(site: Site, tmp_path: Path) -> None:
    describe(tmp_path, site, follow="false")
    site.answers["/feed"] = answer(feed(site, "/a"))
    assert go(tmp_path).new == 1
    site.answers["/feed"] = answer(feed(site, "/b", "/a"))
    assert go(tmp_path, MORNING + timedelta(hours=1)).new == 1
    assert titles(pending(tmp_path)) == ["/a", "/b"]


def test_a_source_that_fails_is_counted_until_it_works(site: Site, tmp_path: Path) -> None:
    describe(tmp_path, site)
    for hour in range(2):
        assert go(tmp_path, MORNING + timedelta(hours=hour)).trouble == "status: the host answers 404"
    state = ledger(tmp_path).state("steppe")
    assert (state.failures, state.trouble, state.new_at) == (2, "status: the host answers 404", None)
    site.answers["/feed"] = answer(b"<html>not a feed</html>")
    assert (go(tmp_path).trouble or "").startswith("bad-feed")
    site.answers["/feed"] = answer(feed(site, "/a"))
    site.answers["/a"] = answer(page("A visit"), Content_Type="text/html")
    go(tmp_path, MORNING + timedelta(hours=3))
    state = ledger(tmp_path).state("steppe")
    assert (state.failures, state.trouble, state.found) == (0, None, 1)
    assert state.new_at == state.fetched_at == "2026-03-05T11:00:00+00:00"


def test_an_address_is_fetched_as_often_as_asked(site: Site, tmp_path: Path) -> None:
    site.answers["/a"] = answer(page("A visit"), Content_Type="text/html")
    urls = [site.url("/a"), "http://127.0.0.1/"]
    for _ in range(2):
        fetched = fetch_addresses(urls, tmp_path, MORNING, MANNERS, LOCAL)
        assert [missed.kind for missed in fetched.missed] == ["forbidden-address"]
    document, refusal = found_in([pending(tmp_path)[0]])
    assert isinstance(document, Document)
    assert document.url == urls[0]
    assert isinstance(refusal, Unreadable)


def test_an_address_of_a_known_source_is_one_of_its(site: Site, tmp_path: Path) -> None:
    describe(tmp_path, site)
    for path in ("/a", "/b"):
        site.answers[path] = answer(page(f"A visit {path}"), Content_Type="text/html")
    other = site.url("/b", "other.example")
    manners = Manners(seconds_between=0, allowed_hosts=frozenset({NEWS, "other.example"}))
    fetch_addresses([site.url("/a"), other], tmp_path, MORNING, manners, LOCAL)
    known, unknown = found_in(pending(tmp_path))
    assert isinstance(known, Document)
    assert isinstance(unknown, Document)
    assert (known.source, known.zone) == ("steppe", "Asia/Almaty")
    assert (unknown.source, unknown.zone) == (None, None)


def test_a_users_source_stands_beside_and_before_those_that_ship(site: Site, tmp_path: Path) -> None:
    describe(tmp_path, site)
    assert described(tmp_path)["steppe"].publisher == "The Steppe News"
    assert len(described(tmp_path)) == len(described(tmp_path / "other")) + 1
    with pytest.raises(Problem, match="no source has this name"):
        fetch_source("no-such-source", tmp_path, MORNING, MANNERS, LOCAL)


def test_a_line_whose_bytes_are_gone_is_one_line(site: Site, tmp_path: Path) -> None:
    site.answers["/a"] = answer(page("A visit"), Content_Type="text/html")
    fetched = fetch_addresses([site.url("/a")], tmp_path, MORNING, MANNERS, LOCAL)
    assert fetched.file is not None
    for kept in (tmp_path / "fetched" / "raw").rglob("*.gz"):
        kept.unlink()
    with fetched.file.open("ab") as stream:
        stream.write(b"{}\n")
    gone, broken = found_in([fetched.file])
    assert isinstance(gone, Unreadable)
    assert isinstance(broken, Unreadable)
    assert (gone.kind, broken.kind) == ("unreadable", "bad-json")


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("news.local", "news.local"),
        ("News.local.", "news.local"),
        ("127.0.0.1:8080", "127.0.0.1:8080"),
        ("http://127.0.0.1:8080/feed", "127.0.0.1:8080"),
        ("::1", "::1"),
        ("[::1]:80", "[::1]:80"),
        ("новости.местные:80", "новости.местные:80"),
    ],
)
def test_a_private_host_is_named_with_or_without_a_port(
    typed: str, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert private_host(typed) == host
    monkeypatch.setenv(ALLOWED_HOSTS, f"other.local,{typed}")
    assert default_manners().allowed_hosts == {"other.local", host}


@pytest.mark.parametrize("typed", ["", "a b", "host:port", "host:99999", "me@host", "http://", "[::1", "*"])
def test_what_is_no_host_is_refused_with_what_to_write(
    typed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ValueError, match="is no host; write news"):
        private_host(typed)
    assert cli.run(["ingest", "x", "--allow-host", typed]) == 2
    assert "Invalid value for '--allow-host'" in capsys.readouterr().err
