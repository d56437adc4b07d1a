"""Heads of a body that is named with its country: "the head of Russia's foreign ministry".

Words for an office such as "head of the foreign ministry" are there, with the body's full name in place of
its noun.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from datelines.extractors.offices.phrases import Page, Phrase, read_phrase
from datelines.seeds.knowledge import Title, Words, knowledge


def body_phrases(page: Page) -> Iterator[Phrase]:
    """Yield a phrase for each national body that a word such as "head of" stands before."""
    openings = _openings(page.lang)
    for name in page.starts.values():
        if name.kind != "organisation" or name.country is None:
            continue
        before = page.folded[max(0, name.start - 40) : name.start].lower()
        for opening, nouns in openings.items():
            titles = [title for noun, title in nouns if noun in name.text.lower()]
            start = name.start - len(opening)
            if titles and before.endswith(opening) and not page.folded[start - 1 : start].isalnum():
                yield read_phrase(page, titles, start, name.end, name)
                break


@cache
def _openings(lang: str) -> dict[str, list[tuple[str, Title]]]:
    """Return what comes before a body, "head of " and "head of the ", with the nouns it may come before."""
    words = knowledge().words.get(lang, Words())
    found: dict[str, list[tuple[str, Title]]] = {}
    for title in words.titles:
        for form in title.forms:
            for of in words.of:
                head, parted, noun = form.partition(f" {of} ")
                if parted:
                    for each in words.of:
                        found.setdefault(f"{head} {each} ", []).append((noun.lower(), title))
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))
