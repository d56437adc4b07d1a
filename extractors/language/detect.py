"""Which language a text is in, and whether it is one that we read. The languages are seeds."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from datelines.seeds.letters import HAN, KANA
from datelines.seeds.models.languages import Language, Script, languages
from datelines.sources.records import Document, Unread

# None of these numbers was measured: all are chosen by hand.
SAMPLE = 4_000  # characters: the model is as sure of these as of the whole text
SCRIPT_SAMPLE = 1_000  # characters that show which script a text is in
SHORT = 120  # letters: below this words and letters know better than the model
WORDS_SHARE = 0.1  # of the words must be frequent ones of a language for them to decide
LEAD = 1.5  # times as many as the next language's
LEAST_LETTERS = 20  # of a paragraph in another script: with fewer it is a name beside its translation
SURELY_OWN = 0.2  # of a paragraph's words: with so many frequent ones no other language is asked for
FEW_WORDS = 8  # of a paragraph: with fewer it is a name or a title, whatever its language
SURE = 0.8  # of a short text without a known word the model must be this sure

_SCRIPTS: tuple[tuple[Script, re.Pattern[str]], ...] = (
    ("latin", re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")),
    ("cyrillic", re.compile(r"[Ѐ-ԯ]")),
    ("arabic", re.compile(r"[\u0600-\u06ff\u0750-\u077f]")),
    ("kana", re.compile(f"[{KANA}]")),
    ("han", re.compile(f"[{HAN}]")),
    ("hangul", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
)
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_PARAGRAPH = re.compile(r"[^\r\n]+")


def is_read(lang: str | None) -> bool:
    """Return whether events are extracted from texts in `lang`; None, an unknown language, is not read."""
    return any(language.read for language in languages().languages if language.tag == lang)


def detect(text: str) -> str | None:
    """Return the BCP-47 primary tag of a text's language; None where too little speaks for any.

    The script bounds the candidates. Frequent words decide before the statistical model, which takes a
    sentence of names for whatever language has such names; special letters narrow its choice. What remains
    undecided is taken for a language that we read.
    """
    sample = text[:SAMPLE]
    script, letters = _script(sample[:SCRIPT_SAMPLE])
    candidates = tuple(language for language in languages().languages if script in language.scripts)
    if letters == 0 or not candidates:
        return None
    by_words = _by_words(candidates, sample)
    if len(by_words) == 1:
        return by_words[0].tag
    if letters >= SHORT:
        return _model(candidates, sample)[0]
    if by_words:  # the tied languages, which the model tells apart though it may not be sure of either
        return _model(by_words, sample)[0]
    candidates = _with_letters(candidates, sample.lower())
    tag, probability = _model(candidates, sample)
    return tag if probability >= SURE else _benefit_of_doubt(candidates, sample)


def of_document(document: Document) -> str | None:
    """Return a document's language: the one that was given, else the one that the text is in.

    That of a source is what most of its texts are in: one that is for the greater part in another language
    is not taken for it.
    """
    if document.lang is None:
        return detect(document.text)
    if document.source is None:
        return document.lang
    strange = sum(each.end - each.start for each in unread(document.text, document.lang))
    return detect(document.text) if 2 * strange > len(document.text.strip()) else document.lang


def unread(text: str, lang: str) -> tuple[Unread, ...]:
    """Return the paragraphs of a text in `lang` that are in a language which is not read.

    Only what cannot be `lang` counts: a paragraph in a script that the language does not have, or one
    with so few of its frequent words that those of one other lead by far.
    """
    found = []
    for paragraph in _PARAGRAPH.finditer(text):
        strange, other = _other_language(paragraph[0], lang)
        if strange and not is_read(other):
            found.append(Unread(*paragraph.span(), other))
    return tuple(found)


def blanked(text: str, spans: Iterable[Unread]) -> str:
    """Return a text with spaces in place of the spans, so that all offsets stay as they are."""
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _other_language(paragraph: str, lang: str) -> tuple[bool, str | None]:
    """Return whether a paragraph is not in `lang`, and in which language it is, if that can be told."""
    words = _WORD.findall(paragraph.lower())
    own = sum(lang in _languages_of().get(word, ()) for word in words)
    if words and own >= len(words) * SURELY_OWN:
        return False, None
    script, letters = _script(paragraph[:SCRIPT_SAMPLE])
    scripts = next((language.scripts for language in languages().languages if language.tag == lang), ())
    if letters >= LEAST_LETTERS and script not in scripts:
        return True, detect(paragraph)
    if len(words) < FEW_WORDS:
        return False, None
    others = _by_words(tuple(each for each in languages().languages if script in each.scripts), paragraph)
    return (True, others[0].tag) if len(others) == 1 and others[0].tag != lang else (False, None)


def _benefit_of_doubt(candidates: tuple[Language, ...], sample: str) -> str | None:
    """Return the language we read that a short text may be in: its rules find nothing if it is in another."""
    read = tuple(language for language in candidates if language.read)
    return _model(read, sample)[0] if read else None


def _script(sample: str) -> tuple[Script, int]:
    """Return the script of most letters, and how many letters there are. Kana decide for their texts."""
    counts: Counter[Script] = Counter({script: len(pattern.findall(sample)) for script, pattern in _SCRIPTS})
    letters = len(_LETTER.findall(sample))
    counts["other"] = max(0, letters - counts.total())
    if counts["kana"] * 20 > counts["han"]:  # Japanese has at least a particle in twenty characters
        counts["kana"] += counts.pop("han")
    return counts.most_common(1)[0][0], letters


def _with_letters(candidates: tuple[Language, ...], sample: str) -> tuple[Language, ...]:
    """Leave out the languages whose alphabet lacks a special letter that the text has."""
    special = set().union(*(language.letters for language in candidates)) & set(sample)
    left = tuple(language for language in candidates if special <= set(language.letters))
    return left or candidates  # a foreign name brings letters of its own


def _by_words(candidates: tuple[Language, ...], sample: str) -> tuple[Language, ...]:
    """Return the language whose frequent words lead by far, or those that share the lead, or none.

    A tenth of the words must be frequent ones, so that a name or a quotation decides nothing.
    """
    words = Counter(_WORD.findall(sample.lower()))
    hits = {language.tag: 0 for language in candidates}
    for word in words.keys() & _languages_of().keys():
        for tag in _languages_of()[word] & hits.keys():
            hits[tag] += words[word]
    best = max(hits.values())
    if best == 0 or best < words.total() * WORDS_SHARE:
        return ()
    return tuple(language for language in candidates if hits[language.tag] * LEAD > best)


@cache
def _languages_of() -> Mapping[str, frozenset[str]]:
    """Return the tags of the languages in which each frequent word is frequent."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for language in languages().languages:
        for word in language.common:
            found[word].add(language.tag)
    return {word: frozenset(tags) for word, tags in found.items()}


def _model(candidates: tuple[Language, ...], sample: str) -> tuple[str, float]:
    """Return the likeliest of the languages and its probability among them."""
    tag, probability = _identifier(tuple(language.tag for language in candidates)).classify(sample)
    return str(tag), float(probability)


@cache
def _identifier(tags: tuple[str, ...]) -> LanguageIdentifier:
    """Return py3langid's model, restricted to some languages. It shares its tables with the full model."""
    full = _full_model()
    part = LanguageIdentifier(
        *full._full_model, full.tk_nextmove, full.tk_output, norm_probs=True, tk_row=full.tk_row
    )
    part.set_languages(tags)
    return part


@cache
def _full_model() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
