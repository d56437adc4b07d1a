"""How pages call themselves that stand in for an article which is not there."""

from __future__ import annotations

import re
from functools import cache

from pydantic import Field

from datelines.seeds.loader import ROOT, SeedModel, read_seed
from datelines.seeds.models.sources import Pattern


class ErrorPages(SeedModel):
    """Patterns of titles, with titles that are such and titles that are not."""

    titles: tuple[Pattern, ...] = Field(min_length=1)
    holds: tuple[str, ...] = Field(min_length=1)
    fails: tuple[str, ...] = Field(min_length=1)


@cache
def error_pages() -> ErrorPages:
    """Return ``seeds/error_pages.yml``."""
    return read_seed(ROOT / "error_pages.yml", ErrorPages)


@cache
def error_title() -> re.Pattern[str]:
    """Return the pattern that matches the beginning of an error page's title."""
    return re.compile("|".join(f"(?:{title})" for title in error_pages().titles), re.IGNORECASE)
