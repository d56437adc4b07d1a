"""Marked chains: how they are read, and how the program's are set beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import coreference, floors, wrong_links
from benchmarks.common import EvaluationError
from benchmarks.coreference import Compared
from benchmarks.floors import Floors
from benchmarks.marked_chains import MarkedDocument, check, documents, head, read_document, unmarked
from datelines.sources.records import Chain, ChainMention, MentionForm

WHY = "a reason that is long enough"
TEXT = (
    "[Foreign Minister Kim|kim] met [Badr Albusaidi|badr]. [He|kim] thanked [him|badr]. [Both|kim+badr] left."
)


def marked(text: str) -> MarkedDocument:
    plain, mentions = unmarked(text)
    check(mentions)
    return MarkedDocument("invented", "agency", "2024-05-16", None, plain, mentions)


def chain(document: MarkedDocument, id: str, *phrases: str, members: tuple[str, ...] = ()) -> Chain:
    """Return a chain of the program's; a phrase "x#1" is the second place at which x stands."""
    form: MentionForm = "group" if members else "name"
    found = []
    for phrase in phrases:
        words, _, number = phrase.partition("#")
        start = -1
        for _ in range(int(number or 0) + 1):
            start = document.text.index(words, start + 1)
        found.append(ChainMention(start, start + len(words), form, "a rule", None))
    return Chain(id, tuple(found), None, None, "group" if members else "person", None, members)


def told(document: MarkedDocument, *chains: Chain) -> Compared:
    return coreference.compared(document, chains)


class TestMarks:
    def test_a_mark_says_who_and_stands_in_no_text(self) -> None:
        document = marked(TEXT)
        assert document.text == "Foreign Minister Kim met Badr Albusaidi. He thanked him. Both left."
        assert [m.actor for m in document.mentions] == ["kim", "badr", "kim", "badr", None]
        assert [m.form for m in document.mentions] == ["name", "name", "pronoun", "pronoun", "group"]
        assert document.mentions[-1].readings == (frozenset({"kim", "badr"}),)

    def test_marks_stand_inside_each_other(self) -> None:
        _, (outer, inner, *_) = unmarked("[the envoy of [Oman|oman]|envoy title] left")
        assert (outer.actor, outer.form, outer.start, outer.end) == ("envoy", "title", 0, 17)
        assert (inner.actor, inner.form, inner.start, inner.end) == ("oman", "name", 13, 17)

    def test_a_group_may_be_read_in_two_ways_and_a_mention_in_none(self) -> None:
        _, (both, nobody) = unmarked("[They|a+b/c+d] saw [it|?]")
        assert both.readings == (frozenset("ab"), frozenset("cd"))
        assert nobody.readings == ()
        assert not nobody.is_group

    @pytest.mark.parametrize("text", ["[Kim", "Kim|kim]", "[Kim]", "[Kim|Kim]", "[Kim|kim noun]", "[Kim|]"])
    def test_a_mark_that_cannot_be_read_is_an_error(self, text: str) -> None:
        with pytest.raises(ValueError):
            unmarked(text)

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("[Kim|kim] left.", "mentioned once"),
            ("[Kim|kim] met Badr. [Both|kim+badr] left.", "never mentioned: badr"),
            ("[[Kim|kim]|kim] left.", "one head in two marks"),
        ],
    )
    def test_what_the_guidelines_leave_out_is_an_error(self, tmp_path: Path, text: str, why: str) -> None:
        path = tmp_path / "invented.yml"
        path.write_text(f"style: agency\npublished: '2024-05-16'\ntext: '{text}'\n", encoding="utf-8")
        with pytest.raises(EvaluationError, match=why):
            read_document(path)

    @pytest.mark.parametrize(
        ("phrase", "word"),
        [
            ("President Kim", "Kim"),
            ("the ambassador of Oman to the United Nations", "ambassador"),
            ("Kim, the minister", "Kim"),
            ("Abdullah II", "Abdullah"),
            ("the Asian Development Bank", "Bank"),
            ("I", "I"),
        ],
    )
    def test_the_head_is_the_last_word_before_a_preposition_or_a_comma(self, phrase: str, word: str) -> None:
        text = f"Then {phrase} left"
        assert text[head(text, 5, 5 + len(phrase)) :].startswith(word)


class TestComparison:
    def test_titles_and_articles_around_the_head_make_no_difference(self) -> None:
        document = marked(TEXT)
        kim, badr = chain(document, "c1", "Kim", "He"), chain(document, "c2", "Badr Albusaidi", "him")
        both = chain(document, "c3", "Both", members=("c1", "c2"))
        figures = coreference.figures_of("own", [told(document, kim, badr, both)])
        assert {value for name, value in figures.items() if name.endswith(("1", ".p", ".r"))} == {1.0}
        assert {name: value for name, value in figures.items() if "links" in name} == {
            "own/links.pronoun": 1.0,
            "own/links.group": 1.0,
        }

    def test_a_link_is_judged_by_the_mention_that_stands_before_it(self) -> None:
        document = marked(TEXT)
        crossed = told(
            document, chain(document, "c1", "Kim", "him"), chain(document, "c2", "Albusaidi", "He")
        )
        assert [link.right for link in coreference.links(crossed)] == [False, False, False]
        assert coreference.figures_of("own", [crossed])["own/mentions.f1"] == 1.0

    def test_a_group_is_right_when_its_members_are(self) -> None:
        document = marked(TEXT)
        kim, badr = chain(document, "c1", "Kim", "He"), chain(document, "c2", "Albusaidi", "him")
        one_only = told(document, kim, badr, chain(document, "c3", "Both", members=("c1",)))
        assert coreference.groups(one_only).f1 == 0.0
        nobody_known = told(document, kim, chain(document, "c3", "Both", members=("c1", "c9")))
        assert coreference.groups(nobody_known).f1 == 0.0

    def test_nothing_is_held_against_a_link_that_a_reader_cannot_decide(self) -> None:
        document = marked("[Kim|kim] said [he|kim] knew. [They|?] left with [him|kim].")
        linked = told(document, chain(document, "c1", "Kim", "he", "They", "him"))
        assert coreference.response_chains(linked) == coreference.key_chains(document)

    def test_one_head_in_two_chains_counts_against_the_second(self) -> None:
        document = marked("[Kim|kim] said [he|kim] knew.")
        twice = told(document, chain(document, "c1", "Kim", "he"), chain(document, "c2", "Kim", "he"))
        figures = coreference.figures_of("own", [twice])
        assert (figures["own/mentions.p"], figures["own/mentions.r"]) == (0.5, 1.0)

    def test_a_chain_of_one_mention_is_none(self) -> None:
        document = marked("[Kim|kim] said [he|kim] knew Oman.")
        assert coreference.response_chains(told(document, chain(document, "c1", "Oman"))) == []


class TestErrors:
    def test_every_wrong_link_is_told_with_its_kind(self) -> None:
        document = marked(TEXT)
        wrong = told(
            document,
            chain(document, "c1", "Kim", "him", "left"),
            chain(document, "c2", "Both", members=("c1",)),
        )
        found = [(fault.kind, fault.what.rpartition("[")[2]) for fault in wrong_links.faults(wrong)]
        assert found == [
            ("unlinked", "He] is kim"),
            ("elsewhere", "him] is badr, not Kim (a rule)"),
            ("members", "Both] is Kim (a rule), not badr+kim"),
            ("spurious", "left] is no mention, not Kim (a rule)"),
        ]


class TestFloors:
    def test_it_fails_under_a_floor_and_on_other_texts(self, capsys: pytest.CaptureFixture[str]) -> None:
        pinned = Floors.model_validate(
            {
                "tolerance": {"value": 0.01, "because": WHY},
                "corpora": {"coreference/dev": "aa"},
                "floors": {"coreference/dev/conll.f1": 0.5},
            }
        )
        same, other = {"coreference/dev": "aa"}, {"coreference/dev": "bb"}
        assert coreference.report(pinned, {"coreference/dev/conll.f1": 0.49}, same, show=False) == 0
        assert coreference.report(pinned, {"coreference/dev/conll.f1": 0.48}, same, show=False) == 1
        assert coreference.report(pinned, {"coreference/dev/conll.f1": 0.5}, other, show=False) == 1
        assert capsys.readouterr().out.splitlines()[-1] == "coreference: fail, coreference/dev has changed"

    def test_both_halves_have_a_floor_for_chains_and_one_for_groups(self) -> None:
        pinned = floors.read_floors(coreference.FLOORS)
        assert set(pinned.floors) == {
            f"coreference/{half}/{name}" for half in coreference.HALVES for name in coreference.FLOORED
        }

    def test_the_halves_have_the_same_styles(self) -> None:
        dev, heldout = (
            sorted(document.style for document in documents(coreference.FOLDER / half))
            for half in coreference.HALVES
        )
        assert dev == heldout
        assert len(dev) == 12
