"""A short soak: two simulated days of a site where every fourth page is faulty, with runs that are killed."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.soak import soak
from benchmarks.soak_site import FAULTS, Month, body

MONTH = Month(count=60, sources=4, days=2, bad=0.25)


def test_the_month_is_the_same_each_time_and_has_every_fault() -> None:
    assert [page.fault for page in MONTH.pages] == [page.fault for page in Month(60, 4, 2, 0.25).pages]
    assert {page.fault for page in MONTH.pages} == {None, *FAULTS}


def test_a_page_is_read_right_in_its_own_encoding_only() -> None:
    for page in MONTH.pages[:24]:
        assert page.mark in body(page).decode(page.encoding[0])
    assert len({page.encoding[0] for page in MONTH.pages[:24]}) == 6


@pytest.mark.slow
@pytest.mark.scale
def test_a_disturbed_month_ends_like_an_undisturbed_one(tmp_path: Path) -> None:
    assert soak(MONTH, step=12, kills=1, folder=tmp_path) == []
