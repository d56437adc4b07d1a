"""What stands beside a date on a page: whether it is the day of publication."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from datelines.seeds.loader import ROOT, SeedModel, read_seed


class PageLabels(SeedModel):
    """Words of changes and of publications, with labels that date a page and labels that do not.

    A word of `alone` must be the whole label.
    """

    changes: tuple[str, ...] = Field(min_length=1)
    publications: tuple[str, ...] = Field(min_length=1)
    alone: tuple[str, ...] = Field(min_length=1)
    holds: tuple[str, ...] = Field(min_length=1)
    fails: tuple[str, ...] = Field(min_length=1)


@cache
def page_labels() -> PageLabels:
    """Return ``seeds/page_labels.yml``."""
    return read_seed(ROOT / "page_labels.yml", PageLabels)
