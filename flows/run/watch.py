"""How the recurring runs are: the run under way or killed, sources that are due, paused or silent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from datelines.flows.run import health
from datelines.flows.visit.round import standings


def watched(home: Path, now: datetime) -> dict[str, Any]:
    """Return what the health file says, and how the sources on the schedule stand at `now`."""
    return {"health": health.current(home), "sources": [asdict(each) for each in standings(home, now)]}


def lines(found: Mapping[str, Any], now: datetime) -> Iterator[str]:
    """Yield for a person what there is to say of `watched`; nothing where all is well and nothing is due."""
    state = found["health"]
    if state and state["run_status"] not in {"ok", "unchanged"}:
        ago = health.age(state["started_at"], now)
        yield f"run         {state['run_status']} in its phase {state['phase']!r}, begun {ago} ago"
    for name, about in (("due", "next_at"), ("paused", "paused_until"), ("silent", "silent_since")):
        chosen = [each for each in found["sources"] if (each["due"] if name == "due" else each[about])]
        yield from (f"{name:11} {_source(each, each[about])}" for each in chosen)


def _source(source: Mapping[str, Any], moment: datetime) -> str:
    trouble = f", failed {source['failures']} times: {source['trouble']}" if source["failures"] else ""
    return f"{source['name']} {moment:%Y-%m-%d %H:%M} UTC{trouble}"
