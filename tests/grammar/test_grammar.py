"""Every question that the code asks of a parse has cases, and answers them: grammar alone, no events."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel, ConfigDict, Field

from datelines.extractors.clauses import factuality, triggers, when, where
from datelines.extractors.discourse import beside, descriptions, hosts, introductions, named_formats
from datelines.extractors.language import cues, grammar, parsers
from datelines.extractors.language.grammar import Grammar
from datelines.extractors.language.words import words
from datelines.extractors.time import direction
from datelines.seeds import SeedError, read_folder
from tests.marked import unmark

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HERE = Path(__file__).parent
FEWEST = 4  # cases of a question


# What `asks` may name: the only place that knows in which module a question stands.
def questions(lang: str) -> dict[str, Callable[..., object]]:
    """Return the questions, asked for a language."""
    return {
        "grammar.hangs": grammar.hangs,
        "grammar.kind": grammar.kind,
        "grammar.form": grammar.form,
        "grammar.is_finite": grammar.is_finite,
        "grammar.may_be_finite": grammar.may_be_finite,
        "grammar.agents": grammar.agents,
        "grammar.auxiliaries": grammar.auxiliaries,
        "grammar.bearers": grammar.bearers,
        "grammar.clause_span": grammar.clause_span,
        "grammar.clause_verb": grammar.clause_verb,
        "grammar.conjuncts": grammar.conjuncts,
        "grammar.fronted": grammar.fronted,
        "grammar.has_lemma": grammar.has_lemma,
        "grammar.has_subject": grammar.has_subject,
        "grammar.is_clausal": grammar.is_clausal,
        "grammar.is_counterfactual": grammar.is_counterfactual,
        "grammar.is_passive": grammar.is_passive,
        "grammar.is_past": grammar.is_past,
        "grammar.lemmas": grammar.lemmas,
        "grammar.objects": grammar.objects,
        "grammar.passive_subjects": grammar.passive_subjects,
        "grammar.phrase_span": grammar.phrase_span,
        "grammar.prepositional": grammar.prepositional,
        "grammar.reporting_verb": grammar.reporting_verb,
        "grammar.subjects": grammar.subjects,
        "grammar.clause_of": grammar.clause_of,
        "hosts.after": partial(hosts._after, lang=lang),
        "beside.agents": beside.agents,
        "beside.attending": partial(beside.attending, lang=lang),
        "beside.beside": partial(beside.beside, lang=lang),
        "hosts.inviting": partial(hosts._inviting, lang=lang),
        "introductions.led": partial(introductions.led, lang=lang),
        "beside.listed_before": beside.listed_before,
        "beside.of_verb": partial(beside.of_verb, lang=lang),
        "beside.participating": partial(beside.participating, lang=lang),
        "factuality.chain": partial(factuality._chain, lang=lang),
        "factuality.is_backshifted": lambda verb: any(
            factuality._is_backshifted(verb, modal, lang) for modal in grammar.auxiliaries(verb)
        ),
        "factuality.is_bare_infinitive_headline": factuality._is_bare_infinitive_headline,
        "factuality.negator": lambda token: factuality._negator(token, cues.factuality(lang), lang),
        "descriptions.phrase": lambda noun: descriptions._phrase(noun, words(lang)),
        "grammar.is_untold": grammar.is_untold,
        "formats.is_setting": partial(named_formats.is_setting, lang=lang),
        "where.below": partial(where._below, lang=lang),
        "grammar.is_finite_past": grammar.is_finite_past,
        "direction.is_told_ahead": partial(direction._is_told_ahead, lang=lang),
        "direction.is_told_behind": partial(direction._is_told_behind, lang=lang),
        "triggers.completes": triggers._completes,
        "triggers.noun_slots": triggers._noun_slots,
        "triggers.verb_slots": triggers._verb_slots,
        "when.in_clause": when._in_clause,
        "grammar.is_present": grammar.is_present,
    }


Answer = bool | str | list[str] | dict[str, str | list[str]] | None


class Closed(BaseModel):
    """A frozen model that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Wrong(Closed):
    """A right answer that the code does not give today, and why not."""

    answer: Answer
    why: str = Field(min_length=1)


class Question(Closed):
    """What is asked of the word marked in each sentence; `given` are the words that some functions take.

    Tokens are told by their text, spans by theirs, pairs and slots as a mapping.
    """

    asks: str
    given: frozenset[str] | None = None
    cases: dict[str, Answer] = Field(min_length=FEWEST)
    wrong_today: dict[str, Wrong] = {}

    def marked(self) -> Iterator[str]:
        yield from self.cases
        yield from self.wrong_today


def load(folder: Path) -> dict[str, Question]:
    """Return the questions of a folder by the names of their files. Raises `SeedError` where one is wrong."""
    return read_folder(folder.name, Question, folder.parent)


# English stands in this folder; another language, which need not answer every question, in one of its tag.
ASKED = {"en": load(HERE), **{path.name: load(path) for path in sorted(HERE.glob("??"))}}
FILES = [(lang, stem) for lang, asked in ASKED.items() for stem in asked]
CASES = [
    pytest.param(lang, question, text, answer, id=f"{lang}/{stem}: {text[:60]}")
    for lang, asked in ASKED.items()
    for stem, question in asked.items()
    for text, answer in question.cases.items()
] + [
    pytest.param(
        lang,
        question,
        text,
        wrong.answer,
        id=f"{lang}/{stem}: {text[:60]}",
        marks=pytest.mark.xfail(strict=True, raises=AssertionError, reason=wrong.why),
    )
    for lang, asked in ASKED.items()
    for stem, question in asked.items()
    for text, wrong in question.wrong_today.items()
]


@cache
def _parsed(lang: str) -> dict[str, Doc]:
    """Parse every sentence of a language once, whole and as written."""
    texts = sorted({unmark(text)[0] for question in ASKED[lang].values() for text in question.marked()})
    tokens = [parsers.tokenize(text, lang) for text in texts]
    docs = parsers.parse((lang, [t.text for t in doc], [bool(t.whitespace_) for t in doc]) for doc in tokens)
    return dict(zip(texts, docs, strict=True))


def _token(marked: str, lang: str) -> Token:
    """Return the marked word of a sentence, which must be one token."""
    text, start, end = unmark(marked)
    span = _parsed(lang)[text].char_span(start, end)
    if span is None or len(span) != 1:
        raise ValueError(f"no single token is marked: {marked}")
    return span[0]


def _told(found: object, doc: Doc) -> Answer:
    """Return what a function answered as a case writes it."""
    if found is None or isinstance(found, bool | str):
        return found
    if isinstance(found, Mapping):
        return {name: [token.text for token in tokens] for name, tokens in found.items()}
    if isinstance(found, tuple) and all(isinstance(bound, int) for bound in found):
        return doc[found[0] : found[1]].text
    if isinstance(found, list | tuple | Iterator):
        return _listed(list(found))
    return _word(found)


def _word(token: Any) -> str:
    return token if isinstance(token, str) else str(token.text)


def _listed(found: list[Any]) -> Answer:
    """Return words as a list, pairs of a word and its label as a mapping, whichever comes first its key."""
    if not found or not isinstance(found[0], tuple):
        return [_word(one) for one in found]
    told: dict[str, str | list[str]] = {}
    for first, second in found:
        if isinstance(first, str):  # a preposition and what it governs
            told[first] = [*told.get(first, []), _word(second)]
        else:
            told[_word(first)] = _word(second)
    return told


@pytest.mark.parametrize(("lang", "question", "text", "answer"), CASES)
def test_grammar(lang: str, question: Question, text: str, answer: Answer) -> None:
    token = _token(text, lang)
    given = () if question.given is None else (question.given,)
    assert _told(questions(lang)[question.asks](token, *given), token.doc) == answer


@pytest.mark.parametrize(("lang", "stem"), FILES)
def test_a_file_says_its_question_and_has_counter_examples(lang: str, stem: str) -> None:
    folder = HERE if lang == "en" else HERE / lang
    first = (folder / f"{stem}.yml").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert first.endswith("?")
    answers = list(ASKED[lang][stem].cases.values())
    assert any(answer != answers[0] for answer in answers)


def test_every_question_has_its_file() -> None:
    assert sorted(question.asks for question in ASKED["en"].values()) == sorted(questions("en"))


@pytest.mark.parametrize("lang", [lang for lang in ASKED if lang != "en"])
def test_another_language_asks_the_same_questions(lang: str) -> None:
    assert {stem: q.asks for stem, q in ASKED[lang].items()}.items() <= {
        stem: q.asks for stem, q in ASKED["en"].items()
    }.items()


def test_every_question_of_the_door_is_asked() -> None:
    asked = {name for name, _ in inspect.getmembers(Grammar, inspect.isfunction) if name[0] != "_"}
    assert {f"grammar.{name}" for name in asked} <= questions("en").keys()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Who does it?\n",
        "asks: grammar.subjects\ncases: {}\n",
        "asks: grammar.subjects\ncases: {A [b].: [], A [c].: [], A [d].: [], A [e].: []}\nmore: 1\n",
    ],
    ids=["empty", "only a comment", "no cases", "an unknown key"],
)
def test_a_file_that_is_empty_or_wrong_fails(text: str, tmp_path: Path) -> None:
    (tmp_path / "subjects.yml").write_text(text, encoding="utf-8")
    with pytest.raises(SeedError):
        load(tmp_path)
