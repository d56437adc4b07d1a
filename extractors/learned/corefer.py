"""Which of several candidates a pronoun, a title or a plural means."""

from __future__ import annotations

from datelines.extractors.learned.seat import Linear, Seat

# How a candidate came to be one. The rule asks for nothing else: each weight says what goes before what for
# a mention of one kind (a person's pronoun, a title alone, a plural). Not measured: chosen by hand.
ORDER = {
    "clause-subject": 3.0,
    "named-before": 2.0,
    "introduced": 2.0,
    "last-subject": 1.0,
    "told-together": 4.0,
    "one-breath": 3.0,
    "acted-for": 2.0,
    "named-countries": 1.0,
}
FEATURES = {
    "clause-subject": "1 for the person who is the subject of the mention's clause",
    "named-before": "1 for a person named before the mention in its sentence",
    "introduced": "1 for who was introduced with the title",
    "last-subject": "1 for the person who was the last subject",
    "told-together": "1 for the parties last told of together",
    "one-breath": "1 for those last named in one breath",
    "acted-for": "1 for the countries for which the parties last told of act",
    "named-countries": "1 for the countries that the text names, as many as are asked for",
    "between": "how many other candidates of the sentence are named between it and the mention",
    "pronoun": "1 where a pronoun means it",
    "title": "1 where a title alone does",
    "plural": "1 where a plural does",
    "possessor": "1 where the mention is a possessive",
    "many": "how many actors the candidate is",
    "home": "1 where the candidate is of the publisher's country",
    "away": "how far before the mention it was named: characters by a hundred, up to ten",
}
# Of several named before, the last: any weight below 0 that keeps them above the next kind says so. Those of
# 0 were never weighed: they are there for a table.
WEIGHTS = {**dict.fromkeys(FEATURES, 0.0), **ORDER, "between": -0.01}

SEAT = Seat(
    name="corefer",
    asks="which candidate a pronoun, a title or a plural means",
    gives="fit",
    features=FEATURES,
    weights=WEIGHTS,
    rule=Linear(WEIGHTS),
)
