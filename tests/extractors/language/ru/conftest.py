"""Russian is read in these tests alone: elsewhere `extract` goes on saying that it is no language of ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.extractors.language.reading import reading


@pytest.fixture(scope="module", autouse=True)
def _russian_is_read() -> Iterator[None]:
    with reading("ru"):
        yield
