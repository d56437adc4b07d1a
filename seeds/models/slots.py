"""What a language without a parser tells by case and adposition, and its small words."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from datelines.seeds.loader import SeedModel

Case: TypeAlias = Literal["Nom", "Gen", "Dat", "Acc", "Ins", "Loc"]
WAY = re.compile(r"(?:(?P<words>[^+]+)\+)?(?P<case>Nom|Gen|Dat|Acc|Ins|Loc)")
# «с+Ins» for an adposition and the case that it governs, a case alone where it stands bare.
Way = Annotated[str, StringConstraints(pattern=f"^{WAY.pattern}$")]
Slots: TypeAlias = dict[str, Annotated[tuple[Way, ...], Field(min_length=1)]]


class Particles(SeedModel):
    """The small words that join and part clauses, in lower case; `relatives` and `auxiliaries` are lemmas.

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
