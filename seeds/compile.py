"""From typed rows to the plain data that is cached: names with what they mean, terms, members, words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from datelines.seeds import aliases
from datelines.seeds.models.knowledge import (
    Office,
    Person,
)
from datelines.seeds.packed import FOLD, Form, pack
from datelines.seeds.read import Seeds

Named = tuple[str, str, str, Form]  # language, name, entity id, form


def _entity_names(seeds: Seeds) -> Iterator[Named]:
    """Yield every name of everything, those that win a tie first."""
    for id, country in seeds.countries.items():
        yield from ((lang, name, id, "name") for lang, name in aliases.country_names(country))
        yield from ((lang, n, id, "demonym") for lang, n in aliases.demonym_names(country.demonyms))
        yield from ((lang, n, id, "metonym") for lang, all_ in country.metonyms.items() for n in all_)
    for id, region in seeds.regions.items():
        yield from ((lang, n, id, "name") for lang, n in aliases.listed(region.name, region.aliases))
        yield from ((lang, n, id, "demonym") for lang, n in aliases.demonym_names(region.demonyms))
    for id, mechanism in seeds.mechanisms.items():
        yield from ((lang, n, id, "name") for lang, n in aliases.mechanism_names(mechanism))
    for id, body in seeds.organisations.items():
        former = [f.name for f in body.former_names]
        yield from ((lang, n, id, "name") for lang, n in aliases.listed(body.name, body.aliases, former))
        if body.country in seeds.countries:
            named = aliases.common_names(body, seeds.countries[body.country])
            yield from ((lang, n, id, "name") for lang, n in named)
    for id, place in seeds.places.items():
        former = [f.name for f in place.former_names]
        yield from ((lang, n, id, "name") for lang, n in aliases.listed(place.name, place.aliases, former))
    for id, topic in seeds.topics.items():
        yield from ((lang, n, id, "name") for lang, n in aliases.listed(topic.name, topic.aliases))
    yield from _person_names(seeds.people.values())


def _person_names(people: Iterable[Person]) -> Iterator[Named]:
    for person in people:
        for language, names in _with_own(person).items():
            alone = [name for name in names if aliases.stands_alone(name, names)]
            if language == "en" and (family := aliases.family_of(person)):
                alone = list(dict.fromkeys((family, *alone)))
            for name in names:
                if name not in alone:
                    for spelling in dict.fromkeys(aliases.person_names(name, alone)):
                        yield language, spelling, person.id, "name"
            for name in alone:
                for spelling in dict.fromkeys((name, aliases.strip_marks(name))):
                    yield language, spelling, person.id, "short"


def _with_own(person: Person) -> dict[str, list[str]]:
    """Return a person's names by language (of kk-Latn: kk), the display name among the English ones."""
    found: dict[str, list[str]] = {"en": [person.name]}
    for tag, names in person.aliases.items():
        found.setdefault(tag.split("-")[0], []).extend(names)
    return found


def compiled_names(seeds: Seeds) -> dict[str, dict[str, list[tuple[str, Form]]]]:
    """Return language -> name -> (id, form) pairs, capitals as headlines and datelines have them too."""
    found: dict[str, dict[str, list[tuple[str, Form]]]] = {}
    guarded = {guard.name for guard in seeds.names["en"].guards} if "en" in seeds.names else set()
    for language, name, id, form in _entity_names(seeds):
        folded = name.translate(FOLD)
        endings = seeds.names[language].endings if language in seeds.names else {}
        spellings = [folded, *aliases.inflected(folded, endings)]
        doubtful = id in seeds.places and folded in guarded  # no guard could tell "A NICE DAY"
        if language == "en" and form != "demonym" and len(folded) > 3 and not doubtful:
            spellings.append(folded.upper())
        for spelling in dict.fromkeys(spellings):
            meanings = found.setdefault(language, {}).setdefault(spelling, [])
            if all(id != other for other, _ in meanings):
                meanings.append((id, form))
    return found


def _entities(seeds: Seeds) -> Iterator[list[Any]]:
    for id, country in seeds.countries.items():
        yield [id, "country", country.name, id, None, None, country.capital, country.from_, country.until]
    for id, region in seeds.regions.items():
        yield [id, "region", region.name]
    for id, mechanism in seeds.mechanisms.items():
        yield [id, "mechanism", mechanism.name, None, None, None, None, mechanism.from_, mechanism.until]
    for id, body in seeds.organisations.items():
        yield [id, "organisation", body.name, body.country, None, None, body.place, body.from_, body.until]
    for id, place in seeds.places.items():
        seat = seeds.places[place.at] if place.at else place
        kind = "venue" if place.kind == "venue" else "place"
        lies_in = place.country or seat.country
        lat, lon = (place.lat, place.lon) if place.lat is not None else (seat.lat, seat.lon)
        yield [id, kind, place.name, lies_in, lat, lon, place.at]
    for id, topic in seeds.topics.items():
        yield [id, "topic", topic.name]
    home = _countries_of_people(seeds)
    for id, person in seeds.people.items():
        yield [id, "person", person.name, person.country or home.get(id)]


def _countries_of_people(seeds: Seeds) -> dict[str, str]:
    """Return for a person without a country the one of the first office held."""
    return {
        term.person: office.country
        for office in reversed(seeds.offices.values())
        for term in reversed(office.holders)
        if office.country
    }


def _words(seeds: Seeds) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for language in seeds.roles.keys() | seeds.names.keys():
        row: dict[str, Any] = {"titles": [], "guards": []}
        if language in seeds.roles:
            words = seeds.roles[language]
            row |= words.model_dump(exclude={"titles"})
            row["titles"] = [
                [t.id, t.role, t.forms, t.style, t.named_only, t.owned, t.plural] for t in words.titles
            ]
        if language in seeds.names:
            names = seeds.names[language]
            row |= names.model_dump(exclude={"guards", "endings"})
            row["guards"] = [[g.name or g.form or g.kind, g.before, g.after] for g in names.guards]
        found[language] = row
    return found


def _office(office: Office) -> list[Any]:
    span = [office.complete.from_, office.complete.until] if office.complete else None
    owner = [office.country, office.organisation]
    vacant = [[free.from_, free.until] for free in office.vacant]
    names = [name for names in office.aliases.values() for name in names]
    styled = [office.styles, office.leads, span, office.single]
    return [office.id, office.name, office.role, *owner, *styled, vacant, names]


def _members(seeds: Seeds) -> Iterator[list[Any]]:
    for id, body in seeds.bodies():
        yield from ([id, m.country, m.status, m.from_, m.until] for m in body.members)
    for id, region in seeds.regions.items():
        yield from ([id, country, "member", None, None] for country in region.countries)


def compile_all(seeds: Seeds) -> dict[str, Any]:
    """Return the knowledge base as plain data."""
    return {
        "entities": {row[0]: row for row in _entities(seeds)},
        "offices": [_office(office) for office in seeds.offices.values()],
        "terms": [
            [office.id, t.person, t.from_, t.until, t.acting, t.source, t.disputed]
            for office in seeds.offices.values()
            for t in office.holders
        ],
        "members": list(_members(seeds)),
        "names": {
            language: {name: pack(meanings) for name, meanings in names.items()}
            for language, names in compiled_names(seeds).items()
        },
        "words": _words(seeds),
    }
