"""Neutral names for what a parse says of a word: whatever parser or rules stand behind a language.

They follow Universal Dependencies (de Marneffe et al., 2021) in what they tell apart, but an adposition
stands between its noun and what that adds to. What a grammar cannot tell is "other".
"""

from __future__ import annotations

from typing import Literal

# How a word hangs on the one above it.
Relation = Literal[
    "root",  # what the sentence hangs on
    "subject",  # who does it, in the active
    "passive-subject",  # to whom it is done, in the passive
    "clausal-subject",  # a clause as subject
    "object",  # to whom or what it is done
    "attribute",  # what a copula says
    "object-attribute",  # what an object is made or called
    "indirect",  # for whom
    "preposition",  # an adposition on what it adds to
    "governed",  # the noun of an adposition
    "governed-clause",  # a clause after an adposition
    "agent",  # the adposition of a passive's doer
    "adjective",
    "compound",  # a noun before a noun
    "noun",  # another noun on a noun
    "possessor",  # whose it is
    "number",
    "determiner",
    "apposition",
    "participle",  # a reduced clause on a noun
    "relative",  # a relative clause
    "adverbial",  # an adverbial clause
    "complement",  # a clause that is said, known, wanted
    "open-complement",  # one without subject of its own
    "adjective-complement",
    "conjunct",  # joined to the first of its like
    "coordinator",
    "parataxis",  # set beside
    "adverb",
    "noun-adverb",  # a noun as adverb
    "auxiliary",
    "passive-auxiliary",
    "negation",
    "marker",  # what opens a subordinate clause
    "particle",
    "punctuation",
    "unclear",
    "preconjunction",
    "other",
]
# What kind of word it is; a "name" is a proper noun.
Kind = Literal[
    "verb",
    "auxiliary",
    "noun",
    "name",
    "pronoun",
    "adjective",
    "adposition",
    "determiner",
    "number",
    "other",
]
# The form it stands in. "base" is a bare infinitive, "to" the mark of one.
Form = Literal[
    "base",
    "past",
    "gerund",
    "participle",
    "present",
    "to",
    "modal",
    "plural",
    "relative-adverb",
    "other",
]
