"""Kills at random instants and readers during publishing: nothing lost, nothing doubled, no error."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.factories import FETCHED, NO_KNOWLEDGE, extracted, person, report
from warehouse import Extracted, Reader, WarehouseError, Writer, published_path

ROOT = Path(__file__).parents[1]
DOCUMENTS, BATCH = 60, 10
INGEST = (
    "import sys; from pathlib import Path; from tests.test_crashes import ingest; ingest(Path(sys.argv[1]))"
)


def documents() -> list[Extracted]:
    return [
        extracted(
            f"d{number}",
            report(
                f"Aida met envoy {number % 20}.",
                participants=[person("Aida"), person(f"Envoy {number % 20}")],
            ),
            publisher=f"Paper {number % 7}",
        )
        for number in range(DOCUMENTS)
    ]


def ingest(home: Path) -> None:
    """Write what is not known yet in batches, publishing after each: what a run of the flow does."""
    with Writer(home, wait=10) as writer:
        known = writer.known("1", "s1")
        waiting = [item for item in documents() if item.document.id not in known]
        for start in range(0, len(waiting), BATCH):
            writer.write(waiting[start : start + BATCH], "run", FETCHED)
            writer.publish(NO_KNOWLEDGE)
        writer.publish(NO_KNOWLEDGE)


def rows(reader: Reader) -> list[list[tuple[object, ...]]]:
    tables = ("timeline", "reports", "mentions", "facts.documents", "facts.extractions", "facts.participants")
    return [reader.query(f"SELECT * FROM {table} ORDER BY ALL").rows for table in tables]


def errors_of(reader: Reader, stop: threading.Event) -> Iterable[str]:
    """Ask until told to stop; yield each error, and each answer that shows half a run."""
    while not stop.is_set():
        try:
            (counts,) = reader.query(
                "SELECT count(*), sum(n_documents), (SELECT count(*) FROM facts.documents) FROM timeline"
            ).rows
        except WarehouseError as error:
            yield str(error)
        else:
            if counts[1] != counts[2] or counts[2] % BATCH:
                yield f"half a run: {counts}"


@pytest.mark.slow
def test_kills_at_random_instants_leave_what_an_undisturbed_run_leaves(tmp_path: Path) -> None:
    ingest(tmp_path / "calm")
    home = tmp_path / "killed"
    home.mkdir()
    chance = random.Random(5)  # noqa: S311 (only when to kill)
    kills = 0
    for _ in range(12):
        process = subprocess.Popen([sys.executable, "-c", INGEST, str(home)], cwd=ROOT)
        time.sleep(0.8 + chance.random() * 2.5)
        process.send_signal(signal.SIGKILL)
        kills += process.wait() == -signal.SIGKILL
    assert kills > 0
    ingest(home)
    assert rows(Reader(published_path(home))) == rows(Reader(published_path(tmp_path / "calm")))
    assert [path.name for path in home.iterdir() if path.name.startswith(".")] == []


@pytest.mark.slow
def test_readers_see_whole_runs_and_no_error_while_runs_are_published(tmp_path: Path) -> None:
    with Writer(tmp_path) as writer:
        writer.write(documents()[:BATCH], "first", FETCHED)
        writer.publish(NO_KNOWLEDGE)
    stop = threading.Event()
    found: list[str] = []
    reader = Reader(published_path(tmp_path))
    threads = [threading.Thread(target=lambda: found.extend(errors_of(reader, stop))) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        process = subprocess.run(
            [sys.executable, "-c", INGEST, str(tmp_path)], cwd=ROOT, env=os.environ, check=True
        )
        ingest(tmp_path)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert process.returncode == 0
    assert found == []
    assert reader.query("SELECT count(*) FROM facts.documents").rows == [(DOCUMENTS,)]
