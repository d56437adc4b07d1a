"""The recurring run: fetch, plan, then read, extract and store portion by portion, then publish once.

Importing this module loads Prefect; call `datelines.flows.settings.prepare_prefect` first.
"""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any, ParamSpec

from prefect import Task, flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.states import Completed
from prefect.task_runners import TaskRunner
from pydantic import Field

from datelines import seeds
from datelines.flows import settings
from datelines.flows.run.bookkeeping import Run
from datelines.flows.run.course import course
from datelines.flows.run.known import write_known
from datelines.flows.run.portions import PORTION, Portion, groups, plan
from datelines.flows.run.progress import published_progress
from datelines.flows.run.report import findings, markdown, table
from datelines.flows.run.reread import Behind, behind, forget_stored, read_again
from datelines.flows.run.session import Report, Session, Worker
from datelines.flows.run.work import PATIENCE, installed_rules
from datelines.flows.run.workers import GIVEN_UP, Orders, Workers, how_many
from datelines.flows.terminal import progress
from datelines.flows.visit.fetch import Fetching, pending, release_answered, settle
from datelines.flows.visit.round import Failed, fetch_sources, standings
from datelines.seeds import SeedError
from datelines.sources.outcomes import Manners
from datelines.warehouse import parts
from datelines.warehouse.errors import Locked
from datelines.warehouse.migrations import schema_version
from datelines.warehouse.store import Reader, Writer, published_path

A_STEP = 3  # portions for each process: within a step one is stored while the next ones are read
MOST_TASKS = 40  # SQLite behind Prefect's server falls behind after some hundred task runs
P = ParamSpec("P")
Step = Callable[..., Any]

# Prefect's own page shows the bounds, and describes each parameter by the docstring of its flow.
AtLeastNone = Annotated[float, Field(ge=0)]
Processes = Annotated[int, Field(ge=0)]
Seconds = Annotated[float, Field(gt=0)]


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


@task(name="fetch", cache_policy=NO_CACHE, persist_result=False)
def fetch(run: Run, asked: Sequence[str], manners: Manners | None, wait: float) -> None:
    """Fetch sources. Each is asked again by itself where that helps, so this is tried once."""
    before = standings(run.home, run.at)
    try:
        for found in fetch_sources(asked, run.home, run.at, manners, wait):
            run.log("fetched", source=found.name, new=found.new, trouble=found.trouble)
            run.tell(_fetched(found))
    except Locked:
        run.tell("another run is fetching: this one goes on with what there is")
    run.paused(before, standings(run.home, run.at))


def _fetched(found: Fetching | Failed) -> str:
    missed = len(found.missed) if isinstance(found, Fetching) else 0
    parts = [f"{found.new} new", f"{missed} that could not be had" if missed else None, found.trouble]
    return f"{found.name}: {', '.join(filter(None, parts))}"


@step
def store_portions(session: Session, portions: Sequence[Portion]) -> None:
    """Read, extract and store; a retry skips what an earlier try has committed."""
    session.ingest(portions)


def scatter_portions(session: Session, portions: Sequence[Portion], return_state: bool) -> State[None]:
    """Have a cluster read and extract. No task: those that it submits could not take its session along."""
    del return_state
    session.ingest(portions)
    return Completed()


@step
def retry_quarantined(session: Session, keys: Sequence[str]) -> None:
    """Try again what failed before."""
    session.retry(keys)


@step
def try_set_aside(session: Session, keys: Sequence[str]) -> None:
    """Try what other rules failed to read, unless these have tried it by now, in what was fetched."""
    session.retry(session.untried(keys))


@task(name="publish", cache_policy=NO_CACHE, persist_result=False)
def publish(writer: Writer) -> Path:
    """Resolve, audit and replace the file that readers open, in one step."""
    return writer.publish()


def _task_runner() -> TaskRunner[Any] | None:
    """Return what runs the tasks that are submitted: none are, unless the work goes to a cluster."""
    if not settings.scatters():
        return None
    from datelines.flows.run.cluster import task_runner

    return task_runner()


@flow(name="ingest", persist_result=False, task_runner=_task_runner())
def ingest(
    paths: list[str] | None = None,
    home: str | None = None,
    wait: AtLeastNone = 0,
    workers: Processes = 0,
    sources: list[str] | None = None,
    patience: Seconds = PATIENCE,
    manners: Manners | None = None,
    now: datetime | None = None,
    reread: bool = False,
) -> Report:
    """Read files, folders and sources into the warehouse and publish the timeline.

    Args:
        paths: Files and folders to read; without any, and without sources, the documents that ship.
        home: The folder that holds the warehouse's private file; DATELINES_HOME if it is not given.
        wait: Seconds to wait for another run that is writing.
        workers: Processes that extract; 0 for one a core where there is enough to do.
        sources: Sources to fetch first, by name; `due` stands for all that are enabled and due.
        patience: Seconds that one document may take; one that takes longer is set aside.
        manners: How to behave towards sites; as the environment says, if it is not given.
        now: The time of the run, with its zone; that of the clock, if it is not given.
        reread: Read again what other code, another model or other seeds have read: what was fetched from its
            bytes, the rest from its text; and try again what they could not read.
    """
    run = Run(home_of(home), now or datetime.now(UTC), {"paths": paths, "sources": sources})
    if sources:
        run.begin("fetch")
        fetch(run, sources, manners, wait)
    fetched = pending(run.home) if sources else []
    if fetched:
        with Writer(run.home, wait=wait) as writer:
            release_answered(writer, fetched)
    late = behind(run.home, installed_rules(), wait) if reread else Behind(0, ())
    again = _again(run.home) if late.documents else []
    shipped = [] if paths or sources or reread else [seeds.ROOT / "documents"]
    portions = list(plan([*map(Path, paths or ()), *shipped, *again, *fetched]))
    count = how_many(workers, len(portions))
    size = max(A_STEP * count, math.ceil(len(portions) / MOST_TASKS))
    steps: list[Step] = [partial(store_portions, portions=group) for group in groups(portions, size)]
    if settings.scatters():
        steps = [partial(scatter_portions, portions=portions)]
    steps += [partial(try_set_aside, keys=group) for group in groups(late.set_aside, PORTION)]
    total = sum(portion.size for portion in portions) + len(late.set_aside)
    report = _run(run, steps, total, wait, count, patience)
    if report.status in {"ok", "unchanged"}:
        settle(fetched)
    forget_stored(run.home)
    return report


@flow(name="retry quarantined", persist_result=False)
def retry(
    home: str | None = None,
    wait: AtLeastNone = 0,
    keys: list[str] | None = None,
    patience: Seconds = PATIENCE,
) -> Report:
    """Try again what failed in earlier runs, and publish the timeline.

    Args:
        home: The folder that holds the warehouse's private file; DATELINES_HOME if it is not given.
        wait: Seconds to wait for another run that is writing.
        keys: What to try, by its keys in quarantine; all of it, if none are given.
        patience: Seconds that one document may take.
    """
    with Writer(home_of(home), wait=wait) as writer:
        waiting = [item.key for item in writer.quarantined() if keys is None or item.key in keys]
    run = Run(home_of(home), datetime.now(UTC), {"retry": len(waiting)})
    steps = [partial(retry_quarantined, keys=group) for group in groups(waiting, PORTION)]
    return _run(run, steps, len(waiting), wait, 1, patience)


def _again(home: Path) -> list[Path]:
    """Return the files to read once more: all that is kept. What these rules have read is skipped."""
    return read_again(home, ["fetched", "stored"] if published_path(home).exists() else ["fetched"])


def home_of(named: str | None) -> Path:
    """Return the folder that a run works in."""
    return Path(named).absolute() if named else settings.home()


def _run(run: Run, steps: Sequence[Step], total: int, wait: float, workers: int, patience: float) -> Report:
    """Take the steps one after another, each of which may fail alone; publish what was stored."""

    def store(session: Session) -> None:
        with _workers(session, run.home, workers, patience) as several:
            session.share(several)
            for each in steps:
                _take(each, session)

    with progress("documents", total) as advance:
        told = published_progress(advance, total)
        report, standing = course(run, installed_rules(), store, publish, wait, told)
    found = findings(Reader(Path(report.published)), run.id)
    create_markdown_artifact(
        markdown(report, found, standing), key="run-report", description="What the run did"
    )
    create_table_artifact(table(found), key="run-events", description="Events that the run added or changed")
    return report


@contextmanager
def _workers(session: Session, home: Path, count: int, patience: float) -> Iterator[Worker]:
    """Yield processes that read and extract, after storing what those of a killed run have left."""
    folder = home / "parts" / str(schema_version())  # parts of another version have other columns
    session.adopt(parts.left_over(folder))
    shutil.rmtree(folder.parent, ignore_errors=True)
    known = write_known(session.known, folder / "known")
    orders = Orders(known, folder, patience, session.given_up(GIVEN_UP))
    with _of_runner(count, orders, session.lose) as several:
        yield several
    shutil.rmtree(folder.parent, ignore_errors=True)


def _of_runner(count: int, orders: Orders, lost: Callable[[object], None]) -> AbstractContextManager[Worker]:
    if not settings.scatters():
        return Workers(count, orders)
    from datelines.flows.run.cluster import Scattered

    return nullcontext(Scattered(count, orders, lost))


def _take(take: Step, session: Session) -> None:
    """Take one step. It may fail and the rest goes on; but wrong seeds are no fault of the input."""
    state = take(session, return_state=True)
    if state.is_completed():
        return
    error = _error(state)
    if isinstance(error, SeedError):
        raise error
    session.lose(error)
