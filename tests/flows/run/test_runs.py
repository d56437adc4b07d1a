"""Runs: twice, resumed, reordered, killed, and with input that fails, the warehouse is the same."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from datelines.flows.commands import serve
from datelines.flows.run.patience import TookTooLong, at_most
from datelines.flows.run.portions import Portion, plan, read
from datelines.flows.run.session import Session
from datelines.flows.run.work import Rules, work
from datelines.flows.run.workers import Orders, Workers
from datelines.seeds import SeedError
from datelines.sources.records import Document, Extraction, Published, Timex
from datelines.sources.results import Unreadable
from datelines.warehouse.parts import Tables
from datelines.warehouse.store import Extracted, Quarantined
from tests import ROOT


def fake(documents: Iterable[Document], only: str | None = None) -> Iterator[Extraction]:
    """Read nothing; fail where a text asks for it."""
    for document in documents:
        if "crash" in document.text:
            raise RuntimeError("the parser fell over")
        yield Extraction(document.id, "en", "ok", None, None, document.text, Published())


RULES = Rules(fake, "1", "seeds", "model")
MENDED = Rules(
    lambda documents, only: (
        Extraction(d.id, "en", "ok", None, None, d.text, Published()) for d in documents
    ),
    "1",
    "seeds",
    "model",
)


class Memory:
    """A store that keeps what it is given."""

    def __init__(self) -> None:
        self.stored: dict[str, Extracted] = {}
        self.aside: dict[str, Quarantined] = {}

    def known(self, version: str, seeds_digest: str) -> set[str]:
        return {id for id, item in self.stored.items() if item.extractor_version == version}

    def write(self, batch: Sequence[Extracted], run_id: str, fetched_at: str) -> int:
        self.stored |= {item.document.id: item for item in batch}
        return len(batch)

    def merge(self, part: Tables, run_id: str, fetched_at: str) -> int:
        raise AssertionError("what is done here comes in no parts")

    def set_aside_by(self, version: str, seeds_digest: str) -> dict[str, str]:
        return {key: item.kind for key, item in self.aside.items()}

    def quarantine(self, items: Sequence[Quarantined], run_id: str) -> None:
        self.aside |= {item.key: item for item in items}

    def quarantined(self) -> list[Quarantined]:
        return [self.aside[key] for key in sorted(self.aside)]

    def release(self, keys: Iterable[str]) -> None:
        for key in keys:
            del self.aside[key]


def session(store: Memory, rules: Rules = RULES, told: list[str] | None = None) -> Session:
    tell = [].append if told is None else told.append
    return Session(store, rules, "run", "2026-01-01T00:00:00+00:00", tell, lambda steps: None)


def ingest(store: Memory, *paths: Path, rules: Rules = RULES, told: list[str] | None = None) -> Session:
    run = session(store, rules, told)
    run.ingest(list(plan(paths, size=2)))
    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two good texts, two records, and one of each kind of trouble."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("One thing happened.")
    (folder / "b.txt").write_text("Another thing happened.")
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    (folder / "large.txt").write_text("word " * 1_000_001)
    (folder / "crash.txt").write_text("This will crash.")
    (folder / "table.xyz").write_text("a,b")
    (folder / ".hidden").write_text("not seen")
    records = [{"id": "1", "text": "A first record."}, {"id": "1", "text": "A second one, the same id."}]
    lines = [json.dumps(record) for record in records]
    (folder / "records.jsonl").write_text("\n".join([lines[0], "not json", "", lines[1]]))
    return folder


GOOD = {"One thing happened.", "Another thing happened.", "A first record.", "A second one, the same id."}


def texts(store: Memory) -> set[str]:
    return {item.document.text for item in store.stored.values()}


def test_one_bad_document_costs_only_itself(folder: Path) -> None:
    store, told = Memory(), list[str]()
    counts = ingest(store, folder, told=told).counts
    assert texts(store) == GOOD
    kinds = {Path(item.location).name: item.kind for item in store.aside.values()}
    assert kinds == {
        "empty.txt": "empty",
        "binary.txt": "binary",
        "large.txt": "too-large",
        "crash.txt": "extraction-failed",
        "table.xyz": "unknown-format",
        "records.jsonl:2": "bad-json",
    }
    assert len(told) == counts.quarantined == 6
    assert counts.new == 4


def test_a_second_run_changes_nothing(folder: Path) -> None:
    store = Memory()
    ingest(store, folder)
    stored, aside = dict(store.stored), dict(store.aside)
    counts = ingest(store, folder).counts
    assert (store.stored, store.aside) == (stored, aside)
    assert (counts.new, counts.known, counts.quarantined) == (0, 4, 6)


def test_the_order_of_input_does_not_matter(folder: Path) -> None:
    forwards, backwards = Memory(), Memory()
    files = sorted(path for path in folder.iterdir() if path.suffix != ".xyz")
    ingest(forwards, *files)
    ingest(backwards, *reversed(files))
    assert (forwards.stored, forwards.aside) == (backwards.stored, backwards.aside)


def test_a_document_that_stands_twice_is_stored_once(tmp_path: Path) -> None:
    store = Memory()
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The same words.")
    counts = ingest(store, tmp_path).counts
    assert (counts.new, counts.known) == (1, 1)


def test_what_failed_is_read_by_a_later_version(folder: Path) -> None:
    store = Memory()
    ingest(store, folder)
    run = session(store, MENDED)
    run.retry([item.key for item in store.quarantined()])
    assert texts(store) == GOOD | {"This will crash."}
    assert (run.counts.new, run.counts.released, run.counts.quarantined) == (1, 1, 5)
    assert "crash.txt" not in {Path(item.location).name for item in store.aside.values()}


def test_what_failed_is_released_when_its_file_is_ingested_again(folder: Path) -> None:
    store = Memory()
    ingest(store, folder)
    ingest(store, folder, rules=MENDED)
    assert "This will crash." in texts(store)
    assert "extraction-failed" not in {item.kind for item in store.aside.values()}


def test_a_retried_document_needs_no_source(folder: Path) -> None:
    store = Memory()
    ingest(store, folder / "crash.txt")
    (folder / "crash.txt").unlink()
    session(store, MENDED).retry(list(store.aside))
    assert texts(store) == {"This will crash."}


def test_what_a_document_said_of_itself_survives_quarantine(tmp_path: Path) -> None:
    record = {"text": "crash", "url": "https://news.example/a", "published": "2025-12-19", "title": "T"}
    (tmp_path / "a.json").write_text(json.dumps(record))
    store = Memory()
    ingest(store, tmp_path)
    [before] = [item for _, item in read(Portion((str(tmp_path / "a.json"),)))]
    session(store, MENDED).retry(list(store.aside))
    assert [item.document for item in store.stored.values()] == [before]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 500])
@pytest.mark.parametrize("ending", ["", "\n", "\n\n"])
def test_a_file_of_records_is_cut_without_loss(tmp_path: Path, size: int, ending: str) -> None:
    path = tmp_path / "r.jsonl"
    lines = [json.dumps({"text": f"Text {n}."}) for n in range(7)]
    lines.insert(3, "")
    lines.insert(5, "broken")
    path.write_text("\n".join(lines) + ending)
    portions = list(plan([path], size))
    found = [(where, item) for portion in portions for where, item in read(portion)]
    documents = [item.text for _, item in found if isinstance(item, Document)]
    assert documents == [f"Text {n}." for n in range(7)]
    assert [item.where for _, item in found if isinstance(item, Unreadable)] == [f"{path}:6"]
    assert sum(portion.size for portion in portions) == 9 + max(0, len(ending) - 1)


def test_portions_are_bounded_and_the_same_each_time(tmp_path: Path) -> None:
    for n in range(5):
        (tmp_path / f"{n}.txt").write_text(str(n))
    portions = list(plan([tmp_path], size=2))
    assert [len(portion.paths) for portion in portions] == [2, 2, 1]
    assert portions == list(plan([tmp_path], size=2))


def test_known_documents_are_not_extracted_again() -> None:
    document = Document("id", "crash if it is read")
    [outcome] = work([("here", document)], RULES, {"id"})
    assert (outcome.known, outcome.extracted, outcome.failed) == (1, (), ())


def test_an_extraction_that_contradicts_its_text_is_set_aside() -> None:
    def shifted(documents: Iterable[Document], only: str | None = None) -> Iterator[Extraction]:
        for document in documents:
            timex = Timex(0, 3, "May", "DATE", "2025-05")
            yield Extraction(document.id, "en", "ok", None, None, document.text, Published(), (timex,))

    [outcome] = work(
        [("here", Document("a", "May 2025")), ("there", Document("b", "In May"))],
        replace(RULES, extract_many=shifted),
        set(),
    )
    assert [item.document.id for item in outcome.extracted] == ["a"]
    assert [(item.key, item.location, item.kind) for item in outcome.failed] == [
        ("b", "there", "unsound-extraction")
    ]


def test_a_document_that_never_ends_is_set_aside() -> None:
    def stuck(documents: Iterable[Document], only: str | None = None) -> Iterator[Extraction]:
        for document in documents:
            while document.text == "endless":
                pass
            yield from fake([document])

    found = [(text, Document(text, text)) for text in ("one", "endless", "three")]
    [outcome] = work(found, replace(RULES, extract_many=stuck, seconds=0.2), set())
    assert [item.document.id for item in outcome.extracted] == ["one", "three"]
    assert [(item.key, item.kind) for item in outcome.failed] == [("endless", "too-slow")]


def test_the_limit_is_lifted_after_the_work() -> None:
    with at_most(0.05):
        pass
    time.sleep(0.1)
    with pytest.raises(TookTooLong), at_most(0.05):
        time.sleep(60)


def test_a_container_is_stored_bit_by_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("datelines.flows.run.work.PORTION", 2)
    found = [("archive", Document(str(n), f"Text {n}.")) for n in range(5)]
    assert [outcome.seen for outcome in work(found, RULES, set())] == [2, 2, 1]


@pytest.mark.slow
def test_a_step_that_fails_is_tried_again_and_a_lost_one_costs_only_itself(
    prefect_engine: None, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import httpx
    from prefect.settings import PREFECT_API_URL

    from datelines.flows.run import ingest as flow_module
    from datelines.warehouse import Reader, published_path

    tries: list[Portion] = []
    whole = Session.ingest

    def sometimes(self: Session, portions: Sequence[Portion]) -> None:
        [portion] = portions
        tries.append(portion)
        lost = portion.offset is not None
        if lost or tries.count(portion) == 1:
            raise OSError("the disk was away for a moment")
        whole(self, portions)

    monkeypatch.setattr(flow_module, "A_STEP", 1)
    monkeypatch.setattr(Session, "ingest", sometimes)
    monkeypatch.setattr(flow_module.store_portions, "retry_delay_seconds", [0, 0])
    home = tmp_path / "home"
    report = flow_module.ingest([str(folder)], str(home))
    assert report.status == "partial"
    assert report.counts.lost_steps == 1
    assert report.counts.new == 3
    reader = Reader(published_path(home))
    assert reader.status()["documents"] == 3
    answer = httpx.get(f"{PREFECT_API_URL.value()}/artifacts/run-report/latest")
    assert "| new | 3 |" in answer.json()["data"]
    assert "crash.txt" not in answer.json()["data"]
    assert reader.status()["last_run"]["status"] == "partial"


@pytest.mark.slow
def test_wrong_seeds_end_a_run_at_once(
    prefect_engine: None, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datelines.flows.run import ingest as flow_module
    from datelines.warehouse import Writer

    tries: list[Portion] = []

    def wrong(self: Session, portions: Sequence[Portion]) -> None:
        tries.extend(portions)
        raise SeedError(Path("seeds/languages/en/lexicon.yml"), 3, "unknown key")

    monkeypatch.setattr(flow_module, "A_STEP", 1)
    monkeypatch.setattr(Session, "ingest", wrong)
    with pytest.raises(SeedError, match="unknown key"):
        flow_module.ingest([str(folder)], str(tmp_path))
    assert len(tries) == 1
    with Writer(tmp_path) as writer:
        assert writer.quarantined() == []


def run(code: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATELINES_HOME": str(home), **more}
    environment.pop("DATELINES_WAREHOUSE", None)
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True
    )


INGEST = """
import multiprocessing, os, signal, sys
from datelines.flows import cli
from datelines.flows.run import portions
from datelines.warehouse.store import Writer

def killed(method, on_call, whom=lambda: [os.getpid()]):
    calls = []
    def wrapper(*arguments, **named):
        calls.append(1)
        if len(calls) == on_call:
            for process in whom():
                os.kill(process, signal.SIGKILL)
        return method(*arguments, **named)
    return wrapper

portions.plan.__defaults__ = (8,)
if os.environ.get("KILL") == "second portion":
    Writer.merge = killed(Writer.merge, 2)
if os.environ.get("KILL") == "workers":
    workers = lambda: [child.pid for child in multiprocessing.active_children()]
    Writer.merge = killed(Writer.merge, 1, workers)
if __name__ == "__main__":
    sys.exit(cli.run(["ingest", os.environ["INPUT"], "--workers", os.environ.get("WORKERS", "1")]))
"""
TABLES = """
SELECT schema_name || '.' || table_name FROM duckdb_tables()
WHERE schema_name IN ('facts', 'derived') AND table_name NOT IN ('runs', 'fetches')
"""


def published_rows(home: Path) -> dict[str, list[str]]:
    """Return all rows of all tables but the run ledger, without fetch times, in no particular order."""
    from datelines.warehouse import Reader, published_path

    reader = Reader(published_path(home))
    names = [name for (name,) in reader.query(TABLES).rows]
    assert "facts.reports" in names
    select = "SELECT COLUMNS(lambda name: name NOT IN ('fetched_at', 'run_id')) FROM"
    return {name: sorted(map(str, reader.query(f"{select} {name}").rows)) for name in names}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of three portions of eight records, the first and the last with events."""
    path = tmp_path_factory.mktemp("input") / "many.jsonl"
    texts = [
        f"On {day} May 2024 the presidents of Kazakhstan and Uzbekistan met in Astana." for day in range(1, 9)
    ]
    texts += [f"Nothing of note was heard in ward {n}." for n in range(8)] + texts[:3]
    texts += ["On 3 May 2024 Kazakhstan and Japan signed an agreement in Tokyo."]
    path.write_text("\n".join(json.dumps({"text": text, "published": "2024-06-01"}) for text in texts))
    return path


@pytest.fixture(scope="module")
def undisturbed(many: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("undisturbed")
    done = run(INGEST, home, INPUT=str(many))
    assert done.returncode == 0, done.stderr
    return home


def processes_of(home: Path) -> list[str]:
    """Return the command lines of the processes that a run in this home started."""
    mark = f"DATELINES_HOME={home}\0".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text())
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue  # it has ended meanwhile, or is not ours
    return found


@pytest.mark.slow
@pytest.mark.xdist_group("one undisturbed run")
def test_a_run_of_two_processes_that_is_killed_and_repeated_leaves_no_trace(
    many: Path, undisturbed: Path, tmp_path: Path
) -> None:
    killed = run(INGEST, tmp_path, INPUT=str(many), KILL="second portion", WORKERS="2")
    assert killed.returncode == -signal.SIGKILL
    deadline = time.monotonic() + 60
    while processes_of(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert processes_of(tmp_path) == []
    assert run(INGEST, tmp_path, INPUT=str(many)).returncode == 0
    assert published_rows(tmp_path) == published_rows(undisturbed)


@pytest.mark.slow
@pytest.mark.xdist_group("one undisturbed run")
@pytest.mark.usefixtures("shared_server")
def test_a_worker_that_dies_is_replaced(many: Path, undisturbed: Path, tmp_path: Path) -> None:
    done = run(INGEST, tmp_path, INPUT=str(many), KILL="workers", WORKERS="2")
    assert done.returncode == 0, done.stderr
    assert published_rows(tmp_path) == published_rows(undisturbed)


@pytest.mark.slow
@pytest.mark.xdist_group("one undisturbed run")
def test_a_third_run_says_that_nothing_changed_and_leaves_the_file_alone(
    many: Path, undisturbed: Path
) -> None:
    before = (undisturbed / "timeline.duckdb").stat().st_ino
    done = run(INGEST, undisturbed, INPUT=str(many))
    assert done.returncode == 0
    assert "0 new, 20 read before" in done.stderr
    assert (undisturbed / "timeline.duckdb").stat().st_ino == before


@pytest.mark.slow
def test_processes_that_do_not_begin_blame_no_document(folder: Path, tmp_path: Path) -> None:
    orders = Orders(tmp_path / "there is no such file", tmp_path)
    with pytest.raises(BrokenProcessPool), Workers(1, orders) as workers:
        list(workers.outcomes(plan([folder])))


@pytest.mark.slow
def test_the_server_leaves_with_a_run_that_is_killed(tmp_path: Path) -> None:
    code = """
import os, signal
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from datelines.flows.run.engine import server
with server(Path(os.environ["DATELINES_HOME"])):
    print(os.environ["PREFECT_API_URL"], flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    port = urlsplit(run(code, tmp_path).stdout.strip()).port
    assert port
    deadline = time.monotonic() + 60
    while _answers(port) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _answers(port)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.slow
def test_a_schedule_is_checked_before_it_is_served(tmp_path: Path) -> None:
    code = "import sys; from flows import cli; sys.exit(cli.run(['schedule', '--cron', 'every day']))"
    done = run(code, tmp_path)
    assert (done.returncode, done.stderr) == (2, "datelines: --cron: not a cron expression: 'every day'\n")


def test_the_deployments_of_a_prefect_server_are_those_that_are_served() -> None:
    deployed = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
    assert {(one["entrypoint"], one["name"]): one["schedules"][0]["cron"] for one in deployed} == {
        ("flows/run/ingest.py:ingest", "scheduled"): serve.HOURLY,
        ("flows/run/ingest.py:ingest", "after-upgrade"): serve.NIGHTLY,
        ("flows/run/rebuild.py:rebuild", "scheduled"): serve.NIGHTLY,
    }


SCHEDULE = """
import json, os, time, urllib.request
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from datelines.flows.run.engine import server

home = Path(os.environ["DATELINES_HOME"])
with server(home, scheduler=True):
    from datelines.flows.run.schedule import deployments
    ids = [str(one.apply()) for one in deployments([], str(home), "0 * * * *", "30 3 * * *")]
    url = os.environ["PREFECT_API_URL"] + "/deployments/get_scheduled_flow_runs"
    ask = json.dumps({"deployment_ids": ids, "scheduled_before": "2999-01-01T00:00:00Z"}).encode()
    for _ in range(600):
        request = urllib.request.Request(url, ask, {"Content-Type": "application/json"})
        planned = json.load(urllib.request.urlopen(request))
        if {run["deployment_id"] for run in planned} == set(ids):
            print("all are planned")
            break
        time.sleep(0.1)
"""


@pytest.mark.slow
@pytest.mark.skipif(version("sqlalchemy") >= "2.1", reason="Prefect 3.8 plans no runs with SQLAlchemy 2.1")
def test_the_server_plans_the_scheduled_runs(tmp_path: Path) -> None:
    done = run(SCHEDULE, tmp_path)
    assert done.stdout == "all are planned\n", done.stderr
