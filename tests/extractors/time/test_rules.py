"""Every rule, join and cue in ``time/`` holds where it says so and keeps out where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from datelines import seeds
from datelines.extractors.layers.dated import Dated
from datelines.extractors.time import find_dates
from datelines.extractors.time.find import find
from datelines.extractors.time.patterns import fold, grammar, languages
from datelines.extractors.time.readings import join, read
from datelines.seeds.models.timex import Cue, Hold, Join, Rule
from tests import ROOT

LANGUAGES = sorted(languages())


def _rows(lang: str, folder: str, model: type[Any]) -> Iterator[tuple[str, Any]]:
    for family, rows in seeds.read_folder(f"languages/{lang}/time{folder}", tuple[model, ...]).items():
        for row in rows:
            yield f"{family}/{row.id}", row


def _cases(folder: str, model: type[Any], field: str) -> list[Any]:
    return [
        pytest.param(lang, rule, row, example, id=f"{lang}/{rule}-{number}")
        for lang in LANGUAGES
        for rule, row in _rows(lang, folder, model)
        for number, example in enumerate(getattr(row, field))
    ]


def _at(hold: Hold, lang: str) -> Dated | None:
    start, end = hold.span
    found = find_dates(hold.plain, hold.anchor, lang)
    return next((dated for dated in found if (dated.timex.start, dated.timex.end) == (start, end)), None)


@pytest.mark.parametrize(("lang", "rule", "row", "hold"), _cases("", Rule, "holds"))
def test_rule_holds(lang: str, rule: str, row: Rule, hold: Hold) -> None:
    dated = _at(hold, lang)
    assert dated is not None, f"found {[d.timex.text for d in find_dates(hold.plain, hold.anchor, lang)]}"
    assert (dated.rule, dated.timex.type) == (rule, row.type)
    assert dated.timex.value == hold.is_
    assert dated.timex.mod == (hold.mod or row.mod)


@pytest.mark.parametrize(("lang", "rule", "row", "text"), _cases("", Rule, "fails"))
def test_rule_keeps_out(lang: str, rule: str, row: Rule, text: str) -> None:
    found = find_dates(text, "2025-12-19", lang)
    if row.negative:
        assert [dated.timex.text for dated in found] == []
    else:
        assert rule not in {dated.rule for dated in found}


@pytest.mark.parametrize(
    ("lang", "rule", "row", "hold"), _cases("/joins", Join, "holds") + _cases("/cues", Cue, "holds")
)
def test_join_or_cue_holds(lang: str, rule: str, row: Join | Cue, hold: Hold) -> None:
    dated = _at(hold, lang)
    assert dated is not None, f"found {[d.timex.text for d in find_dates(hold.plain, hold.anchor, lang)]}"
    assert dated.timex.value == hold.is_


@pytest.mark.parametrize(("lang", "rule", "row", "text"), _cases("/joins", Join, "fails"))
def test_join_keeps_out(lang: str, rule: str, row: Join, text: str) -> None:
    folded, language = fold(text), grammar(lang)
    readings = [read(found) for found in find(text, folded, language)]
    assert len(readings) > 1, "a counter-example has two expressions that are not joined"
    assert join(readings, folded, [one for one in language.joins if one.id == rule]) == readings


@pytest.mark.parametrize(("lang", "rule", "row", "hold"), _cases("/cues", Cue, "fails"))
def test_cue_keeps_out(lang: str, rule: str, row: Cue, hold: Hold) -> None:
    dated = _at(hold, lang)
    assert dated is not None
    assert dated.timex.value == hold.is_


def test_every_family_of_english_is_read() -> None:
    families = {rule.split("/")[0] for rule, _ in _rows("en", "", Rule)}
    assert families == {path.stem for path in Path(seeds.ROOT, "languages", "en", "time").glob("*.yml")}


def test_the_example_in_the_documentation_is_a_rule() -> None:
    page = ROOT / "docs" / "time.md"
    (block,) = re.findall(r"^```yaml\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S)
    (rule,) = TypeAdapter(tuple[Rule, ...]).validate_python(yaml.load(block, Loader=yaml.BaseLoader))
    assert rule.id == "fortnight-of"


GOOD = {"id": "r", "match": "on {day}", "value": "XXXX-XX-{day}", "fails": ["on"], "why": "w"}
GOOD |= {"holds": [{"text": "[on 3]", "is": "XXXX-XX-03"}]}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"match": "on {nothing} {day}"}, "no atom is called"),
        ({"match": "(on {day}"}, "r: missing"),
        ({"match": "( )?{day}"}, "which is no word"),
        ({"match": "on+ {day}"}, "without bound"),
        ({"value": "XXXX-{month}"}, "does not fill"),
        ({"holds": []}, "needs an example"),
        ({"fails": []}, "needs a counter-example"),
        ({"unknown": 1}, "Extra inputs"),
    ],
)
def test_a_wrong_rule_is_refused_by_file(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    folder = tmp_path / "languages" / "xx" / "time"
    (folder / "words").mkdir(parents=True)
    (folder / "words" / "day.yml").write_text("what: day\npattern: '[1-9]'\nwidth: 2\n", encoding="utf-8")
    (folder / "days.yml").write_text(yaml.safe_dump([GOOD]), encoding="utf-8")
    assert [rule.id for rule in grammar("xx", tmp_path).rules] == ["days/r"]
    (folder / "days.yml").write_text(yaml.safe_dump([GOOD | change]), encoding="utf-8")
    grammar.cache_clear()
    with pytest.raises(seeds.SeedError, match=message) as error:
        grammar("xx", tmp_path)
    assert error.value.path.name == "days.yml"
