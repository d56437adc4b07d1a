"""Of which time a verb tells: the only place that asks. Each question says what it counts and what not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datelines.extractors.language import syntax
from datelines.extractors.language.syntax import SUBJECTS, has_subject

if TYPE_CHECKING:
    from spacy.tokens import Token


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
    if head.pos_ not in {"VERB", "AUX"} or syntax.is_passive(head):
        return False
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in head.children):
        return False
    if head.tag_ in {"VBZ", "VBP"}:
        return True
    return head.tag_ == "VBG" and any(c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP"} for c in head.children)


def is_untold(head: Token) -> bool:
    """Say whether nothing in the grammar tells the event as past: no past tense, or a noun without verb."""
    verb = head if head.pos_ in {"VERB", "AUX"} else syntax.clause_verb(head)
    return verb is None or not is_past(verb)


def is_finite_past(verb: Token) -> bool:
    """Say whether a clause's own verb is past or perfect: "met", "has met", "were meeting"; a bare participle
    ("signed in May, the accord …"), an infinitive and what a modal tells are not."""
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.tag_ in {"MD", "TO"} for c in auxiliaries):
        return False
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" or c.lemma_ == "have" for c in auxiliaries)
