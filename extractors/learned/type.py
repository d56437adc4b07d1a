"""Which trigger row of those that match a word stands: the one that needs most, and so says most."""

from __future__ import annotations

from datelines.extractors.learned.seat import Linear, Seat

FEATURES = {
    "object": "1 where the row asks for an object, and the word has it",
    "subject": "1 where it asks for a subject",
    "slot": "how many slots it asks for, whatever stands in them",
    "slot-word": "how many slots it asks for with words of its own in them",
    "particle": "1 where it asks for a particle",
    "auxiliary": "1 where it asks for an auxiliary",
    "complement": "1 where it asks for a clause with words of its own",
    "unless": "1 where it excepts words that are not there",
    "modifier": "1 where it asks for a word before the noun",
    "infinitive": "1 where it asks for an infinitive",
    "bare": "1 where it asks that nothing describes the object",
    "factuality": "1 where it stands for one factuality alone",
    "noun": "1 where it is a row of nouns",
    "named": "how many slots must hold a name",
    "consumed": "how many other words are the row's own",
}
# Not measured: chosen by hand, so that a row that asks for given words goes before one that asks for any.
# Those of 0 were never weighed: they are there for a table.
WEIGHTS = {
    **dict.fromkeys(FEATURES, 0.0),
    "object": 2.0,
    "subject": 2.0,
    "slot": 2.0,
    "slot-word": 3.0,
    "particle": 2.0,
    "auxiliary": 2.0,
    "complement": 3.0,
    "modifier": 1.0,
    "infinitive": 2.0,
    "factuality": 1.0,
}

SEAT = Seat(
    name="type",
    asks="which of the trigger rows that match a word stands",
    gives="fit",
    features=FEATURES,
    weights=WEIGHTS,
    rule=Linear(WEIGHTS),
)
