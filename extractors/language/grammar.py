"""The door to a parse: the questions that reading asks of one, whatever stands behind them.

A grammar answers for the documents of its language: `english` from a parser's labels, `shallow` from word
order, particles and cases. Each parse knows the grammar that made it: nobody who asks names a language.
"""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Protocol

from datelines.extractors.language.relations import Form, Kind, Relation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

KEY = "grammar"  # under which a parse keeps its grammar


class Grammar(Protocol):
    """What a language must answer; what each answer means stands at the function of the same name below."""

    def hangs(self, token: Token, /) -> Relation: ...
    def kind(self, token: Token, /) -> Kind: ...
    def form(self, token: Token, /) -> Form: ...
    def lemmas(self, token: Token, /) -> tuple[str, ...]: ...
    def subjects(self, verb: Token, /) -> list[Token]: ...
    def passive_subjects(self, verb: Token, /) -> list[Token]: ...
    def objects(self, verb: Token, /) -> list[Token]: ...
    def agents(self, verb: Token, /) -> list[Token]: ...
    def fronted(self, verb: Token, /) -> list[Token]: ...
    def bearers(self, noun: Token, /) -> list[Token]: ...
    def prepositional(self, token: Token, /) -> dict[str, list[Token]]: ...
    def conjuncts(self, token: Token, /) -> list[Token]: ...
    def reporting_verb(self, subject: Token, /) -> Token | None: ...
    def clause_verb(self, token: Token, /) -> Token | None: ...
    def clause_of(self, timex: Token, /) -> Token | None: ...
    def clause_span(self, head: Token, /) -> tuple[int, int]: ...
    def phrase_span(self, noun: Token, /) -> tuple[int, int]: ...
    def has_subject(self, verb: Token, /) -> bool: ...
    def auxiliaries(self, verb: Token, /) -> list[str]: ...
    def is_passive(self, verb: Token, /) -> bool: ...
    def is_clausal(self, token: Token, /) -> bool: ...
    def is_past(self, verb: Token, /) -> bool: ...
    def is_finite_past(self, verb: Token, /) -> bool: ...
    def is_present(self, head: Token, /) -> bool: ...
    def is_untold(self, head: Token, /) -> bool: ...
    def is_counterfactual(self, verb: Token, /) -> bool: ...
    def is_finite(self, token: Token, /) -> bool: ...
    def may_be_finite(self, token: Token, /) -> bool: ...


def of(doc: Doc) -> Grammar:
    """Return the grammar that a parse was made by. Raises `KeyError` for a document that nobody has
    parsed."""
    grammar: Grammar = doc.user_data[KEY]
    return grammar


def hangs(token: Token) -> Relation:
    """Return how a word hangs on the one above it."""
    return of(token.doc).hangs(token)


def kind(token: Token) -> Kind:
    """Return what kind of word it is."""
    return of(token.doc).kind(token)


def form(token: Token) -> Form:
    """Return the form that a word stands in."""
    return of(token.doc).form(token)


def lemmas(token: Token) -> tuple[str, ...]:
    """Return the lemmas a word may go by: capitalised *Consultations* is also *consultation*."""
    return of(token.doc).lemmas(token)


def subjects(verb: Token) -> list[Token]:
    """Return who does what a verb says: in a passive clause the agents, in an infinitive who is meant to do
    it;
    a relative pronoun gives way to its noun."""
    return of(verb.doc).subjects(verb)


def passive_subjects(verb: Token) -> list[Token]:
    """Return to whom a passive clause tells that something is done."""
    return of(verb.doc).passive_subjects(verb)


def objects(verb: Token) -> list[Token]:
    """Return to whom or what a verb says that something is done; in a passive clause its subject."""
    return of(verb.doc).objects(verb)


def agents(verb: Token) -> list[Token]:
    """Return who does it, where a passive clause says so."""
    return of(verb.doc).agents(verb)


def fronted(verb: Token) -> list[Token]:
    """Return the noun before a verb without a subject that the parse joined to the phrase which opens the
    clause:
    "At the invitation of the king, the premier came"."""
    return of(verb.doc).fronted(verb)


def bearers(noun: Token) -> list[Token]:
    """Return of whom a copula says a noun: "the king is on travel to Oman"."""
    return of(noun.doc).bearers(noun)


def prepositional(token: Token) -> dict[str, list[Token]]:
    """Return the slots of a word by their names: what its adpositions govern, or stands in a case that means
    the
    same: ``{"with": [minister], "between": [sides]}``."""
    return of(token.doc).prepositional(token)


def conjuncts(token: Token) -> list[Token]:
    """Return a noun and what is co-ordinated with it, appositions left out."""
    return of(token.doc).conjuncts(token)


def reporting_verb(subject: Token) -> Token | None:
    """Return the verb whose complement is the clause of a subject: "says" in "Oman says it will sign"."""
    return of(subject.doc).reporting_verb(subject)


def clause_verb(token: Token) -> Token | None:
    """Return the nearest verb above a word (itself not counted)."""
    return of(token.doc).clause_verb(token)


def clause_of(timex: Token) -> Token | None:
    """Return the verb of the clause in which a time expression stands; None inside a noun's own phrase, as
    in "the agreement of 2019"."""
    return of(timex.doc).clause_of(timex)


def clause_span(head: Token) -> tuple[int, int]:
    """Return the token span (end exclusive) of a head's clause, without clauses only joined to it."""
    return of(head.doc).clause_span(head)


def phrase_span(noun: Token) -> tuple[int, int]:
    """Return the token span (end exclusive) of a noun phrase, without clauses and appositions behind it."""
    return of(noun.doc).phrase_span(noun)


def has_subject(verb: Token) -> bool:
    """Say whether a verb has a subject of its own."""
    return of(verb.doc).has_subject(verb)


def auxiliaries(verb: Token) -> list[str]:
    """Return a verb's auxiliaries in lower case, for one that is joined to another also that one's."""
    return of(verb.doc).auxiliaries(verb)


def is_passive(verb: Token) -> bool:
    """Say whether a verb is told in the passive."""
    return of(verb.doc).is_passive(verb)


def is_clausal(token: Token) -> bool:
    """Say whether a word that is no verb heads a clause like one, with subject and auxiliary."""
    return of(token.doc).is_clausal(token)


def is_past(verb: Token) -> bool:
    """Say whether a verb tells of the past: "met", "was held", "have met", not "is held" or "to meet"."""
    return of(verb.doc).is_past(verb)


def is_finite_past(verb: Token) -> bool:
    """Say whether a clause's own verb is past or perfect: a bare participle, an infinitive and what a modal
    tells
    are not."""
    return of(verb.doc).is_finite_past(verb)


def is_present(head: Token) -> bool:
    """Say whether a verb tells in the present tense: "condemns", "is designating", not "have decided"."""
    return of(head.doc).is_present(head)


def is_untold(head: Token) -> bool:
    """Say whether nothing in the grammar tells an event as past: no past tense, or a noun without verb."""
    return of(head.doc).is_untold(head)


def is_counterfactual(verb: Token) -> bool:
    """Say whether a clause tells what has not been: "had the two met, …"."""
    return of(verb.doc).is_counterfactual(verb)


def is_finite(token: Token) -> bool:
    """Say whether a word is a finite verb, a participle that may be one included."""
    return of(token.doc).is_finite(token)


def may_be_finite(token: Token) -> bool:
    """Say whether a word that reads like a noun may be a headline's verb: "sanctions"."""
    return of(token.doc).may_be_finite(token)


def has_lemma(token: Token, wanted: Container[str]) -> bool:
    """Say whether a word may go by one of some lemmas."""
    return any(lemma in wanted for lemma in lemmas(token))
