"""Find time expressions in text: which rule matches where. Nothing here knows when it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from datelines.extractors.time.foreign import full_date
from datelines.extractors.time.patterns import Compiled, Grammar

_CAPITALS = {"first": 1, "all": None}
_LOOK_BEHIND = 48  # characters that a context pattern sees; longer than any of them


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that matched. `fields` are what its slots mean, as the language's words say.

    `day` is the full date that a match in another language names.
    """

    start: int
    end: int
    rule: Compiled
    fields: Mapping[str, str]
    mod: str | None = None
    day: str | None = None


def find(text: str, folded: str, grammar: Grammar) -> list[Found]:
    """Return the expressions of `text`, in order, none overlapping; the longest rule wins a place."""
    return [found for found in _claims(text, folded, grammar) if not found.rule.row.negative]


def _claims(text: str, folded: str, grammar: Grammar) -> Iterator[Found]:
    rules = grammar.scanner.places(folded)
    modifiers = grammar.modifier_scanner.places(folded)
    position = 0
    for start in sorted(rules.keys() | modifiers.keys()):
        if start < position:
            continue
        longest: Found | None = None
        for rule, prefix in _candidates(folded, start, rules, modifiers, grammar):
            if longest and rule.row.foreign:  # asked last, and slow
                continue
            found = _claim(text, folded, start, rule, prefix, grammar)
            if found and (longest is None or found.end > longest.end):  # the first rule wins a tie
                longest = found
        if longest:
            yield longest
            position = longest.end


def _candidates(
    folded: str,
    start: int,
    rules: Mapping[int, set[int]],
    modifiers: Mapping[int, set[int]],
    grammar: Grammar,
) -> Iterator[tuple[Compiled, re.Match[str] | None]]:
    """Yield the rules that may match at `start`, bare or after a modifier."""
    for number in sorted(rules.get(start, ())):
        yield grammar.rules[number], None
    for number in sorted(modifiers.get(start, ())):
        atom, pattern = grammar.modifiers[number]
        if prefix := pattern.match(folded, start):
            for rule_number in sorted(rules.get(prefix.end(), ())):
                if grammar.rules[rule_number].modified_by == atom:
                    yield grammar.rules[rule_number], prefix


def _claim(
    text: str, folded: str, start: int, rule: Compiled, prefix: re.Match[str] | None, grammar: Grammar
) -> Found | None:
    match = rule.pattern.match(folded, prefix.end() if prefix else start)
    if match is None or not _in_place(text, folded, start, match, rule, grammar):
        return None
    day = full_date(match.group(), rule.row.foreign) if rule.row.foreign else None
    if rule.row.foreign and day is None:
        return None
    return Found(start, match.end(), rule, _fields(rule, match, grammar), _mod(rule, prefix, grammar), day)


def _fields(rule: Compiled, match: re.Match[str], grammar: Grammar) -> dict[str, str]:
    return {
        slot.field: grammar.words[slot.atom].read(written)
        for slot in rule.slots
        if (written := match.group(slot.group)) is not None
    }


def _mod(rule: Compiled, prefix: re.Match[str] | None, grammar: Grammar) -> str | None:
    if prefix is None:
        return rule.row.mod
    return grammar.words[rule.modified_by].read(prefix.group("modifier"))


def _in_place(
    text: str, folded: str, start: int, match: re.Match[str], rule: Compiled, grammar: Grammar
) -> bool:
    """Tell whether the rule's conditions on its surroundings and on capitals are met."""
    written = text[match.start() : match.end()].split()
    if rule.row.capitals and not all(
        not word[0].islower() for word in written[: _CAPITALS[rule.row.capitals]]
    ):
        return False
    for slot in rule.slots:
        cased = grammar.words[slot.atom].cased
        if cased and match.group(slot.group) in cased and not text[match.start(slot.group)].isupper():
            return False
    before = folded[max(0, start - _LOOK_BEHIND) : start]
    if rule.after and not rule.after.search(before):
        return False
    return not (rule.not_after and rule.not_after.search(before))
