"""Which documents are one article: sent round, published again with small changes, or at several addresses.

Near-copies are found by their signatures: those that agree in a whole band are compared, and joined where
they agree in enough places. With 16 bands of 4 places a pair of similarity .7 is found 99 times in 100.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import pyarrow as pa

ALIKE = 0.7  # of the places of two signatures must agree: a sentence or two in ten may differ
A_VERSION = 0.3  # must agree where the address is the same: what is there now is a version of what was
BANDS, ROWS = 16, 4  # together the places of a signature

_PAIRS = """
WITH bands AS (
    SELECT document_id, band, hash(signature[$rows * band + 1 : $rows * band + $rows]) AS value
    FROM facts.documents, range($bands) AS b(band)
    WHERE signature IS NOT NULL
),
near AS (
    SELECT first_value(document_id) OVER bucket AS one, document_id AS other, $alike AS least
    FROM bands
    WINDOW bucket AS (PARTITION BY band, value ORDER BY document_id)
    UNION ALL
    SELECT lag(document_id) OVER bucket, document_id, $alike
    FROM bands
    WINDOW bucket AS (PARTITION BY band, value ORDER BY document_id)
    UNION ALL
    SELECT lag(document_id) OVER address, document_id, $a_version
    FROM facts.documents
    WHERE url IS NOT NULL AND signature IS NOT NULL
    WINDOW address AS (PARTITION BY url ORDER BY document_id)
),
pairs AS (
    SELECT one, other, min(least) AS least
    FROM near
    WHERE one < other
    GROUP BY one, other
)
SELECT p.one, p.other
FROM pairs AS p
JOIN facts.documents AS a ON a.document_id = p.one
JOIN facts.documents AS b ON b.document_id = p.other
WHERE len(list_filter(list_zip(a.signature, b.signature), lambda place: place[1] = place[2]))
    >= p.least * $rows * $bands
UNION ALL
SELECT one, other
FROM (
    SELECT first_value(document_id) OVER words AS one, document_id AS other
    FROM facts.documents
    WINDOW words AS (PARTITION BY text_hash ORDER BY document_id)
)
WHERE one < other
"""
_NUMBERS = {"rows": ROWS, "bands": BANDS, "alike": ALIKE, "a_version": A_VERSION}


def write(database: duckdb.DuckDBPyConnection) -> None:
    """Make derived.families in a file that holds the facts: one row a document that is not alone in its."""
    pairs = database.execute(_PAIRS, _NUMBERS).fetchall()
    rows = families(pairs)
    table = pa.table(
        {
            "document_id": pa.array(rows.keys(), pa.string()),
            "family_id": pa.array(rows.values(), pa.string()),
        }
    )
    database.register("found", table)
    try:
        database.execute("CREATE SCHEMA IF NOT EXISTS derived")
        database.execute(
            "CREATE TABLE derived.families AS SELECT document_id, family_id FROM found ORDER BY document_id"
        )
    finally:
        database.unregister("found")


def families(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the family of each document of some pairs that belong together: its smallest member's id.

    >>> families([("b", "c"), ("a", "b"), ("x", "y")])
    {'b': 'a', 'c': 'a', 'a': 'a', 'x': 'x', 'y': 'x'}
    """
    parent: dict[str, str] = {}

    def root(document: str) -> str:
        parent.setdefault(document, document)
        while parent[document] != document:
            parent[document] = parent[parent[document]]
            document = parent[document]
        return document

    for pair in pairs:
        one, other = sorted(map(root, pair))
        parent[other] = one
    return {document: root(document) for document in parent}
