"""Which sources are to be fetched, which are left in peace for a while, and which have fallen silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim

from datelines.seeds.models.sources import Source
from datelines.sources.ledger import SourceState

HOURLY = "0 * * * *"
TOLERATED = 3  # failures in a row after which a source is paused
PAUSE, LONGEST_PAUSE = timedelta(hours=3), timedelta(days=7)
LEAST_SILENCE = timedelta(days=2)  # a source of ten articles a day may rest over a weekend
USUAL_GAPS = 5  # a source is silent after so many of its usual gaps between two articles
SOONER = timedelta(minutes=1)  # clocks differ a little, and a run ahead of its time is not put off by an hour


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source stands at a moment; `since` is when it last had something new, or was first asked."""

    name: str
    due: bool
    next_at: datetime
    paused_until: datetime | None
    silent_since: datetime | None
    failures: int
    trouble: str | None


def standing(name: str, source: Source, state: SourceState, now: datetime) -> Standing:
    """Return how a source stands at `now`, a moment with its zone. Cron times are in the source's zone.

    A time in the future was written by a clock that has been set back since: it counts for nothing.
    """
    fetched = _past(state.fetched_at, now)
    paused = _paused_until(state, fetched)
    next_at = max(filter(None, [_next(source, fetched) if fetched else now, paused]))
    return Standing(
        name,
        due=next_at <= now + SOONER,
        next_at=next_at,
        paused_until=paused if paused and paused > now else None,
        silent_since=_silent_since(source, state, now),
        failures=state.failures,
        trouble=state.trouble,
    )


def _past(moment: str | None, now: datetime) -> datetime | None:
    at = datetime.fromisoformat(moment) if moment else None
    return at if at is None or at <= now else None


def _next(source: Source, after: datetime) -> datetime:
    times = CronSim(source.schedule or HOURLY, after.astimezone(ZoneInfo(source.zone)))
    following: datetime = next(times)
    return following.astimezone(UTC)


def _paused_until(state: SourceState, fetched: datetime | None) -> datetime | None:
    """Return until when a source that keeps failing is left alone: twice as long after each failure."""
    beyond = state.failures - TOLERATED
    if fetched is None or beyond < 0:
        return None
    return fetched + min(PAUSE * (1 << min(beyond, 10)), LONGEST_PAUSE)


def _silent_since(source: Source, state: SourceState, now: datetime) -> datetime | None:
    """Return when a source last had something new, where that is longer ago than its bounds allow."""
    last = _past(state.new_at, now)
    least = source.healthy.documents_a_day[0]
    if last is None or not least:
        return None
    allowed = max(LEAST_SILENCE, timedelta(days=USUAL_GAPS / least))
    return last if now - last > allowed else None
