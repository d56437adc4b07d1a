"""The measure of page reading: what counts as a hit, and that gold in both forms is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.pages import Page, Score, main, pages, score

PAGE = (
    "<html><body><nav>Home</nav><article><h1>A visit</h1><p>The minister came to the capital on Thursday.</p>"
    "<p>He spoke for a long time about water and left on the next day.</p></article></body></html>"
)


def test_pieces_that_must_and_must_not_be_there_are_counted() -> None:
    page = Page(b"", wanted=("the minister", "the water"), unwanted=("cookies", "subscribe"))
    found = score(page, "the minister accepts cookies")
    assert found == Score(hits=1, alarms=1, misses=1)
    assert (found.precision, found.recall, found.f1) == (0.5, 0.5, 0.5)


def test_of_a_whole_text_words_are_counted_with_how_often_they_stand() -> None:
    assert score(Page(b"", text="a b b"), "b b b c") == Score(hits=2, alarms=2, misses=1)
    assert score(Page(b"", text="総統来訪"), "総統") == Score(hits=2, alarms=0, misses=2)
    assert Score().f1 == 0


def test_gold_is_found_in_both_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("eval", "html", "txt"):
        (tmp_path / folder).mkdir()
    (tmp_path / "html" / "a.html").write_text(PAGE)
    (tmp_path / "txt" / "a.txt").write_text("A visit The minister came.")
    (tmp_path / "txt" / "without-page.txt").write_text("Lost.")
    assert [page.text for page in pages(tmp_path)] == ["A visit The minister came."]
    (tmp_path / "eval" / "b.html").write_text(PAGE)
    entry = {"with": ["about water"], "without": ["Home"]}
    gold = {"b": {"file": "b.html", **entry}, "c": {"file": "gone.html", **entry}}
    (tmp_path / "evaldata.json").write_text(json.dumps(gold))
    assert [page.wanted for page in pages(tmp_path)] == [("about water",)]
    assert main([str(tmp_path)]) == 0
    assert "datelines        1.000   1.000   1.000" in capsys.readouterr().out


def test_a_folder_without_gold_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().err == "no pages with gold there\n"
