"""`datelines sql` stops in time and within its memory, whatever it is asked: each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from datelines.warehouse import Writer
from tests import ROOT
from tests.factories import NO_KNOWLEDGE

# What DuckDB neither counts nor interrupts while a function is at it.
TOO_LARGE = {
    "a long text": "SELECT length(repeat('x', 4200000000))",
    "a long list": "SELECT len(list_resize([1], 4000000000))",
    "many rows at once": "SELECT count(*) FROM (SELECT unnest(range(1000000000)))",
    "what DuckDB counts": "SELECT len(list(n)) FROM range(10000000000) AS t(n)",
}
TOO_LONG = {
    "rows without end": "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n) SELECT 1 FROM n",
    "everything with everything": "SELECT count(*) FROM range(10000000) AS a, range(10000000) AS b",
    "sleep": "SELECT pg_sleep(1000)",
    "one call": "SELECT levenshtein(repeat('ab', 500000), repeat('ba', 500000))",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("bounds")
    with Writer(home) as writer:
        writer.publish(NO_KNOWLEDGE)
    return home


def asked(home: Path, query: str, *options: str) -> tuple[int, str, str]:
    program = [sys.executable, "-c", "from datelines.flows.cli import main; main()", "sql", query, *options]
    environment = os.environ | {"DATELINES_HOME": str(home)}
    environment.pop("DATELINES_WAREHOUSE", None)
    done = subprocess.run(program, capture_output=True, text=True, env=environment, cwd=ROOT)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("query", TOO_LARGE.values(), ids=TOO_LARGE)
def test_a_question_that_needs_too_much_memory_is_one_line(home: Path, query: str) -> None:
    status, out, err = asked(home, query)
    assert (status, out) == (1, "")
    assert err == "datelines: the query needs more memory than it may have: ask for less\n"


@pytest.mark.slow
@pytest.mark.parametrize("query", TOO_LONG.values(), ids=TOO_LONG)
def test_a_question_that_takes_too_long_is_stopped(home: Path, query: str) -> None:
    status, out, err = asked(home, query, "--seconds", "0.5")
    assert (status, out) == (1, "")
    assert err in (
        "datelines: stopped after 0.5 seconds\n",
        "datelines: stopped: the query went on after its time was up\n",
    )
