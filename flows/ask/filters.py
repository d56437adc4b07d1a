"""Filters of the timeline, checked: an unknown name is an error with near ones, not an empty answer."""

from __future__ import annotations

from datelines.dashboard.names import unknown
from datelines.flows.ask.published import reader
from datelines.flows.terminal import Problem
from datelines.warehouse.errors import QueryRefused
from datelines.warehouse.timeline import day

WRONG = 2  # the exit status where a line was typed wrongly


def checked(**given: str | None) -> dict[str, str]:
    """Return the filters that are given, as ``warehouse.timeline.select`` takes them. Raises `Problem`."""
    filters = {name: value for name, value in given.items() if value is not None}
    _check_days(filters)
    named = {name.removeprefix("event_"): value for name, value in filters.items()}
    if wrong := unknown(reader(), named):
        raise Problem("; ".join(wrong), WRONG)
    return filters


def _check_days(filters: dict[str, str]) -> None:
    try:
        days = {
            name: day(filters[name], name != "since")
            for name in ("since", "until", "as_of")
            if name in filters
        }
    except QueryRefused as error:
        raise Problem(str(error), WRONG) from error
    if "since" in days and "until" in days and days["since"] > days["until"]:
        raise Problem(f"no day is after {filters['since']} and before {filters['until']}", WRONG)
