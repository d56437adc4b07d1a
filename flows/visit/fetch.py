"""Fetch what sources and addresses have, and keep it for an ingest.

`fetch_source` writes a file, `pending` lists what waits, and `settle` puts away what is stored. In the home
folder ``fetched/`` holds the bytes of all answers (``raw/``), a ledger of addresses and sources
(``ledger.sqlite``), and files of lines (`sources.answers`): those in ``new/`` wait for an ingest, the others
have been read. All of them can be read again without network.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from ssrfguard import Resolver

from datelines.dashboard.near import hint
from datelines.flows.terminal import Problem
from datelines.seeds.loader import read_seed
from datelines.seeds.models.sources import Source, sources
from datelines.sources.answers import SUFFIX, WAITING, Line, Missed, answered, dump_line, read_lines
from datelines.sources.gather import Gathered, lists, origin
from datelines.sources.identity import canonical_address
from datelines.sources.ledger import Answered, Ledger, Seen, SourceState
from datelines.sources.outcomes import Fetched, Manners, NotModified, Outcome, Refused, Request
from datelines.sources.raw_store import RawStore
from datelines.sources.records import Document
from datelines.sources.visit import Visitor
from datelines.warehouse.store import Quarantined

# An article is asked for again for some days, in case it is changed, and then left alone.
ASK_AGAIN_AFTER, ASK_AGAIN_FOR = timedelta(days=1), timedelta(days=7)
_PASSING = frozenset({"later", "too-slow", "network"})  # refusals that another hour may not see
_HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+")
CONTACT, ALLOWED_HOSTS = "DATELINES_CONTACT", "DATELINES_ALLOWED_HOSTS"


@dataclass(frozen=True, slots=True)
class Fetching:
    """What was fetched. `file` waits in ``new/`` for an ingest, None where nothing came.

    `new` counts the addresses that had something new, `missed` are those that could not be had, `trouble` why
    a source's listing could not.
    """

    name: str
    file: Path | None
    new: int
    missed: tuple[Missed, ...] = ()
    trouble: str | None = None


def described(home: Path) -> Mapping[str, Source]:
    """Return the sources by name: those that ship, and those of the user's folder ``sources/`` over them.

    Raises `SeedError` for a file that cannot be used.
    """
    own = {path.stem: read_seed(path, Source) for path in sorted(own_sources(home).glob("*.yml"))}
    return {**sources(), **own}


def source_called(name: str, home: Path) -> Source:
    """Return the source of this name. Raises `Problem` where none has it."""
    known = described(home)
    if name not in known:
        near = hint(name, list(known)) or "; see `datelines sources list`"
        raise Problem(f"{name}: no source has this name{near}")
    return known[name]


def own_sources(home: Path) -> Path:
    """Return the folder of the user's own sources."""
    return home / "sources"


def ledger(home: Path) -> Ledger:
    return Ledger(home / "fetched" / "ledger.sqlite")


def is_enabled(source: Source, state: SourceState) -> bool:
    """Say whether a source is on the schedule: as the user said, else as its file says."""
    return source.enabled if state.enabled is None else state.enabled


def default_manners(hosts: Iterable[str] = ()) -> Manners:
    """Return how to behave, as the environment says: whom to write to, which private hosts may be asked.

    `hosts` are allowed as well.
    """
    try:
        allowed = [private_host(name) for name in os.environ.get(ALLOWED_HOSTS, "").replace(",", " ").split()]
    except ValueError as error:
        raise Problem(f"{ALLOWED_HOSTS}: {error}", status=2) from error
    return Manners(contact=os.environ.get(CONTACT) or None, allowed_hosts=frozenset({*allowed, *hosts}))


def private_host(text: str) -> str:
    """Return a host, perhaps with its port, as `Manners` names it. Raises `ValueError` for what is none.

    >>> private_host("News.local"), private_host("127.0.0.1:8080"), private_host("http://[::1]:80/feed")
    ('news.local', '127.0.0.1:8080', '[::1]:80')
    """
    with suppress(ValueError):
        return str(ip_address(text))  # an IPv6 address by itself has colons of its own
    try:
        parts = urlsplit(text if "://" in text else f"//{text}")
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        host, port = "", None
    if not _HOST.fullmatch(host) or "@" in text:
        raise ValueError(f"{text!r} is no host; write news.local, 127.0.0.1 or 127.0.0.1:8080")
    if port is None:
        return host
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def fetch_source(
    name: str, home: Path, at: datetime, manners: Manners | None = None, resolver: Resolver | None = None
) -> Fetching:
    """Fetch what a source has that is new since the last time, and keep it for an ingest.

    `at` is the run's time, with its zone; `resolver` stands in for the network's in tests. What cannot be had
    is told in what is returned; raises `Problem` for a name that no source has.
    """
    source = source_called(name, home)
    trip = _Trip(home, at)
    visitor = Visitor(manners or default_manners(), trip.keep, resolver)
    found = list(visitor.source(name, source, trip.conditional(source.url), trip.recall))
    fetching = trip.end(name, found, source.url)
    # What could not be read is to come again as a whole: "not modified" would pass for nothing new.
    again = fetching.trouble or trip.has_more(len(found) >= source.most)
    trip.remember(whole=source.url if again else None)
    trip.remember_source(fetching)
    return fetching


def fetch_addresses(
    urls: Sequence[str],
    home: Path,
    at: datetime,
    manners: Manners | None = None,
    resolver: Resolver | None = None,
) -> Fetching:
    """Fetch what addresses answer, and keep it for an ingest. An address of a known source is one of its."""
    trip = _Trip(home, at)
    visitor = Visitor(manners or default_manners(), trip.keep, resolver)
    known = described(home)
    trip.before.update(dict.fromkeys(map(canonical_address, urls)))  # as good as never seen: it was asked for
    found = [_of_source(item, known) for item in visitor.addresses([Request(url) for url in urls])]
    fetching = trip.end("addresses", found)
    trip.remember()
    return fetching


def _of_source(item: Gathered, known: Mapping[str, Source]) -> Gathered:
    if not isinstance(item, tuple):
        return item
    answer, data = item
    names = [name for name, source in known.items() if lists(source, answer.asked)]
    return (replace(answer, origin=origin(names[0], known[names[0]])), data) if len(names) == 1 else item


def pending(home: Path) -> list[Path]:
    """Return the files that wait for an ingest, in order of their time."""
    return sorted((home / "fetched" / WAITING).glob(f"*{SUFFIX}"))


def settled(home: Path) -> list[Path]:
    """Return the files that have been read, which a later version may read again."""
    return sorted((home / "fetched").glob(f"*{SUFFIX}"))


def settle(files: Iterable[Path]) -> None:
    """Put away waiting files that have been read and stored; what could not be had is told by then."""
    for file in files:
        if file.parent.name == WAITING and file.exists():
            lines = [line for line in read_lines(file) if not isinstance(line, Missed)]
            if lines:
                _write_whole(file.parent.parent / file.name, lines)
            file.unlink()


def _write_whole(file: Path, lines: Sequence[Line]) -> None:
    """Write a file whole or not at all."""
    draft = file.with_name(f".{file.name}.draft")
    draft.write_bytes(b"".join(map(dump_line, lines)))
    draft.replace(file)


class Quarantine(Protocol):
    """What is needed of the warehouse's writer."""

    def quarantined(self) -> Sequence[Quarantined]: ...
    def release(self, keys: Iterable[str], /) -> None: ...


def release_answered(quarantine: Quarantine, files: Iterable[Path]) -> None:
    """Release the addresses that could not be had in an earlier run and answered in these files."""
    found = set().union(*(answered(file) for file in files))
    keys = [item.key for item in quarantine.quarantined() if item.raw is None and item.location in found]
    if keys:
        quarantine.release(keys)


@dataclass(slots=True)
class _Trip:
    """One visit: what came, on its way into the folder and the ledger."""

    home: Path
    at: datetime
    answered: list[Answered] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    before: dict[str, Seen | None] = field(default_factory=dict)

    def keep(self, outcome: Outcome) -> None:
        """Keep the bytes of an answer at once, and what the ledger is to be told of it."""
        match outcome:
            case Fetched():
                raw = self._raw.put(outcome.data)
                self.answered.append(Answered(outcome.asked, raw, outcome.etag, outcome.last_modified))
            case NotModified():
                self.answered.append(Answered(outcome.asked))
            case Refused():
                self.refused.append(outcome)

    def conditional(self, url: str) -> Request:
        """Return the request for an address, with what its last answer said."""
        seen = self._seen(url)
        return Request(url, seen.etag, seen.last_modified) if seen else Request(url)

    def recall(self, urls: Sequence[str]) -> list[Request | None]:
        """Return the requests for listed addresses; None for one that was fetched and is not due again."""
        self.before |= self._ledger.seen(urls)
        return [self._due(url) for url in urls]

    def _due(self, url: str) -> Request | None:
        seen = self.before.get(canonical_address(url))
        if seen is None:
            return Request(url)
        first, last = (datetime.fromisoformat(when) for when in (seen.first_at, seen.last_at))
        due = self.at - last >= ASK_AGAIN_AFTER and self.at - first < ASK_AGAIN_FOR
        return self.conditional(url) if due else None

    def end(self, name: str, found: Sequence[Gathered], listing: str | None = None) -> Fetching:
        """Write what came, but for bytes that came before, to a file that waits for an ingest."""
        lines = list(self._lines(found))
        missed = tuple(line for line in lines if isinstance(line, Missed))
        trouble = next((f"{each.kind}: {each.message}" for each in missed if each.asked == listing), None)
        file = self._write(name, lines) if lines else None
        return Fetching(name, file, len(lines) - len(missed), missed, trouble)

    def has_more(self, full: bool) -> bool:
        """Say whether something of a listing is still to be had: then it is to come again, changed or not."""
        return full or any(refused.kind in _PASSING for refused in self.refused)

    def remember(self, whole: str | None = None) -> None:
        """Tell the ledger of what answered; of the address `whole` without what would make it conditional."""
        notes = [
            replace(each, etag=None, last_modified=None) if each.url == whole else each
            for each in self.answered
        ]
        notes += [Answered(each.asked) for each in self.refused if each.kind not in _PASSING]
        self._ledger.note(notes, self._now)

    def remember_source(self, fetching: Fetching) -> None:
        state = self._ledger.state(fetching.name)
        failures = state.failures + 1 if fetching.trouble else 0
        state = replace(state, fetched_at=self._now, failures=failures, trouble=fetching.trouble)
        if fetching.new:
            state = replace(state, new_at=self._now, found=fetching.new)
        self._ledger.set(state)

    def _lines(self, found: Sequence[Gathered]) -> Iterator[Line]:
        """Yield what is new. An entry of a feed that is not followed answers for its address like a page."""
        for item in found:
            match item:
                case Missed():
                    yield item
                case Document():
                    if self._is_new(item.url or item.id, item.id):
                        self.answered.append(Answered(item.url or item.id, item.id))
                        yield item
                case (answer, _):
                    if self._is_new(answer.asked, answer.raw):
                        yield answer

    def _is_new(self, url: str, raw: str) -> bool:
        seen = self._seen(url)
        return seen is None or seen.raw != raw

    def _write(self, name: str, lines: Sequence[Line]) -> Path:
        """Write a file under a name that no other has."""
        folder = self.home / "fetched" / WAITING
        folder.mkdir(parents=True, exist_ok=True)
        stem = f"{self.at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{name}-{secrets.token_hex(3)}"
        file = folder / f"{stem}{SUFFIX}"
        _write_whole(file, lines)
        return file

    def _seen(self, url: str) -> Seen | None:
        address = canonical_address(url)
        if address not in self.before:
            self.before |= self._ledger.seen([url])
        return self.before.get(address)

    @property
    def _raw(self) -> RawStore:
        return RawStore(self.home / "fetched" / "raw")

    @property
    def _ledger(self) -> Ledger:
        return ledger(self.home)

    @property
    def _now(self) -> str:
        return self.at.astimezone(UTC).isoformat(timespec="seconds")
