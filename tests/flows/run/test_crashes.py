"""Kills at random instants, under the eyes of readers: nothing lost, nothing doubled, no error, no half run.

CI kills a few ingests; DATELINES_SOAK_KILLS=100, as `make soak` has it, makes it the full soak.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from datelines.warehouse import Extracted, Reader, WarehouseError, Writer, published_path
from tests import ROOT
from tests.factories import FETCHED, NO_KNOWLEDGE, extracted, person, report

KILLS = int(os.environ.get("DATELINES_SOAK_KILLS", "4"))
A_RUN, BATCH = 30, 10  # documents that are new to a run, and those stored in one transaction
READERS = 2
PAUSE = 0.02  # seconds between two questions, so that readers leave the writer some of the machine
INGEST = "import sys; from tests.flows.run.test_crashes import ingest; ingest(sys.argv[1], int(sys.argv[2]))"
WATCH = "import sys; from tests.flows.run.test_crashes import watch; watch(sys.argv[1])"
COUNTS = """
SELECT
    (SELECT count(*) FROM facts.documents),
    (SELECT count(DISTINCT document_id) FROM facts.documents),
    (SELECT count(DISTINCT document_id) FROM reports),
    (SELECT sum(n_documents) FROM timeline)
"""


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def documents(runs: int) -> list[Extracted]:
    """Return what `runs` runs have to read, all in all."""
    return [
        extracted(
            f"d{number}",
            report(
                f"Aida met envoy {number % 20}.",
                participants=[person("Aida"), person(f"Envoy {number % 20}")],
            ),
            publisher=f"Paper {number % 7}",
        )
        for number in range(runs * A_RUN)
    ]


def ingest(home: str, number: int) -> None:
    """Do what the flow does: store in batches what is not known yet, and publish once.

    Says "ready" once it is about to write, and then each document whose transaction is over.
    """
    waiting = documents(number + 1)
    say("ready")
    with Writer(Path(home), wait=60) as writer:
        writer.start_run(f"r{number}", FETCHED, {}, "1", "s1")
        known = writer.known("1", "s1")
        waiting = [item for item in waiting if item.document.id not in known]
        for start in range(0, len(waiting), BATCH):
            batch = waiting[start : start + BATCH]
            writer.write(batch, f"r{number}", FETCHED)
            say(*(item.document.id for item in batch))
        writer.finish_run(f"r{number}", FETCHED, "ok", {})
        writer.publish(NO_KNOWLEDGE)


def start(home: Path, number: int) -> subprocess.Popen[str]:
    """Start an ingest in a process of its own; return once it is about to write."""
    process = subprocess.Popen(
        [sys.executable, "-c", INGEST, str(home), str(number)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def finish(process: subprocess.Popen[str]) -> set[str]:
    """Wait for the end of an ingest; return the documents that it said were stored.

    A kill may cut its last line short, and the id at the end of that with it.
    """
    said, _ = process.communicate()
    whole, _, _ = said.rpartition("\n")
    return set(whole.split())


def stored(home: Path) -> set[str]:
    with duckdb.connect(str(home / "work.duckdb"), read_only=True) as work:
        return {name for (name,) in work.execute("SELECT document_id FROM facts.documents").fetchall()}


def rows(reader: Reader) -> list[list[tuple[object, ...]]]:
    tables = ("timeline", "reports", "mentions", "facts.documents", "facts.extractions", "facts.participants")
    return [reader.query(f"SELECT * FROM {table} ORDER BY ALL").rows for table in tables]


def wrong_answers(reader: Reader, stop: threading.Event) -> Iterator[str]:
    """Ask until told to stop; yield each error, and each answer that shows half a run or goes back."""
    before = 0
    while not stop.is_set():
        try:
            (counts,) = reader.query(COUNTS).rows
        except WarehouseError as error:
            yield str(error)
        else:
            if set(counts) != {counts[0]} or counts[0] % A_RUN or counts[0] < before:
                yield f"after {before} documents: {counts}"
            before = counts[0]
        stop.wait(PAUSE)


def watch(home: str) -> None:
    """Read in a process of its own until standard input closes; print what was wrong."""
    stop = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), stop.set())).start()
    for wrong in wrong_answers(Reader(published_path(Path(home))), stop):
        say(wrong)


@contextmanager
def readers(home: Path) -> Iterator[list[str]]:
    """Read all the time, in threads of this process and in another one; what was wrong is in the list."""
    stop = threading.Event()
    found: list[str] = []
    reader = Reader(published_path(home))
    threads = ThreadPoolExecutor(READERS)
    watching = [threads.submit(lambda: list(wrong_answers(reader, stop))) for _ in range(READERS)]
    other = subprocess.Popen(
        [sys.executable, "-c", WATCH, str(home)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield found
    finally:
        stop.set()
        found.extend(other.communicate()[0].splitlines())
        assert other.returncode == 0
        for each in watching:
            found.extend(each.result())


@pytest.mark.slow
def test_ingests_killed_at_random_instants_lose_double_and_show_nothing_amiss(tmp_path: Path) -> None:
    home = tmp_path / "killed"
    with Writer(home) as writer:
        writer.write(documents(1), "first", FETCHED)
        writer.publish(NO_KNOWLEDGE)
    chance = random.Random(5)  # noqa: S311 (only when to kill)
    kills, promised = 0, set[str]()
    with readers(home) as found:
        latest = 0.7  # seconds until the kill, at most; follows how long ingests take on this machine
        for number in range(1, KILLS + 1):
            process = start(home, number)
            time.sleep(chance.random() * latest)
            process.send_signal(signal.SIGKILL)
            promised |= finish(process)
            killed = process.returncode == -signal.SIGKILL
            kills += killed
            latest *= 1.2 if killed else 0.7
            assert promised <= stored(home)
        ingest(str(home), KILLS)
    assert found == []
    assert kills >= KILLS / 5, "most ingests were over before they were killed"
    calm = tmp_path / "calm"
    ingest(str(calm), KILLS)
    assert rows(Reader(published_path(home))) == rows(Reader(published_path(calm)))
    assert [path.name for path in home.iterdir() if path.name.startswith(".")] == []
    assert Reader(published_path(home)).query("FROM runs WHERE status = 'running'").rows == []
