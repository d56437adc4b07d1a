"""A look at a little input before a run, in a process of its own: what it holds, and nothing is stored.

The input may kill whoever reads it, or hold it for ever. A look must not: the run that follows sets such
input aside.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from datelines.flows.run.patience import die_when_stuck, patiently
from datelines.flows.run.portions import plan, read
from datelines.flows.run.work import PATIENCE
from datelines.flows.run.workers import DEAD
from datelines.sources.records import Document

MOST_BYTES = 5_000_000  # reading more takes longer than starting a run


@dataclass(frozen=True, slots=True)
class Seen:
    """A document by its id, or what is none by its key and what is wrong with it."""

    key: str
    wrong: str | None = None


def look(paths: Sequence[Path], seconds: float = PATIENCE) -> list[Seen] | None:
    """Return what there is in files and folders; None where it is much, or reading it does not end well."""
    if _bytes(paths) > MOST_BYTES:
        return None
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawned, initializer=die_when_stuck) as process:
        try:
            return process.submit(_seen, list(paths), seconds).result()
        except DEAD:
            return None


def _bytes(paths: Sequence[Path]) -> int:
    """Return the size of all that is named, as far as it is there."""
    files = (file for path in paths for file in (path.rglob("*") if path.is_dir() else [path]))
    return sum(file.stat().st_size for file in files if file.is_file())


def _seen(paths: Sequence[Path], seconds: float) -> list[Seen]:
    found = (item for portion in plan(paths) for _, item in read(portion))
    return [
        Seen(item.id) if isinstance(item, Document) else Seen(item.key, f"{item.where}: {item.message}")
        for item in patiently(found, seconds)
    ]
