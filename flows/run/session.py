"""One run's state between its steps: what is known, what was stored, what was told.

Prefect drives it from `datelines.flows.run.ingest`; tests drive it directly.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from datelines.flows.run.portions import Portion
from datelines.flows.run.work import EXTRACTING, Outcome, Part, Rules
from datelines.flows.run.workers import Here
from datelines.warehouse import parts
from datelines.warehouse.parts import Tables
from datelines.warehouse.store import Extracted, Quarantined


class Worker(Protocol):
    """What reads and extracts: `flows.run.workers` has one for this process, and one for several."""

    def outcomes(self, portions: Iterable[Portion]) -> Iterator[Outcome | Part]: ...
    def again(self, item: Quarantined) -> Iterable[Outcome | Part]: ...


class Store(Protocol):
    """What a session needs of the warehouse's writer."""

    def known(self, version: str, seeds_digest: str) -> set[str]: ...
    def write(self, batch: Sequence[Extracted], run_id: str, fetched_at: str) -> int: ...
    def merge(self, part: Tables, run_id: str, fetched_at: str) -> int: ...
    def quarantine(self, items: Sequence[Quarantined], run_id: str) -> None: ...
    def quarantined(self) -> list[Quarantined]: ...
    def release(self, keys: Iterable[str]) -> None: ...
    def set_aside_by(self, version: str, seeds_digest: str) -> dict[str, str]: ...


@dataclass(slots=True)
class Counts:
    """What a run did, in documents; `lost_steps` counts the steps that failed whole."""

    new: int = 0
    known: int = 0
    quarantined: int = 0
    released: int = 0
    lost_steps: int = 0

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did. `status` is ok, partial where a step was lost whole, or unchanged."""

    run_id: str | None
    status: str
    counts: Counts
    published: str


class Session:
    """A plain class, since Prefect looks inside the dataclasses that it is handed.

    `fetched_at` is the run's one instant, ISO 8601 with offset. `tell` gets one line for every input
    that fails, `advance` the number of documents done.
    """

    def __init__(
        self,
        store: Store,
        rules: Rules,
        run_id: str,
        fetched_at: str,
        tell: Callable[[str], None],
        advance: Callable[[int], None],
    ) -> None:
        self.counts = Counts()
        self._store, self._rules = store, rules
        self._run_id, self._fetched_at = run_id, fetched_at
        self._tell, self._advance = tell, advance
        self.known = store.known(rules.version, rules.seeds_digest)
        self._worker: Worker = Here(rules, self.known)
        self._waiting = {item.key for item in store.quarantined()}
        self._tried = store.set_aside_by(rules.version, rules.seeds_digest)

    def share(self, worker: Worker) -> None:
        """Have the reading and extracting done by `worker` from now on."""
        self._worker = worker

    def ingest(self, portions: Sequence[Portion]) -> None:
        """Read, extract and store, committing each portion. Doing it again changes nothing."""
        self.store(self._worker.outcomes(portions))

    def store(self, outcomes: Iterable[Outcome | Part]) -> None:
        """Store what was read and set aside what failed, committing each outcome."""
        for outcome in outcomes:
            self._keep(outcome)
            self._set_aside(outcome.failed)
            self._advance(outcome.seen)

    def retry(self, keys: Sequence[str]) -> None:
        """Try again what waits under these keys. What fails again stays where it is."""
        for item in self._store.quarantined():
            if item.key not in keys:
                continue
            failed: list[Quarantined] = []
            for outcome in self._worker.again(item):
                self._keep(outcome)
                failed += outcome.failed
            if failed:
                self._note([each for each in failed if each.key == item.key])
                self._say(item)
                self.counts.quarantined += 1
            else:
                self._release({item.key} & self._waiting)
            self._advance(1)

    def lose(self, error: object) -> None:
        """Note that a step failed whole: what it would have stored is left to the next run."""
        self.counts.lost_steps += 1
        self._tell(f"a step was lost: {type(error).__name__}: {error}")

    def given_up(self, kinds: Collection[str]) -> frozenset[str]:
        """Return the documents that these rules have failed to read, for one of these reasons."""
        return frozenset(key for key, kind in self._tried.items() if kind in kinds)

    def untried(self, keys: Iterable[str]) -> list[str]:
        """Return those of `keys` that these rules have not set aside."""
        return [key for key in keys if key not in self._tried]

    def adopt(self, folders: Iterable[Path]) -> None:
        """Store the parts that an earlier run's workers finished, and that nobody lived to merge.

        One that a power cut has damaged is left out: its documents are read again.
        """
        for folder in folders:
            with suppress(OSError, ValueError):  # what Arrow raises for a file that is no Parquet
                self.counts.new += self._merge(folder)
        self.known |= self._store.known(self._rules.version, self._rules.seeds_digest)

    def _keep(self, outcome: Outcome | Part) -> None:
        """Store what was read, and release those of it that failed in an earlier run."""
        if outcome.ids:
            self.counts.new += self._stored(outcome)
        self.known |= outcome.ids
        self._release(outcome.ids & self._waiting)
        self.counts.known += outcome.known
        self.counts.quarantined += outcome.waiting

    def _stored(self, outcome: Outcome | Part) -> int:
        if isinstance(outcome, Part):
            return self._merge(outcome.folder)
        return self._store.write(outcome.extracted, self._run_id, self._fetched_at)

    def _merge(self, folder: Path) -> int:
        new = self._store.merge(parts.load(folder), self._run_id, self._fetched_at)
        shutil.rmtree(folder)
        return new

    def _set_aside(self, failed: Sequence[Quarantined]) -> None:
        """Put into quarantine what failed, and say so."""
        self._note(failed)
        self.counts.quarantined += len(failed)
        for item in failed:
            self._say(item)

    def _note(self, failed: Sequence[Quarantined]) -> None:
        """Put into quarantine what does not wait there already, so that a second run changes nothing.

        What other rules set aside is noted anew: these have tried it as well.
        """
        fresh = [item for item in failed if item.key not in self._waiting or self._is_first_try(item)]
        if fresh:
            self._store.quarantine(fresh, self._run_id)
        self._waiting |= {item.key for item in fresh}
        self._tried |= {item.key: item.kind for item in fresh}

    def _is_first_try(self, item: Quarantined) -> bool:
        return item.stage == EXTRACTING and item.key not in self._tried

    def _release(self, keys: Set[str]) -> None:
        if keys:
            self._store.release(sorted(keys))
            self._waiting -= keys
            self.counts.released += len(keys)

    def _say(self, item: Quarantined) -> None:
        self._tell(f"{item.location}: {item.message}")
