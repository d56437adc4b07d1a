"""Who is at home where an event takes place: hosts of a meeting, ministers of whom nothing else is said."""

from __future__ import annotations

from dataclasses import replace

from datelines.extractors.discourse.memory import Cast
from datelines.extractors.language.words import words
from datelines.extractors.layers.actor import actor_of
from datelines.extractors.layers.draft import Draft
from datelines.sources.records import Participant, Place


def at_home(parties: tuple[Participant, ...], place: Place | None, cast: Cast) -> tuple[Participant, ...]:
    """Let an unknown minister, governor or mayor whom others meet in a country act for it."""
    country = place.country if place else None
    others = {party.country for party in parties if party.country}
    if country is None or not others or country in others:
        return parties
    governs = [a.key for title, a in cast.titled if any(word in title for word in words(cast.lang).governing)]
    return tuple(
        replace(p, country=country)
        if p.country is None and p.id is None and actor_of(p).key in governs
        else p
        for p in parties
    )


def with_host(parties: tuple[Participant, ...], place: Place | None) -> tuple[Participant, ...]:
    """Make the host of a meeting its target: whoever acts for the country it takes place in."""
    if place is None or place.country is None or any(p.role == "target" for p in parties):
        return parties
    hosts = {p.country for p in parties} & {place.country}
    if not hosts or {p.country for p in parties} == hosts:
        return parties
    return tuple(replace(p, role="target") if p.country in hosts else p for p in parties)


def moved(parties: tuple[Participant, ...], draft: Draft, place: Place | None) -> tuple[Participant, ...]:
    """Return the parties of a meeting that is told again for another place, with its host."""
    if not draft.kind.meets or draft.hit.row.trigger.says_target:
        return parties
    return with_host(tuple(replace(p, role="source") for p in parties), place)
