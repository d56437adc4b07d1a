"""What the name of a standing format spells: the states of "the China-Central Asia summit", and the format of
two sides that are named apart, "a summit of the union and the region".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from datelines.extractors.language import grammar
from datelines.extractors.language.words import words
from datelines.extractors.layers.entry import Entry
from datelines.extractors.layers.hit import Hit
from datelines.extractors.layers.parse import SentenceParse
from datelines.seeds.knowledge import knowledge
from datelines.seeds.packed import unpack
from datelines.sources.records import MechanismRef, Participant

PART = re.compile(r"[^-–—+]+")  # of a format's name, between its dashes or signs


def partners(mechanism: MechanismRef | None, lang: str) -> tuple[Participant, ...]:
    """Return the states that act in a format's sessions where nobody is named: the two of a bilateral one,
    and all whom its name spells, regions included ("China-Central Asia")."""
    if mechanism is None:
        return ()
    base = knowledge()
    spelled = list(_spelled(mechanism, lang))
    if len(spelled) > 1 and all(spelled):
        return tuple({p.country: p for part in spelled for p in part}.values())
    codes = base.countries_of.get(mechanism.id or "", [])
    if len(codes) != 2:
        return ()
    at = mechanism.text, mechanism.start, mechanism.end
    return tuple(_state(code, *at) for code in codes)


def _spelled(mechanism: MechanismRef, lang: str) -> Iterator[list[Participant]]:
    """Yield for each part of a format's name whom it spells: "U.S." and "Tajikistan" in "U.S.-Tajikistan
    Consultations", the states of a region; none where a part is no such name."""
    base = knowledge()
    for part in PART.finditer(mechanism.text) if mechanism.start is not None else ():
        text = part[0].strip()
        written = [text[: end.start()] for end in re.finditer(r"\s|$", text)]
        known = next((w for w in reversed(written) if w in base.names[lang]), None)
        ids = [id for id, _ in unpack(base.names[lang][known])] if known else []
        found = [code for id in ids for code in _states(id)]
        start = (mechanism.start or 0) + part.start() + part[0].index(text)
        yield [_state(code, known or "", start, start + len(known or "")) for code in found]


def _states(id: str) -> list[str]:
    base = knowledge()
    kind = base.entities[id].kind
    return [id] if kind == "country" else base.countries_of.get(id, []) if kind == "region" else []


def _state(code: str, text: str, start: int | None, end: int | None) -> Participant:
    return Participant(text, start, end, knowledge().entities[code].name, code, "country", code, "source")


def of_two(hit: Hit, unit: SentenceParse) -> Entry | None:
    """Return the known format of two sides whose session an event is."""
    for noun in (hit.head, *(hit.head.doc[i] for i in sorted(hit.consumed))):
        after = grammar.prepositional(noun) if grammar.has_lemma(noun, words(unit.lang).sessions) else {}
        for first in (token for tokens in after.values() for token in tokens):
            joined = (*grammar.conjuncts(first), *grammar.conjuncts(noun)[1:])  # hung too high by the parser
            sides = [e for t in joined for e in unit.at(t)]
            id = _known(sides, noun.lower_, unit.lang) if len(sides) == 2 else None
            if id is not None:
                at = sides[0].start, sides[1].end
                text = unit.sentence.text[at[0] - unit.sentence.start : at[1] - unit.sentence.start]
                return Entry(*at, "mechanism", text, at, id, knowledge().entities[id].name)
    return None


def _known(sides: Sequence[Entry], noun: str, lang: str) -> str | None:
    """Return the id of the format that two names with a dash between them call, in either order."""
    base = knowledge()
    one, two = ((side.text, side.name or side.text) for side in sides)
    for first, second in ((one, two), (two, one)):
        for name in (
            f"{a}-{b}{kind}" for a in first for b in second for kind in ("", f" {noun}", f" {noun.title()}")
        ):
            packed = base.names[lang].get(name)
            for id, _ in unpack(packed) if packed else ():
                if base.entities[id].kind == "mechanism":
                    return id
    return None
