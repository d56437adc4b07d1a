"""What happens to runs: killed in each phase, told to stop, put to sleep, on a full disk, two at once.

The next run ends with the rows of an undisturbed one, and a bad document costs only itself.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from benchmarks.soak_site import Month, Site, described, host
from datelines.flows.run import health
from datelines.warehouse import Reader, published_path
from tests import ROOT
from tests.flows.run.test_runs import processes_of, published_rows

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("run faults")]


def start(home: Path, *arguments: str, **more: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "DATELINES_HOME": str(home), **more}
    environment.pop("DATELINES_WAREHOUSE", None)
    command = [sys.executable, "-m", "tests.faulty_run", *arguments]
    return subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def run(home: Path, *arguments: str, **more: str) -> tuple[int, str]:
    process = start(home, *arguments, **more)
    _, errors = process.communicate(timeout=600)
    return process.returncode, errors


def statuses(home: Path) -> list[str]:
    return [row for (row,) in Reader(published_path(home)).query("SELECT status FROM runs").rows]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of two portions of eight records."""
    path = tmp_path_factory.mktemp("input") / "many.jsonl"
    texts = [
        f"On {day} May 2024 the presidents of Kazakhstan and Uzbekistan met in Astana."
        for day in range(1, 17)
    ]
    path.write_text("\n".join(json.dumps({"text": text, "published": "2024-06-01"}) for text in texts))
    return path


@pytest.fixture(scope="module")
def undisturbed(
    many: Path, server_address: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    home = tmp_path_factory.mktemp("undisturbed")
    status, errors = run(home, str(many), PREFECT_API_URL=server_address)
    assert status == 0, errors
    return published_rows(home)


@pytest.mark.usefixtures("shared_server")
@pytest.mark.parametrize("phase", ["store", "resolve", "publish"])
def test_a_run_that_is_killed_is_marked_and_the_next_one_mends_it(
    phase: str, many: Path, undisturbed: dict[str, list[str]], tmp_path: Path
) -> None:
    assert run(tmp_path, str(many), FAULT=phase)[0] == -signal.SIGKILL
    assert (health.current(tmp_path) or {})["run_status"] == "interrupted"
    status, errors = run(tmp_path, str(many))
    assert status == 0, errors
    assert published_rows(tmp_path) == undisturbed
    # A run killed while it published had ended by then, and nothing of it was lost.
    assert statuses(tmp_path) == [{"store": "interrupted"}.get(phase, "ok"), "ok"]


def test_a_run_that_is_told_to_stop_says_so_and_leaves_what_was_published(
    many: Path, undisturbed: dict[str, list[str]], tmp_path: Path
) -> None:
    run(tmp_path, str(ROOT / "seeds" / "documents"))
    before = published_path(tmp_path).read_bytes()
    status, _ = run(tmp_path, str(many), FAULT="store", SIGNAL=str(int(signal.SIGTERM)))
    assert status != 0
    assert (health.current(tmp_path) or {})["run_status"] == "interrupted"
    assert published_path(tmp_path).read_bytes() == before
    deadline = time.monotonic() + 60
    while processes_of(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert processes_of(tmp_path) == []


@pytest.mark.usefixtures("shared_server")
def test_a_run_on_a_full_disk_keeps_the_last_file_and_the_next_one_goes_on(
    many: Path, undisturbed: dict[str, list[str]], tmp_path: Path
) -> None:
    status, errors = run(tmp_path, str(many), FAULT="disk")
    assert status == 1, errors
    assert not published_path(tmp_path).exists()
    assert "Traceback" not in errors
    assert run(tmp_path, str(many))[0] == 0
    assert published_rows(tmp_path) == undisturbed


@pytest.mark.usefixtures("shared_server")
def test_documents_that_kill_or_hold_their_process_are_set_aside(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in (
        ("a", "On 5 May 2024 Kazakhstan and Japan signed an agreement in Tokyo."),
        ("b", "This one is a zzkiller of processes."),
        ("c", "On 6 May 2024 Kazakhstan and Italy signed an agreement in Rome."),
        ("d", "This one is a zzendless one."),
        ("e", "This one is zzdeaf to signals."),
    ):
        (folder / f"{name}.txt").write_text(text)
    home = tmp_path / "home"
    status, errors = run(home, str(folder), PATIENCE="2")
    assert status == 0, errors
    aside = (
        Reader(published_path(home))
        .query("SELECT location, kind FROM facts.quarantine ORDER BY location")
        .rows
    )
    assert [(Path(where).stem, kind) for where, kind in aside] == [
        ("b", "worker-died"),
        ("d", "too-slow"),
        ("e", "worker-died"),
    ]
    assert Reader(published_path(home)).status()["documents"] == 2
    # The next run does not try them again: with this patience it would not come to its end.
    (folder / "f.txt").write_text("On 7 May 2024 Kazakhstan and China signed an agreement in Beijing.")
    status, errors = run(home, str(folder), PATIENCE="100000")
    assert status == 0, errors
    assert Reader(published_path(home)).status()["documents"] == 3


@pytest.mark.usefixtures("shared_server")
def test_a_file_that_kills_its_reader_is_set_aside_also_where_all_else_was_read_before(
    tmp_path: Path,
) -> None:
    """Before a run looks whether there is anything to do, it does not read in its own process."""
    folder, home = tmp_path / "news", tmp_path / "home"
    folder.mkdir()
    (folder / "a.txt").write_text("On 5 May 2024 Kazakhstan and Japan signed an agreement in Tokyo.")
    assert run(home, str(folder))[0] == 0
    (folder / "b.txt").write_text("This one is zzunreadable by any means.")
    for _ in range(2):
        status, errors = run(home, str(folder))
        assert status == 0, errors
    found = Reader(published_path(home))
    aside = found.query("SELECT location, kind FROM facts.quarantine").rows
    assert aside == [(str(folder / "b.txt"), "worker-died")]
    assert found.status()["documents"] == 1


@pytest.mark.usefixtures("shared_server")
def test_a_run_that_sleeps_with_its_machine_goes_on(
    many: Path, undisturbed: dict[str, list[str]], tmp_path: Path
) -> None:
    process = start(tmp_path, str(many), PATIENCE="20")
    time.sleep(3)
    process.send_signal(signal.SIGSTOP)
    time.sleep(5)
    process.send_signal(signal.SIGCONT)
    _, errors = process.communicate(timeout=600)
    assert process.returncode == 0, errors
    assert published_rows(tmp_path) == undisturbed


def test_of_two_runs_at_once_one_waits_for_the_other(
    many: Path, undisturbed: dict[str, list[str]], tmp_path: Path
) -> None:
    both = [start(tmp_path, str(many), "--wait", "300") for _ in range(2)]
    for process in both:
        _, errors = process.communicate(timeout=600)
        assert process.returncode == 0, errors
    assert published_rows(tmp_path) == undisturbed


@pytest.fixture
def site() -> Iterator[Site]:
    with Site(Month(count=6, sources=1, days=1, bad=0)).served() as site:
        site.now = datetime(2026, 3, 2, tzinfo=UTC)
        yield site


@pytest.mark.usefixtures("shared_server")
def test_a_run_that_is_killed_while_it_fetches_loses_nothing(site: Site, tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "wire.yml").write_text(yaml.safe_dump(described(0, site.port)))
    options = ("wire", "--allow-host", host(0))
    assert run(tmp_path, *options, FAULT="fetch")[0] == -signal.SIGKILL
    status, errors = run(tmp_path, *options)
    assert status == 0, errors
    assert Reader(published_path(tmp_path)).status()["documents"] == 6
