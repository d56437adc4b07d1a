"""When a document was published: ranked candidates with their evidence, never an average of them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from datelines.extractors.published.addresses import address_candidates, split_address
from datelines.extractors.published.datelines import date_lines, lines_of, own_address
from datelines.sources.records import DctCandidate, DctPrecision, Document, Published, ReviewItem

MAX_GAP_DAYS = 2  # time zones, night editions and translations explain less than that; not measured
GIVEN = 1.0
# How surely an address in the text is the document's own: where no other is known, and where one is. Not
# measured: chosen by hand.
ONLY_ADDRESS, OTHER_ADDRESS = 1.0, 0.8
_VALUE = re.compile(
    r"(?P<local>\d{4}(?:-\d\d(?:-\d\d(?:T\d\d(?::\d\d(?::\d\d)?)?)?)?)?)(?:Z|[+-]\d\d:\d\d)?", re.ASCII
)
_FINEST_FIRST: tuple[DctPrecision, ...] = ("second", "minute", "hour", "day", "month", "year")
_BY_LENGTH: dict[int, DctPrecision] = {
    4: "year",
    7: "month",
    10: "day",
    13: "hour",
    16: "minute",
    19: "second",
}


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate and, where it stands in the text, its place."""

    candidate: DctCandidate
    spans: tuple[tuple[int, int], ...] = ()


def publish_time(document: Document) -> tuple[Published, tuple[ReviewItem, ...]]:
    """Return the document creation time and what a person should look at.

    The strongest candidate is taken as it is; where it is a month or a year, the strongest one within it that
    has the day. Each candidate more than `MAX_GAP_DAYS` away from it gives a
    review item (dct-contradiction). Without candidates the result is ``Published()``.
    Raises ValueError where `document.published` is not ISO 8601 as the readers write it.
    """
    found = sorted(_distinct(_all_candidates(document)), key=_rank)
    if not found:
        return Published(), ()
    best = _finest_agreeing(found)
    others = [item for item in found if item.candidate is not best]
    candidates = (best, *(item.candidate for item in others))
    published = Published(best.value, best.precision, best.method, best.confidence, candidates)
    return published, tuple(
        _contradiction(best, item) for item in others if _gap(best, item.candidate) > MAX_GAP_DAYS
    )


def dct_day(published: Published, zone: str | None) -> str | None:
    """Return the ISO day of publication; None where only a month or year is known.

    Read in the offset given, else in the source's `zone` (an IANA name), else in UTC. "Z" is UTC with
    the local offset unknown (RFC 9557, section 2), so there the zone decides.

    >>> dct_day(Published("2025-12-19T22:30:00Z", "second"), "Asia/Almaty")
    '2025-12-20'
    >>> dct_day(Published("2025-12-19T22:30:00-03:00", "second"), "Asia/Almaty")
    '2025-12-19'
    """
    value = published.value
    if value is None or len(value) < len("2025-12-19"):
        return None
    if zone is None or not value.endswith("Z"):
        return value[:10]
    return _moment(value).astimezone(ZoneInfo(zone)).date().isoformat()


def _moment(value: str) -> datetime:
    """Return a value that ends in "Z" as a datetime; one with the hour alone is read at the full hour."""
    clock = value.removesuffix("Z")
    return datetime.fromisoformat(
        f"{clock}:00+00:00" if len(clock) == len("2025-12-19T22") else f"{clock}+00:00"
    )


def _all_candidates(document: Document) -> Iterator[_Found]:
    if document.published is not None:
        yield _Found(_given(document.published))
    for candidate in document.evidence:
        yield _Found(candidate)
    if document.url is not None:
        yield from map(_Found, address_candidates(document.url))
    lines = lines_of(document.text)
    own = own_address(lines)
    if own is not None:
        sure = (
            ONLY_ADDRESS if document.url is None or _same_host(document.url, own.address) else OTHER_ADDRESS
        )
        for candidate in address_candidates(own.address, sure):
            yield _Found(candidate, ((own.start, own.end),))
    for line in date_lines(lines):
        yield _Found(line.candidate, ((line.start, line.end),))


def _given(published: str) -> DctCandidate:
    return DctCandidate(published, precision_of(published), "given", published, GIVEN)


def precision_of(value: str) -> DctPrecision:
    """Return how precise an ISO 8601 value is. Raises ValueError where it is none."""
    match = _VALUE.fullmatch(value)
    if match is None:
        raise ValueError(f"not an ISO 8601 date as the readers write it: {value!r}")
    return _BY_LENGTH[len(match["local"])]


def _same_host(one: str, other: str) -> bool:
    parts = split_address(one), split_address(other)
    return all(parts) and len({p.hostname for p in parts if p}) == 1


def _distinct(found: Iterator[_Found]) -> Iterator[_Found]:
    """Drop a candidate that says the same as an earlier one by the same method: one page, two tags."""
    seen: set[tuple[str, str]] = set()
    for item in found:
        key = (item.candidate.method, item.candidate.value)
        if key not in seen:
            seen.add(key)
            yield item


def _rank(item: _Found) -> tuple[float, int]:
    """Sort the surest first; of equally sure ones the finest, then the order in which they were found."""
    return -item.candidate.confidence, _FINEST_FIRST.index(item.candidate.precision)


def _finest_agreeing(found: Sequence[_Found]) -> DctCandidate:
    """Return the first candidate, or, where that has no day, the first one with a day inside it."""
    first = found[0].candidate
    if first.precision not in {"month", "year"}:
        return first
    inside = (item.candidate for item in found if len(item.candidate.value) >= len("2025-12-19"))
    return next((candidate for candidate in inside if _gap(first, candidate) == 0), first)


def _gap(one: DctCandidate, other: DctCandidate) -> int:
    """Return the days between two candidates; 0 where a coarse one contains the other."""
    (start, end), (other_start, other_end) = _days(one.value), _days(other.value)
    return max((other_start - end).days, (start - other_end).days, 0)


def _days(value: str) -> tuple[date, date]:
    """Return the first and last day of a value that is a year, a month, a day or a time of day."""
    year, month, day = int(value[:4]), value[5:7], value[8:10]
    if day:
        only = date(year, int(month), int(day))
        return only, only
    first, last = int(month or 1), int(month or 12)
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _contradiction(best: DctCandidate, item: _Found) -> ReviewItem:
    other = item.candidate
    why = (
        f"{other.method} says {other.value}, {_gap(best, other)} days from {best.value}, "
        f"which {best.method} says and which is used"
    )
    return ReviewItem("dct-contradiction", other.evidence, why, item.spans)
