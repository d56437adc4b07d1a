"""The macro `search` against a slow search of our own, over words that many and that few events have."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from benchmarks import synthetic
from datelines.warehouse import Reader, Writer

pytestmark = pytest.mark.slow
# Of each block two rows, as where two slots of the timeline meet: its even events, and its odd ones.
HALVED = """
CREATE TABLE derived.halves AS
SELECT token_key, block, bits & mask AS bits
FROM derived.token_bits
CROSS JOIN (
    SELECT bitstring_agg(nth::INTEGER, 0, 32767) AS mask
    FROM range(32768) AS each(nth)
    GROUP BY nth % 2
);
DROP TABLE derived.token_bits;
ALTER TABLE derived.halves RENAME TO token_bits;
"""
QUOTED = """
SELECT r.event_id, concat_ws(
    ' ', r.title, r.evidence, r.work_title, r.place, r.venue, r.mechanism, r.attribution,
    array_to_string(r.participants, ' ')
)
FROM reports AS r
JOIN derived.events AS e USING (event_id)
ORDER BY e.position
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("search")
    synthetic.fill(home, 3_000)
    with Writer(home) as writer:
        return writer.publish()


@pytest.fixture(scope="module")
def halved(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("halved") / path.name
    shutil.copy(path, copy)
    with duckdb.connect(str(copy)) as database:
        database.execute(HALVED)
    return copy


@pytest.fixture(scope="module")
def words(path: Path) -> dict[str, set[str]]:
    """Return the words of each event, in the order of the timeline."""
    found: dict[str, set[str]] = {}
    for event_id, text in Reader(path).query(QUOTED).rows:
        found.setdefault(event_id, set()).update(re.findall(r"\w+", text.lower()))
    return found


@pytest.fixture(scope="module")
def asked(words: dict[str, set[str]]) -> list[list[str]]:
    """Return one to three words at a time, often of one event, mostly such as many events have."""
    chance = random.Random(7)  # noqa: S311
    often = [word for word, _ in Counter(word for some in words.values() for word in some).most_common(60)]
    events = list(words.values())
    pairs = [chance.sample(sorted(chance.choice(events)), chance.randint(1, 3)) for _ in range(30)]
    return [*pairs, *([chance.choice(often), *pair] for pair in pairs[:15]), *([word] for word in often[:5])]


def test_there_are_words_of_both_kinds(path: Path) -> None:
    kinds = (
        Reader(path)
        .query("SELECT is_frequent, count(*) FROM derived.token_counts GROUP BY 1 ORDER BY 1")
        .rows
    )
    assert [kind for kind, n_words in kinds if n_words > 10] == [False, True]


@pytest.mark.parametrize("file", ["path", "halved"])
def test_all_that_have_the_words_are_found_in_order(
    file: str, words: dict[str, set[str]], asked: list[list[str]], request: pytest.FixtureRequest
) -> None:
    with Reader(request.getfixturevalue(file)).session() as session:
        for some in asked:
            expected = [event for event, has in words.items() if has >= set(some)]
            found = session.query("SELECT event_id FROM search(?)", [" ".join(some)]).rows
            assert [event for (event,) in found] == expected, some
            first = session.query("SELECT event_id FROM search(?, most := 3)", [" ".join(some)]).rows
            assert [event for (event,) in first] == expected[:3], some


def test_a_word_that_no_event_has_is_found_nowhere_beside_one_that_all_have(path: Path) -> None:
    reader = Reader(path)
    assert len(reader.query("FROM search('about', most := 2)").rows) == 2
    assert reader.query("FROM search('about zzzzzz', most := 2)").rows == []
