"""The recurring deployments: what prefect.yaml also says, served from one process.

Importing this module loads Prefect; call `flows.settings.prepare_prefect` first.
"""

from __future__ import annotations

from collections.abc import Sequence

from prefect import serve
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.types.entrypoint import EntrypointType

from flows.ingest import ingest
from flows.rebuild import rebuild

WAIT = 600  # seconds that a scheduled run waits for another one that is writing


def is_cron(expression: str) -> bool:
    """Say whether Prefect takes `expression` for a schedule."""
    try:
        CronSchedule(cron=expression)
    except ValueError:
        return False
    return True


def deployments(paths: Sequence[str], home: str, cron: str, rebuild_cron: str) -> list[RunnerDeployment]:
    """Return the ingest and the rebuild with their schedules, times in UTC."""
    return [
        RunnerDeployment.from_flow(
            ingest,
            "scheduled",
            cron=cron,
            parameters={"paths": list(paths), "home": home, "wait": WAIT},
            entrypoint_type=EntrypointType.MODULE_PATH,
        ),
        RunnerDeployment.from_flow(
            rebuild,
            "scheduled",
            cron=rebuild_cron,
            parameters={"home": home, "wait": WAIT},
            entrypoint_type=EntrypointType.MODULE_PATH,
        ),
    ]


def serve_all(chosen: Sequence[RunnerDeployment]) -> None:
    """Run what is due until interrupted; one run of each at a time, for there is one writer."""
    serve(*chosen, limit=1, print_starting_message=False)
