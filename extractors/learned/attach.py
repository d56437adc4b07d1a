"""How far a time expression is from the word of an event, in weighted steps of the tree."""

from __future__ import annotations

from collections.abc import Mapping

from datelines.extractors.learned.seat import Seat

# No number in this file was measured: all are chosen by hand. A table's costs must keep to their scale, for
# these three bounds are not trained with it.
FAR = 18.0  # from here on a time expression is not the event's
LOOSE = 7.0  # the cost up to which a time expression dates a noun at all
NEAR = 4.0  # the cost up to which a time expression is an event's own, not its clause's

# What each step up the tree costs, from the event's side and from the time expression's side.
EVENT_STEP = {
    "open-complement": 3.0,
    "complement": 6.0,
    "participle": 14.0,
    "relative": 14.0,
    "conjunct": 2.0,
    "parataxis": 8.0,
    "adverbial": 8.0,
    "unclear": 4.0,
    "governed-clause": 3.0,
}
TIMEX_STEP = {
    "open-complement": 4.0,
    "complement": 9.0,
    "participle": 6.0,
    "relative": 9.0,
    "conjunct": 6.0,
    "parataxis": 9.0,
    "adverbial": 9.0,
    "unclear": 2.0,
    "adjective": 8.0,
    "number": 8.0,
    "compound": 8.0,
    "noun": 6.0,
    "possessor": 2.0,
}
OTHER = 1.0  # any other step
REPORTED, OWNED, PERIOD = 30.0, 15.0, 8.0
PURPOSE, WHERE = 3.0, 4.0
TAKEN, SHARED, APART = 20.0, 4.0, 12.0
TIMEX_SHARE = 0.9  # of its steps: a time expression hangs deeper than the word that it dates
A_WORD = 0.03  # between the two: of expressions as near in the tree the next one

_EVENT = {
    **{f"event-{relation}": cost for relation, cost in EVENT_STEP.items()},
    "event-reported": REPORTED,
    "event-owned": OWNED,
    "event-purpose": PURPOSE,
    "event-where": WHERE,
    "event-step": OTHER,
}
_TIMEX = {
    **{f"timex-{relation}": cost for relation, cost in TIMEX_STEP.items()},
    "timex-reported": REPORTED,
    "timex-period": PERIOD,
    "timex-inside": OTHER,
    "timex-carried": OTHER,
    "timex-step": OTHER,
}
_CROSSED = {"crossed-taken": TAKEN, "crossed-shared": SHARED}
WEIGHTS = {  # what the rule makes of one of each
    **_EVENT,
    **{name: each * TIMEX_SHARE for name, each in _TIMEX.items()},
    **_CROSSED,
    "apart": APART,
    "unrelated": FAR,
    "words": A_WORD,  # of two words that are unrelated each counts 1
}
FEATURES = {
    **{f"event-{relation}": f"steps up from the event's word by {relation}" for relation in EVENT_STEP},
    "event-reported": "its steps out of what a verb of saying reports",
    "event-owned": "its steps by open-complement to another event's word",
    "event-purpose": 'its steps by adverbial from an infinitive or a gerund: "to sign"',
    "event-where": 'its steps out of a relative clause of place: "…, where they signed"',
    "event-step": "its other steps",
    **{f"timex-{relation}": f"steps up from the time expression by {relation}" for relation in TIMEX_STEP},
    "timex-reported": "its steps out of what a verb of saying reports",
    "timex-period": 'its steps from a preposition that gives a plan its period: "for 2027-2029"',
    "timex-inside": 'its steps inside the phrase of an event\'s noun: "the 14 March call"',
    "timex-carried": 'its steps from a verb that carries a noun: "the summit expected in May"',
    "timex-step": "its other steps",
    "crossed-taken": "other events' words on the time expression's way",
    "crossed-shared": "those of them that are joined with the word above or are its purpose",
    "apart": "1 where a semicolon stands between the two",
    "unrelated": "1 where the two have no word above in common; no step is counted then",
    "words": "how many words they are from each other",
}


def cost(features: Mapping[str, float], /) -> float:
    """Return the cost of a way through the tree."""
    words = features.get("words", 0.0)
    if features.get("unrelated"):
        return FAR + words
    total = _sum(_TIMEX, features) * TIMEX_SHARE + _sum(_EVENT, features)
    total += _sum(_CROSSED, features)
    if features.get("apart"):
        total += APART
    return total + words * A_WORD


def _sum(costs: Mapping[str, float], features: Mapping[str, float]) -> float:
    return sum(costs[name] * value for name, value in features.items() if name in costs)


SEAT = Seat(
    name="attach",
    asks="how far a time expression is from an event: the nearest one dates it",
    gives="cost",
    features=FEATURES,
    weights=WEIGHTS,
    rule=cost,
)
