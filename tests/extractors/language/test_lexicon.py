"""Every flag of the lexicon means what it says: its words bear it, its counter-examples do not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from datelines.extractors.clauses import triggers
from datelines.extractors.language import grammar, parsers, slots
from datelines.extractors.language.words import words
from datelines.extractors.pipeline import extract_many
from datelines.seeds import ROOT, SeedError, languages_with, read_seed
from datelines.seeds.models.languages import languages
from datelines.seeds.models.words import FLAGS, FlagReading, Lexicon, Pronouns, Words
from datelines.sources.records import Document, Report
from tests.extractors.language.reading import reading
from tests.marked import unmark

LEXICONS = {lang: read_seed(path, Lexicon) for lang, path in languages_with("lexicon.yml").items()}
FLAGGED = [(lang, name, flag) for lang, lexicon in LEXICONS.items() for name, flag in lexicon.flags.items()]
HOLDS = [(lang, name, text) for lang, name, flag in FLAGGED for text in flag.holds]
FAILS = [(lang, name, text) for lang, name, flag in FLAGGED for text in flag.fails]
READS = [(lang, name, wanted) for lang, name, flag in FLAGGED for wanted in flag.reads]
# The flags on which most of a reading hangs: each shows what is read by it, and not without it.
WEIGHTY = {
    "person", "body", "side", "title", "governs", "country", "party", "state-body", "posted", "journey",
    "capital", "session", "format", "hosts", "attends", "leads", "accompanies", "takes-part", "taking-part",
    "lends", "achieves", "within", "at", "toward", "housed", "belongs",
}  # fmt: skip


def forms(marked: str, lang: str) -> set[str]:
    """Return how the marked word of a sentence is looked for: as it stands, and by its lemmas."""
    text, start, _ = unmark(marked)
    plain = parsers.tokenize(text, lang)
    spaces = [bool(token.whitespace_) for token in plain]
    (doc,) = parsers.parse([(lang, [token.text for token in plain], spaces)])
    (word,) = (token for token in doc if token.idx == start)
    return {word.lower_, *grammar.lemmas(word)}


def bearers(flag: str, lang: str) -> set[str]:
    return {word.lemma.lower() for word in LEXICONS[lang].words if flag in word.is_}


@pytest.mark.parametrize(("lang", "flag", "text"), HOLDS)
def test_the_marked_word_bears_the_flag(lang: str, flag: str, text: str) -> None:
    assert forms(text, lang) & bearers(flag, lang)


@pytest.mark.parametrize(("lang", "flag", "text"), FAILS)
def test_the_marked_word_does_not_bear_the_flag(lang: str, flag: str, text: str) -> None:
    assert not forms(text, lang) & bearers(flag, lang)


def is_meant(event: Report, wanted: FlagReading) -> bool:
    named = {name for each in event.participants for name in (each.text, each.name)}
    countries = tuple(sorted({each.country for each in event.participants if each.country}))
    place = event.place.text if event.place else None
    mechanism = event.mechanism.name if event.mechanism else None
    return (
        wanted.type in {None, event.type}
        and wanted.factuality in {None, event.factuality}
        and named >= set(wanted.participants)
        and wanted.countries in {None, countries}
        and wanted.place in {None, place}
        and wanted.format in {None, mechanism}
    )


def is_read(wanted: FlagReading, lang: str) -> bool:
    document = Document(id="sentence", text=unmark(wanted.text)[0], lang=lang, published="2024-05-10")
    with reading(lang):
        (found,) = extract_many([document])
    return any(is_meant(event, wanted) for event in found.events)


@contextmanager
def without(flag: str, lost: set[str], lang: str, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let some words not bear a flag, in the list that the code asks for."""
    owner: Any = words(lang).pronouns if flag in _lists(Pronouns) else words(lang)
    name = (_lists(Pronouns) | _lists(Words))[flag]
    listed = getattr(owner, name)
    with patch.context() as changed:
        changed.setitem(vars(owner), name, type(listed)(word for word in listed if word.lower() not in lost))
        yield


def _lists(model: type[Words] | type[Pronouns]) -> dict[str, str]:
    return {field.alias: name for name, field in model.model_fields.items() if field.alias}


@pytest.mark.parametrize(
    ("lang", "flag", "wanted"), READS, ids=[f"{flag}: {each.text}" for _, flag, each in READS]
)
def test_reading_hangs_on_the_flag(
    lang: str, flag: str, wanted: FlagReading, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_read(wanted, lang)
    with without(flag, forms(wanted.text, lang), lang, monkeypatch):
        assert not is_read(wanted, lang)


def test_the_weightiest_flags_show_what_they_do() -> None:
    assert {flag for lang, flag, _ in READS if lang == "en"} >= WEIGHTY


def test_english_declares_every_flag_that_reading_asks_for() -> None:
    assert set(LEXICONS["en"].flags) == FLAGS


def written(root: Path, lexicon: str) -> None:
    """Write a language xx with this lexicon, and for the rest with what English has."""
    folder = root / "languages" / "xx"
    folder.mkdir(parents=True)
    wording = (ROOT / "languages" / "en" / "language.yml").read_text(encoding="utf-8")
    (folder / "language.yml").write_text(wording, encoding="utf-8")
    (folder / "lexicon.yml").write_text(lexicon, encoding="utf-8")


FLAG = "{why: w, holds: ['[a]'], fails: ['[b]']}"


@pytest.mark.parametrize(
    ("lexicon", "message"),
    [
        (f"flags: {{article: {FLAG}}}\nwords: [{{noun: a, is: [artcle]}}]", "no flag is called artcle"),
        (f"flags: {{article: {FLAG}, at: {FLAG}}}\nwords: [{{noun: a, is: [at]}}]", "has the flag article"),
        (f"flags: {{at: {FLAG}}}\nwords: [{{noun: a, is: [at]}}, {{noun: a, is: [at]}}]", "stands twice"),
        (f"flags: {{at: {FLAG}}}\nwords: [{{nuon: a, is: [at]}}]", "a word has one of"),
        ("flags: {at: {why: w, holds: [], fails: ['[b]']}}\nwords: [{noun: a, is: [at]}]", "at least 1 item"),
        (f"flags: {{sings: {FLAG}}}\nwords: [{{noun: a, is: [sings]}}]", "reading asks for no flag sings"),
    ],
)
def test_a_wrong_lexicon_is_refused(tmp_path: Path, lexicon: str, message: str) -> None:
    written(tmp_path, lexicon)
    with pytest.raises(SeedError, match=message) as error:
        words("xx", tmp_path)
    assert error.value.path.name == "lexicon.yml"


def test_a_language_without_articles_declares_none(tmp_path: Path) -> None:
    written(tmp_path, f"flags: {{at: {FLAG}}}\nwords: [{{adposition: a, is: [at]}}]")
    assert (words("xx", tmp_path).at, words("xx", tmp_path).articles) == (("a",), frozenset())


@pytest.mark.parametrize("ask", [words, slots.names])
def test_a_language_without_its_files_cannot_be_read_and_says_so(ask: Callable[[str], object]) -> None:
    with pytest.raises(SeedError, match=r"languages/kk: kk cannot be read: it has no (lexicon|slots)\.yml"):
        ask("kk")


def test_every_language_that_is_read_has_a_lexicon_slots_and_triggers() -> None:
    read = {language.tag for language in languages().languages if language.read}
    for name in ("lexicon.yml", "language.yml", "slots.yml", "triggers", "titles.yml"):
        assert read <= set(languages_with(name)), name


class TestSlots:
    def written(self, folder: Path, text: str) -> Path:
        path = folder / "languages" / "xx" / "slots.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return folder

    def test_an_adposition_leads_to_its_slot(self) -> None:
        assert slots.by_adposition("en")["with"] == slots.WITH
        assert {slots.WITH, slots.TO, slots.OF, slots.IN, slots.AS, slots.FOR, slots.BY} <= slots.names("en")

    def test_an_adposition_that_leads_to_two_slots_is_refused(self, tmp_path: Path) -> None:
        root = self.written(tmp_path, "slots: {in: [sa], to: [sa]}\ntopic: [in]\n")
        with pytest.raises(SeedError, match="sa leads to two slots"):
            slots.names("xx", root)

    def test_a_case_leads_to_a_slot_with_an_adposition_or_alone(self) -> None:
        assert slots.by_way("ru")["с", "Ins"] == slots.WITH
        assert slots.by_way("ru")["с", "Gen"] == "from"
        assert slots.by_way("ru")["", "Ins"] == slots.BY

    def test_a_bare_case_marks_a_slot_by_no_word(self) -> None:
        assert slots.marks("by", "ru") == frozenset()
        assert slots.marks("with", "ru") == {"с", "со", "при", "вместе", "совместно"}
        assert slots.marks("with", "en") == {"with"}

    def test_a_case_that_there_is_not_is_refused(self, tmp_path: Path) -> None:
        root = self.written(tmp_path, "slots: {with: [с+Inst]}\ntopic: [object]\n")
        with pytest.raises(SeedError, match=r"slots\.with\.0"):
            slots.names("xx", root)

    def test_a_word_that_is_a_slot_names_one_that_there_is(self, tmp_path: Path) -> None:
        written(tmp_path, f"flags: {{at: {FLAG}}}\nwords: [{{slot: within, is: [at]}}]")
        self.written(tmp_path, "slots: {in: [sa]}\ntopic: [object]\n")
        with pytest.raises(SeedError, match=r"lexicon\.yml: no slot is called within"):
            words("xx", tmp_path)

    def test_a_topic_stands_in_a_slot_that_there_is(self, tmp_path: Path) -> None:
        root = self.written(tmp_path, "slots: {in: [sa]}\ntopic: [object, on]\n")
        with pytest.raises(SeedError, match="no slot is called on"):
            slots.names("xx", root)

    def test_a_trigger_that_names_no_slot_is_refused(self, tmp_path: Path) -> None:
        root = self.written(tmp_path, "slots: {in: [sa]}\ntopic: [object]\n")
        shutil.copytree(ROOT / "events", root / "events")
        row = "- {id: meet, verb: kita, subtype: meeting, roles: {whit: target}, holds: ['[x]'], fails: [y]}"
        (root / "languages" / "xx" / "triggers").mkdir()
        (root / "languages" / "xx" / "triggers" / "consult.yml").write_text(row, encoding="utf-8")
        with pytest.raises(SeedError, match=r"triggers/consult\.yml: meet: no slot is called whit"):
            triggers.rows("xx", root)
