"""Filters of the timeline, checked against the names that there are.

An unknown name gives no event, and an empty timeline would look like an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

from datelines.dashboard.display import country_name
from datelines.dashboard.near import hint
from datelines.seeds.event_types import event_types, subtypes
from datelines.seeds.models.events import Factuality
from datelines.warehouse import Reader
from datelines.warehouse.session import Session

_VOCABULARIES: dict[str, Callable[[], tuple[str, ...]]] = {
    "type": lambda: (*event_types(), *subtypes()),
    "factuality": lambda: get_args(Factuality),
}
# All names by which a filter finds something, folded, each beside what people call it, whether events have it
# or not; first where a name is found fast.
_NAMES = {
    "actor": (
        """SELECT n.name, coalesce(a.name, n.name)
        FROM derived.actor_names AS n LEFT JOIN derived.actors AS a ON a.actor_id = n.actor_key""",
        "SELECT folded(unnest([actor_id, name] || aliases)), name FROM derived.actors",
        "SELECT unnest(string_split(folded(name), ' ')), name FROM derived.actors WHERE kind = 'person'",
    ),
    "country": (
        "SELECT folded(unnest([country, name] || aliases)), name FROM derived.actors WHERE kind = 'country'",
        "SELECT folded(unnest(countries)), unnest(countries) FROM derived.events",
    ),
    "region": ("SELECT folded(region), region FROM regions",),
    "mechanism": (
        "SELECT folded(unnest([mechanism, mechanism_id])), mechanism FROM derived.mechanism_facts",
        "SELECT folded(unnest([mechanism, mechanism_id])), mechanism FROM derived.mechanism_members",
        "SELECT folded(unnest([mechanism, mechanism_id])), mechanism FROM derived.events",
    ),
}
_NAMED = "SELECT 1 FROM ({names}) AS names (name, shown) WHERE name = folded(?) LIMIT 1"
_LIKE = """
SELECT name, any_value(shown ORDER BY shown) AS shown
FROM ({names}) AS names (name, shown)
WHERE name IS NOT NULL
GROUP BY name
ORDER BY contains(name, folded($1)) DESC, jaro_winkler_similarity(name, folded($1)) DESC, name
LIMIT 100
"""


def unknown(reader: Reader, filters: Mapping[str, str | None]) -> list[str]:
    """Return a line for each filter that names nothing there is, with near names.

    `filters` has them by the names of the dashboard's parameters; None and the names of others are left
    alone.
    """
    given = {name: value for name, value in filters.items() if value is not None}
    said = {
        name: _unlisted(name, given[name], _VOCABULARIES[name]()) for name in given.keys() & _VOCABULARIES
    }
    asked = [name for name in _NAMES if name in given]
    if asked:
        with reader.session() as session:
            said |= {name: _uncalled(session, name, given[name]) for name in asked}
    return [line for name in given if (line := said.get(name))]


def _unlisted(name: str, value: str, words: tuple[str, ...]) -> str | None:
    if value.lower() in {word.lower() for word in words}:
        return None
    near = hint(value, list(dict.fromkeys(words)))
    return f"no {name} is called {value or 'so'}" + (near or f"; there are {', '.join(words)}")


def _uncalled(session: Session, name: str, value: str) -> str | None:
    if value and any(session.query(_NAMED.format(names=names), [value]).rows for names in _NAMES[name]):
        return None
    if name == "country" and country_name(value.upper()) != value.upper():
        return None  # one of ISO 3166 that nothing tells of
    known = dict(session.query(_LIKE.format(names=" UNION ALL ".join(_NAMES[name])), [value]).rows)
    near = hint(value, sorted(known), known)
    if name == "country" and not near:
        near = "; write its ISO 3166 alpha-3 code or its name, KAZ or Kazakhstan"
    return f"no {name} is called {value or 'so'}{near}"
