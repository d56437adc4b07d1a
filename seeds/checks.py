"""What must hold between the rows of the knowledge base; each failure names a file and a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import combinations, pairwise

from datelines.seeds.compile import compiled_names
from datelines.seeds.loader import SeedError, line_of
from datelines.seeds.models.knowledge import Country, Mechanism, Office, Organisation
from datelines.seeds.partial_dates import first_day, last_day, overlap
from datelines.seeds.read import Seeds, Where

Problem = tuple[Where, str]

# Which fields refer to a row of which kind; a dot leads into the items of a list.
REFERENCES = {
    "countries": {"capital": "places"},
    "offices": {"country": "countries", "organisation": "organisations", "holders.person": "people"},
    "people": {"country": "countries"},
    "organisations": {"country": "countries", "place": "places", "members.country": "countries"},
    "places": {"country": "countries", "at": "places", "earlier.country": "countries"},
    "mechanisms": {
        "part_of": "mechanisms",
        "organisation": "organisations",
        "members.country": "countries",
        "sessions.place": "places",
    },
    "topics": {"parties": "countries"},
    "regions": {"countries": "countries"},
}


def check(seeds: Seeds) -> None:
    """Raise `SeedError` for the first problem found."""
    for find in CHECKS:
        for (path, location), message in find(seeds):
            raise SeedError(path, line_of(path, location), message)


def problems(seeds: Seeds) -> Iterator[SeedError]:
    """Yield every problem, as ``datelines seeds check`` prints them."""
    for find in CHECKS:
        for (path, location), message in find(seeds):
            yield SeedError(path, line_of(path, location), message)


def _at(seeds: Seeds, id: str, *keys: int | str) -> Where:
    """Return where a row stands, or where `keys` lead in it; the loader finds the line of a key."""
    path, location = seeds.where[id]
    return path, (*location, *(keys or (_first_key(location),)))


def _first_key(location: tuple[int | str, ...]) -> str:
    return "id" if location else "name"  # a row in a list has an id, a file's id is its name


def _repeated_ids(seeds: Seeds) -> Iterator[Problem]:
    for id, (path, location) in seeds.repeated:
        yield (path, (*location, _first_key(location))), f"the id {id} is taken by {seeds.where[id][0].name}"


def _references(seeds: Seeds) -> Iterator[Problem]:
    for owner, key, target, kind in _all_references(seeds):
        known = getattr(seeds, kind)
        if target is not None and target not in known:
            yield _at(seeds, owner, *key), f"{owner}: no such row in {kind}: {target}"


def _all_references(seeds: Seeds) -> Iterator[tuple[str, tuple[int | str, ...], str | None, str]]:
    """Yield (owner id, keys to the reference, id referred to, field of `Seeds` it must be in)."""
    for kind, fields in REFERENCES.items():
        for id, row in getattr(seeds, kind).items():
            for field, target in fields.items():
                yield from ((id, keys, value, target) for keys, value in _values(row, field))


def _values(row: object, field: str) -> Iterator[tuple[tuple[int | str, ...], str | None]]:
    """Yield the keys to, and the value of, a field such as ``holders.person`` or ``countries``."""
    outer, _, inner = field.partition(".")
    value = getattr(row, outer)
    if not isinstance(value, list):
        yield (outer,), value
        return
    for number, one in enumerate(value):
        yield ((outer, number, inner), getattr(one, inner)) if inner else ((outer, number), one)


def _roles(seeds: Seeds) -> Iterator[Problem]:
    titles = [title for words in seeds.roles.values() for title in words.titles]
    roles, styles = {t.role for t in titles}, {t.id for t in titles if t.style}
    for id, office in seeds.offices.items():
        if office.role not in roles:
            yield _at(seeds, id, "role"), f"{id}: no language has a title for the role {office.role}"
        for style in office.styles:
            if style not in styles:
                yield _at(seeds, id, "styles"), f"{id}: no title with style is called {style}"


def _terms(seeds: Seeds) -> Iterator[Problem]:
    for id, office in seeds.offices.items():
        for number, term in enumerate(office.holders):
            if last_day(term.until) < first_day(term.from_):
                yield (
                    _at(seeds, id, "holders", number, "person"),
                    f"{id}: {term.person} ends before beginning",
                )
        if office.single:
            yield from _overlaps(seeds, office)
        yield from _gaps(seeds, office)


def _overlaps(seeds: Seeds, office: Office) -> Iterator[Problem]:
    for number, term in enumerate(office.holders):
        for earlier in office.holders[:number]:
            if not (term.disputed or earlier.disputed) and overlap(
                (earlier.from_, earlier.until), (term.from_, term.until)
            ):
                yield (
                    _at(seeds, office.id, "holders", number, "person"),
                    f"{office.id}: {term.person} ({term.from_}) overlaps {earlier.person} ({earlier.from_})",
                )


def _gaps(seeds: Seeds, office: Office) -> Iterator[Problem]:
    """A complete span must be covered; a day between two terms is a handover."""
    if office.complete is None:
        return
    where = _at(seeds, office.id, "complete")
    terms = sorted(office.holders, key=lambda term: first_day(term.from_))
    begin, end = office.complete.from_, office.complete.until
    if not terms or first_day(terms[0].from_) > last_day(begin):
        yield where, f"{office.id}: complete from {begin}, but no holder then"
        return
    if max(last_day(term.until) for term in terms) < first_day(end):
        yield where, f"{office.id}: complete until {end}, but no holder then"
    spans = [*terms, *office.vacant]
    for before, after in pairwise(sorted(spans, key=lambda span: first_day(span.from_))):
        late = first_day(after.from_) > last_day(begin)
        if late and _days_apart(last_day(before.until), first_day(after.from_)) > 1:
            yield where, f"{office.id}: nobody between {before.until} and {after.from_} in a complete span"


def _days_apart(end: str, start: str) -> int:
    if end.startswith("9999"):
        return 0
    return (date.fromisoformat(start) - date.fromisoformat(end)).days


def _memberships(seeds: Seeds) -> Iterator[Problem]:
    for id, body in seeds.bodies():
        for number, member in enumerate(body.members):
            where = _at(seeds, id, "members", number, "country")
            if member.from_ and body.from_ and last_day(member.from_) < first_day(body.from_):
                yield where, f"{id}: {member.country} joined {member.from_}, before its founding {body.from_}"
            if body.until and first_day(member.until or member.from_) > last_day(body.until):
                yield where, f"{id}: {member.country} is a member after its end {body.until}"
    for id, mechanism in seeds.mechanisms.items():
        for number, session in enumerate(mechanism.sessions):
            if mechanism.from_ and last_day(session.date) < first_day(mechanism.from_):
                yield _at(seeds, id, "sessions", number, "date"), f"{id}: a session before its founding"


def _ambiguous(seeds: Seeds) -> Iterator[Problem]:
    """No name may lead to two things in the same years; family names are told apart in the text."""
    for language, names in compiled_names(seeds).items():
        for name, meanings in names.items():
            whole = [id for id, form in meanings if form != "short"]
            for earlier, later in combinations(whole, 2):
                if _same_years(seeds, earlier, later):
                    where = _at(seeds, later)
                    yield where, f"{later}: the name {name!r} ({language}) also leads to {earlier}"


def _same_years(seeds: Seeds, first: str, second: str) -> bool:
    spans = []
    for id in (first, second):
        row = next((rows[id] for rows in _dated(seeds) if id in rows), None)
        spans.append((row.from_, row.until) if row else (None, None))
    return overlap(spans[0], spans[1])


def _dated(seeds: Seeds) -> tuple[Mapping[str, Country | Organisation | Mechanism], ...]:
    return seeds.countries, seeds.organisations, seeds.mechanisms


CHECKS: tuple[Callable[[Seeds], Iterator[Problem]], ...] = (
    _repeated_ids,
    _references,
    _roles,
    _terms,
    _memberships,
    _ambiguous,
)
