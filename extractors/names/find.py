"""Find the people, countries, bodies, places and formats that the knowledge base knows.

One automaton over all names of a language; then word boundaries, the longest match, and the
rules of `datelines.extractors.names.sense` that tell a name from a word that looks like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from datelines.extractors.layers.days import Days, Span, as_days
from datelines.extractors.layers.name import Name
from datelines.extractors.names.sense import Match, Meanings, Reading, named_in_full, words_of
from datelines.seeds.knowledge import Entity, Knowledge, knowledge
from datelines.seeds.letters import UPPER, is_unspaced
from datelines.seeds.packed import FOLD, Form
from datelines.seeds.partial_dates import touches

LISTED_INITIALS = re.compile(rf"(?P<given>[^\W\d_][\w'-]+)\s(?:[{UPPER}]\.\s?)+(?P<family>\S+)")


def entity(id: str) -> Entity | None:
    """Return what the knowledge base holds under an id."""
    return knowledge().entities.get(id)


def find_names(text: str, lang: str = "en", on: str | Days | None = None) -> tuple[Name, ...]:
    """Return the known names in `text`, in order and without overlap.

    `on` is the ISO day in question, or the days that each sentence speaks of: it decides between people
    of one family name and says for whom they act.
    """
    base, folded, days = knowledge(), text.translate(FOLD), as_days(on)
    matches = _matches(folded, lang)
    full = frozenset(named_in_full(matches, _names(lang)))
    reading = Reading(base, _names(lang), folded, text, lang, days, full)
    reading = replace(reading, strangers=frozenset(reading.families_of_strangers(matches)))
    return tuple(_named(base, text, match, meaning, days) for match, meaning in _longest(matches, reading))


@cache
def _names(lang: str) -> Meanings:
    """Return the names to look for in a text of `lang`: its own, and English ones in any other."""
    all_names = knowledge().names
    english = all_names["en"]
    return english if lang == "en" else {**english, **all_names.get(lang, {})}


@cache
def _automaton(lang: str) -> tuple[AhoCorasick, list[str]]:
    names = list(_names(lang))
    return AhoCorasick(names, matchkind=MatchKind.Standard), names


def _matches(folded: str, lang: str) -> list[Match]:
    """Return every name that stands between word boundaries, the leftmost first, then the longest."""
    automaton, names = _automaton(lang)
    suffix = _suffix(lang)
    found = [
        (start, bound, names[index])
        for index, start, end in automaton.find_matches_as_indexes(folded, overlapping=True)
        if (bound := _bound(folded, start, end, suffix))
    ]
    found += [longer for match in found if (longer := _with_initials(folded, match, lang))]
    return sorted(found, key=lambda match: (match[0], -match[1]))


def _with_initials(folded: str, match: Match, lang: str) -> Match | None:
    """Return "Antony J. Blinken" for a "Blinken" whose name without what stands between is known.

    That is initials, or a patronymic. Where the seeds list a name with its initials (George W. Bush), no
    others count.
    """
    start, end, family = match
    before = _between(lang).search(folded, max(0, start - 60), start)
    if before is None:
        return None
    name = f"{before.group(1)} {family}"
    known = name in _names(lang) and name not in _names_with_initials(lang)
    return (before.start(1), end, name) if known else None


@cache
def _between(lang: str) -> re.Pattern[str]:
    """Return a pattern for a given name with initials or a patronymic, right before a family name."""
    endings = "|".join(map(re.escape, words_of(lang).patronymics)) or r"(?!)"
    return re.compile(rf"\b([^\W\d_][\w'-]+)\s(?:(?:[{UPPER}]\.\s?)+|[^\W\d_][\w'-]*(?:{endings})\s)$")


@cache
def _names_with_initials(lang: str) -> frozenset[str]:
    listed = (LISTED_INITIALS.fullmatch(name) for name in _names(lang))
    return frozenset(f"{match['given']} {match['family']}" for match in listed if match)


def _bound(text: str, start: int, end: int, suffix: re.Pattern[str] | None) -> int | None:
    """Return where a name ends, its case suffix included; None where it stands inside a word."""
    before = text[start - 1 : start]
    if _joins(before, text[start]) or (before == "'" and text[start - 2 : start - 1].isalpha()):
        return None  # D'Amato is no Amato
    if not _joins(text[end : end + 1], text[end - 1]):
        return end
    more = suffix.match(text, end) if suffix else None
    return more.end() if more else None


@cache
def _suffix(lang: str) -> re.Pattern[str] | None:
    suffixes = sorted(words_of(lang).suffixes, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, suffixes))})(?!\w)") if suffixes else None


def _joins(outside: str, inside: str) -> bool:
    return outside.isalnum() and inside.isalnum() and not is_unspaced(outside + inside)


def _longest(matches: Sequence[Match], reading: Reading) -> Iterator[tuple[Match, tuple[str, Form]]]:
    reached = 0
    for match in matches:
        if match[0] < reached:
            continue
        meaning = reading.meaning(match)
        if meaning:
            reached = match[1]
            yield match, meaning


def _named(base: Knowledge, text: str, match: Match, meaning: tuple[str, Form], days: Days) -> Name:
    start, end, _ = match
    found = base.entities[meaning[0]]
    person = found.kind == "person"
    country = _acts_for(base, found, days.readings(start)[0]) if person else found.country
    return Name(
        start,
        end,
        text[start:end],
        found.id,
        found.name,
        found.kind,
        meaning[1],
        country,
        found.lat,
        found.lon,
    )


def _acts_for(base: Knowledge, person: Entity, spans: Sequence[Span]) -> str | None:
    """Return the country a person acts for: none while in an international office on the days in question."""
    held = [
        base.offices[t.office]
        for t in base.terms_of.get(person.id, ())
        if any(touches(span, (t.from_, t.until)) for span in spans)
    ]
    return next((office.country for office in held if office.country), None if held else person.country)
