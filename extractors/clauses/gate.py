"""Which sentences can hold an event: a look at their words, so that the parser need not see the rest.

Forms are made from lemmas here. simplemma goes from a form to one lemma: of the 340 irregular forms that
triggers need it knows 35 by another (left is no form of leave), and a word takes a hundred times as long.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from datelines.extractors.clauses import triggers
from datelines.extractors.language import parsers, slots
from datelines.extractors.language.words import words
from datelines.extractors.layers.sentence import Sentence
from datelines.seeds.models.events import Trigger

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def passes(sentence: str, lang: str) -> bool:
    """Say whether a sentence has all the words that some trigger needs, in whatever inflection."""
    forms = _forms(lang)
    lemmas = {lemma for word in WORD.findall(sentence.lower()) for lemma in forms.get(word, ())}
    return any(
        all(lemmas & need for need in needs)
        for lemma in lemmas
        for needs in _needs_by_head(lang).get(lemma, ())
    )


def within(starts: Sequence[int], sentence: Sentence) -> bool:
    """Say whether one of some offsets, in order, lies in a sentence: its dates, the names in it."""
    at = bisect_left(starts, sentence.start)
    return at < len(starts) and starts[at] < sentence.end


@cache
def _needs_by_head(lang: str) -> dict[str, list[list[frozenset[str]]]]:
    """Return for each trigger's head lemma the sets of lemmas of which each must have a member."""
    found: dict[str, list[list[frozenset[str]]]] = {}
    for row in (row for row in triggers.rows(lang) if not row.trigger.dated):
        for lemma in row.trigger.verb or row.trigger.noun:
            found.setdefault(lemma, []).append(list(_needs(row.trigger, lang)))
    return found


def _needs(trigger: Trigger, lang: str) -> Iterator[frozenset[str]]:
    """Yield sets of words of which a sentence must have one each: listed lemmas, and what marks a slot."""
    for needed in (trigger.object, trigger.subject, trigger.complement, trigger.modifier, trigger.particle):
        if needed:
            yield frozenset(needed)
    for prep, governed in trigger.preps.items():
        if marks := slots.marks(prep, lang):
            yield marks
        if governed:
            yield frozenset(governed)


@cache
def _forms(lang: str) -> dict[str, frozenset[str]]:
    """Return the lemmas of the triggers by the forms in which they may stand in a text.

    Regular forms come from the language's endings, others from its own table.
    """
    lemmas = {lemma for needs in _needs_by_head(lang).values() for sets in needs for s in sets for lemma in s}
    lemmas |= _needs_by_head(lang).keys()
    found: dict[str, set[str]] = {}
    for lemma in lemmas:
        for form in (lemma, *_inflected(lemma, lang)):
            found.setdefault(form, set()).add(lemma)
    for form, base in parsers.irregular_forms(lemmas, lang):
        found.setdefault(form, set()).add(base)
    return {form: frozenset(bases) for form, bases in found.items()}


def _inflected(lemma: str, lang: str) -> Iterator[str]:
    for ending, replacements in words(lang).endings.items():
        if lemma.endswith(ending):
            stem = lemma.removesuffix(ending)
            yield from (stem + new for new in replacements)
    yield from (lemma + lemma[-1] + new for new in words(lang).doubling)
