"""The parse, and the few questions that we ask of it: who is the subject, what is governed by what.

This is the module that knows the grammar of the language parsed: English, in spaCy's ClearNLP labels.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from datelines.extractors.language import which_model

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

BATCH = 128
SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj", "attr", "oprd"})
RELATIVES = frozenset({"who", "which", "that", "whom", "where", "when"})
CLAUSES = frozenset(
    {"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "conj", "pcomp", "xcomp", "csubj", "dep"}
)


@cache
def model() -> Language:
    """Load the spaCy model once a process. Raises `ModelMissing`."""
    import spacy

    for name in which_model.candidates():
        try:
            return spacy.load(name)
        except OSError:
            continue
    raise which_model.missing()


@cache
def irregular_forms() -> dict[str, list[str]]:
    """Return irregular verb and noun forms with their lemmas, from the model's own table."""
    table = model().get_pipe("lemmatizer").lookups.get_table("lemma_exc")  # type: ignore[attr-defined]
    found: dict[str, list[str]] = {}
    for kind in ("verb", "noun"):
        for form, bases in table.get(kind, {}).items():
            found[form] = [*found.get(form, ()), *bases]
    return found


def tokenize(text: str) -> Doc:
    """Return a text's tokens, unparsed."""
    return model().tokenizer(text)


def parse(sentences: Iterable[tuple[Sequence[str], Sequence[bool]]]) -> Iterator[Doc]:
    """Parse sentences given as words and whether a space follows each, every one a document, in order.

    Names are not looked for: see `recognise`.
    """
    from spacy.tokens import Doc

    nlp = model()
    docs = (Doc(nlp.vocab, words=list(words), spaces=list(spaces)) for words, spaces in sentences)
    return nlp.pipe(docs, batch_size=BATCH, disable=["ner"])


def recognise(docs: Sequence[Doc]) -> None:
    """Let the model find names in parsed sentences: half of its whole cost, so only where it is needed."""
    for _ in model().get_pipe("ner").pipe(docs, batch_size=BATCH):  # type: ignore[attr-defined]
        pass


def is_passive(verb: Token) -> bool:
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not has_subject(verb) and verb.head.tag_ == "VBN":
        return is_passive(verb.head)  # "was signed in May and ratified in June"
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and not _aux(verb, {"have"})


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
        if by.dep_ == "agent" or (by.dep_ == "prep" and by.lower_ == "by")
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
    """Return what the prepositions on a token govern: ``{"with": [minister], "between": [sides]}``."""
    found: dict[str, list[Token]] = {}
    for prep in token.children:
        if prep.dep_ not in {"prep", "agent", "dative"} or prep.pos_ not in {"ADP", "SCONJ", "PART", "VERB"}:
            continue
        for child in prep.children:
            if child.dep_ in {"pobj", "pcomp"}:
                found.setdefault(prep.lower_, []).append(child)
            elif child.dep_ == "prep":  # "together with", "along with"
                found.setdefault(child.lower_, []).extend(c for c in child.children if c.dep_ == "pobj")
    return found


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
