"""Find what tells of an event: the trigger rows of a language matched on a parse."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from datelines.extractors.language import grammar
from datelines.extractors.language.slots import BY
from datelines.extractors.language.slots import names as slot_names
from datelines.extractors.layers.hit import Hit, Row, Slots
from datelines.extractors.learned import type as seat
from datelines.extractors.learned.seat import Scorer
from datelines.seeds import ROOT, SeedError, languages_with, read_folder
from datelines.seeds.event_types import event_types, subtypes
from datelines.seeds.models.events import Trigger
from datelines.sources.records import Factuality

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PARTICLES = frozenset({"particle", "adverb", "preposition"})
ANY = ("*",)  # what a dated row may give for its verb: any but those excepted
COMPLEMENTS = frozenset(
    {
        "open-complement",
        "complement",
        "adjective-complement",
        "adverbial",
        "participle",
        "object-attribute",
        "attribute",
    }
)
MODIFIERS = frozenset({"adjective", "compound", "noun", "adverb", "negation", "possessor"})


@cache
def rows(lang: str, root: Path = ROOT) -> tuple[Row, ...]:
    """Return the triggers of a language, type by type: a file of its folder holds those of one type.

    Raises `SeedError` where a file is no type's, or an id stands twice in it.
    """
    folder = languages_with("triggers", root).get(lang)
    if folder is None:
        return ()
    found: list[Row] = []
    for stem, triggers in read_folder(f"languages/{lang}/triggers", tuple[Trigger, ...], root).items():
        kind = event_types(root).get(stem.upper())
        if kind is None:
            raise SeedError(folder / f"{stem}.yml", None, f"there is no event type {stem.upper()}")
        for trigger in triggers:
            if trigger.subtype not in subtypes(root):
                message = f"{trigger.id}: there is no subtype {trigger.subtype}"
                raise SeedError(folder / f"{stem}.yml", None, message)
            if unknown := sorted(_slots(trigger) - slot_names(lang, root)):
                message = f"{trigger.id}: no slot is called {', '.join(unknown)}"
                raise SeedError(folder / f"{stem}.yml", None, message)
        ids = [trigger.id for trigger in triggers]
        if twice := next((id for id in ids if ids.count(id) > 1), None):
            raise SeedError(folder / f"{stem}.yml", None, f"trigger {twice} stands twice")
        found += [Row(kind, subtypes(root)[trigger.subtype], trigger) for trigger in triggers]
    return tuple(found)


def _slots(trigger: Trigger) -> set[str]:
    """Return the slots that a trigger names."""
    return {*trigger.roles, *trigger.preps, *trigger.named, *trigger.certain, *trigger.moves_to}


@cache
def _index(lang: str) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    verbs: dict[str, list[Row]] = {}
    nouns: dict[str, list[Row]] = {}
    for row in (row for row in rows(lang) if not row.trigger.dated):
        for lemma in row.trigger.verb:
            verbs.setdefault(lemma, []).append(row)
        for lemma in row.trigger.noun:
            nouns.setdefault(lemma, []).append(row)
    return verbs, nouns


def verbs(lang: str) -> Collection[str]:
    """Return the lemmas of the verbs that tell of events."""
    return _index(lang)[0].keys()


@dataclass(slots=True)
class _Frames:
    """The slots of one head, worked out once for all rows that ask: its own, and with its object's."""

    head: Token
    noun: Slots | None = None
    verb: Slots | None = None
    light: Slots | None = None

    def of(self, trigger: Trigger) -> Slots:
        if trigger.noun:
            self.noun = self.noun if self.noun is not None else _noun_slots(self.head)
            return self.noun
        self.verb = self.verb if self.verb is not None else _verb_slots(self.head)
        if not trigger.object:
            return self.verb
        self.light = self.light if self.light is not None else _with_lent(self.verb)
        return self.light


def _verb_slots(head: Token) -> Slots:
    slots = {"subject": grammar.subjects(head), "object": grammar.objects(head)}
    slots["indirect"] = [
        c for c in head.children if grammar.hangs(c) == "indirect" and grammar.kind(c) != "adposition"
    ]
    for prep, tokens in grammar.prepositional(head).items():
        if not (prep == BY and grammar.is_passive(head)):
            slots.setdefault(prep, []).extend(tokens)
    for complement in (
        c for c in head.children if grammar.hangs(c) == "adjective-complement"
    ):  # "is due in Astana"
        for prep, tokens in grammar.prepositional(complement).items():
            slots.setdefault(prep, []).extend(tokens)
    return {name: tokens for name, tokens in slots.items() if tokens}


def _with_lent(verb: Slots) -> Slots:
    """Return a light verb's slots with those of its object: "paid a visit to Oman"."""
    slots = {name: list(tokens) for name, tokens in verb.items()}
    for light in verb.get("object", ()):
        for name, tokens in _noun_slots(light).items():
            slots.setdefault(name, []).extend(tokens)
    return slots


def _noun_slots(noun: Token) -> Slots:
    slots = dict(grammar.prepositional(noun))
    slots["whose"] = [c for c in noun.children if grammar.hangs(c) == "possessor"] + grammar.bearers(noun)
    slots["before"] = [
        c for c in noun.children if grammar.hangs(c) in {"compound", "adjective", "noun"} and c.i < noun.i
    ]
    return {name: tokens for name, tokens in slots.items() if tokens}


def _has(tokens: list[Token], wanted: tuple[str, ...]) -> list[Token]:
    return [t for token in tokens for t in grammar.conjuncts(token) if set(grammar.lemmas(t)) & set(wanted)]


def _match(head: Token, row: Row, frames: _Frames, scorer: Scorer) -> Hit | None:
    """Return the hit of a trigger on a token, or None where something that it needs is missing."""
    trigger, slots = row.trigger, frames.of(row.trigger)
    features: dict[str, float] = {}
    consumed = {head.i}
    for need, wanted, tokens, takes in _needs(head, trigger, slots):
        found = _has(tokens, wanted) if wanted else tokens
        if not found:
            return None
        features[need] = features.get(need, 0.0) + 1
        if wanted and takes:
            consumed |= {t.i for t in found}
    features |= {"noun": float(bool(trigger.noun)), "named": float(len(trigger.named))}
    features["consumed"] = len(consumed) - 1.0
    return Hit(row, head, slots, frozenset(consumed), scorer(features))


def _needs(
    head: Token, trigger: Trigger, slots: dict[str, list[Token]]
) -> Iterator[tuple[str, tuple[str, ...], list[Token], bool]]:
    """Yield what a trigger needs, as the seat `type` calls it: lemmas (none for any), the tokens to find them
    in, and whether what is found belongs to the trigger's own words."""
    if trigger.object:
        yield "object", trigger.object, slots.get("object", []), True
    if trigger.subject:
        yield "subject", trigger.subject, slots.get("subject", []), False
    for prep, wanted in trigger.preps.items():
        yield "slot-word" if wanted else "slot", wanted, slots.get(prep, []), True
    children = list(head.children)
    if trigger.particle:
        particles = [c for c in children if grammar.hangs(c) in PARTICLES and c.lower_ in trigger.particle]
        yield "particle", (), particles, False
    if trigger.auxiliary:
        auxiliaries = [
            c for c in children if grammar.hangs(c) == "auxiliary" and c.lower_ in trigger.auxiliary
        ]
        yield "auxiliary", (), auxiliaries, False
    if trigger.complement:
        yield "complement", trigger.complement, [c for c in children if _completes(c)], True
    before = [c for noun in _nouns(head, trigger, slots) for c in noun.lefts if grammar.hangs(c) in MODIFIERS]
    if trigger.unless:
        yield "unless", (), [] if _has(before, trigger.unless) else [head], False
    if trigger.modifier:
        yield "modifier", trigger.modifier, before, False
    if trigger.infinitive:
        infinitives = [
            c for c in children if grammar.hangs(c) == "open-complement" and grammar.form(c) == "base"
        ]
        yield "infinitive", (), infinitives, False
    if trigger.bare:
        described = any(
            grammar.hangs(c) in {"object-attribute", "attribute", "complement"} for c in children
        ) or grammar.is_passive(head)
        yield "bare", (), [] if described else [head], False
    if trigger.factuality:
        yield "factuality", (), [head], False


def _completes(child: Token) -> bool:
    """Say whether a clause completes its verb; a participle beside it does not ("…, killing two")."""
    return grammar.hangs(child) in COMPLEMENTS and not (
        grammar.hangs(child) == "adverbial" and grammar.form(child) in {"gerund", "participle"}
    )


def _nouns(head: Token, trigger: Trigger, slots: dict[str, list[Token]]) -> list[Token]:
    """Return the words whose modifiers count: the noun that tells of the event, be it a verb's object."""
    return _has(slots.get("object", []), trigger.object) if trigger.object else [head]


def _candidates(token: Token, lang: str) -> list[Row]:
    verbs, nouns = _index(lang)
    if grammar.hangs(token) == "adjective" and not grammar.has_subject(
        token
    ):  # "the detained journalist" tells of nothing
        return []
    if grammar.kind(token) in {"verb", "auxiliary"} or grammar.is_clausal(token):
        return [row for lemma in grammar.lemmas(token) for row in verbs.get(lemma, [])]
    if (
        grammar.kind(token) == "name" and grammar.hangs(token) == "compound"
    ):  # "the Joint Consultation Committee"
        return []
    if grammar.kind(token) in {"noun", "name"}:
        return [row for lemma in dict.fromkeys(grammar.lemmas(token)) for row in nouns.get(lemma, [])]
    return []


def match(doc: Doc, lang: str) -> list[list[Hit]]:
    """Return for each word of a sentence that heads a trigger all rows that match, the best first: by the
    rule of the seat `type` the neediest."""
    found = []
    scorer = seat.SEAT.scorer(lang)
    for token in doc:
        frames = _Frames(token)
        hits = [hit for row in _candidates(token, lang) if (hit := _match(token, row, frames, scorer))]
        if hits:
            found.append(sorted(hits, key=lambda hit: -hit.weight))
    return found


@cache
def _any(lang: str) -> tuple[Row, ...]:
    return tuple(row for row in rows(lang) if row.trigger.dated)


def match_dated(verb: Token, own: Sequence[Hit], lang: str) -> Hit | None:
    """Return what a verb tells once its clause has a date: by a row for dated verbs, else by one of its `own`
    hits with whatever it names, else by the row for any verb; None for the verbs that this excepts."""
    frames, scorer = _Frames(verb), seat.SEAT.scorer(lang)
    rows = (row for row in _any(lang) if _is_meant(verb, row.trigger))
    hits = sorted(
        (h for row in rows if (h := _match(verb, row, frames, scorer))), key=lambda hit: -hit.weight
    )
    listed = next((hit for hit in hits if hit.row.trigger.verb != ANY), None)
    loose = next((_loosened(hit) for hit in own), None)
    return listed or loose or next(iter(hits), None)


def _loosened(hit: Hit) -> Hit:
    """Return a hit that asks for no names in its slots."""
    trigger = hit.row.trigger.model_copy(update={"named": (), "certain": ()})
    return replace(hit, row=replace(hit.row, trigger=trigger))


def _is_meant(verb: Token, trigger: Trigger) -> bool:
    if trigger.verb == ANY:
        return not grammar.has_lemma(verb, trigger.excepted)
    return grammar.has_lemma(verb, trigger.verb)


def choose(matches: list[list[Hit]], factuality: Callable[[Token], Factuality]) -> list[Hit]:
    """Return one row a head, in order: the first of those that stand, so that none shares a word.

    `factuality` tells what the cues make of a head: some triggers stand only for one.
    """
    best: list[Hit] = []
    for hits in matches:
        if any(hit.row.trigger.factuality for hit in hits):
            label = factuality(hits[0].head)
            hits = [hit for hit in hits if hit.row.trigger.factuality in {None, label}]
        best += hits[:1]
    return _untaken(best, _untaken(best, best))  # what a row takes that is itself taken is free again


def _untaken(hits: Sequence[Hit], takers: Sequence[Hit]) -> list[Hit]:
    """Return the hits whose word none of some others has taken."""
    taken = {i: hit for hit in takers for i in hit.consumed - {hit.head.i}}
    return [hit for hit in hits if taken.get(hit.head.i, hit) is hit]
