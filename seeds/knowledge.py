"""The knowledge base, read from ``seeds/``, checked, and compiled to what a text is searched for.

`knowledge` gives it from a cache keyed by the content of the seeds and of this code; a cache that
cannot be read or written only costs the time to compile again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

from datelines.seeds.cache import fingerprint, kept
from datelines.seeds.packed import Form, Kind, unpack
from datelines.seeds.partial_dates import first_day, last_day

ROOT = Path(__file__).parent
SEEDS = (
    "countries.yml",
    *(f"{kind}/*.yml" for kind in ("actors", "organisations", "places", "mechanisms", "topics", "regions")),
    "languages/*/roles.yml",
    "languages/*/names.yml",
)
# What makes the compiled data: a change of any of these makes a new cache.
CODE = tuple(
    ROOT / name
    for name in (
        "aliases.py",
        "checks.py",
        "compile.py",
        "knowledge.py",
        "loader.py",
        "models/knowledge.py",
        "models/names.py",
        "packed.py",
        "partial_dates.py",
        "read.py",
    )
)
PACKAGES = ("babel",)  # the names of countries and languages in each language
_CODE = fingerprint(CODE, *PACKAGES)


@dataclass(frozen=True, slots=True)
class Entity:
    """Something with a name. `country` is alpha-3; coordinates are WGS84 degrees."""

    id: str
    kind: Kind
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    at: str | None = None
    from_: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """A post. `single`: one person holds it at a time; `vacant` are spans in which nobody did."""

    id: str
    name: str
    role: str
    country: str | None
    organisation: str | None
    styles: tuple[str, ...]
    leads: bool
    complete: tuple[str, str] | None
    single: bool
    vacant: tuple[tuple[str | None, str | None], ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A person's time in an office; dates of year, month or day precision, `until` null if still in it.

    `disputed`: another claimed the office at the same time.
    """

    office: str
    person: str
    from_: str
    until: str | None
    acting: bool
    source: str
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    body: str
    country: str
    status: str
    from_: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Title:
    """Words for an office in one language; see `datelines.seeds.models.names.RoleTitle`."""

    id: str
    role: str
    forms: tuple[str, ...]
    style: bool
    named_only: bool
    owned: bool = False
    plural: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guard:
    """Where a name does not count; `of` is a name, a form or a kind. See `seeds.models.names.Guard`."""

    of: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """What a language says around names and offices; empty where nobody wrote it down."""

    former: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    incoming: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()
    possessive: str = ""
    address: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    honorifics: tuple[str, ...] = ()
    leader: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    titles: tuple[Title, ...] = ()
    openers: tuple[str, ...] = ()
    eponyms: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    patronymics: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()


@dataclass(frozen=True)
class Knowledge:
    """All of it, ready to be asked. `names` maps a language to a name to its packed meanings."""

    entities: dict[str, Entity]
    offices: dict[str, Office]
    terms: tuple[Term, ...]
    members: tuple[Membership, ...]
    names: dict[str, dict[str, str]]
    words: dict[str, Words]

    @cached_property
    def countries_of(self) -> dict[str, list[str]]:
        """Alpha-3 codes of who ever belonged to a body, a format or a region, by its id."""
        found: dict[str, list[str]] = {}
        for membership in self.members:
            codes = found.setdefault(membership.body, [])
            if membership.country not in codes:
                codes.append(membership.country)
        return found

    @cached_property
    def aliases(self) -> dict[str, dict[str, tuple[tuple[str, Form], ...]]]:
        """Language -> name -> (entity id, form) pairs."""
        return {
            lang: {name: unpack(packed) for name, packed in names.items()}
            for lang, names in self.names.items()
        }

    @cached_property
    def terms_of(self) -> dict[str, list[Term]]:
        """Terms by office and by person, in order of their beginning."""
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.office, []).append(term)
            found.setdefault(term.person, []).append(term)
        return found

    def holders_on(self, office: str, day: str) -> tuple[Term, ...]:
        """Return the terms that may include `day`; of two on a handover day the later comes first."""
        return self.holders_between(office, day, day)

    def holders_between(self, office: str, first: str, last: str) -> tuple[Term, ...]:
        """Return the terms that may include a day from `first` to `last`, the latest first.

        In an office of one holder a term whose end is not known to the day is over once another has begun.
        """
        terms = [
            term
            for term in self.terms_of.get(office, ())
            if first_day(term.from_) <= last and first <= last_day(term.until)
        ]
        if self.offices[office].single:
            terms = [term for term in terms if not _succeeded(term, terms, first)]
        return tuple(sorted(terms, key=lambda term: first_day(term.from_), reverse=True))


def _succeeded(term: Term, others: Iterable[Term], day: str) -> bool:
    """Say whether another has surely begun by `day`, unless it is the very day on which the term ends."""
    later = [t for t in others if first_day(term.from_) < first_day(t.from_) and not t.disputed]
    return not term.disputed and any(last_day(t.from_) <= day != term.until for t in later)


def _sources(root: Path) -> list[Path]:
    return [path for where in SEEDS for path in sorted(root.glob(where))]


def content_hash(root: Path = ROOT) -> str:
    """Return a SHA-256 over the seeds that the knowledge base is made of and the code that makes it."""
    return hashlib.sha256(f"{fingerprint(_sources(root))} {_CODE}".encode()).hexdigest()


def _from_json(data: dict[str, Any]) -> Knowledge:
    return Knowledge(
        entities={id: Entity(*row) for id, row in data["entities"].items()},
        offices={row[0]: _office_from_json(*row) for row in data["offices"]},
        terms=tuple(Term(*row) for row in data["terms"]),
        members=tuple(Membership(*row) for row in data["members"]),
        names=data["names"],
        words={lang: _words_from_json(row) for lang, row in data["words"].items()},
    )


def _office_from_json(*row: Any) -> Office:
    id, name, role, country, organisation, styles, leads, complete, single, vacant, aliases = row
    span = (complete[0], complete[1]) if complete else None
    free = tuple((begin, end) for begin, end in vacant)
    owner = (country, organisation)
    return Office(id, name, role, *owner, tuple(styles), leads, span, single, free, tuple(aliases))


def _title_from_json(*row: Any) -> Title:
    id, role, forms, style, named_only, owned, plural = row
    return Title(id, role, tuple(forms), style, named_only, owned, tuple(plural))


def _words_from_json(row: dict[str, Any]) -> Words:
    lists = {key: tuple(value) for key, value in row.items() if key not in {"titles", "guards", "possessive"}}
    return Words(
        titles=tuple(_title_from_json(*title) for title in row["titles"]),
        guards=tuple(Guard(*guard) for guard in row["guards"]),
        possessive=row.get("possessive", ""),
        **lists,
    )


@cache
def knowledge(root: Path = ROOT) -> Knowledge:
    """Return the knowledge base. Raises `SeedError`, with file and line, where a seed is wrong."""
    key = content_hash(root)

    def sound() -> bool:
        """Say whether neither seeds nor code were replaced since they were read: an upgrade, or an editor."""
        return content_hash(root) == key and fingerprint(CODE, *PACKAGES) == _CODE

    return kept("knowledge", key, _from_json, partial(_compiled, root), sound)


def _compiled(root: Path) -> dict[str, Any]:
    """Read, check and compile all seeds: models and CLDR are loaded, which a warm start need not do."""
    from datelines.seeds.checks import check
    from datelines.seeds.compile import compile_all
    from datelines.seeds.read import read_all

    found = read_all(root)
    check(found)
    return compile_all(found)
