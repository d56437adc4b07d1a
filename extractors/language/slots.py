"""The slots that adpositions and cases lead to: their names in the code, and a language's way to them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from datelines.seeds import ROOT, SeedError, languages_with, read_seed
from datelines.seeds.models.slots import SlotFile, Way, parted

# The slots that the code itself asks for, called as an English speaker would say them.
WITH, TO, OF, IN, AS, FOR, BY = "with", "to", "of", "in", "as", "for", "by"


@cache
def _file(lang: str, root: Path = ROOT) -> SlotFile:
    path = languages_with("slots.yml", root).get(lang)
    if path is None:
        raise SeedError(root / "languages" / lang, None, f"{lang} cannot be read: it has no slots.yml")
    return read_seed(path, SlotFile)


@cache
def by_adposition(lang: str) -> Mapping[str, str]:
    """Return the slot that each adposition leads to; one that is missing leads to its own name.

    Where cases tell too, `by_way` says more.
    """
    return {adposition: slot for (adposition, _), slot in by_way(lang).items() if adposition}


@cache
def by_way(lang: str) -> Mapping[Way, str]:
    """Return the slot that each adposition leads to with the case that it governs, and each bare case."""
    return {parted(way): slot for slot, ways in _file(lang).slots.items() for way in ways}


def marks(slot: str, lang: str) -> frozenset[str]:
    """Return the words of which one stands where a slot is filled; none where a bare case may fill it."""
    ways = [adposition for (adposition, _), each in by_way(lang).items() if each == slot]
    return frozenset() if "" in ways else frozenset(way.split()[0] for way in ways)


def names(lang: str, root: Path = ROOT) -> frozenset[str]:
    """Return the slots that a rule of a language may name."""
    return _file(lang, root).names


def topic(lang: str) -> tuple[str, ...]:
    """Return the slots in which the topic of a stance may stand, the likeliest first."""
    return _file(lang).topic
