"""Russian: the words of `morphology`, told by pymorphy3's dictionary and, for names, by the table of endings.

The dictionary takes «Токаев» for a plural of tokay: names are read by their seeds first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from datelines.extractors.language.morphology import Agreement, Reading, Trait
from datelines.extractors.language.relations import Form, Kind
from datelines.seeds import ROOT, read_seed
from datelines.seeds.models.names import NameWords
from datelines.seeds.models.slots import Case

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

LANG = "ru"
CASES: Mapping[str, Case] = {
    "nomn": "Nom",
    "gent": "Gen",
    "gen2": "Gen",
    "datv": "Dat",
    "accs": "Acc",
    "ablt": "Ins",
    "loct": "Loc",
    "loc2": "Loc",
}
OBLIQUE: tuple[Case, ...] = ("Gen", "Dat", "Acc", "Ins", "Loc")  # in the order of ``names.yml``
KINDS: Mapping[str, Kind] = {
    "NOUN": "noun",
    "NPRO": "pronoun",
    "ADJF": "adjective",
    "ADJS": "adjective",
    "VERB": "verb",
    "INFN": "verb",
    "PRTF": "verb",
    "PRTS": "verb",
    "GRND": "verb",
    "PREP": "adposition",
    "NUMR": "number",
    "NUMB": "number",
}
NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn"})
PEOPLE = frozenset({"Name", "Surn", "Patr"})
MARKS: tuple[tuple[str, Trait], ...] = (
    ("anim", "animate"),
    ("futr", "future"),
    ("pssv", "passive"),
    ("tran", "transitive"),
)
FORMS: Mapping[str, Form] = {"INFN": "base", "PRTF": "participle", "PRTS": "participle", "GRND": "gerund"}
LEAST = 0.001  # how likely a reading must be
LONGEST = 5  # letters of a name's ending


@cache
def _analyzer() -> MorphAnalyzer:
    """Load the dictionary once a process: a tenth of a second, for those alone who read Russian."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang=LANG)


@cache
def _endings() -> dict[str, frozenset[Agreement]]:
    """Return what each ending of a name may tell."""
    found: dict[str, set[Agreement]] = {}
    for base, forms in read_seed(ROOT / "languages" / LANG / "names.yml", NameWords).endings.items():
        gender = "femn" if base.endswith(("а", "я")) else None
        found.setdefault(base, set()).add(Agreement("Nom", False, gender))
        for case, ending in zip(OBLIQUE, forms, strict=True):
            found.setdefault(ending, set()).add(Agreement(case, False, gender))
    for told in found.values():  # what lives has one form for both
        told |= {Agreement("Acc", False, a.gender) for a in told if a.case == "Gen" and a.gender is None}
    return {ending: frozenset(told) for ending, told in found.items()}


def _named(word: str) -> frozenset[Agreement]:
    """Return what its endings tell of a name: the longest, and of an oblique form any («Астану»)."""
    endings = (word[-length:] for length in range(min(len(word) - 1, LONGEST), 0, -1))
    told = [_endings()[ending] for ending in endings if ending in _endings()]
    if told and any(agreement.case == "Nom" for agreement in told[0]):
        return told[0]
    return frozenset().union(*told)


class Russian:
    """The morphology that `shallow` asks."""

    lang = LANG

    def reading(self, word: str) -> Reading:
        return _reading(word)

    def forms(self, lemmas: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the forms of lemmas, participles included."""
        for lemma in lemmas:
            for parse in _analyzer().parse(lemma):
                if parse.normal_form == lemma:
                    yield from ((each.word, lemma) for each in parse.lexeme)


@cache
def _reading(word: str) -> Reading:
    """Return the likeliest reading of a word: a name's where it is written like one and no place's."""
    parses = [parse for parse in _analyzer().parse(word) if parse.score >= LEAST]
    best = next((p for p in parses if word[:1].isupper() and "Geox" in p.tag), parses[0])
    name = (
        _name(word, parses) if word[:1].isupper() and not word.isupper() and "Geox" not in best.tag else None
    )
    return name or _read(word, best, parses)


def _name(word: str, parses: list[Parse]) -> Reading | None:
    """Return the reading of a person's name; None for a common word or a place that the dictionary knows."""
    listed = [p for p in parses if any(mark in p.tag for mark in PEOPLE) and p.tag.number != "plur"]
    agreements = _named(word)
    told = {a.case for parse in parses for a in _agreements(parse)}
    hidden = (
        bool(told) and "Nom" not in told and Agreement("Nom", False, None) in agreements
    )  # «Токаев» is no «токай»
    common = _analyzer().word_is_known(word) and not listed and not hidden
    if common or not (listed or agreements):
        return None
    found = frozenset(a for parse in listed for a in _agreements(parse)) or agreements
    return Reading((word.lower(),), "name", "other", found, frozenset({"animate"}))


def _alike(parse: Parse, best: Parse) -> bool:
    """Say whether a parse differs from the best one by case, number or gender alone."""
    return bool(parse.tag.POS == best.tag.POS and parse.normal_form == best.normal_form)


def _read(word: str, best: Parse, parses: list[Parse]) -> Reading:
    pos = str(best.tag.POS)
    kind = KINDS.get(pos, "other")
    if kind == "noun" and word[:1].isupper() and any(mark in best.tag for mark in NAMES):
        kind = "name"
    if "Apro" in best.tag:
        kind = "determiner"
    lemmas = dict.fromkeys((best.normal_form, word.lower())) if pos == "ADJS" else (best.normal_form,)
    agreements = frozenset(a for parse in parses if _alike(parse, best) for a in _agreements(parse))
    either = {str(parse.tag.POS) for parse in parses} >= {"NOUN", "ADJF"}  # «рабочий»: a worker's, or a man
    more: frozenset[Trait] = frozenset({"modifier"} if pos == "NOUN" and either else ())
    traits = _traits(best) | more
    return Reading(tuple(lemmas), kind, _form(best), agreements, traits)


def _agreements(parse: Parse) -> Iterator[Agreement]:
    tag = parse.tag
    gender = None if "ms-f" in tag or "GNdr" in tag else tag.gender
    if tag.case is not None:
        case = CASES.get(str(tag.case))
        if case is not None:
            yield Agreement(case, tag.number == "plur", gender)
    elif tag.number is not None:
        yield Agreement(None, tag.number == "plur", gender)
    if "Fixd" in tag and tag.case == "nomn" and tag.POS == "NOUN":
        yield from (Agreement(case, tag.number == "plur", gender) for case in OBLIQUE)


def _form(parse: Parse) -> Form:
    tag, pos = parse.tag, str(parse.tag.POS)
    if pos == "VERB":
        return "past" if tag.tense == "past" else "present"
    return FORMS.get(pos, "other")


def _traits(parse: Parse) -> frozenset[Trait]:
    pos = str(parse.tag.POS)
    found: set[Trait] = {trait for mark, trait in MARKS if mark in parse.tag}
    if pos in {"VERB", "PRTS", "ADJS", "PRED"}:
        found.add("finite")
    if pos in {"PRTS", "ADJS"}:
        found.add("short")
    if pos in {"ADJF", "PRTF"} or (pos == "NUMR" and parse.tag.case is not None):
        found.add("modifier")
    if pos in {"ADVB", "COMP"}:
        found.add("adverb")
    return frozenset(found)
