"""English: the grammar of `grammar.Grammar`, answered from spaCy's parse in ClearNLP and Penn labels.

No label of the parser is read outside this module. What the parser writes for each neutral name stands in
three tables; what they leave out has no name, since nobody asks for it.
"""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from datelines.extractors.language.relations import Form, Kind, Relation
from datelines.extractors.language.slots import BY, by_adposition
from datelines.extractors.language.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

LANG = "en"
RELATIONS: dict[str, Relation] = {
    "ROOT": "root",
    "nsubj": "subject",
    "nsubjpass": "passive-subject",
    "csubj": "clausal-subject",
    "dobj": "object",
    "obj": "object",
    "attr": "attribute",
    "oprd": "object-attribute",
    "dative": "indirect",
    "prep": "preposition",
    "pobj": "governed",
    "pcomp": "governed-clause",
    "agent": "agent",
    "amod": "adjective",
    "compound": "compound",
    "nmod": "noun",
    "poss": "possessor",
    "nummod": "number",
    "det": "determiner",
    "appos": "apposition",
    "acl": "participle",
    "relcl": "relative",
    "advcl": "adverbial",
    "ccomp": "complement",
    "xcomp": "open-complement",
    "acomp": "adjective-complement",
    "conj": "conjunct",
    "cc": "coordinator",
    "parataxis": "parataxis",
    "advmod": "adverb",
    "npadvmod": "noun-adverb",
    "aux": "auxiliary",
    "auxpass": "passive-auxiliary",
    "neg": "negation",
    "mark": "marker",
    "prt": "particle",
    "punct": "punctuation",
    "dep": "unclear",
    "preconj": "preconjunction",
}
KINDS: dict[str, Kind] = {
    "VERB": "verb",
    "AUX": "auxiliary",
    "NOUN": "noun",
    "PROPN": "name",
    "PRON": "pronoun",
    "ADJ": "adjective",
    "ADP": "adposition",
    "DET": "determiner",
    "NUM": "number",
}
FORMS: dict[str, Form] = {
    "VB": "base",
    "VBD": "past",
    "VBG": "gerund",
    "VBN": "participle",
    "VBZ": "present",
    "VBP": "present",
    "TO": "to",
    "MD": "modal",
    "NNS": "plural",
    "NNPS": "plural",
    "WRB": "relative-adverb",
}
SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj", "attr", "oprd"})
RELATIVES = frozenset({"who", "which", "that", "whom", "where", "when"})


def hangs(token: Token) -> Relation:
    return RELATIONS.get(token.dep_, "other")


def kind(token: Token) -> Kind:
    return KINDS.get(token.pos_, "other")


def form(token: Token) -> Form:
    return FORMS.get(token.tag_, "other")


def is_finite(token: Token) -> bool:
    return token.tag_ in {"VBD", "VBZ", "VBP", "VBN", "MD"}


def may_be_finite(token: Token) -> bool:
    """ "sanctions" is a plural or what Oman does: the tagger cannot tell in a headline."""
    return token.tag_ in {"NNS", "NN", "VBZ"} and token.text.islower() and token.text.endswith("s")


def is_passive(verb: Token) -> bool:
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not has_subject(verb) and verb.head.tag_ == "VBN":
        return is_passive(verb.head)  # "was signed in May and ratified in June"
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and not _aux(verb, {"have"})


def is_clausal(token: Token) -> bool:
    """Say whether a word not tagged as a verb heads a clause like one, with subject and auxiliary."""
    labels = {child.dep_ for child in token.children}
    return bool(labels & {"aux", "auxpass"}) and bool(labels & {"nsubj", "nsubjpass"})


def _aux(verb: Token, lemmas: set[str]) -> bool:
    return any(child.dep_ in {"aux", "auxpass"} and child.lemma_.lower() in lemmas for child in verb.children)


def auxiliaries(verb: Token) -> list[str]:
    """Return the lower-case forms of a verb's auxiliaries, those of its conjuncts' head included."""
    own = [child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if not own and verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and verb.tag_ == verb.head.tag_:
        return auxiliaries(verb.head)
    return own


def _antecedent(token: Token) -> Token:
    """Replace a relative pronoun by the noun that its clause hangs on."""
    if token.lower_ in RELATIVES and token.tag_ in {"WDT", "WP", "WRB", "IN"}:
        for ancestor in token.ancestors:
            if ancestor.dep_ == "relcl":
                return ancestor.head
    return token


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the tokens that do what the verb says; in a passive clause those after *by*."""
    if depth > 6:
        return []
    if is_passive(verb):
        return agents(verb)
    own = [_antecedent(child) for child in verb.children if child.dep_ in SUBJECTS]
    if own:
        return own
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return passive_subjects(head) if is_passive(head) else subjects(head, depth + 1)
    if verb.dep_ in {"xcomp", "ccomp"} and head.pos_ in {"VERB", "AUX", "ADJ"}:
        controlled = [c for c in head.children if c.dep_ in {"dobj", "dative"}]
        if controlled:
            return controlled
        return passive_subjects(head) if is_passive(head) else subjects(head, depth + 1)
    if verb.dep_ == "acomp":  # "is willing to sign"
        return subjects(head, depth + 1)
    if verb.dep_ in {"advcl", "pcomp"}:
        clause = next((a for a in verb.ancestors if a.pos_ in {"VERB", "AUX"}), None)
        if clause is not None:
            return passive_subjects(clause) if is_passive(clause) else subjects(clause, depth + 1)
    if verb.dep_ in {"relcl", "acl"}:
        return [head]
    return []


def fronted(verb: Token) -> list[Token]:
    """Return the noun before a verb without a subject that the parser joined to the phrase which opens the
    clause: "At the invitation of the king, the premier came"."""
    if verb.dep_ != "ROOT" or has_subject(verb) or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return []
    inside = [t for prep in verb.lefts if prep.dep_ == "prep" for t in prep.subtree]
    joined = [t for t in inside if t.dep_ in {"conj", "appos"} and t.doc[t.left_edge.i - 1].text == ","]
    return joined[-1:]


def reporting_verb(subject: Token) -> Token | None:
    """Return the verb whose complement is the clause of a subject: "says" in "Oman says it will sign"."""
    verb = subject.head
    while verb.dep_ == "conj":
        verb = verb.head
    if subject.dep_ not in SUBJECTS | PASSIVE_SUBJECTS or verb.dep_ != "ccomp":
        return None
    return verb.head if verb.head.pos_ in {"VERB", "AUX"} else None


def passive_subjects(verb: Token) -> list[Token]:
    found = [_antecedent(child) for child in verb.children if child.dep_ in PASSIVE_SUBJECTS]
    if not found and verb.dep_ == "acl":
        return [verb.head]
    if not found and verb.dep_ == "xcomp" and verb.head.pos_ in {"VERB", "AUX", "ADJ"}:  # "is due to be held"
        clause = verb.head if verb.head.pos_ != "ADJ" else verb.head.head
        return [_antecedent(c) for c in clause.children if c.dep_ in SUBJECTS | PASSIVE_SUBJECTS]
    if not found and verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        return passive_subjects(verb.head)
    return found


def agents(verb: Token) -> list[Token]:
    """Return what follows *by* in a passive clause."""
    return [
        child
        for by in verb.children
        if by.dep_ == "agent" or (by.dep_ == "prep" and _slot(by) == BY)
        for child in by.children
        if child.dep_ == "pobj"
    ]


def objects(verb: Token) -> list[Token]:
    """Return direct objects; in a passive clause its subject."""
    if is_passive(verb):
        return passive_subjects(verb) + [c for c in verb.children if c.dep_ in {"oprd", "dobj"}]
    if verb.dep_ == "amod" and has_subject(verb):  # the parser took "X hosted Y" for a phrase about Y
        return [verb.head]
    own = [_antecedent(child) for child in verb.children if child.dep_ in OBJECTS]
    if own:
        return own
    if verb.tag_ == "VB":
        return []
    joined = [c for c in verb.children if c.dep_ == "conj" and c.tag_ == verb.tag_ and not has_subject(c)]
    return [o for c in joined[:1] for o in objects(c)]  # "signed and exchanged notes"


def bearers(noun: Token) -> list[Token]:
    """Return of whom a copula says a noun: "is on travel to Oman", "was the guest's first visit"."""
    head = noun.head
    if noun.dep_ == "pobj" and head.dep_ == "prep" and head.head.lemma_ == "be":
        return subjects(head.head)
    return []


def prepositional(token: Token) -> dict[str, list[Token]]:
    """Return what the prepositions on a token govern, by slot: ``{"with": [minister], "of": [side]}``."""
    found: dict[str, list[Token]] = {}
    for prep in token.children:
        if prep.dep_ not in {"prep", "agent", "dative"} or prep.pos_ not in {"ADP", "SCONJ", "PART", "VERB"}:
            continue
        for child in prep.children:
            if child.dep_ in {"pobj", "pcomp"}:
                found.setdefault(_slot(prep), []).append(child)
            elif child.dep_ == "prep":  # "together with", "along with"
                found.setdefault(_slot(child), []).extend(c for c in child.children if c.dep_ == "pobj")
    return found


def _slot(preposition: Token) -> str:
    return by_adposition(LANG).get(preposition.lower_, preposition.lower_)


def conjuncts(token: Token) -> list[Token]:
    """Return a noun and what is co-ordinated with it, appositions left out."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found += conjuncts(child)
    return found


def clause_verb(token: Token) -> Token | None:
    """Return the nearest verb above a token (itself not counted)."""
    return next((a for a in token.ancestors if a.pos_ in {"VERB", "AUX"}), None)


def clause_span(head: Token) -> tuple[int, int]:
    """Return the token span (end exclusive) of a head's clause, without clauses only joined to it."""
    drop: set[int] = set()
    for child in head.children:
        if (child.dep_ in {"conj", "parataxis"} and child.pos_ in {"VERB", "AUX"} and has_subject(child)) or (
            child.dep_ == "advcl" and child.i > head.i and child.tag_ not in {"VB", "VBG"}
        ):
            drop |= {t.i for t in child.subtree}
    kept = sorted(t.i for t in head.subtree if t.i not in drop)
    start, end = kept[0], kept[-1] + 1
    doc = head.doc
    while start < head.i and (doc[start].is_punct or doc[start].dep_ in {"cc", "mark"}):
        start += 1
    while (
        end - 1 > head.i
        and (doc[end - 1].is_punct or doc[end - 1].dep_ == "cc")
        and doc[end - 1].text not in {")", "”", '"'}
    ):
        end -= 1
    return start, end


def phrase_span(noun: Token) -> tuple[int, int]:
    """Return the token span (end exclusive) of a noun phrase, without clauses and appositions behind it."""
    after = [child for child in noun.rights if child.dep_ in {"prep", "compound", "nummod", "amod"}]
    left = min([noun.i, *(child.left_edge.i for child in noun.lefts)])
    right = noun.i
    for child in after:
        if child.left_edge.i > right + 1:
            break
        right = child.right_edge.i
    return left, right + 1


def has_subject(verb: Token) -> bool:
    """Say whether a verb has a subject of its own."""
    return any(child.dep_ in SUBJECTS | PASSIVE_SUBJECTS for child in verb.children)


def has_lemma(token: Token, wanted: Container[str]) -> bool:
    return any(lemma in wanted for lemma in lemmas(token))


def lemmas(token: Token) -> tuple[str, ...]:
    """Return the lemmas a token may go by: a capitalised *Consultations* is also *consultation*."""
    lemma, lower = token.lemma_.lower(), token.lower_
    if token.pos_ in {"VERB", "AUX"}:  # the lemmatizer makes "hop" of "hoped"
        return (lemma, lemma + "e") if lower.startswith(lemma + "e") else (lemma,)
    if token.pos_ == "PROPN" or lemma == lower:
        if lower.endswith("ies"):
            return lemma, lower[:-3] + "y"
        if lower.endswith("s") and not lower.endswith("ss"):
            return lemma, lower[:-1]
    return (lemma,)


BETWEEN = frozenset({"prep", "pobj", "npadvmod", "advmod", "pcomp", "dobj", "attr", "conj", "dep", "nmod"})


def clause_of(timex: Token) -> Token | None:
    """Return the verb of the clause in which a time expression stands; None inside a noun's own phrase, as
    in "the agreement of 2019"."""
    token = timex
    while token.dep_ in BETWEEN:
        if token.dep_ == "prep" and token.head.pos_ != "VERB" and token.lower_ in words(LANG).belonging:
            return None
        token = token.head
        if token.pos_ == "VERB":
            return token
        if token.pos_ == "AUX" or token.dep_ == "ROOT":
            return _completed(token)
    return None


def _completed(verb: Token) -> Token | None:
    """Return what an auxiliary's infinitive tells: "in May they were to meet"."""
    below = [child for child in verb.children if child.dep_ in {"acomp", "xcomp"}]
    below += [child for token in below for child in token.children if child.dep_ == "xcomp"]
    infinitive = next((child for child in below if child.tag_ in {"VB", "VBN"}), None)
    return infinitive or (verb if verb.pos_ == "AUX" or is_clausal(verb) else None)


# ---- of which time a verb tells: the only place that knows


def is_past(verb: Token) -> bool:
    """Say whether a verb tells of the past: "met", "was held", "have met", not "is held" or "to meet"."""
    if verb.tag_ == "VBD":
        return True
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.tag_ == "VBD" or (c.lemma_ == "have" and verb.tag_ == "VBN") for c in auxiliaries):
        return not any(c.tag_ == "MD" for c in auxiliaries)
    return verb.tag_ == "VBN" and not auxiliaries


def is_counterfactual(verb: Token) -> bool:
    """Say whether a clause opens with its auxiliary, as what has not been does: "had the two met, …"."""
    if verb.dep_ == "ccomp" and verb.head.dep_ == "advcl":  # where the parser took "had" for a verb
        return verb.head.lower_ == "had" and not has_subject(verb.head)
    opens = [c for c in verb.children if c.dep_ == "aux" and c.lower_ == "had"]
    return verb.dep_ == "advcl" and any(
        opens[0].i < c.i for c in verb.children if opens and c.dep_ in SUBJECTS
    )


def is_present(head: Token) -> bool:
    """Say whether a verb tells in the present tense: "condemns", "is designating", "have decided" not."""
    if head.pos_ not in {"VERB", "AUX"} or is_passive(head):
        return False
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in head.children):
        return False
    if head.tag_ in {"VBZ", "VBP"}:
        return True
    return head.tag_ == "VBG" and any(c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP"} for c in head.children)


def is_untold(head: Token) -> bool:
    """Say whether nothing in the grammar tells the event as past: no past tense, or a noun without verb."""
    verb = head if head.pos_ in {"VERB", "AUX"} else clause_verb(head)
    return verb is None or not is_past(verb)


def is_finite_past(verb: Token) -> bool:
    """Say whether a clause's own verb is past or perfect: "met", "has met", "were meeting"; a bare participle
    ("signed in May, the accord …"), an infinitive and what a modal tells are not."""
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.tag_ in {"MD", "TO"} for c in auxiliaries):
        return False
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" or c.lemma_ == "have" for c in auxiliaries)
