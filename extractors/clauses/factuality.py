"""How sure an event is: cues with their scope.

Factuality follows ConText (Chapman et al. 2007): rows of words with a place and a scope. The scope is
decided on the parse, up the chain of governors from the event's word (Sauri and Pustejovsky 2009).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from datelines.extractors.language import cues, grammar
from datelines.extractors.language.words import words
from datelines.extractors.layers.parse import SentenceParse
from datelines.seeds.models.cues import FactualityCue
from datelines.sources.records import Factuality

if TYPE_CHECKING:
    from spacy.tokens import Token


ORDER: tuple[Factuality, ...] = ("negated", "underspecified", "possible", "planned", "asserted")


COMPLEMENTS = frozenset(
    {"open-complement", "complement", "participle", "governed-clause", "adverbial", "adjective-complement"}
)


SHADES = frozenset(
    {
        "negation",
        "determiner",
        "adjective",
        "adverb",
        "compound",
        "noun",
        "preconjunction",
        "coordinator",
        "preposition",
    }
)


def factuality(head: Token, unit: SentenceParse) -> tuple[Factuality, tuple[str, ...]]:
    """Return an event's factuality and the steps that led to it, the weakest cue deciding."""
    found: list[tuple[Factuality, str]] = list(_cued(head, unit))
    if not found and _is_bare_infinitive_headline(head):
        found.append(("planned", "headline infinitive"))
    if not found:
        return "asserted", ()
    label = min((label for label, _ in found), key=ORDER.index)
    return label, tuple(f"{step} → {given}" for given, step in found)


def _cued(head: Token, unit: SentenceParse) -> Iterator[tuple[Factuality, str]]:
    rows = cues.factuality(unit.lang)
    for token, relation in _chain(head, unit.lang):
        negator = _negator(token, rows, unit.lang)
        weighed = False
        for cue in rows:
            word = _stands(cue, token, relation, head, unit)
            if word is None:
                continue
            weighed = weighed or cue.negated is not None
            label = cue.negated if negator and cue.negated else cue.gives
            if relation == "within" and label != "planned":
                continue
            if label != "asserted":
                yield label, f"“{word}”" + (f" with “{negator}”" if negator else "")
        if negator and not weighed and relation in {"own", "governor", "support"}:
            yield "negated", f"“{negator}”"
        if relation == "object-of" and grammar.hangs(token) == "participle" and _is_infinitive(token):
            yield "planned", f"“{token.text}” still to come"
        if relation == "own" and grammar.is_counterfactual(token):
            yield "negated", f"“had … {token.text}”"
        if relation == "aim":
            yield "possible", f"what “{token.text}” is meant for"
        if relation == "reported":
            return


def _chain(head: Token, lang: str) -> Iterator[tuple[Token, str]]:
    """Yield the event's word and its governors upward, each with how what is below hangs on it."""
    yield head, "own"
    if grammar.kind(head) in {"noun", "name"}:
        yield from ((child, "object-of") for child in head.children if grammar.hangs(child) == "participle")
    current = head
    for _ in range(8):
        if grammar.hangs(current) == "root":
            return
        noun = grammar.kind(current) in {"noun", "name"} and not grammar.is_clausal(current)
        relation = _noun_relation(current, lang) if noun else _relation(current, lang)
        if relation is None:
            return
        if relation == "within":
            yield current.head.head, relation
        elif relation:
            yield current.head, relation
        if relation == "within" or (relation == "around" and grammar.hangs(current) == "governed"):
            return
        current = current.head


def _noun_relation(noun: Token, lang: str) -> str | None:
    """Return how an event's noun hangs on the word above: carried by it, its object, around it, or around
    what the verb tells ("invited them to join at the summit": the summit is sure)."""
    parent = noun.head
    if grammar.kind(parent) == "adposition":
        frames = parent.lower_ in words(lang).within and grammar.kind(parent.head) in {"verb", "auxiliary"}
        return "within" if frames else "object-of"
    if grammar.kind(parent) not in {"verb", "auxiliary"}:
        return ""
    if grammar.hangs(noun) not in {"object", "subject", "passive-subject", "attribute", "object-attribute"}:
        return "around"
    return "support" if grammar.has_lemma(parent, words(lang).support) else "object-of"


def _relation(current: Token, lang: str) -> str | None:
    """Return how a clause hangs on the word above; None where what is above says nothing of it."""
    parent = current.head
    if grammar.hangs(current) in {"relative", "parataxis", "unclear"}:
        return None
    if grammar.hangs(current) == "conjunct":
        return (
            "joined"
            if grammar.form(current) == grammar.form(parent) or grammar.form(current) == "base"
            else ""
        )
    if grammar.hangs(current) not in COMPLEMENTS:
        return ""
    if grammar.hangs(current) == "adverbial":
        if grammar.form(current) != "base":
            return None
        return "around" if grammar.has_lemma(parent, words(lang).achieves) else "aim"
    if (
        grammar.kind(parent) in {"noun", "name"}
        and grammar.hangs(current) == "participle"
        and grammar.form(current) != "base"
    ):
        return None
    reported = grammar.hangs(current) == "complement" and grammar.has_lemma(
        parent, cues.words(lang, "reporting")
    )
    if (
        grammar.hangs(current) == "complement" and current.i < parent.i and not reported
    ):  # "they met; the hosts refused"
        return None
    return "reported" if reported else "governor"


def _is_infinitive(verb: Token) -> bool:
    return any(grammar.form(child) == "to" for child in verb.children)


def _near(token: Token) -> list[Token]:
    """Return the words that may negate or shade a word: its own modifiers, and for a verb all between its
    first auxiliary and itself, however the parser hung them."""
    near = [child for child in token.children if grammar.hangs(child) in SHADES]
    near += [g for child in near if grammar.hangs(child) == "adverb" for g in child.children]
    near += [
        d
        for c in token.children
        if grammar.hangs(c) == "object"
        for d in c.children
        if grammar.hangs(d) == "determiner"
    ]
    auxiliaries = [
        c for c in token.children if grammar.hangs(c) in {"auxiliary", "passive-auxiliary"} and c.i < token.i
    ]
    if auxiliaries:
        near += [t for t in token.doc[auxiliaries[0].i : token.i] if t not in near]
    return near


def _negator(token: Token, rows: tuple[FactualityCue, ...], lang: str) -> str | None:
    negations = {word for cue in rows if cue.where == "negation" for word in cue.words}
    for word in _near(token):
        follows = token.doc[word.i + 1] if word.i + 1 < len(token.doc) else None
        if word.lower_ in negations and not (follows is not None and follows.lower_ in words(lang).only):
            return word.text
    return None


def _stands(cue: FactualityCue, token: Token, relation: str, head: Token, unit: SentenceParse) -> str | None:
    """Return the cue's word where it stands as the cue asks, else None."""
    if cue.where == "sentence":
        return _in_sentence(cue, head, unit) if relation == "own" else None
    if cue.where == "own":
        own = relation == "own" and grammar.kind(token) == "verb" and grammar.has_lemma(token, cue.words)
        return token.text if own else None
    if cue.where in {"auxiliary", "backshifted"} and relation != "reported":
        modal = next((a for a in grammar.auxiliaries(token) if a in cue.words), None)
        return (
            modal
            if modal and (cue.where == "backshifted") == _is_backshifted(token, modal, unit.lang)
            else None
        )
    if cue.where == "governor" and relation == "governor":
        return _governor(cue, token, unit.lang)
    if cue.where == "object-of" and relation in {"object-of", "support"}:
        return token.text if grammar.has_lemma(token, cue.words) else None
    if cue.where == "modifier" and relation in {"own", "support", "reported", "governor"}:
        return _modifier(cue, token)
    if cue.where == "conditional" and grammar.kind(token) in {"verb", "auxiliary"}:
        return next(
            (
                c.text
                for c in token.children
                if grammar.hangs(c) in {"marker", "adverb"} and c.lower_ in cue.words
            ),
            None,
        )
    return None


def _is_backshifted(verb: Token, modal: str, lang: str) -> bool:
    """Say whether a modal is a future seen from a past verb of saying: "announced that Oman would join"."""
    if grammar.hangs(verb) not in {"complement", "conjunct"} or modal not in words(lang).backshifted:
        return False
    above = grammar.clause_verb(verb)
    return above is not None and grammar.form(above) in {"past", "participle"}


def _governor(cue: FactualityCue, token: Token, lang: str) -> str | None:
    impending = grammar.has_lemma(token, words(lang).impending)
    if impending and grammar.form(token) != "gerund":  # "is going to", not "went to"
        return None
    return token.text if grammar.has_lemma(token, cue.words) else None


def _modifier(cue: FactualityCue, token: Token) -> str | None:
    shade = next((word.text for word in _near(token) if word.lower_ in cue.words), None)
    above = token.head.head
    if (
        shade is None
        and grammar.hangs(token) == "governed"
        and above.lower_ in cue.words
        and grammar.kind(above) != "verb"
    ):
        return above.text  # "the prospect of a visit"
    return shade


def _in_sentence(cue: FactualityCue, head: Token, unit: SentenceParse) -> str | None:
    lower = unit.sentence.text.lower()
    for word in cue.words:
        if word not in lower:
            continue
        if word in {"?", "？"}:
            if unit.sentence.text.rstrip("\"'”’)»").endswith(word):
                return word
        elif any(token.lower_ == word and head.is_ancestor(token) for token in unit.doc):
            return word
    return None


def _is_bare_infinitive_headline(head: Token) -> bool:
    """ "Xi, Putin to meet in Astana": an infinitive that nothing governs."""
    if not _is_infinitive(head):
        return False
    return grammar.hangs(head) == "root" or (
        grammar.hangs(head) in {"relative", "participle"} and grammar.hangs(head.head) == "root"
    )
