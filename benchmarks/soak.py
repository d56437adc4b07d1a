"""The soak: a month of hourly runs in fast-forward, killed at random, against a made-up site.

    python -m benchmarks.soak [--pages N] [--sources N] [--days N] [--step HOURS] [--kills N] [--seed N]

At the end every good page must be in the warehouse once, with the letters that it has, every bad one in
quarantine for its reason, and the timeline must be that of a home which was filled undisturbed, a run a
day. Exits with 1 where it is not so.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from benchmarks.soak_site import FAULTS, LISTING_FAULTS, START, Month, Page, Site, described
from datelines.flows.run import engine
from datelines.sources.identity import canonical_address
from datelines.warehouse import Reader, Writer, published_path

ROOT = Path(__file__).parents[1]
DAY = 24.0
MOST_ASKED = 12  # times in up to two days of failing: hourly would be 48
SHOWN = 30
_TIMELINE = "SELECT * FROM timeline ORDER BY ALL"
_DOCUMENTS = "SELECT url, text FROM facts.documents"


@dataclass(slots=True)
class Outcome:
    """What a simulated month came to."""

    runs: int = 0
    kills: int = 0
    seconds: float = 0.0
    memory: list[int] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)


def fill(home: Path, site: Site, step: float, kills: int, seed: int = 0) -> Outcome:
    """Let a month pass in a home, a run each `step` hours, and kill about so many of the runs at random.

    A run that was killed is not repeated: the next one comes when its time comes. Only the last is.
    """
    _describe_sources(home, site)
    outcome, chance, started = Outcome(), random.Random(seed), time.monotonic()  # noqa: S311
    last = START + timedelta(days=site.month.days) - timedelta(hours=1)
    now = START + timedelta(hours=min(step, DAY) - 1)
    runs = int((last - now) / timedelta(hours=step)) + 1
    left = sorted(chance.sample(range(runs - 1), min(kills, runs - 1)))
    done = -1
    while now <= last:
        kill_in = left.pop(0) - done if left else None
        lines, ended = _some_hours(home, site, now, last, step, kill_in, chance)
        for line in lines:
            outcome.runs += 1
            outcome.memory.append(line["memory"])
            outcome.statuses[line["status"]] += 1
        killed = ended == -signal.SIGKILL
        outcome.kills += killed
        now += timedelta(hours=step) * (len(lines) + killed)
        done += len(lines) + killed
        if ended and not killed:
            raise RuntimeError(f"a run failed: the end of {home}/stderr.log says why")
    outcome.seconds = time.monotonic() - started
    return outcome


def _describe_sources(home: Path, site: Site) -> None:
    folder = home / "sources"
    folder.mkdir(parents=True)
    for number in range(site.month.sources):
        (folder / f"wire-{number}.yml").write_text(yaml.safe_dump(described(number, site.port)))


def _some_hours(
    home: Path,
    site: Site,
    first: datetime,
    last: datetime,
    step: float,
    kill_in: int | None,
    chance: random.Random,
) -> tuple[list[dict[str, Any]], int]:
    """Run some hours in a process; kill it in its run number `kill_in`. Return what they said, its status."""
    command = [sys.executable, "-m", "benchmarks.soak_hours", str(home), str(site.port)]
    process = subprocess.Popen(
        [*command, first.isoformat(), last.isoformat(), str(step)],
        cwd=ROOT,
        env={**os.environ, "DATELINES_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=(home / "stderr.log").open("ab"),
    )
    assert process.stdout
    lines: list[dict[str, Any]] = []
    took = 4.0
    if kill_in == 1:
        _kill_after(process, chance.uniform(1, 12))
    before = time.monotonic()
    for raw in process.stdout:
        lines.append(json.loads(raw))
        took, before = time.monotonic() - before, time.monotonic()
        if kill_in is not None and len(lines) == kill_in - 1:
            _kill_after(process, chance.uniform(0, took))
    return lines, process.wait()


def _kill_after(process: subprocess.Popen[bytes], seconds: float) -> None:
    timer = threading.Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()


def faults_found(home: Path, month: Month) -> list[str]:
    """Return what is wrong with what a home holds, in words; nothing where all is as it must be."""
    wrong = []
    rows = Reader(published_path(home)).query(_DOCUMENTS).rows
    texts: dict[int, list[str]] = {}
    for url, text in rows:
        texts.setdefault(int(url.rpartition("/")[2]), []).append(text)
    for page in month.pages:
        found = texts.pop(page.number, [])
        if page.fault is None and len(found) != 1:
            wrong.append(f"{page.path}: stored {len(found)} times")
        elif page.fault is None and page.mark not in found[0]:
            wrong.append(f"{page.path}: the letters of {page.encoding[0]} are not what they were")
        elif page.fault is not None and found:
            wrong.append(f"{page.path}: stored, in spite of its fault {page.fault!r}")
    wrong += [f"/news/{number}: stored, and never served" for number in texts]
    return [*wrong, *_badly_set_aside(home, [page for page in month.pages if page.fault])]


def _badly_set_aside(home: Path, bad: Sequence[Page]) -> list[str]:
    kinds: dict[str, set[str]] = {}
    with Writer(home) as writer:
        for item in writer.quarantined():
            address = json.loads(item.raw)["url"] if item.stage == "extract" and item.raw else item.location
            kinds.setdefault(canonical_address(address).rpartition("/")[2].partition("?")[0], set()).add(
                item.kind
            )
    return [
        f"{page.path}: has the fault {page.fault!r}, and lies in quarantine as {kinds.get(str(page.number))}"
        for page in bad
        if not kinds.get(str(page.number), set()) & FAULTS[page.fault or ""]
    ]


def differences(one: Path, other: Path) -> int:
    """Return how many rows of the timelines of two homes are in one of them only."""
    rows = [{str(row) for row in Reader(published_path(home)).query(_TIMELINE).rows} for home in (one, other)]
    return len(rows[0] ^ rows[1])


def hammered(site: Site) -> list[str]:
    """Return the sources that were asked more often than they should while they kept failing."""
    asked = {
        source: sum((moment - START).days in days for moment in site.asked.get(source, ()))
        for source, (_, days) in LISTING_FAULTS.items()
    }
    return [
        f"source {source} was asked {count} times while it failed"
        for source, count in asked.items()
        if count > MOST_ASKED
    ]


def soak(month: Month, step: float, kills: int, folder: Path, seed: int = 0) -> list[str]:
    """Let a month pass, disturbed and undisturbed; print what it came to, return what is wrong."""
    disturbed, undisturbed = folder / "disturbed", folder / "undisturbed"
    with engine.server(folder), Site(month).served() as site:
        print(_told("disturbed", fill(disturbed, site, step, kills, seed)), flush=True)
        wrong = hammered(site)
        print(_told("undisturbed", fill(undisturbed, site, max(step, DAY), 0)), flush=True)
    for home in (disturbed, undisturbed):
        wrong += [f"{home.name}: {each}" for each in faults_found(home, month)]
    unequal = differences(disturbed, undisturbed)
    return [*wrong, *([f"{unequal} rows of the two timelines differ"] if unequal else [])]


def _told(name: str, outcome: Outcome) -> str:
    statuses = ", ".join(f"{count} {status}" for status, count in sorted(outcome.statuses.items()))
    memory = outcome.memory
    return (
        f"{name}: {outcome.runs} runs ({statuses}), {outcome.kills} killed, {outcome.seconds:,.0f} s; "
        f"memory of the run's process {memory[0]} to {max(memory)} MB"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the soak. Returns 1 where something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--sources", type=int, default=20)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--step", type=float, default=1.0, help="hours from one run to the next")
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, help="where the two homes go, to be kept")
    chosen = parser.parse_args(arguments)
    month = Month(chosen.pages, chosen.sources, chosen.days)
    with tempfile.TemporaryDirectory() as temporary:
        wrong = soak(month, chosen.step, chosen.kills, chosen.folder or Path(temporary), chosen.seed)
    bad = sum(page.fault is not None for page in month.pages)
    print(f"{len(month.pages) - bad:,} good pages, {bad:,} bad ones: {len(wrong)} things are wrong")
    for line in wrong[:SHOWN]:
        print(f"  {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
