"""The recurring run: plan, then read, extract and store portion by portion, then publish once.

Importing this module loads Prefect; call `flows.settings.prepare_prefect` first.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, ParamSpec

from prefect import Task, flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun

import seeds
from flows import settings
from flows.display import run_report
from flows.portions import PORTION, Portion, groups, plan
from flows.session import Counts, Report, Session
from flows.terminal import note, progress
from flows.work import installed_rules
from flows.workers import Workers, how_many
from seeds import SeedError
from warehouse.store import Writer

MOST_TASKS = 40  # SQLite behind Prefect's server falls behind after some hundred task runs
P = ParamSpec("P")
Step = Callable[..., Any]


def _is_worth_a_retry(task: Task[Any, Any], run: TaskRun, state: State[Any]) -> bool:
    """Say whether a failed step may go well the next time: a mistake in the seeds stays one."""
    del task, run
    return not isinstance(_error(state), SeedError)


def _error(state: State[Any]) -> object:
    return state.result(raise_on_failure=False)


def step(function: Callable[P, None]) -> Task[P, None]:
    """Make a function a task that is tried three times."""
    return Task(
        function,
        name=function.__name__.replace("_", " "),
        retries=2,
        retry_delay_seconds=[1, 10],
        retry_condition_fn=_is_worth_a_retry,
        cache_policy=NO_CACHE,
        persist_result=False,
    )


@step
def store_portions(session: Session, portions: Sequence[Portion]) -> None:
    """Read, extract and store; a retry skips what an earlier try has committed."""
    session.ingest(portions)


@step
def retry_quarantined(session: Session, keys: Sequence[str]) -> None:
    """Try again what failed before."""
    session.retry(keys)


@task(name="publish", cache_policy=NO_CACHE, persist_result=False)
def publish(writer: Writer) -> Path:
    """Resolve, audit and replace the file that readers open, in one step."""
    return writer.publish()


@flow(name="ingest", persist_result=False)
def ingest(
    paths: list[str] | None = None, home: str | None = None, wait: float = 0, workers: int = 0
) -> Report:
    """Read files and folders into the warehouse and publish the timeline.

    Args:
        paths: Files and folders of text, HTML, JSON or JSON lines; without any, the documents that ship.
        home: The folder that holds the warehouse's private file; DATELINES_HOME if it is not given.
        wait: Seconds to wait for another run that is writing.
        workers: Processes that extract; 0 for one a core where there is enough to do.
    """
    chosen = [Path(path) for path in paths or ()] or [seeds.ROOT / "documents"]
    portions = list(plan(chosen))
    count = how_many(workers, len(portions))
    size = max(2 * count if count > 1 else 1, math.ceil(len(portions) / MOST_TASKS))
    steps = [partial(store_portions, portions=group) for group in groups(portions, size)]
    total = sum(portion.size for portion in portions)
    return _run(steps, total, {"paths": [str(path) for path in chosen]}, _home(home), wait, count)


@flow(name="retry quarantined", persist_result=False)
def retry(home: str | None = None, wait: float = 0) -> Report:
    """Try again what failed in earlier runs, and publish the timeline.

    Args:
        home: The folder that holds the warehouse's private file; DATELINES_HOME if it is not given.
        wait: Seconds to wait for another run that is writing.
    """
    with Writer(_home(home), wait=wait) as writer:
        keys = [item.key for item in writer.quarantined()]
    steps = [partial(retry_quarantined, keys=group) for group in groups(keys, PORTION)]
    return _run(steps, len(keys), {"retry": len(keys)}, _home(home), wait)


def _home(named: str | None) -> Path:
    return Path(named) if named else settings.home()


def _run(
    steps: Sequence[Step],
    total: int,
    parameters: dict[str, object],
    home: Path,
    wait: float,
    workers: int = 1,
) -> Report:
    """Take the steps one after another, each of which may fail alone; publish what was stored."""
    started = datetime.now(UTC)
    run_id = f"{started:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
    rules = installed_rules()
    with Writer(home, wait=wait) as writer, progress("documents", total) as advance:
        writer.start_run(run_id, started.isoformat(), parameters, rules.version, rules.seeds_digest)
        session = Session(writer, rules, run_id, started.isoformat(), note, advance)
        try:
            with Workers(workers, session.known) if workers > 1 else nullcontext() as several:
                if several:
                    session.share(several)
                for take in steps:
                    _take(take, session)
        except BaseException as error:
            ended = "failed" if isinstance(error, Exception) else "interrupted"
            _close(writer, run_id, ended, session.counts)
            raise
        status = "partial" if session.counts.lost_steps else "ok"
        _close(writer, run_id, status, session.counts)  # now, so that what is published says so
        try:
            published = publish(writer)
        except Exception:
            _close(writer, run_id, "unpublished", session.counts)
            raise
    report = Report(run_id, status, session.counts, str(published))
    create_markdown_artifact(run_report(report), key="run-report", description="What the run did")
    return report


def _take(take: Step, session: Session) -> None:
    """Take one step. It may fail and the rest goes on; but wrong seeds are no fault of the input."""
    state = take(session, return_state=True)
    if state.is_completed():
        return
    error = _error(state)
    if isinstance(error, SeedError):
        raise error
    session.counts.lost_steps += 1
    note(f"a step was lost: {type(error).__name__}: {error}")


def _close(writer: Writer, run_id: str, status: str, counts: Counts) -> None:
    writer.finish_run(run_id, datetime.now(UTC).isoformat(), status, counts.as_dict())
