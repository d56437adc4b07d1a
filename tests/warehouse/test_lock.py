"""One writer at a time, whoever dies, waits or starts other processes meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from datelines.warehouse.errors import Locked
from datelines.warehouse.lock import alone

_HOLDER = """
import sys
from pathlib import Path
from datelines.warehouse.lock import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Have another process hold the lock until its standard input is closed."""
    command = [sys.executable, "-c", _HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_who_has_to_wait_is_told_for_whom_and_only_so_long(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with holder(path) as process:
        began = time.monotonic()
        with pytest.raises(Locked, match=rf"\(process {process.pid}\)"), alone(path, wait=0.3):
            pytest.fail("two hold it")
        assert 0.3 <= time.monotonic() - began < 30
        # Who waited in vain left no trace:
        with (
            pytest.raises(Locked, match=rf"\(process {process.pid}\)"),
            alone(path),
        ):  # who waited left no trace
            pytest.fail("two hold it")


def test_a_holder_that_is_killed_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with holder(path) as process:
        process.kill()
        process.wait()
        with alone(path):
            assert path.read_text() == str(os.getpid())


def test_who_waits_is_next(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with holder(path) as process:
        assert process.stdin is not None
        leaving = threading.Timer(0.3, process.stdin.close)
        leaving.start()
        with alone(path, wait=30):
            assert path.read_text() == str(os.getpid())
        leaving.join()


def test_nobody_else_of_the_same_process_comes_in_and_all_may_once_it_is_free(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with alone(path), pytest.raises(Locked), alone(path):
        pytest.fail("two hold it")
    with pytest.raises(ZeroDivisionError), alone(path):
        raise ZeroDivisionError
    with alone(path):
        pass


def test_a_process_that_the_holder_started_does_not_keep_it(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with alone(path):
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, close_fds=False)
    try:
        with alone(path):
            pass
    finally:
        child.communicate(b"\n")


def test_many_take_turns_and_no_two_at_once(tmp_path: Path) -> None:
    path, inside, most = tmp_path / "lock", [], []

    def turn() -> None:
        for _ in range(5):
            with alone(path, wait=30):
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.002)
                inside.pop()

    threads = [threading.Thread(target=turn) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 20
