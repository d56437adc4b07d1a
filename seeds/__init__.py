"""Everything a person edits, and the only code that reads it: see docs/seeds.md."""

from datelines.seeds.loader import (
    ROOT,
    SeedError,
    SeedModel,
    digest,
    files,
    languages_with,
    read_folder,
    read_languages,
    read_seed,
)

__all__ = [
    "ROOT",
    "SeedError",
    "SeedModel",
    "digest",
    "files",
    "languages_with",
    "read_folder",
    "read_languages",
    "read_seed",
]
