"""The network client against a hostile local server: polite, bounded, and no way into the private network."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from datelines.seeds.models.sources import Source
from datelines.sources.body import read_body
from datelines.sources.fetch import fetch, fetch_all
from datelines.sources.gather import read_gathered
from datelines.sources.outcomes import Fetched, Manners, NotModified, Outcome, Refused, Request
from datelines.sources.records import Document
from datelines.sources.results import ReadError, Unreadable
from datelines.sources.robots import parse_robots, robots_address
from datelines.sources.visit import CHECKED, Visitor
from tests.local_site import LOCAL, NEWS, OTHER, Answer, Site, answer, names, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


MANNERS = Manners(seconds_between=0, allowed_hosts=frozenset({NEWS, OTHER}))


class Pretended:
    """Time that passes only by waiting, and how long was waited."""

    def __init__(self) -> None:
        self.now, self.waits = 0.0, list[float]()

    async def sleep(self, seconds: float) -> None:
        if seconds > 0:
            self.waits.append(seconds)
            self.now += seconds

    def ask(self, urls: list[str], manners: Manners = MANNERS) -> list[Outcome]:
        wanted = [Request(url) for url in urls]
        return fetch_all(wanted, manners, LOCAL, self.sleep, lambda: self.now)


def get(url: str, manners: Manners = MANNERS, resolver: Any = LOCAL, **known: str) -> Outcome:
    time = Pretended()
    return fetch_all([Request(url, **known)], manners, resolver, time.sleep, lambda: time.now)[0]


def refusal(url: str, manners: Manners = MANNERS, resolver: Any = LOCAL) -> str:
    outcome = get(url, manners, resolver)
    assert isinstance(outcome, Refused), outcome
    assert "\n" not in outcome.message
    return outcome.kind


def test_a_page_comes_with_what_its_header_says(site: Site) -> None:
    site.answers["/a"] = answer(
        b"text",
        Content_Type="Text/HTML; Charset='cp1251'",
        ETag='"1"',
        Last_Modified="Fri, 19 Dec 2025 10:00:00 GMT",
    )
    outcome = get(site.url("/a"), replace(MANNERS, contact="mailto:reader@example.org"))
    assert outcome == Fetched(
        site.url("/a"),
        site.url("/a"),
        b"text",
        "Text/HTML; Charset='cp1251'",
        '"1"',
        "Fri, 19 Dec 2025 10:00:00 GMT",
    )
    assert site.asked[-1][2]["User-Agent"] == "datelines (+mailto:reader@example.org)"


def test_an_unchanged_page_is_not_sent_again(site: Site) -> None:
    site.answers["/a"] = answer(status=304)
    assert get(site.url("/a"), etag='"1"', last_modified="then") == NotModified(site.url("/a"))
    assert site.asked[-1][2]["If-None-Match"] == '"1"'
    assert site.asked[-1][2]["If-Modified-Since"] == "then"


def test_a_packed_page_is_unpacked(site: Site) -> None:
    site.answers["/a"] = answer(gzip.compress(b"text" * 1000), Content_Encoding="gzip")
    outcome = get(site.url("/a"))
    assert isinstance(outcome, Fetched)
    assert outcome.data == b"text" * 1000


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b:1::7f00:1]/",
        "http://[::ffff:0:127.0.0.1]/",
        "http://[::127.0.0.1]/",
        "http://[2001:0:7f00:1::]/",
        "http://[2002:7f00:1::]/",
        "http://0x7f.1/",
        "http://017700000001/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://192.168.0.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "http://①②⑦.⓪.⓪.①/",
        "http://inner.example/",
        "http://user:secret@inner.example/",
        "http://inner.example:22/",
        "file:///etc/passwd",
        "ftp://inner.example/",
        "gopher://inner.example/",
        "javascript:alert(1)",
    ],
)
def test_no_address_of_the_private_network_is_reached(site: Site, url: str) -> None:
    local = names({"localhost": "127.0.0.1", "inner.example": "127.0.0.1"})
    assert refusal(url, resolver=local) == "forbidden-address"
    assert site.asked == []


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "::1", "64:ff9b::a9fe:a9fe", "::ffff:192.168.0.1", "169.254.169.254"],
)
def test_no_name_leads_to_a_private_address(address: str) -> None:
    assert (
        refusal("http://public.example/", resolver=names({"public.example": address})) == "forbidden-address"
    )


def test_a_name_that_changes_its_meaning_is_connected_to_as_it_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meanings = iter(["93.184.215.14", "127.0.0.1", "127.0.0.1"])
    connected: list[str] = []

    def rebinding(host: str, port: int, *args: Any, **kwargs: Any) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(meanings), port))]

    async def connect(remote_host: str, *args: Any, **kwargs: Any) -> Any:
        connected.append(str(remote_host))
        raise OSError("out of reach")

    monkeypatch.setattr("anyio.connect_tcp", connect)
    assert refusal("http://rebound.example/", resolver=rebinding) == "forbidden-address"
    assert connected == ["93.184.215.14"]


def test_a_name_with_a_public_and_a_private_address_is_refused() -> None:
    def both(host: str, port: int, *args: Any, **kwargs: Any) -> list[tuple[Any, ...]]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ("93.184.215.14", "127.0.0.1")
        ]

    assert refusal("http://public.example/", resolver=both) == "forbidden-address"


@pytest.mark.parametrize(
    "to",
    [
        "http://inner.example:{port}/secret",
        "http://127.0.0.1:{port}/secret",
        "file:///etc/passwd",
    ],
)
def test_no_redirect_leads_into_the_private_network(site: Site, to: str) -> None:
    site.answers["/a"] = answer(status=302, Location=to.format(port=site.port))
    site.answers["/secret"] = answer(b"secret")
    assert refusal(site.url("/a")) == "forbidden-address"
    assert "/secret" not in site.paths()


def test_no_robots_redirect_leads_into_the_private_network(site: Site) -> None:
    site.answers["/robots.txt"] = answer(status=301, Location=f"http://inner.example:{site.port}/secret")
    assert refusal(site.url("/a")) == "forbidden-address"
    assert site.paths() == ["/robots.txt"]


def test_a_redirect_is_followed_under_the_rules_of_its_own_host(site: Site) -> None:
    site.answers["/a"] = answer(status=301, Location=site.url("/b", OTHER))
    site.answers["/b"] = answer(b"text")
    outcome = get(site.url("/a"))
    assert isinstance(outcome, Fetched)
    assert (outcome.asked, outcome.url, outcome.data) == (
        site.url("/a"),
        site.url("/b", OTHER),
        b"text",
    )
    assert [(host, path) for host, path, _ in site.asked if path == "/robots.txt"] == [
        (NEWS, "/robots.txt"),
        (OTHER, "/robots.txt"),
    ]


@pytest.mark.parametrize("location", ["http://[", "http://other.example:99999/", "http://[::1", "http:\\\\x"])
def test_a_redirect_to_no_address_is_one_line(site: Site, location: str) -> None:
    site.answers["/a"] = answer(status=302, Location=location)
    assert refusal(site.url("/a")) in {"bad-address", "forbidden-address", "network"}


def test_a_redirect_loop_ends(site: Site) -> None:
    site.answers["/a"] = answer(status=302, Location="/a")
    assert refusal(site.url("/a")) == "redirects"
    assert site.paths().count("/a") == MANNERS.redirects + 1


def test_what_robots_txt_does_not_allow_is_not_asked_for(site: Site) -> None:
    site.answers["/robots.txt"] = answer(
        b"User-agent: *\nDisallow: /*?print=\nDisallow: /private$\nCrawl-delay: 7"
    )
    site.answers["/a"] = site.answers["/a?print=1"] = answer(b"text")
    time = Pretended()
    outcomes = time.ask([site.url(path) for path in ("/a?print=1", "/private", "/a", "/a")])
    assert [outcome.kind if isinstance(outcome, Refused) else "fetched" for outcome in outcomes] == [
        "robots",
        "robots",
        "fetched",
        "fetched",
    ]
    assert site.paths() == ["/robots.txt", "/a", "/a"]
    assert time.waits == [7]


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(200, True), (404, True), (403, True), (503, False), (429, False)],
)
def test_no_robots_txt_allows_all_and_no_answer_nothing(status: int, allowed: bool) -> None:
    assert parse_robots(status, b"", "datelines").allows("https://example.org/a") is allowed


def test_robots_txt_speaks_for_its_own_origin() -> None:
    assert robots_address("https://example.org:8443/a/b?c=d#e") == "https://example.org:8443/robots.txt"


def test_a_host_is_not_asked_faster_than_manners_allow(site: Site) -> None:
    site.answers["/a"] = answer(b"text")
    time = Pretended()
    time.ask([site.url("/a")] * 3, replace(MANNERS, seconds_between=5))
    assert time.waits == [5, 5, 5]


def test_a_host_that_wants_hours_between_two_requests_gets_one(site: Site) -> None:
    site.answers["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 86400")
    site.answers["/a"] = answer(b"text")
    outcomes = Pretended().ask([site.url("/a")] * 2)
    assert [getattr(outcome, "kind", "fetched") for outcome in outcomes] == ["fetched", "later"]


def test_a_busy_host_is_tried_again_when_it_says(site: Site) -> None:
    turns = iter(
        [
            answer(status=503, Retry_After="9"),
            answer(
                status=429,
                Date="Fri, 19 Dec 2025 10:00:00 GMT",
                Retry_After="Fri, 19 Dec 2025 10:00:21 GMT",
            ),
            answer(b"text"),
        ]
    )
    site.answers["/a"] = lambda handler: next(turns)(handler)
    time = Pretended()
    (outcome,) = time.ask([site.url("/a")])
    assert isinstance(outcome, Fetched)
    assert time.waits == [9, 21]


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (answer(status=503, Retry_After="3600"), "later"),
        (answer(status=500), "later"),
        (answer(status=404), "status"),
        (answer(status=204), "status"),
        (answer(b"x" * 2000), "too-large"),
        (
            answer(gzip.compress(b"0" * 10_000_000), Content_Encoding="gzip"),
            "too-large",
        ),
        (
            answer(gzip.compress(gzip.compress(b"0" * 9999)), Content_Encoding="gzip, gzip"),
            "bad-encoding",
        ),
        (answer(b"x", Content_Encoding="br"), "bad-encoding"),
        (answer(b"not gzip", Content_Encoding="gzip"), "bad-encoding"),
        (
            answer(gzip.compress(b"text" * 99)[:-9], Content_Encoding="gzip"),
            "bad-encoding",
        ),
        (answer(b"x", Content_Length="99"), "network"),
        (lambda handler: handler.wfile.write(b"nonsense\r\n\r\n"), "network"),
    ],
)
def test_what_is_no_answer_is_one_line(site: Site, reply: Answer, kind: str) -> None:
    site.answers["/a"] = reply
    assert refusal(site.url("/a"), replace(MANNERS, max_bytes=1000)) == kind


@pytest.mark.parametrize(
    "written",
    ["soon", "-5", "1e99", "\u00b2", "9" * 400, "Thu, 99 Foo 2026", "Fri, 19 Dec 2025 09:00:00 GMT", "3.5"],
)
def test_nonsense_about_when_to_come_back_is_not_believed(site: Site, written: str) -> None:
    first = answer(status=503, Retry_After=written, Date="Fri, 19 Dec 2025 10:00:00 GMT")
    turns = iter([first, answer(b"text")])
    site.answers["/a"] = lambda handler: next(turns)(handler)
    time = Pretended()
    (outcome,) = time.ask([site.url("/a")])
    assert isinstance(outcome, Fetched)
    assert sum(time.waits) <= 2


def test_a_length_that_is_no_number_is_not_believed(site: Site) -> None:
    site.answers["/a"] = answer(b"text", Content_Length="\u00b2")
    assert refusal(site.url("/a")) == "network"


def test_a_flood_of_headers_is_one_line(site: Site) -> None:
    site.answers["/a"] = answer(b"text", **{f"X-{number}": "x" * 1000 for number in range(500)})
    assert refusal(site.url("/a")) == "network"


@pytest.mark.parametrize(
    ("robots", "came"),
    [
        (answer(b"<!doctype html><html><body>Disallow: everything</body></html>"), "fetched"),
        (answer(b"\xff\xfe\x00 nonsense \x00" * 50), "fetched"),
        (answer(b"# " + b"x" * 600_000 + b"\nUser-agent: *\nDisallow: /"), "fetched"),
        (answer(b"User-agent: *\nDisallow: /\n" + b"# more\n" * 200_000), "robots"),
        (answer(b"User-agent: *\nDisallow: /\n" + b"x" * 6_000_000), "robots"),
        (answer(gzip.compress(b"0" * 90_000_000), Content_Encoding="gzip"), "fetched"),
        (answer(status=500), "later"),
        (answer(b"User-agent: *\nCrawl-delay: 1e308\nDisallow: /b"), "fetched"),
        (answer(b"User-agent: *\nDisallow: /" + b"*a" * 400 + b"b$"), "fetched"),
    ],
    ids=["page", "noise", "beyond 500 KiB", "long", "endless", "bomb", "error", "delay", "stars"],
)
def test_whatever_a_site_has_for_rules_is_an_outcome(site: Site, robots: Answer, came: str) -> None:
    site.answers["/robots.txt"] = robots
    path = "/" + "a" * 1500
    site.answers[path] = answer(b"text")
    (outcome,) = Pretended().ask([site.url(path)])
    assert (outcome.kind if isinstance(outcome, Refused) else "fetched") == came


def endless(chunk: bytes) -> Answer:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        stop = threading.Event()
        try:
            while not stop.wait(0.02):
                handler.wfile.write(chunk)
        except OSError:  # the client has gone, as it should
            return

    return send


def test_an_endless_body_is_cut_off(site: Site) -> None:
    site.answers["/a"] = endless(b"x" * 400)
    assert refusal(site.url("/a"), replace(MANNERS, max_bytes=1000)) == "too-large"


def test_a_dripping_body_runs_out_of_time(site: Site) -> None:
    site.answers["/a"] = endless(b"x")
    assert refusal(site.url("/a"), replace(MANNERS, seconds=0.3)) == "too-slow"


def test_dripping_headers_run_out_of_time(site: Site) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
        endless_header(handler)

    def endless_header(handler: BaseHTTPRequestHandler) -> None:
        try:
            while not threading.Event().wait(0.02):
                handler.wfile.write(b"x")
        except OSError:  # the client has gone, as it should
            return

    site.answers["/a"] = drip
    assert refusal(site.url("/a"), replace(MANNERS, seconds=0.3)) == "too-slow"


def test_a_name_that_does_not_exist_is_one_line() -> None:
    assert refusal("http://nowhere.example/") == "network"
    assert refusal("http://nowhere.example:99999/") in {
        "bad-address",
        "forbidden-address",
    }


def test_one_refusal_leaves_the_others(site: Site) -> None:
    site.answers["/a"] = answer(b"text")
    outcomes = Pretended().ask(["http://127.0.0.1/", site.url("/a"), "http://nowhere.example/"])
    assert [type(outcome) for outcome in outcomes] == [Refused, Fetched, Refused]
    assert isinstance(fetch(Request(site.url("/a")), MANNERS, LOCAL), Fetched)


async def _chunks(*parts: bytes) -> Any:
    for part in parts:
        yield part


@pytest.mark.parametrize("size", [1, 7, 4096])
def test_a_packed_body_may_come_in_any_pieces(size: int) -> None:
    import asyncio

    packed = gzip.compress(bytes(range(256)) * 20)
    pieces = [packed[start : start + size] for start in range(0, len(packed), size)]
    assert asyncio.run(read_body(_chunks(*pieces), "gzip", 10_000)) == bytes(range(256)) * 20
    with pytest.raises(ReadError, match="larger than 5,000"):
        asyncio.run(read_body(_chunks(*pieces), "gzip", 5_000))


FEED = b"""<rss version="2.0"><channel><title>Steppe</title><item><title>A</title><link>%s</link>
<pubDate>Thu, 05 Mar 2026 10:20:00 +0500</pubDate></item></channel></rss>"""
PAGE = b"""<!doctype html><html><head><title>A visit</title></head><body><article><h1>A visit</h1>
<p>The minister arrived in the capital on Thursday and spoke for a long time about water.</p>
<p>He left on the next day, and nobody saw him again in this season.</p></article></body></html>"""


def visitor(kept: list[Outcome]) -> Visitor:
    return Visitor(MANNERS, kept.append, LOCAL)


def steppe(site: Site, **fields: Any) -> Source:
    sample = {"listing": (FEED % site.url("/a").encode()).decode(), "page": PAGE.decode()}
    expect = {
        "url": site.url("/a"),
        "title": "A visit",
        "published": "2026-03-05T10:20:00+05:00",
        "text": "A visit",
    }
    return Source.model_validate(
        {
            "name": "Steppe",
            "kind": "feed",
            "url": site.url("/feed"),
            "publisher": "Steppe",
            "independence": "private",
            "zone": "Asia/Almaty",
            "terms": "made up",
            "healthy": {"documents_a_day": [0, 9], "dated": 1},
            "sample": {**sample, "expect": expect},
            **fields,
        }
    )


def test_a_visit_to_an_address_brings_its_document_and_keeps_its_bytes(site: Site) -> None:
    site.answers["/a"] = answer(PAGE, Content_Type="text/html")
    kept: list[Outcome] = []
    visit = visitor(kept).addresses([Request(site.url("/a")), Request("http://127.0.0.1/")])
    found, refusal = read_gathered(visit)
    assert isinstance(found, Document)
    assert (found.url, found.title) == (site.url("/a"), "A visit")
    assert [outcome.data for outcome in kept if isinstance(outcome, Fetched)] == [PAGE]
    assert isinstance(refusal, Unreadable)
    assert refusal.kind == "forbidden-address"


def test_a_visit_to_a_source_brings_what_it_lists(site: Site) -> None:
    site.answers["/feed"] = answer(FEED % site.url("/a").encode(), Content_Type="application/rss+xml")
    site.answers["/a"] = answer(PAGE, Content_Type="text/html")
    (found,) = visitor([]).documents("steppe", steppe(site))
    assert isinstance(found, Document)
    assert (found.source, found.publisher, found.evidence[0].value) == (
        "steppe",
        "Steppe",
        "2026-03-05T10:20:00+05:00",
    )
    assert visitor([]).check("steppe", steppe(site)) == []


def test_a_check_fetches_no_more_than_it_needs(site: Site) -> None:
    paths = [f"/{number}" for number in range(30)]
    items = "".join(f"<item><link>{site.url(path)}</link></item>" for path in paths)
    site.answers["/feed"] = answer(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode())
    site.answers |= {path: answer(PAGE, Content_Type="text/html") for path in paths}
    visitor([]).check("steppe", steppe(site))
    assert len(set(site.paths()) & set(paths)) == CHECKED


def test_a_check_says_what_is_wrong_with_a_source(site: Site) -> None:
    site.answers["/feed"] = answer(FEED.replace(b"2026", b"then") % site.url("/a").encode())
    site.answers["/a"] = answer(PAGE, Content_Type="text/html")
    assert visitor([]).check("steppe", steppe(site)) == ["0% of 1 documents have a time, 100% is usual"]
    site.answers["/feed"] = answer(status=404)
    (problem,) = visitor([]).check("steppe", steppe(site))
    assert "no documents" in problem
    assert "404" in problem


def test_a_host_may_be_allowed_at_one_port_only(site: Site) -> None:
    site.answers["/a"] = answer(b"text")
    here, elsewhere = f"{NEWS}:{site.port}", f"{NEWS}:{site.port + 1}"
    for allowed, reached in ((here, True), (elsewhere, False), (f"{OTHER}:{site.port}", False)):
        manners = Manners(seconds_between=0, allowed_hosts=frozenset({allowed}))
        assert isinstance(get(site.url("/a"), manners), Fetched) == reached
