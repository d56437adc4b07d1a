"""One title for several people: "Presidents Tokayev and Mirziyoyev", "Kazakh and Uzbek ministers A and B".

Each person is read as if the title stood before the name. Where nobody is named ("the two presidents", "the
presidents of Kazakhstan and Uzbekistan") the states act, which is for the parser to see.
"""

from __future__ import annotations

from collections.abc import Iterator

from datelines.extractors.layers.name import Name
from datelines.extractors.offices.phrases import Page, Person, Phrase, leftwards, owner_after, person_after
from datelines.extractors.offices.vocabulary import titles_in
from datelines.seeds.knowledge import Title

OWNERS = frozenset({"country", "organisation"})


def plural_phrases(page: Page) -> Iterator[Phrase]:
    """Yield a phrase for each of the people that stand after a title in the plural, two or more."""
    for titles, start, end in titles_in(page.folded, page.lang, plural=True):
        if page.over.get(start) is None or page.over[start] is not page.over.get(end - 1):
            yield from _phrases(page, titles, start, end)


def _phrases(page: Page, titles: list[Title], start: int, end: int) -> Iterator[Phrase]:
    left, last, flags = leftwards(page, start)
    left, owners = _owners_before(page, left, last)
    right = end
    if not owners:
        right, owners = _owners_after(page, end)
    people = list(_people(page, left, right))
    if len(people) < 2 or "lower" in flags:
        return
    respectively = len(owners) == len(people)
    for number, (person, own) in enumerate(people):
        yield Phrase(
            titles,
            person[0] if number else left,
            own.end if own else person[1],
            end,
            own or (owners[number] if respectively else None),
            person,
            "former" in flags,
            bool(flags & {"former", "past"}),
            lower=False,
        )


def _owners_before(page: Page, at: int, last: Name | None) -> tuple[int, list[Name]]:
    """Return where "Kazakh, Kyrgyz and Uzbek" before a title begins, and whose it is, in order."""
    owners = [last] if last else []
    while owners:
        joined = page.grammar.before_joined.search(page.folded, max(0, at - 20), at)
        name = page.ends.get(joined.start()) if joined else None
        if name is None or name.kind not in OWNERS:
            break
        owners.insert(0, name)
        at = name.start
    return at, owners


def _owners_after(page: Page, end: int) -> tuple[int, list[Name]]:
    """Return where "of Kazakhstan, Kyrgyzstan and Uzbekistan" after a title ends, and whose it is."""
    first = owner_after(page, end)
    owners = [first] if first else []
    while owners:
        joined = page.grammar.joined.match(page.folded, owners[-1].end)
        name = page.starts.get(joined.end()) if joined else None
        if name is None or name.kind not in OWNERS or name.form == "demonym":
            break
        owners.append(name)
    return (owners[-1].end if owners else end), owners


def _people(page: Page, left: int, right: int) -> Iterator[tuple[Person, Name | None]]:
    """Yield the names of a list, each with the country or body that follows it by "of"."""
    person = person_after(page, left, right)
    while person:
        own = owner_after(page, person[1])
        yield person, own
        at = own.end if own else person[1]
        joined = page.grammar.joined.match(page.folded, at)
        person = _next(page, left, joined.end()) if joined and joined.end() > at else None


def _next(page: Page, left: int, at: int) -> Person | None:
    """Return the name at an offset: a known person's, or two words or more that no title begins."""
    known = page.starts.get(at)
    if known:
        return (known.start, known.end, known) if known.kind == "person" else None
    person = person_after(page, left, at - 1)
    if person is None or " " not in page.folded[person[0] : person[1]]:
        return None
    titled = any(True for _ in titles_in(page.folded[person[0] : person[1]], page.lang))
    return None if titled else person
