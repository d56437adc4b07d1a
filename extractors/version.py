"""The extractor's version: whatever changes what is read in a document changes it, and nothing else does.

It reads the code that it belongs to; the seeds have a hash of their own (`datelines.seeds.digest`).
"""

from __future__ import annotations

import hashlib
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path

from datelines.extractors.fingerprint import code_digest, imported
from datelines.extractors.language import which_model
from datelines.seeds import cache as kept_files

PACKAGE = __name__.partition(".")[0]
ROOT = Path(__file__).parents[1]
READING = ("extractors", "seeds", "sources")  # no code that reads a document lies elsewhere
# Those that decide what is read: the parser's library, and those with data of their own, of languages, words
# of dates, feasts, and names of countries.
LIBRARIES = ("babel", "dateparser", "holidays", "py3langid", "spacy")
_LENGTH = 8


@cache
def extractor_version() -> str:
    """Return the release, and behind a plus what reads: ``0.1.0+3f9a1c2e``. Raises `ModelMissing`.

    Two releases that read alike differ before the plus alone.
    """
    return f"{version(PACKAGE)}+{fingerprint()[:_LENGTH]}"


def fingerprint() -> str:
    """Return a SHA-256 over the code, the model and the libraries. Raises `ModelMissing`."""
    total = hashlib.sha256(reading_code().encode())
    total.update(which_model.description())
    for library in LIBRARIES:
        total.update(f"{library} {version(library)}".encode())
    return total.hexdigest()


def reading_code(root: Path = ROOT) -> str:
    """Return a hash of what the extractors say, and whatever else of the package they import.

    It is kept under the bytes of these files: to read them is quick, to parse them takes half a second.
    """
    files = sorted(path for folder in READING for path in (root / folder).rglob("*.py"))
    key = kept_files.fingerprint(files)
    return kept_files.kept(
        "code", key, _hash, partial(_parsed, root), lambda: kept_files.fingerprint(files) == key
    )


def _parsed(root: Path) -> str:
    return code_digest(imported(root, PACKAGE, (root / "extractors").rglob("*.py")))


def _hash(kept: object) -> str:
    """Return what was kept. Raises where it is no hash: what is damaged must not pass for a version."""
    if not isinstance(kept, str) or len(kept) != hashlib.sha256().digest_size * 2:
        raise ValueError(f"no hash: {kept!r}")
    return kept
