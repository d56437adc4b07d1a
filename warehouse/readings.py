"""Which version of rules, model and seeds has read or failed to read what: asked of either file.

A version's name is a release and, behind a plus, what it is: two releases that read alike are one version.
Each question takes `$version` and `$seeds`.
"""

from __future__ import annotations

_BY_IT = "split_part(extractor_version, '+', -1) = split_part($version, '+', -1) AND seeds_digest = $seeds"
# One row a document that it has read.
READ = f"SELECT document_id FROM facts.extractions WHERE {_BY_IT}"  # noqa: S608 (names of ours)
# One row an input that waits in quarantine since it tried, with the reason.
SET_ASIDE = f"""
SELECT key, kind FROM facts.quarantine JOIN facts.runs USING (run_id) WHERE NOT released AND {_BY_IT}
"""  # noqa: S608 (names of ours)
# How many documents are shown as another version read them. Not one that it could not read either; nor one in
# whose bytes the readers find another text by now, for that is a document by itself.
BEHIND = f"""
WITH known AS MATERIALIZED ({READ}),
tried AS ({SET_ASIDE}),
anew AS (SELECT DISTINCT d.raw_hash, d.url FROM facts.documents AS d JOIN known USING (document_id))
SELECT count(*)
FROM facts.documents AS d
WHERE d.document_id NOT IN (SELECT document_id FROM known)
    AND d.document_id NOT IN (SELECT key FROM tried)
    AND NOT EXISTS (FROM anew AS a WHERE a.raw_hash = d.raw_hash AND a.url = d.url)
"""  # noqa: S608 (names of ours)


def asked(version: str, seeds_digest: str) -> dict[str, object]:
    """Return a question's parameters."""
    return {"version": version, "seeds": seeds_digest}
