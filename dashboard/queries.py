"""What the pages need of the warehouse: rows of its views in, plain dictionaries out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from datelines.dashboard.display import country_name, when, words
from datelines.dashboard.filters import FILTER_NAMES, BadFilter, Filters, wrong_days
from datelines.dashboard.names import unknown
from datelines.dashboard.wording import sentence
from datelines.warehouse import Reader

Event = dict[str, Any]

_SEARCHED = ("title", "evidence", "mechanism", "place", "venue", "attribution")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a filter can take, its name for people, and how many events have it."""

    value: str
    label: str
    count: int


def _says(event: Event, wanted: list[str]) -> bool:
    """Return whether each of the words stands somewhere in what is known of the event."""
    parts = [event[name] or "" for name in _SEARCHED] + list(event["participants"] or ())
    text = "\n".join(parts).casefold()
    return all(word in text for word in wanted)


def events(reader: Reader, filters: Filters) -> tuple[tuple[str, ...], list[Event]]:
    """Return the columns and the events that match, in the order of the `timeline` view.

    Raises `BadFilter` for filters that are not understood.
    """
    given = {name: value for name, value in asdict(filters).items() if value}
    if wrong := [*unknown(reader, given), *wrong_days(filters)]:
        raise BadFilter(" ".join(map(sentence, wrong)))
    found = reader.timeline(
        actor=filters.actor or None,
        country=filters.country or None,
        region=filters.region or None,
        mechanism=filters.mechanism or None,
        type=filters.type or None,
        since=filters.since or None,
        until=filters.until or None,
        factuality=filters.factuality or None,
    )
    wanted = filters.q.casefold().split()
    matching = found.dicts()
    return found.columns, [event for event in matching if _says(event, wanted)] if wanted else matching


def with_when(event: Event) -> Event:
    """Return the event with `when`, its date as people write it."""
    return event | {"when": when(event["date_start"], event["date_end"], event["date_precision"])}


def newest_first(found: Sequence[Event]) -> list[Event]:
    """Return the events with the latest first and the undated still last."""
    dated = [event for event in found if event["date_start"]]
    return dated[::-1] + [event for event in found if not event["date_start"]]


_MOST_CHOICES = 500  # options of one filter; a longer list helps nobody, and any value can be in the address
_CHOICES = """
WITH counted AS (
    SELECT 'country' AS kind, value, count(*) AS events
    FROM (SELECT unnest(countries) AS value FROM timeline) GROUP BY value
    UNION ALL
    SELECT 'actor', value, count(*)
    FROM (SELECT unnest(participants) AS value FROM timeline) GROUP BY value
    UNION ALL
    SELECT 'region', region, count(DISTINCT event_id)
    FROM (SELECT event_id, unnest(countries) AS country FROM timeline) JOIN regions USING (country)
    GROUP BY region
    UNION ALL
    SELECT 'mechanism', mechanism, count(*) FROM timeline GROUP BY mechanism
    UNION ALL
    SELECT 'type', event_type, count(*) FROM timeline GROUP BY event_type
    UNION ALL
    SELECT 'factuality', factuality, count(*) FROM timeline GROUP BY factuality
)
SELECT kind, value, events
FROM counted
WHERE value IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY kind ORDER BY events DESC, value) <= ?
"""


def label(kind: str, value: str) -> str:
    """Return the name for people of a filter's value."""
    if kind == "country":
        return country_name(value)
    if kind == "region":
        return words(value).title()
    return words(value) if kind == "type" else value


def choices(reader: Reader) -> dict[str, list[Choice]]:
    """Return what each filter can be set to: the most frequent values, in order of their names."""
    found: dict[str, list[Choice]] = {name: [] for name in FILTER_NAMES}
    for kind, value, events in reader.query(_CHOICES, [_MOST_CHOICES]).rows:
        found[kind].append(Choice(value, label(kind, value), events))
    for options in found.values():
        options.sort(key=lambda choice: (choice.label.casefold(), choice.value))
    return found
