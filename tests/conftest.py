"""Fixtures that several modules share."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

_SERVER = """
import os, sys
from pathlib import Path
from datelines.flows.run.engine import server
with server(Path(sys.argv[1])):
    print(os.environ["PREFECT_API_URL"], flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="session")
def prefect_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Start a real Prefect server once: it takes some ten seconds, so only slow tests ask for it."""
    from datelines.flows.settings import prepare_prefect

    # The level stays in the environment of this process, and so in that of runs which later tests start.
    prepare_prefect(tmp_path_factory.mktemp("prefect"), "CRITICAL")
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=180):
        yield


@pytest.fixture(scope="session")
def server_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the PREFECT_API_URL of a server that is there for many runs."""
    command = [sys.executable, "-c", _SERVER, str(tmp_path_factory.mktemp("server"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.communicate()  # closes its input, at which it leaves


@pytest.fixture
def shared_server(server_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the runs of a test use one server: to start one of its own costs a run more than its work.

    For tests of something else; that the server of a run comes and goes with it is a test of `test_runs`.
    """
    monkeypatch.setenv("PREFECT_API_URL", server_address)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: a packed file holds the second it was packed in, and two workers
    that collect the tests must agree on their names."""
    return argname if isinstance(val, bytes) else None
