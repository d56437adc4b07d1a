"""The health file: how the recurring runs are, for whatever watches them. ``health.json`` in the home folder.

`status` is *ok*, *degraded* (a run lost a step, a source is paused or silent) or *failing* (the last run did
not come to its end). A run that is killed cannot say so: whoever reads the file sees a run under way that
no process is on, see `current`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import orjson

from datelines.flows.visit.due import Standing

Phase = Literal["fetch", "read", "publish", "end"]
_UNITS = ((1440, "day"), (60, "hour"), (1, "minute"))
_FINE = {"ok", "unchanged", "running", "waiting"}


@dataclass(frozen=True, slots=True)
class Health:
    """What the file says. Times are ISO 8601 with their offset, the run's own."""

    run_id: str
    run_status: str
    phase: Phase
    started_at: str
    process: int
    finished_at: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    published: str | None = None
    quarantined: int = 0
    waiting_for_review: int = 0
    due: tuple[str, ...] = ()
    paused: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        if self.run_status not in _FINE | {"partial"}:
            return "failing"
        return "degraded" if self.run_status == "partial" or self.paused or self.silent else "ok"


def health_file(home: Path) -> Path:
    return home / "health.json"


def write(home: Path, health: Health) -> None:
    """Replace the file in one step: whoever reads it never sees half of it."""
    draft = home / ".health.json.draft"
    draft.write_bytes(orjson.dumps({"status": health.status, **asdict(health)}, option=orjson.OPT_INDENT_2))
    draft.replace(health_file(home))


def current(home: Path) -> dict[str, Any] | None:
    """Return what the file says, None where there is none; a run that was killed is *interrupted*."""
    try:
        found: dict[str, Any] = orjson.loads(health_file(home).read_bytes())
    except FileNotFoundError:
        return None
    if found["run_status"] == "running" and not _exists(found["process"]):
        found |= {"run_status": "interrupted", "status": "failing"}
    return found


def _exists(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True


def of_sources(standings: Sequence[Standing]) -> dict[str, tuple[str, ...]]:
    """Return the names of the sources that are due, paused and silent."""
    return {
        "due": tuple(each.name for each in standings if each.due),
        "paused": tuple(each.name for each in standings if each.paused_until),
        "silent": tuple(each.name for each in standings if each.silent_since),
    }


def age(moment: str, now: datetime) -> str:
    """Return how long ago a moment was, for a person: 5 minutes, 3 hours, 12 days."""
    minutes = max(0, int((now - datetime.fromisoformat(moment)).total_seconds() // 60))
    size, unit = next((each for each in _UNITS if minutes >= each[0]), _UNITS[-1])
    count = minutes // size
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
