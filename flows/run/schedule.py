"""The recurring deployments: what prefect.yaml also says, served from one process.

Importing this module loads Prefect; call `datelines.flows.settings.prepare_prefect` first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prefect import Flow, serve
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.types.entrypoint import EntrypointType

from datelines.flows.run.ingest import ingest
from datelines.flows.run.rebuild import rebuild
from datelines.flows.visit.round import DUE

WAIT = 600  # seconds that a scheduled run waits for another one that is writing


def is_cron(expression: str) -> bool:
    """Say whether Prefect takes `expression` for a schedule."""
    try:
        CronSchedule(cron=expression)
    except ValueError:
        return False
    return True


def deployments(paths: Sequence[str], home: str, cron: str, rebuild_cron: str) -> list[RunnerDeployment]:
    """Return the recurring runs with their schedules, times in UTC.

    The ingest fetches the sources that are due and reads `paths`; at night what an older version has read
    is read again, and all is rebuilt and audited.
    """
    always = {"home": home, "wait": WAIT}
    return [
        _deployment(ingest, "scheduled", cron, {**always, "paths": list(paths), "sources": [DUE]}),
        _deployment(ingest, "after-upgrade", rebuild_cron, {**always, "sources": [], "reread": True}),
        _deployment(rebuild, "scheduled", rebuild_cron, always),
    ]


def _deployment(
    flow: Flow[Any, Any], name: str, cron: str, parameters: dict[str, object]
) -> RunnerDeployment:
    return RunnerDeployment.from_flow(
        flow, name, cron=cron, parameters=parameters, entrypoint_type=EntrypointType.MODULE_PATH
    )


def serve_all(chosen: Sequence[RunnerDeployment]) -> None:
    """Run what is due until interrupted; one run of each at a time, for there is one writer."""
    serve(*chosen, limit=1, print_starting_message=False)
