"""Headlines whose verb reads like a noun: "Oman sanctions Peruvian bank".

A parser that saw few headlines takes a verb with -s for a plural. Where it found no finite verb with subject,
and such a word stands right behind those who open the line, the line is parsed again with an adverb between,
which leaves only the verb's reading.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from datelines.extractors.language import grammar
from datelines.extractors.language.words import words
from datelines.extractors.layers.name import Name
from datelines.extractors.layers.simplified import Simplified
from datelines.extractors.text.simplify import COLLAPSED

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 25  # words of a headline; not measured: chosen by hand


def reworded(
    plain: Simplified, doc: Doc, names: Sequence[Name], verbs: Container[str], lang: str
) -> Simplified | None:
    """Return a headline with the adverb before its verb; None where the parse already has one.

    `verbs` are the lemmas of those that may tell an event.
    """
    finite = [token for token in doc if grammar.is_finite(token)]
    if len(doc) > LONGEST or len(finite) > 1 or any(grammar.has_subject(token) for token in finite):
        return None
    at = _verb_after_names(plain, doc, names, verbs, lang)
    if at is None or any(token.i != at for token in finite):
        return None
    offset = plain.starts[at]
    return Simplified(
        (*plain.words[:at], words(lang).headline_adverb, *plain.words[at:]),
        (*plain.spaces[:at], True, *plain.spaces[at:]),
        (*plain.starts[:at], offset, *plain.starts[at:]),
        (*plain.ends[:at], offset, *plain.ends[at:]),
    )


def _verb_after_names(
    plain: Simplified, doc: Doc, names: Sequence[Name], verbs: Container[str], lang: str
) -> int | None:
    """Return the index of the noun right behind the names that open a line, if it may be a trigger's verb."""
    actors = [name for name in names if name.kind in COLLAPSED and name.form != "demonym"]
    named = False
    for token in doc:
        own = any(n.start <= plain.starts[token.i] < n.end for n in actors)
        if own or not _may_open(token, lang):
            if not own:
                return token.i if named and _may_be_verb(token, verbs) else None
            named = True
    return None


def _may_open(token: Token, lang: str) -> bool:
    """Say whether a word may stand among the names that open a line: a comma, "and", the time of an entry."""
    return token.is_punct or token.text[:1].isdigit() or token.lower_ in words(lang).joints


def _may_be_verb(token: Token, verbs: Container[str]) -> bool:
    hidden = grammar.may_be_finite(token)
    last = token.i + 1 == len(token.doc)
    return hidden and not last and any(lemma in verbs for lemma in grammar.lemmas(token))
