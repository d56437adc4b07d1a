"""What a site's robots.txt allows, as RFC 9309 has it: no file allows all, no answer allows nothing."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

MAX_ROBOTS_BYTES = 512_000  # RFC 9309, section 2.5: a parser must take at least 500 KiB
_ALLOW_ALL, _DENY_ALL = "", "User-agent: *\nDisallow: /"


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one origin for one agent."""

    rules: Protego
    agent: str

    def allows(self, url: str) -> bool:
        return bool(self.rules.can_fetch(url, self.agent))

    @property
    def delay(self) -> float:
        """Return the seconds between two requests that the site asks for, 0 where it does not say."""
        rate = self.rules.request_rate(self.agent)
        between = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(float(self.rules.crawl_delay(self.agent) or 0), between)

    @property
    def sitemaps(self) -> list[str]:
        return list(self.rules.sitemaps)


def robots_address(url: str) -> str:
    """Return the address of the robots.txt that speaks for `url`."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))


def parse_robots(status: int, body: bytes, agent: str) -> Robots:
    """Return the rules that an answer to a request for robots.txt stands for.

    RFC 9309, section 2.3.1: 4xx allows everything, 5xx nothing. (So does no answer, which is no status.)
    """
    if 200 <= status < 300:
        text = body[:MAX_ROBOTS_BYTES].decode("utf-8", errors="replace")  # a broken byte spoils one line only
    elif 400 <= status < 500 and status != 429:
        text = _ALLOW_ALL
    else:
        text = _DENY_ALL
    return Robots(Protego.parse(text), agent)
