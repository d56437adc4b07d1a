"""A Dask cluster of two workers gives the rows that one process gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from datelines.flows import settings
from datelines.flows.terminal import Problem
from datelines.warehouse import Reader, published_path
from tests.flows.run.test_faults import run
from tests.flows.run.test_runs import published_rows

pytest.importorskip("prefect_dask")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of five portions of eight records, with repeated, broken and deadly ones."""
    path = tmp_path_factory.mktemp("input") / "many.jsonl"
    texts = [
        f"On {day} May 2024 the presidents of Kazakhstan and {country} met in Astana."
        for country in ("Uzbekistan", "Japan")
        for day in range(1, 19)
    ]
    lines = [json.dumps({"text": text, "published": "2024-06-01"}) for text in [*texts, *texts[:2]]]
    path.write_text("\n".join([*lines, "not json", json.dumps({"text": "This is a zzkiller of processes."})]))
    return path


@pytest.mark.slow
@pytest.mark.usefixtures("shared_server")
def test_two_dask_workers_give_the_rows_of_one_process(many: Path, tmp_path: Path) -> None:
    homes = {"processes": tmp_path / "one", "dask": tmp_path / "two"}
    for runner, home in homes.items():
        status, errors = run(home, str(many), DATELINES_RUNNER=runner)
        assert status == 0, errors
    assert published_rows(homes["dask"]) == published_rows(homes["processes"])
    found = Reader(published_path(homes["dask"]))
    assert found.status()["documents"] == 36
    kinds = found.query("SELECT kind FROM facts.quarantine ORDER BY kind").rows
    assert [kind for (kind,) in kinds] == ["bad-json", "worker-died"]


def test_a_runner_that_is_none_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINES_RUNNER", "spark")
    with pytest.raises(Problem, match="processes or dask, not 'spark'"):
        settings.scatters()
