"""A run that something happens to: ``python -m tests.faulty_run INPUT``, with FAULT saying what.

A module, so that the processes that the run starts are told as well.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from datelines.extractors import pipeline, version
from datelines.flows import cli
from datelines.flows.run import portions, work
from datelines.flows.visit import fetch
from datelines.sources.readers import plain
from datelines.sources.records import Document, Extraction
from datelines.sources.results import Results
from datelines.warehouse import files, resolution
from datelines.warehouse.store import Writer

FAULT = os.environ.get("FAULT", "")
_whole = pipeline.extract_many
_read = plain.read


def killed(function: Callable[..., Any], on_call: int = 1) -> Callable[..., Any]:
    """Return a function that is killed at one of its calls."""
    calls: list[int] = []

    def wrapper(*arguments: Any, **named: Any) -> Any:
        calls.append(1)
        if len(calls) == on_call:
            os.kill(os.getpid(), int(os.environ.get("SIGNAL", signal.SIGKILL)))
        return function(*arguments, **named)

    return wrapper


def faulty(documents: Iterable[Document], only: Any = None) -> Iterator[Extraction]:
    """Extract, but die or hang where a text asks for it."""
    chosen = list(documents)
    for document in chosen:
        if "zzkiller" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "zzdeaf" in document.text:
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        while "zzendless" in document.text or "zzdeaf" in document.text:
            pass
    return _whole(chosen, only)


def deadly(data: bytes, name: str) -> Results:
    """Read a file, but die of it where it asks for that."""
    if b"zzunreadable" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    return _read(data, name)


def prepare() -> None:
    """Put the fault where it belongs."""
    portions.plan.__defaults__ = (8,)
    if "VERSION" in os.environ:
        version.extractor_version = lambda: os.environ["VERSION"]
    work.PATIENCE = float(os.environ.get("PATIENCE", "60"))
    pipeline.extract_many = faulty
    plain.read = deadly
    match FAULT:
        case "fetch":
            fetch._Trip.remember = killed(fetch._Trip.remember)
        case "read":
            work.patiently = killed(work.patiently)
        case "store":
            Writer.merge = killed(Writer.merge, 2)
        case "resolve":
            resolution.write = killed(resolution.write)
        case "publish":
            files.replace = killed(files.replace)
        case "disk":
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))


prepare()
if __name__ == "__main__":
    sys.exit(cli.run(["ingest", *sys.argv[1:], "--workers", os.environ.get("WORKERS", "1")]))
