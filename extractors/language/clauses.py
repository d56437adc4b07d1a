"""Where clauses begin and end without a parser: by commas, conjunctions, relative words and participles.

A sentence is cut at its punctuation, and before the joint between two finite verbs. A piece that opens like a
subordinate clause is one; what has no verb of its own goes on with the clause around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, TypeAlias

from datelines.extractors.language.morphology import Reading
from datelines.seeds.models.particles import Particles

STOPS = frozenset(",;:—–-()")
SHORT = 3  # words of a piece among which a relative word opens it: «, в ходе которой»
Opening: TypeAlias = Literal[
    "root", "conjunct", "complement", "adverbial", "relative", "participle", "parataxis"
]


@dataclass(slots=True)
class Clause:
    """The words of a clause, in order; `above` is the clause that it hangs on, `verb` what heads it."""

    opening: Opening
    above: Clause | None
    words: list[int] = field(default_factory=list)
    verb: int | None = None

    @property
    def begins(self) -> int:
        return self.words[0]


def clauses(texts: Sequence[str], words: Sequence[Reading], particles: Particles) -> list[Clause]:
    """Return the clauses of a sentence, the main one first; every word is in one of them."""
    reader = _Reader(texts, words, particles)
    for piece in reader.pieces():
        reader.take(piece)
    return [clause for clause in reader.found if clause.words]


@dataclass(slots=True)
class _Reader:
    texts: Sequence[str]
    words: Sequence[Reading]
    particles: Particles
    found: list[Clause] = field(default_factory=list)
    open: Clause | None = None

    def pieces(self) -> Iterator[list[int]]:
        """Yield runs of words between stops; a stop leads the run behind it."""
        run: list[int] = []
        for i, text in enumerate(self.texts):
            if text in STOPS and run:
                yield from self._parted(run)
                run = []
            run.append(i)
        yield from self._parted(run)

    def _parted(self, run: list[int]) -> Iterator[list[int]]:
        """Cut a run with several finite verbs before the joint between each two."""
        verbs = self._verbs(run)
        if self.texts[run[0]] in STOPS and verbs and (joint := self._right_before(run, verbs[0])):
            yield [i for i in run if i < joint]
            run = [i for i in run if i >= joint]
        for first, second in pairwise(verbs):
            joint = self._joint(run, first, second)
            yield [i for i in run if i < joint]
            run = [i for i in run if i >= joint]
        if run:
            yield run

    def _right_before(self, run: Sequence[int], verb: int) -> int | None:
        """Return the joint that only small words part from a verb: «, транспорт и также подписали»."""
        for i in reversed([i for i in run[2:] if i < verb]):
            if self._text(i) in self.particles.coordinators:
                return i
            if "adverb" not in self.words[i].traits and self._text(i) not in self.particles.negations:
                return None
        return None

    def _joint(self, run: Sequence[int], first: int, second: int) -> int:
        between = [i for i in run if first < i < second]
        opens = (i for i in between if self._opening([i]) is not None)
        joins = (i for i in reversed(between) if self._text(i) in self.particles.coordinators)
        return next(opens, next(joins, first + 1))

    def _verbs(self, run: Sequence[int]) -> list[int]:
        """Return what heads clauses: finite verbs, but for an auxiliary before another."""
        finite = [i for i in run if "finite" in self.words[i].traits]
        completes = {i for i in run if self.words[i].form == "base"} | set(finite)
        return [i for i in finite if not (self.is_auxiliary(i) and any(c > i for c in completes))]

    def is_auxiliary(self, i: int) -> bool:
        return bool(set(self.words[i].lemmas) & self.particles.auxiliaries)

    def _text(self, i: int) -> str:
        return self.texts[i].lower()

    def _opening(self, run: Sequence[int]) -> Opening | None:
        """Return how a piece opens that is a clause below another."""
        inner = [
            i for i in run if self.texts[i] not in STOPS and self._text(i) not in self.particles.coordinators
        ]
        if any(set(self.words[i].lemmas) & self.particles.relatives for i in inner[:SHORT]):
            return "relative"
        for i in inner[:2]:
            if self._text(i) in self.particles.complementing:
                return "complement"
            if self._text(i) in self.particles.places:
                return "relative"
            if self._text(i) in self.particles.adverbial:
                return "adverbial"
        return None

    def _reduced(self, run: Sequence[int]) -> tuple[Opening, int] | None:
        """Return how a piece without finite verb opens, and its participle or gerund."""
        inner = [i for i in run if self.texts[i] not in STOPS]
        gerund = next((i for i in inner if self.words[i].form == "gerund"), None)
        if gerund is not None:
            return "adverbial", gerund
        opens = inner[0] if inner and self.texts[run[0]] in STOPS else None
        if (
            opens is not None
            and self.words[opens].form == "participle"
            and "modifier" in self.words[opens].traits
        ):
            return "participle", opens
        return None

    def take(self, run: list[int]) -> None:
        """Put a piece into the clause that it opens, or goes on with."""
        if self.texts[run[0]] in STOPS:
            self._close()
        verbs = self._verbs(run)
        verb = verbs[0] if verbs else None
        opening, reduced = self._opening(run), None if verbs else self._reduced(run)
        if opening is not None:
            self.open = self._add(Clause(opening, self._around(), run, verb))
        elif reduced is not None:
            self._add(Clause(reduced[0], self._around(), run, reduced[1]))
        elif verb is not None and self._around().verb is not None:
            self._join(run, verb)
        else:
            around = self._around()
            around.words += run
            around.verb = verb if around.verb is None else around.verb

    def _around(self) -> Clause:
        """Return the clause that is open; the main one opens with the first piece, be that below it."""
        if self.open is None:
            self.open = self._add(Clause("root", None))
        return self.open

    def _add(self, clause: Clause) -> Clause:
        self.found.append(clause)
        return clause

    def _join(self, run: list[int], verb: int) -> None:
        """Add a clause of equal rank; one that opens with its verb is set beside the sentence: «…, сообщает
        ведомство»."""
        inner = [i for i in run if self.texts[i] not in STOPS]
        beside = len(inner) < len(run) and inner[0] == verb and 2 * len(inner) <= len(self.texts)
        if beside:
            self._add(Clause("parataxis", self.found[0], run, verb))
        else:
            self.open = self._add(Clause("conjunct", self._around(), run, verb))

    def _close(self) -> None:
        """Leave at a stop the clauses that end there: a relative one that has its verb, one that led."""
        while self.open is not None and self.open.above is not None and self.open.verb is not None:
            led = self.open.opening == "adverbial" and self.open.above.verb is None
            if self.open.opening != "relative" and not led:
                return
            self.open = self.open.above
