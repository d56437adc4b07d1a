"""How far a run is, for Prefect's own page as well: in few steps, each of which is a request."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact

STEP = 10  # percent


def published_progress(advance: Callable[[int], None], total: int) -> Callable[[int], None]:
    """Return what tells `advance`, and a progress artifact, of documents that are done."""
    made = create_progress_artifact(0.0, key="run-progress", description="Documents that are done")
    artifact = made if isinstance(made, UUID) else None
    done, told = 0, 0

    def step(documents: int) -> None:
        nonlocal done, told
        advance(documents)
        done += documents
        percent = min(100, 100 * done // max(total, 1))
        if artifact and percent - told >= STEP:
            told = percent
            update_progress_artifact(artifact, float(percent))

    return step
