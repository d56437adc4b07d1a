"""Which reader a language has: spaCy's parser for English, `shallow` for one that is read by its cases.

A shallow language needs its morphology here and its seeds; that it is read at all is for ``languages.yml`` to
say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from datelines.extractors.language import english, grammar, parser, russian, shallow
from datelines.extractors.language.morphology import Morphology

if TYPE_CHECKING:
    from spacy.tokens import Doc

SHALLOW: Mapping[str, Morphology] = {russian.LANG: russian.Russian()}
Sentence: TypeAlias = tuple[
    str, Sequence[str], Sequence[bool]
]  # language, words, whether a space follows each


def tokenize(text: str, lang: str) -> Doc:
    """Return a text's tokens, unparsed."""
    return shallow.tokenize(text) if lang in SHALLOW else parser.tokenize(text)


def parse(sentences: Iterable[Sentence]) -> Iterator[Doc]:
    """Parse sentences, every one a document, in order; neighbours of one language together."""
    for lang, group in groupby(sentences, key=lambda sentence: sentence[0]):
        plain = ((words, spaces) for _, words, spaces in group)
        yield from shallow.parse(plain, SHALLOW[lang]) if lang in SHALLOW else parser.parse(plain)


def recognise(docs: Iterable[Doc]) -> None:
    """Let the model find names in what it parsed; a shallow language has its names from the seeds."""
    parser.recognise([doc for doc in docs if grammar.of(doc) is english])


def irregular_forms(lemmas: Iterable[str], lang: str) -> Iterator[tuple[str, str]]:
    """Yield forms of lemmas that the endings of ``language.yml`` do not give, each with its lemma."""
    wanted = frozenset(lemmas)
    if lang in SHALLOW:
        yield from SHALLOW[lang].forms(sorted(wanted))
        return
    for form, bases in parser.irregular_forms().items():
        yield from ((form, base) for base in bases if base in wanted)


def head_word(name: Sequence[str], lang: str) -> str | None:
    """Return the word of a name that stands in the case of the whole, where cases tell; else None."""
    if lang not in SHALLOW:
        return None
    nouns = (word for word in name if SHALLOW[lang].reading(word).kind in {"noun", "name"})
    return next(nouns, name[-1])
