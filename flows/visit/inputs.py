"""What was typed after `ingest`: files and folders as they are, addresses and sources fetched first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from datelines.dashboard.near import hint
from datelines.flows.terminal import note
from datelines.flows.visit.fetch import (
    CONTACT,
    Fetching,
    default_manners,
    described,
    fetch_addresses,
    fetch_source,
    pending,
)


@dataclass(frozen=True, slots=True)
class Inputs:
    """Files and folders as typed, files of what was fetched, and how many of the names were wrong."""

    paths: tuple[Path, ...]
    fetched: tuple[Path, ...]
    wrong: int


def is_address(name: str) -> bool:
    return "://" in name


def collect(names: Sequence[str], home: Path, hosts: Sequence[str] = ()) -> Inputs:
    """Return the files to read for what was typed, after fetching what has to be fetched.

    A file or folder goes before a source of the same name. `hosts` are private ones that may be asked. What
    an earlier run fetched and did not store is read too.
    """
    addresses = [name for name in names if is_address(name)]
    paths = [name for name in names if name not in addresses and Path(name).exists()]
    others = [name for name in names if name not in addresses and name not in paths]
    known = described(home) if others else {}
    wrong = [name for name in others if name not in known]
    for name in wrong:
        note(f"{name}: there is no such file or folder, and no source of this name{hint(name, list(known))}")
    at, manners = datetime.now(UTC), default_manners(hosts)
    if manners.contact is None and (addresses or len(others) > len(wrong)):
        note(f"{CONTACT} is not set: the owner of a site cannot tell who asks")
    if addresses:
        _tell(fetch_addresses(addresses, home, at, manners))
    for name in others:
        if name in known:
            _tell(fetch_source(name, home, at, manners))
    fetched = pending(home) if addresses or len(others) > len(wrong) else []
    return Inputs(tuple(Path(path).absolute() for path in paths), tuple(fetched), len(wrong))


def _tell(fetching: Fetching) -> None:
    parts = [f"{fetching.new} new"]
    parts += [f"{len(fetching.missed)} that could not be had"] if fetching.missed else []
    note(f"{fetching.name}: {', '.join(parts)}")
