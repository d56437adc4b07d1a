"""Tests of `extractors/clauses`."""
