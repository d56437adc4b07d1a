"""Russian is read in these tests alone: elsewhere `extract` goes on saying that it is no language of ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from datelines.extractors.language import detect
from datelines.seeds.models.languages import Languages, languages


def reading(tag: str) -> Languages:
    """Return the languages as seeds have them, with one more that is read."""
    told = languages()
    read = (one.model_copy(update={"read": one.read or one.tag == tag}) for one in told.languages)
    return told.model_copy(update={"languages": tuple(read)})


@pytest.fixture(scope="module", autouse=True)
def _russian_is_read() -> Iterator[None]:
    told = reading("ru")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(detect, "languages", lambda: told)
        yield
