"""Filters of the timeline, checked: an unknown name is an error with near ones, not an empty answer."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import get_args

from flows.asking import reader
from flows.terminal import Problem
from seeds.models.events import Factuality, Subtype, Type
from warehouse.session import Session
from warehouse.timeline import day

_NEAR, _LIKENESS = 5, 0.7
_ALL_SHOWN = 12  # so many names are listed whole; of more, only those that are near
_VOCABULARIES: dict[str, tuple[str, ...]] = {
    "event_type": (*get_args(Type), *get_args(Subtype)),
    "factuality": get_args(Factuality),
}
# All names by which a filter of the timeline finds something, folded, whether events have them or not; first
# where a name is found fast.
_NAMES = {
    "actor": (
        "SELECT name FROM derived.actor_names",
        "SELECT folded(unnest([actor_id, name] || aliases)) FROM derived.actors",
        "SELECT unnest(string_split(folded(name), ' ')) FROM derived.actors WHERE kind = 'person'",
    ),
    "country": (
        "SELECT folded(unnest([country, name] || aliases)) FROM derived.actors WHERE kind = 'country'",
        "SELECT folded(unnest(countries)) FROM derived.events",
    ),
    "region": ("SELECT folded(region) FROM regions",),
    "mechanism": (
        "SELECT folded(unnest([mechanism, mechanism_id])) FROM derived.mechanism_facts",
        "SELECT folded(unnest([mechanism, mechanism_id])) FROM derived.mechanism_members",
        "SELECT folded(unnest([mechanism, mechanism_id])) FROM derived.events",
    ),
}


def checked(**given: str | None) -> dict[str, str]:
    """Return the filters that are given, as ``warehouse.timeline.select`` takes them. Raises `Problem`."""
    filters = {name: value for name, value in given.items() if value is not None}
    for name, words in _VOCABULARIES.items():
        if name in filters and filters[name].lower() not in {word.lower() for word in words}:
            kind = name.removeprefix("event_")
            raise Problem(f"no {kind} {filters[name]}; there are {', '.join(words)}", status=2)
    _check_days(filters)
    if named := filters.keys() & _NAMES:
        with reader().session() as session:
            for name in sorted(named):
                _check_name(session, name, filters[name])
    return filters


def _check_days(filters: dict[str, str]) -> None:
    since, until = filters.get("since"), filters.get("until")
    if since and until and day(since, last=False) > day(until, last=True):
        raise Problem(f"no day is after {since} and before {until}")


def _check_name(session: Session, name: str, value: str) -> None:
    listed = [f"SELECT DISTINCT name FROM ({sql}) AS names (name)" for sql in _NAMES[name]]  # noqa: S608  SQL of ours
    if value and any(session.query(f"{sql} WHERE name = folded(?) LIMIT 1", [value]).rows for sql in listed):
        return
    known = {each for sql in listed for (each,) in session.query(sql).rows} - {None}
    raise Problem(f"no {name} is called {value or 'so'}{_near(value.lower(), sorted(known))}")


def _near(value: str, known: Sequence[str]) -> str:
    """Return what to say of the names that there are."""
    if len(known) <= _ALL_SHOWN:
        return f"; there are {', '.join(known)}" if known else ""
    holding = [name for name in known if value and value in name]
    near = [*holding, *(n for n in get_close_matches(value, known, _NEAR, _LIKENESS) if n not in holding)][
        :_NEAR
    ]
    return f"; near it: {', '.join(near)}" if near else ""
