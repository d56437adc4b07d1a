"""The slots of a verb or noun: the names that rules and code know, and how a language leads to them."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypeAlias, cast

from pydantic import Field, StringConstraints, model_validator

from datelines.seeds.loader import SeedModel

Case: TypeAlias = Literal["Nom", "Gen", "Dat", "Acc", "Ins", "Loc"]
Way: TypeAlias = tuple[str, Case | None]  # an adposition, empty for a bare case, and the case that it governs
# The slots that the parse itself gives: who does it, to whom it is done, who gets something, whose it is, and
# the words before a noun.
SYNTACTIC = frozenset({"subject", "object", "indirect", "whose", "before"})
_CASE = r"Nom|Gen|Dat|Acc|Ins|Loc"
# "with" for an adposition, "с+Ins" for one and the case that it governs, "Ins" for a bare case.
_WAY = re.compile(rf"(?P<bare>{_CASE})|(?P<words>[^+]+)(?:\+(?P<case>{_CASE}))?")
_Written = Annotated[str, StringConstraints(pattern=rf"^(?:{_WAY.pattern})$")]


class SlotFile(SeedModel):
    """One file ``slots.yml``: what leads to each slot, and where a stance has its topic."""

    slots: dict[str, Annotated[tuple[_Written, ...], Field(min_length=1)]] = Field(min_length=1)
    topic: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_leads_to_one(self) -> SlotFile:
        listed = [way for ways in self.slots.values() for way in ways]
        if twice := sorted({each for each in listed if listed.count(each) > 1}):
            raise ValueError(f"{', '.join(twice)} leads to two slots")
        if unknown := sorted(set(self.topic) - self.names):
            raise ValueError(f"topic: no slot is called {', '.join(unknown)}")
        return self

    @property
    def names(self) -> frozenset[str]:
        """All slots that a rule of the language may name."""
        return SYNTACTIC | self.slots.keys()


def parted(written: str) -> Way:
    """Return an adposition and the case that it governs, of what a seed file says of both."""
    told = _WAY.fullmatch(written)
    if told is None:
        raise ValueError(f"no adposition and no case: {written}")
    return told["words"] or "", cast(Case | None, told["bare"] or told["case"])
