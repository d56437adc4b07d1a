"""Read a language that is not read elsewhere, as tests do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from datelines.extractors.language import detect
from datelines.seeds.models.languages import languages


@contextmanager
def reading(tag: str) -> Iterator[None]:
    """Let one more language than the seeds say be read."""
    told = languages()
    read = (one.model_copy(update={"read": one.read or one.tag == tag}) for one in told.languages)
    more = told.model_copy(update={"languages": tuple(read)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(detect, "languages", lambda: more)
        yield
