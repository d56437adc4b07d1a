"""The slots of a verb or noun: the names that rules and code know, and how a language leads to them."""

from __future__ import annotations

from pydantic import Field, model_validator

from datelines.seeds.loader import SeedModel

# The slots that the parse itself gives: who does it, to whom it is done, who gets something, whose it is, and
# the words before a noun.
SYNTACTIC = frozenset({"subject", "object", "indirect", "whose", "before"})


class SlotFile(SeedModel):
    """One file ``slots.yml``: the adpositions that lead to each slot, and where a stance has its topic."""

    slots: dict[str, tuple[str, ...]] = Field(min_length=1)
    topic: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_leads_to_one(self) -> SlotFile:
        listed = [adposition for adpositions in self.slots.values() for adposition in adpositions]
        if twice := sorted({each for each in listed if listed.count(each) > 1}):
            raise ValueError(f"{', '.join(twice)} leads to two slots")
        if unknown := sorted(set(self.topic) - self.names):
            raise ValueError(f"topic: no slot is called {', '.join(unknown)}")
        return self

    @property
    def names(self) -> frozenset[str]:
        """All slots that a rule of the language may name."""
        return SYNTACTIC | self.slots.keys()
