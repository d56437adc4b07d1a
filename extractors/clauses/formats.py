"""Standing formats: which one an event belongs to, its number, and the stage of its life that is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datelines.extractors.clauses import format_sides
from datelines.extractors.discourse import named_formats
from datelines.extractors.language import grammar
from datelines.extractors.language.slots import AS, OF
from datelines.extractors.language.words import words
from datelines.extractors.layers.entry import Entry
from datelines.extractors.layers.hit import Hit
from datelines.extractors.layers.memory import Cast
from datelines.extractors.layers.parse import SentenceParse
from datelines.extractors.names import unknown_formats
from datelines.sources.records import Factuality, MechanismRef, Stage

if TYPE_CHECKING:
    pass

BEGUN = frozenset({"proposed", "established"})


def find(hit: Hit, unit: SentenceParse, factuality: Factuality, cast: Cast) -> MechanismRef | None:
    """Return the format that an event belongs to, proposes or founds; None where it names none.

    Where the clause only points to one ("its second summit", "applied for membership"), it is the one last
    named, with null offsets.
    """
    if hit.row.kind.format == "none" and not hit.row.subtype.issued:
        return None
    lang = cast.lang
    stage = _stage(hit, factuality, lang)
    ordinal = number(hit, lang)
    unknown = _unknown(hit, unit, stage)
    found = (
        format_sides.of_two(hit, unit)
        or _known(hit, unit, stage, unknown)
        or _of_session(hit, unit, unknown)
        or unknown
        or cast.formats[unit.number].short.get(_short(hit, unit, cast) or "")
        or _described(hit, unit, stage)
    )
    if found is not None:
        ordinal = ordinal or _number_before(found, unit)
        return MechanismRef(found.id, found.name or found.text, found.text, *found.at, stage, ordinal)
    named = _last_named(unit, cast)
    if named is not None and _points_to_format(hit, stage, ordinal, lang):
        return MechanismRef(named.id, named.name or named.text, named.text, None, None, stage, ordinal)
    return None


def _last_named(unit: SentenceParse, cast: Cast) -> Entry | None:
    """Return the format that the text named last before a sentence, known or not."""
    before = [e for e in cast.introduced.unknown_formats if e.end <= unit.sentence.start]
    last = before[-1] if before else None
    told = cast.formats[unit.number].last
    if told is None or last is None:
        return told or last
    return last if last.start > told.end else told


def _short(hit: Hit, unit: SentenceParse, cast: Cast) -> str | None:
    """Return the short name by which a clause calls a format that was named in full before."""
    for index in sorted(_clause_tokens(hit), key=lambda i: abs(i - hit.head.i)):
        word = hit.head.doc[index].text
        if (
            word in cast.formats[unit.number].short
            and (word.isupper() or word in words(cast.lang).formats)
            and not unit.over.get(index)
        ):
            return word
    return None


def _points_to_format(hit: Hit, stage: Stage | None, ordinal: int | None, lang: str) -> bool:
    """Say whether a clause without a format's name points to one: "the fifth summit", "its members"."""
    points = hit.row.subtype.points
    if points == "always" or stage == "renamed":
        return True
    things = words(lang).pronouns.thing
    told = [*grammar.passive_subjects(hit.head), *grammar.objects(hit.head)]
    if stage in BEGUN and any(token.lower_ in things for token in told):  # "it was founded in 2009"
        return True
    nouns = [hit.head, *(hit.head.doc[i] for i in hit.consumed)]
    nouns = [noun for noun in nouns if grammar.kind(noun) in {"noun", "name"}]
    if any(
        grammar.kind(child) == "name" for noun in nouns for child in noun.lefts
    ):  # "the Berlin conference"
        return False
    articles = words(lang).articles
    definite = any(
        c.lower_ in articles
        for noun in nouns
        for c in noun.lefts
        if grammar.hangs(c) in {"determiner", "possessor"}
    )
    return definite and (ordinal is not None or points == "definite")


def _stage(hit: Hit, factuality: Factuality, lang: str) -> Stage | None:
    if hit.row.subtype.stage:
        return hit.row.subtype.stage
    if set(hit.row.trigger.verb) & words(lang).renaming:
        return "renamed"
    convened = hit.row.kind.meets and factuality == "asserted"
    return "convened" if convened else None


def _clause_tokens(hit: Hit) -> set[int]:
    verb = (
        hit.head
        if grammar.kind(hit.head) in {"verb", "auxiliary"}
        else grammar.clause_verb(hit.head) or hit.head
    )
    start, end = grammar.clause_span(verb)
    tokens = set(range(start, end)) | {t.i for t in hit.head.subtree}
    if grammar.hangs(verb) in {
        "participle",
        "relative",
    }:  # "the forum proposed by her": what is proposed stands above
        tokens |= set(range(verb.head.left_edge.i, verb.i))
    return tokens


def _known(hit: Hit, unit: SentenceParse, stage: Stage | None, unknown: Entry | None) -> Entry | None:
    """Return the known format nearest to the event's word inside its clause; one that is proposed or
    founded is what the verb is about."""
    bodies = hit.row.subtype.bodies or stage == "renamed"
    inside = _about(hit) if stage in BEGUN else _clause_tokens(hit)
    for index in sorted(inside & set(unit.over), key=lambda i: abs(i - hit.head.i)):
        for entry in unit.over[index]:
            setting = stage in BEGUN and named_formats.is_setting(hit.head.doc[index], unit.lang, hit.head)
            body = bodies and named_formats.is_body(entry) and not _is_within(entry, unknown)
            if not setting and (entry.kind == "mechanism" or body):
                return entry
    return None


def _is_within(entry: Entry, name: Entry | None) -> bool:
    """Say whether a body only stands in a format's name: "the UN-Oman Forum"."""
    return name is not None and name.start <= entry.start and entry.end < name.end


def _about(hit: Hit) -> set[int]:
    """Return the words of what a founding or a proposal is about: object, of-phrase, or the noun above."""
    about = [token for slot in ("object", OF, AS) for token in hit.slots.get(slot, ())]
    about += [
        c
        for c in hit.head.children
        if grammar.hangs(c) in {"open-complement", "complement", "governed-clause"}
    ]
    if grammar.hangs(hit.head) in {"participle", "relative"}:
        about.append(hit.head.head)
    return {t.i for token in about for t in token.subtree}


def _of_session(hit: Hit, unit: SentenceParse, unknown: Entry | None) -> Entry | None:
    """Return the international body whose session a clause tells of: "a meeting of the Arctic Council"."""
    for index in sorted(_clause_tokens(hit), key=lambda i: abs(i - hit.head.i)):
        noun = hit.head.doc[index]
        if grammar.kind(noun) not in {"noun", "name"} or not grammar.has_lemma(
            noun, words(unit.lang).sessions
        ):
            continue
        whose = [c for c in noun.children if grammar.hangs(c) in {"compound", "noun", "possessor"}]
        whose += grammar.prepositional(noun).get(OF, [])
        named = (e for t in whose for e in unit.at(t) if e.kind == "organisation" and e.known)
        body = next((e for e in named if e.country is None and not _is_within(e, unknown)), None)
        if body:
            return body
    return None


def _unknown(hit: Hit, unit: SentenceParse, stage: Stage | None) -> Entry | None:
    """Return a capitalised name that ends like a format's and is the event's own word or what it governs, in
    a founding or proposal also what that is about: "U.S.-Pakistan Health Dialogue"."""
    formats = words(unit.lang).formats
    slots = [t for tokens in hit.slots.values() for t in tokens]
    own = hit.consumed | {t.i for t in slots}
    own |= {
        c.i for t in slots for c in t.children if grammar.hangs(c) in {"possessor", "compound"}
    }  # "the Forum's ministers"
    if stage in BEGUN:
        own |= _about(hit)
    for index in sorted(own, key=lambda i: abs(i - hit.head.i)):
        token = unit.doc[index]
        if token.text not in formats or any(e.known for e in unit.at(token)):
            continue
        name = unknown_formats.named(token, unit)
        if name is None:
            continue
        inside = (e for t in unit.doc[token.left_edge.i : index] for e in unit.at(t))
        organ = any(e.kind == "organisation" and e.known for e in inside)
        if not (
            (organ or stage in BEGUN) and named_formats.is_setting(token, unit.lang, hit.head)
        ):  # "at the UN General Assembly"
            return name
    return None


def _described(hit: Hit, unit: SentenceParse, stage: Stage | None) -> Entry | None:
    """Return a format that has no name but a description, as written: one that is proposed or founded ("a
    joint commission on fisheries"), or the commission of two states that meets."""
    kinds = {word.lower() for word in words(unit.lang).formats}
    begun = stage in BEGUN
    inside = _about(hit) if begun else {t.i for t in hit.slots.get("subject", ())}
    for index in sorted(inside, key=lambda i: abs(i - hit.head.i)):
        noun = unit.doc[index]
        if grammar.kind(noun) != "noun" or not grammar.has_lemma(noun, kinds) or noun.i in hit.consumed:
            continue
        before = [
            c
            for c in noun.lefts
            if grammar.hangs(c) in {"adjective", "compound", "noun"} and grammar.kind(c) != "determiner"
        ]
        joining = words(unit.lang).joining - set(words(unit.lang).at)
        after = [c for c in noun.rights if grammar.hangs(c) == "preposition" and c.lower_ in joining]
        states = [e for c in before for e in unit.at(c) if e.kind == "country"]
        if (begun and before + after) or len(states) > 1:
            start = min([noun.i, *(c.left_edge.i for c in before)])
            end = max([noun.i, *(c.right_edge.i for c in after)]) + 1
            at_place = (
                t.i
                for t in unit.doc[noun.i : end]
                if grammar.hangs(t) == "preposition" and t.lower_ in words(unit.lang).at
            )
            end = min([end, *at_place])
            at = unit.span(start, end)
            return Entry(*at, "mechanism", unit.text(start, end), at, known=False)
    return None


def number(hit: Hit, lang: str) -> int | None:
    """Return the number of a session: "the eighth consultations", "8th summit", "inaugural"."""
    if not hit.row.kind.meets:
        return None
    head = hit.head
    nouns = [head, *(c for c in head.children if grammar.hangs(c) in {"object", "passive-subject"})]
    for noun in nouns:
        before = [c for c in noun.lefts if grammar.hangs(c) in {"adjective", "noun", "compound", "number"}]
        for token in (*before, *(g for c in before for g in c.children)):
            number = _number(token.lower_, lang)
            if number is not None:
                return number
    return None


def _number_before(format: Entry, unit: SentenceParse) -> int | None:
    """Return the number right before a format's name: "the 53rd Forum", "the third session of the …"."""
    lists = words(unit.lang)
    before = unit.sentence.text[: max(0, format.start - unit.sentence.start)].lower().split()[-4:]
    while before and before[-1] in lists.of | lists.articles | lists.sessions:
        before.pop()
    return _number(before[-1], unit.lang) if before else None


def _number(word: str, lang: str) -> int | None:
    lists = words(lang)
    digits = re.fullmatch(rf"(\d{{1,3}})(?:{'|'.join(lists.ordinal_endings)})", word)
    return int(digits[1]) if digits else lists.ordinals.get(word)
