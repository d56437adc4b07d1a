"""The only network client: polite, bounded, and never a way into the private network.

Every address is resolved once, checked, and connected to as checked (ssrfguard), at each redirect again. What
a site refuses or an address forbids is an `Outcome` like any other; only programming errors raise.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from ipaddress import ip_network
from urllib.parse import urljoin, urlsplit

import httpx
from ssrfguard import DEFAULT_DENIED, AddressTable, Block, Policy, Reach, Resolver, SSRFGuardError
from ssrfguard.httpx import AsyncClient

from datelines.sources.body import ACCEPTED, read_body
from datelines.sources.outcomes import Fetched, Manners, NotModified, Outcome, Refused, RefusedKind, Request
from datelines.sources.results import ReadError
from datelines.sources.robots import MAX_ROBOTS_BYTES, Robots, parse_robots, robots_address
from datelines.sources.web import media_type

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
_LARGE_TYPES = frozenset({"application/pdf"})  # a communiqué's PDF is mostly its letterhead
_PORTS = {"http": 80, "https": 443}
_NUMBER = re.compile(r"[0-9]{1,18}")
# All that IPv6 has outside 2000::/3 is no global unicast (RFC 4291, section 2.4), be it assigned yet or not:
# among it ::ffff:0:0:0/96, which wraps IPv4 too.
_UNICAST_ONLY = AddressTable(
    DEFAULT_DENIED.blocks
    + tuple(
        Block(ip_network(network), "not global unicast", "RFC4291", Reach.DENIED)
        for network in ("::/3", "4000::/2", "8000::/1")
    )
)
_ANY_ADDRESS = (ip_network("0.0.0.0/0"), ip_network("::/0"))


def fetch(request: Request, manners: Manners, resolver: Resolver | None = None) -> Outcome:
    """Return what came of one request."""
    return fetch_all([request], manners, resolver)[0]


def fetch_all(
    requests: Sequence[Request],
    manners: Manners,
    resolver: Resolver | None = None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> list[Outcome]:
    """Return what came of each request, in order: hosts side by side, one request at a time to a host.

    `resolver` stands in for ``socket.getaddrinfo``, `sleep` and `clock` for waiting, in tests.
    """

    async def run() -> list[Outcome]:
        async with AsyncExitStack() as stack:
            session = _Session(manners, resolver, sleep, clock, stack)
            return await asyncio.gather(*(session.fetch(request) for request in requests))

    return asyncio.run(run())


class _Refusal(Exception):
    """Ends a request; becomes its `Refused`."""

    def __init__(self, kind: RefusedKind, message: str) -> None:
        self.kind, self.message = kind, message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: httpx.Headers
    body: bytes


class _Session:
    """One run: its clients, its robots rules, and whose turn it is at each host."""

    def __init__(
        self,
        manners: Manners,
        resolver: Resolver | None,
        sleep: Callable[[float], Awaitable[None]],
        clock: Callable[[], float],
        stack: AsyncExitStack,
    ) -> None:
        self._manners, self._resolver, self._stack = manners, resolver, stack
        self._sleep, self._clock = sleep, clock
        self._policy = Policy(max_redirects=manners.redirects, denied_networks=_UNICAST_ONLY)
        self._clients: dict[str, AsyncClient] = {}
        self._robots: dict[str, Robots | _Refusal] = {}
        self._turns: dict[str, asyncio.Lock] = {}
        self._next: dict[str, float] = {}
        self._slots = asyncio.Semaphore(manners.hosts_at_once)

    async def fetch(self, request: Request) -> Outcome:
        try:
            return await self._follow(request)
        except _Refusal as refusal:
            return Refused(request.url, refusal.kind, " ".join(refusal.message.split())[:300])

    async def _follow(self, request: Request) -> Fetched | NotModified:
        """Go where an address leads, each step under the rules of its own host."""
        url = self._checked("", request.url)
        for _ in range(self._manners.redirects + 1):
            answer = await self._allowed(replace(request, url=url))
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return _outcome(request.url, url, answer)
            url = self._checked(url, answer.headers["location"])
        raise _Refusal(
            "redirects",
            f"redirected more than {self._manners.redirects} times, last to {url}",
        )

    def _checked(self, base: str, location: str) -> str:
        """Return an address, written relative to `base`, that may be asked as far as its spelling tells."""
        try:
            url = urljoin(base, location)
            self._policy_for(url).check_url(url)
        except (SSRFGuardError, ValueError) as error:
            kind: RefusedKind = "forbidden-address" if isinstance(error, SSRFGuardError) else "bad-address"
            raise _Refusal(kind, str(error)) from error
        return url

    async def _allowed(self, request: Request) -> _Answer:
        """Ask for an address where the host's robots.txt allows it; try again where the host is busy."""
        origin = robots_address(request.url)
        async with self._turns.setdefault(origin, asyncio.Lock()), self._slots:
            robots = await self._robots_of(origin)
            if not robots.allows(request.url):
                raise _Refusal("robots", f"{origin} does not allow this address")
            return await self._patient(request, max(self._manners.seconds_between, robots.delay))

    async def _robots_of(self, origin: str) -> Robots:
        """Return the rules of a site; one that does not answer is not asked for anything else in this run."""
        if origin not in self._robots:
            try:
                self._robots[origin] = await self._read_robots(origin)
            except _Refusal as refusal:
                self._robots[origin] = refusal
        found = self._robots[origin]
        if isinstance(found, _Refusal):
            raise found
        return found

    async def _read_robots(self, origin: str) -> Robots:
        """Return the rules of a site, over at most five redirects (RFC 9309, section 2.3.1.2)."""
        url = origin
        for _ in range(6):
            answer = await self._patient(Request(url), self._manners.seconds_between, MAX_ROBOTS_BYTES)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return parse_robots(answer.status, answer.body, self._manners.agent)
            url = self._checked(url, answer.headers["location"])
        return parse_robots(404, b"", self._manners.agent)  # as good as none, says the RFC

    async def _patient(self, request: Request, between: float, cut: int | None = None) -> _Answer:
        """Return an answer, trying again after a pause where the host is busy or out of reach.

        With `cut` so many bytes of it are enough.
        """
        for attempt in range(1, self._manners.tries + 1):
            pause = 2.0**attempt
            try:
                answer = await self._in_turn(request, between, cut)
                if answer.status not in _TRY_AGAIN:
                    return answer
                pause = _retry_after(answer.headers) or pause
                trouble = _Refusal("later", f"the host answers {answer.status}")
            except _Refusal as refusal:
                if refusal.kind != "network":
                    raise
                trouble = refusal
            if pause > self._manners.longest_wait:
                raise _Refusal("later", f"the host asks to come back in {pause:,.0f} seconds")
            if attempt < self._manners.tries:
                await self._sleep(pause)
        raise trouble

    async def _in_turn(self, request: Request, between: float, cut: int | None) -> _Answer:
        host = urlsplit(request.url).netloc
        wait = max(0.0, self._next.get(host, 0.0) - self._clock())
        if wait > self._manners.longest_wait:
            raise _Refusal("later", f"{host} wants {wait:,.0f} seconds between two requests")
        await self._sleep(wait)
        try:
            async with asyncio.timeout(self._manners.seconds):
                return await self._ask(request, cut)
        except TimeoutError as error:
            raise _Refusal("too-slow", f"no whole answer within {self._manners.seconds:g} seconds") from error
        finally:
            self._next[host] = self._clock() + between

    async def _ask(self, request: Request, cut: int | None) -> _Answer:
        """Send one request; the answer's body is bounded by its kind."""
        headers = {
            "If-None-Match": request.etag,
            "If-Modified-Since": request.last_modified,
        }
        known = {name: value for name, value in headers.items() if value}
        client = await self._client(request.url)
        try:
            async with client.stream("GET", request.url, headers=known) as response:
                encoding = response.headers.get("content-encoding", "")
                limit = self._limit(response.headers) if cut is None else cut
                body = await read_body(response.aiter_raw(), encoding, limit, cut=cut is not None)
                return _Answer(response.status_code, response.headers, body)
        except SSRFGuardError as error:
            raise _Refusal("forbidden-address", str(error)) from error
        except ReadError as error:
            kind: RefusedKind = "too-large" if error.kind == "too-large" else "bad-encoding"
            raise _Refusal(kind, error.message) from error
        except (httpx.InvalidURL, UnicodeError) as error:
            raise _Refusal("bad-address", str(error)) from error
        except httpx.HTTPError as error:
            raise _Refusal("network", f"{type(error).__name__}: {error}") from error

    def _limit(self, headers: httpx.Headers) -> int:
        """Return how large a body may be. Raises `ReadError` where its announced length is more."""
        large = media_type(headers.get("content-type", ""))[0] in _LARGE_TYPES
        limit = self._manners.max_large_bytes if large else self._manners.max_bytes
        announced = headers.get("content-length", "")
        if _NUMBER.fullmatch(announced) and int(announced) > limit:
            raise ReadError(
                "too-large",
                f"the answer has {int(announced):,} bytes, more than {limit:,}",
            )
        return limit

    def _policy_for(self, url: str) -> Policy:
        """Return what may be reached: public addresses, or, on a host that the user named, any."""
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        at_port = f"{f'[{host}]' if ':' in host else host}:{port or _PORTS.get(parts.scheme)}"
        if not self._manners.allowed_hosts & {host, at_port}:
            return self._policy
        ports = self._policy.allowed_ports | ({port} if port else frozenset())
        return replace(
            self._policy,
            allowed_networks=_ANY_ADDRESS,
            allowed_ports=ports,
            allowed_hosts=frozenset({host}),
        )

    async def _client(self, url: str) -> AsyncClient:
        """Return the client for an address: one for the public network, one for each named origin."""
        policy = self._policy_for(url)
        key = "" if policy is self._policy else urlsplit(url).netloc
        if key not in self._clients:
            client = AsyncClient(
                policy=policy,
                resolver=self._resolver,
                trust_env=False,  # a proxy would resolve the name again, out of the guard's sight
                follow_redirects=False,
                timeout=self._manners.seconds,
                headers={
                    "User-Agent": self._manners.user_agent,
                    "Accept-Encoding": ACCEPTED,
                },
            )
            self._clients[key] = await self._stack.enter_async_context(client)
        return self._clients[key]


def _outcome(asked: str, url: str, answer: _Answer) -> Fetched | NotModified:
    if answer.status == httpx.codes.NOT_MODIFIED:
        return NotModified(asked)
    if answer.status != httpx.codes.OK:
        raise _Refusal("status", f"the host answers {answer.status}")
    headers = answer.headers
    return Fetched(
        asked,
        url,
        answer.body,
        headers.get("content-type", ""),
        headers.get("etag"),
        headers.get("last-modified"),
    )


def _retry_after(headers: httpx.Headers) -> float | None:
    """Return the seconds that a host asks to wait: a number, or a time beside the answer's own Date."""
    written = headers.get("retry-after", "").strip()
    if _NUMBER.fullmatch(written):
        return float(written)
    try:
        wait = parsedate_to_datetime(written) - parsedate_to_datetime(headers.get("date", ""))
    except (ValueError, TypeError):  # none, or one of the two is no date
        return None
    return max(0.0, wait.total_seconds())
