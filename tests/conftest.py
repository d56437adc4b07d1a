"""Fixtures that several modules share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def prefect_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Start a real Prefect server once: it takes some ten seconds, so only slow tests ask for it."""
    from datelines.flows.settings import prepare_prefect

    prepare_prefect(tmp_path_factory.mktemp("prefect"))
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=180):
        yield


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: a packed file holds the second it was packed in, and two workers
    that collect the tests must agree on their names."""
    return argname if isinstance(val, bytes) else None
