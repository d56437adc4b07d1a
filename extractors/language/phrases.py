"""Noun phrases without a parser: what agrees with a noun, its adposition, its case, what it is joined to.

A noun takes the case that its adposition governs, that the noun before it asks for (the genitive), that the
noun it is joined to has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from datelines.extractors.language.clauses import Clause
from datelines.extractors.language.morphology import Agreement, Reading
from datelines.extractors.language.relations import Form, Kind, Relation
from datelines.seeds.models.particles import Particles
from datelines.seeds.models.slots import Case, Way

OBLIQUE: tuple[Case, ...] = ("Gen", "Dat", "Acc", "Ins", "Loc")  # what an adposition not listed may govern
NOUNS = frozenset({"noun", "name", "pronoun"})
LONGEST = 3  # words of an adposition


@dataclass(slots=True)
class Node:
    """A word of the tree: what it hangs on and how, and what was told by its form."""

    reading: Reading
    kind: Kind
    form: Form
    head: int = -1
    hangs: Relation = "other"
    slot: str | None = None
    agreements: frozenset[Agreement] = frozenset()


@dataclass(slots=True)
class Phrase:
    """A noun with what agrees with it; `lead` are the words of its adposition, `first` where it begins."""

    head: int
    first: int
    lead: tuple[int, ...]
    agreements: frozenset[Agreement]
    settled: bool = False
    joined: Phrase | None = None
    whole: frozenset[Agreement] = frozenset()  # what its form alone leaves open

    def cases(self) -> set[Case | None]:
        return {agreement.case for agreement in self.agreements}

    def narrow(self, case: Case | None) -> None:
        self.agreements = frozenset(a for a in self.agreements if a.case == case) or self.agreements
        self.settled = True


@dataclass(slots=True)
class Ways:
    """The slots of a language by adposition and case."""

    by: Mapping[Way, str]
    adpositions: dict[str, list[Case]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for adposition, case in self.by:
            governed = self.adpositions.setdefault(adposition, [])
            if case is not None:
                governed.append(case)

    def adposition(self, texts: Sequence[str], at: int, run: Sequence[int]) -> int:
        """Return how many words of a run make an adposition at an index; 0 for none."""
        for length in range(LONGEST, 0, -1):
            words = [texts[i].lower() for i in range(at, at + length) if i in run]
            if len(words) == length and " ".join(words) in self.adpositions:
                return length
        return 0

    def of(self, words: str, case: Case | None) -> str | None:
        """Return the slot of an adposition with a case, else the adposition; of a bare case its slot or
        None."""
        return self.by.get((words, case), words or None)


class Phrases:
    """A sentence while it is put together: `nodes` are its words."""

    def __init__(
        self,
        texts: Sequence[str],
        words: Sequence[Reading],
        ways: Ways,
        particles: Particles,
        posted: frozenset[str],
    ) -> None:
        self.texts, self.ways, self.particles, self.posted = texts, ways, particles, posted
        self.nodes = [Node(word, word.kind, word.form, agreements=word.agreements) for word in words]
        self.at_phrase: dict[int, Phrase] = {}

    def phrases(self, clause: Clause) -> list[Phrase]:
        """Return the noun phrases of a clause, their modifiers hung on them and their cases narrowed."""
        found: list[Phrase] = []
        waiting: list[list[int]] = [[]]  # what agrees with a noun to come, by the adpositions between
        leads: list[tuple[int, ...]] = [()]
        run = clause.words
        skip = 0
        for i in run:
            if skip:
                skip -= 1
                continue
            node = self.nodes[i]
            length = self.ways.adposition(self.texts, i, run) or int(node.kind == "adposition")
            if length:
                leads.append(tuple(range(i, i + length)))
                waiting.append([])
                skip = length - 1
            elif i == clause.verb:
                waiting, leads = [waiting[0] if len(waiting) == 1 else []], [()]
                waiting[0].clear()
            elif self._is_noun(i, run):
                found.append(self._phrase(i, leads.pop() if len(leads) > 1 else (), waiting[-1]))
                if len(waiting) > 1:
                    waiting.pop()
                else:
                    waiting[-1] = []
            elif (
                "modifier" in node.reading.traits
                or node.kind in {"number", "determiner"}
                or self._owns(i, run)
            ):
                waiting[-1].append(i)
        for i in (i for group in waiting for i in group):
            self._loose(i, found)
        for phrase in found:
            self.at_phrase[phrase.head] = phrase
        return found

    def _is_noun(self, i: int, run: Sequence[int]) -> bool:
        node = self.nodes[i]
        relative = bool(set(node.reading.lemmas) & self.particles.relatives)
        noun = node.kind in NOUNS and bool(node.agreements) and not self._owns(i, run)
        return relative or (noun and not self._leads(i, run))

    def _leads(self, i: int, run: Sequence[int]) -> bool:
        """Say whether a word that may be an adjective stands before a noun that it agrees with."""
        node, after = self.nodes[i], self.nodes[i + 1] if i + 1 in run else None
        if after is None or "modifier" not in node.reading.traits or after.kind not in {"noun", "name"}:
            return False
        return any(a.fits(b) for a in node.agreements for b in after.agreements)

    def _owns(self, i: int, run: Sequence[int]) -> bool:
        """Say whether a pronoun stands before a noun whose owner it is: «его визит»."""
        after = self.nodes[i + 1] if i + 1 in run else None
        follows = after is not None and (after.kind in {"noun", "name"} or "modifier" in after.reading.traits)
        return self.texts[i].lower() in self.particles.owners and follows

    def _phrase(self, i: int, lead: tuple[int, ...], before: Sequence[int]) -> Phrase:
        node = self.nodes[i]
        agreements = node.agreements
        for j in before:
            other = self.nodes[j]
            if "modifier" in other.reading.traits:
                fitting = frozenset(a for a in agreements if any(a.fits(b) for b in other.agreements))
                agreements = fitting or agreements
            self._hang(j, i, self._modifies(other))
        first = min([i, *before, *lead])
        phrase = Phrase(i, first, lead, agreements, whole=agreements)
        if lead:
            governed = self.ways.adpositions.get(self._words(lead)) or OBLIQUE
            case = next((case for case in governed if case in phrase.cases()), governed[0])
            phrase.narrow(case)
            node.slot = self.ways.of(self._words(lead), case)
            self._lead(lead, i)
        return phrase

    def _modifies(self, node: Node) -> Relation:
        if node.kind == "verb":
            return "participle"
        if node.kind == "pronoun":
            return "possessor"
        if node.kind == "number":
            return "number"
        return "determiner" if node.kind == "determiner" else "adjective"

    def _lead(self, lead: tuple[int, ...], noun: int) -> None:
        for i in lead[1:]:
            self._hang(i, lead[0], "particle")
        self.nodes[lead[0]].kind = "adposition"
        self._hang(noun, lead[0], "governed")

    def _words(self, lead: tuple[int, ...]) -> str:
        return " ".join(self.texts[i].lower() for i in lead)

    def _loose(self, i: int, found: Sequence[Phrase]) -> None:
        """Hang on the noun before what found none behind: a year after its month."""
        before = [phrase for phrase in found if phrase.head < i]
        if before and self.nodes[i].kind == "number":
            self._hang(i, before[-1].head, "number")

    def _hang(self, child: int, head: int, hangs: Relation) -> None:
        node = self.nodes[child]
        node.head, node.hangs = head, hangs

    # ---- cases

    def relate(self, found: Sequence[Phrase], clause: Clause) -> None:
        """Hang phrases on the phrases before them: joined ones, genitives, names behind their title."""
        for before, phrase in pairwise(found):
            between = [self.texts[i].lower() for i in clause.words if before.head < i < phrase.first]
            if clause.verb is not None and before.head < clause.verb < phrase.head:
                continue
            if phrase.lead:
                self._repeated(before, phrase, between)
            elif between and all(word in self.particles.coordinators | {","} for word in between):
                self._join(before, phrase, between)
            elif not between:
                self._behind(before, phrase)

    def _join(self, before: Phrase, phrase: Phrase, between: Sequence[str]) -> None:
        """Join a phrase to one before that has a case in common, the nearest first."""
        for other in self._up(before):
            if other.head in self._owned_by(phrase):
                return
            common = other.cases() & phrase.cases()
            alike = (self.nodes[other.head].kind == "pronoun") == (self.nodes[phrase.head].kind == "pronoun")
            if not common or not alike:
                continue
            top = other.joined or other
            apposed = list(between) == [","]
            if not other.settled:
                other.agreements = frozenset(a for a in other.agreements if a.case in common)
            phrase.agreements = frozenset(a for a in phrase.agreements if a.case in common)
            phrase.settled, phrase.joined = True, top
            self.nodes[phrase.head].slot = self.nodes[top.head].slot
            self._hang(phrase.head, top.head, "apposition" if apposed else "conjunct")
            if not apposed:  # «Оман, Перу и Чили»: what commas part is a list
                for node in self.nodes:
                    if node.head == top.head and node.hangs == "apposition":
                        node.hangs = "conjunct"
            return

    def _owned_by(self, phrase: Phrase) -> set[int]:
        return {i for i, node in enumerate(self.nodes) if node.head == phrase.head}

    def _repeated(self, before: Phrase, phrase: Phrase, between: Sequence[str]) -> None:
        """Join what repeats the adposition: «в Оман и в Перу»."""
        again = before.lead and self._words(before.lead) == self._words(phrase.lead)
        if again and between and all(word in self.particles.coordinators | {","} for word in between):
            top = before.joined or before
            phrase.joined = top
            self._hang(phrase.lead[0], phrase.head, "other")
            self._hang(phrase.head, top.head, "conjunct")

    def _up(self, phrase: Phrase) -> Iterator[Phrase]:
        """Yield a phrase and those that it hangs on, upward."""
        current: Phrase | None = phrase
        while current is not None:
            yield current
            above = self.nodes[current.head].head
            current = self.at_phrase.get(above)

    def _behind(self, before: Phrase, phrase: Phrase) -> None:
        """Hang a noun right behind another: a name on its title, a genitive on what it says more of."""
        one, two = self.nodes[before.head], self.nodes[phrase.head]
        if one.kind == "pronoun" or two.kind == "pronoun":
            return
        common = before.cases() & phrase.cases()
        living = "animate" in one.reading.traits and "animate" in two.reading.traits
        if one.kind == "noun" and two.kind == "name" and common and (living or "Gen" not in phrase.cases()):
            phrase.agreements = frozenset(a for a in phrase.agreements if a.case in common)
            before.agreements = (
                frozenset(a for a in before.agreements if a.case in common) or before.agreements
            )
            phrase.settled = True
            self._hang(phrase.head, before.head, "apposition")
        elif "Gen" in phrase.cases() and not (one.kind == "name" and "animate" in two.reading.traits):
            phrase.narrow("Gen")
            self._hang(phrase.head, before.head, "possessor")
