"""The words that offices go by, found in a text, and the offices that a word can mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from seeds.knowledge import Office, Title, knowledge

LEADER = Title("leader", "leader", (), False, False)


@cache
def _title_forms(lang: str) -> tuple[AhoCorasick, list[tuple[str, list[Title]]]] | None:
    """Return an automaton for the titles of a language in lower case, and what each form can mean."""
    words = knowledge().words.get(lang)
    if words is None or not words.titles:
        return None
    meanings: dict[str, list[Title]] = {}
    for title in words.titles:
        for form in title.forms:
            meanings.setdefault(form, []).append(title)
    for form in words.leader:
        meanings.setdefault(form, []).append(LEADER)
    forms = [form.lower() for form in meanings]
    return AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest), list(meanings.items())


def titles_in(text: str, lang: str) -> Iterator[tuple[list[Title], int, int]]:
    """Yield every title in a text, the longest at each place: its meanings, start and end.

    Case does not count, save for abbreviations such as PM.
    """
    known = _title_forms(lang)
    if known is None:
        return
    automaton, forms = known
    for index, start, end in automaton.find_matches_as_indexes(_lower(text)):
        form, titles = forms[index]
        if form.isupper() and text[start:end] != form:
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
