"""Tests of `extractors/names`."""
