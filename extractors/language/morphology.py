"""What the form of a word alone tells: its lemma, kind and cases, by which `shallow` reads a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from datelines.extractors.language.relations import Form, Kind
from datelines.seeds.models.slots import Case

Trait = Literal[
    "animate",
    "finite",  # heads a clause of its own, a short participle or adjective included
    "future",
    "short",
    "passive",
    "transitive",
    "modifier",  # stands with a noun and agrees with it
    "adverb",
]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Case, number and gender of one reading; None where the form tells nothing of it."""

    case: Case | None
    plural: bool
    gender: str | None

    def fits(self, other: Agreement) -> bool:
        """Say whether two words may agree: genders are told apart in the singular alone."""
        if self.case != other.case or self.plural != other.plural:
            return False
        return self.plural or None in {self.gender, other.gender} or self.gender == other.gender


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a word: `agreements` are all that its form may be in that reading."""

    lemmas: tuple[str, ...]
    kind: Kind
    form: Form = "other"
    agreements: frozenset[Agreement] = frozenset()
    traits: frozenset[Trait] = frozenset()


class Morphology(Protocol):
    """What a language's words must tell."""

    lang: str

    def reading(self, word: str, /) -> Reading:
        """Return the likeliest reading of a word."""

    def forms(self, lemmas: Iterable[str], /) -> Iterator[tuple[str, str]]:
        """Yield the forms in which lemmas may stand, each with its lemma."""
