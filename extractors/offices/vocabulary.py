"""The words that offices go by, found in a text, and the offices that a word can mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from datelines.extractors.names.sense import words_of
from datelines.seeds.knowledge import Office, Title, knowledge

CAPITALS = r"[^\W\d_a-zß-öø-ÿа-џ][\w'.-]*"  # a word that begins with a capital, in scripts that have them
LEADER = Title("leader", "leader", (), False, False)


@cache
def _title_forms(lang: str, plural: bool) -> tuple[AhoCorasick, list[tuple[str, list[Title]]]] | None:
    """Return an automaton for the titles of a language in lower case, and what each form can mean."""
    words = knowledge().words.get(lang)
    if words is None or not words.titles:
        return None
    meanings: dict[str, list[Title]] = {}
    for title in words.titles:
        for form in title.plural if plural else title.forms:
            meanings.setdefault(form, []).append(title)
    for form in words.leaders if plural else words.leader:
        meanings.setdefault(form, []).append(LEADER)
    forms = [form.lower() for form in meanings]
    return AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest), list(meanings.items())


def titles_in(text: str, lang: str, *, plural: bool = False) -> Iterator[tuple[list[Title], int, int]]:
    """Yield every title in a text, the longest at each place: its meanings, start and end.

    Case does not count, save for abbreviations such as PM. `plural` asks for "presidents" and the like.
    """
    known = _title_forms(lang, plural)
    if known is None:
        return
    automaton, forms = known
    for index, start, end in automaton.find_matches_as_indexes(_lower(text)):
        form, titles = forms[index]
        if form[:2].isupper() and text[start:end] != form:
            continue
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            yield titles, start, end


def _lower(text: str) -> str:
    """Return `text` in lower case and of the same length, which a dotted capital I would change."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower()[:1] for c in text)


def offices_of(owner: str, titles: Sequence[Title]) -> list[Office]:
    """Return the offices of a country or body that go by one of `titles`."""
    return [office for office in _offices_by_owner().get(owner, ()) if any(fits(office, t) for t in titles)]


@cache
def _offices_by_owner() -> dict[str, list[Office]]:
    found: dict[str, list[Office]] = {}
    for office in knowledge().offices.values():
        for owner in {office.country, office.organisation} - {None}:
            found.setdefault(str(owner), []).append(office)
    return found


def fits(office: Office, title: Title) -> bool:
    if title is LEADER:
        return office.leads
    return office.role == title.role and (not title.style or title.id in office.styles)


@dataclass(frozen=True)
class Grammar:
    """The patterns of a language for what stands around a title; each is matched against folded text."""

    modifier: re.Pattern[str]  # before a title: former, past, lower or neutral
    name_follows: re.Pattern[str]  # between a title and a name
    person: re.Pattern[str]  # a name, in group 1
    person_before: re.Pattern[str]  # a name, in group 1, and the comma of an apposition
    joined: re.Pattern[str]  # between two titles of one country, or two of a list
    before_joined: re.Pattern[str]  # the same, before the second
    another_time: re.Pattern[str]  # after a title: "-elect", "from 1994"
    apposition_ends: re.Pattern[str]
    counterpart: re.Pattern[str]
    told_before: re.Pattern[str]  # before all of it: "his predecessor as", "served as"


@cache
def grammar(lang: str) -> Grammar:
    """Return the patterns of a language, made of its ``roles.yml``."""
    words = words_of(lang)
    groups = {"former": words.former, "past": words.past, "lower": words.lower, "neutral": words.neutral}
    modifiers = "|".join(f"(?P<{name}>{_either(group)})" for name, group in groups.items())
    article, address = f"(?:(?:{_either(words.articles)})\\s)?", f"(?:(?:{_either(words.address)})\\s)?"
    further = rf"\s(?:(?:{_either(words.particles)})[\s-])?{CAPITALS}"
    dated = rf"\s(?:{_either(words.dated)})\s(?:\w+\s){{0,2}}\d{{4}}"
    joined = rf"\s*(?:,\s)?(?:{_either(words.joining)}|[-,/])\s*{article}"
    return Grammar(
        modifier=re.compile(rf"(?<!\w)(?i:{modifiers})[\s-]+$"),
        name_follows=re.compile(rf",?\s{address}"),
        person=re.compile(rf"({CAPITALS}(?:{further}|\s(?:{_either(words.particles)})\b){{0,3}})"),
        person_before=re.compile(rf"({CAPITALS}(?:{further}){{1,3}}),\s{article}$"),
        joined=re.compile(joined),
        before_joined=re.compile(rf"{joined}$"),
        another_time=re.compile(rf"(?:{_either(words.incoming)})\b|{dated}"),
        apposition_ends=re.compile(rf"\s*(?:[,.;:)\n]|$)|{dated}"),
        counterpart=re.compile(rf"(?<!\w)(?:{_either(words.counterpart)})(?!\w)"),
        told_before=re.compile(rf"(?<!\w)(?:{_either(words.before)}),?\s{article}$"),
    )


def _either(words: Iterable[str]) -> str:
    """Return a pattern for any of `words`, the longest first; one that never matches for none."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"
