"""What hangs on what without a parser: the phrases of a clause on its verb, and the clauses on one another.

What government and joints leave over are a clause's subject and objects, told by agreement and order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from datelines.extractors.language.clauses import STOPS, Clause
from datelines.extractors.language.morphology import Agreement, Reading
from datelines.extractors.language.phrases import NOUNS, Node, Phrase, Phrases, Ways
from datelines.seeds.models.particles import Particles


class Tree(Phrases):
    """A sentence while its clauses are put together."""

    def fill(self, found: Sequence[Phrase], clause: Clause) -> None:
        """Hang on a clause's verb its subject, its objects and all that nothing nearer has taken."""
        verb = clause.verb
        if verb is None:
            verb = self._nominal(found, clause)
            clause.verb = verb
        self._small(clause, verb)
        verbs = self._verbs(clause, verb)
        free = [p for p in found if self.nodes[p.head].head < 0 and p.head != verb]
        subject = self._subject(free, verb) or self._hidden(found, verb)
        free += [subject] if subject is not None and subject not in free else []
        for phrase in free:
            site = self._site(phrase, verbs, verb)
            if phrase is subject:
                phrase.narrow("Nom")
                passive = "passive" in self.nodes[verb].reading.traits
                self._hang(phrase.head, verb, "passive-subject" if passive else "subject")
            else:
                self._object(phrase, site, found)
        for phrase in found:
            if phrase.lead and self.nodes[phrase.lead[0]].head < 0:
                self._place(phrase, found, self._site(phrase, verbs, verb), verb)
            self._settle(phrase)
        for i in clause.words:
            if self.nodes[i].head < 0 and i != verb:
                self._hang(i, verb, "punctuation" if self.texts[i] in STOPS else "other")

    def _nominal(self, found: Sequence[Phrase], clause: Clause) -> int:
        """Return what heads a clause without verb: an infinitive, a noun in the nominative, a word."""
        infinitive = next((i for i in clause.words if self.nodes[i].form == "base"), None)
        if infinitive is not None:
            return infinitive
        free = [p for p in found if self.nodes[p.head].head < 0]
        nominative = next((p for p in free if "Nom" in p.cases()), None)
        return nominative.head if nominative else next((p.head for p in free), clause.words[0])

    def _verbs(self, clause: Clause, verb: int) -> list[int]:
        """Return the words of a clause that take objects: its verb and infinitives, hung on each other."""
        verbs = [verb]
        for i in clause.words:
            if self.nodes[i].form != "base" or i == verb:
                continue
            joint = next((j for j in range(i - 1, verbs[-1], -1) if j in clause.words), None)
            joined = (
                self.nodes[verbs[-1]].form == "base"
                and joint is not None
                and any(self.texts[j].lower() in self.particles.coordinators for j in range(verbs[-1] + 1, i))
            )
            before = self.at_phrase.get(i - 1)
            noun = before is not None and not before.lead and self.nodes[i - 1].kind == "noun"
            if noun and "animate" not in self.nodes[i - 1].reading.traits and i - 1 != verb:
                self._hang(i, i - 1, "participle")  # «решение провести»
            else:
                self._hang(i, verbs[-1], "conjunct" if joined else "open-complement")
            verbs.append(i)
        return sorted(verbs)

    def _small(self, clause: Clause, verb: int) -> None:
        """Hang auxiliaries, negations, adverbs, joints and openers."""
        short = "short" in self.nodes[verb].reading.traits
        for i in clause.words:
            node, text = self.nodes[i], self.texts[i].lower()
            if node.head >= 0 or i == verb or node.kind == "adposition":
                continue
            if text in self.particles.negations and i + 1 < len(self.nodes):
                self._hang(i, self._negated(i, clause, verb), "negation")
            elif set(node.reading.lemmas) & self.particles.auxiliaries:
                node.kind = "auxiliary"
                self._hang(i, self._completed(i, clause, verb), "passive-auxiliary" if short else "auxiliary")
            elif text in self.particles.coordinators:
                self._hang(i, verb, "coordinator")
            elif text in self.particles.complementing | self.particles.adverbial:
                self._hang(i, verb, "marker")
            elif text in self.particles.places:
                node.form = "relative-adverb"
                self._hang(i, verb, "adverb")
            elif "adverb" in node.reading.traits:
                self._adverb(i, clause, verb)

    def _completed(self, i: int, clause: Clause, verb: int) -> int:
        """Return what an auxiliary belongs to: the infinitive behind it, else the clause's verb."""
        return next((j for j in clause.words if j > i and self.nodes[j].form == "base"), verb)

    def _negated(self, i: int, clause: Clause, verb: int) -> int:
        """Return what a negation denies: the word behind it, for an auxiliary what that belongs to."""
        after = self.nodes[i + 1]
        if set(after.reading.lemmas) & self.particles.auxiliaries and i + 1 != verb:
            return self._completed(i + 1, clause, verb)
        return i + 1 if i + 1 in clause.words else verb

    def _adverb(self, i: int, clause: Clause, verb: int) -> None:
        before = self.texts[i - 1].lower() if i - 1 in clause.words else ""
        if self.ways.adpositions.get(before) and self.nodes[i - 1].head < 0:
            self.nodes[i - 1].kind = "adposition"
            self._hang(i - 1, verb, "preposition")
            self._hang(i, i - 1, "governed")
            self.nodes[i].slot = before
        else:
            self._hang(i, verb, "adverb")

    def _subject(self, free: Sequence[Phrase], verb: int) -> Phrase | None:
        """Return the phrase that a verb agrees with, the one that can be nothing else first."""
        node = self.nodes[verb]
        if node.kind in NOUNS or node.form in {"base", "gerund"} or "modifier" in node.reading.traits:
            return None
        able = [p for p in free if not p.lead and "Nom" in p.cases()]
        fitting = [p for p in able if self._agrees(p, node)]
        if not fitting:  # one name may stand for a list of them
            fitting = [p for p in able if p.head < verb and self.nodes[p.head].kind == "name"]
        sure = [p for p in fitting if "Acc" not in p.cases()]
        before = [p for p in fitting if p.head < verb]
        return next(iter(sure or before or fitting), None)

    def _hidden(self, found: Sequence[Phrase], verb: int) -> Phrase | None:
        """Return the subject that was taken for a genitive: «в ходе визита стороны обсудили»."""
        if self.nodes[verb].kind in NOUNS or self.nodes[verb].form in {"base", "gerund"}:
            return None
        for phrase in found:
            if self.nodes[phrase.head].hangs != "possessor" or phrase.lead or phrase.head > verb:
                continue
            taken, phrase.agreements = phrase.agreements, phrase.whole
            if "Nom" in phrase.cases() and self._agrees(phrase, self.nodes[verb]):
                return phrase
            phrase.agreements = taken
        return None

    def _agrees(self, phrase: Phrase, verb: Node) -> bool:
        told = next(iter(verb.agreements), None)
        if told is None:
            return True
        several = any(other.joined is phrase for other in self.at_phrase.values())
        if several and told.plural:
            return True
        own = [a for a in phrase.agreements if a.case == "Nom"]
        return any(a.fits(Agreement("Nom", told.plural, told.gender)) for a in own)

    def _site(self, phrase: Phrase, verbs: Sequence[int], verb: int) -> int:
        """Return the verb that a phrase hangs on: the last one before it."""
        return max((v for v in verbs if v < phrase.head), default=verb)

    def _object(self, phrase: Phrase, site: int, found: Sequence[Phrase]) -> None:
        """Hang what is no subject: an object, a noun in a bare case, a genitive on the noun before."""
        cases = phrase.cases()
        node = self.nodes[phrase.head]
        before = [p for p in found if p.head < phrase.first]
        takes = "transitive" in self.nodes[site].reading.traits or self.nodes[site].form == "base"
        if "Acc" in cases and takes and self.nodes[site].kind not in NOUNS:
            phrase.narrow("Acc")
            self._hang(phrase.head, site, "object")
        elif "Dat" in cases and "Nom" not in cases:
            phrase.narrow("Dat")
            self._hang(phrase.head, site, "indirect")
        elif "Ins" in cases:
            phrase.narrow("Ins")
            self._hang(phrase.head, site, "other")
        elif cases == {"Gen"} and before and before[-1].head > site:
            phrase.narrow("Gen")
            self._hang(phrase.head, before[-1].head, "possessor")
        else:
            self._hang(phrase.head, site, "object" if takes and "Gen" in cases else "other")
        case = next(iter(phrase.cases()), None)
        node.slot = self.ways.of("", case) if node.hangs in {"indirect", "other"} else None

    def _place(self, phrase: Phrase, found: Sequence[Phrase], site: int, verb: int) -> None:
        """Hang an adposition on the thing or envoy right before it, else on the verb; one of several words
        tells of a whole clause."""
        before = [p for p in found if p.head < phrase.first]
        last = before[-1] if before else None
        if last is not None and last.head == phrase.first - 1 and len(phrase.lead) == 1:
            chain = list(self._up(last))
            things = [p for p in chain if p.head == verb or self._is_thing(p)]
            if things:
                self._hang(phrase.lead[0], things[-1].head, "preposition")
                return
        self._hang(phrase.lead[0], site, "preposition")

    def _is_thing(self, phrase: Phrase) -> bool:
        node = self.nodes[phrase.head]
        sent = bool(set(node.reading.lemmas) & self.posted)
        return node.kind == "noun" and (sent or "animate" not in node.reading.traits)

    def _settle(self, phrase: Phrase) -> None:
        node = self.nodes[phrase.head]
        node.agreements = phrase.agreements
        if node.kind in {"noun", "name"} and phrase.agreements and all(a.plural for a in phrase.agreements):
            node.form = "plural"

    # ---- the whole

    def join(self, clauses: Sequence[Clause]) -> None:
        """Hang the clauses on one another: the first has the root."""
        main = clauses[0]
        for clause in clauses:
            assert clause.verb is not None
            if clause is main:
                self._hang(clause.verb, clause.verb, "root")
                continue
            above = clause.above.verb if clause.above is not None and clause.above.words else main.verb
            assert above is not None
            if clause.opening in {"relative", "participle"}:
                noun = self._antecedent(clause)
                self._hang(clause.verb, above if noun is None else noun, clause.opening)
            else:
                self._hang(clause.verb, self._reporter(clause, above), clause.opening)

    def _reporter(self, clause: Clause, above: int) -> int:
        """Return the verb whose content a clause is: the last infinitive of the clause above, if any."""
        if clause.opening != "complement" or clause.above is None:
            return above
        infinitives = [i for i in clause.above.words if self.nodes[i].form == "base" and i < clause.begins]
        return max([above, *infinitives])

    def _antecedent(self, clause: Clause) -> int | None:
        """Return the last noun before a clause that agrees with its relative word or participle."""
        words = clause.words
        relative = next(
            (i for i in words if set(self.nodes[i].reading.lemmas) & self.particles.relatives), None
        )
        told = clause.verb if clause.opening == "participle" else relative
        nouns = [i for i in range(clause.begins - 1, -1, -1) if self.nodes[i].kind in {"noun", "name"}][:4]
        if told is None:
            return next(iter(nouns), None)
        numbers = self.nodes[told].reading.agreements
        for i in nouns:
            for one in self.nodes[i].agreements:
                if any(replace(one, case=None).fits(replace(two, case=None)) for two in numbers):
                    return i
        return next(iter(nouns), None)


def attach(
    texts: Sequence[str],
    words: Sequence[Reading],
    clauses: Sequence[Clause],
    ways: Ways,
    particles: Particles,
    posted: frozenset[str] = frozenset(),
) -> Sequence[Node]:
    """Return the words of a sentence with what each hangs on; one is its own head, the root.

    `posted` are the lemmas of who is sent somewhere: «посол в Омане».
    """
    sentence = Tree(texts, words, ways, particles, posted)
    for clause in clauses:
        found = sentence.phrases(clause)
        sentence.relate(found, clause)
        sentence.fill(found, clause)
    sentence.join(clauses)
    return sentence.nodes
