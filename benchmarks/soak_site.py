"""A made-up news site for the soak: feeds, sitemaps and pages in six encodings, some of them faulty.

It is a site of a simulated month: what is listed, and what is there, depends on the time it was told last
(``/now/2026-03-01T00:00:00+00:00``). Each source has a host of its own, all of them this machine.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from threading import Thread
from typing import Any

START = datetime(2026, 3, 1, tzinfo=UTC)
DESK_HOURS = (7, 11, 16)  # when news appears
LISTED = 90  # of a source's pages, the newest: more than it has in four days of being down
BAD_SHARE = 0.05
KILLER, CRASH, ENDLESS = (
    "zzkiller",
    "zzcrash",
    "zzendless",
)  # what `benchmarks.soak_hours` lets die of its text
# An encoding, a word that only reads right in it, and whether the page says which it is, or the header.
ENCODINGS = (
    ("utf-8", "қазақ тілі", "meta"),
    ("windows-1251", "договор", "header"),
    ("koi8-r", "встреча", "header"),
    ("utf-16", "кездесу", "mark"),
    ("gb18030", "外交部", "meta"),
    ("iso-8859-1", "café", "header"),
)
# What a fault is called, and the reasons for which a page with it may lie in quarantine.
FAULTS = {
    "missing": {"status"},
    "broken": {"later"},  # a server that is out of order may be better in an hour
    "loop": {"redirects"},
    "slow": {"too-slow"},
    "cut": {"network"},
    "garbage": {"bad-html", "no-text", "binary", "bad-encoding"},
    "excuse": {"error-page"},
    "empty": {"no-text", "bad-html", "empty"},
    "huge": {"too-large"},
    "killer": {"worker-died"},
    "crash": {"extraction-failed"},
    "endless": {"too-slow"},
}
_COUNTRIES = (
    "Kazakhstan",
    "Uzbekistan",
    "Kyrgyzstan",
    "Tajikistan",
    "Turkmenistan",
    "Japan",
    "Italy",
    "Germany",
)
_CITIES = ("Astana", "Tashkent", "Bishkek", "Dushanbe", "Ashgabat", "Tokyo", "Rome", "Berlin")
_SUBJECTS = ("railways", "water", "trade", "energy", "tourism", "education")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: whose it is, when it appeared, what it tells, and what is wrong with it."""

    number: int
    source: int
    at: datetime
    encoding: tuple[str, str, str]
    fault: str | None

    @property
    def path(self) -> str:
        return f"/news/{self.number}"

    @property
    def mark(self) -> str:
        """A sentence that is in no other page, in letters that only the right encoding reads."""
        return f"Register number {self.number} is kept under {self.encoding[1]}."

    @property
    def title(self) -> str:
        return f"Talks on {_SUBJECTS[self.number % len(_SUBJECTS)]}, number {self.number}"

    @property
    def sentences(self) -> list[str]:
        """Several pages of different sources tell of the same meeting."""
        chance = random.Random(self.number // 3)  # noqa: S311
        one, other = chance.sample(_COUNTRIES, 2)
        day = self.at - timedelta(days=chance.randrange(3))
        return [
            f"On {day.day} {day:%B} {day.year} the foreign ministers of {one} and {other} met in "
            f"{chance.choice(_CITIES)} and discussed {chance.choice(_SUBJECTS)}.",
            "The two sides looked at what had been agreed before, and at what is still to be done this year.",
            f"A group of experts will prepare the papers, and the talks go on in {chance.choice(_CITIES)}.",
            self.mark,
        ]


@dataclass(frozen=True)
class Month:
    """All that appears: `count` pages of `sources` over `days`, the same for the same numbers.

    `bad` is the share of faulty ones.
    """

    count: int
    sources: int
    days: int
    bad: float = BAD_SHARE

    @cached_property
    def pages(self) -> list[Page]:
        desks = [START + timedelta(days=day, hours=hour) for day in range(self.days) for hour in DESK_HOURS]
        kinds = cycle(FAULTS)
        chance = random.Random(self.count)  # noqa: S311
        return [
            Page(
                number,
                number % self.sources,
                desks[number * len(desks) // self.count],
                ENCODINGS[number // self.sources % len(ENCODINGS)],
                next(kinds) if chance.random() < self.bad else None,
            )
            for number in range(self.count)
        ]

    def of(self, source: int, now: datetime) -> list[Page]:
        """Return what a source lists at a time, the newest first."""
        return [page for page in reversed(self.pages) if page.source == source and page.at <= now][:LISTED]


KINDS = ("feed", "sitemap", "page", "feed")
PATHS = {"feed": "/feed.xml", "sitemap": "/sitemap.xml", "page": "/latest"}


def host(source: int) -> str:
    return f"127.0.0.{source + 10}"


def described(source: int, port: int) -> dict[str, Any]:
    """Return a source as its YAML file has it."""
    kind = KINDS[source % len(KINDS)]
    return {
        "name": f"Made-up wire {source}",
        "kind": kind,
        "url": f"http://{host(source)}:{port}{PATHS[kind]}",
        "lang": "en",
        "publisher": f"Made-up wire {source}",
        "independence": "private",
        "zone": "UTC",
        "schedule": "0 * * * *",
        "terms": "made up",
        "links": "/news/",
        "most": 1000,
        "healthy": {"documents_a_day": [1, 100], "dated": 0.9},
        "enabled": True,
        "verified": "2026-03-01",
        "sample": {"listing": "", "expect": {"text": ""}},
    }


def listing(kind: str, pages: Sequence[Page], address: str) -> str:
    """Return a feed, a sitemap or a page of links."""
    if kind == "feed":
        items = "".join(
            f"<item><title>{page.title}</title><link>{address}{page.path}</link>"
            f"<pubDate>{format_datetime(page.at)}</pubDate></item>"
            for page in pages
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    if kind == "sitemap":
        urls = "".join(
            f"<url><loc>{address}{page.path}</loc><lastmod>{page.at.isoformat()}</lastmod></url>"
            for page in pages
        )
        return (
            '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            f"{urls}</urlset>"
        )
    links = "".join(f'<li><a href="{page.path}">{page.title}</a></li>' for page in pages)
    return f"<html><body><h1>Latest</h1><ul>{links}</ul></body></html>"


def body(page: Page) -> bytes:
    """Return a page in its encoding."""
    encoding, _, told = page.encoding
    meta = f'<meta charset="{encoding}">' if told == "meta" else ""
    extra = {"killer": KILLER, "crash": CRASH, "endless": ENDLESS}.get(page.fault or "", "")
    text = "".join(f"<p>{sentence}</p>" for sentence in [*page.sentences, extra] if sentence)
    return (
        f"<html><head>{meta}<title>{page.title}</title>"
        f'<meta property="article:published_time" content="{page.at.isoformat()}"></head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{page.title}</h1>{text}</article></body></html>"
    ).encode(encoding)


# What is wrong with a source's listing, and on which days of the month.
LISTING_FAULTS: dict[int, tuple[str, range]] = {
    0: ("broken", range(5, 7)),
    1: ("excuse", range(9, 10)),
    2: ("garbage", range(12, 13)),
    3: ("loop", range(15, 16)),
}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that was killed while it was answered."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Site:
    """The server; `now` is the time of the simulated month, `asked` counts requests for listings."""

    def __init__(self, month: Month) -> None:
        self.month, self.now = month, START
        self.asked: dict[int, list[datetime]] = {}
        self.port = 0

    @contextmanager
    def served(self) -> Iterator[Site]:
        server = _Server(("0.0.0.0", 0), _handler(self))  # noqa: S104  hosts of 127.0.0.0/8
        self.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()

    def fault_of_listing(self, source: int) -> str | None:
        fault, days = LISTING_FAULTS.get(source, ("", range(0)))
        return fault if (self.now - START).days in days else None


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path.startswith("/now/"):
                site.now = datetime.fromisoformat(self.path.removeprefix("/now/"))
                self.answer(b"ok")
            elif self.path in PATHS.values():
                self.list()
            elif self.path.startswith("/news/"):
                self.show(site.month.pages[int(self.path.removeprefix("/news/").partition("?")[0])])
            else:
                self.answer(b"", status=404)

        def list(self) -> None:
            [kind] = [kind for kind, path in PATHS.items() if path == self.path]
            source = int(self.headers["Host"].partition(":")[0].rpartition(".")[2]) - 10
            site.asked.setdefault(source, []).append(site.now)
            if fault := site.fault_of_listing(source):
                _FAULTY[fault](self)
                return
            pages = site.month.of(source, site.now)
            media = "text/html" if kind == "page" else "application/xml"
            self.answer(
                listing(kind, pages, f"http://{self.headers['Host']}").encode(), f"{media}; charset=utf-8"
            )

        def show(self, page: Page) -> None:
            if page.fault in _FAULTY:
                _FAULTY[page.fault](self)
                return
            charset = f"; charset={page.encoding[0]}" if page.encoding[2] == "header" else ""
            self.answer(body(page), f"text/html{charset}")

        def answer(self, data: bytes, media: str = "text/html", status: int = 200, **headers: str) -> None:
            tag = f'"{hash(data)}"'
            unchanged = status == 200 and self.headers.get("If-None-Match") == tag
            self.send_response(304 if unchanged else status)
            self.send_header("Content-Type", media)
            self.send_header("ETag", tag)
            self.send_header("Content-Length", "0" if unchanged else str(len(data)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):  # the client has had enough
                self.wfile.write(b"" if unchanged else data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def _loop(handler: Any) -> None:
    handler.answer(b"", status=302, Location=f"{handler.path.partition('?')[0]}?again={time.monotonic_ns()}")


def _slow(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    with suppress(OSError):  # the client has had enough
        for _ in range(100):
            handler.wfile.write(b"<p>")
            time.sleep(0.1)
    handler.close_connection = True


def _cut(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<html><body><p>This page ends in the mid")
    handler.close_connection = True


_EXCUSE = (
    b"<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1><p>Try the front page.</p>"
)
_FAULTY: dict[str, Callable[[Any], None]] = {
    "missing": lambda handler: handler.answer(b"gone", status=404),
    "broken": lambda handler: handler.answer(b"out of order", status=500),
    "loop": _loop,
    "slow": _slow,
    "cut": _cut,
    "garbage": lambda handler: handler.answer(random.Random(handler.path).randbytes(4000)),  # noqa: S311
    "excuse": lambda handler: handler.answer(_EXCUSE),
    "empty": lambda handler: handler.answer(b""),
    "huge": lambda handler: handler.answer(b"<html><p>" + b"words " * 1_000_000),
}
