"""What is asked of the network, how politely, and what may come of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from datelines.sources.results import MAX_BYTES, MAX_LARGE_BYTES

RefusedKind = Literal[
    "bad-address", "forbidden-address", "robots", "redirects", "status", "later", "too-large", "too-slow",
    "bad-encoding", "network",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Manners:
    """How to behave. `contact` is how a site's owner reaches the person who runs this."""

    contact: str | None = None
    agent: str = "datelines"
    seconds_between: float = 2.0  # requests to one host
    hosts_at_once: int = 8
    seconds: float = 30.0  # for one answer, from the name's resolution to its last byte
    redirects: int = 5
    tries: int = 3
    longest_wait: float = 60.0  # for a busy site; one that asks for more is left for another run
    max_bytes: int = MAX_BYTES
    max_large_bytes: int = MAX_LARGE_BYTES
    allowed_hosts: frozenset[str] = field(
        default_factory=frozenset
    )  # private ones that the user named: host or host:port

    @property
    def user_agent(self) -> str:
        return f"{self.agent} (+{self.contact})" if self.contact else self.agent


@dataclass(frozen=True, slots=True)
class Request:
    """An address; with what an earlier answer said, so that an unchanged page is not sent again."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. `url` is where it came from in the end; `content_type` is the header as it was sent."""

    asked: str
    url: str
    data: bytes
    content_type: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class NotModified:
    asked: str


@dataclass(frozen=True, slots=True)
class Refused:
    """No answer, and why in one line."""

    asked: str
    kind: RefusedKind
    message: str


Outcome = Fetched | NotModified | Refused
