"""Fetch the sources that are due, side by side; whatever one of them does, the others go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from datelines.flows.terminal import Problem
from datelines.flows.visit.due import Standing, standing
from datelines.flows.visit.fetch import Fetching, described, fetch_source, is_enabled, ledger
from datelines.seeds.models.sources import Source
from datelines.sources.ledger import SourceState
from datelines.sources.outcomes import Manners
from datelines.warehouse.lock import alone

DUE = "due"
AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Failed:
    """A source whose fetching fell over: no answer of the network's, but a fault of ours."""

    name: str
    trouble: str
    new: int = 0


def standings(home: Path, now: datetime) -> list[Standing]:
    """Return how each source on the schedule stands, in order of name."""
    states = ledger(home).states()
    return [
        standing(name, source, states.get(name, SourceState(name)), now)
        for name, source in sorted(described(home).items())
        if is_enabled(source, states.get(name, SourceState(name)))
    ]


def chosen(asked: Sequence[str], home: Path, now: datetime) -> list[str]:
    """Return the sources that are meant: those named, and for the word ``due`` those that are due.

    Raises `Problem` for a name that no source has.
    """
    known: Mapping[str, Source] = described(home)
    wrong = [name for name in asked if name != DUE and name not in known]
    if wrong:
        raise Problem(f"{wrong[0]}: no source has this name, see `datelines sources list`")
    due = [each.name for each in standings(home, now) if each.due] if DUE in asked else []
    return sorted({*due, *(name for name in asked if name != DUE)})


def fetch_sources(
    asked: Sequence[str], home: Path, now: datetime, manners: Manners | None = None, wait: float = 0
) -> list[Fetching | Failed]:
    """Fetch the sources that are meant, and keep what they have for an ingest.

    One run at a time fetches: what another one, `wait`ed for, has fetched meanwhile is no longer due. Raises
    `Locked` where it takes longer.
    """
    home.mkdir(parents=True, exist_ok=True)
    with alone(home / "fetch.lock", wait), ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(lambda name: _fetched(name, home, now, manners), chosen(asked, home, now)))


def _fetched(name: str, home: Path, now: datetime, manners: Manners | None) -> Fetching | Failed:
    try:
        return fetch_source(name, home, now, manners)
    except Exception as error:  # noqa: BLE001  a fault in reading one source's answers is that source's trouble
        trouble = f"{type(error).__name__}: {error}"
        state = ledger(home).state(name)
        at = now.astimezone(UTC).isoformat(timespec="seconds")
        ledger(home).set(replace(state, fetched_at=at, failures=state.failures + 1, trouble=trouble))
        return Failed(name, trouble)


def resume(names: Sequence[str], home: Path) -> None:
    """Forget the failures of sources, so that those that were paused are due again."""
    for name in names:
        state = ledger(home).state(name)
        ledger(home).set(replace(state, failures=0, trouble=None, fetched_at=None))
