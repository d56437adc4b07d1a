"""The small words by which a language that no parser reads parts its clauses."""

from __future__ import annotations

from pydantic import Field

from datelines.seeds.loader import SeedModel


class Particles(SeedModel):
    """One file ``particles.yml``: words that join and part clauses, in lower case; `relatives` and
    `auxiliaries` are lemmas.

    `complementing` open what is said or wanted, `adverbial` a clause of time, cause or condition, `places`
    one that tells more of a place. `owners` are pronouns that before a noun say whose it is. `future` is what
    an ending that tells of the future counts as, the auxiliary of a verb that has one.
    """

    coordinators: frozenset[str] = Field(min_length=1)
    complementing: frozenset[str]
    adverbial: frozenset[str]
    places: frozenset[str]
    relatives: frozenset[str]
    negations: frozenset[str]
    auxiliaries: frozenset[str]
    owners: frozenset[str]
    future: str
