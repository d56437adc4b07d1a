"""Word lists of a language that belong to no rule."""

from __future__ import annotations

from pydantic import Field

from datelines.seeds.loader import SeedModel


class Pronouns(SeedModel):
    """Pronouns by what they may stand for, in lower case."""

    person: frozenset[str]
    thing: frozenset[str]
    group: frozenset[str]
    first: frozenset[str]
    plural: frozenset[str]


class Words(SeedModel):
    """One language's lists, as ``seeds/languages/<lang>/words.yml`` explains them.

    `abbreviations` stand without their final stop; nouns and verbs are lemmas.
    """

    model_config = {**SeedModel.model_config, "str_strip_whitespace": False}

    abbreviations: tuple[str, ...] = Field(min_length=1)
    people: frozenset[str]
    bodies: frozenset[str]
    sides: frozenset[str]
    titles: frozenset[str]
    pronouns: Pronouns
    formats: frozenset[str]
    support: frozenset[str]
    within: frozenset[str]
    articles: frozenset[str]
    joining: frozenset[str]
    renaming: frozenset[str]
    ordinals: dict[str, int]
    titled: tuple[str, ...]
    span_opens: frozenset[str]
    span_joins: frozenset[str]
    at_dates: frozenset[str]
    periods: frozenset[str]
    achieves: frozenset[str]
    plain_dates: dict[str, str]
    endings: dict[str, tuple[str, ...]]
    doubling: tuple[str, ...]
    definite: frozenset[str]
    countries: frozenset[str]
    numbers: dict[str, int]
    parties: frozenset[str]
    belonging: frozenset[str]
    list_fill: frozenset[str]
    ranks: frozenset[str]
    rank_joining: frozenset[str]
    at: tuple[str, ...]
    toward: tuple[str, ...]
    housed: frozenset[str]
    indefinite: frozenset[str]
    only: frozenset[str]
    backshifted: frozenset[str]
    topic_slots: tuple[str, ...]
    name_openers: tuple[str, ...]
    name_endings: tuple[str, ...]
    ordinal_endings: tuple[str, ...]
    rank_modifiers: frozenset[str]
    no_names: frozenset[str]
    company: frozenset[str]
    company_adverbs: frozenset[str]
    accompanying: frozenset[str]
    leading: frozenset[str]
    hosting: frozenset[str]
    participation: frozenset[str]
    invitation: frozenset[str]
    posted: frozenset[str]
    state_bodies: frozenset[str]
    ours: frozenset[str]
    unequal: frozenset[str]
    journeys: frozenset[str]
    capitals: frozenset[str]
    settlements: frozenset[str]
    sessions: frozenset[str]
    of: frozenset[str]
    alike: frozenset[str]
    here: frozenset[str]
    attending: frozenset[str]
    participating: frozenset[str]
    ties: frozenset[str]
    governing: frozenset[str]
    by: frozenset[str]
    gatherings: frozenset[str]
    joints: frozenset[str]
    again: frozenset[str]
    regions: frozenset[str]
    sides_of: frozenset[str]
    headline_adverb: str
    others: frozenset[str]
