"""Tests of `extractors/learned`."""
