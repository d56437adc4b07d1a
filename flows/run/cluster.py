"""The same work on a Dask cluster: each task is some portions, read by processes of one of its machines.

What they find they write as Parquet into the home folder, which all machines share; the one writer, in the
flow, merges it in order. Needs the extra ``datelines[dask]``. Importing this module loads Prefect.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner

from datelines.flows.run.portions import Portion, groups
from datelines.flows.run.work import Part
from datelines.flows.run.workers import Orders, Workers
from datelines.flows.settings import scheduler
from datelines.flows.terminal import Problem
from datelines.warehouse.store import Quarantined

A_TASK = 2  # portions at least, so that what Prefect and Dask need for each task counts for little
MOST_TASKS = 40
LOCAL_WORKERS = 2


def task_runner() -> TaskRunner[Any]:
    """Return what runs tasks on the cluster that the settings name, else on one of this machine."""
    # A worker of Dask's starts processes of its own, which may die of what they read without it.
    os.environ.setdefault("DASK_DISTRIBUTED__WORKER__DAEMON", "False")
    os.environ.setdefault("DASK_LOGGING__DISTRIBUTED", "error")
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise Problem("DATELINES_RUNNER=dask needs: pip install 'datelines[dask]'") from error
    if address := scheduler():
        return DaskTaskRunner(address=address)
    return DaskTaskRunner(
        cluster_kwargs={"n_workers": LOCAL_WORKERS, "threads_per_worker": 1, "dashboard_address": None}
    )


@cache
def _processes(count: int, orders: Orders) -> Workers:
    """Return the processes of this worker, which stay for as long as it does."""
    return Workers(count, orders)


@task(name="read portions", retries=2, retry_delay_seconds=1, cache_policy=NO_CACHE, persist_result=False)
def read_portions(portions: Sequence[Portion], count: int, orders: Orders) -> list[Part]:
    """Read and extract; what is returned names the parts that were written."""
    return list(_processes(count, orders).outcomes(portions))


class Scattered:
    """The work, done by tasks of the flow: `count` processes on each machine. `lost` is told what fails."""

    def __init__(self, count: int, orders: Orders, lost: Callable[[object], None]) -> None:
        self._count, self._orders, self._lost = count, orders, lost

    def outcomes(self, portions: Iterable[Portion]) -> Iterator[Part]:
        """Yield what becomes of the portions, in order. A task that fails three times is lost alone."""
        chosen = list(portions)
        size = max(A_TASK, math.ceil(len(chosen) / MOST_TASKS))
        futures: list[PrefectFuture[list[Part]]] = [
            read_portions.submit(group, self._count, self._orders) for group in groups(chosen, size)
        ]
        for future in futures:
            found = future.result(raise_on_failure=False)
            if isinstance(found, list):
                yield from found
            else:
                self._lost(found)

    def again(self, item: Quarantined) -> list[Part]:
        """Read once more what was set aside, in a process of this machine."""
        return _processes(1, self._orders).again(item)
