"""Spot checks of `datelines who`: holders on the days around a change, as public pages tell of it.

A row of ``office_holders.csv`` is a term, or the one end of it that its page tells of: the office as people
write it, the day it was taken, the day it was left, who held it, and the page. Rows come from their pages,
not from the seeds. Asked for are the day after the first, the day before the last, and the day between.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from datelines.flows.ask.offices import holders

FILE = Path(__file__).with_name("office_holders.csv")


def days(begin: str, end: str) -> Iterator[date]:
    """Yield the days to ask for; either bound may be empty, which means that the page does not tell it."""
    day, bounds = timedelta(days=1), [date.fromisoformat(bound) for bound in (begin, end) if bound]
    if begin:
        yield bounds[0] + day
    if end:
        yield bounds[-1] - day
    if begin and end:
        yield bounds[0] + (bounds[1] - bounds[0]) / 2


def checks() -> Iterator[tuple[str, str, str, str]]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for day in days(row["from"], row["until"]):
                yield row["office"], day.isoformat(), row["person"], row["page"]


CHECKS = list(checks())


@pytest.mark.parametrize(("office", "day", "person", "page"), CHECKS)
def test_who_names_the_holder_whom_the_page_names(office: str, day: str, person: str, page: str) -> None:
    assert holders(office, day).names == (person,), page


def test_many_terms_are_asked_of_many_pages() -> None:
    assert len(CHECKS) >= 200
    assert len({page for *_, page in CHECKS}) >= 40
