"""What a run writes down about itself: its line in the ledger, the log, the health file."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from datelines.flows.run import health
from datelines.flows.run.health import Health, Phase
from datelines.flows.run.journal import Journal
from datelines.flows.run.session import Counts
from datelines.flows.run.work import Rules
from datelines.flows.terminal import note
from datelines.flows.visit.due import Standing
from datelines.flows.visit.round import standings
from datelines.warehouse.errors import WarehouseError
from datelines.warehouse.store import Reader, Writer


class Run:
    """One run, from its beginning to its end. `at` is its one instant; what it took is told by the clock.

    A run whose disk is full has to end all the same: what cannot be written of all this is left out.
    """

    def __init__(
        self,
        home: Path,
        at: datetime,
        parameters: Mapping[str, object],
        say: Callable[[str], None] = note,
    ) -> None:
        self.id = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
        self.at, self.home, self.counts = at, home, Counts()
        self._parameters, self._say = dict(parameters), say
        home.mkdir(parents=True, exist_ok=True)
        self._journal = Journal(home, self.id)

    @property
    def moment(self) -> str:
        return self.at.isoformat()

    def begin(self, phase: Phase) -> None:
        """Note that a phase begins."""
        self.log("phase", phase=phase)
        self._write(Health(self.id, "running", phase, self.moment, os.getpid(), counts=self.counts.as_dict()))

    def open(self, writer: Writer, rules: Rules) -> None:
        """Open the run's line in the ledger."""
        writer.start_run(self.id, self.moment, self._parameters, rules.version, rules.seeds_digest)
        self.log("started", parameters=self._parameters, version=rules.version, seeds=rules.seeds_digest)

    def close(self, writer: Writer, status: str) -> None:
        """Write into the ledger how the run ended. A second call corrects the first."""
        writer.finish_run(self.id, datetime.now(UTC).isoformat(), status, self.counts.as_dict())

    def end(self, status: str, published: Path | None = None) -> list[Standing]:
        """Say how the run ended in the log and the health file; return how the sources stand."""
        self.log("ended", status=status, counts=self.counts.as_dict())
        sources = standings(self.home, self.at)
        known = self._published_counts(published) if published else {}
        self._write(
            Health(
                self.id,
                status,
                "end",
                self.moment,
                os.getpid(),
                finished_at=datetime.now(UTC).isoformat(timespec="seconds"),
                counts=self.counts.as_dict(),
                published=str(published) if published else None,
                quarantined=known.get("quarantined", 0),
                waiting_for_review=known.get("waiting_for_review", 0),
                **health.of_sources(sources),
            )
        )
        self._journal.close()
        return sources

    def tell(self, message: str) -> None:
        """Say something to whoever watches, and keep it in the log."""
        self._say(message)
        self.log("note", message=message)

    def log(self, event: str, **details: object) -> None:
        self._journal.write(event, **details)

    def paused(self, before: Sequence[Standing], after: Sequence[Standing]) -> None:
        """Give notice of sources that have been paused by this run."""
        known = {each.name for each in before if each.paused_until}
        for each in after:
            if each.paused_until and each.name not in known:
                self.tell(
                    f"{each.name}: failed {each.failures} times in a row ({each.trouble}); paused until "
                    f"{each.paused_until:%Y-%m-%d %H:%M} UTC or `datelines resume {each.name}`"
                )

    def _published_counts(self, published: Path) -> dict[str, int]:
        try:
            found = Reader(published).status()
        except WarehouseError:  # replaced or removed since
            return {}
        return {name: found[name] for name in ("quarantined", "waiting_for_review")}

    def _write(self, current: Health) -> None:
        try:
            health.write(self.home, current)
        except OSError as error:
            self._say(f"the health file cannot be written: {error.strerror}")
