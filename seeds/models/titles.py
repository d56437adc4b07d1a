"""The words that a display title is composed of."""

from __future__ import annotations

from seeds.loader import SeedModel
from seeds.models.events import Factuality


class Phrase(SeedModel):
    """Verb forms and noun of an event; `what` where the verb takes an object: see ``seeds/titles``."""

    one: str
    many: str
    base: str
    noun: str
    before: str
    what: bool = False

    model_config = {**SeedModel.model_config, "str_strip_whitespace": False}


class Joins(SeedModel):
    last: str
    place: str
    mechanism: str
    at: str

    model_config = {**SeedModel.model_config, "str_strip_whitespace": False}


class Titles(SeedModel):
    subtypes: dict[str, Phrase]
    types: dict[str, Phrase]
    factuality: dict[Factuality, str]
    joins: Joins
