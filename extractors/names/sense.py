"""What a word that is spelt like a known name stands for in its text, or that it is no name there.

A family name alone counts where the document names the person in full, where one holder of an
office bears it on the day, or where the seeds know only one person of that name, who has held an
office by then; a common one (Lee, Brown) only with a full name or a title. It does not count
inside another's name: after a given name, before a further name, "University" or "Street".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from datelines.extractors.layers.days import Days, Span
from datelines.seeds.knowledge import Guard, Knowledge, Term, Words, knowledge
from datelines.seeds.packed import Form, unpack
from datelines.seeds.partial_dates import first_day, touches

Meanings = dict[str, str]  # a name -> its packed meanings
Match = tuple[int, int, str]  # start, end, the name as the knowledge base spells it
# Not measured: chosen by hand.
NEAR = 60  # characters before a name that a guard can see
LINE = 200  # characters to either side that show whether a line is a headline
LAST_WORD = re.compile(r"[^\W\d_][\w'.-]*\s$")
NEXT_WORD = re.compile(r"\s([^\W\d_][\w'-]*)")


def words_of(lang: str) -> Words:
    """Return the words a language has around names; none where nobody wrote them."""
    return knowledge().words.get(lang, Words())


@dataclass(frozen=True)
class Reading:
    """What a name is read against: the text, folded and as written, its days, and who is named in full.

    `strangers` are the family names that somebody unknown bears in the text: "Timur Tokayev".
    """

    base: Knowledge
    names: Meanings
    text: str
    written: str
    lang: str
    days: Days
    full: frozenset[str]
    strangers: frozenset[str] = frozenset()

    def meaning(self, match: Match) -> tuple[str, Form] | None:
        """Return the entity and the form of its name that a match stands for, or None."""
        start, end, name = match
        found = self._meant(start, name)
        if found is None:
            return None
        kind = self.base.entities[found[0]].kind
        if kind == "person" and self._continues(start, end):
            return None
        guards = [guard for key in (name, found[1], kind) for guard in _guards(self.lang).get(key, ())]
        return None if any(_stops(guard, self.text, start, end) for guard in guards) else found

    def families_of_strangers(self, matches: Sequence[Match]) -> Iterator[str]:
        """Yield the family names that stand in the text as a part of a name of nobody known."""
        for start, end, name in matches:
            if any(form != "short" for _, form in unpack(self.names[name])):
                continue
            given = self._titled(start) is None and not in_title_case(self.written, start, end, self.lang)
            if given or (self._continues(start, end) and not self._names_a_thing(end)):
                yield name

    def _names_a_thing(self, end: int) -> bool:
        after = NEXT_WORD.match(self.text, end)
        return after is not None and after.group(1) in _eponyms(self.lang)

    def _meant(self, start: int, name: str) -> tuple[str, Form] | None:
        meanings = unpack(self.names[name])
        whole = [(id, form) for id, form in meanings if form != "short"]
        if whole:
            spans = self.days.all_at(start)
            return next((m for m in whole if self._lives(m[0], spans)), whole[0])
        titled = self._titled(start)
        if titled is None:
            return None
        people = [id for id, _ in meanings]
        if name in self.strangers and not self.full & set(people):
            people = [id for id in people if titled and self._terms(id, self.days.all_at(start))]
        person = self._person(start, people, titled, name in _common(self.lang))
        return (person, "short") if person else None

    def _lives(self, id: str, spans: Sequence[Span]) -> bool:
        found = self.base.entities[id]
        return not spans or any(touches(span, (found.from_, found.until)) for span in spans)

    def _person(self, start: int, people: list[str], titled: bool, common: bool) -> str | None:
        """Choose between people of one family name; None leaves it undecided.

        The sentence's dates say who; for a name that few bear, else the day of publication.
        """
        named = [id for id in people if id in self.full]
        if not named and titled:
            people = self._of_the_country_before(start, people) or people
        if common and not titled and not named:
            return None
        readings = self.days.readings(start)
        chosen = {self._chosen(named or people, not named, spans) for spans in readings}
        if chosen == {None} and not common and self.days.published:
            today = (self.days.published, self.days.published)
            chosen = {self._chosen(named or people, not named, (today,))}
        return chosen.pop() if len(chosen) == 1 else None

    def _of_the_country_before(self, start: int, people: list[str]) -> list[str]:
        """Return the people of a country that is named ahead of a title: "South Korean President Lee"."""
        before = f" {self.text[max(0, start - NEAR) : start]}".replace("'s ", " ")
        known = _names_of_countries(self.lang)
        return [
            id
            for id in people
            if len(people) > 1
            and any(f" {name} " in before for name in known.get(self.base.entities[id].country or "", ()))
        ]

    def _chosen(self, people: list[str], held: bool, spans: Sequence[Span]) -> str | None:
        """Return the one who serves in the days in question, or leads, or is the only one to know.

        `held` asks that an office of theirs has begun by then: before, the name is another's.
        """
        serving = [id for id in people if self._terms(id, spans)]
        leading = [
            id for id in serving if any(self.base.offices[t.office].leads for t in self._terms(id, spans))
        ]
        known = [id for id in people if not held or self._has_held(id, spans)]
        return next((few[0] for few in (serving, leading, known) if len(few) == 1), None)

    def _terms(self, person: str, spans: Sequence[Span]) -> list[Term]:
        """Return the terms a person may serve in the days in question; none without such days."""
        terms = self.base.terms_of.get(person, ())
        return [t for t in terms if any(touches(span, (t.from_, t.until)) for span in spans)]

    def _has_held(self, person: str, spans: Sequence[Span]) -> bool:
        terms = self.base.terms_of.get(person, ())
        latest = max((last for _, last in spans), default=None)
        return latest is None or not terms or any(first_day(t.from_) <= latest for t in terms)

    def _titled(self, start: int) -> bool | None:
        """Say whether a title stands before a family name; None where somebody's given name does."""
        before = LAST_WORD.search(self.text, max(0, start - 40), start)
        word = before.group().strip() if before else ""
        if word.rstrip(".").split("-")[-1].lower() in _titles(self.lang):
            return True
        if (len(word) > 2 and word.endswith(".")) or "\n" in self.written[max(0, start - 2) : start]:
            return False  # a sentence or a line ended there: "… in Geneva. Putin left."
        words = words_of(self.lang)
        owned = bool(words.possessive) and word.endswith((words.possessive, words.possessive.upper()))
        known = word in self.names or owned or word.lower() in {*words.openers, *words.verbs}
        return False if known or not word[:1].isupper() else None

    def _continues(self, start: int, end: int) -> bool:
        """Say whether a person's name goes on: "Wang Laboratories", "Kerry Jones"."""
        after = NEXT_WORD.match(self.text, end)
        if after is None or not words_of(self.lang).openers:
            return False
        word = after.group(1)
        if word in _eponyms(self.lang):
            return True
        if not word[0].isupper() or word.lower() in words_of(self.lang).openers:
            return False
        return not in_title_case(self.written, start, end, self.lang)


def in_title_case(text: str, start: int, end: int, lang: str) -> bool:
    """Say whether the other words of a line all have capitals, so that a capital shows no name there.

    `text` is as written, with its line breaks.
    """
    before, after = text[max(0, start - LINE) : start], text[end : end + LINE]
    around = before.rpartition("\n")[2] + " " + after.partition("\n")[0]
    words = [w for w in re.findall(r"\b[^\W\d_]{4,}", around) if w.lower() not in words_of(lang).openers]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _stops(guard: Guard, text: str, start: int, end: int) -> bool:
    if guard.before and _ending(guard.before).search(text[max(0, start - NEAR) : start]):
        return True
    return bool(guard.after and re.compile(guard.after).match(text, end))


@cache
def _ending(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?:{pattern})$")


@cache
def _guards(lang: str) -> dict[str, list[Guard]]:
    found: dict[str, list[Guard]] = {}
    for guard in words_of(lang).guards:
        found.setdefault(guard.of, []).append(guard)
    return found


@cache
def _names_of_countries(lang: str) -> dict[str, list[str]]:
    base, found = knowledge(), dict[str, list[str]]()
    for name, meanings in base.names.get(lang, {}).items():
        for id, _ in unpack(meanings):
            if base.entities[id].kind == "country":
                found.setdefault(id, []).append(name)
    return found


@cache
def _eponyms(lang: str) -> frozenset[str]:
    return frozenset(words_of(lang).eponyms)


@cache
def _common(lang: str) -> frozenset[str]:
    return frozenset(words_of(lang).common)


@cache
def _titles(lang: str) -> frozenset[str]:
    """Return the last words of titles and around them, after which a family name may follow."""
    words = words_of(lang)
    around = (words.former, words.past, words.neutral, words.honorifics, words.leader, words.leaders)
    phrases = [*(p for group in around for p in group)]
    phrases += [form for title in words.titles for form in (*title.forms, *title.plural)]
    return frozenset(phrase.split(" ")[-1].lower() for phrase in phrases)


def named_in_full(matches: Sequence[Match], names: Meanings) -> Iterator[str]:
    """Yield the ids of all that stand in a text under a full name."""
    for _, _, name in matches:
        yield from (id for id, form in unpack(names[name]) if form == "name")
