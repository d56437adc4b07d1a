"""Proof: the same tree as the packages; `ROOT` is the checkout."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
