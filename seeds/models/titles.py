"""The words that a display title is composed of."""

from __future__ import annotations

from datelines.seeds.loader import SeedModel
from datelines.seeds.models.events import Factuality


class Phrase(SeedModel):
    """Verb forms and noun of an event; `what` where the verb takes an object, `thing` the event as an object:
    see ``seeds/languages/<lang>/titles.yml``."""

    one: str
    many: str
    base: str
    noun: str
    before: str
    what: bool = False
    thing: str = ""

    model_config = {**SeedModel.model_config, "str_strip_whitespace": False}


class Joins(SeedModel):
    """What stands between the parts of a title; `guests` before those to whom somebody does a `Lead`."""

    last: str
    place: str
    mechanism: str
    at: str
    guests: str

    model_config = {**SeedModel.model_config, "str_strip_whitespace": False}


class Lead(SeedModel):
    """What somebody does to a meeting or a summit: "hosts" it."""

    one: str
    many: str
    base: str


class Titles(SeedModel):
    """`rules` are phrases of single triggers, by type and trigger; `leads` say what one does to a `thing`."""

    subtypes: dict[str, Phrase]
    types: dict[str, Phrase]
    rules: dict[str, Phrase]
    leads: dict[str, Lead]
    factuality: dict[Factuality, str]
    joins: Joins
