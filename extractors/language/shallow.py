"""A grammar without a parser: word order, particles and cases answer the questions of `grammar.Grammar`.

spaCy's `Doc` only holds words and heads. What was told by form stands beside it, a `Node` a word, under
``user_data["nodes"]``. What cannot be told so is "other", or empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from datelines.extractors.language import grammar, slots
from datelines.extractors.language.attachment import attach
from datelines.extractors.language.clauses import clauses
from datelines.extractors.language.morphology import Morphology
from datelines.extractors.language.phrases import Node, Ways
from datelines.extractors.language.relations import Form, Kind, Relation
from datelines.extractors.language.words import words
from datelines.seeds import ROOT, read_seed
from datelines.seeds.models.particles import Particles

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

NODES = "nodes"
TOKEN = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|\S|\s+")
VERBAL = frozenset({"verb", "auxiliary"})
# Between a time expression and the verb of its clause.
BETWEEN = frozenset(
    {"preposition", "governed", "adverb", "other", "possessor", "number", "conjunct", "object"}
)


@cache
def _vocab() -> Vocab:
    import spacy

    return spacy.blank("xx").vocab


@cache
def ways(lang: str) -> Ways:
    """Return the slots of a language by adposition and case."""
    return Ways(slots.by_way(lang))


@cache
def particles(lang: str) -> Particles:
    """Return the small words of a language."""
    return read_seed(ROOT / "languages" / lang / "particles.yml", Particles)


def tokenize(text: str) -> Doc:
    """Return a text's tokens: words with their hyphens, marks one by one."""
    from spacy.tokens import Doc

    found = [match.group() for match in TOKEN.finditer(text)]
    spaced = [at + 1 < len(found) and found[at + 1] == " " for at in range(len(found))]
    kept = [(word, space) for word, space in zip(found, spaced, strict=True) if word != " "]
    return Doc(_vocab(), words=[word for word, _ in kept], spaces=[space for _, space in kept])


def parse(sentences: Iterable[tuple[Sequence[str], Sequence[bool]]], morphology: Morphology) -> Iterator[Doc]:
    """Read sentences given as words and whether a space follows each, every one a document, in order."""
    for texts, spaces in sentences:
        yield _read(texts, spaces, morphology)


def _read(texts: Sequence[str], spaces: Sequence[bool], morphology: Morphology) -> Doc:
    from spacy.tokens import Doc

    readings = [morphology.reading(text) for text in texts]
    small = particles(morphology.lang)
    found = clauses(texts, readings, small) if texts else []
    nodes = (
        attach(texts, readings, found, ways(morphology.lang), small, words(morphology.lang).posted)
        if texts
        else []
    )
    return Doc(
        _vocab(),
        words=list(texts),
        spaces=list(spaces),
        heads=[node.head for node in nodes],
        deps=[node.hangs for node in nodes],
        lemmas=[node.reading.lemmas[0] for node in nodes],
        user_data={grammar.KEY: Shallow(morphology.lang), NODES: tuple(nodes)},
    )


def _node(token: Token) -> Node:
    found: Node = token.doc.user_data[NODES][token.i]
    return found


class Shallow:
    """The answers for a language, whose small words are seeds; what each means stands in `grammar`."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def hangs(self, token: Token) -> Relation:
        return _node(token).hangs

    def kind(self, token: Token) -> Kind:
        return _node(token).kind

    def form(self, token: Token) -> Form:
        return _node(token).form

    def lemmas(self, token: Token) -> tuple[str, ...]:
        return _node(token).reading.lemmas

    # ---- who and what

    def _is_relative(self, token: Token) -> bool:
        return bool(set(self.lemmas(token)) & particles(self.lang).relatives)

    def _antecedent(self, token: Token) -> Token:
        """Replace a relative word by the noun that its clause hangs on."""
        if not self._is_relative(token):
            return token
        return next((a.head for a in token.ancestors if self.hangs(a) == "relative"), token)

    def _hung(self, head: Token, *relations: Relation) -> list[Token]:
        return [self._antecedent(c) for c in head.children if self.hangs(c) in relations]

    def subjects(self, verb: Token) -> list[Token]:
        if self.is_passive(verb):
            return self.agents(verb)
        own = self._hung(verb, "subject")
        if own:
            return own
        hung, head = self.hangs(verb), verb.head
        if hung == "open-complement":
            asked = [c for c in head.children if self.hangs(c) == "indirect" and c.i < verb.i]
            asked += [c for c in self.objects(head) if c.i < verb.i] if self.kind(head) == "verb" else []
            return asked or self._done_by(head)
        if hung in {"conjunct", "adverbial"}:
            return self._done_by(head)
        if hung == "participle":
            noun = self.kind(head) in {"noun", "name"}
            return [head] if noun and self.form(verb) != "base" else self._deciding(head)
        return []

    def _done_by(self, head: Token) -> list[Token]:
        """Return who does what hangs on a verb: its own subject, in the passive to whom it is done."""
        return self.passive_subjects(head) if self.is_passive(head) else self.subjects(head)

    def _deciding(self, noun: Token) -> list[Token]:
        """Return who does what an infinitive on a noun tells: "took the decision to meet"."""
        verb = self.clause_verb(noun)
        return self._done_by(verb) if verb is not None else []

    def passive_subjects(self, verb: Token) -> list[Token]:
        found = self._hung(verb, "passive-subject")
        if found or not self.is_passive(verb):
            return found
        if self.hangs(verb) == "participle":
            return [verb.head]
        return self._done_by(verb.head) if self.hangs(verb) == "conjunct" else []

    def objects(self, verb: Token) -> list[Token]:
        return self.passive_subjects(verb) if self.is_passive(verb) else self._hung(verb, "object")

    def agents(self, verb: Token) -> list[Token]:
        """Return the nouns in the bare case of a passive's doer."""
        return [c for c in verb.children if self.is_passive(verb) and _node(c).slot == "by"]

    def fronted(self, _: Token) -> list[Token]:
        return []

    def bearers(self, _: Token) -> list[Token]:
        return []

    def prepositional(self, token: Token) -> dict[str, list[Token]]:
        found: dict[str, list[Token]] = {}
        for child in token.children:
            below = [c for c in child.children if self.hangs(c) == "governed"]
            for noun in below if self.hangs(child) == "preposition" else [child]:
                slot = _node(noun).slot
                if slot is not None and self.hangs(noun) not in {"conjunct", "apposition"}:
                    found.setdefault(slot, []).append(self._antecedent(noun))
        return found

    def conjuncts(self, token: Token) -> list[Token]:
        found = [token]
        for child in token.children:
            if self.hangs(child) == "conjunct":
                found += self.conjuncts(child)
        return found

    # ---- clauses

    def reporting_verb(self, subject: Token) -> Token | None:
        verb = subject.head
        while self.hangs(verb) == "conjunct":
            verb = verb.head
        told = self.hangs(subject) in {"subject", "passive-subject"} and self.hangs(verb) == "complement"
        return verb.head if told and self.kind(verb.head) in VERBAL else None

    def clause_verb(self, token: Token) -> Token | None:
        return next((a for a in token.ancestors if self.kind(a) in VERBAL or self.is_clausal(a)), None)

    def clause_of(self, timex: Token) -> Token | None:
        token = timex
        while self.hangs(token) in BETWEEN:
            whose = self.hangs(token) == "preposition" and token.lower_ in words(self.lang).belonging
            if whose and self.kind(token.head) not in VERBAL:
                return None
            token = token.head
            if self.kind(token) in VERBAL or self.is_clausal(token):
                return self._completed(token)
        return self._completed(token) if self.hangs(token) == "root" and token.i != timex.i else None

    def _completed(self, verb: Token) -> Token:
        """Return what a modal word's infinitive tells: "are ready to meet in May"."""
        below = next((c for c in verb.children if self.hangs(c) == "open-complement"), None)
        return below if below is not None and not self.is_past(verb) else verb

    def clause_span(self, head: Token) -> tuple[int, int]:
        drop: set[int] = set()
        for child in head.children:
            joined = self.hangs(child) in {"conjunct", "parataxis"} and self.kind(child) in VERBAL
            if (joined and self.has_subject(child)) or (
                self.hangs(child) == "adverbial" and child.i > head.i
            ):
                drop |= {t.i for t in child.subtree}
        kept = sorted(t.i for t in head.subtree if t.i not in drop)
        doc, start, end = head.doc, kept[0], kept[-1] + 1
        while start < head.i and self._is_edge(doc[start]):
            start += 1
        while end - 1 > head.i and self._is_edge(doc[end - 1]):
            end -= 1
        return start, end

    def _is_edge(self, token: Token) -> bool:
        closing = token.text in {")", "»", "”", '"', "«", "“"}
        return (token.is_punct and not closing) or self.hangs(token) in {"coordinator", "marker"}

    def phrase_span(self, noun: Token) -> tuple[int, int]:
        left = min([noun.i, *(child.left_edge.i for child in noun.lefts)])
        right = noun.i
        for child in noun.rights:
            further = self.hangs(child) in {"preposition", "possessor", "number", "adjective"}
            if not further or child.left_edge.i > right + 1:
                break
            right = child.right_edge.i
        return left, right + 1

    def has_subject(self, verb: Token) -> bool:
        return bool(self._hung(verb, "subject", "passive-subject"))

    def auxiliaries(self, verb: Token) -> list[str]:
        own = [c.lower_ for c in verb.children if self.hangs(c) in {"auxiliary", "passive-auxiliary"}]
        if "future" in _node(verb).reading.traits:
            own.append(particles(self.lang).future)
        if not own and self.hangs(verb) == "conjunct" and self.kind(verb.head) in VERBAL:
            same = self.form(verb) == self.form(verb.head)
            return self.auxiliaries(verb.head) if same else []
        return own

    def is_passive(self, verb: Token) -> bool:
        return "passive" in _node(verb).reading.traits

    def is_clausal(self, token: Token) -> bool:
        return "finite" in _node(token).reading.traits and self.kind(token) not in VERBAL

    # ---- of which time a verb tells

    def _is_ahead(self, verb: Token) -> bool:
        """Say whether a verb's ending or auxiliary tells of the future."""
        helped = [c for c in verb.children if self.hangs(c) in {"auxiliary", "passive-auxiliary"}]
        return any("future" in _node(token).reading.traits for token in (verb, *helped))

    def is_past(self, verb: Token) -> bool:
        short = self.form(verb) == "participle"
        return (self.form(verb) == "past" or short) and not self._is_ahead(verb)

    def is_finite_past(self, verb: Token) -> bool:
        return self.is_past(verb) and "finite" in _node(verb).reading.traits

    def is_present(self, head: Token) -> bool:
        return self.form(head) == "present" and not self._is_ahead(head)

    def is_untold(self, head: Token) -> bool:
        verb = head if self.kind(head) in VERBAL else self.clause_verb(head)
        return verb is None or not self.is_past(verb)

    def is_counterfactual(self, _: Token) -> bool:
        return False

    def is_finite(self, token: Token) -> bool:
        return "finite" in _node(token).reading.traits and self.kind(token) in VERBAL

    def may_be_finite(self, _: Token) -> bool:
        return False
