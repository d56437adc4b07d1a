"""Find the people, countries, bodies, places and formats that the knowledge base knows.

One automaton over all names of a language; then word boundaries, the longest match, and the
rules that tell a name from a word that looks like one. A family name alone counts where the
document names the person in full, where one holder of an office bears it on the day, or where
the knowledge base knows nobody else of that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from seeds.knowledge import FOLD, Entity, Form, Guard, Kind, Knowledge, Term, Words, knowledge
from seeds.partial_dates import within

Match = tuple[int, int, str]  # start, end, the name as the knowledge base spells it
UNSPACED = re.compile(r"[぀-ヿ㐀-鿿豈-﫿]")  # kana and Han: no spaces, so no boundaries
INITIALS = re.compile(r"\b([^\W\d_][\w'-]+)\s(?:[A-Z]\.\s?)+$")
LISTED_INITIALS = re.compile(r"(?P<given>[^\W\d_][\w'-]+)\s(?:[A-Z]\.\s?)+(?P<family>\S+)")
LAST_WORD = re.compile(r"[^\W\d_][\w'.-]*\s$")
NEXT_WORD = re.compile(r"\s[^\W\d_][\w'-]*")
SENTENCE_END = re.compile(r"(^|[.!?…:;\"“”(\n])\s*$")


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a known entity: offsets into the text as given, end exclusive.

    `country` is for whom it acts, or where it lies, on the day asked for; null for bodies and
    formats of several countries. `form` says how it was named.
    """

    start: int
    end: int
    text: str
    id: str
    name: str
    kind: Kind
    form: Form
    country: str | None
    lat: float | None = None
    lon: float | None = None


def entity(id: str) -> Entity | None:
    """Return what the knowledge base holds under an id."""
    return knowledge().entities.get(id)


def find_names(text: str, lang: str = "en", on: str | None = None) -> tuple[Name, ...]:
    """Return the known names in `text`, in order and without overlap.

    `on` is an ISO day: it decides between people of one family name and says for whom they act.
    """
    base, folded = knowledge(), text.translate(FOLD)
    matches = _matches(folded, lang)
    reader = _Reader(base, folded, lang, on, frozenset(_named_in_full(matches, _names(lang))))
    return tuple(_named(base, text, match, meaning, on) for match, meaning in _longest(matches, reader))


@cache
def _names(lang: str) -> dict[str, list[tuple[str, Form]]]:
    """Return the names to look for in a text of `lang`: its own, and English ones in any other."""
    all_names = knowledge().aliases
    english = all_names["en"]
    return english if lang == "en" else {**english, **all_names.get(lang, {})}


@cache
def _automaton(lang: str) -> tuple[AhoCorasick, list[str]]:
    names = list(_names(lang))
    return AhoCorasick(names, matchkind=MatchKind.Standard), names


def _matches(folded: str, lang: str) -> list[Match]:
    """Return every name that stands between word boundaries, the leftmost first, then the longest."""
    automaton, names = _automaton(lang)
    found = [
        (start, end, names[index])
        for index, start, end in automaton.find_matches_as_indexes(folded, overlapping=True)
        if _bounded(folded, start, end)
    ]
    found += [longer for match in found if (longer := _with_initials(folded, match, lang))]
    return sorted(found, key=lambda match: (match[0], -match[1]))


def _with_initials(folded: str, match: Match, lang: str) -> Match | None:
    """Return "Antony J. Blinken" for a "Blinken" whose name without the initials is known.

    Where the seeds list a name with its initials (George W. Bush), no others count.
    """
    start, end, family = match
    if folded[start - 2 : start - 1] != ".":
        return None
    before = INITIALS.search(folded, max(0, start - 40), start)
    if before is None:
        return None
    name = f"{before.group(1)} {family}"
    known = name in _names(lang) and name not in _names_with_initials(lang)
    return (before.start(1), end, name) if known else None


@cache
def _names_with_initials(lang: str) -> frozenset[str]:
    listed = (LISTED_INITIALS.fullmatch(name) for name in _names(lang))
    return frozenset(f"{match['given']} {match['family']}" for match in listed if match)


def _bounded(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_joins(before, text[start]) or _joins(after, text[end - 1]))


def _joins(outside: str, inside: str) -> bool:
    return outside.isalnum() and inside.isalnum() and not UNSPACED.search(outside + inside)


def _named_in_full(matches: Sequence[Match], names: dict[str, list[tuple[str, Form]]]) -> Iterator[str]:
    for _, _, name in matches:
        yield from (id for id, form in names[name] if form == "name")


@dataclass(frozen=True)
class _Reader:
    """What a match is read against: the document, its language, the day, and who is named in full."""

    base: Knowledge
    text: str
    lang: str
    on: str | None
    full: frozenset[str]

    def meaning(self, match: Match) -> tuple[str, Form] | None:
        """Return what a match stands for, or None where it is no name here."""
        start, end, name = match
        meanings = _names(self.lang)[name]
        whole = [(id, form) for id, form in meanings if form != "short"]
        found: tuple[str, Form]
        if whole:
            found = next((m for m in whole if self._lived(m[0])), whole[0])
        elif self._part_of_longer_name(start, end):
            return None
        else:
            person = self._person([id for id, _ in meanings])
            if person is None:
                return None
            found = (person, "short")
        kinds = (name, found[1], self.base.entities[found[0]].kind)
        return None if any(self._stopped(guard, start, end) for guard in self._guards(kinds)) else found

    def _guards(self, kinds: Sequence[str]) -> Iterator[Guard]:
        for kind in kinds:
            yield from _guards(self.lang).get(kind, ())

    def _stopped(self, guard: Guard, start: int, end: int) -> bool:
        before, after = guard.before, guard.after
        if before and _ending(before).search(self.text[max(0, start - 60) : start]):
            return True
        return bool(after and re.compile(after).match(self.text, end))

    def _lived(self, id: str) -> bool:
        found = self.base.entities[id]
        return self.on is None or within(self.on, found.from_, found.until)

    def _person(self, candidates: list[str]) -> str | None:
        """Choose between people of one family name: named here, in office on the day, or the only one."""
        named = [id for id in candidates if id in self.full] or candidates
        for chosen in (named, self._in_office(named), self._in_office(named, leading=True)):
            if len(chosen) == 1:
                return chosen[0]
        return None

    def _in_office(self, people: list[str], *, leading: bool = False) -> list[str]:
        """Return who of `people` holds an office on the day; `leading`: one whose holder leads a country."""
        if self.on is None:
            return []
        return [person for person in people if any(self._counts(t, leading) for t in self._terms(person))]

    def _terms(self, person: str) -> list[Term]:
        return [t for t in self.base.terms_of.get(person, ()) if within(self.on or "", t.from_, t.until)]

    def _counts(self, term: Term, leading: bool) -> bool:
        return not leading or self.base.offices[term.office].leads

    def _part_of_longer_name(self, start: int, end: int) -> bool:
        """Say whether a family name stands in another's name, or in that of a street or university."""
        after = NEXT_WORD.match(self.text, end)
        if after and after.group().strip() in _eponyms(self.lang):
            return True
        before = LAST_WORD.search(self.text, max(0, start - 40), start)
        if before is None or not before.group()[0].isupper():
            return False
        word = before.group().strip()
        if word.rstrip(".").lower() in _known_words(self.lang) or word in _names(self.lang):
            return False
        return not (
            SENTENCE_END.search(self.text[max(0, before.start() - 4) : before.start()])
            and word.lower() in _words(self.lang).openers
        )


def _words(lang: str) -> Words:
    return knowledge().words.get(lang, Words())


@cache
def _guards(lang: str) -> dict[str, list[Guard]]:
    found: dict[str, list[Guard]] = {}
    for guard in _words(lang).guards:
        found.setdefault(guard.of, []).append(guard)
    return found


@cache
def _eponyms(lang: str) -> frozenset[str]:
    return frozenset(_words(lang).eponyms)


@cache
def _known_words(lang: str) -> frozenset[str]:
    """Return the words of titles and around them, after which a family name may stand alone."""
    words = _words(lang)
    around = (words.former, words.past, words.neutral, words.honorifics, words.leader, words.openers)
    phrases = [*(p for group in around for p in group), *(f for t in words.titles for f in t.forms)]
    return frozenset(phrase.split(" ")[-1].lower() for phrase in phrases)


@cache
def _ending(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?:{pattern})$")


def _longest(matches: Sequence[Match], reader: _Reader) -> Iterator[tuple[Match, tuple[str, Form]]]:
    reached = 0
    for match in matches:
        if match[0] < reached:
            continue
        meaning = reader.meaning(match)
        if meaning:
            reached = match[1]
            yield match, meaning


def _named(base: Knowledge, text: str, match: Match, meaning: tuple[str, Form], on: str | None) -> Name:
    start, end, _ = match
    found = base.entities[meaning[0]]
    country = _acts_for(base, found, on) if found.kind == "person" else found.country
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


def _acts_for(base: Knowledge, person: Entity, on: str | None) -> str | None:
    """Return the country a person acts for: none while in an international office on the day."""
    held = [
        base.offices[t.office]
        for t in base.terms_of.get(person.id, ())
        if on and within(on, t.from_, t.until)
    ]
    return next((office.country for office in held if office.country), None if held else person.country)
