"""What the commands of `sources` do: list, check, draft, switch on and off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from datelines.flows.terminal import Problem
from datelines.flows.visit.fetch import (
    default_manners,
    described,
    is_enabled,
    ledger,
    own_sources,
    source_called,
)
from datelines.seeds.models.sources import Source
from datelines.sources.ledger import SourceState
from datelines.sources.propose import propose
from datelines.sources.results import ReadError
from datelines.sources.visit import Visitor

COLUMNS = (
    "source", "on", "verified", "country", "lang", "kind", "fetched_at", "new_at", "trouble",
    "failures", "independence", "schedule", "publisher", "url",
)  # fmt: skip
IN_A_TABLE = 9  # of the columns: as many as a terminal has room for
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def listed(home: Path) -> list[tuple[object, ...]]:
    """Return a row of `COLUMNS` for each source."""
    states = ledger(home).states()
    return [
        _row(name, source, states.get(name, SourceState(name)))
        for name, source in sorted(described(home).items())
    ]


def _row(name: str, source: Source, state: SourceState) -> tuple[object, ...]:
    return (
        name,
        is_enabled(source, state),
        state.verified or source.verified,
        source.country,
        source.lang,
        source.kind,
        state.fetched_at,
        state.new_at,
        state.trouble,
        state.failures,
        source.independence,
        source.schedule,
        source.publisher,
        source.url,
    )


def check(name: str, home: Path, hosts: Sequence[str] = ()) -> list[str]:
    """Return what is wrong with a source now; nothing wrong makes it verified. Raises `Problem`."""
    problems = Visitor(default_manners(hosts)).check(name, source_called(name, home))
    if not problems:
        book = ledger(home)
        book.set(replace(book.state(name), verified=f"{datetime.now(UTC):%Y-%m-%d}"))
    return problems


def switch(names: Sequence[str], home: Path, *, on: bool) -> None:
    """Put sources on the schedule or take them off. Raises `Problem` before any is changed."""
    book = ledger(home)
    sources = {name: source_called(name, home) for name in names}
    states = {name: book.state(name) for name in names}
    for name, state in states.items():
        if on and not (state.verified or sources[name].verified):
            raise Problem(f"{name} is not verified: `datelines sources check {name}` first")
    for state in states.values():
        book.set(replace(state, enabled=on))


def draft(url: str, hosts: Sequence[str] = ()) -> tuple[str, str]:
    """Return the draft of a source's file for the site at an address, and a name for it. Raises `Problem`."""
    address = url if "://" in url else f"https://{url}"
    try:
        text = propose(address, Visitor(default_manners(hosts)).ask)
    except ReadError as error:
        raise Problem(f"{url}: {error.message}") from error
    return text, name_of(address)


def name_of(url: str) -> str:
    """Return a source's name for an address: its host, in letters, digits and hyphens.

    >>> name_of("https://www.news.example.org:8080/feed")
    'news-example-org'
    """
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return "-".join(re.findall(r"[a-z0-9]+", host)) or "source"


def own_file(home: Path, name: str) -> Path:
    """Return where a user's own source of this name is described. Raises `Problem` for what is no name."""
    if not _NAME.fullmatch(name):
        raise Problem(f"{name!r}: a source's name is of small letters, digits and hyphens", status=2)
    return own_sources(home) / f"{name}.yml"


def write_new(file: Path, text: str) -> None:
    """Write a file that is not there yet. Raises `Problem`."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        raise Problem(f"{file}: {error.strerror}") from error
