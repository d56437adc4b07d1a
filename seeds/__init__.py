"""Everything a person edits, and the only code that reads it: see docs/seeds.md."""

from datelines.seeds.loader import ROOT, SeedError, SeedModel, digest, files, read_folder, read_seed

__all__ = ["ROOT", "SeedError", "SeedModel", "digest", "files", "read_folder", "read_seed"]
